#include "app/base/png_file.h"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <span>
#include <vector>

#include "scene/base/files.h"

namespace twin::app {

namespace {

struct Sink {
    std::vector<std::byte> bytes;
};

void take(png_structp png, png_bytep data, png_size_t size) {
    auto* sink = static_cast<Sink*>(png_get_io_ptr(png));
    const auto* first = reinterpret_cast<const std::byte*>(data);
    sink->bytes.insert(sink->bytes.end(), first, first + size);
}

void noFlush(png_structp) {}

/// setjmp and C++ objects do not mix: everything with a destructor lives in the caller.
bool encode(Sink& sink, const render::Image& image, const char* description, std::vector<std::uint8_t>& row) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    if (png == nullptr) return false;
    png_infop info = png_create_info_struct(png);
    if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_set_write_fn(png, &sink, take, noFlush);
    png_set_compression_level(png, 4);
    png_set_IHDR(png, info, image.widthPx, image.heightPx, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_text text{};
    char key[] = "Description";
    text.compression = PNG_ITXT_COMPRESSION_NONE;
    text.key = key;
    text.text = const_cast<char*>(description);  // libpng only reads it
    text.itxt_length = std::strlen(description);
    if (text.itxt_length > 0) png_set_text(png, info, &text, 1);
    png_write_info(png, info);
    for (std::uint32_t y = 0; y < image.heightPx; ++y) {
        const std::uint8_t* from = image.rgba.data() + static_cast<std::size_t>(y) * image.widthPx * 4;
        for (std::uint32_t x = 0; x < image.widthPx; ++x)
            std::memcpy(row.data() + x * std::size_t{3}, from + x * std::size_t{4}, 3);
        png_write_row(png, row.data());
    }
    png_write_end(png, nullptr);
    png_destroy_write_struct(&png, &info);
    return true;
}

}  // namespace

Result<Ok> writePng(const std::filesystem::path& path, const render::Image& image, const std::string& description) {
    Sink sink;
    std::vector<std::uint8_t> row(static_cast<std::size_t>(image.widthPx) * 3);
    if (image.rgba.size() != static_cast<std::size_t>(image.widthPx) * image.heightPx * 4 ||
        !encode(sink, image, description.c_str(), row)) {
        return Error{Errc::Internal, "libpng"};
    }
    return writeFileAtomically(path, std::span<const std::byte>{sink.bytes});
}

}  // namespace twin::app
