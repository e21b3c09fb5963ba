#include "app/camera/pose.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/constants.hpp>

#include "scene/city/ground.h"

namespace twin::app {

double Ground::at(double xM, double yM) const noexcept { return city::groundHeightM(*grid_, heights_, xM, yM); }

glm::dvec2 Ground::north() const noexcept {
    return {grid_->westM + static_cast<double>(grid_->stepM) * (grid_->columns - 1),
            grid_->southM + static_cast<double>(grid_->stepM) * (grid_->rows - 1)};
}

std::optional<glm::dvec3> Ground::hit(const glm::dvec3& from, const glm::dvec3& direction,
                                      double reachM) const noexcept {
    const auto above = [&](double distance) {
        const glm::dvec3 point = from + direction * distance;
        return point.z - at(point.x, point.y);
    };
    double near = 0;
    double height = above(0);
    if (height <= 0) return std::nullopt;
    while (near < reachM) {
        // A slope seldom exceeds one half, so half the height is a safe step; never finer than what a pixel shows.
        const double step = std::max({height * 0.5, 0.5, near * 0.002});
        const double far = near + step;
        const double next = above(far);
        if (next <= 0) {
            double low = near;
            double high = far;
            for (int i = 0; i < 40; ++i) {
                const double middle = (low + high) * 0.5;
                (above(middle) > 0 ? low : high) = middle;
            }
            return from + direction * high;
        }
        if (direction.z > 0 && from.z + direction.z * far > 700) return std::nullopt;  // above every hill of the town
        near = far;
        height = next;
    }
    return std::nullopt;
}

Pose poseOf(const session::CameraPose& camera) noexcept {
    return {{camera.eye[0], camera.eye[1], camera.eye[2]},
            {camera.target[0], camera.target[1], camera.target[2]},
            glm::radians(camera.fovDeg)};
}

session::CameraPose sessionPose(const Pose& pose) noexcept {
    return {{pose.eye.x, pose.eye.y, pose.eye.z},
            {pose.target.x, pose.target.y, pose.target.z},
            glm::degrees(pose.fovYRad)};
}

glm::dvec3 forwardOf(const Pose& pose) noexcept { return glm::normalize(pose.target - pose.eye); }

glm::dvec3 rightOf(const Pose& pose) noexcept {
    const glm::dvec3 forward = pose.target - pose.eye;
    const double level = std::hypot(forward.x, forward.y);
    if (level < 1e-9) return {1, 0, 0};
    return {forward.y / level, -forward.x / level, 0};
}

geo::LensAxes axesOf(const Pose& pose) noexcept { return geo::lensAxes(pose.target - pose.eye, pose.twoPoint); }

glm::dvec3 rayThrough(const Pose& pose, ViewportPx viewport, glm::dvec2 pixel) noexcept {
    const geo::LensAxes axes = axesOf(pose);
    const double half = std::tan(pose.fovYRad * 0.5);
    const double x = (pixel.x / viewport.width * 2 - 1) * half * viewport.width / viewport.height;
    const double y = (1 - pixel.y / viewport.height * 2) * half + axes.shift;
    return glm::normalize(axes.forward + axes.right * x + axes.up * y);
}

std::optional<glm::dvec2> project(const Pose& pose, ViewportPx viewport, const glm::dvec3& point) noexcept {
    const geo::LensAxes axes = axesOf(pose);
    const glm::dvec3 to = point - pose.eye;
    const double depth = glm::dot(to, axes.forward);
    if (depth < 0.1) return std::nullopt;
    const double scale = viewport.height * 0.5 / std::tan(pose.fovYRad * 0.5);
    return glm::dvec2{viewport.width * 0.5 + glm::dot(to, axes.right) / depth * scale,
                      viewport.height * 0.5 - (glm::dot(to, axes.up) / depth - axes.shift) * scale};
}

double headingDeg(const Pose& pose) noexcept {
    const glm::dvec3 right = rightOf(pose);
    const double degrees = glm::degrees(std::atan2(-right.y, right.x));
    return degrees < 0 ? degrees + 360 : degrees;
}

double pitchRad(const Pose& pose) noexcept { return std::asin(std::clamp(forwardOf(pose).z, -1.0, 1.0)); }

double focalLengthMm(double fovYRad) noexcept { return geo::focalMmOf(fovYRad); }

}  // namespace twin::app
