#include "renderer/world/tree_groups.h"

#include <algorithm>

namespace twin::render {

namespace {

std::uint32_t formOf(const city::City& city, const city::Tree& tree) {
    const auto form = static_cast<std::uint32_t>(city.species()[tree.species].form);
    return std::min(form, shared::kTreeForms - 1);
}

shared::TreeGroup bounds(std::span<const city::Tree> trees, const city::City& city) {
    glm::vec3 low{1e9F};
    glm::vec3 high{-1e9F};
    for (const city::Tree& tree : trees) {
        const city::Species& species = city.species()[tree.species];
        const float height = std::max(tree.heightM, species.matureHeightM);
        const float reach = 0.5F * std::max(tree.crownM, species.matureCrownM);
        const glm::vec3 foot{tree.foot[0], tree.foot[1], tree.foot[2]};
        low = glm::min(low, foot - glm::vec3(reach, reach, 1));
        high = glm::max(high, foot + glm::vec3(reach, reach, height + 1));
    }
    shared::TreeGroup group{};
    group.centre = (low + high) * 0.5F;
    group.radius = glm::length(high - low) * 0.5F;
    return group;
}

/// Along a Z curve over cells of 16 m, so that a group of neighbours in the order stands close together.
std::uint32_t cellOf(const city::Tree& tree, const city::Tile& tile) {
    const auto cell = [](float m) { return static_cast<std::uint32_t>(std::clamp(m / 16, 0.0F, 15.0F)); };
    const std::uint32_t x = cell(tree.foot[0] - tile.west), y = cell(tree.foot[1] - tile.south);
    std::uint32_t code = 0;
    for (std::uint32_t bit = 0; bit < 4; ++bit) code |= (x >> bit & 1U) << (2 * bit) | (y >> bit & 1U) << (2 * bit + 1);
    return code;
}

}  // namespace

TreeOrder orderTrees(const city::City& city) {
    TreeOrder order;
    order.trees.reserve(city.trees().size());
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        order.formRanges[form] = static_cast<std::uint32_t>(order.groups.size());
        order.formRanges[shared::kTreeForms + 1 + form] = static_cast<std::uint32_t>(order.trees.size());
        for (const city::Tile& tile : city.tiles()) {
            const std::size_t begin = order.trees.size();
            for (const city::Tree& tree : city.trees().subspan(tile.firstTree, tile.treeCount)) {
                if (formOf(city, tree) == form) order.trees.push_back(tree);
            }
            std::stable_sort(
                order.trees.begin() + static_cast<std::ptrdiff_t>(begin), order.trees.end(),
                [&](const city::Tree& a, const city::Tree& b) { return cellOf(a, tile) < cellOf(b, tile); });
            for (std::size_t at = begin; at < order.trees.size(); at += shared::kGroupSize) {
                const std::size_t count = std::min<std::size_t>(shared::kGroupSize, order.trees.size() - at);
                shared::TreeGroup group = bounds(std::span(order.trees).subspan(at, count), city);
                group.first = static_cast<std::uint32_t>(at);
                group.count = static_cast<std::uint32_t>(count);
                group.form = form;
                order.groups.push_back(group);
            }
        }
    }
    order.formRanges[shared::kTreeForms] = static_cast<std::uint32_t>(order.groups.size());
    return order;
}

}  // namespace twin::render
