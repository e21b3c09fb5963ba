#include "tools/bench/picture.h"

#include <png.h>

namespace twin::bench {

Result<render::Image> readPng(const std::filesystem::path& path) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    render::Image image;
    if (png_image_begin_read_from_file(&png, path.c_str()) != 0) {
        png.format = PNG_FORMAT_RGBA;
        image.widthPx = png.width;
        image.heightPx = png.height;
        image.rgba.resize(PNG_IMAGE_SIZE(png));
        if (png_image_finish_read(&png, nullptr, image.rgba.data(), 0, nullptr) != 0) return image;
    }
    const std::string why = png.message;
    png_image_free(&png);
    return Error{Errc::BadData, path.string() + ": " + why};
}

Result<Ok> writePng(const std::filesystem::path& path, const render::Image& image) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = image.widthPx;
    png.height = image.heightPx;
    png.format = PNG_FORMAT_RGBA;
    png.flags = PNG_IMAGE_FLAG_FAST;
    if (png_image_write_to_file(&png, path.c_str(), 0, image.rgba.data(), 0, nullptr) != 0) return Ok{};
    const std::string why = png.message;
    png_image_free(&png);
    return Error{Errc::BadArgument, path.string() + ": " + why};
}

}  // namespace twin::bench
