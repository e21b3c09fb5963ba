#include "renderer/world/noise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "renderer/world/mix.h"

namespace twin::render {

namespace {

float lattice(std::uint32_t x, std::uint32_t y, std::uint32_t seed) {
    return static_cast<float>(mixed(x * 0x9e3779b1U ^ mixed(y ^ seed)) & 0xFFFFU) / 65535.0F;
}

/// std::lerp() without its care for infinities, which costs four times as much.
float between(float a, float b, float share) { return a + share * (b - a); }

/// Adds smooth value noise with `cells` cells a side, tiling, 0 to 1, to a channel.
void addNoise(std::span<float> channel, std::uint32_t cells, std::uint32_t seed, float share) {
    std::vector<float> corners;
    corners.reserve(std::size_t{cells} * cells);
    for (std::uint32_t y = 0; y < cells; ++y) {
        for (std::uint32_t x = 0; x < cells; ++x) corners.push_back(lattice(x, y, seed));
    }
    struct Place {
        std::uint32_t before, after;  // cells
        float share;                  // of the one after
    };
    std::array<Place, kNoiseSizePx> places{};
    for (std::uint32_t i = 0; i < kNoiseSizePx; ++i) {
        const float at = static_cast<float>(i) / kNoiseSizePx * static_cast<float>(cells);
        const auto cell = static_cast<std::uint32_t>(at);
        const float f = at - static_cast<float>(cell);
        places[i] = {cell % cells, (cell + 1) % cells, f * f * f * (f * (f * 6 - 15) + 10)};
    }
    std::size_t texel = 0;
    for (const Place& y : places) {
        const float* upper = corners.data() + std::size_t{y.before} * cells;
        const float* lower = corners.data() + std::size_t{y.after} * cells;
        for (const Place& x : places) {
            const float low = between(upper[x.before], upper[x.after], x.share);
            const float high = between(lower[x.before], lower[x.after], x.share);
            channel[texel++] += share * between(low, high, y.share);
        }
    }
}

std::vector<float> clouds(std::uint32_t cells, int octaves, float fall, std::uint32_t seed) {
    std::vector<float> sum(std::size_t{kNoiseSizePx} * kNoiseSizePx);
    float weight = 0;
    float share = 1;
    for (int i = 0; i < octaves; ++i) {
        addNoise(sum, cells << static_cast<unsigned>(i), seed + static_cast<std::uint32_t>(i) * 101U, share);
        weight += share;
        share *= fall;
    }
    for (float& texel : sum) texel /= weight;
    return sum;
}

}  // namespace

std::vector<std::uint8_t> makeNoise() {
    const std::array<std::vector<float>, 4> channels{clouds(4, 5, 0.62F, 11), clouds(48, 2, 0.7F, 23),
                                                     clouds(6, 4, 0.55F, 37), clouds(5, 2, 0.3F, 51)};
    std::vector<std::uint8_t> bytes(channels[0].size() * 4);
    for (std::size_t c = 0; c < 4; ++c) {
        const auto [low, high] = std::minmax_element(channels[c].begin(), channels[c].end());
        for (std::size_t i = 0; i < channels[c].size(); ++i) {
            const float share = (channels[c][i] - *low) / (*high - *low);
            bytes[i * 4 + c] = static_cast<std::uint8_t>(std::lround(share * 255));
        }
    }
    return bytes;
}

}  // namespace twin::render
