// tests/bake/rays.h: what of a mesh, or of a pack's houses, is seen from behind.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "scene/city/city.h"
#include "tools/bake/geometry/random.h"
#include "tools/bake/mesh.h"

namespace twin::bake::testing {

inline std::array<glm::dvec3, 3> triangleOf(const Mesh& mesh, std::size_t i) {
    return {mesh.vertices[mesh.indices[i]].position, mesh.vertices[mesh.indices[i + 1]].position,
            mesh.vertices[mesh.indices[i + 2]].position};
}

/// Whether the first surface that a ray meets looks back at it; none where it meets nothing.
inline std::optional<bool> facesBack(const Mesh& mesh, glm::dvec3 eye, glm::dvec3 along) {
    double nearest = 1e300;
    std::optional<bool> faces;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto t = triangleOf(mesh, i);
        const glm::dvec3 a = t[1] - t[0], b = t[2] - t[0], p = glm::cross(along, b);
        const double size = glm::dot(a, p);
        if (std::abs(size) < 1e-12) continue;
        const glm::dvec3 from = eye - t[0], q = glm::cross(from, a);
        const double u = glm::dot(from, p) / size, v = glm::dot(along, q) / size, distance = glm::dot(b, q) / size;
        if (u < 0 || v < 0 || u + v > 1 || distance <= 0 || distance >= nearest) continue;
        nearest = distance;
        faces = size > 0;
    }
    return faces;
}

/// Triangles of a draw, in local metres.
inline Mesh meshOf(const city::City& town, const city::Draw& draw) {
    const city::Tile& tile = town.tiles()[draw.tile];
    Mesh mesh;
    for (std::uint32_t i = 0; i < draw.indexCount; ++i) {
        const city::Vertex& v =
            town.vertices()[static_cast<std::size_t>(draw.vertexOffset) + town.indices()[draw.firstIndex + i]];
        MeshVertex made;
        made.position = glm::dvec3{tile.west - 128, tile.south - 128, 100} + glm::dvec3{v.xq, v.yq, v.zq} / 128.0;
        mesh.vertices.push_back(made);
        mesh.indices.push_back(i);
    }
    return mesh;
}

/// What kDrawClosed says: rays from above meet no draw that has it from behind. Only buildings have it.
/// @param least  draws that have it, at least
inline void expectClosed(const city::City& town, int least) {
    Random random{"rays", 2};
    int closed = 0, rays = 0, met = 0;
    for (const city::Draw& draw : town.draws()) {
        if ((draw.flags & city::kDrawClosed) == 0) continue;
        ++closed;
        EXPECT_EQ(town.elements()[draw.element].layer, city::Layer::Buildings);
        const Mesh mesh = meshOf(town, draw);
        glm::dvec3 low{1e300}, high{-1e300};
        for (const MeshVertex& v : mesh.vertices) low = glm::min(low, v.position), high = glm::max(high, v.position);
        const glm::dvec3 middle = 0.5 * (low + high);
        for (int i = 0; i < 60; ++i) {
            const double angle = random.between(0, 6.2832), away = glm::distance(low, high);
            const glm::dvec3 eye{middle.x + away * std::cos(angle), middle.y + away * std::sin(angle),
                                 high.z + random.between(0.1, 40)};
            const glm::dvec3 at{random.between(low.x, high.x), random.between(low.y, high.y),
                                random.between(low.z, high.z)};
            const std::optional<bool> faces = facesBack(mesh, eye, at - eye);
            EXPECT_NE(faces, false) << "element " << draw.element;
            ++rays;
            met += faces ? 1 : 0;
        }
    }
    EXPECT_GE(closed, least);
    EXPECT_GT(met, rays / 3);
}

}  // namespace twin::bake::testing
