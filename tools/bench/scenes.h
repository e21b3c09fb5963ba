// tools/bench/scenes.h: what is drawn in each frame of a benchmark. Fixed paths, fixed dates: same town, same frames.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/renderer.h"
#include "scene/base/result.h"
#include "scene/city/city.h"
#include "tools/bench/options.h"

namespace twin::bench {

struct Scene {
    std::string name;
    std::vector<render::Camera> cameras;  ///< one a frame
    render::FrameInput input;             ///< all but the camera
    std::vector<city::ElementState> states;
};

/// For render::CreateInfo; 0: as the level says.
struct ShadowMaps {
    std::uint32_t count = 0, sizePx = 0;
};

struct SceneName {
    std::string_view name, about;
};
/// Of the default town, in the order they are run.
[[nodiscard]] std::span<const SceneName> sceneNames() noexcept;

/// "view:ID" of each of the town's named views, in the town's order.
[[nodiscard]] Result<std::vector<std::string>> viewScenes(const city::City& city);

/// The scene of options.scene: "peer" (the orbit in the pack's Meta section), one of sceneNames() or of viewScenes().
[[nodiscard]] Result<Scene> makeScene(const city::City& city, std::string_view name, const Options& options);

/// What the renderer must be made with for the scenes of these options.
[[nodiscard]] Result<ShadowMaps> shadowMaps(const city::City& city, const Options& options);

}  // namespace twin::bench
