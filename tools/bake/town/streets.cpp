#include "tools/bake/town/streets.h"

#include <algorithm>

#include "tools/bake/town/drape.h"

namespace twin::bake {

namespace {

constexpr double kRoadLiftM = 0.05;
constexpr double kKerbM = 0.12;

std::string_view materialOf(const Street& street) {
    switch (street.surface) {
        case StreetSurface::Setts: return "setts";
        case StreetSurface::Concrete: return "concrete";
        case StreetSurface::Gravel: return street.kind == StreetClass::Path ? "path_gravel" : "gravel";
        case StreetSurface::Paving: return "paving_grey";
        case StreetSurface::Asphalt: break;
    }
    switch (street.kind) {
        case StreetClass::Expressway: return "asphalt_expressway";
        case StreetClass::Trunk:
        case StreetClass::Primary:
        case StreetClass::Secondary: return "asphalt_main";
        case StreetClass::Residential: return street.widthM >= 5 ? "asphalt_street" : "asphalt_plain";
        default: return "asphalt_plain";
    }
}

/// u across from the left edge in metres of the material's own width, v along.
UvAt alongStreet(const Street& street, const city::Material& material) {
    const double scale = material.kind == city::MaterialKind::Asphalt && material.params[1] > 0
                             ? static_cast<double>(material.params[1]) / street.widthM
                             : 1.0;
    return [&street, scale](glm::dvec2 p) {
        const OnLine near = nearestOnLine(street.line, p);
        return glm::dvec2{(street.widthM / 2 - near.leftM) * scale, near.alongM};
    };
}

/// On a lane's middle everywhere: the same surface, and no marking can fall on it.
UvAt withoutMarkings(const UvAt& uv, const city::Material& material) {
    if (material.kind != city::MaterialKind::Asphalt) return uv;
    const double laneM = static_cast<double>(material.params[1]) / 4;
    return [uv, laneM](glm::dvec2 p) { return glm::dvec2{laneM, uv(p).y}; };
}

std::string_view kindOf(const Street& street) {
    if (street.kind == StreetClass::Path) return "path";
    return street.kind == StreetClass::Pedestrian ? "square" : "street";
}

}  // namespace

void addStreets(const GroundContext& context, const StreetPlan& plan) {
    const Sources& sources = context.sources;
    const MaterialIndex kerb = *sources.material("kerb"), walk = *sources.material("paving_grey");
    for (std::size_t i = 0; i < sources.streets.size(); ++i) {
        const Street& street = sources.streets[i];
        const StreetPlan::Parts& parts = plan.parts[i];
        const std::uint32_t element = context.assembler.addElement(
            {street.id, street.name, std::string{kindOf(street)}, street.provenance, {}, city::Layer::Streets});
        const MaterialIndex material = *sources.material(materialOf(street));
        const UvAt uv = alongStreet(street, sources.materials[material].material);
        DrapedElement draped{context.assembler, context.terrain, context.spheres};
        draped.lay(parts.marked, {material, kRoadLiftM, uv});
        draped.lay(parts.plain, {material, kRoadLiftM, withoutMarkings(uv, sources.materials[material].material)});
        draped.lay(parts.sidewalk, {walk, kRoadLiftM + kKerbM, {}}, 1);
        draped.edges(parts.sidewalk, kRoadLiftM + kKerbM, -0.25, kerb);
        draped.finish(element, city::kDrawOnGround);
        if (street.name.empty()) continue;
        const OnLine middle = alongLine(street.line, lengthOf(street.line) / 2);
        context.assembler.addLabel({middle.point, context.terrain.heightM(middle.point)}, city::LabelKind::Street,
                                   street.name, element, headingOf(middle.direction));
    }
}

void addSquares(const GroundContext& context, const StreetPlan& plan) {
    const MaterialIndex paving = *context.sources.material("paving_grey");
    std::vector<Area> walks;
    for (const StreetPlan::Parts& parts : plan.parts) {
        walks.push_back(parts.sidewalk);
        walks.push_back(parts.marked);
    }
    for (const CoverArea& area : context.sources.cover) {
        if (area.cover != city::CoverClass::Paved) continue;
        Area ground = Area::ofRing(area.ring).minus(plan.carriageways);
        const Box box = ground.box();
        for (const Area& walk : walks) {
            if (!walk.empty() && walk.box().overlaps(box)) ground = ground.minus(walk);
        }
        const std::uint32_t element =
            context.assembler.addElement({area.id, "", "square", area.provenance, {}, city::Layer::Streets});
        DrapedElement draped{context.assembler, context.terrain, context.spheres};
        draped.lay(ground, {paving, kRoadLiftM, {}});
        draped.finish(element, city::kDrawOnGround);
    }
}

void addRails(const GroundContext& context, const StreetPlan& plan) {
    constexpr double kGaugeM = 1.435, kBallastM = 0.3, kSleeperM = 0.65;
    const Sources& sources = context.sources;
    const MaterialIndex ballast = *sources.material("ballast"), steel = *sources.material("rail_steel"),
                        sleeper = *sources.material("concrete_dark");
    for (const Rail& rail : sources.rails) {
        const std::uint32_t element =
            context.assembler.addElement({rail.id, "", "rail", rail.provenance, {}, city::Layer::Rail});
        const Area bed = Area::band(rail.line, 1.9, LineCap::Flat).minus(plan.carriageways);
        DrapedElement draped{context.assembler, context.terrain, context.spheres};
        draped.lay(bed, {ballast, kBallastM, {}});
        draped.edges(bed, kBallastM, -0.2, ballast);
        draped.finish(element, city::kDrawOnGround);

        // Rails and sleepers as one mesh for each tile, seen near only.
        std::map<std::size_t, Mesh> near;
        const auto z = [&](glm::dvec2 p) { return context.terrain.heightM(p) + kBallastM; };
        const double length = lengthOf(rail.line);
        for (double at = 0; at + kSleeperM < length; at += kSleeperM) {
            const OnLine here = alongLine(rail.line, at);
            const glm::dvec2 across = leftOf(here.direction) * 1.25, half = here.direction * 0.12;
            MeshBuilder builder{near[context.assembler.tileAt(here.point)]};
            const auto lifted = [&](glm::dvec2 p) { return glm::dvec3{p, z(here.point) + 0.04}; };
            builder.quad(lifted(here.point - across - half), lifted(here.point - across + half),
                         lifted(here.point + across + half), lifted(here.point + across - half), sleeper);
        }
        const Course line = resampled(rail.line, 8);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const glm::dvec2 side = leftOf(glm::normalize(line[i] - line[i - 1]));
            MeshBuilder builder{near[context.assembler.tileAt((line[i] + line[i - 1]) / 2.0)]};
            for (const double beside : {-kGaugeM / 2, kGaugeM / 2}) {
                const glm::dvec2 a = line[i - 1] + side * beside, b = line[i] + side * beside, w = side * 0.035;
                const auto at = [&](glm::dvec2 p, double up) { return glm::dvec3{p, z(p) + up}; };
                builder.quad(at(a - w, 0.18), at(b - w, 0.18), at(b + w, 0.18), at(a + w, 0.18), steel);
                builder.quad(at(a - w, 0), at(b - w, 0), at(b - w, 0.18), at(a - w, 0.18), steel);
                builder.quad(at(b + w, 0), at(a + w, 0), at(a + w, 0.18), at(b + w, 0.18), steel);
            }
        }
        for (const auto& [tile, mesh] : near) {
            context.assembler.addTileMesh(element, tile, mesh, {city::kDrawCastsShadow, kLevelFarM[0], kLevelFarM[1]},
                                          &context.spheres[tile]);
        }
    }
}

void addWater(const GroundContext& context, const StreetPlan& plan) {
    const Sources& sources = context.sources;
    const MaterialIndex still = *sources.material("water"), flowing = *sources.material("water_river");
    std::vector<Area> lakeAreas;
    for (const Lake& lake : sources.lakes) {
        // A little wider than the shore: the ground cuts it off where it rises through the level.
        lakeAreas.push_back(Area::ofRing(lake.ring));
        const std::uint32_t element =
            context.assembler.addElement({lake.id, lake.name, "lake", lake.provenance, {}, city::Layer::Water});
        Mesh mesh;
        for (const auto& triangle : Area::ofRing(lake.ring).grown(3).triangles()) {
            const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
            for (const glm::dvec2 p : triangle) {
                MeshVertex v;
                v.position = {p, lake.levelM};
                v.material = still;
                mesh.vertices.push_back(v);
            }
            mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2});
        }
        context.assembler.addMesh(element, mesh, {city::kDrawWater});
        if (!lake.name.empty()) {
            context.assembler.addLabel({centroidOf(lake.ring), lake.levelM}, city::LabelKind::Water, lake.name, element,
                                       0);
        }
    }
    const Area lakes = Area::unionOf(lakeAreas), roads = plan.carriageways.grown(2.5);
    for (const River& river : sources.rivers) {
        const std::uint32_t element =
            context.assembler.addElement({river.id, river.name, "river", river.provenance, {}, city::Layer::Water});
        const Area surface = Area::band(river.line, river.widthM / 2, LineCap::Flat).minus(lakes).minus(roads);
        DrapedElement draped{context.assembler, context.terrain, context.spheres};
        draped.lay(surface, {flowing, 0.12, [&river](glm::dvec2 p) {
                                 const OnLine near = nearestOnLine(river.line, p);
                                 return glm::dvec2{river.widthM / 2 - near.leftM, near.alongM};
                             }});
        draped.finish(element, city::kDrawWater);
        if (river.name.empty()) continue;
        const OnLine middle = alongLine(river.line, lengthOf(river.line) / 2);
        context.assembler.addLabel({middle.point, context.terrain.heightM(middle.point)}, city::LabelKind::Water,
                                   river.name, element, headingOf(middle.direction));
    }
}

}  // namespace twin::bake
