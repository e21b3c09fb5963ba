#include "tests/program/picture.h"

#include <png.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace twin::test {

std::array<std::uint8_t, 3> Picture::at(int x, int y) const {
    const std::size_t i =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3;
    return {rgb[i], rgb[i + 1], rgb[i + 2]};
}

Picture Picture::cut(const Area& area) const {
    const int left = std::clamp(area.x, 0, width), top = std::clamp(area.y, 0, height);
    Picture out;
    out.width = std::clamp(area.x + area.width, left, width) - left;
    out.height = std::clamp(area.y + area.height, top, height) - top;
    const std::size_t row = static_cast<std::size_t>(out.width) * 3;
    for (int y = top; y < top + out.height; ++y) {
        const auto begin = rgb.begin() + (static_cast<std::ptrdiff_t>(y) * width + left) * 3;
        out.rgb.insert(out.rgb.end(), begin, begin + static_cast<std::ptrdiff_t>(row));
    }
    return out;
}

std::optional<Picture> readPng(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) return std::nullopt;
    image.format = PNG_FORMAT_RGB;
    Picture picture;
    picture.width = static_cast<int>(image.width);
    picture.height = static_cast<int>(image.height);
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) == 0) {
        png_image_free(&image);
        return std::nullopt;
    }
    return picture;
}

bool writePng(const std::filesystem::path& path, const Picture& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    return png_image_write_to_file(&image, path.c_str(), 0, picture.rgb.data(), 0, nullptr) != 0;
}

std::optional<std::array<int, 2>> pngSize(const std::filesystem::path& path) {
    std::array<unsigned char, 24> head{};
    std::ifstream in{path, std::ios::binary};
    if (!in.read(reinterpret_cast<char*>(head.data()), head.size())) return std::nullopt;
    if (std::memcmp(head.data(), "\x89PNG\r\n\x1a\n", 8) != 0) return std::nullopt;
    const auto number = [&](std::size_t at) {
        return static_cast<int>(head[at] << 24U | head[at + 1] << 16U | head[at + 2] << 8U | head[at + 3]);
    };
    return std::array<int, 2>{number(16), number(20)};
}

double shareDiffering(const Picture& a, const Picture& b, int tolerance) {
    if (a.width != b.width || a.height != b.height || a.rgb.empty()) return 1;
    std::size_t differing = 0;
    for (std::size_t i = 0; i + 2 < a.rgb.size(); i += 3) {
        const int far = std::max({std::abs(a.rgb[i] - b.rgb[i]), std::abs(a.rgb[i + 1] - b.rgb[i + 1]),
                                  std::abs(a.rgb[i + 2] - b.rgb[i + 2])});
        if (far > tolerance) ++differing;
    }
    return static_cast<double>(differing) / (static_cast<double>(a.rgb.size()) / 3);
}

Brightness brightnessOf(const Picture& picture) {
    Brightness out;
    if (picture.rgb.empty()) return out;
    std::bitset<4096> seen;
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3) {
        const unsigned r = picture.rgb[i], g = picture.rgb[i + 1], b = picture.rgb[i + 2];
        const double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        sum += luma;
        squares += luma * luma;
        seen.set((r >> 4U) << 8U | (g >> 4U) << 4U | b >> 4U);
    }
    const double count = static_cast<double>(picture.rgb.size()) / 3;
    out.mean = sum / count;
    out.spread = std::sqrt(std::max(0.0, squares / count - out.mean * out.mean));
    out.colours = static_cast<int>(seen.count());
    return out;
}

}  // namespace twin::test
