#include "renderer/world/noise.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "renderer/world/mix.h"

namespace twin::render {

namespace {

float lattice(std::uint32_t x, std::uint32_t y, std::uint32_t seed) {
    return static_cast<float>(mixed(x * 0x9e3779b1U ^ mixed(y ^ seed)) & 0xFFFFU) / 65535.0F;
}

/// Smooth value noise with `cells` cells a side, tiling; 0 to 1.
float valueNoise(float u, float v, std::uint32_t cells, std::uint32_t seed) {
    const float x = u * static_cast<float>(cells);
    const float y = v * static_cast<float>(cells);
    const auto x0 = static_cast<std::uint32_t>(x);
    const auto y0 = static_cast<std::uint32_t>(y);
    float fx = x - static_cast<float>(x0);
    float fy = y - static_cast<float>(y0);
    fx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    fy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const std::uint32_t x1 = (x0 + 1) % cells;
    const std::uint32_t y1 = (y0 + 1) % cells;
    const float low = std::lerp(lattice(x0 % cells, y0 % cells, seed), lattice(x1, y0 % cells, seed), fx);
    const float high = std::lerp(lattice(x0 % cells, y1, seed), lattice(x1, y1, seed), fx);
    return std::lerp(low, high, fy);
}

float clouds(float u, float v, std::uint32_t cells, int octaves, float fall, std::uint32_t seed) {
    float sum = 0;
    float weight = 0;
    float share = 1;
    for (int i = 0; i < octaves; ++i) {
        sum += share * valueNoise(u, v, cells << static_cast<unsigned>(i), seed + static_cast<std::uint32_t>(i) * 101U);
        weight += share;
        share *= fall;
    }
    return sum / weight;
}

}  // namespace

std::vector<std::uint8_t> makeNoise() {
    constexpr std::size_t kTexels = std::size_t{kNoiseSizePx} * kNoiseSizePx;
    std::vector<std::array<float, 4>> raw(kTexels);
    std::array<float, 4> low{1, 1, 1, 1};
    std::array<float, 4> high{};
    for (std::uint32_t y = 0; y < kNoiseSizePx; ++y) {
        for (std::uint32_t x = 0; x < kNoiseSizePx; ++x) {
            const float u = static_cast<float>(x) / kNoiseSizePx;
            const float v = static_cast<float>(y) / kNoiseSizePx;
            std::array<float, 4>& texel = raw[std::size_t{y} * kNoiseSizePx + x];
            texel = {clouds(u, v, 4, 5, 0.62F, 11), clouds(u, v, 48, 2, 0.7F, 23), clouds(u, v, 6, 4, 0.55F, 37),
                     clouds(u, v, 5, 2, 0.3F, 51)};
            for (std::size_t c = 0; c < 4; ++c) {
                low[c] = std::min(low[c], texel[c]);
                high[c] = std::max(high[c], texel[c]);
            }
        }
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(kTexels * 4);
    for (const std::array<float, 4>& texel : raw) {
        for (std::size_t c = 0; c < 4; ++c) {
            const float share = (texel[c] - low[c]) / (high[c] - low[c]);
            bytes.push_back(static_cast<std::uint8_t>(std::lround(share * 255)));
        }
    }
    return bytes;
}

}  // namespace twin::render
