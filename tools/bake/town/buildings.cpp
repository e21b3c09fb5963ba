#include "tools/bake/town/buildings.h"

#include <algorithm>
#include <cmath>

namespace twin::bake {

namespace {

constexpr double kBayM = 3.0;

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

/// Walls and roof with no overhang: what is left of a house at a kilometre. At most 20 triangles.
Mesh simpleHouse(const HouseShape& shape) {
    Mesh mesh;
    MeshBuilder builder{mesh};
    const double x = shape.widthM / 2, y = shape.depthM / 2, eaves = shape.storeys * shape.storeyM;
    const std::array<glm::dvec2, 4> foot{{{-x, -y}, {x, -y}, {x, y}, {-x, y}}};
    for (std::size_t i = 0; i < 4; ++i) {
        // One quad for each wall, from the plinth to the eaves: bays and storeys as the near house counts them.
        const glm::dvec2 a = foot[i], b = foot[(i + 1) % 4];
        const double bays = std::max(1.0, std::round(glm::distance(a, b) / kBayM));
        builder.quadUv({a, -shape.plinthM}, {b, -shape.plinthM}, {b, eaves}, {a, eaves},
                       {0, static_cast<float>(-shape.plinthM / shape.storeyM)},
                       {static_cast<float>(std::min(bays, 60.0)), static_cast<float>(shape.storeys)}, shape.facade,
                       shape.variant);
    }
    if (shape.roof == RoofShape::Flat) {
        builder.quad({-x, -y, eaves}, {x, -y, eaves}, {x, y, eaves}, {-x, y, eaves}, shape.roofing);
        return mesh;
    }
    // Ridge along the local x of a frame that may be turned by a quarter.
    const bool turn = !shape.ridgeAlongX;
    const double rx = turn ? y : x, ry = turn ? x : y;
    const double slope = std::tan(glm::radians(std::clamp(shape.pitchDeg, 2.0, 70.0)));
    const double ridge = eaves + (shape.roof == RoofShape::Shed ? 2 * ry : ry) * slope;
    const double inset = shape.roof == RoofShape::Hip ? std::min(ry, rx * 0.98) : 0;
    const auto at = [turn](double px, double py, double pz) {
        return turn ? glm::dvec3{-py, px, pz} : glm::dvec3{px, py, pz};
    };
    if (shape.roof == RoofShape::Shed) {
        builder.quad(at(-rx, -ry, ridge), at(rx, -ry, ridge), at(rx, ry, eaves), at(-rx, ry, eaves), shape.roofing);
        builder.quad(at(rx, -ry, eaves), at(rx, -ry, ridge), at(-rx, -ry, ridge), at(-rx, -ry, eaves), shape.facade);
        builder.triangle(at(rx, -ry, eaves), at(rx, ry, eaves), at(rx, -ry, ridge), shape.facade);
        builder.triangle(at(-rx, ry, eaves), at(-rx, -ry, eaves), at(-rx, -ry, ridge), shape.facade);
        return mesh;
    }
    const glm::dvec3 west = at(-rx + inset, 0, ridge), east = at(rx - inset, 0, ridge);
    builder.quad(at(-rx, -ry, eaves), at(rx, -ry, eaves), east, west, shape.roofing);
    builder.quad(at(rx, ry, eaves), at(-rx, ry, eaves), west, east, shape.roofing);
    const MaterialIndex gable = shape.roof == RoofShape::Hip ? shape.roofing : shape.facade;
    builder.triangle(at(rx, -ry, eaves), at(rx, ry, eaves), east, gable);
    builder.triangle(at(-rx, ry, eaves), at(-rx, -ry, eaves), west, gable);
    return mesh;
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

/// One building at its place, in both details.
void raise(const Building& b, const Terrain& terrain, MaterialIndex chimney, Mesh& near, Mesh& far) {
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
    Mesh simple = simpleHouse(shape);
    for (Mesh* mesh : {&detailed, &simple}) {
        mesh->place({b.plot.centre, floor}, b.plot.headingDeg);
        shadeFoot(*mesh, floor);
    }
    near.append(detailed);
    far.append(simple);
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
        Mesh near, far;
        do {
            raise(buildings[i], terrain, chimney, near, far);
        } while (++i < buildings.size() && buildings[i].shed);
        Provenance provenance = quarter.provenance;
        provenance.basis = city::Basis::Schematic;
        provenance.source = "generated from quarter rule " + sources.rules[quarter.rule].id + ", seed " +
                            std::to_string(sources.head.seed);
        const std::string id = quarter.id + "-" + std::to_string(++number[b.quarter]);
        const std::uint32_t element = assembler.addElement({id, "", b.kind, provenance, {}, city::Layer::Buildings});
        const Sphere sphere = sphereRound(near);
        const std::size_t tile = assembler.tileAt(b.plot.centre);
        assembler.addTileMesh(element, tile, near, {city::kDrawCastsShadow, 0, kHouseDetailFarM}, &sphere);
        assembler.addTileMesh(element, tile, far, {city::kDrawCastsShadow, kHouseDetailFarM, 1e9F}, &sphere);
    }
}

}  // namespace twin::bake
