#include <gtest/gtest.h>

#include <cmath>

#include "tools/bake/geometry/area.h"
#include "tools/bake/geometry/random.h"
#include "tools/bake/mesh.h"

namespace twin::bake {
namespace {

const Ring kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}};

TEST(Plane, NearestPointOfALineKnowsSideAndDistanceAlong) {
    const Course line{{0, 0}, {10, 0}, {10, 10}};
    const OnLine left = nearestOnLine(line, {4, 3});
    EXPECT_DOUBLE_EQ(left.leftM, 3);
    EXPECT_DOUBLE_EQ(left.alongM, 4);
    const OnLine right = nearestOnLine(line, {12, 5});
    EXPECT_DOUBLE_EQ(right.leftM, -2);
    EXPECT_DOUBLE_EQ(right.alongM, 15);
}

TEST(Plane, AlongLineStaysWithinItsEnds) {
    const Course line{{0, 0}, {10, 0}};
    EXPECT_EQ(alongLine(line, -5).point, (glm::dvec2{0, 0}));
    EXPECT_EQ(alongLine(line, 7).point, (glm::dvec2{7, 0}));
    EXPECT_EQ(alongLine(line, 50).point, (glm::dvec2{10, 0}));
}

TEST(Plane, ResampledKeepsLengthAndCorners) {
    const Course line{{0, 0}, {10, 0}, {10, 7}};
    const Course fine = resampled(line, 2);
    EXPECT_NEAR(lengthOf(fine), 17, 1e-9);
    EXPECT_NE(std::find(fine.begin(), fine.end(), glm::dvec2{10, 0}), fine.end());
    for (std::size_t i = 1; i < fine.size(); ++i) EXPECT_LE(glm::distance(fine[i - 1], fine[i]), 2.0001);
}

TEST(Plane, OffsetLineRunsParallel) {
    for (const glm::dvec2 p : offsetLine(Course{{0, 0}, {10, 0}, {20, 0}}, 3)) EXPECT_NEAR(p.y, 3, 1e-9);
}

TEST(Plane, RectTurnsClockwiseFromNorth) {
    const Rect rect{{0, 0}, 2, 6, 90};
    EXPECT_NEAR(rect.forward().x, 1, 1e-12);
    EXPECT_NEAR(headingOf(rect.forward()), 90, 1e-9);
    EXPECT_GT(signedArea(rect.corners()), 0);
}

TEST(Plane, RectsOverlapOnlyWhenTheyShareGround) {
    const Rect a{{0, 0}, 10, 10, 0};
    EXPECT_TRUE(overlap(a, {{6, 6}, 10, 10, 45}));
    EXPECT_FALSE(overlap(a, {{10.5, 10.5}, 8, 8, 45}));
    EXPECT_FALSE(overlap(a, {{10, 0}, 10, 10, 0})) << "touching is not overlapping";
}

TEST(Plane, SegmentMeetsRectAlsoWhenBothEndsLieOutside) {
    const Rect rect{{0, 0}, 4, 4, 30};
    EXPECT_TRUE(segmentMeets(rect, {-10, 0}, {10, 0.5}));
    EXPECT_FALSE(segmentMeets(rect, {-10, 4}, {10, 4}));
}

TEST(Area, DifferenceAndIntersectionAddUp) {
    const Area square = Area::ofRing(kSquare);
    const Area half = Area::ofRing(Ring{{5, -1}, {20, -1}, {20, 20}, {5, 20}});
    EXPECT_NEAR(square.minus(half).areaM2(), 50, 1e-9);
    EXPECT_NEAR(square.within(half).areaM2(), 50, 1e-9);
    EXPECT_TRUE(square.minus(square).empty());
}

TEST(Area, TrianglesCoverAPolygonWithAHole) {
    const Area ring = Area::ofRing(kSquare).minus(Area::ofRing(Ring{{4, 4}, {6, 4}, {6, 6}, {4, 6}}));
    double sum = 0;
    for (const auto& t : ring.triangles()) {
        EXPECT_GT(signedArea(t), 0) << "counter-clockwise";
        sum += signedArea(t);
    }
    EXPECT_NEAR(sum, 96, 1e-9);
}

TEST(Area, EmptyAreasAreHarmless) {
    const Area nothing;
    EXPECT_TRUE(nothing.empty());
    EXPECT_TRUE(nothing.minus(Area::ofRing(kSquare)).empty());
    EXPECT_NEAR(Area::ofRing(kSquare).minus(nothing).areaM2(), 100, 1e-9);
    EXPECT_TRUE(nothing.triangles().empty());
}

TEST(Area, NamesWhereARingCrossesItself) {
    EXPECT_FALSE(faultOfRing(kSquare));
    const auto fault = faultOfRing(Ring{{0, 0}, {10, 10}, {10, 0}, {0, 10}});
    ASSERT_TRUE(fault);
    EXPECT_NE(fault->find("Self-intersection at 5.0"), std::string::npos) << *fault;
}

TEST(Area, HullOfASquareIsTheSquare) {
    EXPECT_EQ(convexHull(Ring{{0, 0}, {5, 5}, {10, 0}, {10, 10}, {0, 10}, {3, 4}}).size(), 4U);
}

TEST(Random, SameNameAndSeedGiveTheSameNumbers) {
    Random a{"quarter-1", 2030}, b{"quarter-1", 2030}, c{"quarter-2", 2030};
    const std::uint64_t first = a.next();
    EXPECT_EQ(first, b.next());
    EXPECT_NE(first, c.next());
    for (int i = 0; i < 1000; ++i) {
        const double unit = a.unit();
        EXPECT_GE(unit, 0);
        EXPECT_LT(unit, 1);
    }
}

}  // namespace
}  // namespace twin::bake
