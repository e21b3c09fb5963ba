// renderer/world/views.h: matrices and planes of the camera and of the sun's cascades. Pure; any thread.
#pragma once

#include <array>

#include "renderer/world/shared.h"

namespace twin::render {

struct CameraPose {
    glm::dvec3 eye{};
    glm::dvec3 target{0, 1, 0};
    double fovYRad = 0.8;
    bool twoPoint = false;  ///< scene/geo/lens.h
};

/// Which part of a larger picture is drawn; see FrameInput::full.
struct PicturePart {
    glm::uvec2 full{0};
    glm::ivec2 corner{0};
    float slackPx = 0;  ///< kept beside the part: what is drawn moved by part of a pixel
};

struct ShadowSettings {
    std::uint32_t cascades = 4;
    std::uint32_t sizePx = 1536;  ///< of each cascade's map
};

inline constexpr double kNearM = 0.25;  ///< nothing nearer is drawn; the far plane is at infinity

/// Sets viewProj, planes of view 0, eye, eyeLow, right, up, forward, pixelAngle, size, full and corner. viewProj and the
/// vectors are those of the whole picture, the planes those of the part.
void setCamera(shared::FrameData& frame, const CameraPose& pose, glm::uvec2 sizePx, const PicturePart& part = {});

/// Where a cascade's box stands along the light's axes, in the world, and how large it is: while that and the light stay
/// the same, so does its picture.
struct CascadePlace {
    glm::dvec3 centre{};
    double radius = 0;
    /// Where its casters' levels of detail and the thinning of trees are judged from: the eye, for the third and fourth
    /// cascade in steps as long as the box's (FrameData::casterEye).
    glm::dvec3 eye{};
    friend bool operator==(const CascadePlace&, const CascadePlace&) = default;
};
using CascadePlaces = std::array<CascadePlace, shared::kMaxCascades>;

/// Sets shadow matrices, their planes, cascadeFar, cascadeTexel and casterEye. Texels stay where they are in the world while the
/// camera moves and turns; only zooming changes their size, in steps. The third and fourth cascade move in long steps,
/// so that their pictures can be kept for many frames.
CascadePlaces setCascades(shared::FrameData& frame, const CameraPose& pose, glm::vec3 toLight,
                          const ShadowSettings& settings);

/// Sets the first cascade to a box of the world that stays where it is, as deep as it is wide; the others are not there.
void setShadowBox(shared::FrameData& frame, const CameraPose& pose, glm::vec3 toLight, glm::dvec3 centre,
                  double extentM, std::uint32_t sizePx);

/// How far from the eye shadows are drawn, metres: in steps of the square root of two.
[[nodiscard]] double shadowReachM(const CameraPose& pose) noexcept;

/// Whether a view may see something of a box of sphere centres, camera-relative.
[[nodiscard]] bool boxInView(const shared::FrameData& frame, std::uint32_t view, glm::vec3 low, glm::vec3 high,
                             float radius) noexcept;

/// Where the ray of a pixel with this depth (reversed z) meets the surface, local metres.
[[nodiscard]] glm::dvec3 unproject(const CameraPose& pose, glm::uvec2 sizePx, glm::uvec2 pixel, float depth) noexcept;

}  // namespace twin::render
