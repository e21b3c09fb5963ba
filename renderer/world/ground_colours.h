// renderer/world/ground_colours.h: the colours of open ground as shaders/lib/ground.glsl gives them, seen from so far that
// what is finer than some metres is its mean. For the software level's ground map, which the CPU paints: as a shader this
// took Mesa's software device a sixth of a second to compile, and thirty times as long to run. Pure; any thread.
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "scene/city/format.h"

namespace twin::render {

inline constexpr std::uint32_t kGroundTile = 32;  ///< texels a side of what repeats on the ground...
inline constexpr float kGroundTileM = 97;         ///< ...after so many metres
inline constexpr std::size_t kCoverClasses = static_cast<std::size_t>(city::CoverClass::Count);

/// The noise of the shaders (noise.h), so coarse; row by row.
[[nodiscard]] std::vector<glm::vec4> coarseNoise(std::span<const std::uint8_t> noise);

/// What the ground looks like on a day of the year.
struct GroundColours {
    struct Class {
        std::vector<glm::vec3> tile;  ///< linear, kGroundTile squared
    };
    std::array<Class, kCoverClasses> classes;  ///< that of fields is empty
    std::array<std::array<glm::vec3, 4>, 5>
        crops{};                        ///< of fields, each until the kind of a plot that is in kCropUntil
    glm::vec3 fieldMean{};              ///< where strips are finer than a texel
    bool mown = false;                  ///< meadows are seen to lie in strips
    std::array<glm::vec3, 4> mowing{};  ///< a factor of the meadow's colour
    std::vector<float> shade;           ///< of fields, a tile
};
/// How many of 1 plots have a crop or one before it: grain, rape, roots, fallow, berries.
inline constexpr std::array<float, 4> kCropUntil{0.42F, 0.56F, 0.74F, 0.88F};
inline constexpr glm::vec3 kBalk{0.115F, 0.145F, 0.048F};  ///< between two strips

/// A factor of what grows by how much water the soil holds, in a tile of kDampTile squared that repeats after kDampTileM.
inline constexpr std::uint32_t kDampTile = 128;
inline constexpr float kDampTileM = 811;
[[nodiscard]] std::vector<glm::vec3> wateredTile(std::span<const glm::vec4> noise);
[[nodiscard]] constexpr bool grows(city::CoverClass kind) {
    using enum city::CoverClass;
    return kind != Industrial && kind != Paved && kind != Sand && kind < WaterBed;
}

/// @param noise   coarseNoise()
/// @param texelM  metres a texel of the map: what is finer than that is gone from the tiles
[[nodiscard]] GroundColours groundColours(std::span<const glm::vec4> noise, float dayOfYear, float texelM);

}  // namespace twin::render
