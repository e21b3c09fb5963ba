// renderer/world/tree_groups.h: trees put in the order the GPU culls them in. Pure.
#pragma once

#include <array>
#include <vector>

#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

struct TreeOrder {
    std::vector<city::Tree> trees;          ///< by form, then tile
    std::vector<shared::TreeGroup> groups;  ///< up to kGroupSize trees of one form in one tile
    /// First group of each form and one past the last; then the first tree of each form.
    std::array<std::uint32_t, 2 * shared::kTreeForms + 1> formRanges{};
};

[[nodiscard]] TreeOrder orderTrees(const city::City& city);

}  // namespace twin::render
