#include "tools/bake/town/streets.h"
#include "tests/bake/small_town.h"
#include "tools/bake/mesh.h"

namespace twin::bake::testing {
namespace {

Street street(const std::string& id, StreetClass kind, double width, Sidewalk sidewalk, Course line) {
    Street s;
    s.id = id;
    s.kind = kind;
    s.widthM = width;
    s.sidewalk = sidewalk;
    s.line = std::move(line);
    return s;
}

const std::vector<Street> kCrossing{
    street("main", StreetClass::Primary, 8, Sidewalk::Both, {{-100, 0}, {100, 0}}),
    street("side", StreetClass::Residential, 5, Sidewalk::Both, {{0, -100}, {0, 100}}),
    street("lane", StreetClass::Residential, 5, Sidewalk::Left, {{50, 0}, {50, 80}}),
};

TEST(StreetPlan, NoGroundIsPavedTwice) {
    const StreetPlan plan = planStreets(kCrossing);
    std::vector<Area> all;
    double sum = 0;
    for (const StreetPlan::Parts& parts : plan.parts) {
        for (const Area& area : {parts.marked, parts.plain, parts.sidewalk}) {
            all.push_back(area);
            sum += area.areaM2();
        }
    }
    EXPECT_NEAR(Area::unionOf(all).areaM2(), sum, 0.01);
}

TEST(StreetPlan, TheHigherClassKeepsTheCrossingAndLosesItsMarkingsThere) {
    const StreetPlan plan = planStreets(kCrossing);
    const Area middle = Area::ofRing(Ring{{-2, -2}, {2, -2}, {2, 2}, {-2, 2}});
    EXPECT_NEAR(plan.parts[0].plain.within(middle).areaM2(), 16, 0.01);
    EXPECT_TRUE(plan.parts[0].marked.within(middle).areaM2() < 0.01);
    EXPECT_TRUE(plan.parts[1].marked.within(middle).areaM2() < 0.01);
}

TEST(StreetPlan, CornersAreRounded) {
    const StreetPlan plan = planStreets(kCrossing);
    // In the corner of the crossing, half a metre from both kerbs.
    EXPECT_GT(plan.carriageways.within(Area::ofRing(Ring{{2.6, 4.1}, {3, 4.1}, {3, 4.5}, {2.6, 4.5}})).areaM2(), 0.1);
}

TEST(StreetPlan, ASidewalkOnTheLeftOnlyLeavesTheRightFree) {
    const std::vector<Street> one{street("lane", StreetClass::Residential, 5, Sidewalk::Left, {{0, -50}, {0, 50}})};
    const StreetPlan plan = planStreets(one);
    const Box box = plan.parts[0].sidewalk.box();
    EXPECT_LT(box.min.x, -3.9);
    EXPECT_LT(box.max.x, 2.6);
    EXPECT_NEAR(plan.parts[0].sidewalk.within(Area::ofRing(Ring{{-5, -40}, {5, -40}, {5, 40}, {-5, 40}})).areaM2(),
                80 * 1.6, 1);
}

TEST(StreetPlan, SidewalksDoNotCrossCarriageways) {
    const StreetPlan plan = planStreets(smallSources().streets);
    for (const StreetPlan::Parts& parts : plan.parts)
        EXPECT_LT(parts.sidewalk.within(plan.carriageways).areaM2(), 0.05);
}

}  // namespace
}  // namespace twin::bake::testing
