// tests/program/picture.h: PNG files as pixels, and how far two of them lie apart.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace twin::test {

struct Area {
    int x = 0, y = 0, width = 0, height = 0;  ///< pixels from the top left
};

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  ///< three bytes a pixel, rows from the top

    [[nodiscard]] std::array<std::uint8_t, 3> at(int x, int y) const;
    /// Cut to what lies inside the picture.
    [[nodiscard]] Picture cut(const Area& area) const;
};

/// Any PNG, turned to 8 bits RGB; nothing when it is none or is damaged.
[[nodiscard]] std::optional<Picture> readPng(const std::filesystem::path& path);
bool writePng(const std::filesystem::path& path, const Picture& picture);
/// Width and height from the first bytes of a PNG.
[[nodiscard]] std::optional<std::array<int, 2>> pngSize(const std::filesystem::path& path);

/// Share (0 to 1) of pixels of which a channel differs by more than `tolerance`; 1 when the sizes differ.
[[nodiscard]] double shareDiffering(const Picture& a, const Picture& b, int tolerance = 5);

struct Brightness {
    double mean = 0;    ///< of Rec. 709 luma over the sRGB values, 0 to 255
    double spread = 0;  ///< standard deviation
    int colours = 0;    ///< different colours, of 4 bits a channel
};
[[nodiscard]] Brightness brightnessOf(const Picture& picture);

}  // namespace twin::test
