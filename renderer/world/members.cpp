#include "renderer/world/members.h"

#include <algorithm>

#include "scene/city/blocks.h"

namespace twin::render {

namespace {

/// Squared, from a point to a triangle: inside its plane's prism to the plane, else to the nearest edge.
double distance2(glm::dvec3 p, const std::array<glm::dvec3, 3>& t) {
    const glm::dvec3 normal = glm::cross(t[1] - t[0], t[2] - t[0]);
    bool inside = true;
    double nearest = 1e300;
    for (std::size_t i = 0; i < 3; ++i) {
        const glm::dvec3 from = t[i], along = t[(i + 1) % 3] - from;
        inside = inside && glm::dot(glm::cross(along, p - from), normal) >= 0;
        const double share = glm::dot(p - from, along) / std::max(glm::dot(along, along), 1e-12);
        const glm::dvec3 off = p - (from + along * std::clamp(share, 0.0, 1.0));
        nearest = std::min(nearest, glm::dot(off, off));
    }
    const double size = glm::dot(normal, normal);
    if (!inside || size < 1e-12) return nearest;
    const double high = glm::dot(p - t[0], normal);
    return high * high / size;
}

}  // namespace

Members::Members(const city::City& city) : city_{city} { marked_.reserve(64); }

std::uint32_t Members::endOf(std::size_t member) const {
    const std::span<const city::Member> all = city_.members();
    const bool last = member + 1 == all.size() || all[member + 1].draw != all[member].draw;
    return last ? city_.draws()[all[member].draw].indexCount : all[member + 1].firstIndex;
}

std::uint32_t Members::at(std::uint32_t element, glm::dvec3 place) const {
    const std::span<const city::Member> all = city_.members();
    const auto of = [element](const city::Member& member) { return member.together == element; };
    const auto first = std::find_if(all.begin(), all.end(), of);
    if (first == all.end()) return element;
    const auto block = city::blockOfDraw(city_.blocks(), first->draw);
    if (!block || !city_.block(*block)) return element;
    const city::Draw& draw = city_.draws()[first->draw];
    const city::Tile& tile = city_.tiles()[draw.tile];
    const glm::dvec3 corner(tile.west - city::kOverhangM, tile.south - city::kOverhangM, city::kZeroHeightM);
    std::uint32_t best = element;
    double nearest = 1e300;
    for (auto member = first; member != all.end() && member->draw == first->draw; ++member) {
        const std::uint32_t end = std::min(endOf(static_cast<std::size_t>(member - all.begin())), draw.indexCount);
        for (std::uint32_t i = member->firstIndex; i + 2 < end; i += 3) {
            std::array<glm::dvec3, 3> triangle;
            for (std::uint32_t k = 0; k < 3; ++k) {
                const std::uint32_t index = city_.indices()[draw.firstIndex + i + k];
                const city::Vertex& v = city_.vertices()[static_cast<std::size_t>(draw.vertexOffset) + index];
                triangle[k] = corner + glm::dvec3(v.xq, v.yq, v.zq) * static_cast<double>(city::kQuantumM);
            }
            const double away = distance2(place, triangle);
            if (away < nearest) nearest = away, best = member->element;
        }
    }
    return best;
}

void Members::mark(std::span<const city::ElementState> states) {
    marked_.clear();
    const std::span<const city::Member> all = city_.members();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const city::ElementState state = states[all[i].element];
        if (state.flags != 0 && state.stage != city::Stage::Hidden)
            marked_.push_back({static_cast<std::uint32_t>(i), state.flags});
    }
}

void Members::find(const shared::FrameData& frame, const Residency& residency, std::vector<MarkedRun>& runs) const {
    runs.clear();
    if (marked_.empty() || (frame.flags & shared::kFrameFullDetail) != 0) return;
    for (const Marked& marked : marked_) {
        const city::Member& member = city_.members()[marked.member];
        const auto here = residency.find(member.draw);
        if (!here) continue;
        // As draw_cull.comp chooses levels.
        const city::Draw& draw = city_.draws()[member.draw];
        const city::Tile& tile = city_.tiles()[draw.tile];
        const glm::vec3 middle(tile.west + city::kTileM / 2, tile.south + city::kTileM / 2,
                               0.5F * (tile.minZ + tile.maxZ));
        if (glm::length((middle - frame.eye) - frame.eyeLow) < draw.lodNearM) continue;
        const auto layer = static_cast<std::uint32_t>(city_.elements()[member.element].layer);
        if ((frame.layers >> layer & 1U) == 0) continue;
        const std::uint32_t end = endOf(marked.member);
        if (end <= member.firstIndex) continue;
        runs.push_back({here->firstIndex + member.firstIndex, end - member.firstIndex, here->vertexOffset, here->draw,
                        marked.flags});
    }
}

}  // namespace twin::render
