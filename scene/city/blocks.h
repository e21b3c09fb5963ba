// scene/city/blocks.h: the rows of BLCK, worked out from tables that are laid out by block. For whoever writes a pack.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <span>
#include <vector>

#include "scene/city/format.h"

namespace twin::city {

/// What draws of one block share, beside their tile: the distance from which they are used, and about how far.
struct DrawLevel {
    float nearM = 0;
    std::uint32_t farBand = 0;
    auto operator<=>(const DrawLevel&) const = default;
};
[[nodiscard]] DrawLevel levelOf(const Draw& draw) noexcept;

struct BlockTables {
    std::span<const Tile> tiles;
    std::span<const Draw> draws;  ///< by tile, there by level
    std::span<const Vertex> vertices;
    std::span<const std::uint32_t> indices;
    std::span<const Tree> trees;  ///< by tile
    std::span<const Species> species;
};

/// Tables that point outside of each other give rows that City refuses.
[[nodiscard]] std::vector<Block> makeBlocks(const BlockTables& tables);

/// The block that a draw lies in; blocks of draws come before those of trees.
[[nodiscard]] std::optional<std::size_t> blockOfDraw(std::span<const Block> blocks, std::uint32_t draw) noexcept;

/// Where a block lies in DRAW, VERT, INDX and TREE, in this order: its bytes, of the bytes of each.
using BlockBytes = std::array<std::span<const std::byte>, 4>;
/// Parts that reach past the end of their table are cut there.
[[nodiscard]] BlockBytes bytesOf(const Block& block, const BlockBytes& tables) noexcept;
[[nodiscard]] std::array<std::uint32_t, 4> checksumsOf(const BlockBytes& bytes) noexcept;

/// The trees of one tile by form, and along a Z curve over cells of 16 m, so that neighbours in the order stand close.
void sortTrees(std::span<Tree> trees, const Tile& tile, std::span<const Species> species);

}  // namespace twin::city
