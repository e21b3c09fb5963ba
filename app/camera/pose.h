// app/camera/pose.h: where the camera stands, rays through pixels, and the ground under them. Pure.
#pragma once

#include <glm/glm.hpp>
#include <optional>
#include <span>

#include "scene/city/city.h"
#include "scene/geo/lens.h"
#include "scene/session/session.h"

namespace twin::app {

struct Pose {
    glm::dvec3 eye{0, -100, 100};
    glm::dvec3 target{0, 0, 0};  ///< never equal to eye
    double fovYRad = 0.785398;
    bool twoPoint = false;  ///< a shift lens (scene/geo/lens.h)
};

struct ViewportPx {
    double width = 1280, height = 720;
};

/// Heights of the terrain; the grid outlives it.
class Ground {
public:
    explicit Ground(const city::City& city) : grid_{&city.heightGrid()}, heights_{city.heightsCm()} {}
    Ground(const city::GridHeader& grid, std::span<const std::uint16_t> heightsCm)
        : grid_{&grid}, heights_{heightsCm} {}
    [[nodiscard]] double at(double xM, double yM) const noexcept;
    /// First meeting of a ray with the terrain, within `reachM`.
    [[nodiscard]] std::optional<glm::dvec3> hit(const glm::dvec3& from, const glm::dvec3& direction,
                                                double reachM = 20000) const noexcept;
    [[nodiscard]] glm::dvec2 south() const noexcept { return {grid_->westM, grid_->southM}; }
    [[nodiscard]] glm::dvec2 north() const noexcept;

private:
    const city::GridHeader* grid_;
    std::span<const std::uint16_t> heights_;
};

[[nodiscard]] Pose poseOf(const session::CameraPose& camera) noexcept;
[[nodiscard]] session::CameraPose sessionPose(const Pose& pose) noexcept;

[[nodiscard]] glm::dvec3 forwardOf(const Pose& pose) noexcept;  ///< unit
[[nodiscard]] glm::dvec3 rightOf(const Pose& pose) noexcept;    ///< unit, level
[[nodiscard]] geo::LensAxes axesOf(const Pose& pose) noexcept;
/// Unit ray through a pixel (from the upper left corner).
[[nodiscard]] glm::dvec3 rayThrough(const Pose& pose, ViewportPx viewport, glm::dvec2 pixel) noexcept;
/// Pixel of a point; nothing when it lies behind the eye.
[[nodiscard]] std::optional<glm::dvec2> project(const Pose& pose, ViewportPx viewport,
                                                const glm::dvec3& point) noexcept;
/// Degrees clockwise from grid north that the camera looks to.
[[nodiscard]] double headingDeg(const Pose& pose) noexcept;
[[nodiscard]] double pitchRad(const Pose& pose) noexcept;  ///< above the horizon
/// Focal length of a 36 x 24 mm camera with the same vertical angle.
[[nodiscard]] double focalLengthMm(double fovYRad) noexcept;

}  // namespace twin::app
