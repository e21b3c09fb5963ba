// scene/geo/lens.h: the axes of a camera, with or without a shift lens. Pure; any thread.
//
// Two-point perspective: the lens stays level, so upright edges stay upright in the picture, and the film is shifted until
// its centre sees the target. Past kMostShiftRad the lens tilts by the rest: nobody's shift lens reaches farther, and
// looking down there is no upright edge to save.
#pragma once

#include <algorithm>
#include <cmath>
#include <glm/glm.hpp>

namespace twin::geo {

inline constexpr double kMostShiftRad = 0.6981317;  ///< 40 degrees

struct LensAxes {
    glm::dvec3 right{1, 0, 0}, up{0, 0, 1}, forward{0, 1, 0};  ///< of the lens, unit
    double shift = 0;  ///< the picture's centre lies this much of the distance above the lens' axis
};

/// @param gaze from the eye to the target, of any length but none
[[nodiscard]] inline LensAxes lensAxes(const glm::dvec3& gaze, bool twoPoint) noexcept {
    LensAxes axes;
    axes.forward = glm::normalize(gaze);
    const double level = std::hypot(gaze.x, gaze.y);
    const bool steep = level < 1e-9;
    axes.right = steep ? glm::dvec3(1, 0, 0) : glm::dvec3(gaze.y / level, -gaze.x / level, 0);
    if (twoPoint && !steep) {
        const double pitch = std::atan2(gaze.z, level);
        const double shifted = std::clamp(pitch, -kMostShiftRad, kMostShiftRad);
        const double rest = pitch - shifted;
        axes.forward = {gaze.x / level * std::cos(rest), gaze.y / level * std::cos(rest), std::sin(rest)};
        axes.shift = std::tan(shifted);
    }
    axes.up = glm::cross(axes.right, axes.forward);
    return axes;
}

/// Focal length of a 36 x 24 mm camera with this vertical angle, and back.
[[nodiscard]] inline double focalMmOf(double fovYRad) noexcept { return 12.0 / std::tan(fovYRad * 0.5); }
[[nodiscard]] inline double fovYRadOf(double focalMm) noexcept { return 2 * std::atan(12.0 / focalMm); }

}  // namespace twin::geo
