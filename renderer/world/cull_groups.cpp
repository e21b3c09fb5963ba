#include "renderer/world/cull_groups.h"

#include <algorithm>

namespace twin::render {

namespace {

/// A box that grows, and the sphere about it.
struct Box {
    glm::vec3 low{1e9F}, high{-1e9F};
    void include(glm::vec3 from, glm::vec3 to) {
        low = glm::min(low, from);
        high = glm::max(high, to);
    }
    void setSphere(shared::CullGroup& group) const {
        group.centre = (low + high) * 0.5F;
        group.radius = glm::length(high - low) * 0.5F;
    }
};

std::uint32_t formOf(const city::Tree& tree, std::span<const city::Species> species) {
    return std::min(static_cast<std::uint32_t>(species[tree.species].form), shared::kTreeForms - 1);
}

}  // namespace

std::vector<shared::CullGroup> groupDraws(std::span<const city::Draw> draws, std::uint32_t first) {
    std::vector<shared::CullGroup> groups;
    for (std::size_t at = 0; at < draws.size(); at += shared::kGroupSize) {
        const auto members = draws.subspan(at, std::min<std::size_t>(shared::kGroupSize, draws.size() - at));
        Box box;
        for (const city::Draw& draw : members) {
            const glm::vec3 centre{draw.centre[0], draw.centre[1], draw.centre[2]};
            box.include(centre - draw.radiusM, centre + draw.radiusM);
        }
        shared::CullGroup group{};
        group.first = first + static_cast<std::uint32_t>(at);
        group.count = static_cast<std::uint32_t>(members.size());
        box.setSphere(group);
        groups.push_back(group);
    }
    return groups;
}

std::vector<shared::CullGroup> groupTrees(std::span<const city::Tree> trees, std::span<const city::Species> species,
                                          std::uint32_t first, std::uint32_t seed) {
    std::vector<shared::CullGroup> groups;
    for (std::size_t at = 0; at < trees.size();) {
        shared::CullGroup group{};
        group.form = formOf(trees[at], species);
        group.first = first + static_cast<std::uint32_t>(at);
        group.seed = seed + static_cast<std::uint32_t>(at);
        Box box;
        for (; at < trees.size() && group.count < shared::kGroupSize && formOf(trees[at], species) == group.form;
             ++at, ++group.count) {
            const city::Tree& tree = trees[at];
            const city::Species& grown = species[tree.species];
            const float height = std::max(tree.heightM, grown.matureHeightM);
            const float reach = 0.5F * std::max(tree.crownM, grown.matureCrownM);
            const glm::vec3 foot{tree.foot[0], tree.foot[1], tree.foot[2]};
            box.include(foot - glm::vec3(reach, reach, 1), foot + glm::vec3(reach, reach, height + 1));
        }
        box.setSphere(group);
        groups.push_back(group);
    }
    return groups;
}

}  // namespace twin::render
