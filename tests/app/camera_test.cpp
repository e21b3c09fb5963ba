#include <gtest/gtest.h>

#include <cmath>
#include <glm/gtc/constants.hpp>

#include "app/bridge/bridge.h"
#include "app/camera/moves.h"
#include "app/camera/navigator.h"
#include "app/program/blend.h"

namespace twin::app {
namespace {

constexpr ViewportPx kScreen{1280, 720};

/// A hill: 200 m, rising to 260 m in the middle of a 4 x 4 km town.
struct Hill {
    Hill() {
        grid = {-2000, -2000, 100, 200, 41, 41};
        for (int r = 0; r < 41; ++r) {
            for (int c = 0; c < 41; ++c) {
                const double d = std::hypot(c - 20, r - 20);
                heights.push_back(static_cast<std::uint16_t>(6000 * std::exp(-d * d / 60)));
            }
        }
    }
    [[nodiscard]] Ground ground() const { return Ground{grid, heights}; }
    city::GridHeader grid;
    std::vector<std::uint16_t> heights;
};

Pose pose() { return {{-300, -800, 420}, {0, 0, 240}, 0.785}; }

double pixelDistance(const Pose& p, const glm::dvec3& point, glm::dvec2 pixel) {
    const auto at = project(p, kScreen, point);
    return at ? glm::length(*at - pixel) : 1e9;
}

TEST(Pose, RaysAndPixelsAreInverse) {
    const Pose p = pose();
    for (const glm::dvec2 pixel : {glm::dvec2{640, 360}, glm::dvec2{3, 700}, glm::dvec2{1279, 1}}) {
        EXPECT_LT(pixelDistance(p, p.eye + rayThrough(p, kScreen, pixel) * 321.0, pixel), 1e-6);
    }
}

TEST(Pose, RaysAndPixelsAreInverseUnderAShiftLens) {
    Pose p = pose();
    p.twoPoint = true;
    for (const glm::dvec2 pixel : {glm::dvec2{0, 0}, {640, 360}, {1279, 12}, {300, 700}}) {
        const auto back = project(p, kScreen, p.eye + rayThrough(p, kScreen, pixel) * 500.0);
        ASSERT_TRUE(back);
        EXPECT_LT(glm::length(*back - pixel), 1e-6);
    }
    const auto middle = project(p, kScreen, p.target);
    EXPECT_LT(glm::length(*middle - glm::dvec2(640, 360)), 1e-6);
    const auto low = project(p, kScreen, p.target + glm::dvec3(150, 0, -40));
    const auto high = project(p, kScreen, p.target + glm::dvec3(150, 0, 60));
    EXPECT_NEAR(low->x, high->x, 1e-6) << "an upright edge leans";
}

TEST(Moves, DragWheelAndOrbitHoldTheirPlaceUnderAShiftLens) {
    const Hill hill;
    Pose p = pose();
    p.twoPoint = true;
    const glm::dvec2 cursor{800, 500};
    const auto point = hill.ground().hit(p.eye, rayThrough(p, kScreen, cursor));
    ASSERT_TRUE(point);
    const Pose zoomed = zoomTo(p, *point, 0.7, hill.ground());
    EXPECT_LT(glm::length(*project(zoomed, kScreen, *point) - cursor), 1);
    const Pose dragged = holdGround(p, *point, kScreen, {700, 450}, hill.ground());
    EXPECT_LT(glm::length(*project(dragged, kScreen, *point) - glm::dvec2(700, 450)), 1);
    const Pose turned = orbit(p, *point, 0.4, 0.1, hill.ground());
    EXPECT_NEAR(project(turned, kScreen, *point)->y, cursor.y, 2);
    EXPECT_TRUE(zoomed.twoPoint && dragged.twoPoint && turned.twoPoint);
}

TEST(Pose, WhatLiesBehindHasNoPixel) { EXPECT_FALSE(project(pose(), kScreen, {-300, -2000, 420})); }

TEST(Pose, HeadingGoesClockwiseFromNorth) {
    EXPECT_NEAR(headingDeg({{0, 0, 0}, {0, 10, 0}, 1}), 0, 1e-9);
    EXPECT_NEAR(headingDeg({{0, 0, 0}, {10, 0, -3}, 1}), 90, 1e-9);
    EXPECT_NEAR(headingDeg({{0, 0, 0}, {-10, 0, 0}, 1}), 270, 1e-9);
}

TEST(Pose, FocalLengthIsThatOfASmallPictureCamera) { EXPECT_NEAR(focalLengthMm(2 * std::atan(12.0 / 50)), 50, 1e-9); }

TEST(GroundRay, MeetsTheTerrainWhereItIs) {
    const Hill hill;
    const Pose p = pose();
    for (const glm::dvec2 pixel : {glm::dvec2{640, 360}, glm::dvec2{200, 500}, glm::dvec2{1000, 650}}) {
        const auto hit = hill.ground().hit(p.eye, rayThrough(p, kScreen, pixel));
        ASSERT_TRUE(hit);
        EXPECT_NEAR(hit->z, hill.ground().at(hit->x, hit->y), 0.01);
        EXPECT_LT(pixelDistance(p, *hit, pixel), 0.01);
    }
}

TEST(GroundRay, MissesInTheSky) {
    const Hill hill;
    EXPECT_FALSE(hill.ground().hit({0, 0, 500}, glm::normalize(glm::dvec3{0, 1, 0.4})));
}

TEST(Moves, LeftDragHoldsTheGroundUnderTheCursor) {
    const Hill hill;
    const glm::dvec2 from{500, 450};
    const auto held = hill.ground().hit(pose().eye, rayThrough(pose(), kScreen, from));
    ASSERT_TRUE(held);
    for (const glm::dvec2 to : {glm::dvec2{640, 400}, glm::dvec2{300, 600}, glm::dvec2{900, 520}}) {
        const Pose moved = holdGround(pose(), *held, kScreen, to, hill.ground());
        EXPECT_LT(pixelDistance(moved, *held, to), 0.01);
        EXPECT_NEAR(moved.eye.z, pose().eye.z, 1e-9);
    }
}

TEST(Moves, DraggingIntoTheSkyStaysFinite) {
    const Hill hill;
    const Pose moved = holdGround(pose(), {0, 0, 240}, kScreen, {640, -300}, hill.ground());
    EXPECT_TRUE(std::isfinite(moved.eye.x) && std::isfinite(moved.eye.y));
}

TEST(Moves, WheelKeepsThePlaceUnderTheCursor) {
    const Hill hill;
    const glm::dvec2 cursor{900, 500};
    const auto point = hill.ground().hit(pose().eye, rayThrough(pose(), kScreen, cursor));
    ASSERT_TRUE(point);
    for (const double factor : {0.5, 0.82, 1.3}) {
        const Pose zoomed = zoomTo(pose(), *point, factor, hill.ground());
        EXPECT_LT(pixelDistance(zoomed, *point, cursor), 0.01);
        EXPECT_NEAR(glm::length(zoomed.eye - *point), glm::length(pose().eye - *point) * factor, 0.01);
    }
}

TEST(Moves, OrbitKeepsThePivotInThePicture) {
    const Hill hill;
    const glm::dvec2 cursor{800, 420};
    const auto pivot = hill.ground().hit(pose().eye, rayThrough(pose(), kScreen, cursor));
    ASSERT_TRUE(pivot);
    const Pose turned = orbit(pose(), *pivot, 0.7, -0.1, hill.ground());
    EXPECT_LT(pixelDistance(turned, *pivot, cursor), 0.01);
    EXPECT_NEAR(glm::length(turned.eye - *pivot), glm::length(pose().eye - *pivot), 1e-6);
    const Pose round = orbit(pose(), *pivot, glm::two_pi<double>(), 0, hill.ground());
    EXPECT_NEAR(glm::length(round.eye - pose().eye), 0, 1e-6);
}

TEST(Moves, NothingEverGoesUnderTheGround) {
    const Hill hill;
    const Ground ground = hill.ground();
    Pose p = pose();
    for (int i = 0; i < 400; ++i) {
        switch (i % 5) {
            case 0: p = zoomTo(p, centreOf(p, ground), 0.6, ground); break;
            case 1: p = orbit(p, centreOf(p, ground), 0.3, 0.4, ground); break;
            case 2: p = pan(p, 40, 90, ground); break;
            case 3: p = tilt(p, i % 2 == 0 ? 0.3 : -0.2, ground); break;
            default: p = holdGround(p, centreOf(p, ground), kScreen, {double(i % 1280), double(i % 720)}, ground);
        }
        ASSERT_GE(p.eye.z, ground.at(p.eye.x, p.eye.y) + kLeastEyeHeightM - 1e-6) << i;
        ASSERT_GE(pitchRad(p), kLowestPitchRad - 1e-6) << i;
        ASSERT_LE(pitchRad(p), kHighestPitchRad + 1e-6) << i;
        ASSERT_GT(glm::length(p.target - p.eye), 0.5) << i;
    }
}

TEST(Moves, ACameraUnderTheGroundIsLifted) {
    const Hill hill;
    const Pose lifted = keepAllowed({{0, 0, 100}, {0, 100, 100}, 0.8}, hill.ground());
    EXPECT_NEAR(lifted.eye.z, hill.ground().at(0, 0) + kLeastEyeHeightM, 1e-9);
}

TEST(Moves, WalkingFollowsTheSlope) {
    const Hill hill;
    Pose p{{0, -900, 201.7}, {0, -800, 201.7}, 0.8};
    p = keepAllowed(p, hill.ground());
    const double height = p.eye.z - hill.ground().at(p.eye.x, p.eye.y);
    for (int i = 0; i < 80; ++i) p = pan(p, 0, 10, hill.ground());
    EXPECT_NEAR(p.eye.z - hill.ground().at(p.eye.x, p.eye.y), height, 0.05);
}

TEST(Moves, TheCompassRightsTheView) {
    const Hill hill;
    Pose p = orbit(pose(), centreOf(pose(), hill.ground()), 2.1, 0, hill.ground());
    p = northUp(p, hill.ground());
    const double heading = headingDeg(p);
    EXPECT_NEAR(std::min(heading, 360 - heading), 0, 1e-6);
}

TEST(Moves, AFlightEndsExactlyWhereItShould) {
    const Hill hill;
    const Pose to{{500, 200, 300}, {400, 300, 230}, 0.6};
    const Pose end = between(pose(), to, 1, hill.ground());
    EXPECT_EQ(end.eye, to.eye);
    EXPECT_EQ(end.target, to.target);
    for (double s = 0; s <= 1; s += 0.05) {
        const Pose p = between(pose(), to, s, hill.ground());
        EXPECT_GE(p.eye.z, hill.ground().at(p.eye.x, p.eye.y) + kLeastEyeHeightM - 1e-6);
    }
}

TEST(Moves, LooksAtABoxFromWhereItIsSeenWhole) {
    const Hill hill;
    const glm::dvec3 low{300, 300, 205};
    const glm::dvec3 high{420, 380, 215};
    const Pose p = lookAtBox(pose(), low, high, hill.ground());
    for (int c = 0; c < 8; ++c) {
        const auto at = project(
            p, kScreen, {(c & 1) != 0 ? low.x : high.x, (c & 2) != 0 ? low.y : high.y, (c & 4) != 0 ? low.z : high.z});
        ASSERT_TRUE(at);
        EXPECT_TRUE(at->x > 0 && at->x < 1280 && at->y > 0 && at->y < 720);
    }
}

TEST(Navigator, PostsOnePoseAtTheEndOfADrag) {
    const Hill hill;
    Navigator n{hill.ground(), pose(), false};
    n.setViewport(kScreen);
    const session::CameraPose session = sessionPose(pose());
    n.beginHold({600, 400});
    for (int i = 0; i < 10; ++i) {
        n.drag({600.0 + i * 10, 400});
        n.update(session, 0.016);
        EXPECT_FALSE(n.takeSettled());
    }
    n.endDrag();
    n.update(session, 0.016);
    EXPECT_TRUE(n.takeSettled());
    EXPECT_FALSE(n.takeSettled());
}

TEST(Navigator, FliesToAPoseFromElsewhereAndDoesNotPostItBack) {
    const Hill hill;
    Navigator n{hill.ground(), pose(), false};
    const session::CameraPose there = sessionPose({{100, -500, 380}, {0, 0, 240}, 0.7});
    n.update(there, 0);
    EXPECT_TRUE(n.moving());
    for (int i = 0; i < 200 && n.moving(); ++i) n.update(there, 0.016);
    EXPECT_FALSE(n.moving());
    EXPECT_NEAR(n.pose().eye.x, 100, 1e-9);
    EXPECT_FALSE(n.takeSettled());
}

TEST(Navigator, WithoutAClockMovesAtOnce) {
    const Hill hill;
    Navigator n{hill.ground(), pose(), true};
    n.update(sessionPose({{100, -500, 380}, {0, 0, 240}, 0.7}), 0);
    EXPECT_FALSE(n.moving());
    EXPECT_NEAR(n.pose().eye.x, 100, 1e-9);
}

TEST(Navigator, APadTurnsByAStepAndPostsIt) {
    const Hill hill;
    Navigator n{hill.ground(), pose(), false};
    n.setViewport(kScreen);
    const session::CameraPose session = sessionPose(pose());
    const double before = headingDeg(n.pose());
    n.padTurn(1);
    for (int i = 0; i < 40; ++i) n.update(session, 0.016);
    EXPECT_NEAR(std::abs(headingDeg(n.pose()) - before), 15, 0.01);
    EXPECT_TRUE(n.takeSettled());
}

TEST(Blend, GoesSmoothlyAndEnds) {
    Blend look;
    look.update(true, 0, false);
    EXPECT_TRUE(look.moving());
    float before = look.share();
    for (int i = 0; i < 12; ++i) {
        look.update(true, Blend::kSeconds / 12, false);
        EXPECT_GT(look.share(), before);
        EXPECT_LT(look.share() - before, 0.15F);
        before = look.share();
    }
    EXPECT_EQ(look.share(), 1.0F);
    EXPECT_FALSE(look.moving()) << "the window never sleeps";
    look.update(false, 0, true);
    EXPECT_EQ(look.share(), 0.0F) << "pictures without a window wait for no clock";
}

TEST(LifeByHour, HasAMorningAndAnAfternoonAndSleepsAtNight) {
    EXPECT_LT(lifeAt(3 * 60, 0).traffic, 0.1F);
    EXPECT_GT(lifeAt(7 * 60 + 30, 0).traffic, lifeAt(10 * 60, 0).traffic);
    EXPECT_EQ(lifeAt(15 * 60, 0).traffic, 1);
    EXPECT_LT(lifeAt(16 * 60, 1).walkers, 0.5F * lifeAt(16 * 60, 0).walkers) << "rain keeps people in";
    for (int minutes = 0; minutes < 1440; minutes += 17) {
        const render::Life life = lifeAt(minutes, 0);
        EXPECT_TRUE(life.traffic >= 0 && life.traffic <= 1 && life.walkers >= 0 && life.walkers <= 1);
        EXPECT_EQ(life, lifeAt(minutes, 0));
    }
}

}  // namespace
}  // namespace twin::app
