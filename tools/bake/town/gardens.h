// tools/bake/town/gardens.h: what makes a plot of a house: hedge or fence, garden path, drive; reeds along lakes.
#pragma once

#include "tools/bake/town/trees.h"

namespace twin::bake {

/// Hedges, fences, paths and drives of houses, by seed. Seen near only; one element a quarter.
void addPlots(const TreeContext& context, std::span<const Building> buildings);

/// Reeds along shores of lakes that nobody uses: not by sand, paving or anything built.
void addReeds(const TreeContext& context, const GroundIndex& works);
/// Willows, alders and thorn in groups behind them.
void addShoreTrees(const TreeContext& context, const GroundIndex& works);

}  // namespace twin::bake
