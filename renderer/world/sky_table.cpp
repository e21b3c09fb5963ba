#include "renderer/world/sky_table.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/packing.hpp>
#include <numbers>

#include "renderer/world/hours.h"

namespace twin::render {

namespace {

using glm::mix;
using glm::smoothstep;
using glm::vec2;
using glm::vec3;

constexpr float kPi = std::numbers::pi_v<float>;
/// Irradiance of the sun outside the air, in the picture's unit. Its colour makes white of what level ground gets of sun and
/// clear sky together by a sun at 40 degrees: that is the daylight (D65) that pictures are balanced for.
constexpr vec3 kSunPower{18.8F, 20.2F, 21.5F};
constexpr vec3 kLuminance{0.2126F, 0.7152F, 0.0722F};

static_assert(kSkyWidthPx <= ClearAir::kMostDirections);

/// 0 while clouds leave gaps, 1 under a closed cover.
float overcastOf(glm::vec4 weather) {
    return std::max(smoothstep(0.60F, 0.95F, weather.x), smoothstep(0.05F, 0.5F, weather.y));
}

/// Elevation of a row of the table.
float elevationOf(std::uint32_t row) {
    const float v = static_cast<float>(row) / (kSkyHeightPx - 1) * 2 - 1;
    return v * std::abs(v) * kPi / 2;
}

vec2 flatTo(vec3 dir) { return glm::normalize(vec2(dir) + vec2(1e-5F, 0)); }

}  // namespace

SkyTable::SkyTable(const ClearAir& air) : air_{air}, colours_(kSkyTexels) {
    for (std::uint32_t x = 0; x < kSkyWidthPx; ++x)
        azimuths_[x] = std::cos(static_cast<float>(x) / (kSkyWidthPx - 1) * kPi);
}

shared::SkyState SkyTable::work(const shared::FrameData& data, std::span<SkyTexel> to) {
    const float overcast = overcastOf(data.weather);
    paint(data, overcast);
    for (std::size_t i = 0; i < std::min(to.size(), kSkyTexels); ++i) to[i] = glm::packHalf(glm::vec4(colours_[i], 1));
    return light(data, overcast);
}

struct SkyTable::Conditions {
    float sunHeight = 0, overcast = 0, moonUp = 0, starry = 0;
    vec3 cloud{};  ///< radiance of a closed cover at the horizon
};

void SkyTable::paint(const shared::FrameData& data, float overcast) {
    Conditions now{data.sunHeight, overcast};
    if (overcast > 0) {
        // What cloud lets through of sun and sky comes from all of it, three times as much from above as from the horizon
        // (the standard overcast sky of the CIE).
        vec3 zenith{0};
        air_.radiance(1, data.sunHeight, std::array<float, 1>{1}, {&zenith, 1});
        const vec3 outside = air_.sunInTown(data.sunHeight) * std::max(data.sunHeight, 0.0F) + zenith * (kPi * 1.4F);
        const vec3 flux = outside * kSunPower * mix(0.34F, 0.20F, data.weather.y);
        now.cloud = mix(vec3(glm::dot(flux, kLuminance)), flux, 0.35F) * (3 / (7 * kPi));
    }
    // The moon lights the same air, four hundred thousand times less; the eye at night is kind, so we say forty thousand.
    now.moonUp = smoothstep(-0.05F, 0.2F, data.toMoon.z) * data.moonShare * (1 - 0.8F * overcast);
    now.starry = 1 - smoothstep(-0.15F, 0.05F, data.sunHeight) * 0.9F;
    constexpr float kLowest = 0.004F;  // radians: what is below shows the same
    std::array<vec3, kSkyWidthPx> lowest;
    paintRow(kLowest, now, lowest);
    for (std::uint32_t y = 0; y < kSkyHeightPx; ++y) {
        const float elevation = elevationOf(y);
        const std::span row(&colours_[std::size_t{y} * kSkyWidthPx], kSkyWidthPx);
        if (elevation > kLowest) {
            paintRow(elevation, now, row);
        } else {
            const float darker = mix(1.0F, 0.55F, smoothstep(0.0F, 0.5F, -elevation));
            for (std::size_t x = 0; x < row.size(); ++x) row[x] = lowest[x] * darker;
        }
    }
}

void SkyTable::paintRow(float elevation, const Conditions& now, std::span<vec3> row) const {
    const float sine = std::sin(elevation);
    air_.radiance(sine, now.sunHeight, azimuths_, row);
    const vec3 cloud = now.cloud * (1 + 2 * sine);
    vec3 night = vec3(0.0020F, 0.0031F, 0.0058F) * (0.45F + 1.4F * now.moonUp);
    // Towns below the horizon, or on cloud.
    night += vec3(0.0021F, 0.0016F, 0.0011F) * mix(std::exp(-6 * elevation), 1.2F, now.overcast);
    for (vec3& colour : row) colour = mix(colour * kSunPower, cloud, now.overcast) + night * now.starry;
}

vec3 SkyTable::colour(vec3 dir, vec3 toSun) const {
    const float azimuth = std::acos(std::clamp(glm::dot(flatTo(dir), flatTo(toSun)), -1.0F, 1.0F)) / kPi;
    const float up = std::sqrt(std::abs(std::asin(std::clamp(dir.z, -1.0F, 1.0F))) / (kPi / 2));
    // As a sampler reads it that clamps to the edge.
    const vec2 most(kSkyWidthPx - 1, kSkyHeightPx - 1);
    const vec2 at = glm::clamp(
        vec2(azimuth * kSkyWidthPx, (0.5F + std::copysign(0.5F * up, dir.z)) * kSkyHeightPx) - 0.5F, vec2(0), most);
    const glm::uvec2 low = glm::min(glm::uvec2(at), glm::uvec2(most) - 1U);
    const vec2 share = at - vec2(low);
    const vec3* a = &colours_[std::size_t{low.y} * kSkyWidthPx + low.x];
    return mix(mix(a[0], a[1], share.x), mix(a[kSkyWidthPx], a[kSkyWidthPx + 1], share.x), share.y);
}

shared::SkyState SkyTable::light(const shared::FrameData& data, float overcast) const {
    const vec2 flatSun = flatTo(data.toSun);
    const vec2 side(-flatSun.y, flatSun.x);
    // 64 directions of equal solid angle weigh alike under a cosine: elevation from the square root of the rank.
    constexpr int kRings = 8, kAround = 8;
    vec3 mean{0};
    for (int i = 0; i < kRings * kAround; ++i) {
        const int ring = i / kAround;
        const float sine = std::sqrt((static_cast<float>(ring) + 0.5F) / kRings);
        const float azimuth = (static_cast<float>(i % kAround) + 0.5F) / kAround * kPi;
        const float cosine = std::sqrt(1 - sine * sine);
        mean += colour(vec3((flatSun * std::cos(azimuth) + side * std::sin(azimuth)) * cosine, sine), data.toSun);
    }
    mean /= kRings * kAround;

    shared::SkyState sky{};
    sky.sunAbove = kSunPower * air_.sunInTown(data.sunHeight);
    const float moonUp = smoothstep(-0.02F, 0.15F, data.toMoon.z) * data.moonShare;
    if (data.lightIsMoon > 0.5F) sky.sunAbove = vec3(0.017F, 0.022F, 0.032F) * moonUp;
    sky.overcast = overcast;
    sky.light = sky.sunAbove * (1 - 0.985F * overcast);
    // Sunlit clouds between the gaps are some five times as bright as the blue they hide.
    mean += sky.sunAbove * std::max(data.toLight.z, 0.0F) * 0.05F * (data.weather.x * (1 - overcast));
    // What stands round about hides a part of the sky, and throws back what it gets: walls turned all ways, of which the sun
    // reaches on the average 1 / pi of what reaches one that faces it along the ground.
    constexpr float kHidden = 0.08F;
    const vec3 kWalls{0.40F, 0.37F, 0.32F};  // plaster, brick and panes together
    // Grass, paving and asphalt together; snow throws most of it back.
    const vec3 ground = mix(vec3(0.17F, 0.165F, 0.13F), vec3(0.65F), smoothstep(0.0F, 0.55F, data.weather.z));
    const float height = std::max(data.toLight.z, 0.05F);
    const vec3 facing = sky.light / kPi;
    const vec3 onGround = mean * (1 - kHidden) + facing * height;
    const vec3 onWalls = facing * std::sqrt(1 - height * height) / kPi + 0.5F * (mean + onGround * ground);
    sky.ambientUp = mean * (1 - kHidden) + onWalls * kWalls * kHidden;
    sky.ambientDown = onGround * ground + onWalls * kWalls * kHidden;
    sky.night = 1 - smoothstep(-0.10F, 0.06F, data.sunHeight + 0.03F * (1 - overcast));
    sky.starlight = (1 - smoothstep(-0.22F, -0.08F, data.sunHeight)) * (1 - overcast);

    const auto low = [&](vec2 flat) { return colour(glm::normalize(vec3(flat, 0.035F)), data.toSun); };
    const vec3 across = low(side);
    sky.hazeAway = mix(low(-flatSun), across, 0.5F);
    sky.hazeSun = mix(low(flatSun), across, 0.45F);
    // A clear day shows 60 km, an overcast one 30, heavy rain 8; a low sun stands over damp valleys.
    const float damp = 1 - smoothstep(0.02F, 0.35F, std::abs(data.sunHeight));
    sky.hazeDensity = 4.5e-5F + 3.0e-5F * damp + 2.5e-5F * overcast + 3.0e-4F * data.weather.y;

    // Grey cardboard in the open should come out mid-grey by day; by night it may stay dark, and at dusk the sky counts.
    const float bright = glm::dot(onGround, kLuminance);
    const float open = mix(1.0F, 1.6F, smoothstep(-0.05F, 0.25F, data.sunHeight));
    sky.exposure = open * (1 - 0.22F * overcast * (1 - sky.night)) / (std::pow(bright, 0.74F) + 0.013F);
    // What a town's lamps throw up comes back from the air and the walls: no place in it is quite dark.
    const vec3 glow = vec3(0.0024F, 0.0021F, 0.0020F) * smoothstep(0.35F, 0.75F, sky.night);
    sky.ambientUp += glow;
    sky.ambientDown += 0.6F * glow;
    std::ranges::copy(litWindows(data.hour), sky.litWindows);
    return sky;
}

}  // namespace twin::render
