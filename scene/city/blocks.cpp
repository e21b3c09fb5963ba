#include "scene/city/blocks.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "scene/base/hash.h"

namespace twin::city {

namespace {

void include(Block& block, const std::array<float, 3>& low, const std::array<float, 3>& high) {
    for (std::size_t i = 0; i < 3; ++i) {
        block.low[i] = std::min(block.low[i], low[i]);
        block.high[i] = std::max(block.high[i], high[i]);
    }
}

Block emptyBlock(std::uint32_t tile) {
    Block block;
    block.low = {1e30F, 1e30F, 1e30F};
    block.high = {-1e30F, -1e30F, -1e30F};
    block.lodNearM = 1e30F;
    block.tile = tile;
    return block;
}

/// A block's part of a table: from the first to the last of what its rows use.
struct Part {
    std::uint64_t first = ~0ULL, end = 0;
    void use(std::uint64_t from, std::uint64_t to) {
        first = std::min(first, from);
        end = std::max(end, to);
    }
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> inside(std::size_t size) const {
        const std::uint64_t last = std::min<std::uint64_t>(end, size), from = std::min(first, last);
        return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(last - from)};
    }
};

/// The block of draws that begins at `first`.
Block blockOfDraws(const BlockTables& tables, std::size_t first) {
    Block block = emptyBlock(tables.draws[first].tile);
    block.firstDraw = static_cast<std::uint32_t>(first);
    const DrawLevel level = levelOf(tables.draws[first]);
    Part vertices, indices;
    for (std::size_t i = first; i < tables.draws.size(); ++i) {
        const Draw& draw = tables.draws[i];
        if (i > first && (draw.tile != block.tile || levelOf(draw) != level)) break;
        ++block.drawCount;
        include(block, draw.centre, draw.centre);
        block.radiusM = std::max(block.radiusM, draw.radiusM);
        if ((draw.flags & (kDrawLodByTile | kDrawFarByTile)) != 0 && draw.tile < tables.tiles.size()) {
            const Tile& tile = tables.tiles[draw.tile];
            const std::array<float, 3> middle{tile.west + kTileM / 2, tile.south + kTileM / 2,
                                              0.5F * (tile.minZ + tile.maxZ)};
            include(block, middle, middle);
        }
        block.lodNearM = std::min(block.lodNearM, draw.lodNearM);
        block.lodFarM = std::max(block.lodFarM, draw.lodFarM);
        indices.use(draw.firstIndex, std::uint64_t{draw.firstIndex} + draw.indexCount);
        const auto offset = static_cast<std::uint64_t>(std::max(draw.vertexOffset, 0));
        const std::size_t from = std::min<std::size_t>(draw.firstIndex, tables.indices.size());
        const std::size_t count = std::min<std::size_t>(draw.indexCount, tables.indices.size() - from);
        std::uint64_t end = offset;
        for (const std::uint32_t index : tables.indices.subspan(from, count)) end = std::max(end, offset + index + 1);
        vertices.use(offset, end);
    }
    std::tie(block.firstVertex, block.vertexCount) = vertices.inside(tables.vertices.size());
    std::tie(block.firstIndex, block.indexCount) = indices.inside(tables.indices.size());
    return block;
}

Block blockOfTrees(const BlockTables& tables, std::uint32_t tile) {
    Block block = emptyBlock(tile);
    block.firstTree = tables.tiles[tile].firstTree;
    block.treeCount = tables.tiles[tile].treeCount;
    block.lodNearM = 0;
    block.lodFarM = 1e30F;
    const std::size_t from = std::min<std::size_t>(block.firstTree, tables.trees.size());
    const std::size_t count = std::min<std::size_t>(block.treeCount, tables.trees.size() - from);
    for (const Tree& tree : tables.trees.subspan(from, count)) {
        const Species grown = tree.species < tables.species.size() ? tables.species[tree.species] : Species{};
        // A whole crown to each side: far trees stand for others and are drawn up to twice as wide.
        const float reach = std::max(tree.crownM, grown.matureCrownM);
        const float height = std::max(tree.heightM, grown.matureHeightM);
        const auto& [x, y, z] = tree.foot;
        include(block, {x - reach, y - reach, z - 1}, {x + reach, y + reach, z + height + 1});
    }
    return block;
}

/// Along a Z curve over cells of 16 m.
std::uint32_t cellOf(const Tree& tree, const Tile& tile) {
    const auto cell = [](float m) { return static_cast<std::uint32_t>(std::clamp(m / 16, 0.0F, 15.0F)); };
    const std::uint32_t x = cell(tree.foot[0] - tile.west), y = cell(tree.foot[1] - tile.south);
    std::uint32_t code = 0;
    for (std::uint32_t bit = 0; bit < 4; ++bit) code |= (x >> bit & 1U) << (2 * bit) | (y >> bit & 1U) << (2 * bit + 1);
    return code;
}

}  // namespace

DrawLevel levelOf(const Draw& draw) noexcept {
    // Between the distances at which kits, bridges, roads, houses and far ground end: a block is there as far as the
    // farthest of its draws, so what ends early must not lie with what ends late.
    static constexpr std::array<float, 5> kBands{300, 500, 800, 1200, 2000};
    const auto band = std::lower_bound(kBands.begin(), kBands.end(), draw.lodFarM) - kBands.begin();
    return {draw.lodNearM, static_cast<std::uint32_t>(band)};
}

std::vector<Block> makeBlocks(const BlockTables& tables) {
    std::vector<Block> blocks;
    for (std::size_t draw = 0; draw < tables.draws.size(); draw += blocks.back().drawCount)
        blocks.push_back(blockOfDraws(tables, draw));
    for (std::uint32_t tile = 0; tile < tables.tiles.size(); ++tile) {
        if (tables.tiles[tile].treeCount > 0) blocks.push_back(blockOfTrees(tables, tile));
    }
    const BlockBytes all{std::as_bytes(tables.draws), std::as_bytes(tables.vertices), std::as_bytes(tables.indices),
                         std::as_bytes(tables.trees)};
    for (Block& block : blocks) block.checksums = checksumsOf(bytesOf(block, all));
    return blocks;
}

std::optional<std::size_t> blockOfDraw(std::span<const Block> blocks, std::uint32_t draw) noexcept {
    const auto before = [draw](const Block& b) {
        return b.drawCount > 0 && std::uint64_t{b.firstDraw} + b.drawCount <= draw;
    };
    const auto at = std::partition_point(blocks.begin(), blocks.end(), before);
    if (at == blocks.end() || at->drawCount == 0 || draw < at->firstDraw) return std::nullopt;
    return static_cast<std::size_t>(at - blocks.begin());
}

BlockBytes bytesOf(const Block& block, const BlockBytes& tables) noexcept {
    const auto part = [](std::span<const std::byte> table, std::size_t first, std::size_t count, std::size_t size) {
        const std::size_t from = std::min(first * size, table.size());
        return table.subspan(from, std::min(count * size, table.size() - from));
    };
    return {part(tables[0], block.firstDraw, block.drawCount, sizeof(Draw)),
            part(tables[1], block.firstVertex, block.vertexCount, sizeof(Vertex)),
            part(tables[2], block.firstIndex, block.indexCount, sizeof(std::uint32_t)),
            part(tables[3], block.firstTree, block.treeCount, sizeof(Tree))};
}

std::array<std::uint32_t, 4> checksumsOf(const BlockBytes& bytes) noexcept {
    std::array<std::uint32_t, 4> sums{};
    for (std::size_t i = 0; i < bytes.size(); ++i) sums[i] = static_cast<std::uint32_t>(hash64(bytes[i]));
    return sums;
}

void sortTrees(std::span<Tree> trees, const Tile& tile, std::span<const Species> species) {
    const auto key = [&](const Tree& tree) {
        const TreeForm form = tree.species < species.size() ? species[tree.species].form : TreeForm::Count;
        return std::pair{form, cellOf(tree, tile)};
    };
    std::stable_sort(trees.begin(), trees.end(), [&](const Tree& a, const Tree& b) { return key(a) < key(b); });
}

}  // namespace twin::city
