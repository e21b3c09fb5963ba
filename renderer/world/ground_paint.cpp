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
constexpr std::array<std::uint8_t, 1> kNoCover{};

/// std::floor() is a call on processors that may lack the instruction.
int floored(float x) {
    const int whole = static_cast<int>(x);
    return whole - (x < static_cast<float>(whole) ? 1 : 0);
}

float fraction(float x) { return x - static_cast<float>(floored(x)); }

std::size_t tileAt(float metres) {
    return std::min(static_cast<std::size_t>(fraction(metres / kGroundTileM) * kGroundTile),
                    std::size_t{kGroundTile} - 1);
}

/// Share of a texel of width w round x that lies in [lo, hi].
float span(float x, float lo, float hi, float w) {
    return std::clamp((x - lo) / w + 0.5F, 0.0F, 1.0F) - std::clamp((x - hi) / w + 0.5F, 0.0F, 1.0F);
}

GroundTexel kept(glm::vec3 colour) {
    const glm::vec3 root = glm::sqrt(glm::clamp(colour, 0.0F, 1.0F)) * 255.0F + 0.5F;
    return {static_cast<std::uint8_t>(root.r), static_cast<std::uint8_t>(root.g), static_cast<std::uint8_t>(root.b),
            255};
}

/// The next level, half as large.
void halve(std::span<const GroundTexel> from, std::uint32_t side, std::span<GroundTexel> to) {
    for (std::size_t i = 0; i < to.size(); ++i) {
        const std::size_t half = side / 2, at = i / half * 2 * side + i % half * 2;
        for (std::size_t c = 0; c < 4; ++c) {
            const int sum = from[at][c] + from[at + 1][c] + from[at + side][c] + from[at + side + 1][c];
            to[i][c] = static_cast<std::uint8_t>((sum + 2) / 4);
        }
    }
}

}  // namespace

struct GroundPaint::Column {
    float x = 0;  ///< local metres
    std::uint32_t west = 0, east = 0;
    float share = 0;  ///< of the one to the east
    std::size_t tile = 0;
};

/// Those round a place, all fields of one direction each; see fieldColour() of ground.glsl.
struct GroundPaint::Parcels {
    struct Parcel {
        glm::vec2 centre{}, dir{};
        float width = 0;    ///< of a strip, metres
        float texel = 0;    ///< in strips
        float meanShare{};  ///< of the strips' mean
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
        parcel.width = 16 + static_cast<float>(parcel.number >> 8U & 31U);
        parcel.texel = (std::abs(texelM.x * parcel.dir.x) + std::abs(texelM.y * parcel.dir.y)) / parcel.width;
        parcel.meanShare = glm::smoothstep(0.5F, 1.3F, parcel.texel);
    }
    void moveTo(glm::ivec2 to, glm::vec2 texelM) {
        if (to == cell) return;
        cell = to;
        for (int i = 0; i < 9; ++i) {
            const glm::ivec2 at = cell + glm::ivec2(i % 3 - 1, i / 3 - 1);
            const auto place = static_cast<std::size_t>((at.y & (kSide - 1)) * kSide + (at.x & (kSide - 1)));
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
    : city_{city}, noise_{std::move(noise)}, cover_{city.cover()} {
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

glm::vec3 GroundPaint::fieldColour(glm::vec2 p, Parcels& near) const {
    const Parcels::Parcel& parcel = near.at(p, texelM_);
    const float across = glm::dot(p, parcel.dir), along = glm::dot(p, glm::vec2(-parcel.dir.y, parcel.dir.x));
    const float strip = across / parcel.width;
    const int whole = floored(strip);
    const float f = strip - static_cast<float>(whole);
    const auto row = static_cast<std::uint32_t>(whole + 65536);
    const float shift = static_cast<float>(mixed(parcel.number ^ row) >> 8U) / 16777216.0F;
    const auto part = static_cast<std::uint32_t>(floored(along / 260 + shift) + 512);
    const std::uint32_t plot = mixed(parcel.number ^ row * 31U ^ part * 977U);
    const float kind = static_cast<float>(plot & 255U) / 255.0F;
    std::size_t crop = 0;
    for (const float until : kCropUntil) crop += kind < until ? 0 : 1;
    const float balk = span(f, -0.5F, 0.03F, parcel.texel) + span(f, 0.97F, 1.5F, parcel.texel);
    const glm::vec3 colour = glm::mix(colours_.crops[crop], kBalk, std::clamp(balk, 0.0F, 1.0F) * 0.7F);
    return glm::mix(colour, kFieldMean, parcel.meanShare);
}

glm::vec3 GroundPaint::classColour(std::uint8_t kind, std::size_t tile, glm::vec2 p, Parcels& near) const {
    if (kind == 0) return colours_.shade[tile] * fieldColour(p, near);
    return colours_.classes[std::min<std::size_t>(kind, kCoverClasses - 1)].tile[tile];
}

void GroundPaint::paintRow(std::uint32_t row, std::span<const Column, kBlock> columns, Parcels& near,
                           std::span<GroundTexel, kBlock> to) const {
    const float y = corner_.y + (static_cast<float>(row) + 0.5F) * texelM_.y;
    const float at = (static_cast<float>(row) + 0.5F) * coverTexels_.y;
    const auto south = std::min(static_cast<std::uint32_t>(at), coverSize_.y - 1);
    const std::uint8_t* lower = &cover_[std::size_t{south} * coverSize_.x];
    const std::uint8_t* upper = &cover_[std::size_t{std::min(south + 1, coverSize_.y - 1)} * coverSize_.x];
    const float north = fraction(at);
    const std::size_t tileRow = tileAt(y) * kGroundTile;
    for (std::uint32_t i = 0; i < kBlock; ++i) {
        const Column& column = columns[i];
        const glm::vec2 p{column.x, y};
        const std::size_t tile = tileRow + column.tile;
        const std::array kinds{lower[column.west], lower[column.east], upper[column.west], upper[column.east]};
        if (kinds[0] == kinds[1] && kinds[0] == kinds[2] && kinds[0] == kinds[3]) {
            to[i] = kinds[0] > 0 && kinds[0] < kCoverClasses ? tiles_[kinds[0]][tile]
                                                             : kept(classColour(kinds[0], tile, p, near));
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
            colour += weight * classColour(kinds[k], tile, p, near);
            sum += weight;
        }
        to[i] = kept(colour / std::max(sum, 1e-4F));
    }
}

void GroundPaint::paint(glm::uvec2 block, std::span<GroundTexel, kBlockTexels> to) const {
    std::array<Column, kBlock> columns;
    for (std::uint32_t i = 0; i < kBlock; ++i) {
        const float place = static_cast<float>(block.x * kBlock + i) + 0.5F;
        Column& column = columns[i];
        column.x = corner_.x + place * texelM_.x;
        column.west = std::min(static_cast<std::uint32_t>(place * coverTexels_.x), coverSize_.x - 1);
        column.east = std::min(column.west + 1, coverSize_.x - 1);
        column.share = fraction(place * coverTexels_.x);
        column.tile = tileAt(column.x);
    }
    Parcels near;
    for (std::uint32_t row = 0; row < kBlock; ++row)
        paintRow(block.y * kBlock + row, columns, near, to.subspan(std::size_t{row} * kBlock).template first<kBlock>());
    std::size_t from = 0;
    for (std::uint32_t side = kBlock; side > 1; side /= 2) {
        const std::size_t texels = std::size_t{side} * side;
        halve(to.subspan(from, texels), side, to.subspan(from + texels, texels / 4));
        from += texels;
    }
}

}  // namespace twin::render
