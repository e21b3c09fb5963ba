#include "tools/import/textures.h"

#include <webp/decode.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_TGA
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 8192
#include <stb/stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace twin::import {
namespace {

static_assert(STBI_MAX_DIMENSIONS == kTmeshMaxTexturePx);

bool startsWith(std::span<const std::byte> file, std::string_view head, std::size_t at = 0) {
    return file.size() >= at + head.size() && std::memcmp(file.data() + at, head.data(), head.size()) == 0;
}

/// Throws Refusal with what is wrong with the picture, in a few words.
void checkSize(std::int64_t width, std::int64_t height) {
    if (width < 1 || height < 1) throw Refusal("it has no size");
    if (width > Textures::kMostPx || height > Textures::kMostPx) {
        throw Refusal("it is larger than " + std::to_string(Textures::kMostPx) + " pixels");
    }
}

TmeshPicture decodeWebp(std::span<const std::byte> file) {
    const auto* const data = reinterpret_cast<const std::uint8_t*>(file.data());
    int width = 0, height = 0;
    if (WebPGetInfo(data, file.size(), &width, &height) == 0) throw Refusal("it is damaged");
    checkSize(width, height);
    TmeshPicture picture{{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)}, {}};
    picture.rgba.resize(std::size_t{4} * picture.size.widthPx * picture.size.heightPx);
    if (WebPDecodeRGBAInto(data, file.size(), picture.rgba.data(), picture.rgba.size(), width * 4) == nullptr) {
        throw Refusal("it is damaged");
    }
    return picture;
}

TmeshPicture decodeStb(std::span<const std::byte> file) {
    const auto* const data = reinterpret_cast<const stbi_uc*>(file.data());
    if (file.size() > (std::size_t{1} << 30U)) throw Refusal("it is larger than 1 GiB");
    const int length = static_cast<int>(file.size());
    int width = 0, height = 0, channels = 0;
    if (stbi_info_from_memory(data, length, &width, &height, &channels) == 0) {
        const char* const why = stbi_failure_reason();
        if (why != nullptr && std::string_view{why} == "too large") throw Refusal("it is larger than 8192 pixels");
        throw Refusal("it is damaged or neither PNG, JPEG, WebP, TGA nor BMP");
    }
    checkSize(width, height);
    const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels{
        stbi_load_from_memory(data, length, &width, &height, &channels, 4), &stbi_image_free};
    if (!pixels) throw Refusal("it is damaged");
    checkSize(width, height);
    TmeshPicture picture{{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)}, {}};
    picture.rgba.assign(pixels.get(), pixels.get() + std::size_t{4} * picture.size.widthPx * picture.size.heightPx);
    return picture;
}

TmeshPicture decode(std::span<const std::byte> file) {
    if (startsWith(file, "RIFF") && startsWith(file, "WEBP", 8)) return decodeWebp(file);
    if (startsWith(file, "\xABKTX 20")) throw Refusal("KTX2 pictures are not supported");
    if (startsWith(file, "\xABKTX 11")) throw Refusal("KTX pictures are not supported");
    if (startsWith(file, "DDS ")) throw Refusal("DDS pictures are not supported");
    return decodeStb(file);
}

/// Each pixel the mean of up to four.
TmeshPicture halved(const TmeshPicture& from) {
    TmeshPicture to{{std::max(1U, from.size.widthPx / 2), std::max(1U, from.size.heightPx / 2)}, {}};
    to.rgba.resize(std::size_t{4} * to.size.widthPx * to.size.heightPx);
    const auto at = [&from](std::uint32_t x, std::uint32_t y, std::uint32_t channel) -> std::uint32_t {
        const std::size_t column = std::min(x, from.size.widthPx - 1), row = std::min(y, from.size.heightPx - 1);
        return from.rgba[4 * (row * from.size.widthPx + column) + channel];
    };
    std::size_t next = 0;
    for (std::uint32_t y = 0; y < to.size.heightPx; ++y) {
        for (std::uint32_t x = 0; x < to.size.widthPx; ++x) {
            for (std::uint32_t channel = 0; channel < 4; ++channel) {
                const std::uint32_t sum = at(2 * x, 2 * y, channel) + at(2 * x + 1, 2 * y, channel) +
                                          at(2 * x, 2 * y + 1, channel) + at(2 * x + 1, 2 * y + 1, channel);
                to.rgba[next++] = static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
    return to;
}

void applyAlpha(TmeshPicture& picture, const AlphaUse& use) {
    if (use.kind == AlphaUse::Kind::Blend) return;
    const float factor = use.cutoff > 0 ? 0.5F / use.cutoff : 255.0F;
    for (std::size_t i = 3; i < picture.rgba.size(); i += 4) {
        const float scaled = static_cast<float>(picture.rgba[i]) * factor;
        picture.rgba[i] = use.kind == AlphaUse::Kind::Ignore ? std::uint8_t{255}
                                                             : static_cast<std::uint8_t>(std::min(scaled, 255.0F));
    }
}

}  // namespace

std::optional<std::int32_t> Textures::known(const std::string& key, const AlphaUse& use) const {
    const auto found = known_.find({key, use});
    return found == known_.end() ? std::nullopt : std::optional{found->second};
}

std::int32_t Textures::fail(const std::string& key, const AlphaUse& use, const std::string& name,
                            const std::string& why) {
    report_.warn("the picture " + printable(name) + " is not shown: " + why);
    return known_[{key, use}] = -1;
}

std::int32_t Textures::add(const std::string& key, const AlphaUse& use, std::span<const std::byte> file,
                           const std::string& name) {
    if (const auto found = known(key, use)) return *found;
    try {
        return addPixels(key, use, decode(file), name);
    } catch (const Refusal& refusal) {
        return fail(key, use, name, refusal.what());
    }
}

std::int32_t Textures::addPixels(const std::string& key, const AlphaUse& use, TmeshPicture picture,
                                 const std::string& name) {
    if (const auto found = known(key, use)) return *found;
    while (picture.size.widthPx > kKeptPx || picture.size.heightPx > kKeptPx) {
        report_.warn("the picture " + printable(name) + " is shown at half its " +
                     std::to_string(std::max(picture.size.widthPx, picture.size.heightPx)) + " pixels");
        picture = halved(picture);
    }
    const std::uint64_t pixels = std::uint64_t{picture.size.widthPx} * picture.size.heightPx;
    if (pictures_.size() >= kMostPictures) return fail(key, use, name, "the model has too many pictures");
    if (pixels_ + pixels > kAllPixels) return fail(key, use, name, "the pictures of the model are too large together");
    applyAlpha(picture, use);
    pixels_ += pixels;
    pictures_.push_back(std::move(picture));
    return known_[{key, use}] = static_cast<std::int32_t>(pictures_.size() - 1);
}

void attachTextures(Tmesh& mesh, std::vector<TmeshPicture> pictures) {
    std::vector<std::int32_t> moved(pictures.size(), -1);
    for (TmeshPart& part : mesh.parts) {
        if (part.texture < 0) continue;
        const auto at = static_cast<std::size_t>(part.texture);
        if (moved[at] < 0) {
            moved[at] = static_cast<std::int32_t>(mesh.textures.size());
            mesh.textures.push_back(std::move(pictures[at]));
        }
        part.texture = moved[at];
    }
}

}  // namespace twin::import
