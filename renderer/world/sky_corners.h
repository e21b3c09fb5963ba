// renderer/world/sky_corners.h: what the software level's sky is made of, at the corners of the lattice that covers the picture.
// Worked out here since Mesa's software device would have to compile the reading of two more images before its first picture.
#pragma once

#include <cstdint>
#include <span>

#include "renderer/world/sky_table.h"

namespace twin::render {

/// Row by row from the picture's upper left corner.
inline constexpr std::size_t kSkyCorners =
    std::size_t{shared::kLeanSkyColumns + 1} * std::size_t{shared::kLeanSkyRows + 1};

/// Where clouds are is the red channel of the noise, blown along by the wind as data.seconds pass.
/// @param data   reads the camera's axes, toSun and seconds
/// @param table  whose last work() was for this sun and weather
/// @param noise  makeNoise()
/// @param to     kSkyCorners
void fillSkyCorners(const shared::FrameData& data, const SkyTable& table, std::span<const std::uint8_t> noise,
                    std::span<shared::SkyCorner> to);

}  // namespace twin::render
