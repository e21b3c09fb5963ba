#include "renderer/world/sky_corners.h"

#include <cmath>

#include "renderer/world/noise.h"

namespace twin::render {

namespace {

using glm::vec2;
using glm::vec3;

/// The red channel, 0 to 1, between texels as a sampler reads it that repeats. @param at  in tiles
float softClouds(std::span<const std::uint8_t> noise, vec2 at) {
    const vec2 texel = (at - glm::floor(at)) * static_cast<float>(kNoiseSizePx) - 0.5F;
    const vec2 low = glm::floor(texel);
    const vec2 share = texel - low;
    const auto red = [&](float x, float y) {
        const auto column = static_cast<std::uint32_t>(static_cast<int>(x)) % kNoiseSizePx;
        const auto row = static_cast<std::uint32_t>(static_cast<int>(y)) % kNoiseSizePx;
        return static_cast<float>(noise[(std::size_t{row} * kNoiseSizePx + column) * 4]) / 255.0F;
    };
    return glm::mix(glm::mix(red(low.x, low.y), red(low.x + 1, low.y), share.x),
                    glm::mix(red(low.x, low.y + 1), red(low.x + 1, low.y + 1), share.x), share.y);
}

}  // namespace

void fillSkyCorners(const shared::FrameData& data, const SkyTable& table, std::span<const std::uint8_t> noise,
                    std::span<shared::SkyCorner> to) {
    constexpr float kHeightM = 7000;  // of the layer of clouds, a little flattened towards the horizon
    constexpr float kTileM = 61000;
    const vec2 drift = vec2(11, 4) * data.seconds;
    std::size_t corner = 0;
    for (std::uint32_t y = 0; y <= shared::kLeanSkyRows; ++y) {
        const vec3 across = data.forward + data.up * (1 - 2.0F * static_cast<float>(y) / shared::kLeanSkyRows);
        for (std::uint32_t x = 0; x <= shared::kLeanSkyColumns; ++x) {
            const float side = 2.0F * static_cast<float>(x) / shared::kLeanSkyColumns - 1;
            const vec3 dir = glm::normalize(across + data.right * side);
            shared::SkyCorner& seen = to[corner++];
            seen.colour = table.colour(dir, data.toSun);
            const vec2 above = vec2(dir) / (std::max(dir.z, 0.0F) + 0.06F) * kHeightM + drift;
            seen.cloud = softClouds(noise, above / kTileM);
        }
    }
}

}  // namespace twin::render
