#include "app/camera/moves.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/constants.hpp>

namespace twin::app {

namespace {

glm::dvec3 directionOf(double headingRad, double pitch) noexcept {
    return {std::sin(headingRad) * std::cos(pitch), std::cos(headingRad) * std::cos(pitch), std::sin(pitch)};
}

double headingRadOf(const Pose& pose) noexcept { return glm::radians(headingDeg(pose)); }

glm::dvec3 turnedAboutUp(const glm::dvec3& v, double angle) noexcept {  // clockwise seen from above
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    return {v.x * c + v.y * s, v.y * c - v.x * s, v.z};
}

glm::dvec3 turnedAbout(const glm::dvec3& v, const glm::dvec3& axis, double angle) noexcept {
    const double c = std::cos(angle);
    return v * c + glm::cross(axis, v) * std::sin(angle) + axis * glm::dot(axis, v) * (1 - c);
}

/// Tilting shifts the film instead of the lens: the camera slides until `pivot` is where it was in the picture.
Pose slidBack(const Pose& before, Pose after, const glm::dvec3& pivot) noexcept {
    const geo::LensAxes old = axesOf(before);
    const geo::LensAxes axes = axesOf(after);
    const double depthBefore = glm::dot(pivot - before.eye, old.forward);
    const double depth = glm::dot(pivot - after.eye, axes.forward);
    if (depthBefore < 1 || depth < 1) return after;
    const double up = glm::dot(pivot - before.eye, old.up) / depthBefore - old.shift;
    const double now = glm::dot(pivot - after.eye, axes.up) / depth - axes.shift;
    const glm::dvec3 slide = axes.up * ((now - up) * depth);
    after.eye += slide;
    after.target += slide;
    return after;
}

}  // namespace

Pose keepAllowed(Pose pose, const Ground& ground) noexcept {
    glm::dvec3 way = pose.target - pose.eye;
    const double reach = std::clamp(glm::length(way), 1.0, 30000.0);
    const double pitch = pitchRad(pose);
    if (const double allowed = std::clamp(pitch, kLowestPitchRad, kHighestPitchRad);
        allowed != pitch || glm::length(way) != reach) {
        way = directionOf(headingRadOf(pose), allowed) * reach;
    }
    const glm::dvec2 south = ground.south() - 4000.0;
    const glm::dvec2 north = ground.north() + 4000.0;
    pose.eye.x = std::clamp(pose.eye.x, south.x, north.x);
    pose.eye.y = std::clamp(pose.eye.y, south.y, north.y);
    const double floor = ground.at(pose.eye.x, pose.eye.y);
    pose.eye.z = std::clamp(pose.eye.z, floor + kLeastEyeHeightM, floor + kMostEyeHeightM);
    pose.target = pose.eye + way;
    return pose;
}

Pose holdGround(const Pose& start, const glm::dvec3& held, ViewportPx viewport, glm::dvec2 pixel,
                const Ground& ground) noexcept {
    const glm::dvec3 ray = rayThrough(start, viewport, pixel);
    const double drop = held.z - start.eye.z;
    // Near the horizon a pixel is a mile; there the move stops growing.
    const double slope = drop < 0 ? std::min(ray.z, -0.02) : std::max(ray.z, 0.02);
    const glm::dvec3 now = start.eye + ray * (drop / slope);
    Pose pose = start;
    const glm::dvec3 shift{held.x - now.x, held.y - now.y, 0};
    pose.eye += shift;
    pose.target += shift;
    return keepAllowed(pose, ground);
}

Pose orbit(const Pose& pose, const glm::dvec3& pivot, double turnRad, double tiltRad, const Ground& ground) noexcept {
    const double pitch = pitchRad(pose);
    const double allowed = std::clamp(pitch + tiltRad, kLowestPitchRad, kHighestPitchRad) - pitch;
    const glm::dvec3 right = rightOf(pose);
    const auto turned = [&](const glm::dvec3& v) { return turnedAboutUp(turnedAbout(v, right, allowed), turnRad); };
    Pose next = pose;
    next.eye = pivot + turned(pose.eye - pivot);
    next.target = pivot + turned(pose.target - pivot);
    if (next.eye.z < ground.at(next.eye.x, next.eye.y) + kLeastEyeHeightM) {  // into the ground: turn only
        next.eye = pivot + turnedAboutUp(pose.eye - pivot, turnRad);
        next.target = pivot + turnedAboutUp(pose.target - pivot, turnRad);
    }
    if (pose.twoPoint && allowed != 0) next = slidBack(pose, next, pivot);
    return keepAllowed(next, ground);
}

Pose zoomTo(const Pose& pose, const glm::dvec3& point, double factor, const Ground& ground) noexcept {
    const glm::dvec3 away = pose.eye - point;
    const double distance = glm::length(away);
    const double next = std::clamp(distance * factor, std::min(distance, 4.0), 14000.0);
    if (distance < 1e-6) return pose;
    const glm::dvec3 shift = away * (next / distance - 1);
    Pose moved = pose;
    moved.eye += shift;
    moved.target += shift;
    return keepAllowed(moved, ground);
}

Pose pan(const Pose& pose, double rightM, double forwardM, const Ground& ground) noexcept {
    const glm::dvec3 right = rightOf(pose);
    const glm::dvec3 forward{-right.y, right.x, 0};
    glm::dvec3 shift = right * rightM + forward * forwardM;
    // Low over the ground the way follows it, so that walking uphill stays walking.
    const double height = pose.eye.z - ground.at(pose.eye.x, pose.eye.y);
    if (height < 60) shift.z = ground.at(pose.eye.x + shift.x, pose.eye.y + shift.y) + height - pose.eye.z;
    Pose moved = pose;
    moved.eye += shift;
    moved.target += shift;
    return keepAllowed(moved, ground);
}

Pose tilt(const Pose& pose, double tiltRad, const Ground& ground) noexcept {
    Pose moved = pose;
    const double pitch = std::clamp(pitchRad(pose) + tiltRad, kLowestPitchRad, kHighestPitchRad);
    moved.target = pose.eye + directionOf(headingRadOf(pose), pitch) * glm::length(pose.target - pose.eye);
    return keepAllowed(moved, ground);
}

Pose northUp(const Pose& pose, const Ground& ground) noexcept {
    double turn = -headingRadOf(pose);
    if (turn < -glm::pi<double>()) turn += glm::two_pi<double>();
    return orbit(pose, centreOf(pose, ground), turn, 0, ground);
}

glm::dvec3 centreOf(const Pose& pose, const Ground& ground) noexcept {
    const glm::dvec3 forward = forwardOf(pose);
    if (const std::optional<glm::dvec3> hit = ground.hit(pose.eye, forward, 6000)) return *hit;
    const double height = pose.eye.z - ground.at(pose.eye.x, pose.eye.y);
    return pose.eye + forward * std::clamp(height * 4, 30.0, 3000.0);
}

Pose lookAtBox(const Pose& pose, const glm::dvec3& low, const glm::dvec3& high, const Ground& ground) noexcept {
    const glm::dvec3 centre = (low + high) * 0.5;
    const double size = std::max({high.x - low.x, high.y - low.y, (high.z - low.z) * 1.5, 12.0});
    const double distance = std::clamp(size * 0.62 / std::tan(pose.fovYRad * 0.5) + 12, 30.0, 4000.0);
    // From where the eye is now, so that people keep their bearings; a slope that shows roofs and yards.
    double heading = std::atan2(centre.x - pose.eye.x, centre.y - pose.eye.y);
    if (glm::length(glm::dvec2(centre) - glm::dvec2(pose.eye)) < 1) heading = headingRadOf(pose);
    Pose next = pose;
    next.target = centre;
    next.eye = centre - directionOf(heading, -0.55) * distance;
    return keepAllowed(next, ground);
}

Pose between(const Pose& from, const Pose& to, double share, const Ground& ground) noexcept {
    const double s = std::clamp(share, 0.0, 1.0);
    if (s >= 1) return to;
    const double smooth = s * s * (3 - 2 * s);
    const double fromReach = glm::length(from.target - from.eye);
    const double toReach = glm::length(to.target - to.eye);
    double turn = headingRadOf(to) - headingRadOf(from);
    while (turn > glm::pi<double>()) turn -= glm::two_pi<double>();
    while (turn < -glm::pi<double>()) turn += glm::two_pi<double>();
    const double heading = headingRadOf(from) + turn * smooth;
    const double pitch = glm::mix(pitchRad(from), pitchRad(to), smooth);
    Pose pose = to;
    pose.fovYRad = glm::mix(from.fovYRad, to.fovYRad, smooth);
    pose.eye = glm::mix(from.eye, to.eye, smooth);
    pose.target = pose.eye + directionOf(heading, pitch) * glm::mix(fromReach, toReach, smooth);
    return keepAllowed(pose, ground);
}

}  // namespace twin::app
