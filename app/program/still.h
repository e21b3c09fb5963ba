// app/program/still.h: a picture larger than the screen, tile by tile, each pixel the mean of several samples.
//
// Samples differ by part of a pixel, by a place on the sun's disc and by a place on the lens, all from fixed sequences:
// the same wish gives the same bytes. Rows go to the disk as soon as a band of tiles is done. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/base/png_stream.h"
#include "renderer/renderer.h"
#include "scene/base/result.h"

namespace twin::app {

struct StillWish {
    std::uint32_t widthPx = 3840, heightPx = 2160;  ///< at most kMostStillPx each
    std::uint32_t samples = 1;                      ///< 1 to kMostStillSamples
    double fNumber = 0;                             ///< of the lens; 0: everything is sharp
};
inline constexpr std::uint32_t kMostStillPx = 16384;
inline constexpr std::uint32_t kMostStillSamples = 256;  ///< sums of bytes fit 16 bits

/// What is drawn over the picture, in pixels of the whole picture.
struct StillOverlay {
    std::vector<render::UiVertex> vertices;
    std::vector<std::uint16_t> indices;
    std::vector<render::UiCommand> commands;
};

/// The frame of one sample: index 0 of one is the frame itself.
[[nodiscard]] render::FrameInput sampleOf(const render::FrameInput& frame, const StillWish& wish, std::uint32_t index);

/// Bytes of main memory that a still takes while it is drawn, the renderer's tile included.
[[nodiscard]] std::uint64_t stillBytes(const StillWish& wish) noexcept;
/// What the system can still give without swapping, bytes; nothing where it does not say.
[[nodiscard]] std::optional<std::uint64_t> memoryAvailable();

class Still {
public:
    /// The renderer is resized to a tile and must outlive the still. Errors carry only the reason.
    [[nodiscard]] static Result<Still> begin(render::Renderer& renderer, const render::FrameInput& frame,
                                             const StillWish& wish, const std::filesystem::path& path,
                                             const std::string& description, StillOverlay overlay);
    /// Draws one sample of one tile. @return true when the picture is whole on the disk
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] double share() const noexcept;  ///< done, 0 to 1

private:
    Still(render::Renderer& renderer, const render::FrameInput& frame, const StillWish& wish, PngStream file,
          StillOverlay overlay);
    void add(const render::Image& tile);
    [[nodiscard]] Result<Ok> writeBand();

    render::Renderer* renderer_;
    render::FrameInput frame_;
    StillWish wish_;
    PngStream file_;
    StillOverlay overlay_;
    std::uint32_t tileWidthPx_, tileHeightPx_;  ///< without the margin
    std::uint32_t columns_, bands_;
    std::uint32_t column_ = 0, band_ = 0, sample_ = 0;
    std::vector<std::uint16_t> sums_;  ///< of a band of tiles, RGB
    std::vector<std::uint8_t> row_;
};

}  // namespace twin::app
