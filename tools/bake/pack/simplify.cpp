#include "tools/bake/pack/simplify.h"

#include <meshoptimizer.h>

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
