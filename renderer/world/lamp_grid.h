// renderer/world/lamp_grid.h: which lamps light which square of the ground. Lamps stand still, so the lists are made once:
// a fragment looks only at those of its own square, however many the town has. Pure; any thread.
#pragma once

#include <span>
#include <vector>

#include "renderer/world/shared.h"
#include "scene/city/format.h"

namespace twin::render {

inline constexpr float kLampCellM = 16.0F;
inline constexpr std::uint32_t kMostLampsInCell = 24;  ///< brighter than any street; more are left out

struct LampGrid {
    std::vector<shared::LampRow> rows;      ///< square by square, a lamp once for each square it reaches
    std::vector<std::uint32_t> firstInRow;  ///< a square: its first row; one more entry at the end
    glm::vec4 place{};                      ///< west, south, 1 / size of a square
    glm::uvec2 size{};                      ///< squares; nought where there are no lamps
};
[[nodiscard]] LampGrid makeLampGrid(std::span<const city::Lamp> lamps);

}  // namespace twin::render
