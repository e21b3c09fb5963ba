// scene/session/camera_flight.h: where to stand to see something.
#pragma once

#include <array>

#include "scene/city/city.h"
#include "scene/session/session.h"

namespace twin::session {

/// Frames a box (local metres, finite, min <= max) obliquely from the south-south-west, eye above ground and with the
/// ground out of the way. Rounded to millimetres, so that every machine gets the same numbers. Pure.
[[nodiscard]] CameraPose poseAround(const city::City& city, const std::array<double, 3>& boxMin,
                                    const std::array<double, 3>& boxMax, double fovDeg);

}  // namespace twin::session
