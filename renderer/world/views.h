// renderer/world/views.h: matrices and planes of the camera and of the sun's cascades. Pure; any thread.
#pragma once

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

/// Sets shadow matrices, their planes, cascadeFar and cascadeTexel. Texels stay where they are in the world while the
/// camera moves and turns; only zooming changes their size, in steps.
void setCascades(shared::FrameData& frame, const CameraPose& pose, glm::vec3 toLight, const ShadowSettings& settings);

/// Sets the first cascade to a box of the world that stays where it is, as deep as it is wide; the others are not there.
void setShadowBox(shared::FrameData& frame, const CameraPose& pose, glm::vec3 toLight, glm::dvec3 centre,
                  double extentM, std::uint32_t sizePx);

/// How far from the eye shadows are drawn, metres: in steps of the square root of two.
[[nodiscard]] double shadowReachM(const CameraPose& pose) noexcept;

/// Where the ray of a pixel with this depth (reversed z) meets the surface, local metres.
[[nodiscard]] glm::dvec3 unproject(const CameraPose& pose, glm::uvec2 sizePx, glm::uvec2 pixel, float depth) noexcept;

}  // namespace twin::render
