#include "renderer/world/views.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "scene/geo/lens.h"

namespace twin::render {

namespace {

geo::LensAxes axesOf(const CameraPose& pose) { return geo::lensAxes(pose.target - pose.eye, pose.twoPoint); }

/// Rounds up to the next power of the square root of two.
double stepUp(double value) { return std::exp2(std::ceil(2.0 * std::log2(std::max(value, 1e-3)) - 1e-9) / 2.0); }

struct Ball {
    double ahead;  ///< of its centre, along the view
    double radius;
};

/// The smallest ball, centred on the view's axis, round all that is seen between two distances from the eye.
Ball ballAround(double nearM, double farM, double halfDiagonalRad) {
    const double c = std::cos(halfDiagonalRad);
    const double s = std::sin(halfDiagonalRad);
    Ball best{0, farM};
    for (int i = 0; i <= 64; ++i) {
        const double m = farM * i / 64.0;
        const double edge = std::hypot(farM * c - m, farM * s);
        const double foot = std::hypot(nearM * c - m, nearM * s);
        const double radius = std::max({edge, farM - m, foot});
        if (radius < best.radius) best = {m, radius};
    }
    return best;
}

/// Towards the light, and across it.
struct LightAxes {
    glm::dvec3 right, up, towards;
};

LightAxes axesOf(glm::vec3 toLight) {
    const glm::dvec3 light = glm::normalize(glm::dvec3(toLight));
    const glm::dvec3 world = std::abs(light.z) > 0.99 ? glm::dvec3(0, 1, 0) : glm::dvec3(0, 0, 1);
    const glm::dvec3 right = glm::normalize(glm::cross(world, light));
    return {right, glm::cross(light, right), light};
}

/// Matrix and planes of cascade `i`: a box about `centre` (along the light's axes, relative to the eye).
void setLightBox(shared::FrameData& frame, std::uint32_t i, const LightAxes& light, glm::dvec3 centre, double radius,
                 double behind) {
    const double range = radius + behind;
    glm::mat4& m = frame.shadow[i];
    for (int k = 0; k < 3; ++k) {
        m[k] = glm::vec4(light.right[k] / radius, light.up[k] / radius, -light.towards[k] / range, 0);
    }
    m[3] = glm::vec4(-centre.x / radius, -centre.y / radius, (centre.z + behind) / range, 1);
    glm::vec4* planes = &frame.planes[std::size_t{1 + i} * 6];
    planes[0] = glm::vec4(glm::vec3(light.right), static_cast<float>(radius - centre.x));
    planes[1] = glm::vec4(-glm::vec3(light.right), static_cast<float>(radius + centre.x));
    planes[2] = glm::vec4(glm::vec3(light.up), static_cast<float>(radius - centre.y));
    planes[3] = glm::vec4(-glm::vec3(light.up), static_cast<float>(radius + centre.y));
    planes[4] = glm::vec4(glm::vec3(light.towards), static_cast<float>(radius - centre.z));
    planes[5] = glm::vec4(-glm::vec3(light.towards), static_cast<float>(behind + centre.z));
}

/// What makes the second cascade of the first, from their matrices.
void relateSecond(shared::FrameData& frame) {
    for (int axis = 0; axis < 3; ++axis) {
        const auto length = [&](const glm::mat4& m) {
            return glm::length(glm::dvec3(m[0][axis], m[1][axis], m[2][axis]));
        };
        const double scale = length(frame.shadow[1]) / length(frame.shadow[0]);
        frame.secondScale[axis] = static_cast<float>(scale);
        frame.secondShift[axis] = static_cast<float>(frame.shadow[1][3][axis] - scale * frame.shadow[0][3][axis]);
    }
}

}  // namespace

void setCamera(shared::FrameData& frame, const CameraPose& pose, glm::uvec2 sizePx, const PicturePart& part) {
    const geo::LensAxes axes = axesOf(pose);
    frame.size = sizePx;
    frame.full = part.full.x > 0 && part.full.y > 0 ? part.full : sizePx;
    frame.corner = part.corner;
    const double halfY = std::tan(pose.fovYRad / 2);
    const double halfX = halfY * frame.full.x / frame.full.y;
    // Rows of projection * view, with the eye at the origin.
    const glm::dvec3 x = axes.right / halfX;
    const glm::dvec3 y = (axes.forward * axes.shift - axes.up) / halfY;
    const glm::dvec3 w = axes.forward;
    for (int i = 0; i < 3; ++i) {
        frame.viewProj[i] = glm::vec4(x[i], y[i], 0, w[i]);
    }
    frame.viewProj[3] = glm::vec4(0, 0, kNearM, 0);

    const auto plane = [&](std::size_t i, glm::dvec3 n, double offset) {
        const double length = glm::length(n);
        frame.planes[i] = glm::vec4(glm::vec3(n / length), static_cast<float>(offset / length));
    };
    // Edges of the part, -1 to 1 across the whole picture;
    const glm::dvec2 full(frame.full);
    const double slack = static_cast<double>(part.slackPx);
    const glm::dvec2 low = 2.0 * (glm::dvec2(part.corner) - slack) / full - 1.0;
    const glm::dvec2 high = 2.0 * (glm::dvec2(part.corner) + glm::dvec2(sizePx) + slack) / full - 1.0;
    plane(0, x - w * low.x, 0);
    plane(1, w * high.x - x, 0);
    plane(2, y - w * low.y, 0);
    plane(3, w * high.y - y, 0);
    plane(4, axes.forward, -kNearM);
    frame.planes[5] = glm::vec4(0, 0, 0, 1);

    frame.eye = glm::vec3(pose.eye);
    frame.eyeLow = glm::vec3(pose.eye - glm::dvec3(frame.eye));
    frame.casterEye[0] = frame.casterEye[1] = glm::vec4(frame.eye, 0);
    frame.right = glm::vec3(axes.right * halfX);
    frame.up = glm::vec3(axes.up * halfY);
    frame.forward = glm::vec3(axes.forward + axes.up * axes.shift);
    frame.pixelAngle = static_cast<float>(2 * halfY / frame.full.y);
}

double shadowReachM(const CameraPose& pose) noexcept {
    return std::clamp(stepUp(2.6 * glm::length(pose.target - pose.eye)), 181.0, 5793.0);
}

CascadePlaces setCascades(shared::FrameData& frame, const CameraPose& pose, glm::vec3 toLight,
                          const ShadowSettings& settings) {
    const geo::LensAxes axes = axesOf(pose);
    const double halfY = std::tan(pose.fovYRad / 2);
    const double halfX = halfY * frame.full.x / frame.full.y;
    // The picture's middle, and the widest angle any corner lies from it.
    const glm::dvec3 middle = glm::normalize(axes.forward + axes.up * axes.shift);
    double diagonal = 0;
    for (const double side : {-halfY, halfY}) {
        const glm::dvec3 corner = axes.forward + axes.right * halfX + axes.up * (axes.shift + side);
        diagonal = std::max(diagonal, std::acos(std::clamp(glm::dot(glm::normalize(corner), middle), -1.0, 1.0)));
    }
    const double reach = shadowReachM(pose);
    // Seen from high up, nothing is near: the first cascade starts where the ground may.
    const double above = std::max(pose.eye.z - pose.target.z, 1.0);
    const double start = std::min(0.5 * stepUp(above) / std::sqrt(2.0), 0.5 * reach);

    const LightAxes light = axesOf(toLight);
    static constexpr std::array<double, 4> kFour{0.07, 0.20, 0.48, 1.0};
    static constexpr std::array<double, 4> kTwo{0.22, 1.0, 1.0, 1.0};
    const std::array<double, 4>& shares = settings.cascades > 2 ? kFour : kTwo;
    CascadePlaces places;
    double nearM = start * 0.5;
    for (std::uint32_t i = 0; i < shared::kMaxCascades; ++i) {
        frame.cascadeFar[static_cast<int>(i)] = 0;
        if (i >= settings.cascades) continue;
        const double farM = start + (reach - start) * shares[i];
        const Ball ball = ballAround(nearM, farM, diagonal);
        // A box that moves in steps of an eighth of its radius must be larger by half a step on each side.
        constexpr double kLongStep = 1.0 / 8;
        const bool far = settings.cascades > 2 && i >= 2;
        const double room = far ? 1 + kLongStep : 1.02;
        const double radius = stepUp(ball.radius * room * 16) / 16;  // the same radius for all nearly equal balls
        const double texel = 2 * radius / settings.sizePx;
        const double step = far ? std::floor(radius * kLongStep / texel) * texel : texel;
        const glm::dvec3 centre = pose.eye + middle * ball.ahead;
        const auto snapped = [&](const glm::dvec3& axis, double by) {
            return std::floor(glm::dot(centre, axis) / by + (far ? 0.5 : 0.0)) * by;
        };
        const double behind = radius + 450;  // casters this far towards the light count (hills, blocks, low sun)
        CascadePlace& place = places[i];
        place = {{snapped(light.right, step), snapped(light.up, step), snapped(light.towards, far ? step : 8.0)},
                 radius,
                 far ? glm::round(pose.eye / step) * step : pose.eye};
        if (far) frame.casterEye[i - 2] = glm::vec4(glm::vec3(place.eye), 0);
        const double cx = place.centre.x - glm::dot(pose.eye, light.right);
        const double cy = place.centre.y - glm::dot(pose.eye, light.up);
        const double cz = place.centre.z - glm::dot(pose.eye, light.towards);

        setLightBox(frame, i, light, {cx, cy, cz}, radius, behind);
        frame.cascadeFar[static_cast<int>(i)] = static_cast<float>(farM);
        frame.cascadeTexel[static_cast<int>(i)] = static_cast<float>(texel);
        nearM = farM * 0.95;
    }
    frame.cascades = settings.cascades;
    if (frame.cascades > 1) relateSecond(frame);
    return places;
}

void setShadowBox(shared::FrameData& frame, const CameraPose& pose, glm::vec3 toLight, glm::dvec3 centre,
                  double extentM, std::uint32_t sizePx) {
    const LightAxes light = axesOf(toLight);
    const double radius = extentM / 2;
    const glm::dvec3 rel = centre - pose.eye;
    setLightBox(frame, 0, light, {glm::dot(rel, light.right), glm::dot(rel, light.up), glm::dot(rel, light.towards)},
                radius, radius + 450);
    frame.cascadeFar = glm::vec4(1e9F, 0, 0, 0);
    frame.cascadeTexel = glm::vec4(static_cast<float>(extentM / sizePx), 0, 0, 0);
    frame.cascades = 1;
}

bool boxInView(const shared::FrameData& frame, std::uint32_t view, glm::vec3 low, glm::vec3 high,
               float radius) noexcept {
    for (std::uint32_t i = 0; i < 6; ++i) {
        const glm::vec4 plane = frame.planes[view * 6 + i];
        const glm::vec3 most{plane.x > 0 ? high.x : low.x, plane.y > 0 ? high.y : low.y, plane.z > 0 ? high.z : low.z};
        if (glm::dot(glm::vec3(plane), most) + plane.w < -radius - 0.1F) return false;
    }
    return true;
}

glm::dvec3 unproject(const CameraPose& pose, glm::uvec2 sizePx, glm::uvec2 pixel, float depth) noexcept {
    const geo::LensAxes axes = axesOf(pose);
    const double halfY = std::tan(pose.fovYRad / 2);
    const double halfX = halfY * sizePx.x / sizePx.y;
    const double nx = 2 * (pixel.x + 0.5) / sizePx.x - 1;
    const double ny = 2 * (pixel.y + 0.5) / sizePx.y - 1;
    const double ahead = kNearM / std::max(static_cast<double>(depth), 1e-9);
    return pose.eye + ahead * (axes.forward + axes.right * halfX * nx + axes.up * (axes.shift - halfY * ny));
}

}  // namespace twin::render
