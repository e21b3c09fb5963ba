// renderer/world/noise.h: the one noise texture of the shaders, the same on every machine.
#pragma once

#include <cstdint>
#include <vector>

namespace twin::render {

inline constexpr std::uint32_t kNoiseSizePx = 256;

/// RGBA8, tiling. r: soft clouds; g: fine grain; b: other clouds; a: blotches. Each channel spans 0 to 255 about 128.
[[nodiscard]] std::vector<std::uint8_t> makeNoise();

}  // namespace twin::render
