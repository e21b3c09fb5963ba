#include "renderer/world/leaf_pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "renderer/world/dice.h"
#include "renderer/world/shared.h"

namespace twin::render {

namespace {

using glm::vec2;
constexpr float kTurn = 2 * std::numbers::pi_v<float>;
constexpr int kSide = static_cast<int>(kLeafPicturePx);
constexpr int kRim = 2;  ///< texels left empty round what does not tile

/// What one leaf, or a piece of a twig, writes.
struct Leaf {
    vec2 middle;       ///< texels
    float angle = 0;   ///< of its midrib
    float length = 0;  ///< texels, half
    float width = 0;   ///< texels, half
    float point = 1;   ///< how soon it narrows: 0 not at all
    float rank = 0.5F, tone = 0.5F, tilt = 0.5F;
    float fold = 0;  ///< how much its halves lean against each other
};

class Canvas {
public:
    Canvas(std::span<std::uint8_t> texels, bool tiles) : texels_{texels}, tiles_{tiles} {
        for (std::size_t i = 0; i < texels_.size(); i += 4) {
            texels_[i] = 0;
            texels_[i + 1] = texels_[i + 2] = texels_[i + 3] = 128;
        }
    }

    void paint(const Leaf& leaf) {
        const float reach = leaf.length + 1;
        const int left = static_cast<int>(std::floor(leaf.middle.x - reach));
        const int right = static_cast<int>(std::ceil(leaf.middle.x + reach));
        const int low = static_cast<int>(std::floor(leaf.middle.y - reach));
        const int high = static_cast<int>(std::ceil(leaf.middle.y + reach));
        const vec2 along{std::cos(leaf.angle), std::sin(leaf.angle)};
        for (int y = low; y <= high; ++y) {
            for (int x = left; x <= right; ++x) {
                if (!tiles_ && (x < kRim || y < 0 || x >= kSide - kRim || y >= kSide - kRim)) continue;
                const vec2 at = vec2(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F) - leaf.middle;
                const float u = (at.x * along.x + at.y * along.y) / leaf.length;
                const float v = at.y * along.x - at.x * along.y;
                if (std::abs(u) >= 1) continue;
                const float half = leaf.width * (1 - leaf.point * u * u);
                const float share = std::clamp(half - std::abs(v) + 0.5F, 0.0F, 1.0F) * std::min(2 * half, 1.0F);
                if (share <= 0) continue;
                const float side = std::clamp(v / std::max(leaf.width, 0.5F), -1.0F, 1.0F);
                const float rib = leaf.fold > 0 && std::abs(v) < 0.7F ? 0.10F : 0.0F;
                blend(x, y, share, leaf.rank, leaf.tone + leaf.fold * 0.10F * side + rib,
                      leaf.tilt + leaf.fold * 0.22F * (side > 0 ? 1.0F : -1.0F));
            }
        }
    }

private:
    void blend(int x, int y, float share, float rank, float tone, float tilt) {
        const auto column = static_cast<std::size_t>((x % kSide + kSide) % kSide);
        const auto row = static_cast<std::size_t>((y % kSide + kSide) % kSide);
        std::uint8_t* texel = texels_.data() + (row * kLeafPicturePx + column) * 4;
        const std::array<float, 4> over{1, rank, tone, tilt};
        for (std::size_t c = 0; c < over.size(); ++c) {
            const float before = static_cast<float>(texel[c]) / 255;
            const float now = before + (std::clamp(over[c], 0.0F, 1.0F) - before) * share;
            texel[c] = static_cast<std::uint8_t>(std::lround(now * 255));
        }
    }

    std::span<std::uint8_t> texels_;
    bool tiles_;
};

/// Leaves one over the other: the first lie deep in the shade of those that follow.
void leaves(Canvas& canvas, int count, Leaf like, bool hang, Dice& dice) {
    for (int i = 0; i < count; ++i) {
        const float above = static_cast<float>(i) / static_cast<float>(count);
        Leaf leaf = like;
        leaf.middle = vec2(dice.next(), dice.next()) * static_cast<float>(kSide);
        leaf.angle = hang ? kTurn * (0.25F + dice.between(-0.07F, 0.07F)) : dice.between(0, kTurn);
        const float size = dice.between(0.75F, 1.15F);
        leaf.length *= size;
        leaf.width *= size;
        leaf.rank = dice.next();
        leaf.tone = 0.20F + 0.36F * above + dice.between(-0.10F, 0.20F);
        leaf.tilt = dice.between(0.2F, 0.8F);
        canvas.paint(leaf);
    }
}

void stroke(Canvas& canvas, vec2 from, vec2 to, float width, Leaf like) {
    const vec2 way = to - from;
    like.middle = 0.5F * (from + to);
    like.angle = std::atan2(way.y, way.x);
    like.length = 0.5F * glm::length(way) + 0.5F;
    like.width = width;
    canvas.paint(like);
}

/// A bough of a conifer: a stem down the middle, twigs on both sides, needles on both sides of each.
void needles(Canvas& canvas, Dice& dice) {
    constexpr float kLong = static_cast<float>(kSide);
    constexpr int kTwigs = 17;
    const auto twig = [&](vec2 from, float angle, float length, float rank, float tone) {
        const vec2 way{std::cos(angle), std::sin(angle)};
        Leaf like;
        like.rank = rank;
        like.point = 0.6F;
        like.tone = tone - 0.18F;
        stroke(canvas, from, from + way * length, 3.2F, like);
        const int count = std::max(static_cast<int>(length / 3.2F), 2);
        for (int i = 0; i < 2 * count; ++i) {
            const float at = (static_cast<float>(i) * 0.5F + 0.5F) / static_cast<float>(count);
            const float turned = angle + (i % 2 == 0 ? 1.0F : -1.0F) * dice.between(0.5F, 0.95F);
            const float reach = dice.between(9, 13) * (1 - 0.4F * at);
            const vec2 foot = from + way * (length * at);
            like.tone = tone + dice.between(-0.10F, 0.18F);
            like.tilt = dice.between(0.25F, 0.75F);
            like.point = 0.8F;
            stroke(canvas, foot, foot + vec2(std::cos(turned), std::sin(turned)) * reach, 1.35F, like);
        }
    };
    for (int i = 0; i < kTwigs; ++i) {
        const float t = (static_cast<float>(i) + 0.3F) / kTwigs;
        for (const float side : {-1.0F, 1.0F}) {
            const vec2 from{0.5F * kLong, kLong * (0.02F + 0.90F * t)};
            const float length =
                kLong * (0.44F - 0.36F * t) * dice.between(0.8F, 1.06F) * (0.7F + 0.3F * std::min(1.0F, 6 * t));
            twig(from, kTurn * 0.25F + side * dice.between(0.75F, 1.0F), length, dice.next(),
                 0.36F + 0.2F * dice.next());
        }
    }
    twig({0.5F * kLong, 0}, kTurn * 0.25F, 0.97F * kLong, 0.1F, 0.5F);
}

/// A bunch of bare twigs that fork and fork again.
void twigs(Canvas& canvas, vec2 from, float angle, float length, float width, int forks, Dice& dice) {
    const vec2 bend = from + vec2(std::cos(angle), std::sin(angle)) * (0.5F * length);
    const float turned = angle + dice.between(-0.25F, 0.25F);
    const vec2 to = bend + vec2(std::cos(turned), std::sin(turned)) * (0.5F * length);
    Leaf like;
    like.point = 0.15F;
    like.tone = 0.5F + dice.between(-0.15F, 0.15F);
    like.rank = 0.3F;
    stroke(canvas, from, bend, width, like);
    stroke(canvas, bend, to, 0.9F * width, like);
    if (forks == 0) return;
    twigs(canvas, to, turned + dice.between(-0.2F, 0.2F), length * 0.80F, width * 0.78F, forks - 1, dice);
    twigs(canvas, bend, angle + dice.between(0.4F, 0.8F), length * 0.74F, width * 0.68F, forks - 1, dice);
    twigs(canvas, to, turned - dice.between(0.4F, 0.8F), length * 0.74F, width * 0.68F, forks - 1, dice);
}

}  // namespace

std::vector<std::uint8_t> makeLeafPictures() {
    constexpr std::size_t kBytes = std::size_t{kLeafPicturePx} * kLeafPicturePx * 4;
    std::vector<std::uint8_t> bytes(kBytes * shared::kLeafPictures);
    const auto canvas = [&](std::uint32_t layer, bool tiles) {
        return Canvas(std::span(bytes).subspan(layer * kBytes, kBytes), tiles);
    };
    Dice dice(20301);
    // A picture is 1.6 m wide (foliage.glsl): leaves of 14 cm, larger than life so that they are seen as leaves.
    Canvas broad = canvas(shared::kLeafBroad, true);
    Leaf leaf;
    leaf.length = 11.5F;
    leaf.width = 6.6F;
    leaf.fold = 1;
    leaves(broad, 420, leaf, false, dice);
    Canvas narrow = canvas(shared::kLeafNarrow, true);
    leaf.length = 16;
    leaf.width = 2.9F;
    leaves(narrow, 620, leaf, true, dice);
    Canvas bough = canvas(shared::kLeafNeedles, false);
    needles(bough, dice);
    Canvas bunch = canvas(shared::kLeafTwigs, false);
    constexpr float kLong = static_cast<float>(kSide);
    for (const float angle : {-0.55F, 0.0F, 0.5F})
        twigs(bunch, {0.5F * kLong, 2}, kTurn * 0.25F + angle, 0.26F * kLong, 1.45F, 4, dice);
    return bytes;
}

}  // namespace twin::render
