#include "tools/bake/neutral/neutral_buildings.h"

#include "tools/bake/geometry/area.h"
#include "tools/bake/geometry/colour.h"

namespace twin::bake {

namespace {

constexpr double kBayM = 3;  // the facade of the peers' town has a window every three metres

std::array<float, 3> linearOf(Rgb8 colour) {
    const auto channel = [&](std::size_t i) { return bake::linearOf(colour[i] / 255.0); };
    return {channel(0), channel(1), channel(2)};
}

/// Corners shared between the triangles: a flat roof of eight corners takes eight vertices.
void addFlatRoof(Mesh& mesh, const Ring& ring, double z, MaterialIndex material) {
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    for (const glm::dvec2 p : ring) {
        MeshVertex v;
        v.position = {p, z};
        v.uv = glm::vec2{p - ring[0]};
        v.material = material;
        mesh.vertices.push_back(v);
    }
    for (const auto& t : triangulateRing(ring))
        mesh.indices.insert(mesh.indices.end(), {first + t[0], first + t[1], first + t[2]});
}

void addGableRoof(Mesh& mesh, const NeutralBuilding& b, double upM, MaterialIndex wall, MaterialIndex roof) {
    const std::size_t turn = glm::distance(b.ring[1], b.ring[2]) >= glm::distance(b.ring[0], b.ring[1]) ? 0 : 1;
    const auto corner = [&](std::size_t i) { return b.ring[(i + turn) % 4]; };
    const glm::dvec3 a{(corner(0) + corner(1)) / 2.0, b.ridgeM + upM}, c{(corner(2) + corner(3)) / 2.0, b.ridgeM + upM};
    const auto eaves = [&](std::size_t i) { return glm::dvec3{corner(i), b.eavesM + upM}; };
    MeshBuilder builder{mesh};
    const auto slope = [&](std::size_t from, std::size_t to, glm::dvec3 above, glm::dvec3 start) {
        const glm::vec2 size{static_cast<float>(glm::distance(eaves(from), eaves(to))),
                             static_cast<float>(glm::distance(eaves(from), start))};
        builder.quadUv(eaves(from), eaves(to), above, start, {0, 0}, size, roof);
    };
    slope(1, 2, c, a);
    slope(3, 0, a, c);
    const std::size_t first = mesh.vertices.size();
    builder.triangle(eaves(0), eaves(1), a, wall);
    builder.triangle(eaves(2), eaves(3), c, wall);
    for (std::size_t i = first; i < mesh.vertices.size(); ++i) mesh.vertices[i].uv = {0.02F, 0.02F};  // plain wall
}

}  // namespace

NeutralMaterials::NeutralMaterials() {
    terrain = of(city::MaterialKind::Plain, {125, 143, 90});
    road = of(city::MaterialKind::Asphalt, {86, 86, 90});
    water = of(city::MaterialKind::Water, {47, 93, 98});
}

MaterialIndex NeutralMaterials::of(city::MaterialKind kind, Rgb8 colour) {
    const auto [at, fresh] = known_.emplace(std::pair{kind, colour}, static_cast<MaterialIndex>(all_.size()));
    if (!fresh) return at->second;
    city::Material material;
    material.kind = kind;
    material.colour = linearOf(colour);
    material.roughness = kind == city::MaterialKind::Water ? 0.05F : 0.85F;
    material.accent = linearOf({240, 240, 240});
    // Windows of 0.4 by 0.5 of a bay and storey, as the peers' texture shows them; no doors, no markings.
    if (kind == city::MaterialKind::Facade) material.params = {0.4F, 0.5F, 0, 0};
    if (kind == city::MaterialKind::Asphalt) material.params = {0, 5, 0, 0};
    all_.push_back(material);
    return at->second;
}

NeutralBuilding coarser(const NeutralBuilding& b, double errorM) {
    NeutralBuilding out = b;
    if (b.ring.size() <= 4) return out;
    const std::vector<PolygonWithHoles> left = Area::ofRing(b.ring).simplified(errorM).polygons();
    if (left.size() == 1 && left[0].holes.empty() && left[0].outer.size() >= 4) out.ring = left[0].outer;
    return out;
}

Mesh raised(const NeutralBuilding& b, double upM, NeutralMaterials& materials) {
    Mesh mesh;
    MeshBuilder builder{mesh};
    const MaterialIndex wall = materials.of(city::MaterialKind::Facade, b.wall);
    const MaterialIndex roof =
        materials.of(b.gable ? city::MaterialKind::RoofTile : city::MaterialKind::RoofFlat, b.roof);
    for (std::size_t i = 0; i < b.ring.size(); ++i) {
        builder.wall(b.ring[i], b.ring[(i + 1) % b.ring.size()], b.baseM + upM, b.eavesM + upM,
                     (b.eavesM - b.baseM) / b.floors, kBayM, wall);
    }
    if (b.gable) {
        addGableRoof(mesh, b, upM, wall, roof);
    } else {
        addFlatRoof(mesh, b.ring, b.eavesM + upM, roof);
    }
    return mesh;
}

}  // namespace twin::bake
