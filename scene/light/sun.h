// scene/light/sun.h: where sun and moon stand, from libnova.
#pragma once

#include <array>

#include "scene/base/date.h"
#include "scene/base/result.h"
#include "scene/geo/frame.h"

namespace twin::light {

struct SkyPosition {
    double azimuthDeg = 0;    ///< clockwise from true north
    double elevationDeg = 0;  ///< above the horizon, without refraction
};

struct SkyState {
    SkyPosition sun, moon;
    double moonShare = 0;  ///< lit part of the disc
};

/// Minutes after local midnight in Europe/Warsaw (with summer time, through the tz database) to Julian day, then the sky.
/// A time that the change to summer time skips is the moment of the change; one that is shown twice is the first. About
/// 0.1 ms: call it when place, day or time change. The sun is within 0.01 degrees,
/// the moon within 0.1. One thread at a time: libnova keeps caches.
/// @param minutes 0 to 1439
[[nodiscard]] SkyState skyAt(geo::LatLon place, Day day, int minutes);

/// Unit vector towards a position of the sky in the local frame (x east, y grid north, z up).
/// @param convergenceDeg Frame::convergenceDeg: true bearing = grid bearing + convergence
[[nodiscard]] std::array<double, 3> towards(SkyPosition position, double convergenceDeg) noexcept;

}  // namespace twin::light
