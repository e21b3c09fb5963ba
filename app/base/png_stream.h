// app/base/png_stream.h: a picture to disk row by row, for pictures too large to hold. Whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "scene/base/result.h"

namespace twin::app {

/// Writes beside the target and renames at the end; dropped before finish(), it leaves nothing behind. One thread.
class PngStream {
public:
    /// RGB, 8 bits; `description` goes in as an iTXt chunk (UTF-8). Errors carry only the reason.
    [[nodiscard]] static Result<PngStream> create(const std::filesystem::path& path, std::uint32_t widthPx,
                                                  std::uint32_t heightPx, const std::string& description);
    PngStream(PngStream&&) noexcept;
    PngStream& operator=(PngStream&&) noexcept;
    ~PngStream();

    /// Whole rows from the top: a multiple of 3 x width bytes.
    [[nodiscard]] Result<Ok> rows(std::span<const std::uint8_t> rgb);
    [[nodiscard]] Result<Ok> finish();

private:
    struct Impl;
    explicit PngStream(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace twin::app
