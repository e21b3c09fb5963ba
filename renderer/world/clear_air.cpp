#include "renderer/world/clear_air.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::render {

namespace {

using glm::vec3;
using glm::vec4;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kGround = 6360, kTop = 6460;
constexpr float kEyeAlt = 0.25F;                            // the town lies at about 230 m
constexpr vec3 kRayleigh{5.802e-3F, 13.558e-3F, 33.1e-3F};  // scattered a km at sea level
// Dust, smoke and damp. The paper's air holds a twentieth of what stands over a plain with towns: its sky was too dark and
// too blue, and so was all shade. With an optical depth of 0.08 at 550 nm sun and sky are as strong beside each other as
// the IES's formulas for clear days say (sky_table_test); an Angstrom exponent of 1.3: more of blue is lost than of red.
constexpr float kMieHeight = 1.2F;                                   // km over which it thins out to 1 / e
constexpr vec3 kMieOut = vec3(0.061F, 0.080F, 0.107F) / kMieHeight;  // scattered or absorbed a km
constexpr vec3 kMie = kMieOut * 0.95F;                               // single scattering albedo of continental dust
constexpr vec3 kOzone{0.650e-3F, 1.881e-3F, 0.085e-3F};
constexpr float kMieForward =
    0.60F;  // of the phase function below, whose mean cosine it makes 0.66, as continental dust has
constexpr float kGroundAlbedo = 0.3F;

/// Table of what comes through: x by the length of the path to the top, y by height, both after Bruneton 2017.
constexpr std::size_t kThroughWidth = 256, kThroughHeight = 64;
/// Table of what is scattered again: x by the sun's height, denser near the horizon, where dusk happens; y by height.
constexpr std::size_t kAgainWidth = 32, kAgainHeight = 16;
constexpr float kHorizonLength = 1132.2544F;  // sqrt(kTop^2 - kGround^2)

float smoothstep(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

float toTop(float radius, float cosine) {
    const float root = radius * radius * (cosine * cosine - 1) + kTop * kTop;
    return -radius * cosine + std::sqrt(std::max(root, 0.0F));
}

/// Distance to the ground, or -1 where the ray misses it.
float toGround(float radius, float cosine) {
    const float root = radius * radius * (cosine * cosine - 1) + kGround * kGround;
    return cosine < 0 && root >= 0 ? -radius * cosine - std::sqrt(root) : -1;
}

/// Above the ground's middle, after so long a way from a radius.
float radiusAfter(float radius, float cosine, float way) {
    return std::sqrt(radius * radius + way * way + 2 * radius * cosine * way);
}

struct Air {
    vec3 rayleigh;  ///< scattered a km
    vec3 mie;
    vec3 out;  ///< lost a km
};

Air airAt(float radius) {
    const float height = std::max(radius - kGround, 0.0F);
    const float molecules = std::exp(-height / 8), dust = std::exp(-height / kMieHeight);
    const float ozone = std::max(0.0F, 1 - std::abs(height - 25) / 15);
    return {kRayleigh * molecules, kMie * dust, kRayleigh * molecules + kMieOut * dust + kOzone * ozone};
}

vec3 throughSlab(const Air& air, float length) { return glm::exp(-air.out * length); }

float rayleighPhase(float cosine) { return 0.0596831F * (1 + cosine * cosine); }

float miePhase(float cosine) {  // Cornette and Shanks
    constexpr float g = kMieForward;
    const float base = 1 + g * g - 2 * g * cosine;
    return 0.1193662F * (1 - g * g) * (1 + cosine * cosine) / ((2 + g * g) * base * std::sqrt(base));
}

float againX(float sunCosine) { return 0.5F + 0.5F * std::copysign(std::sqrt(std::abs(sunCosine)), sunCosine); }
float againCosine(float x) {
    const float s = 2 * x - 1;
    return s * std::abs(s);
}

/// Between the two rows of a table that a height lies between.
template <std::size_t width>
void blendRows(std::span<const vec4> table, std::size_t height, float y, std::array<vec4, width>& to) {
    const float at = std::clamp(y, 0.0F, 1.0F) * static_cast<float>(height - 1);
    const std::size_t low = std::min(static_cast<std::size_t>(at), height - 2);
    const float share = at - static_cast<float>(low);
    const vec4* a = table.data() + low * width;
    const vec4* b = a + width;
    for (std::size_t i = 0; i < width; ++i) to[i] = a[i] + (b[i] - a[i]) * share;
}

template <std::size_t width>
inline vec4 readRow(const std::array<vec4, width>& row, float x) {
    const float at = std::clamp(x, 0.0F, 1.0F) * static_cast<float>(width - 1);
    const int low = std::min(static_cast<int>(at), static_cast<int>(width) - 2);
    const vec4* a = &row[static_cast<std::size_t>(low)];
    return a[0] + (a[1] - a[0]) * (at - static_cast<float>(low));
}

}  // namespace

struct ClearAir::Layer {
    float radius = 0, horizon = 0, least = 0, perLength = 0;
    std::array<vec4, kThroughWidth> through;
    std::array<vec4, kAgainWidth> again;

    [[nodiscard]] vec4 sunThrough(float cosine) const {
        const float open = smoothstep(-0.008F, 0.008F, cosine - horizon);
        if (open <= 0) return vec4{0};
        return open * readRow(through, (toTop(radius, std::max(cosine, horizon)) - least) * perLength);
    }
    [[nodiscard]] vec4 scatteredAgain(float sunCosine) const { return readRow(again, againX(sunCosine)); }
};

ClearAir::ClearAir() : through_(kThroughWidth * kThroughHeight), again_(kAgainWidth * kAgainHeight, vec4{0}) {
    fillThrough();
    fillAgain();
}

void ClearAir::fillThrough() {
    // What is lost a km, by height: four hundred thousand steps look it up. Between two heights 50 m apart a straight line is right
    // to 0.03 %.
    constexpr int kSteps = 24, kHeights = 2000;
    constexpr float kPerKm = kHeights / (kTop - kGround);
    std::array<vec4, kHeights + 2> lost;
    for (std::size_t i = 0; i < lost.size(); ++i)
        lost[i] = vec4(airAt(kGround + static_cast<float>(i) / kPerKm).out, 0);
    for (std::size_t y = 0; y < kThroughHeight; ++y) {
        const float rho = static_cast<float>(y) / (kThroughHeight - 1) * kHorizonLength;
        const float radius = std::sqrt(rho * rho + kGround * kGround);
        for (std::size_t x = 0; x < kThroughWidth; ++x) {
            const float least = kTop - radius, most = rho + kHorizonLength;
            const float path = least + (most - least) * static_cast<float>(x) / (kThroughWidth - 1);
            const float cosine =
                path < 1e-3F
                    ? 1
                    : std::clamp((kHorizonLength * kHorizonLength - rho * rho - path * path) / (2 * radius * path),
                                 -1.0F, 1.0F);
            // Short steps where the way is lowest, for dust thins out soon: at its start, or where it has come nearest the
            // ground.
            const float length = toTop(radius, cosine), lowest = std::clamp(-radius * cosine, 0.0F, length);
            const int before = lowest > 0 ? kSteps / 3 : 0;
            vec4 depth{0};
            const auto add = [&](float from, float to) {
                const float here = radiusAfter(radius, cosine, 0.5F * (from + to));
                const float at = std::clamp((here - kGround) * kPerKm, 0.0F, static_cast<float>(kHeights));
                const int low = static_cast<int>(at);
                const vec4* a = &lost[static_cast<std::size_t>(low)];
                depth += std::abs(to - from) * (a[0] + (a[1] - a[0]) * (at - static_cast<float>(low)));
            };
            const auto addUntil = [&](float end, int steps) {
                float from = 0;
                for (int i = 1; i <= steps; ++i) {
                    const float share = static_cast<float>(i) / static_cast<float>(steps);
                    const float to = (end - lowest) * share * share;
                    add(lowest + from, lowest + to);
                    from = to;
                }
            };
            addUntil(0, before);
            addUntil(length, kSteps - before);
            through_[y * kThroughWidth + x] = glm::exp(-depth);
        }
    }
}

void ClearAir::lookAt(float radius, Layer& layer) const {
    const float rho = std::sqrt(std::max(radius * radius - kGround * kGround, 0.0F));
    layer.radius = radius;
    layer.horizon = -std::sqrt(std::max(1 - kGround * kGround / (radius * radius), 0.0F));
    layer.least = kTop - radius;
    layer.perLength = 1 / (rho + kHorizonLength - layer.least);
    blendRows(through_, kThroughHeight, rho / kHorizonLength, layer.through);
    blendRows(again_, kAgainHeight, std::sqrt(std::clamp((radius - kGround) / (kTop - kGround), 0.0F, 1.0F)),
              layer.again);
}

void ClearAir::fillAgain() {
    // Directions in rings; round each only half, for the other is its mirror.
    constexpr int kRings = 8, kAround = 4, kSteps = 12;
    Layer layer;
    for (std::size_t y = 0; y < kAgainHeight; ++y) {
        const float share = static_cast<float>(y) / (kAgainHeight - 1);
        const float radius = kGround + std::max(share * share * (kTop - kGround), 0.01F);
        std::array<vec4, kAgainWidth> second{};
        vec3 back{0};
        for (int ring = 0; ring < kRings; ++ring) {
            const float z = 1 - 2 * (static_cast<float>(ring) + 0.5F) / kRings;
            const float flat = std::sqrt(1 - z * z);
            const float ground = toGround(radius, z);
            const float length = (ground >= 0 ? ground : toTop(radius, z)) / kSteps;
            // The sun's light at a place on the way, for each height of the sun.
            const auto add = [&](float way, float here, vec4 weight, bool onGround) {
                lookAt(onGround ? kGround + 0.001F : here, layer);
                for (std::size_t x = 0; x < kAgainWidth; ++x) {
                    const float sun = againCosine(static_cast<float>(x) / (kAgainWidth - 1));
                    const float sunFlat = std::sqrt(std::max(1 - sun * sun, 0.0F));
                    for (int i = 0; i < kAround; ++i) {
                        const float aside = std::cos((static_cast<float>(i) + 0.5F) / kAround * kPi);
                        const float sunHere = (flat * aside * way * sunFlat + (radius + z * way) * sun) / here;
                        second[x] += weight * layer.sunThrough(sunHere) * (onGround ? std::max(sunHere, 0.0F) : 1.0F);
                    }
                }
            };
            vec3 through{1};
            for (int k = 0; k < kSteps; ++k) {
                const float way = (static_cast<float>(k) + 0.5F) * length;
                const float here = radiusAfter(radius, z, way);
                const Air air = airAt(here);
                const vec3 step = throughSlab(air, length);
                const vec3 over = through * (1.0F - step) / glm::max(air.out, 1e-7F) * (air.rayleigh + air.mie);
                add(way, here, vec4(over / (4 * kPi), 0), false);
                back += over * static_cast<float>(kAround);
                through *= step;
            }
            if (ground >= 0) add(ground, kGround, vec4(through * kGroundAlbedo / kPi, 0), true);
        }
        constexpr float kCount = kRings * kAround;
        // All orders: a geometric series.
        for (std::size_t x = 0; x < kAgainWidth; ++x)
            again_[y * kAgainWidth + x] = second[x] / kCount / (1.0F - vec4(back, 0) / kCount);
    }
}

vec3 ClearAir::sunInTown(float sunHeight) const {
    Layer layer;
    lookAt(kGround + kEyeAlt, layer);
    return vec3(layer.sunThrough(sunHeight));
}

void ClearAir::radiance(float sine, float sunHeight, std::span<const float> azimuths, std::span<vec3> to) const {
    constexpr int kSteps = 20;
    constexpr float kEye = kGround + kEyeAlt;
    const std::size_t count = std::min(azimuths.size(), std::size_t{kMostDirections});
    const float flat = std::sqrt(std::max(1 - sine * sine, 0.0F));
    const float sunFlat = std::sqrt(std::max(1 - sunHeight * sunHeight, 0.0F));
    std::array<float, kMostDirections> rayleigh, mie;
    std::array<vec4, kMostDirections> sum;
    for (std::size_t i = 0; i < count; ++i) {
        const float cosine = flat * azimuths[i] * sunFlat + sine * sunHeight;
        rayleigh[i] = rayleighPhase(cosine);
        mie[i] = miePhase(cosine);
        sum[i] = vec4{0};
    }
    const float path = toTop(kEye, sine);
    vec3 through{1};
    float before = 0;
    Layer layer;
    for (int step = 0; step < kSteps; ++step) {  // short ones near the eye
        const float share = static_cast<float>(step + 1) / kSteps;
        const float end = path * share * share;
        const float middle = 0.5F * (before + end), length = end - before;
        before = end;
        const float here = radiusAfter(kEye, sine, middle);
        lookAt(here, layer);
        const Air air = airAt(here);
        const vec3 slab = throughSlab(air, length);
        const vec3 over = through * (1.0F - slab) / glm::max(air.out, 1e-7F);
        const vec4 overAgain(over * (air.rayleigh + air.mie), 0), overRayleigh(over * air.rayleigh, 0),
            overMie(over * air.mie, 0);
        through *= slab;
        const float aside = flat * middle * sunFlat / here, up = (kEye + sine * middle) * sunHeight / here;
        for (std::size_t i = 0; i < count; ++i) {
            const float sun = aside * azimuths[i] + up;
            sum[i] += layer.sunThrough(sun) * (overRayleigh * rayleigh[i] + overMie * mie[i]) +
                      layer.scatteredAgain(sun) * overAgain;
        }
    }
    for (std::size_t i = 0; i < count; ++i) to[i] = vec3(sum[i]);
}

}  // namespace twin::render
