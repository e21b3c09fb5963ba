#include "tools/bake/bake.h"

#include <cmath>
#include <exception>
#include <set>

#include "tools/bake/audit/audit.h"
#include "tools/bake/geometry/colour.h"
#include "tools/bake/pack/documents.h"
#include "tools/bake/pack/sections.h"
#include "tools/bake/terrain/relief.h"
#include "tools/bake/terrain/terrain_mesh.h"
#include "tools/bake/town/buildings.h"
#include "tools/bake/town/gardens.h"
#include "tools/bake/town/street_lamps.h"
#include "tools/bake/town/streets.h"
#include "tools/bake/town/things.h"
#include "tools/bake/town/trees.h"

namespace twin::bake {

namespace {

std::vector<city::Species> speciesTable(const Sources& sources, Assembler& assembler) {
    std::vector<city::Species> table;
    for (const SpeciesSource& s : sources.species) {
        city::Species out;
        out.id = assembler.text(s.id);
        out.polish = assembler.text(s.polish);
        out.latin = assembler.text(s.latin);
        out.english = assembler.text(s.english);
        out.ukrainian = assembler.text(s.ukrainian);
        for (std::size_t i = 0; i < 3; ++i) {
            out.leaf[i] = linearOf(s.leaf[i]);
            out.autumn[i] = linearOf(s.autumn[i]);
        }
        out.form = s.form;
        out.matureHeightM = static_cast<float>(s.matureM);
        out.matureCrownM = static_cast<float>(s.crownM);
        // Clear trunk below the crown, by form: a pine in a wood is bare far up, a shrub starts at the ground.
        constexpr std::array<float, 6> kTrunkShare{0.22F, 0.22F, 0.3F, 0.1F, 0.2F, 0.05F};
        out.trunkShare = kTrunkShare[static_cast<std::size_t>(s.form)];
        out.evergreen = s.evergreen ? 1 : 0;
        out.spare = s.blossoms ? 1 : 0;
        table.push_back(out);
    }
    return table;
}

void addDistrictLabels(Assembler& assembler, const Sources& sources, const Terrain& terrain) {
    for (const District& district : sources.districts) {
        const glm::dvec2 at = centroidOf(district.ring);
        assembler.addLabel({at, terrain.heightM(at) + 20}, city::LabelKind::District, district.name, kNoElement, 0);
    }
}

/// Streets, squares, rails and water that no building may stand on.
GroundIndex takenByLines(const Sources& sources) {
    GroundIndex taken{sources.head.extent};
    for (const Street& street : sources.streets) taken.addBand(street.line, street.reachM());
    for (const Rail& rail : sources.rails) taken.addBand(rail.line, 6);
    for (const River& river : sources.rivers) taken.addBand(river.line, river.widthM / 2 + 5);
    for (const Lake& lake : sources.lakes) taken.addRing(lake.ring);
    for (const CoverArea& area : sources.cover) {
        if (area.cover == city::CoverClass::Paved) taken.addRing(area.ring);
    }
    return taken;
}

/// Streets and lakes go into the ground twice: before plots are chosen by it, and again over the plots levelled since.
void workStreetsAndLakes(HeightField& field, const HeightField& dry, const Sources& sources) {
    gradeStreets(field, dry, sources.streets, sources.rails);
    shapeLakes(field, sources.lakes);
}

std::vector<std::byte> bakeTown(const Sources& sources, const Progress& progress) {
    progress("ground", 0.0);
    Terrain terrain;
    HeightField& field = terrain.levels[0];
    field = buildRelief(sources.relief, sources.head.extent, sources.head.seed);
    const HeightField dry = field;
    carveRivers(field, sources.rivers, sources.lakes);
    workStreetsAndLakes(field, dry, sources);

    progress("plots", 0.15);
    GroundIndex taken = takenByLines(sources);
    const std::vector<BuiltThing> drafts = buildThings(sources, terrain);  // built again on the finished ground
    occupy(taken, drafts);
    const std::vector<Building> buildings = placeBuildings(sources, taken);
    levelPlots(field, plotsToLevel(buildings));
    levelPlots(field, plotsToLevel(sources, drafts));
    workStreetsAndLakes(field, dry, sources);
    finishLevels(terrain, sources.lakes);

    Assembler assembler{sources.head.extent};
    const std::vector<Sphere> spheres = tileSpheres(assembler, terrain);
    const CoverGrid cover = buildCover(sources);

    progress("streets", 0.4);
    const StreetPlan plan = planStreets(sources.streets);
    const GroundContext ground{assembler, sources, terrain, spheres};
    addPaths(ground);
    addStreets(ground, plan);
    addSquares(ground, plan);
    addCrossings(ground);
    addRails(ground, plan);
    addWater(ground, plan);

    progress("buildings", 0.65);
    addBuildings(assembler, sources, terrain, buildings);
    std::vector<BuiltThing> things = buildThings(sources, terrain);
    addThings(assembler, sources, terrain, things);
    addStreetLamps(assembler, sources, terrain, buildings, things);

    progress("trees", 0.75);
    const TreeContext trees{assembler, sources, terrain, cover, taken};
    addForests(trees);
    addGardens(trees, buildings);
    addStreetRows(trees);
    Counts counts;
    counts.plantedTrees = addPlantings(trees);
    addKitTrees(trees, things);
    addPlots(trees, buildings);
    GroundIndex works{sources.head.extent};
    occupy(works, things);
    addReeds(trees, works);
    addShoreTrees(trees, works);
    addDistrictLabels(assembler, sources, terrain);

    progress("ground meshes", 0.8);
    addTerrain(assembler, terrain, spheres, *sources.material("terrain"),
               {"Punkty wysokości, doliny i formy terenu z pliku relief.json",
                static_cast<std::uint16_t>(sources.head.dataYear), city::Basis::Schematic});

    progress("audit", 0.88);
    std::set<std::string> names;
    for (const Street& street : sources.streets) {
        if (!street.name.empty()) names.insert(street.name);
    }
    counts.buildings = countBuildings(buildings);
    counts.streets = sources.streets.size();
    counts.streetNames = names.size();
    counts.trees = assembler.treeCount();
    counts.things = things.size();
    const std::string audit = auditJson(measureTown({sources, terrain, things, counts}), sources);

    progress("writing", 0.9);
    const std::vector<city::Species> species = speciesTable(sources, assembler);
    std::vector<city::Material> materials;
    for (const MaterialSource& m : sources.materials) materials.push_back(m.material);
    const std::string meta = metaJson(sources, assembler, counts), strategy = strategyJson(sources, assembler),
                      views = viewsJson(sources, terrain);
    return packTown(assembler.finish(), {meta, strategy, views, audit}, materials, species, terrain.levels[0], cover);
}

}  // namespace

Result<std::vector<std::byte>> bake(const Sources& sources, const Progress& progress) {
    try {
        return bakeTown(sources, progress);
    } catch (const std::exception& error) {  // a kit that names a material nobody has, or no memory
        return Error{Errc::Internal, std::string{"the bake failed: "} + error.what()};
    }
}

}  // namespace twin::bake
