#include "tools/bake/pack/simplify.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace twin::bake {

void simplify(Mesh& mesh, double errorM, bool keepBorder) {
    if (mesh.indices.size() < 9) return;
    // Floats near the mesh's own corner: town coordinates are too coarse for centimetres.
    const glm::dvec3 corner = mesh.vertices.front().position;
    std::vector<glm::vec3> positions;
    positions.reserve(mesh.vertices.size());
    for (const MeshVertex& v : mesh.vertices) positions.emplace_back(v.position - corner);
    const float scale = meshopt_simplifyScale(&positions[0].x, positions.size(), sizeof(glm::vec3));
    if (!(scale > 0)) return;
    std::vector<std::uint32_t> fewer(mesh.indices.size());
    const std::size_t count =
        meshopt_simplify(fewer.data(), mesh.indices.data(), mesh.indices.size(), &positions[0].x, positions.size(),
                         sizeof(glm::vec3), 3, static_cast<float>(errorM) / scale,
                         keepBorder ? static_cast<unsigned>(meshopt_SimplifyLockBorder) : 0U, nullptr);
    fewer.resize(count);
    mesh.indices = std::move(fewer);
}

Mesh withoutSmallParts(const Mesh& mesh, double sizeM) {
    // Corners at one place, to a millimetre, are one.
    std::map<std::array<std::int64_t, 3>, std::uint32_t> placeAt;
    std::vector<std::uint32_t> place;
    place.reserve(mesh.vertices.size());
    for (const MeshVertex& v : mesh.vertices) {
        const glm::dvec3 mm = glm::round(v.position * 1000.0);
        const std::array<std::int64_t, 3> key{static_cast<std::int64_t>(mm.x), static_cast<std::int64_t>(mm.y),
                                              static_cast<std::int64_t>(mm.z)};
        place.push_back(placeAt.emplace(key, static_cast<std::uint32_t>(placeAt.size())).first->second);
    }
    std::vector<std::uint32_t> parent(placeAt.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto partOf = [&](std::uint32_t corner) {
        std::uint32_t at = place[corner];
        while (parent[at] != at) at = parent[at] = parent[parent[at]];
        return at;
    };
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        for (std::size_t k = 1; k < 3; ++k) parent[partOf(mesh.indices[i + k])] = partOf(mesh.indices[i]);
    }
    constexpr double kFar = 1e300;
    std::vector<glm::dvec3> low(parent.size(), glm::dvec3{kFar}), high(parent.size(), glm::dvec3{-kFar});
    for (const std::uint32_t corner : mesh.indices) {
        const std::uint32_t part = partOf(corner);
        low[part] = glm::min(low[part], mesh.vertices[corner].position);
        high[part] = glm::max(high[part], mesh.vertices[corner].position);
    }
    Mesh kept;
    kept.vertices = mesh.vertices;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const std::uint32_t part = partOf(mesh.indices[i]);
        glm::dvec3 e = high[part] - low[part];
        std::sort(&e[0], &e[0] + 3);
        if (std::sqrt(e[1] * e[2]) < sizeM) continue;
        kept.indices.insert(kept.indices.end(), mesh.indices.begin() + static_cast<std::ptrdiff_t>(i),
                            mesh.indices.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    }
    dropUnused(kept);
    return kept;
}

void dropUnused(Mesh& mesh) {
    constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    std::vector<std::uint32_t> placeOf(mesh.vertices.size(), kNone);
    for (const std::uint32_t index : mesh.indices) placeOf[index] = 0;
    std::uint32_t used = 0;
    for (std::uint32_t i = 0; i < placeOf.size(); ++i) {
        if (placeOf[i] == kNone) continue;
        mesh.vertices[used] = mesh.vertices[i];
        placeOf[i] = used++;
    }
    mesh.vertices.resize(used);
    for (std::uint32_t& index : mesh.indices) index = placeOf[index];
}

}  // namespace twin::bake
