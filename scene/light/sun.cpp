#include "scene/light/sun.h"

#include <date/tz.h>
#include <libnova/dynamical_time.h>
#include <libnova/lunar.h>
#include <libnova/solar.h>
#include <libnova/transform.h>

#include <chrono>
#include <cmath>
#include <numbers>

namespace twin::light {

namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kUnixEpochJd = 2440587.5;  // 1970-01-01 00:00 UTC
constexpr double kEarthRadiusKm = 6378.14;
constexpr double kSunDistanceKm = 149'597'871;

using LocalMinutes = date::local_time<std::chrono::minutes>;

/// The rule of the European Union since 1996: summer time from the last Sunday of March to the last of October, 01:00 UTC.
std::chrono::minutes offsetByRule(LocalMinutes local) {
    using namespace date;
    using std::chrono::hours;
    const year y = year_month_day{floor<days>(local)}.year();
    const auto begin = local_days{y / March / Sunday[date::last]} + hours{2};  // 02:00 winter time becomes 03:00
    const auto end = local_days{y / October / Sunday[date::last]} + hours{3};  // 03:00 summer time becomes 02:00
    return local >= begin && local < end ? hours{2} : hours{1};
}

/// UTC minutes since 1970. A time that a clock skips is the moment of the change; one it shows twice is the first.
double utcMinutes(LocalMinutes local) {
    // The tables of the system end in 2037 and date-tz reads no rule behind them (3.0.1, USE_OS_TZDB): it would stay in
    // winter time for good. From there on, and where there are no tables, we go by the rule in force.
    constexpr date::year kTablesEnd{2037};
    if (date::year_month_day{date::floor<date::days>(local)}.year() < kTablesEnd) {
        try {
            static const date::time_zone* const zone = date::locate_zone("Europe/Warsaw");
            const auto utc = zone->to_sys(local, date::choose::earliest);
            return std::chrono::duration<double, std::ratio<60>>{utc.time_since_epoch()}.count();
        } catch (const std::exception&) {
            // no tzdata on this machine
        }
    }
    return static_cast<double>((local.time_since_epoch() - offsetByRule(local)).count());
}

/// libnova 0.16 gives sun and moon in the ecliptic of 2000 but sidereal time of the day, so that its own
/// ln_get_solar_equ_coords is wrong by the precession since (0.36 degrees in 2026; the symptom is in
/// https://github.com/Stellarium/stellarium/issues/672). We add the precession in longitude: Jean Meeus, Astronomical
/// Algorithms, chapter 21. What that leaves out, the turn of the ecliptic itself, stays under 0.01 degrees until 2060.
ln_equ_posn equatorialOfDate(ln_lnlat_posn ecliptic2000, double ephemerisDay) {
    const double centuries = (ephemerisDay - JD2000) / 36525;
    ecliptic2000.lng += (5029.0966 + 1.11161 * centuries) * centuries / 3600;
    ln_equ_posn found{};
    ln_get_equ_from_ecl(&ecliptic2000, ephemerisDay, &found);
    return found;
}

struct Moon {
    ln_equ_posn where{};
    double distanceKm = 0;
};

/// One walk through the series of ELP 2000, cut where 0.006 degrees are reached: 40 microseconds instead of 2000.
Moon moonAt(double ephemerisDay) {
    constexpr double kPrecision = 1e-5;
    ln_rect_posn at{};
    ln_get_lunar_geo_posn(ephemerisDay, &at, kPrecision);
    const ln_lnlat_posn ecliptic{std::atan2(at.Y, at.X) / kDegree, std::atan2(at.Z, std::hypot(at.X, at.Y)) / kDegree};
    return {equatorialOfDate(ecliptic, ephemerisDay), std::hypot(at.X, at.Y, at.Z)};
}

/// Jean Meeus, Astronomical Algorithms, chapter 48.
double litShare(const ln_equ_posn& sun, const Moon& moon) {
    const double sunDec = sun.dec * kDegree, moonDec = moon.where.dec * kDegree;
    const double cosElongation = std::sin(sunDec) * std::sin(moonDec) +
                                 std::cos(sunDec) * std::cos(moonDec) * std::cos((sun.ra - moon.where.ra) * kDegree);
    const double elongation = std::acos(std::fmin(1.0, std::fmax(-1.0, cosElongation)));
    const double phaseAngle =
        std::atan2(kSunDistanceKm * std::sin(elongation), moon.distanceKm - kSunDistanceKm * std::cos(elongation));
    return (1 + std::cos(phaseAngle)) / 2;
}

SkyPosition horizontal(ln_equ_posn where, geo::LatLon place, double julianDay) {
    ln_lnlat_posn observer{place.lonDeg, place.latDeg};
    ln_hrz_posn found{};
    ln_get_hrz_from_equ(&where, &observer, julianDay, &found);
    return {std::fmod(found.az + 180.0, 360.0), found.alt};  // libnova counts from the south
}

}  // namespace

SkyState skyAt(geo::LatLon place, Day day, int minutes) {
    const LocalMinutes local{date::days{day} + std::chrono::minutes{minutes}};
    const double julianDay = kUnixEpochJd + utcMinutes(local) / (24 * 60);
    const double ephemerisDay = ln_get_jde(julianDay);  // the planets' even time, a minute ahead of the turning earth's

    SkyState sky;
    ln_lnlat_posn sunEcliptic{};
    ln_get_solar_ecl_coords(ephemerisDay, &sunEcliptic);
    const ln_equ_posn sun = equatorialOfDate(sunEcliptic, ephemerisDay);
    sky.sun = horizontal(sun, place, julianDay);

    const Moon moon = moonAt(ephemerisDay);
    sky.moon = horizontal(moon.where, place, julianDay);
    // The moon is so near that it stands up to one degree lower for us than for the middle of the earth.
    sky.moon.elevationDeg -=
        std::asin(kEarthRadiusKm / moon.distanceKm) / kDegree * std::cos(sky.moon.elevationDeg * kDegree);
    sky.moonShare = litShare(sun, moon);
    return sky;
}

std::array<double, 3> towards(SkyPosition position, double convergenceDeg) noexcept {
    const double gridBearing = (position.azimuthDeg - convergenceDeg) * kDegree;
    const double elevation = position.elevationDeg * kDegree;
    return {std::cos(elevation) * std::sin(gridBearing), std::cos(elevation) * std::cos(gridBearing),
            std::sin(elevation)};
}

}  // namespace twin::light
