// app/camera/moves.h: every way to move the camera, each a pure function from pose to pose.
//
// All keep the camera above the ground, inside the model and its pitch within bounds.
#pragma once

#include "app/camera/pose.h"

namespace twin::app {

inline constexpr double kLeastEyeHeightM = 1.6;
inline constexpr double kMostEyeHeightM = 9000;
inline constexpr double kLowestPitchRad = -1.5533;  ///< 89 degrees down
inline constexpr double kHighestPitchRad = 0.6109;  ///< 35 degrees up

/// Lifts, turns and pulls back what a move broke; the direction of view stays where it may.
[[nodiscard]] Pose keepAllowed(Pose pose, const Ground& ground) noexcept;

/// Left drag: `held` was under the cursor when the drag began; moves so that it is under `pixel` again.
[[nodiscard]] Pose holdGround(const Pose& start, const glm::dvec3& held, ViewportPx viewport, glm::dvec2 pixel,
                              const Ground& ground) noexcept;
/// Right drag: turns the whole camera about `pivot`, which stays where it is in the picture.
[[nodiscard]] Pose orbit(const Pose& pose, const glm::dvec3& pivot, double turnRad, double tiltRad,
                         const Ground& ground) noexcept;
/// Wheel: the distance to `point` is multiplied by `factor`; the point stays where it is in the picture.
[[nodiscard]] Pose zoomTo(const Pose& pose, const glm::dvec3& point, double factor, const Ground& ground) noexcept;
/// Level move, metres right and forward.
[[nodiscard]] Pose pan(const Pose& pose, double rightM, double forwardM, const Ground& ground) noexcept;
/// Looks higher or lower from where it stands.
[[nodiscard]] Pose tilt(const Pose& pose, double tiltRad, const Ground& ground) noexcept;
/// Turns about the centre of the picture until north is at the top.
[[nodiscard]] Pose northUp(const Pose& pose, const Ground& ground) noexcept;
/// What the centre of the picture shows: ground, or a point some way ahead.
[[nodiscard]] glm::dvec3 centreOf(const Pose& pose, const Ground& ground) noexcept;
/// A good place to look at a box from: from the south, a little above.
[[nodiscard]] Pose lookAtBox(const Pose& pose, const glm::dvec3& low, const glm::dvec3& high,
                             const Ground& ground) noexcept;

/// A smooth way from one pose to another; `share` 0 to 1.
[[nodiscard]] Pose between(const Pose& from, const Pose& to, double share, const Ground& ground) noexcept;

}  // namespace twin::app
