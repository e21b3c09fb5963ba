#include "tools/bake/town/buildings.h"
#include "tests/bake/small_town.h"
#include "tools/bake/town/things.h"

namespace twin::bake::testing {
namespace {

std::vector<Building> smallBuildings() {
    GroundIndex taken{smallSources().head.extent};
    for (const Street& street : smallSources().streets) taken.addBand(street.line, street.reachM());
    for (const Lake& lake : smallSources().lakes) taken.addRing(lake.ring);
    return placeBuildings(smallSources(), taken);
}

TEST(GroundIndex, RectsNextToEachOtherAreFreeAndOnEachOtherAreNot) {
    GroundIndex taken{{-256, 256, -256, 256}};
    taken.addRect({{0, 0}, 10, 10, 20});
    EXPECT_FALSE(taken.isFree({{5, 5}, 10, 10, 0}));
    EXPECT_TRUE(taken.isFree({{20, 0}, 10, 10, 0}));
    EXPECT_FALSE(taken.isFree({{20, 0}, 10, 10, 0}, 12)) << "not with twelve metres around it";
}

TEST(GroundIndex, KnowsBandsAndRings) {
    GroundIndex taken{{-256, 256, -256, 256}};
    taken.addBand(Course{{-100, 0}, {100, 0}}, 4);
    taken.addRing(Ring{{50, 50}, {100, 50}, {100, 100}, {50, 100}});
    EXPECT_FALSE(taken.isFree({{0, 7}, 8, 8, 0}));
    EXPECT_TRUE(taken.isFree({{0, 9}, 8, 8, 0}));
    EXPECT_FALSE(taken.isFree({{75, 75}, 4, 4, 0})) << "inside the ring";
    EXPECT_FALSE(taken.isFree(glm::dvec2{101, 75}, 2));
    EXPECT_TRUE(taken.isFree(glm::dvec2{104, 75}, 2));
}

TEST(Buildings, StandAlongTheStreetAndLookAtIt) {
    const std::vector<Building> buildings = smallBuildings();
    EXPECT_GT(countBuildings(buildings), 20U);
    for (const Building& b : buildings) {
        if (b.shed) continue;
        // At a corner the nearest street may be the other one: some street lies before the front.
        bool faced = false;
        for (const Street& street : smallSources().streets) {
            const OnLine here = nearestOnLine(street.line, b.plot.centre);
            if (street.kind == StreetClass::Path || here.distanceM > 25) continue;
            faced = faced || glm::dot(glm::normalize(here.point - b.plot.centre), b.plot.forward()) > 0.9;
        }
        EXPECT_TRUE(faced) << b.plot.centre.x << ", " << b.plot.centre.y;
    }
}

TEST(Buildings, TouchNoStreetNoWaterAndNoOther) {
    const std::vector<Building> buildings = smallBuildings();
    for (std::size_t i = 0; i < buildings.size(); ++i) {
        for (std::size_t k = i + 1; k < buildings.size(); ++k)
            EXPECT_FALSE(overlap(buildings[i].plot, buildings[k].plot)) << i << ' ' << k;
        for (const Street& street : smallSources().streets) {
            for (const glm::dvec2 p : buildings[i].plot.corners())
                EXPECT_GE(nearestOnLine(street.line, p).distanceM, street.reachM() - 0.01);
        }
        for (const Lake& lake : smallSources().lakes) EXPECT_FALSE(insideRing(lake.ring, buildings[i].plot.centre));
    }
}

TEST(Buildings, StayInTheirQuarterAndWithinTheirRule) {
    for (const Building& b : smallBuildings()) {
        const Quarter& quarter = smallSources().quarters[b.quarter];
        EXPECT_TRUE(insideRing(quarter.ring, b.plot.centre));
        if (b.shed) continue;
        const BuildingRule& rule = smallSources().rules[quarter.rule];
        EXPECT_GE(b.plot.widthM, rule.widthM[0]);
        EXPECT_LE(b.plot.widthM, rule.widthM[1]);
        EXPECT_GE(b.storeys, rule.storeys[0]);
        EXPECT_LE(b.storeys, rule.storeys[1]);
    }
}

TEST(Buildings, AreTheSameEveryTime) {
    const std::vector<Building> a = smallBuildings(), b = smallBuildings();
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].plot.centre, b[i].plot.centre);
        EXPECT_EQ(a[i].variant, b[i].variant);
    }
}

}  // namespace
}  // namespace twin::bake::testing
