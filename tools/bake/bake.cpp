#include "tools/bake/bake.h"

#include <cmath>
#include <cstring>
#include <exception>
#include <set>

#include "scene/city/pack.h"
#include "tools/bake/audit/audit.h"
#include "tools/bake/pack/documents.h"
#include "tools/bake/terrain/relief.h"
#include "tools/bake/terrain/terrain_mesh.h"
#include "tools/bake/town/buildings.h"
#include "tools/bake/town/streets.h"
#include "tools/bake/town/things.h"
#include "tools/bake/town/trees.h"

namespace twin::bake {

namespace {

float linear(double srgb) {
    return static_cast<float>(srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4));
}

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
            out.leaf[i] = linear(s.leaf[i]);
            out.autumn[i] = linear(s.autumn[i]);
        }
        out.form = s.form;
        out.matureHeightM = static_cast<float>(s.matureM);
        out.matureCrownM = static_cast<float>(s.crownM);
        // Clear trunk below the crown, by form: a pine in a wood is bare far up, a shrub starts at the ground.
        constexpr std::array<float, 6> kTrunkShare{0.22F, 0.22F, 0.3F, 0.1F, 0.2F, 0.05F};
        out.trunkShare = kTrunkShare[static_cast<std::size_t>(s.form)];
        out.evergreen = s.evergreen ? 1 : 0;
        table.push_back(out);
    }
    return table;
}

template <class T>
std::vector<std::byte> gridBytes(const city::GridHeader& header, const std::vector<T>& cells) {
    std::vector<std::byte> bytes(sizeof header + cells.size() * sizeof(T));
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, cells.data(), cells.size() * sizeof(T));
    return bytes;
}

std::vector<std::byte> heightBytes(const HeightField& field) {
    city::GridHeader header;
    header.westM = field.extent().west;
    header.southM = field.extent().south;
    header.stepM = static_cast<float>(field.stepM());
    header.zeroM = city::kZeroHeightM;
    header.columns = static_cast<std::uint32_t>(field.columns());
    header.rows = static_cast<std::uint32_t>(field.rows());
    std::vector<std::uint16_t> cells;
    cells.reserve(field.columns() * field.rows());
    for (std::size_t r = 0; r < field.rows(); ++r) {
        for (std::size_t c = 0; c < field.columns(); ++c) {
            const double cm = (field.at(c, r) - static_cast<double>(city::kZeroHeightM)) * 100;
            cells.push_back(static_cast<std::uint16_t>(std::clamp(std::lround(cm), 0L, 65535L)));
        }
    }
    return gridBytes(header, cells);
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
    addStreets(ground, plan);
    addSquares(ground, plan);
    addRails(ground, plan);
    addWater(ground, plan);

    progress("buildings", 0.65);
    addBuildings(assembler, sources, terrain, buildings);
    std::vector<BuiltThing> things = buildThings(sources, terrain);
    addThings(assembler, sources, terrain, things);

    progress("trees", 0.75);
    const TreeContext trees{assembler, sources, terrain, cover, taken};
    addForests(trees);
    addGardens(trees, buildings);
    addStreetRows(trees);
    Counts counts;
    counts.plantedTrees = addPlantings(trees);
    addKitTrees(trees, things);
    addDistrictLabels(assembler, sources, terrain);

    progress("ground meshes", 0.8);
    addTerrain(assembler, terrain, spheres, *sources.material("terrain"),
               {"town/relief.json: control points, valleys and shapes",
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
    const Assembler::Tables tables = assembler.finish();
    city::PackWriter pack;
    pack.addText(city::SectionId::Meta, meta);
    pack.addText(city::SectionId::Strings, tables.strings);
    pack.add<city::Element>(city::SectionId::Elements, tables.elements);
    pack.add<city::Material>(city::SectionId::Materials, materials);
    pack.add<city::Tile>(city::SectionId::Tiles, tables.tiles);
    pack.add<city::Draw>(city::SectionId::Draws, tables.draws);
    pack.add<city::Vertex>(city::SectionId::Vertices, tables.vertices);
    pack.add<std::uint32_t>(city::SectionId::Indices, tables.indices);
    pack.add<city::Tree>(city::SectionId::Trees, tables.trees);
    pack.add<city::Species>(city::SectionId::Species, species);
    pack.addBytes(city::SectionId::Heights, heightBytes(terrain.levels[0]), 1);
    pack.addBytes(city::SectionId::Cover, gridBytes(cover.header, cover.cells), 1);
    pack.addText(city::SectionId::Strategy, strategy);
    pack.addText(city::SectionId::Views, views);
    pack.add<city::Label>(city::SectionId::Labels, tables.labels);
    pack.addText(city::SectionId::Audit, audit);
    return pack.finish();
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
