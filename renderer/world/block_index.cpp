#include "renderer/world/block_index.h"

#include <algorithm>
#include <utility>

#include "renderer/world/views.h"

namespace twin::render {

namespace {

constexpr float kRegionM = 8 * city::kTileM;

glm::vec3 vec(const std::array<float, 3>& v) noexcept { return {v[0], v[1], v[2]}; }

/// Whether the block's levels of detail may be those of some place in the box, given as seen from the eye that judges.
bool isLevel(const city::Block& block, const shared::FrameData& frame, glm::vec3 low, glm::vec3 high) noexcept {
    if ((frame.flags & shared::kFrameFullDetail) != 0) return block.lodNearM <= 0;
    const glm::vec3 nearest = glm::clamp(glm::vec3(0), low, high);
    const glm::vec3 farthest = glm::max(glm::abs(low), glm::abs(high));
    return glm::length(farthest) + 0.1F >= block.lodNearM && glm::length(nearest) - 0.1F < block.lodFarM;
}

}  // namespace

bool mayBeSeen(const city::Block& block, const shared::FrameData& frame) noexcept {
    const glm::vec3 low = vec(block.low) - frame.eye - frame.eyeLow;
    const glm::vec3 high = vec(block.high) - frame.eye - frame.eyeLow;
    const bool culling = (frame.flags & shared::kFrameCulling) != 0;
    const bool level = isLevel(block, frame, low, high);
    for (std::uint32_t view = 0; view <= frame.cascades; ++view) {
        if (view < 3) {
            if (!level) continue;
        } else {
            const glm::vec3 eye{frame.casterEye[view - 3]};
            if (!isLevel(block, frame, vec(block.low) - eye, vec(block.high) - eye)) continue;
        }
        if (!culling || boxInView(frame, view, low, high, block.radiusM)) return true;
    }
    return false;
}

BlockIndex::BlockIndex(const city::City& city) : blocks_{city.blocks()} {
    const std::span<const city::Tile> tiles = city.tiles();
    glm::vec2 corner{0};
    if (!tiles.empty()) corner = {tiles[0].west, tiles[0].south};
    for (const city::Tile& tile : tiles) corner = glm::min(corner, glm::vec2(tile.west, tile.south));
    // Tiles by the square they lie in; then blocks by their tile, in one pass each: with a million buildings there are half a
    // million blocks, and the program waits for this at its start.
    const auto step = [](float m) { return static_cast<std::uint64_t>(std::clamp(m / kRegionM, 0.0F, 1e6F)); };
    std::vector<std::uint64_t> squareOf(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i)
        squareOf[i] = step(tiles[i].south - corner.y) << 32U | step(tiles[i].west - corner.x);
    // Neighbours in the table mostly lie in the same square.
    std::vector<std::uint64_t> squares = squareOf;
    squares.erase(std::unique(squares.begin(), squares.end()), squares.end());
    std::sort(squares.begin(), squares.end());
    squares.erase(std::unique(squares.begin(), squares.end()), squares.end());
    regions_.resize(squares.size());
    std::vector<std::uint32_t> regionOf(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        regionOf[i] = i > 0 && squareOf[i] == squareOf[i - 1]
                          ? regionOf[i - 1]
                          : static_cast<std::uint32_t>(std::lower_bound(squares.begin(), squares.end(), squareOf[i]) -
                                                       squares.begin());
    }
    for (const city::Block& block : blocks_) {
        Region& region = regions_[regionOf[block.tile]];
        city::Block& about = region.bounds;
        if (region.count++ == 0) about = block;
        for (std::size_t k = 0; k < 3; ++k) {
            about.low[k] = std::min(about.low[k], block.low[k]);
            about.high[k] = std::max(about.high[k], block.high[k]);
        }
        about.radiusM = std::max(about.radiusM, block.radiusM);
        about.lodNearM = std::min(about.lodNearM, block.lodNearM);
        about.lodFarM = std::max(about.lodFarM, block.lodFarM);
    }
    std::uint32_t first = 0;
    for (Region& region : regions_) {
        region.first = first;
        first += std::exchange(region.count, 0U);
    }
    order_.resize(blocks_.size());
    for (std::uint32_t i = 0; i < blocks_.size(); ++i) {
        Region& region = regions_[regionOf[blocks_[i].tile]];
        order_[region.first + region.count++] = i;
    }
    std::erase_if(regions_, [](const Region& region) { return region.count == 0; });
}

}  // namespace twin::render
