// tools/import/textures.h: pictures of the model, decoded to RGBA8 within limits. A picture that cannot be shown is a
// note to the person, never a reason to refuse the model: its part is then drawn untextured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scene/model/tmesh.h"
#include "tools/import/report.h"

namespace twin::import {

/// What the alpha channel of a base colour picture means.
struct AlphaUse {
    enum class Kind : std::uint8_t { Ignore, Mask, Blend } kind = Kind::Blend;
    float cutoff = 0.5F;  ///< of Mask; the stored alpha is scaled so that 0.5 is the limit
    auto operator<=>(const AlphaUse&) const = default;
};

class Textures {
public:
    static constexpr std::uint32_t kMostPx = kTmeshMaxTexturePx;  ///< larger ones are not shown
    static constexpr std::uint32_t kKeptPx = 4096;                ///< larger ones are halved
    static constexpr std::uint64_t kAllPixels = 64ULL << 20U;     ///< of all pictures of one model together
    static constexpr std::size_t kMostPictures = 512;

    explicit Textures(Report& report) : report_{report} {}

    /// Index of the picture known as `key` if it was added with the same use before; -1 stands for one that failed.
    [[nodiscard]] std::optional<std::int32_t> known(const std::string& key, const AlphaUse& use) const;
    /// PNG, JPEG, TGA, BMP or WebP. -1 when it cannot be shown; `name` is for the note that says so.
    std::int32_t add(const std::string& key, const AlphaUse& use, std::span<const std::byte> file,
                     const std::string& name);
    /// A picture that is RGBA8 already.
    std::int32_t addPixels(const std::string& key, const AlphaUse& use, TmeshPicture picture, const std::string& name);
    /// A picture that cannot be had; says so once and remembers it.
    std::int32_t fail(const std::string& key, const AlphaUse& use, const std::string& name, const std::string& why);

    [[nodiscard]] std::vector<TmeshPicture> take() { return std::move(pictures_); }

private:
    std::map<std::pair<std::string, AlphaUse>, std::int32_t> known_;
    std::vector<TmeshPicture> pictures_;
    std::uint64_t pixels_ = 0;
    Report& report_;
};

/// Drops the pictures that no part of `mesh` uses and takes the others into it.
void attachTextures(Tmesh& mesh, std::vector<TmeshPicture> pictures);

}  // namespace twin::import
