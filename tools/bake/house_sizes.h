// tools/bake/house_sizes.h: sizes that the detailed house (house.cpp) and the simple one (simple_house.cpp) share. The
// second says by them how far it lies from the first.
#pragma once

#include <algorithm>

#include "tools/bake/mesh.h"

namespace twin::bake {

inline constexpr double kBayM = 3.0;         // one window axis
inline constexpr double kRoofThickM = 0.16;  // battens, boards and tiles seen at the eaves
inline constexpr double kParapetM = 0.35;
inline constexpr double kChimneyM = 1.2;       // above the roof at its middle
inline constexpr double kChimneyHalfM = 0.39;  // half the side of its cap
inline constexpr double kPorchM = 1.55;        // before the front wall
inline constexpr double kDormerM = 1.5;    // its window above the roof; its own roof is 0.14 thick and reaches 0.3 out
inline constexpr double kRoofHeadM = 2.1;  // of stairs, above a flat roof
inline constexpr double kMansardLean = 0.36;  // in for up: about 70 degrees
inline constexpr double kMansardTopSlope = 0.6;

/// Of the steep part, over walls of half extents hx and hy.
[[nodiscard]] inline double mansardRise(double hx, double hy) { return std::min(2.8, std::min(hx, hy) * 0.8); }
[[nodiscard]] inline bool hasRoofHeads(const HouseShape& shape) {
    return shape.roof == RoofShape::Flat && shape.storeys >= 4 && shape.depthM > 7;
}
[[nodiscard]] inline bool isSmall(const HouseShape& shape) { return shape.storeys <= 2 && shape.widthM < 18; }
[[nodiscard]] inline bool hasPorch(const HouseShape& shape) { return isSmall(shape) && (shape.variant & 1U) != 0; }
/// Where the roof is high enough it has one.
[[nodiscard]] inline bool mayHaveDormer(const HouseShape& shape) {
    return isSmall(shape) && (shape.variant & 2U) != 0 && shape.roof == RoofShape::Gable && shape.ridgeAlongX;
}

}  // namespace twin::bake
