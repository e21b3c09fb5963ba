// renderer/world/cull_groups.h: the groups of draws and trees that the GPU culls as one, from a block's rows. Pure.
#pragma once

#include <vector>

#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

/// Up to kGroupSize draws each, in their order. `first` is where the block's draws stand on the device.
[[nodiscard]] std::vector<shared::CullGroup> groupDraws(std::span<const city::Draw> draws, std::uint32_t first);

/// Up to kGroupSize trees of one form each, in their order. `seed` is the number of the first tree in the town.
[[nodiscard]] std::vector<shared::CullGroup> groupTrees(std::span<const city::Tree> trees,
                                                        std::span<const city::Species> species, std::uint32_t first,
                                                        std::uint32_t seed);

}  // namespace twin::render
