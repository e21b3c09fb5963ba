#include "tools/bake/town/things.h"

#include <algorithm>
#include <stdexcept>

#include "tools/bake/geometry/area.h"
#include "tools/bake/geometry/random.h"
#include "tools/bake/pack/simplify.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake {

namespace {

/// Middle of a thing, for its label.
glm::dvec2 middleOf(const KitPlacement& placement) {
    if (placement.shape == KitPlacement::Shape::Point) return placement.points[0];
    if (placement.shape == KitPlacement::Shape::Polygon) return centroidOf(placement.points);
    return alongLine(placement.points, lengthOf(placement.points) / 2).point;
}

/// Small things are not seen from afar: a bench to 600 m, a pier to some kilometres, a turbine from everywhere.
float seenToM(const Mesh& mesh) {
    glm::dvec3 low{1e300}, high{-1e300};
    for (const MeshVertex& v : mesh.vertices) low = glm::min(low, v.position), high = glm::max(high, v.position);
    const double radius = glm::distance(low, high) / 2;
    return radius > 30 ? 1e9F : static_cast<float>(std::max(600.0, radius * 250));
}

bool belongsOnSlopeOrWater(std::string_view kit) {
    constexpr std::array<std::string_view, 12> kKits{"amphitheatre", "beach",    "castle-hill", "fence",
                                                     "mooring",      "pier",     "promenade",   "rope-park",
                                                     "slip",         "terraces", "wall",        "wind-turbine"};
    return std::find(kKits.begin(), kKits.end(), kit) != kKits.end();
}

}  // namespace

MaterialIndex ThingMaterials::find(std::string_view id) const {
    if (const auto index = sources_.material(id)) return *index;
    throw std::logic_error("a kit asks for the material \"" + std::string{id} + "\", which town/materials.json lacks");
}

double waterAt(const Sources& sources, glm::dvec2 p) {
    for (const Lake& lake : sources.lakes) {
        if (insideRing(lake.ring, p)) return lake.levelM;
    }
    return -1e9;
}

std::vector<Rect> plotsToLevel(const Sources& sources, std::span<const BuiltThing> things) {
    constexpr double kLongM = 18;  // shorter ones stand on their own plinth
    std::vector<Rect> plots;
    for (const BuiltThing& built : things) {
        const KitPlacement& placement = built.thing->placement;
        if (placement.shape != KitPlacement::Shape::Point || belongsOnSlopeOrWater(built.thing->kit->name)) continue;
        Rect plot{placement.points[0], 0, 0, placement.headingDeg};
        Box box;
        for (const Mesh* mesh : {&built.result.solid, &built.result.ground}) {
            for (const MeshVertex& v : mesh->vertices) {
                const glm::dvec2 d = glm::dvec2{v.position} - plot.centre;
                box.add({glm::dot(d, plot.right()), glm::dot(d, plot.forward())});
            }
        }
        if (box.empty()) continue;
        const glm::dvec2 size = box.max - box.min, middle = (box.min + box.max) / 2.0;
        plot.centre += plot.right() * middle.x + plot.forward() * middle.y;
        plot.widthM = size.x;
        plot.depthM = size.y;
        const auto corners = plot.corners();
        const bool wet =
            std::any_of(corners.begin(), corners.end(), [&](glm::dvec2 p) { return waterAt(sources, p) > 0; });
        if (std::max(size.x, size.y) >= kLongM && !wet) plots.push_back(plot);
    }
    return plots;
}

std::vector<BuiltThing> buildThings(const Sources& sources, const Terrain& terrain) {
    const ThingMaterials lookup{sources};
    std::vector<BuiltThing> result;
    for (const PlacedThing& thing : sources.things) {
        const KitSite site{[&](glm::dvec2 p) { return terrain.heightM(p); },
                           [&](glm::dvec2 p) { return waterAt(sources, p); }, lookup,
                           hash64(thing.id, sources.head.seed)};
        result.push_back({&thing, thing.kit->build(thing.placement, KitParams{thing.params}, site), kNoElement});
    }
    return result;
}

void occupy(GroundIndex& taken, std::span<const BuiltThing> things) {
    for (const BuiltThing& built : things) {
        const KitPlacement& placement = built.thing->placement;
        if (placement.shape == KitPlacement::Shape::Polygon) {
            taken.addRing(placement.points);
            continue;
        }
        std::vector<glm::dvec2> points = placement.points;
        double reach = 0.5;
        for (const Mesh* mesh : {&built.result.solid, &built.result.ground}) {
            for (const MeshVertex& v : mesh->vertices) {
                const glm::dvec2 p{v.position.x, v.position.y};
                if (placement.shape == KitPlacement::Shape::Line) {
                    reach = std::max(reach, nearestOnLine(placement.points, p).distanceM);
                } else {
                    points.push_back(p);
                }
            }
        }
        if (placement.shape == KitPlacement::Shape::Line) {
            taken.addBand(placement.points, std::min(reach, 30.0));
        } else if (points.size() >= 3) {
            taken.addRing(convexHull(points));
        }
    }
}

namespace {

/// In levels: each goes without the parts that are smaller than a pixel where it begins. A level that would save little is
/// left out.
void addSolid(Assembler& assembler, std::uint32_t element, const Mesh& whole) {
    const float seenTo = seenToM(whole);
    if (whole.empty()) return;
    const Sphere sphere = sphereOf(whole);
    Mesh mesh = whole;
    float near = 0;
    for (const double sizeM : {0.45, 1.4, 4.5}) {
        const auto from = static_cast<float>(sizeM / kLevelPixelRad + sphere.radiusM);
        if (from >= seenTo) break;
        Mesh fewer = withoutSmallParts(mesh, sizeM);
        if (fewer.indices.size() * 4 > mesh.indices.size() * 3) continue;
        assembler.addMesh(element, mesh, {city::kDrawCastsShadow, near, from}, &sphere);
        mesh = std::move(fewer);
        near = from;
    }
    assembler.addMesh(element, mesh, {city::kDrawCastsShadow, near, seenTo}, near > 0 ? &sphere : nullptr);
}

/// What lies on the ground, in levels: from where it is a pixel off it need not follow every triangle of the terrain, and goes
/// without marks smaller than a pixel. (The renderer lifts such things towards the eye by more: shaders/scene.vert.) Tile by
/// tile, since a cycle route is kilometres long.
void addFlat(Assembler& assembler, std::uint32_t element, const KitResult& result) {
    const double errorM = std::max(result.groundErrorM, 0.4);
    std::map<std::size_t, Mesh> coarse = assembler.byTile(result.groundFar, true);
    for (auto& [tile, fine] : assembler.byTile(result.ground)) {
        if (fine.empty()) continue;
        const Sphere sphere = sphereOf(fine);
        Mesh mesh = std::move(fine);
        float near = 0;
        for (const double sizeM : {errorM, 4 * errorM}) {
            Mesh fewer = withoutSmallParts(near > 0 ? mesh : coarse[tile], sizeM);
            if (fewer.indices.size() * 4 > mesh.indices.size() * 3) continue;
            const auto from = static_cast<float>(sizeM / kLevelPixelRad + sphere.radiusM);
            assembler.addTileMesh(element, tile, mesh, {city::kDrawOnGround, near, from}, &sphere);
            mesh = std::move(fewer);
            near = from;
        }
        assembler.addTileMesh(element, tile, mesh, {city::kDrawOnGround, near}, &sphere);
    }
}

}  // namespace

void addThings(Assembler& assembler, const Sources& sources, const Terrain& terrain, std::vector<BuiltThing>& things) {
    for (BuiltThing& built : things) {
        const PlacedThing& thing = *built.thing;
        built.element = assembler.addElement(
            {thing.id, thing.name, std::string{thing.kit->name}, thing.provenance, thing.life, thing.layer});
        addSolid(assembler, built.element, built.result.solid);
        addFlat(assembler, built.element, built.result);
        assembler.addMesh(built.element, built.result.transparent,
                          {city::kDrawTransparent, 0, seenToM(built.result.transparent)});
        for (const KitLamp& lamp : built.result.lamps) assembler.addLamp(lamp, built.element);
        const glm::dvec2 middle = middleOf(thing.placement);
        const double ground = std::max(terrain.heightM(middle), waterAt(sources, middle));
        assembler.include(built.element, {middle, ground});
        if (!thing.name.empty()) {
            const city::LabelKind kind = thing.life.task >= 0  ? city::LabelKind::Investment
                                         : thing.kit->everyday ? city::LabelKind::Everyday
                                                               : city::LabelKind::Landmark;
            const auto top = static_cast<double>(assembler.elements()[built.element].boxMax[2]);
            assembler.addLabel({middle, std::max(ground, std::min(top, ground + 60)) + 1}, kind, thing.name,
                               built.element, thing.placement.headingDeg);
        }
    }
}

}  // namespace twin::bake
