// app/base/png_file.h: one picture to disk, whole or not at all.
#pragma once

#include <filesystem>
#include <string>

#include "renderer/renderer.h"
#include "scene/base/result.h"

namespace twin::app {

/// RGB, 8 bits; `description` goes in as an iTXt chunk (UTF-8). Errors carry only the reason.
[[nodiscard]] Result<Ok> writePng(const std::filesystem::path& path, const render::Image& image,
                                  const std::string& description);

}  // namespace twin::app
