// tests/renderer/tiny_town.h: a town of one tile (or of many that are alike), in code, small enough to know by heart.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "scene/city/city.h"
#include "scene/city/state.h"

namespace twin::test {

/// Elements of the tiny town, by index.
enum : std::uint32_t { kGround, kHouse, kPond, kTrees, kTower, kShed, kRoad, kGlassBox, kTogether, kTinyElements };

inline constexpr float kLampX = 108, kLampY = 108;  ///< a lamp 5 m up; it shines while the shed stands
inline constexpr float kGroundM = 220.0F;           ///< height of the ground; the pond's bed lies 3 m lower

[[nodiscard]] constexpr city::CoverClass coverOfTile(std::uint32_t east, std::uint32_t north) {
    return static_cast<city::CoverClass>((east + 5 * north) % static_cast<std::uint32_t>(city::CoverClass::Count));
}

/// Bytes of a .city file. The house stands at (128, 120), the tower at (160, 130), the pond round (70, 170), the road runs
/// along y = 95, trees stand along y = 150, the shed at (100, 120), the glass box at (185, 110). Metres, x east, y north.
/// @param side  the same tile so many times to the east and to the north; all share vertices, indices and elements. The ground
///              of one is lawn in the west and field in the east; of several each has one class, coverOfTile()
/// @param togetherFromM  from there on the tile shows house and shed in one, as kTogether; 0: never. One tile only.
/// @param hedge  a hedge belongs to the shed: kHedge...; its kind as in shaders/lib/hedge.glsl
[[nodiscard]] std::vector<std::byte> tinyTown(std::uint32_t side = 1, float togetherFromM = 0,
                                              std::optional<std::uint32_t> hedge = {});

/// A hedge 12 m long and 1.25 m high, from west to east.
inline constexpr float kHedgeWest = 200, kHedgeEast = 212, kHedgeY = 60, kHedgeHighM = 1.25F;

/// Everything stands; the tower is planned.
[[nodiscard]] std::vector<city::ElementState> tinyStates();

}  // namespace twin::test
