// renderer/world/tree_meshes.h: the shapes of trees, made in code. Pure and the same on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "renderer/world/shared.h"

namespace twin::render {

/// Position's w says what a vertex belongs to: 0 the wood, 32767 the heart of the crown, between the two a clump of leaves.
/// tree_vertex.glsl moves each clump in its own way for each tree, so that one mesh gives many silhouettes. A clump is a
/// solid lump, or cards that are cut out with pictures of leaves: then w says which corner of which card this is as well.
inline constexpr std::uint32_t kTreeClumps = 32;
inline constexpr std::int16_t kTreeCore = 32767, kTreeFirstLeaf = 18022;
inline constexpr std::uint32_t kTreeCardsOfClump = 4, kTreeCardSizes = 8;
inline constexpr float kTreeCardLeast = 0.12F,
                       kTreeCardStep = 0.08F;  ///< crown radii, half a side: size 0, and each more
/// Kinds of leaves (shared::kLeafBroad to kLeafNeedles), then solid lumps.
inline constexpr std::uint32_t kTreeCardsOfKind = kTreeClumps * kTreeCardsOfClump * 4 * kTreeCardSizes;
inline constexpr std::int16_t kTreeFirstLump = static_cast<std::int16_t>(kTreeFirstLeaf + 3 * kTreeCardsOfKind);

/// 12 bytes: xy in crown radii, z in heights, all within -1 to 1.
struct TreeVertex {
    std::array<std::int16_t, 4> position{};  ///< w: part, see above
    std::array<std::int8_t, 4> normal{};     ///< w: how open to the sky, -127 to 127
};
static_assert(sizeof(TreeVertex) == 12);

inline constexpr std::uint32_t kLeanTreeMesh = shared::kTreeLods;  ///< of a form's ranges: the software level's

struct TreeMeshes {
    std::vector<TreeVertex> vertices;
    std::vector<std::uint16_t> indices;  ///< relative to a range's vertexOffset
    std::array<shared::MeshRange, std::size_t{shared::kTreeForms} * shared::kTreeMeshes> ranges{};  ///< [form][level]
};

[[nodiscard]] TreeMeshes makeTreeMeshes();

/// Corners of kFarTreesAtOnce far trees (frame.h) of the software level, three a triangle.
[[nodiscard]] std::vector<std::uint16_t> makeFarTreeIndices();
/// The same of kLeanTreesAtOnce of its near trees, whose meshes differ in their vertices alone.
[[nodiscard]] std::vector<std::uint16_t> makeLeanTreeIndices(const TreeMeshes& meshes);

}  // namespace twin::render
