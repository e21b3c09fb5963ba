// scene/city/ground.h: the height of the ground anywhere in the town.
#pragma once

#include <cstdint>
#include <span>

#include "scene/city/format.h"

namespace twin::city {

/// Bilinear height of a grid of centimetres; places outside take the nearest edge.
/// @return metres above sea level. Pure, any thread.
[[nodiscard]] double groundHeightM(const GridHeader& grid, std::span<const std::uint16_t> heightsCm, double xM,
                                   double yM) noexcept;

}  // namespace twin::city
