// tools/bench/measure.h: one scene drawn and timed.
#pragma once

#include <nlohmann/json.hpp>

#include "renderer/renderer.h"
#include "tools/bench/scenes.h"

namespace twin::bench {

/// Milliseconds since the kernel started this process, to 10 ms.
[[nodiscard]] double msSinceLaunch();

/// Draws warm-up and frames; a frame counts until its last pixel is known to be done. Says FIRST after the first frame
/// of the process. @return the line of JSON
[[nodiscard]] Result<nlohmann::json> measure(render::Renderer& renderer, const city::City& city, const Scene& scene,
                                             const Options& options, double loadedMs);

}  // namespace twin::bench
