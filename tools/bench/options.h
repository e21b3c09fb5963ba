// tools/bench/options.h: the command line of twin-bench.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "renderer/renderer.h"
#include "scene/base/result.h"

namespace twin::bench {

struct Options {
    std::filesystem::path city;
    bool peer = false;
    std::string scene = "all";
    bool list = false;
    std::pair<std::filesystem::path, std::filesystem::path> ssim;  ///< compare two pictures and draw nothing
    std::string shadow;                                            ///< off, kept, each; empty: the scene's own
    bool lod = true;
    bool trees = true;
    render::OcclusionCulling occlusion = render::OcclusionCulling::Auto;
    int frames = 0;  ///< 0: what the scene asks for
    int warmup = 5;
    int settle = 0;  ///< most pictures that are averaged into one, timed after the frames; 0: none
    double arcFromDeg = 0, arcToDeg = 360;  ///< of the peers' orbit
    std::uint32_t widthPx = 1280, heightPx = 720;
    render::Quality quality = render::Quality::Low;
    std::filesystem::path shot;  ///< picture of each frame in `at`, with the frame's number before the ending
    std::vector<int> at{0};
    std::filesystem::path json;   ///< the lines also go here
    std::filesystem::path cache;  ///< pipeline cache; empty: the program's own
    bool validate = false;
    bool help = false;
};

/// BadArgument names the option and what would be right.
[[nodiscard]] Result<Options> parseOptions(int argc, const char* const* argv);
[[nodiscard]] std::string helpText();

/// "shot.png", 7 -> "shot-007.png"; a single picture keeps its name.
[[nodiscard]] std::filesystem::path shotPath(const Options& options, int frame);

}  // namespace twin::bench
