#include "renderer/world/residency.h"

#include <algorithm>
#include <numeric>

namespace twin::render {

namespace {

/// Whether a box of sphere centres, camera-relative, may hold one that a view sees.
bool inView(const shared::FrameData& frame, std::uint32_t view, glm::vec3 low, glm::vec3 high, float radius) noexcept {
    for (std::uint32_t i = 0; i < 6; ++i) {
        const glm::vec4 plane = frame.planes[view * 6 + i];
        const glm::vec3 most{plane.x > 0 ? high.x : low.x, plane.y > 0 ? high.y : low.y, plane.z > 0 ? high.z : low.z};
        if (glm::dot(glm::vec3(plane), most) + plane.w < -radius - 0.1F) return false;
    }
    return true;
}

}  // namespace

std::vector<TileLevel> tileLevels(const city::City& city) {
    const std::span<const city::Draw> draws = city.draws();
    std::vector<std::uint32_t> order(draws.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return draws[a].vertexOffset != draws[b].vertexOffset ? draws[a].vertexOffset < draws[b].vertexOffset : a < b;
    });
    std::vector<TileLevel> levels;
    const city::Draw* before = nullptr;
    for (const std::uint32_t index : order) {
        const city::Draw& draw = draws[index];
        const auto first = static_cast<std::uint32_t>(draw.vertexOffset);
        // Draws that start at the same vertex belong together, whatever else they are.
        const bool same = before != nullptr && (draw.vertexOffset == before->vertexOffset ||
                                                (draw.tile == before->tile && draw.lodNearM == before->lodNearM));
        if (!same) {
            if (!levels.empty()) levels.back().endVertex = first;
            levels.emplace_back();
            levels.back().firstVertex = first;
        }
        TileLevel& level = levels.back();
        const glm::vec3 centre{draw.centre[0], draw.centre[1], draw.centre[2]};
        level.low = glm::min(level.low, centre);
        level.high = glm::max(level.high, centre);
        level.radius = std::max(level.radius, draw.radiusM);
        if ((draw.flags & city::kDrawLodByTile) != 0) {  // its level is chosen by the distance to the tile's middle
            const city::Tile& tile = city.tiles()[draw.tile];
            const glm::vec3 middle{tile.west + city::kTileM / 2, tile.south + city::kTileM / 2,
                                   0.5F * (tile.minZ + tile.maxZ)};
            level.low = glm::min(level.low, middle);
            level.high = glm::max(level.high, middle);
        }
        level.lodNear = std::min(level.lodNear, draw.lodNearM);
        level.lodFar = std::max(level.lodFar, draw.lodFarM);
        before = &draw;
    }
    if (!levels.empty()) levels.back().endVertex = static_cast<std::uint32_t>(city.vertices().size());
    return levels;
}

bool mayBeSeen(const TileLevel& level, const shared::FrameData& frame) noexcept {
    const glm::vec3 low = level.low - frame.eye - frame.eyeLow;
    const glm::vec3 high = level.high - frame.eye - frame.eyeLow;
    const glm::vec3 nearest = glm::clamp(glm::vec3(0), low, high);
    const glm::vec3 farthest = glm::max(glm::abs(low), glm::abs(high));
    if ((frame.flags & shared::kFrameFullDetail) != 0) {
        if (level.lodNear > 0) return false;
    } else if (glm::length(farthest) + 0.1F < level.lodNear || glm::length(nearest) - 0.1F >= level.lodFar) {
        return false;
    }
    if ((frame.flags & shared::kFrameCulling) == 0) return true;
    for (std::uint32_t view = 0; view <= frame.cascades; ++view) {
        if (inView(frame, view, low, high, level.radius)) return true;
    }
    return false;
}

Residency::Residency(const city::City& city, const gpu::Buffer& vertices, gpu::Uploader& uploader)
    : city_{city}, vertices_{vertices}, uploader_{uploader}, missing_{tileLevels(city)} {}

void Residency::bring(const shared::FrameData& frame) {
    const std::uint64_t before = residentBytes_;
    for (std::size_t i = 0; i < missing_.size();) {
        const TileLevel& level = missing_[i];
        if (!mayBeSeen(level, frame)) {
            ++i;
            continue;
        }
        const auto bytes = std::as_bytes(
            city_.vertices().subspan(level.firstVertex, std::size_t{level.endVertex} - level.firstVertex));
        uploader_.buffer(vertices_, bytes, VkDeviceSize{level.firstVertex} * sizeof(city::Vertex));
        residentBytes_ += bytes.size();
        missing_[i] = missing_.back();
        missing_.pop_back();
    }
    // The system reads a file ahead and around what is asked for; none of it is needed here any more.
    if (residentBytes_ != before) city_.forget(std::as_bytes(city_.vertices()));
}

}  // namespace twin::render
