#include "tools/bake/pack/tile_cut.h"

#include <cmath>

#include "tools/bake/pack/assembler.h"

namespace twin::bake {

namespace {

glm::dvec2 flat(const MeshVertex& v) { return {v.position.x, v.position.y}; }

MeshVertex between(const MeshVertex& a, const MeshVertex& b, double t) {
    MeshVertex v = a;
    const auto f = static_cast<float>(t);
    v.position = glm::mix(a.position, b.position, t);
    v.normal = glm::normalize(glm::mix(a.normal, b.normal, f) + glm::vec3{0, 0, 1e-12F});
    v.uv = glm::mix(a.uv, b.uv, f);
    v.occlusion = glm::mix(a.occlusion, b.occlusion, f);
    return v;
}

bool fits(const std::vector<MeshVertex>& outline, glm::dvec2 corner, bool exact) {
    const double over = exact ? 0.001 : static_cast<double>(city::kOverhangM) - 0.01;
    for (const MeshVertex& v : outline) {
        const glm::dvec2 p = flat(v) - corner;
        constexpr double kTile = city::kTileM;
        if (p.x < -over || p.y < -over || p.x > kTile + over || p.y > kTile + over) return false;
    }
    return true;
}

}  // namespace

std::vector<MeshVertex> clipped(const std::vector<MeshVertex>& outline, glm::dvec2 normal, double limit) {
    std::vector<MeshVertex> kept;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const MeshVertex& a = outline[i];
        const MeshVertex& b = outline[(i + 1) % outline.size()];
        const double da = glm::dot(flat(a), normal) - limit, db = glm::dot(flat(b), normal) - limit;
        if (da <= 0) kept.push_back(a);
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) kept.push_back(between(a, b, da / (da - db)));
    }
    return kept;
}

void addFan(Mesh& mesh, const std::vector<MeshVertex>& outline) {
    if (outline.size() < 3) return;
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), outline.begin(), outline.end());
    for (std::uint32_t i = 1; i + 1 < outline.size(); ++i)
        mesh.indices.insert(mesh.indices.end(), {first, first + i, first + i + 1});
}

std::map<std::size_t, Mesh> cutIntoTiles(const Mesh& mesh, const Assembler& assembler, bool exact) {
    std::map<std::size_t, Mesh> result;
    std::map<std::size_t, std::map<std::uint32_t, std::uint32_t>> renumbered;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const std::array<std::uint32_t, 3> corner{mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
        std::vector<MeshVertex> outline;
        outline.reserve(corner.size());
        for (const std::uint32_t c : corner) outline.push_back(mesh.vertices[c]);
        const std::size_t tile = assembler.tileAt((flat(outline[0]) + flat(outline[1]) + flat(outline[2])) / 3.0);
        if (fits(outline, assembler.tileCorner(tile), exact)) {
            Mesh& part = result[tile];
            for (const std::uint32_t c : corner) {
                const auto [at, fresh] = renumbered[tile].emplace(c, static_cast<std::uint32_t>(part.vertices.size()));
                if (fresh) part.vertices.push_back(mesh.vertices[c]);
                part.indices.push_back(at->second);
            }
            continue;
        }
        Box box;
        for (const MeshVertex& v : outline) box.add(flat(v));
        const std::size_t low = assembler.tileAt(box.min), high = assembler.tileAt(box.max),
                          columns = assembler.tileColumns();
        for (std::size_t row = low / columns; row <= high / columns; ++row) {
            for (std::size_t column = low % columns; column <= high % columns; ++column) {
                const std::size_t at = row * columns + column;
                const glm::dvec2 south = assembler.tileCorner(at);
                constexpr double kTile = city::kTileM;
                auto piece = clipped(outline, {-1, 0}, -south.x);
                piece = clipped(piece, {1, 0}, south.x + kTile);
                piece = clipped(piece, {0, -1}, -south.y);
                piece = clipped(piece, {0, 1}, south.y + kTile);
                addFan(result[at], piece);
            }
        }
    }
    return result;
}

}  // namespace twin::bake
