// tools/bake/pack/simplify.h: fewer triangles where a surface is flat.
#pragma once

#include "tools/bake/mesh.h"

namespace twin::bake {

/// Triangles that leave the surface by no more than about `errorM` metres (quadric error, meshoptimizer); kinks between
/// materials stay. Vertices that are no longer used stay too: dropUnused takes them away.
/// @param keepBorder  vertices on the open border do not move, so that neighbours still meet
void simplify(Mesh& mesh, double errorM, bool keepBorder);
/// What is seen of the mesh from where `sizeM` is a pixel: without the parts (triangles that hang together by their
/// corners) that are smaller. A part's size is the root of the product of its two greatest extents along the axes, so that
/// a pole stays longer than it is thick, and a pebble does not.
[[nodiscard]] Mesh withoutSmallParts(const Mesh& mesh, double sizeM);
/// Renumbers indices over the vertices that are used, in their order.
void dropUnused(Mesh& mesh);

}  // namespace twin::bake
