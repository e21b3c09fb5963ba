#include <gtest/gtest.h>

#include <cmath>

#include "scene/light/sun.h"
#include "tests/scene/tiny_city.h"

namespace twin::light {
namespace {

using test::day;

constexpr geo::LatLon kKrasnik{50.9214, 22.2199};
constexpr double kDegree = 3.14159265358979 / 180;
constexpr double kHorizonDeg = -0.833;  // refraction and the sun's half disc: how almanacs define sunrise

struct SunDay {
    double noonElevationDeg = -90;
    int noon = 0, rise = -1, set = -1;
    double riseAzimuthDeg = 0;
};

SunDay sunDay(Day on, geo::LatLon place = kKrasnik) {
    SunDay found;
    double before = 0;
    for (int minute = 0; minute < 1440; ++minute) {
        const SkyPosition sun = skyAt(place, on, minute).sun;
        if (sun.elevationDeg > found.noonElevationDeg) found.noonElevationDeg = sun.elevationDeg, found.noon = minute;
        if (minute > 0 && before < kHorizonDeg && sun.elevationDeg >= kHorizonDeg) {
            found.rise = minute;
            found.riseAzimuthDeg = sun.azimuthDeg;
        }
        if (minute > 0 && before >= kHorizonDeg && sun.elevationDeg < kHorizonDeg) found.set = minute;
        before = sun.elevationDeg;
    }
    return found;
}

constexpr int clock(int hour, int minute) { return hour * 60 + minute; }

// On the solstices the sun stands at 90 - latitude +- 23.44 degrees at noon.
TEST(Sun, StandsHighestAtMidsummer) {
    EXPECT_NEAR(sunDay(day("2026-06-21")).noonElevationDeg, 90 - kKrasnik.latDeg + 23.436, 0.02);
}

TEST(Sun, StandsLowestAtMidwinter) {
    EXPECT_NEAR(sunDay(day("2026-12-21")).noonElevationDeg, 90 - kKrasnik.latDeg - 23.436, 0.02);
}

TEST(Sun, RisesInTheEastAtTheEquinoxes) {
    EXPECT_NEAR(sunDay(day("2026-03-20")).riseAzimuthDeg, 90, 1.5);
    EXPECT_NEAR(sunDay(day("2026-09-23")).riseAzimuthDeg, 90, 1.5);
}

TEST(Sun, RisesFarNorthInSummerAndFarSouthInWinter) {
    EXPECT_NEAR(sunDay(day("2026-06-21")).riseAzimuthDeg, 50, 1);
    EXPECT_NEAR(sunDay(day("2026-12-21")).riseAzimuthDeg, 128, 1);
}

// Almanacs for Warsaw (52.23 N, 21.01 E): 21 June 4:14 to 21:01, 21 December 7:43 to 15:25.
TEST(Sun, KeepsTheHoursOfTheWarsawAlmanac) {
    constexpr geo::LatLon kWarsaw{52.2297, 21.0122};
    const SunDay summer = sunDay(day("2026-06-21"), kWarsaw), winter = sunDay(day("2026-12-21"), kWarsaw);
    EXPECT_NEAR(summer.rise, clock(4, 14), 2);
    EXPECT_NEAR(summer.set, clock(21, 1), 2);
    EXPECT_NEAR(winter.rise, clock(7, 43), 2);
    EXPECT_NEAR(winter.set, clock(15, 25), 2);
}

// Astronomical Almanac: the equinoxes of 2026 are on 20 March 14:46 UT and 23 September 00:05 UT. A sun over the equator
// stands at 90 - latitude when due south, and sets and rises due west and east: its declination is asked through that.
TEST(Sun, CrossesTheEquatorAtTheEquinox) {
    const auto declination = [](const char* on, int minutes) {
        const SkyPosition sun = skyAt(kKrasnik, day(on), minutes).sun;
        const double e = sun.elevationDeg * kDegree, a = sun.azimuthDeg * kDegree, p = kKrasnik.latDeg * kDegree;
        return std::asin(std::sin(p) * std::sin(e) + std::cos(p) * std::cos(e) * std::cos(a)) / kDegree;
    };
    EXPECT_NEAR(declination("2026-03-20", clock(15, 46)), 0, 0.005);
    EXPECT_NEAR(declination("2026-09-23", clock(2, 5)), 0, 0.005);
}

TEST(Sun, NoonIsDueSouth) {
    const SunDay today = sunDay(day("2026-04-15"));
    EXPECT_NEAR(skyAt(kKrasnik, day("2026-04-15"), today.noon).sun.azimuthDeg, 180, 0.5);
}

// The equation of time: solar noon is early in November (+16.4 min) and late in February (-14.2 min).
TEST(Sun, KeepsTheEquationOfTime) {
    const double meanNoon = 12 * 60 + (15 - kKrasnik.lonDeg) * 4;  // Polish winter time is that of 15 E
    EXPECT_NEAR(sunDay(day("2026-11-03")).noon, meanNoon - 16.4, 0.8);
    EXPECT_NEAR(sunDay(day("2026-02-11")).noon, meanNoon + 14.2, 0.8);
}

// 2026: clocks go forward on 29 March and back on 25 October.
TEST(Sun, NoonJumpsWithSummerTime) {
    EXPECT_NEAR(sunDay(day("2026-03-29")).noon - sunDay(day("2026-03-28")).noon, 60, 1);
    EXPECT_NEAR(sunDay(day("2026-10-25")).noon - sunDay(day("2026-10-24")).noon, -60, 1);
    EXPECT_NEAR(sunDay(day("2026-03-28")).noon - sunDay(day("2026-03-27")).noon, 0, 1);
}

TEST(Sun, ASkippedHourIsTheMomentOfTheChange) {
    const Day spring = day("2026-03-29");
    const SkyPosition moment = skyAt(kKrasnik, spring, clock(3, 0)).sun;
    EXPECT_DOUBLE_EQ(skyAt(kKrasnik, spring, clock(2, 30)).sun.azimuthDeg, moment.azimuthDeg);
    EXPECT_DOUBLE_EQ(skyAt(kKrasnik, spring, clock(2, 0)).sun.azimuthDeg, moment.azimuthDeg);
    EXPECT_NE(skyAt(kKrasnik, spring, clock(1, 59)).sun.azimuthDeg, moment.azimuthDeg);
}

TEST(Sun, AnHourShownTwiceIsTheFirst) {
    const Day autumn = day("2026-10-25");
    const double atTwo = skyAt(kKrasnik, autumn, clock(1, 59)).sun.elevationDeg;
    const double halfPast = skyAt(kKrasnik, autumn, clock(2, 30)).sun.elevationDeg;
    EXPECT_LT(std::abs(halfPast - atTwo), 8);  // half an hour on
    EXPECT_GT(std::abs(skyAt(kKrasnik, autumn, clock(3, 0)).sun.azimuthDeg -
                       skyAt(kKrasnik, autumn, clock(2, 59)).sun.azimuthDeg),
              10);  // then a whole hour at once
}

TEST(Sun, SummerTimeGoesOnAfterTheTablesEnd) {
    for (const char* on : {"2036-07-01", "2037-07-01", "2038-07-01", "2045-07-01", "2060-07-01"}) {
        EXPECT_NEAR(sunDay(day(on)).noon, clock(12, 35), 2) << on;
    }
    EXPECT_NEAR(sunDay(day("2045-01-15")).noon, clock(11, 40), 2);
    EXPECT_NEAR(sunDay(day("2040-03-25")).noon - sunDay(day("2040-03-24")).noon, 60, 1);  // last Sunday of March 2040
}

TEST(Sun, IsUnderTheHorizonAtMidnight) {
    for (const char* on : {"2026-01-01", "2026-06-21", "2030-12-31"})
        EXPECT_LT(skyAt(kKrasnik, day(on), 0).sun.elevationDeg, -10);
}

TEST(Sun, TheSameMomentGivesTheSameNumbers) {
    const SkyState one = skyAt(kKrasnik, day("2030-05-05"), 777), two = skyAt(kKrasnik, day("2030-05-05"), 777);
    EXPECT_EQ(one.sun.azimuthDeg, two.sun.azimuthDeg);
    EXPECT_EQ(one.moon.elevationDeg, two.moon.elevationDeg);
    EXPECT_EQ(one.moonShare, two.moonShare);
}

// Published phases of 2026: full on 3 March 11:38 UT (and eclipsed), new on 17 February 12:01 UT, first quarter on
// 24 February 12:27 UT. Eclipse of 12 August 2026: the moon before the sun, low in the evening in Poland.
TEST(Moon, KeepsItsPhases) {
    EXPECT_GT(skyAt(kKrasnik, day("2026-03-03"), clock(12, 38)).moonShare, 0.999);
    EXPECT_LT(skyAt(kKrasnik, day("2026-02-17"), clock(13, 1)).moonShare, 0.001);
    EXPECT_NEAR(skyAt(kKrasnik, day("2026-02-24"), clock(13, 27)).moonShare, 0.5, 0.01);
}

TEST(Moon, StandsByTheSunInAnEclipse) {
    // 12 August 2026: in south-east Poland the eclipse is partial at sunset, from about 19:19 summer time.
    const SkyState sky = skyAt(kKrasnik, day("2026-08-12"), clock(19, 45));
    EXPECT_NEAR(sky.moon.azimuthDeg, sky.sun.azimuthDeg, 0.6);
    EXPECT_NEAR(sky.moon.elevationDeg, sky.sun.elevationDeg, 0.6);
}

TEST(Towards, PointsAlongTheAxes) {
    const auto close = [](std::array<double, 3> a, std::array<double, 3> b) {
        return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) < 1e-12;
    };
    EXPECT_TRUE(close(towards({0, 0}, 0), {0, 1, 0}));
    EXPECT_TRUE(close(towards({90, 0}, 0), {1, 0, 0}));
    EXPECT_TRUE(close(towards({180, 0}, 0), {0, -1, 0}));
    EXPECT_TRUE(close(towards({77, 90}, 3), {0, 0, 1}));
}

TEST(Towards, TurnsByConvergenceAndStaysOneLong) {
    // True north lies to the left of grid north where convergence is positive.
    const std::array<double, 3> north = towards({0, 0}, 0.95);
    EXPECT_LT(north[0], 0);
    EXPECT_NEAR(std::atan2(north[0], north[1]) * 180 / 3.14159265358979, -0.95, 1e-9);
    for (double azimuth = 0; azimuth < 360; azimuth += 17) {
        const std::array<double, 3> v = towards({azimuth, azimuth / 4 - 45}, 0.95);
        EXPECT_NEAR(v[0] * v[0] + v[1] * v[1] + v[2] * v[2], 1, 1e-12);
    }
}

}  // namespace
}  // namespace twin::light
