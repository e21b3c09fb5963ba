#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "scene/geo/frame.h"
#include "tests/scene/tiny_city.h"

namespace twin::geo {
namespace {

using test::errorOf;

constexpr Pl2000 kOrigin{5643861, 7585795};

/// Points of the gazetteer with their EPSG:2178, worked out apart from PROJ: Krüger's series to the sixth order on
/// GRS 80, meridian 21 E, scale 0.999923, false easting 7 500 000.
struct Known {
    const char* name;
    LatLon place;
    Pl2000 grid;
};
constexpr Known kKnown[] = {
    {"Plac Wolności", {50.9214142, 22.2199046}, {5643617.5741, 7585771.1183}},
    {"Zalew Kraśnicki, car park", {50.9444088, 22.185856}, {5646136.3253, 7583336.1348}},
    {"CKiP", {50.9632706, 22.1561483}, {5648201.2650, 7581215.5979}},
};

TEST(Frame, PutsTheGazetteerWithinACentimetre) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame) << errorOf(frame);
    for (const Known& known : kKnown) {
        const Result<Local> local = frame->toLocal(known.place);
        ASSERT_TRUE(local) << errorOf(local);
        const Pl2000 grid = frame->toPl2000(*local);
        EXPECT_NEAR(grid.northingM, known.grid.northingM, 0.01) << known.name;
        EXPECT_NEAR(grid.eastingM, known.grid.eastingM, 0.01) << known.name;
    }
}

TEST(Frame, TheOriginIsZero) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame);
    const Local local = frame->fromPl2000(kOrigin);
    EXPECT_EQ(local.xM, 0);
    EXPECT_EQ(local.yM, 0);
    EXPECT_EQ(frame->toPl2000({10, 20}).northingM, kOrigin.northingM + 20);
    EXPECT_EQ(frame->toPl2000({10, 20}).eastingM, kOrigin.eastingM + 10);
}

TEST(Frame, GoesThereAndBackWithinAMillimetre) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame);
    for (double x = -6400; x <= 4608; x += 1376) {
        for (double y = -2816; y <= 6144; y += 1120) {
            const Result<LatLon> degrees = frame->toLatLon({x, y});
            ASSERT_TRUE(degrees);
            const Result<Local> back = frame->toLocal(*degrees);
            ASSERT_TRUE(back);
            EXPECT_NEAR(back->xM, x, 0.001);
            EXPECT_NEAR(back->yM, y, 0.001);
        }
    }
}

TEST(Frame, NorthIsUpAndEastIsRight) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame);
    const Local here = *frame->toLocal({50.92, 22.22});
    EXPECT_GT(frame->toLocal({50.93, 22.22})->yM, here.yM + 1000);
    EXPECT_GT(frame->toLocal({50.92, 22.23})->xM, here.xM + 600);
}

TEST(Frame, RefusesWhatIsNoPlace) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const LatLon wrong :
         {LatLon{nan, 22}, LatLon{50, nan}, LatLon{infinity, 22}, LatLon{91, 22}, LatLon{-200, 22}}) {
        const Result<Local> local = frame->toLocal(wrong);
        EXPECT_FALSE(local);
        EXPECT_NE(errorOf(local).find("give degrees like"), std::string::npos);
    }
    EXPECT_FALSE(frame->toLatLon({nan, 0}));
    EXPECT_FALSE(frame->toLatLon({0, infinity}));
}

TEST(Frame, ConvergenceIsPositiveEastOfTheMeridian) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame);
    // atan(tan(longitude - 21) * sin(latitude)) at Plac Wolności.
    EXPECT_NEAR(frame->convergenceDeg(*frame->toLocal(kKnown[0].place)), 0.94705, 0.0005);
    // West of 21 E it turns around: true bearing = grid bearing + convergence.
    const Local west = *frame->toLocal({50.92, 20.5});
    EXPECT_LT(frame->convergenceDeg(west), -0.3);
}

TEST(Frame, TrueNorthLeansAsConvergenceSays) {
    const Result<Frame> frame = Frame::create(kOrigin);
    ASSERT_TRUE(frame);
    const Local here = *frame->toLocal({50.9214, 22.2199});
    const Local north = *frame->toLocal({50.9314, 22.2199});
    const double gridBearingOfTrueNorth = std::atan2(north.xM - here.xM, north.yM - here.yM) * 180 / 3.14159265358979;
    EXPECT_NEAR(0.0, gridBearingOfTrueNorth + frame->convergenceDeg(here), 1e-4);
}

TEST(Frame, TwoInstancesAreIndependentAndMove) {
    Result<Frame> first = Frame::create(kOrigin);
    Result<Frame> second = Frame::create({5643861 + 100, 7585795});
    ASSERT_TRUE(first && second);
    Frame moved = std::move(*first);
    EXPECT_NEAR(moved.toLocal({50.92, 22.22})->yM - second->toLocal({50.92, 22.22})->yM, 100, 1e-6);
}

}  // namespace
}  // namespace twin::geo
