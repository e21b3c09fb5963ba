#include "renderer/world/block_index.h"

#include <algorithm>
#include <cmath>

namespace twin::render {

namespace {

constexpr float kRegionM = 8 * city::kTileM;

/// Whether a box of sphere centres, camera-relative, may hold one that a view sees.
bool inView(const shared::FrameData& frame, std::uint32_t view, glm::vec3 low, glm::vec3 high, float radius) noexcept {
    for (std::uint32_t i = 0; i < 6; ++i) {
        const glm::vec4 plane = frame.planes[view * 6 + i];
        const glm::vec3 most{plane.x > 0 ? high.x : low.x, plane.y > 0 ? high.y : low.y, plane.z > 0 ? high.z : low.z};
        if (glm::dot(glm::vec3(plane), most) + plane.w < -radius - 0.1F) return false;
    }
    return true;
}

glm::vec3 vec(const std::array<float, 3>& v) noexcept { return {v[0], v[1], v[2]}; }

}  // namespace

bool mayBeSeen(const city::Block& block, const shared::FrameData& frame) noexcept {
    const glm::vec3 low = vec(block.low) - frame.eye - frame.eyeLow;
    const glm::vec3 high = vec(block.high) - frame.eye - frame.eyeLow;
    const glm::vec3 nearest = glm::clamp(glm::vec3(0), low, high);
    const glm::vec3 farthest = glm::max(glm::abs(low), glm::abs(high));
    if ((frame.flags & shared::kFrameFullDetail) != 0) {
        if (block.lodNearM > 0) return false;
    } else if (glm::length(farthest) + 0.1F < block.lodNearM || glm::length(nearest) - 0.1F >= block.lodFarM) {
        return false;
    }
    if ((frame.flags & shared::kFrameCulling) == 0) return true;
    for (std::uint32_t view = 0; view <= frame.cascades; ++view) {
        if (inView(frame, view, low, high, block.radiusM)) return true;
    }
    return false;
}

BlockIndex::BlockIndex(const city::City& city) : blocks_{city.blocks()} {
    const std::span<const city::Tile> tiles = city.tiles();
    glm::vec2 corner{0};
    if (!tiles.empty()) corner = {tiles[0].west, tiles[0].south};
    for (const city::Tile& tile : tiles) corner = glm::min(corner, glm::vec2(tile.west, tile.south));
    // By a region's number, east in the low half: the same tiles give the same regions in the same order.
    const auto regionOf = [&](std::uint32_t block) {
        const city::Tile& tile = tiles[blocks_[block].tile];
        const auto step = [](float m) { return static_cast<std::uint64_t>(std::clamp(m / kRegionM, 0.0F, 1e6F)); };
        return step(tile.south - corner.y) << 32U | step(tile.west - corner.x);
    };
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
    keyed.reserve(blocks_.size());
    for (std::uint32_t i = 0; i < blocks_.size(); ++i) keyed.emplace_back(regionOf(i), i);
    std::sort(keyed.begin(), keyed.end());
    order_.reserve(keyed.size());
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        const city::Block& block = blocks_[keyed[i].second];
        if (i == 0 || keyed[i].first != keyed[i - 1].first)
            regions_.push_back({block, static_cast<std::uint32_t>(i), 0});
        Region& region = regions_.back();
        ++region.count;
        for (std::size_t k = 0; k < 3; ++k) {
            region.bounds.low[k] = std::min(region.bounds.low[k], block.low[k]);
            region.bounds.high[k] = std::max(region.bounds.high[k], block.high[k]);
        }
        region.bounds.radiusM = std::max(region.bounds.radiusM, block.radiusM);
        region.bounds.lodNearM = std::min(region.bounds.lodNearM, block.lodNearM);
        region.bounds.lodFarM = std::max(region.bounds.lodFarM, block.lodFarM);
        order_.push_back(keyed[i].second);
    }
}

}  // namespace twin::render
