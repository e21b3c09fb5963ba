#include "renderer/world/ground_colours.h"

#include <algorithm>
#include <cmath>

#include "renderer/world/noise.h"

namespace twin::render {

namespace {

using city::CoverClass;
using glm::mix;
using glm::vec3;

float smooth(float from, float to, float x) { return glm::smoothstep(from, to, x); }

/// Share of a cell that dots cover: dots() of ground.glsl, from afar.
float dots(float share, float radius) { return 3.14F * radius * radius * share; }

/// Noise of one scale after the other: its period is 97 m, or so short that a texel sees its mean.
struct Noise {
    glm::vec4 broad, fine;
};

class Day {
public:
    explicit Day(float day)
        : day_{day},
          alive_{smooth(75, 130, day) * (1 - smooth(285, 335, day))},
          leafFall_{bump(272, 345)},
          dandelions_{bump(112, 150)} {}

    [[nodiscard]] vec3 crop(std::size_t kind, float luck) const {
        const float day = day_ + 26 * (luck - 0.5F);
        const float ripe = smooth(165, 195, day), cut = smooth(200, 225, day), sown = smooth(265, 300, day);
        const vec3 soil{0.185F, 0.135F, 0.090F}, stubble{0.350F, 0.285F, 0.160F};
        vec3 colour;
        switch (kind) {
            case 0:
                colour = mix(vec3(0.105F, 0.150F, 0.048F), vec3(0.350F, 0.275F, 0.115F), ripe);
                colour = mix(mix(colour, stubble, cut), soil, 0.8F * smooth(236, 242, day));
                colour = mix(colour, vec3(0.100F, 0.160F, 0.045F), sown);
                break;
            case 1:
                colour = mix(vec3(0.100F, 0.145F, 0.052F), vec3(0.55F, 0.46F, 0.03F),
                             smooth(118, 128, day) * (1 - smooth(142, 156, day)));
                colour = mix(colour, stubble * 0.85F, cut);
                break;
            case 2:
                colour = mix(soil, vec3(0.058F, 0.105F, 0.030F), smooth(130, 170, day));
                colour = mix(colour, soil, sown);
                break;
            case 3: colour = mix(vec3(0.22F, 0.20F, 0.105F), vec3(0.140F, 0.165F, 0.062F), alive_); break;
            default: colour = mix(soil, vec3(0.085F, 0.120F, 0.040F), 0.60F * alive_);
        }
        colour = mix(mix(soil, vec3(0.10F, 0.155F, 0.050F), 0.55F), colour, alive_ * 0.85F + 0.15F);
        return colour * ((0.90F + 0.20F * luck) * (1.04F - 0.10F * 0.4F));  // rows
    }

    /// Of meadows that are mown: tall, just cut, growing again, with hay.
    [[nodiscard]] float mown() const { return bump(150, 300); }
    [[nodiscard]] vec3 mowing(std::size_t state) const {
        constexpr std::array kStates{vec3(0.90F, 0.90F, 0.86F), vec3(1.30F, 1.14F, 0.98F), vec3(0.78F, 1.00F, 0.72F),
                                     vec3(1.12F, 1.06F, 0.94F)};
        return mix(vec3(1), kStates[state], mown());
    }

    [[nodiscard]] vec3 of(CoverClass kind, const Noise& noise) const {
        const auto& [broad, fine] = noise;
        const float tended = smooth(0.44F, 0.56F, broad.b * 0.8F + fine.b * 0.2F);
        const vec3 grass = this->grass(lushness(kind, tended), noise);
        const vec3 dandelion{0.62F, 0.46F, 0.02F}, leaves{0.33F, 0.17F, 0.05F};
        switch (kind) {
            case CoverClass::Field: break;  // strips
            case CoverClass::Meadow: {
                vec3 colour = grass * (0.78F + 0.40F * fine.r);
                colour = mix(colour, colour * vec3(1.30F, 1.12F, 0.95F), broad.b);
                const float lot = smooth(0.35F, 0.70F, broad.r);
                colour = mix(colour, dandelion, dots(0.55F * lot * dandelions_, 0.26F));
                colour = mix(colour, vec3(0.60F, 0.60F, 0.55F), dots(0.38F * lot * bump(140, 232), 0.22F));
                return mix(colour, vec3(0.22F, 0.17F, 0.44F), dots(0.22F * broad.b * bump(160, 225), 0.20F));
            }
            case CoverClass::Forest: {
                vec3 crowns =
                    mix(vec3(0.036F, 0.062F, 0.022F), vec3(0.066F, 0.102F, 0.030F), fine.r) * (0.7F + 0.6F * broad.b);
                crowns = mix(crowns, vec3(0.200F, 0.125F, 0.035F), 0.55F * leafFall_ * smooth(0.35F, 0.65F, fine.b));
                const vec3 bare = mix(vec3(0.085F, 0.075F, 0.055F), vec3(0.035F, 0.058F, 0.030F), 0.5F);
                return mix(bare, crowns, alive_);
            }
            case CoverClass::Allotment: {
                const vec3 bed = mix(vec3(0.185F, 0.140F, 0.095F), vec3(0.085F, 0.165F, 0.040F),
                                     alive_ * (0.25F + 0.75F * 0.45F) * 0.7F);
                return mix(grass * (0.80F + 0.36F * fine.r), bed, 0.35F);
            }
            case CoverClass::Park:
                return mix(grass * (0.76F + 0.40F * fine.r), leaves, 0.8F * dots(0.55F * leafFall_ * fine.r, 0.30F));
            case CoverClass::Lawn:
                return mix(grass * (0.84F + 0.26F * fine.r), vec3(0.60F, 0.60F, 0.54F),
                           dots(0.10F * broad.b * bump(110, 250), 0.16F));
            case CoverClass::Orchard: return grass * (0.80F + 0.36F * fine.r);
            case CoverClass::Cemetery:
                return mix(grass, vec3(0.30F, 0.29F, 0.27F), 0.55F * smooth(0.45F, 0.6F, fine.g)) *
                       (0.8F + 0.3F * broad.r);
            case CoverClass::Industrial:
                return mix(vec3(0.25F, 0.235F, 0.205F), grass * 0.95F, smooth(0.46F, 0.66F, broad.b)) *
                       (0.8F + 0.3F * fine.r);
            case CoverClass::Paved: return vec3(0.285F, 0.28F, 0.27F) * (0.85F + 0.25F * fine.r);
            case CoverClass::Sand: return vec3(0.500F, 0.415F, 0.275F) * (0.88F + 0.16F * fine.r + 0.08F * fine.g);
            case CoverClass::Wetland:
                return mix(grass * vec3(1.1F, 1.02F, 0.8F), vec3(0.175F, 0.150F, 0.070F), broad.r) *
                       (0.62F + 0.5F * fine.g + 0.2F * fine.r);
            case CoverClass::Urban: {
                // What is dug and what is trodden are rare places of a few metres.
                const vec3 yard =
                    mix(grass * (0.78F + 0.38F * fine.r), dandelion, dots(0.35F * (1 - tended) * dandelions_, 0.22F));
                return mix(yard, leaves, 0.7F * dots(0.30F * leafFall_ * broad.r, 0.30F));
            }
            default: break;
        }
        return vec3(0.235F, 0.195F, 0.135F) * (0.75F + 0.35F * fine.r);
    }

private:
    [[nodiscard]] float bump(float from, float to) const {
        return smooth(from, from + 9, day_) * (1 - smooth(to - 9, to, day_));
    }
    static float lushness(CoverClass kind, float tended) {
        switch (kind) {
            case CoverClass::Meadow: return 0.25F;
            case CoverClass::Allotment: return 0.7F;
            case CoverClass::Park: return 0.75F;
            case CoverClass::Lawn: return 1;
            case CoverClass::Orchard:
            case CoverClass::Cemetery: return 0.6F;
            case CoverClass::Industrial: return 0.15F;
            case CoverClass::Wetland: return 0.1F;
            default: return 0.30F + 0.60F * tended;
        }
    }
    [[nodiscard]] vec3 grass(float lush, const Noise& noise) const {
        const float parched = bump(190, 262) * (1 - 0.75F * lush);
        vec3 green = mix(vec3(0.094F, 0.122F, 0.040F), vec3(0.066F, 0.108F, 0.032F), lush);
        green = mix(green, vec3(0.086F, 0.158F, 0.034F), 0.65F * bump(95, 165));
        green = mix(green, vec3(0.200F, 0.175F, 0.082F), parched * (0.15F + 0.45F * noise.broad.b));
        const vec3 straw = mix(vec3(0.205F, 0.175F, 0.096F), vec3(0.125F, 0.130F, 0.055F), lush * 0.7F);
        return mix(straw, green, alive_) *
               mix(vec3(0.86F, 0.92F, 0.86F), vec3(1.16F, 1.08F, 1.02F), smooth(0.30F, 0.72F, noise.fine.b));
    }

    float day_, alive_, leafFall_, dandelions_;
};

/// Of a line that repeats: the mean of each texel's surroundings, so many texels wide.
void blurred(std::span<const glm::vec4, kGroundTile> line, float width, std::span<glm::vec4, kGroundTile> to) {
    const int reach = std::min(static_cast<int>(std::ceil(width)), static_cast<int>(kGroundTile) / 2);
    for (int i = 0; i < static_cast<int>(kGroundTile); ++i) {
        glm::vec4 sum{0};
        float weights = 0;
        for (int k = -reach; k <= reach; ++k) {
            const float weight = std::max(1 - static_cast<float>(std::abs(k)) / width, 0.0F);
            sum += weight * line[static_cast<std::size_t>(i + k) % kGroundTile];
            weights += weight;
        }
        to[static_cast<std::size_t>(i)] = sum / weights;
    }
}

std::vector<glm::vec4> blurred(std::span<const glm::vec4> tile, float width) {
    std::vector<glm::vec4> rows(tile.size()), all(tile.size());
    std::array<glm::vec4, kGroundTile> line{}, to{};
    for (std::size_t y = 0; y < kGroundTile; ++y)
        blurred(tile.subspan(y * kGroundTile).first<kGroundTile>(), width,
                std::span(rows).subspan(y * kGroundTile).first<kGroundTile>());
    for (std::size_t x = 0; x < kGroundTile; ++x) {
        for (std::size_t y = 0; y < kGroundTile; ++y) line[y] = rows[y * kGroundTile + x];
        blurred(line, width, to);
        for (std::size_t y = 0; y < kGroundTile; ++y) all[y * kGroundTile + x] = to[y];
    }
    return all;
}

}  // namespace

std::vector<glm::vec4> coarseNoise(std::span<const std::uint8_t> noise) {
    constexpr std::size_t kEach = kNoiseSizePx / kGroundTile;
    std::vector<glm::vec4> coarse(std::size_t{kGroundTile} * kGroundTile, glm::vec4(0));
    for (std::size_t i = 0; i < noise.size() / 4; ++i) {
        const std::size_t x = i % kNoiseSizePx / kEach, y = i / kNoiseSizePx / kEach;
        coarse[y * kGroundTile + x] += glm::vec4(noise[i * 4], noise[i * 4 + 1], noise[i * 4 + 2], noise[i * 4 + 3]);
    }
    for (glm::vec4& texel : coarse) texel /= 255.0F * kEach * kEach;
    return coarse;
}

std::vector<vec3> wateredTile(std::span<const glm::vec4> noise) {
    constexpr std::uint32_t kTimes = kDampTile / kGroundTile;
    const auto at = [&](std::uint32_t x, std::uint32_t y) {
        return noise[std::size_t{y % kGroundTile} * kGroundTile + x % kGroundTile].b;
    };
    std::vector<vec3> tile;
    for (std::uint32_t y = 0; y < kDampTile; ++y) {
        for (std::uint32_t x = 0; x < kDampTile; ++x) {
            const std::uint32_t left = (x + kDampTile - kTimes / 2) / kTimes,
                                low = (y + kDampTile - kTimes / 2) / kTimes;
            const auto share = [](std::uint32_t i) {
                return (static_cast<float>((i + kTimes / 2) % kTimes) + 0.5F) / kTimes;
            };
            const float damp = mix(mix(at(left, low), at(left + 1, low), share(x)),
                                   mix(at(left, low + 1), at(left + 1, low + 1), share(x)), share(y));
            tile.push_back(mix(vec3(1.12F, 1.03F, 0.94F), vec3(0.84F, 0.96F, 0.88F), smooth(0.30F, 0.70F, damp)));
        }
    }
    return tile;
}

GroundColours groundColours(std::span<const glm::vec4> noise, float dayOfYear, float texelM) {
    const Day day(dayOfYear);
    GroundColours colours;
    float before = 0;
    for (std::size_t kind = 0; kind < colours.crops.size(); ++kind) {
        for (std::size_t i = 0; i < 4; ++i) colours.crops[kind][i] = day.crop(kind, static_cast<float>(i) / 3);
        const float until = kind < kCropUntil.size() ? kCropUntil[kind] : 1;
        colours.fieldMean += day.crop(kind, 0.5F) * (until - before);
        before = until;
    }
    colours.mown = day.mown() > 0;
    for (std::size_t i = 0; i < colours.mowing.size(); ++i) colours.mowing[i] = day.mowing(i);
    glm::vec4 mean{0};
    for (const glm::vec4& texel : noise) mean += texel / static_cast<float>(noise.size());
    const float width = std::max(texelM / kGroundTileM * kGroundTile, 1.0F);
    for (const glm::vec4& broad : blurred(noise, width)) {
        const float shade = (0.90F + 0.20F * broad.r) * (0.90F + 0.20F * mean.g);
        colours.shade.push_back(shade);
        for (std::size_t kind = 1; kind < kCoverClasses; ++kind)
            colours.classes[kind].tile.push_back(shade * day.of(static_cast<CoverClass>(kind), {broad, mean}));
    }
    return colours;
}

}  // namespace twin::render
