// tools/bench/picture.h: pictures to and from PNG files.
#pragma once

#include <filesystem>

#include "renderer/renderer.h"
#include "scene/base/result.h"

namespace twin::bench {

/// RGBA, whatever the file holds. Errors name the file and what libpng says.
[[nodiscard]] Result<render::Image> readPng(const std::filesystem::path& path);
[[nodiscard]] Result<Ok> writePng(const std::filesystem::path& path, const render::Image& image);

}  // namespace twin::bench
