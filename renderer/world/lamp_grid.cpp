#include "renderer/world/lamp_grid.h"

#include <algorithm>
#include <cmath>

namespace twin::render {

LampGrid makeLampGrid(std::span<const city::Lamp> lamps) {
    LampGrid grid;
    if (lamps.empty()) {
        grid.rows.resize(1);  // a table on the device is never empty
        grid.firstInRow.assign(2, 0);
        return grid;
    }
    glm::vec2 low{1e9F}, high{-1e9F};
    for (const city::Lamp& lamp : lamps) {
        const glm::vec2 at(lamp.at[0], lamp.at[1]);
        low = glm::min(low, at - lamp.reachM);
        high = glm::max(high, at + lamp.reachM);
    }
    low = glm::floor(low / kLampCellM) * kLampCellM;
    grid.place = {low.x, low.y, 1 / kLampCellM, 0};
    grid.size = glm::uvec2(glm::floor((high - low) / kLampCellM)) + 1U;
    std::vector<std::vector<std::uint32_t>> cells(std::size_t{grid.size.x} * grid.size.y);
    for (std::uint32_t i = 0; i < lamps.size(); ++i) {
        const city::Lamp& lamp = lamps[i];
        const glm::vec2 at(lamp.at[0], lamp.at[1]);
        const glm::uvec2 from((at - lamp.reachM - low) / kLampCellM);
        const glm::uvec2 to = glm::min(glm::uvec2((at + lamp.reachM - low) / kLampCellM), grid.size - 1U);
        for (std::uint32_t y = from.y; y <= to.y; ++y) {
            for (std::uint32_t x = from.x; x <= to.x; ++x) {
                const glm::vec2 corner = low + glm::vec2(x, y) * kLampCellM;
                const glm::vec2 nearest = glm::clamp(at, corner, corner + kLampCellM);
                if (glm::distance(nearest, at) > lamp.reachM) continue;
                std::vector<std::uint32_t>& cell = cells[std::size_t{y} * grid.size.x + x];
                if (cell.size() < kMostLampsInCell) cell.push_back(i);
            }
        }
    }
    for (const std::vector<std::uint32_t>& cell : cells) {
        grid.firstInRow.push_back(static_cast<std::uint32_t>(grid.rows.size()));
        for (const std::uint32_t i : cell) {
            const city::Lamp& lamp = lamps[i];
            grid.rows.push_back({{lamp.at[0], lamp.at[1], lamp.at[2]}, lamp.reachM, lamp.element});
        }
    }
    grid.firstInRow.push_back(static_cast<std::uint32_t>(grid.rows.size()));
    return grid;
}

}  // namespace twin::render
