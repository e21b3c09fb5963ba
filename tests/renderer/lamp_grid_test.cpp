// Which lamps light which square of the ground.
#include "renderer/world/lamp_grid.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace twin::render {
namespace {

/// Elements of the lamps that a fragment at this place looks at.
std::vector<std::uint32_t> lampsAt(const LampGrid& grid, glm::vec2 place) {
    const glm::vec2 square = (place - glm::vec2(grid.place)) * grid.place.z;
    const bool inside = square.x >= 0 && square.y >= 0 && square.x < static_cast<float>(grid.size.x) &&
                        square.y < static_cast<float>(grid.size.y);
    if (!inside) return {};
    const std::size_t cell = static_cast<std::size_t>(square.y) * grid.size.x + static_cast<std::size_t>(square.x);
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = grid.firstInRow[cell]; i < grid.firstInRow[cell + 1]; ++i)
        found.push_back(grid.rows[i].element);
    return found;
}

TEST(LampGrid, EveryPlaceFindsAllLampsThatReachIt) {
    std::vector<city::Lamp> lamps;
    for (std::uint32_t i = 0; i < 60; ++i) {
        const auto turn = static_cast<float>(i) * 2.4F;
        lamps.push_back({{-300 + 11 * static_cast<float>(i) + 40 * std::sin(turn), 90 * std::cos(turn), 225},
                         8 + static_cast<float>(i % 5) * 6,
                         i});
    }
    const LampGrid grid = makeLampGrid(lamps);
    std::size_t lit = 0;
    for (float x = -380; x < 460; x += 7.3F) {
        for (float y = -160; y < 160; y += 6.1F) {
            const std::vector<std::uint32_t> found = lampsAt(grid, {x, y});
            for (const city::Lamp& lamp : lamps) {
                if (std::hypot(lamp.at[0] - x, lamp.at[1] - y) > lamp.reachM) continue;
                ++lit;
                EXPECT_TRUE(std::find(found.begin(), found.end(), lamp.element) != found.end()) << x << " " << y;
            }
        }
    }
    EXPECT_GT(lit, 1000U);
}

TEST(LampGrid, ASquareLooksAtTheLampsNearItOnly) {
    std::vector<city::Lamp> lamps;
    for (std::uint32_t i = 0; i < 100; ++i) lamps.push_back({{static_cast<float>(i) * 200, 0, 225}, 20, i});
    const LampGrid grid = makeLampGrid(lamps);
    for (std::size_t cell = 0; cell + 1 < grid.firstInRow.size(); ++cell)
        EXPECT_LE(grid.firstInRow[cell + 1] - grid.firstInRow[cell], 1U);
}

TEST(LampGrid, ACrowdOfLampsIsCutOff) {
    const std::vector<city::Lamp> lamps(1000, city::Lamp{{5, 5, 225}, 3, 0});
    const LampGrid grid = makeLampGrid(lamps);
    EXPECT_EQ(lampsAt(grid, {5, 5}).size(), kMostLampsInCell);
}

TEST(LampGrid, ATownWithoutLampsHasTablesAllTheSame) {
    const LampGrid grid = makeLampGrid({});
    EXPECT_EQ(grid.size.x, 0U);
    EXPECT_FALSE(grid.rows.empty());
    EXPECT_FALSE(grid.firstInRow.empty());
}

}  // namespace
}  // namespace twin::render
