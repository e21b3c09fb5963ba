// tools/bake/terrain/relief.h: the shape of the land from control points, valleys and shapes, before anything stands on it.
#pragma once

#include <span>

#include "tools/bake/source/sources.h"
#include "tools/bake/terrain/height_field.h"

namespace twin::bake {

/// Thin-plate spline through the control points (Bookstein 1989, slightly smoothed), valleys and shapes laid over it.
[[nodiscard]] HeightField buildRelief(const Relief& relief, Extent extent, std::uint64_t seed);

}  // namespace twin::bake
