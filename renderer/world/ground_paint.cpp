#include "renderer/world/ground_paint.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "renderer/world/mix.h"

namespace twin::render {

namespace {

constexpr float kTexelM = 8;
constexpr std::uint32_t kMostBlocks = 2048 / GroundPaint::kBlock;
constexpr float kParcelsM = 380;  // fields of one direction
constexpr float kPlotM = 260;     // length of a plot in its strip
constexpr std::array<std::uint8_t, 1> kNoCover{};

/// std::floor() is a call on processors that may lack the instruction.
int floored(float x) {
    const int whole = static_cast<int>(x);
    return whole - (x < static_cast<float>(whole) ? 1 : 0);
}

float fraction(float x) { return x - static_cast<float>(floored(x)); }

std::size_t placeIn(float metres, float tileM, std::size_t tile) {
    return std::min(static_cast<std::size_t>(fraction(metres / tileM) * static_cast<float>(tile)), tile - 1);
}
std::size_t tileAt(float metres) { return placeIn(metres, kGroundTileM, kGroundTile); }

constexpr std::size_t kField = static_cast<std::size_t>(city::CoverClass::Field);
constexpr std::size_t kMeadow = static_cast<std::size_t>(city::CoverClass::Meadow);
constexpr std::array<bool, kCoverClasses> kGrows = [] {
    std::array<bool, kCoverClasses> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = grows(static_cast<city::CoverClass>(i));
    return all;
}();

float rootOf(float linear) { return std::sqrt(std::clamp(linear, 0.0F, 1.0F)) * 255 + 0.5F; }

GroundTexel kept(glm::vec3 colour) {
    return {static_cast<std::uint8_t>(rootOf(colour.r)), static_cast<std::uint8_t>(rootOf(colour.g)),
            static_cast<std::uint8_t>(rootOf(colour.b)), 255};
}

/// What grows on a plot, by 256ths.
constexpr std::array<std::uint8_t, 256> kCropOf = [] {
    std::array<std::uint8_t, 256> crops{};
    for (std::size_t i = 0; i < crops.size(); ++i) {
        for (const float until : kCropUntil) {
            if (static_cast<float>(i) / 255 >= until) ++crops[i];
        }
    }
    return crops;
}();

/// The next level, half as large, of pictures that may be parts of wider ones.
void halve(const GroundTexel* from, std::size_t fromWidth, GroundTexel* to, std::size_t toWidth, std::size_t side) {
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            const GroundTexel* at = from + 2 * y * fromWidth + 2 * x;
            for (std::size_t c = 0; c < 4; ++c) {
                const int sum = at[0][c] + at[1][c] + at[fromWidth][c] + at[fromWidth + 1][c];
                to[y * toWidth + x][c] = static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
}

}  // namespace

struct GroundPaint::Column {
    float x = 0;  ///< local metres
    std::uint32_t west = 0, east = 0;
    float share = 0;  ///< of the one to the east
    std::size_t tile = 0, damp = 0;
};

/// Those round a place, all fields of one direction each; see plotAt() of ground.glsl.
struct GroundPaint::Parcels {
    struct Parcel {
        glm::vec2 centre{}, dir{};
        float strips = 0;     ///< a metre
        float texels = 0;     ///< a strip
        float meanShare = 0;  ///< of the strips' mean
        float mown = 0;       ///< 1: a meadow is mown strip by strip
        std::uint32_t number = 0;
        glm::ivec2 cell{std::numeric_limits<int>::max()};
    };
    static constexpr int kSide = 8;
    std::array<Parcel, std::size_t{kSide} * kSide> known;  ///< each in its place; as many again lie beside them
    glm::ivec2 cell{std::numeric_limits<int>::max()};
    std::array<const Parcel*, 9> near{};  ///< one of them holds what lies in the cell
    std::array<float, 9> x{}, y{};        ///< their centres
    const Parcel* nearest = nullptr;
    float rowY = 0, from = 0, until = 0;  ///< where it is the nearest

    static void make(Parcel& parcel, glm::ivec2 cell, glm::vec2 texelM) {
        const auto cx = static_cast<std::uint32_t>(cell.x + 4096), cy = static_cast<std::uint32_t>(cell.y + 4096);
        const std::uint32_t h = mixed(cx * 8191U + cy);
        const glm::vec2 jitter = glm::vec2(h & 1023U, h >> 10U & 1023U) / 1023.0F;
        parcel.cell = cell;
        parcel.centre = (glm::vec2(cell) + 0.25F + 0.5F * jitter) * kParcelsM;
        parcel.number = mixed(cx * 7919U ^ cy * 104729U);
        const float angle = static_cast<float>(parcel.number & 255U) / 255.0F * 3.14159265F;
        parcel.dir = {std::cos(angle), std::sin(angle)};
        parcel.strips = 1 / (14 + 0.75F * static_cast<float>(parcel.number >> 8U & 31U));
        parcel.mown = static_cast<float>(parcel.number >> 13U & 1U);
        const float texel = (std::abs(texelM.x * parcel.dir.x) + std::abs(texelM.y * parcel.dir.y)) * parcel.strips;
        parcel.texels = 1 / texel;
        parcel.meanShare = glm::smoothstep(0.5F, 1.3F, texel);
    }
    void moveTo(glm::ivec2 to, glm::vec2 texelM) {
        if (to == cell) return;
        cell = to;
        for (int i = 0; i < 9; ++i) {
            const glm::ivec2 at = cell + glm::ivec2(i % 3 - 1, i / 3 - 1);
            const auto place = std::size_t{kSide} * static_cast<std::size_t>(at.y & (kSide - 1)) +
                               static_cast<std::size_t>(at.x & (kSide - 1));
            Parcel& parcel = known[place];
            if (parcel.cell != at) make(parcel, at, texelM);
            near[static_cast<std::size_t>(i)] = &parcel;
            x[static_cast<std::size_t>(i)] = parcel.centre.x;
            y[static_cast<std::size_t>(i)] = parcel.centre.y;
        }
    }
    /// The one whose centre is nearest. It stays that for a while towards the east.
    const Parcel& at(glm::vec2 p, glm::vec2 texelM) {
        if (p.y == rowY && p.x >= from && p.x < until) return *nearest;
        moveTo({floored(p.x / kParcelsM), floored(p.y / kParcelsM)}, texelM);
        std::array<float, 9> d{};
        for (std::size_t i = 0; i < d.size(); ++i) d[i] = (p.x - x[i]) * (p.x - x[i]) + (p.y - y[i]) * (p.y - y[i]);
        const auto best = static_cast<std::size_t>(std::min_element(d.begin(), d.end()) - d.begin());
        nearest = near[best];
        rowY = p.y;
        from = p.x;
        until = static_cast<float>(cell.x + 1) * kParcelsM;
        // Going east by e, another's squared distance falls by 2 e times what its centre lies farther east.
        for (std::size_t i = 0; i < d.size(); ++i) {
            if (x[i] > x[best]) until = std::min(until, p.x + (d[i] - d[best]) / (2 * (x[i] - x[best])));
        }
        return *nearest;
    }
};

GroundPaint::GroundPaint(const city::City& city, std::vector<glm::vec4> noise)
    : city_{city}, noise_{std::move(noise)}, cover_{city.cover()}, watered_{wateredTile(noise_)} {
    for (const glm::vec3& factor : watered_) wateredRoots_.push_back(glm::u16vec3(glm::sqrt(factor) * 256.0F + 0.5F));
    const city::GridHeader& grid = city.coverGrid();
    coverSize_ = {grid.columns, grid.rows};
    if (cover_.empty()) {
        cover_ = kNoCover;
        coverSize_ = glm::uvec2(1);
    }
    const float step = std::max(grid.stepM, 0.01F);
    const glm::vec2 metres = glm::vec2(coverSize_) * step;
    const float texel = std::max(kTexelM, std::max(metres.x, metres.y) / (kMostBlocks * kBlock));
    blocks_ = glm::clamp(glm::uvec2(metres / (texel * kBlock) + 0.5F), glm::uvec2(1), glm::uvec2(kMostBlocks));
    corner_ = {static_cast<float>(grid.westM), static_cast<float>(grid.southM)};
    texelM_ = metres / glm::vec2(size());
    coverTexels_ = texelM_ / step;
    for (const city::Tile& tile : city.tiles()) {
        lowM_ = &tile == city.tiles().data() ? tile.minZ : std::min(lowM_, tile.minZ);
        highM_ = &tile == city.tiles().data() ? tile.maxZ : std::max(highM_, tile.maxZ);
    }
}

GroundPaint::Box GroundPaint::reach(glm::uvec2 block) const noexcept {
    // The nearest texels of the last level may lie half of one away; the rest is for rounding. Beyond the town's edge the
    // outermost texels go on.
    constexpr float kBeyond = 0.5F * kBlock + 1, kFarM = 1e6F;
    const glm::vec2 low = corner_ + (glm::vec2(block * kBlock) - kBeyond) * texelM_;
    const glm::vec2 high = corner_ + (glm::vec2((block + 1U) * kBlock) + kBeyond) * texelM_;
    return {{block.x == 0 ? -kFarM : low.x, block.y == 0 ? -kFarM : low.y, lowM_ - 1},
            {block.x + 1 == blocks_.x ? kFarM : high.x, block.y + 1 == blocks_.y ? kFarM : high.y, highM_ + 1}};
}

void GroundPaint::setDay(float dayOfYear) {
    colours_ = groundColours(noise_, dayOfYear, std::max(texelM_.x, texelM_.y));
    for (std::size_t kind = 0; kind < kCoverClasses; ++kind) {
        tiles_[kind].clear();
        for (const glm::vec3& colour : colours_.classes[kind].tile) tiles_[kind].push_back(kept(colour));
    }
}

/// Loops of their own, so that the compiler takes several texels at once.
struct GroundPaint::Row {
    template <class T>
    using Each = std::array<T, kBlock>;
    Each<float> x;              ///< of those that show strips, in the first `strips` places; metres
    Each<std::uint32_t> plots;  ///< numbers of plots
    Each<float> balks;          ///< shares of the balks in their texels
    Each<float> inside;         ///< away from the strip's edges
    Each<glm::vec3> colours;    ///< of fields
    Each<glm::vec3> mowing;     ///< of meadows, a factor
    std::size_t strips = 0;

    Each<std::uint32_t> texels;      ///< of all that are worked out here, in the first `count` places
    std::array<Each<float>, 3> all;  ///< their colours, linear and then roots
    std::size_t count = 0;

    void add(std::uint32_t texel, glm::vec3 colour) {
        texels[count] = texel;
        for (int c = 0; c < 3; ++c) all[static_cast<std::size_t>(c)][count] = colour[c];
        ++count;
    }
    void finish(std::span<GroundTexel, kBlock> to) {
        for (Each<float>& channel : all) {
            for (std::size_t i = 0; i < count; ++i) channel[i] = rootOf(channel[i]);
        }
        for (std::size_t i = 0; i < count; ++i)
            to[texels[i]] = {static_cast<std::uint8_t>(all[0][i]), static_cast<std::uint8_t>(all[1][i]),
                             static_cast<std::uint8_t>(all[2][i]), 255};
        count = 0;
    }
};

/// See fieldColour() and mowingOf() of ground.glsl.
void GroundPaint::paintStrips(float y, Parcels& near, Row& row) const {
    for (std::size_t from = 0, to = 0; from < row.strips; from = to) {
        const Parcels::Parcel parcel = near.at({row.x[from], y}, texelM_);
        while (to < row.strips && row.x[to] < near.until) ++to;
        to = std::max(to, from + 1);
        const glm::vec2 strips = parcel.dir * parcel.strips, plots = parcel.dir * (1 / kPlotM);
        const float edge = std::min(parcel.texels, 1 / 0.06F);
        for (std::size_t i = from; i < to; ++i) {
            const float strip = row.x[i] * strips.x + y * strips.y;
            const float along = y * plots.x - row.x[i] * plots.y;
            const int whole = floored(strip);
            const auto number = static_cast<std::uint32_t>(whole + 65536);
            const float shift = static_cast<float>(static_cast<int>(mixed(parcel.number ^ number) >> 8U)) / 16777216.0F;
            const auto part = static_cast<std::uint32_t>(floored(along + shift) + 512);
            row.plots[i] = mixed(parcel.number ^ number * 31U ^ part * 977U);
            // It lies at both ends of a strip.
            const float f = strip - static_cast<float>(whole);
            const float balk = 1 - std::clamp((f - 0.03F) * parcel.texels + 0.5F, 0.0F, 1.0F) +
                               std::clamp((f - 0.97F) * parcel.texels + 0.5F, 0.0F, 1.0F);
            row.balks[i] = std::min(balk, 1.0F) * 0.7F;
            row.inside[i] = std::min(std::min(f, 1 - f) * edge, 1.0F);
        }
        const float sharp = 1 - parcel.meanShare;
        for (std::size_t i = from; i < to; ++i) {
            row.colours[i] =
                colours_.crops[kCropOf[row.plots[i] & 255U]][row.plots[i] >> 8U & 3U] * ((1 - row.balks[i]) * sharp) +
                kBalk * (row.balks[i] * sharp) + colours_.fieldMean * parcel.meanShare;
        }
        if (!colours_.mown) continue;
        for (std::size_t i = from; i < to; ++i) {
            const glm::vec3& state = colours_.mowing[row.plots[i] >> 8U & 3U];
            row.mowing[i] = 1.0F + (state - 1.0F) * (row.inside[i] * sharp * parcel.mown);
        }
    }
}

void GroundPaint::paintRow(std::uint32_t number, std::span<const Column, kBlock> columns, Parcels& near,
                           std::span<GroundTexel, kBlock> to) const {
    const float y = corner_.y + (static_cast<float>(number) + 0.5F) * texelM_.y;
    const float at = (static_cast<float>(number) + 0.5F) * coverTexels_.y;
    const auto south = std::min(static_cast<std::uint32_t>(at), coverSize_.y - 1);
    const std::uint8_t* lower = &cover_[std::size_t{south} * coverSize_.x];
    const std::uint8_t* upper = &cover_[std::size_t{std::min(south + 1, coverSize_.y - 1)} * coverSize_.x];
    const float north = fraction(at);
    const std::size_t tileRow = tileAt(y) * kGroundTile, dampRow = placeIn(y, kDampTileM, kDampTile) * kDampTile;
    const auto stripped = [mown = colours_.mown](std::size_t kind) {
        return kind == kField || (mown && kind == kMeadow);
    };
    // Most texels have one class, and most of those no strips: they are known but for the water in the soil.
    std::array<std::uint32_t, kBlock> others;
    std::size_t count = 0;
    Row row;
    for (std::uint32_t i = 0; i < kBlock; ++i) {
        const Column& column = columns[i];
        const std::uint8_t a = lower[column.west], b = lower[column.east], c = upper[column.west],
                           d = upper[column.east];
        const bool strips = stripped(a) || stripped(b) || stripped(c) || stripped(d);
        if (!strips && a == b && a == c && a == d) {
            const std::size_t kind = std::min<std::size_t>(a, kCoverClasses - 1);
            to[i] = tiles_[kind][tileRow + column.tile];
            if (!kGrows[kind]) continue;
            const glm::u16vec3 factor = wateredRoots_[dampRow + column.damp];
            for (int k = 0; k < 3; ++k) {
                std::uint8_t& channel = to[i][static_cast<std::size_t>(k)];
                channel = static_cast<std::uint8_t>(std::min(channel * factor[k] >> 8, 255));
            }
            continue;
        }
        others[count++] = i;
        if (strips) row.x[row.strips++] = column.x;
    }
    paintStrips(y, near, row);
    std::size_t strip = 0;
    for (const std::uint32_t i : std::span(others).first(count)) {
        const Column& column = columns[i];
        const std::size_t tile = tileRow + column.tile;
        const std::array kinds{lower[column.west], lower[column.east], upper[column.west], upper[column.east]};
        const std::size_t here = strip;
        if (std::ranges::any_of(kinds, stripped)) ++strip;
        const auto colourOf = [&](std::size_t kind) {
            if (kind == kField) return colours_.shade[tile] * row.colours[here] * watered_[dampRow + column.damp];
            kind = std::min(kind, kCoverClasses - 1);
            glm::vec3 colour = colours_.classes[kind].tile[tile];
            if (kind == kMeadow && colours_.mown) colour *= row.mowing[here];
            return kGrows[kind] ? colour * watered_[dampRow + column.damp] : colour;
        };
        if (kinds[0] == kinds[1] && kinds[0] == kinds[2] && kinds[0] == kinds[3]) {
            row.add(i, colourOf(kinds[0]));
            continue;
        }
        // As in ground.glsl: the samples weigh as in linear filtering, and the heavier class wins over a metre or so.
        const std::array shares{(1 - column.share) * (1 - north), column.share * (1 - north),
                                (1 - column.share) * north, column.share * north};
        glm::vec3 colour{0};
        float sum = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            float share = 0;
            bool first = true;
            for (std::size_t other = 0; other < 4; ++other) {
                const bool same = kinds[other] == kinds[k];
                first = first && !(same && other < k);
                share += same ? shares[other] : 0;
            }
            if (!first) continue;
            const float weight = share * share * share * share * share * share;
            colour += weight * colourOf(kinds[k]);
            sum += weight;
        }
        row.add(i, colour / std::max(sum, 1e-4F));
    }
    row.finish(to);
}

void GroundPaint::paint(glm::uvec2 block, std::span<GroundTexel> to, std::uint32_t beside, std::uint32_t place) const {
    std::array<Column, kBlock> columns;
    for (std::uint32_t i = 0; i < kBlock; ++i) {
        const float middle = static_cast<float>(block.x * kBlock + i) + 0.5F, at = middle * coverTexels_.x;
        Column& column = columns[i];
        column.x = corner_.x + middle * texelM_.x;
        column.west = std::min(static_cast<std::uint32_t>(at), coverSize_.x - 1);
        column.east = std::min(column.west + 1, coverSize_.x - 1);
        column.share = fraction(at);
        column.tile = tileAt(column.x);
        column.damp = placeIn(column.x, kDampTileM, kDampTile);
    }
    Parcels near;
    for (std::uint32_t row = 0; row < kBlock; ++row) {
        const std::size_t first = (std::size_t{row} * beside + place) * kBlock;
        paintRow(block.y * kBlock + row, columns, near, to.subspan(first).first<kBlock>());
    }
    for (std::uint32_t level = 1; level < kLevels; ++level) {
        const std::size_t side = kBlock >> level;
        halve(&to[firstOf(level - 1, beside) + place * side * 2], beside * side * 2,
              &to[firstOf(level, beside) + place * side], beside * side, side);
    }
}

}  // namespace twin::render
