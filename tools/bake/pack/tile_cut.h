// tools/bake/pack/tile_cut.h: cutting a large mesh along the edges of the tiles.
#pragma once

#include <map>

#include "tools/bake/mesh.h"

namespace twin::bake {

class Assembler;

/// Triangles go to the tile of their middle; those too large for a tile's overhang are cut along tile edges first.
/// @param exact  all are, that reach over an edge
[[nodiscard]] std::map<std::size_t, Mesh> cutIntoTiles(const Mesh& mesh, const Assembler& assembler,
                                                       bool exact = false);

/// Keeps the part of a convex outline where dot(position.xy, normal) <= limit. Attributes are interpolated.
[[nodiscard]] std::vector<MeshVertex> clipped(const std::vector<MeshVertex>& outline, glm::dvec2 normal, double limit);

/// Adds triangles of a convex outline to a mesh.
void addFan(Mesh& mesh, const std::vector<MeshVertex>& outline);

}  // namespace twin::bake
