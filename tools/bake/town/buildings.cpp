#include "tools/bake/town/buildings.h"

#include <algorithm>
#include <cmath>

namespace twin::bake {

namespace {

double pitchOf(const Building& b) {
    if (b.kind == "hall") return 8;
    if (b.kind == "block") return 28;
    if (b.kind == "outbuilding") return 30;
    return 33 + b.variant % 11;  // 33 to 43 degrees: every house a little different
}

HouseShape shapeOf(const Building& b, double plinthM, MaterialIndex chimney) {
    HouseShape shape;
    shape.widthM = b.plot.widthM;
    shape.depthM = b.plot.depthM;
    shape.storeys = b.storeys;
    shape.storeyM = b.storeyM;
    shape.roof = b.roof;
    shape.pitchDeg = pitchOf(b);
    shape.overhangM = b.kind == "tenement" ? 0.25 : 0.45;
    shape.plinthM = plinthM;
    shape.ridgeAlongX = b.ridgeAlongStreet;
    shape.chimney = b.chimney;
    shape.facade = b.facade;
    shape.roofing = b.roofing;
    shape.chimneyMaterial = chimney;
    shape.variant = b.kind == "house" || b.kind == "villa" ? b.variant : static_cast<std::uint8_t>(b.variant & ~3U);
    return shape;
}

/// Walls darken towards the ground, where sky and street give less light.
void shadeFoot(Mesh& mesh, double groundZ) {
    for (MeshVertex& v : mesh.vertices) {
        if (v.normal.z > 0.3F) continue;
        const double above = v.position.z - groundZ;
        v.occlusion *= static_cast<float>(0.72 + 0.28 * std::clamp(above / 2.5, 0.0, 1.0));
        if (v.normal.z < -0.3F) v.occlusion *= 0.6F;
    }
}

Sphere sphereRound(const Mesh& mesh) {
    glm::dvec3 low{1e300}, high{-1e300};
    for (const MeshVertex& v : mesh.vertices) low = glm::min(low, v.position), high = glm::max(high, v.position);
    return {(low + high) / 2.0, glm::distance(low, high) / 2 + 0.5};
}

/// A building and its sheds, in both details; how far the second lies from the first.
struct Raised {
    Mesh near, far;
    double errorM = 0;
};

/// One building at its place.
void raise(const Building& b, const Terrain& terrain, MaterialIndex chimney, Raised& out) {
    double low = terrain.heightM(b.plot.centre), high = low;
    for (const glm::dvec2 p : b.plot.grown(0.5).corners()) {
        low = std::min(low, terrain.heightM(p));
        high = std::max(high, terrain.heightM(p));
    }
    // The floor lies above the highest corner by a step, but never so high that the house stands on a pedestal.
    const double floor = std::min(high + 0.15, terrain.heightM(b.plot.centre) + 1.2);
    const HouseShape shape = shapeOf(b, floor - low + 0.4, chimney);
    Mesh detailed;
    buildHouse(detailed, shape);
    SimpleHouse simple = simpleHouse(shape);
    for (Mesh* mesh : {&detailed, &simple.mesh}) {
        mesh->place({b.plot.centre, floor}, b.plot.headingDeg);
        shadeFoot(*mesh, floor);
    }
    out.near.append(detailed);
    out.far.append(simple.mesh);
    out.errorM = std::max(out.errorM, simple.errorM);
}

/// Where the simple form begins: no nearer than where its error is a pixel. In few steps, so that a tile's houses lie in few
/// blocks.
float farFromM(double errorM, const Sphere& sphere) {
    const double needed = errorM / kLevelPixelRad + sphere.radiusM;
    return std::max(kHouseDetailFarM, static_cast<float>(std::ceil(needed / 100) * 100));
}

}  // namespace

std::size_t countBuildings(std::span<const Building> buildings) {
    return static_cast<std::size_t>(
        std::count_if(buildings.begin(), buildings.end(), [](const Building& b) { return !b.shed; }));
}

void addBuildings(Assembler& assembler, const Sources& sources, const Terrain& terrain,
                  std::span<const Building> buildings) {
    const MaterialIndex chimney = *sources.material("chimney");
    std::vector<std::size_t> number(sources.quarters.size(), 0);
    for (std::size_t i = 0; i < buildings.size();) {
        const Building& b = buildings[i];
        const Quarter& quarter = sources.quarters[b.quarter];
        Raised raised;
        do {
            raise(buildings[i], terrain, chimney, raised);
        } while (++i < buildings.size() && buildings[i].shed);
        Provenance provenance = quarter.provenance;
        provenance.basis = city::Basis::Schematic;
        provenance.source = "Wygenerowano według reguły zabudowy kwartału „" + sources.rules[quarter.rule].id +
                            "” (building_rules.json), ziarno losowe " + std::to_string(sources.head.seed);
        const std::string id = quarter.id + "-" + std::to_string(++number[b.quarter]);
        const std::uint32_t element = assembler.addElement({id, "", b.kind, provenance, {}, city::Layer::Buildings});
        const Sphere sphere = sphereRound(raised.near);
        const std::size_t tile = assembler.tileAt(b.plot.centre);
        const float from = farFromM(raised.errorM, sphere);
        assembler.addTileMesh(element, tile, raised.near, {city::kDrawCastsShadow | city::kDrawClosed, 0, from},
                              &sphere);
        assembler.addTogether(element, tile, raised.far, {city::kDrawCastsShadow, from}, raised.errorM, sphere);
    }
}

}  // namespace twin::bake
