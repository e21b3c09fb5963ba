#include "app/base/png_stream.h"

#include <png.h>

#include <cerrno>
#include <csetjmp>
#include <cstdio>
#include <cstring>

namespace twin::app {

struct PngStream::Impl {
    std::filesystem::path path, beside;
    std::FILE* file = nullptr;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::uint32_t widthPx = 0, heightPx = 0, written = 0;

    ~Impl() {
        if (png != nullptr) png_destroy_write_struct(&png, &info);
        if (file == nullptr) return;
        std::fclose(file);
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
    }
};

namespace {

/// setjmp and C++ objects do not mix: these hold nothing with a destructor.
bool begin(png_structp png, png_infop info, std::FILE* file, std::uint32_t widthPx, std::uint32_t heightPx,
           const char* description) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_init_io(png, file);
    png_set_compression_level(png, 4);
    png_set_IHDR(png, info, widthPx, heightPx, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_text text{};
    char key[] = "Description";
    text.compression = PNG_ITXT_COMPRESSION_NONE;
    text.key = key;
    text.text = const_cast<char*>(description);  // libpng only reads it
    text.itxt_length = std::strlen(description);
    if (text.itxt_length > 0) png_set_text(png, info, &text, 1);
    png_write_info(png, info);
    return true;
}

bool writeRows(png_structp png, const std::uint8_t* rgb, std::size_t rowBytes, std::size_t count) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    for (std::size_t i = 0; i < count; ++i) png_write_row(png, rgb + i * rowBytes);
    return true;
}

bool end(png_structp png) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_write_end(png, nullptr);
    return true;
}

/// Only the reason; why a disk refuses stands in errno.
Error diskFault() { return {Errc::BadArgument, errno != 0 ? std::strerror(errno) : "libpng"}; }

}  // namespace

PngStream::PngStream(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
PngStream::PngStream(PngStream&&) noexcept = default;
PngStream& PngStream::operator=(PngStream&&) noexcept = default;
PngStream::~PngStream() = default;

Result<PngStream> PngStream::create(const std::filesystem::path& path, std::uint32_t widthPx, std::uint32_t heightPx,
                                    const std::string& description) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->beside = path;
    impl->beside += ".part";
    impl->widthPx = widthPx;
    impl->heightPx = heightPx;
    errno = 0;
    impl->file = std::fopen(impl->beside.c_str(), "wb");
    if (impl->file == nullptr) return diskFault();
    impl->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    if (impl->png != nullptr) impl->info = png_create_info_struct(impl->png);
    if (impl->info == nullptr) return Error{Errc::OutOfMemory, "libpng"};
    if (!begin(impl->png, impl->info, impl->file, widthPx, heightPx, description.c_str())) return diskFault();
    return PngStream{std::move(impl)};
}

Result<Ok> PngStream::rows(std::span<const std::uint8_t> rgb) {
    const std::size_t rowBytes = std::size_t{impl_->widthPx} * 3;
    const std::size_t count = rgb.size() / rowBytes;
    if (rgb.size() % rowBytes != 0 || impl_->written + count > impl_->heightPx)
        return Error{Errc::Internal, "rows that the picture does not have"};
    errno = 0;
    if (!writeRows(impl_->png, rgb.data(), rowBytes, count)) return diskFault();
    impl_->written += static_cast<std::uint32_t>(count);
    return Ok{};
}

Result<Ok> PngStream::finish() {
    if (impl_->written != impl_->heightPx) return Error{Errc::Internal, "the picture lacks rows"};
    errno = 0;
    if (!end(impl_->png) || std::fflush(impl_->file) != 0) return diskFault();
    const bool closed = std::fclose(impl_->file) == 0;
    impl_->file = nullptr;
    std::error_code fault;
    if (closed) std::filesystem::rename(impl_->beside, impl_->path, fault);
    if (closed && !fault) return Ok{};
    const Error reason = closed ? Error{Errc::BadArgument, fault.message()} : diskFault();
    std::filesystem::remove(impl_->beside, fault);
    return reason;
}

}  // namespace twin::app
