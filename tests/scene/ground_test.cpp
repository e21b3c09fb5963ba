#include "scene/city/ground.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/scene/tiny_city.h"

namespace twin::city {
namespace {

constexpr GridHeader kGrid{0, 0, 10, 100, 3, 2};
//                                     south row          north row
constexpr std::uint16_t kHeights[] = {0, 100, 200, /**/ 1000, 1100, 1200};

TEST(Ground, HitsItsSamplesInMetres) {
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 0, 0), 100);
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 20, 0), 102);
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 10, 10), 111);
}

TEST(Ground, IsBilinearBetween) {
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 5, 0), 100.5);
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 0, 5), 105);
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 15, 2.5), 101.5 + 2.5);
}

TEST(Ground, TakesTheNearestEdgeOutside) {
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, -1000, -1000), 100);
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 1000, 1000), 112);
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, 1e300, 5), 107);
}

TEST(Ground, ANumberThatIsNoneStaysInsideTheTable) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(std::isfinite(groundHeightM(kGrid, kHeights, nan, nan)));
    EXPECT_DOUBLE_EQ(groundHeightM(kGrid, kHeights, infinity, -infinity), 102);
}

TEST(Ground, OfTheTinyTownRisesEastwards) {
    const test::Town town;
    const auto at = [&](double x) { return groundHeightM(town.city().heightGrid(), town.city().heightsCm(), x, 0); };
    EXPECT_DOUBLE_EQ(at(-1000), 200);
    EXPECT_DOUBLE_EQ(at(0), 202);
    EXPECT_DOUBLE_EQ(at(1000), 204);
}

}  // namespace
}  // namespace twin::city
