// tools/bake/neutral/bake_neutral.cpp: the neutral town through the same ground, drape, mesh and pack as the real one.
#include <algorithm>
#include <cmath>
#include <exception>

#include "tools/bake/geometry/area.h"
#include "tools/bake/geometry/colour.h"
#include "tools/bake/neutral/copies.h"
#include "tools/bake/neutral/neutral.h"
#include "tools/bake/neutral/neutral_buildings.h"
#include "tools/bake/pack/sections.h"
#include "tools/bake/terrain/terrain_mesh.h"
#include "tools/bake/town/drape.h"

namespace twin::bake {

using nlohmann::json;

namespace {

constexpr double kStepM = 16;       // of the ground: the tiles' 256 m are no multiple of the source's 15.625 m
constexpr double kCoverStepM = 16;  // of the cover grid
constexpr double kRoadLiftM = 0.05;
// Buildings are drawn one by one near by, in blocks of a quarter of a tile as they are, and tile by tile with an outline
// that may be off by a pixel to an eye at the tile's edge (measureLevels tells the same of the ground).
constexpr float kAloneFarM = 400, kBlockFarM = 1200;
constexpr double kTileErrorM =
    (static_cast<double>(kBlockFarM) - 0.7072 * static_cast<double>(city::kTileM)) * kLevelPixelRad;

const Provenance kProvenance{"Sztuczne miasto do porównań, tools/bench/peer_town.py", 2024, city::Basis::Schematic};

class NeutralBake {
public:
    NeutralBake(const NeutralTown& town, const Progress& progress, int copies)
        : town_{town}, progress_{progress}, copies_{copies}, assembler_{extentOf(town)} {}

    std::vector<std::byte> bake() {
        progress_("ground", 0);
        makeGround();
        progress_("roads", 0.2);
        addRoads();
        addLakes();
        progress_("buildings", 0.5);
        addTownBuildings();
        progress_("trees", 0.7);
        addTownTrees();
        addTerrain(assembler_, terrain_, spheres_, materials_.terrain, kProvenance);
        progress_("writing", 0.9);
        const std::vector<city::Species> species = speciesTable();
        const CoverGrid cover = coverGrid();
        Assembler::Tables tables = assembler_.finish();
        const Extent extent = repeatTown(tables, extentOf(town_), copies_);
        const Documents documents{meta(extent, tables.elements.size()), strategy(), views(), "[]"};
        return packTown(std::move(tables), documents, materials_.all(), species, terrain_.levels[0], cover);
    }

private:
    /// The source's square, grown to whole tiles about its middle.
    static Extent extentOf(const NeutralTown& town) {
        const Extent& given = town.ground.extent();
        const auto half = [](double from, double to) {
            return std::ceil((to - from) / 2 / static_cast<double>(city::kTileM)) * static_cast<double>(city::kTileM);
        };
        const glm::dvec2 middle{(given.west + given.east) / 2, -(given.south + given.north) / 2};
        const double x = half(given.west, given.east), y = half(given.south, given.north);
        return {middle.x - x, middle.x + x, middle.y - y, middle.y + y};
    }

    void makeGround() {
        double low = 1e300;
        for (std::size_t r = 0; r < town_.ground.rows(); ++r) {
            for (std::size_t c = 0; c < town_.ground.columns(); ++c) low = std::min(low, town_.ground.at(c, r));
        }
        // The pack's heights start at 100 m; the lowest ground, with room for skirts, lies a little above.
        raisedM_ = std::ceil(static_cast<double>(city::kZeroHeightM) + 40 - low);
        HeightField& fine = terrain_.levels[0];
        fine = HeightField{extentOf(town_), kStepM};
        for (std::size_t r = 0; r < fine.rows(); ++r) {
            for (std::size_t c = 0; c < fine.columns(); ++c) fine.at(c, r) = town_.heightM(fine.place(c, r)) + raisedM_;
        }
        for (std::size_t r = 0; r < town_.ground.rows(); ++r) {
            for (std::size_t c = 0; c < town_.ground.columns(); ++c) {
                const glm::dvec2 mirrored = town_.ground.place(c, r);
                const double drawn = fine.heightM({mirrored.x, -mirrored.y}) - raisedM_;
                resampleErrorM_ = std::max(resampleErrorM_, std::abs(drawn - town_.ground.at(c, r)));
            }
        }
        terrain_.stepM = {kStepM, 2 * kStepM, 4 * kStepM};
        terrain_.finestEverywhere = true;
        terrain_.errorM = {0, 0.10, 0.30};  // the peers draw every triangle of the source; so does our finest level
        terrain_.drapeErrorM = {0.02, 0.20, 0.80};
        std::vector<Lake> lakes;
        for (const NeutralLake& lake : town_.lakes)
            lakes.push_back({"lake", "", lake.levelM + raisedM_, lake.ring, kProvenance});
        finishLevels(terrain_, lakes);
        measureLevels(terrain_, assembler_);
        spheres_ = tileSpheres(assembler_, terrain_);
    }

    /// What is paved, tile by tile, so that no ground is paved twice and crossings need no order.
    void addRoads() {
        const std::uint32_t element =
            assembler_.addElement({"roads", "", "street", kProvenance, {}, city::Layer::Streets});
        std::map<std::size_t, std::vector<Area>> bands;
        for (const NeutralRoad& road : town_.roads) {
            for (std::size_t i = 1; i < road.line.size(); ++i) {
                const Course piece{road.line[i - 1], road.line[i]};
                if (lengthOf(piece) < 0.01) continue;
                Box box = boxOf(piece);
                box.grow(road.widthM / 2);
                const std::size_t low = assembler_.tileAt(box.min), high = assembler_.tileAt(box.max),
                                  columns = assembler_.tileColumns();
                const Area band = Area::ofRing(bandOf(road, i));
                for (std::size_t r = low / columns; r <= high / columns; ++r) {
                    for (std::size_t c = low % columns; c <= high % columns; ++c)
                        bands[r * columns + c].push_back(band);
                }
            }
        }
        // The source has no markings: one place of the lane for all, and no seam where coordinates start again.
        const auto middleOfLane = [](glm::dvec2) { return glm::dvec2{2.5, 0}; };
        DrapedElement draped{assembler_, terrain_, spheres_};
        for (const auto& [tile, areas] : bands) {
            const glm::dvec2 a = assembler_.tileCorner(tile), b = a + glm::dvec2{static_cast<double>(city::kTileM)};
            const Ring square{a, {b.x, a.y}, b, {a.x, b.y}};
            draped.lay(Area::unionOf(areas).within(Area::ofRing(square)), {materials_.road, kRoadLiftM, middleOfLane});
        }
        draped.finish(element, city::kDrawOnGround);
        for (const NeutralRoad& road : town_.roads) roadM_ += lengthOf(road.line);
    }

    /// The quad of one piece of a road, mitred to its neighbours as the source's ribbons are.
    static Ring bandOf(const NeutralRoad& road, std::size_t i) {
        const auto side = [&](std::size_t k) {
            const std::size_t before = k > 0 ? k - 1 : 0, after = std::min(k + 1, road.line.size() - 1);
            return leftOf(glm::normalize(road.line[after] - road.line[before])) * (road.widthM / 2);
        };
        return {road.line[i - 1] - side(i - 1), road.line[i] - side(i), road.line[i] + side(i),
                road.line[i - 1] + side(i - 1)};
    }

    void addLakes() {
        for (std::size_t i = 0; i < town_.lakes.size(); ++i) {
            const NeutralLake& lake = town_.lakes[i];
            const std::uint32_t element = assembler_.addElement(
                {"lake-" + std::to_string(i + 1), "", "lake", kProvenance, {}, city::Layer::Water});
            Mesh mesh;
            const auto triangles = triangulateRing(lake.ring);
            for (const glm::dvec2 p : lake.ring) {
                MeshVertex v;
                v.position = {p, lake.levelM + raisedM_};
                v.material = materials_.water;
                mesh.vertices.push_back(v);
            }
            for (const auto& t : triangles) mesh.indices.insert(mesh.indices.end(), t.begin(), t.end());
            assembler_.addMesh(element, mesh, {city::kDrawWater});
            lakeM2_ += signedArea(lake.ring);
        }
    }

    void addTownBuildings() {
        for (std::size_t i = 0; i < town_.buildings.size(); ++i) {
            const NeutralBuilding& b = town_.buildings[i];
            const std::uint32_t element = assembler_.addElement({"building-" + std::to_string(i),
                                                                 "",
                                                                 b.gable ? "house" : "block",
                                                                 kProvenance,
                                                                 {},
                                                                 city::Layer::Buildings});
            const Mesh detailed = raised(b, raisedM_, materials_);
            constexpr std::uint32_t kFlags = city::kDrawCastsShadow | city::kDrawLodByTile | city::kDrawClosed;
            assembler_.addMesh(element, detailed, {kFlags, 0, kAloneFarM});
            assembler_.addMerged(element, detailed, {kFlags, kAloneFarM, kBlockFarM}, 2);
            assembler_.addMerged(element, raised(coarser(b, kTileErrorM), raisedM_, materials_),
                                 {kFlags, kBlockFarM, 1e9F}, 1);
        }
    }

    /// One element for the trees of a tile: a tree is picked with its stand.
    void addTownTrees() {
        // Crown to height of the source's four meshes: spruce 6.0 of 13.0 m, oak 8.4 of 11, birch 5 of 12.1, maple 7.6 of 11.1.
        constexpr std::array<double, 4> kCrownShare{0.46, 0.76, 0.41, 0.68};
        constexpr double kTurn = 6.283185307179586;
        std::map<std::size_t, std::uint32_t> elements;
        for (const NeutralTree& tree : town_.trees) {
            const std::size_t tile = assembler_.tileAt(glm::dvec2{tree.foot});
            const auto [element, fresh] = elements.emplace(tile, 0U);
            if (fresh) {
                element->second = assembler_.addElement(
                    {"trees-" + std::to_string(tile), "", "forest", kProvenance, {}, city::Layer::Trees});
            }
            city::Tree out;
            out.foot = {static_cast<float>(tree.foot.x), static_cast<float>(tree.foot.y),
                        static_cast<float>(tree.foot.z + raisedM_)};
            out.heightM = static_cast<float>(tree.heightM);
            out.crownM = static_cast<float>(tree.heightM * kCrownShare[tree.species]);
            out.element = element->second;
            out.species = static_cast<std::uint16_t>(tree.species);
            const double turns = tree.headingRad / kTurn;
            out.yaw = static_cast<std::uint16_t>(std::lround((turns - std::floor(turns)) * 65536) & 65535);
            assembler_.addTree(out);
        }
    }

    std::vector<city::Species> speciesTable() {
        struct Row {
            const char *id, *polish, *latin, *english, *ukrainian;
            city::TreeForm form;
            Rgb8 leaf, autumn;
            float trunkShare;
            bool evergreen;
        };
        // Colours of the source's meshes; clear trunk over height of the same.
        constexpr std::array<Row, 4> kRows{{
            {"spruce",
             "świerk",
             "Picea",
             "spruce",
             "ялина",
             city::TreeForm::Conifer,
             {40, 80, 40},
             {40, 80, 40},
             0.12F,
             true},
            {"oak", "dąb", "Quercus", "oak", "дуб", city::TreeForm::Broad, {66, 104, 44}, {150, 100, 50}, 0.27F, false},
            {"birch",
             "brzoza",
             "Betula",
             "birch",
             "береза",
             city::TreeForm::Oval,
             {104, 140, 62},
             {200, 170, 60},
             0.24F,
             false},
            {"maple",
             "klon",
             "Acer",
             "maple",
             "клен",
             city::TreeForm::Broad,
             {90, 117, 43},
             {190, 110, 50},
             0.29F,
             false},
        }};
        std::vector<city::Species> table;
        for (const Row& row : kRows) {
            city::Species out;
            out.id = assembler_.text(row.id);
            out.polish = assembler_.text(row.polish);
            out.latin = assembler_.text(row.latin);
            out.english = assembler_.text(row.english);
            out.ukrainian = assembler_.text(row.ukrainian);
            for (std::size_t i = 0; i < 3; ++i) {
                out.leaf[i] = linearOf(row.leaf[i] / 255.0);
                out.autumn[i] = linearOf(row.autumn[i] / 255.0);
            }
            out.form = row.form;
            out.trunkShare = row.trunkShare;
            out.evergreen = row.evergreen ? 1 : 0;
            table.push_back(out);
        }
        return table;
    }

    /// The sources give no land cover: grass round buildings, forest floor under many trees, meadow elsewhere.
    [[nodiscard]] CoverGrid coverGrid() const {
        const Extent extent = extentOf(town_);
        CoverGrid grid;
        grid.header.westM = extent.west;
        grid.header.southM = extent.south;
        grid.header.stepM = static_cast<float>(kCoverStepM);
        grid.header.columns = static_cast<std::uint32_t>(std::lround((extent.east - extent.west) / kCoverStepM)) + 1;
        grid.header.rows = static_cast<std::uint32_t>(std::lround((extent.north - extent.south) / kCoverStepM)) + 1;
        grid.cells.assign(std::size_t{grid.header.columns} * grid.header.rows,
                          static_cast<std::uint8_t>(city::CoverClass::Meadow));
        std::vector<std::uint8_t> trees(grid.cells.size(), 0);
        const auto round = [&](glm::dvec2 p, double reachM, const auto& change) {
            const auto at = [](double metres) { return static_cast<std::int64_t>(std::lround(metres / kCoverStepM)); };
            const std::int64_t c0 = at(p.x - reachM - extent.west), c1 = at(p.x + reachM - extent.west);
            const std::int64_t r0 = at(p.y - reachM - extent.south), r1 = at(p.y + reachM - extent.south);
            for (std::int64_t r = std::max<std::int64_t>(r0, 0); r <= std::min<std::int64_t>(r1, grid.header.rows - 1);
                 ++r) {
                for (std::int64_t c = std::max<std::int64_t>(c0, 0);
                     c <= std::min<std::int64_t>(c1, grid.header.columns - 1); ++c)
                    change(static_cast<std::size_t>(r) * grid.header.columns + static_cast<std::size_t>(c));
            }
        };
        for (const NeutralTree& tree : town_.trees)
            round(glm::dvec2{tree.foot}, 16,
                  [&](std::size_t i) { trees[i] = static_cast<std::uint8_t>(std::min(trees[i] + 1, 255)); });
        for (std::size_t i = 0; i < trees.size(); ++i) {
            if (trees[i] >= 4) grid.cells[i] = static_cast<std::uint8_t>(city::CoverClass::Forest);
        }
        for (const NeutralBuilding& b : town_.buildings)
            round(centroidOf(b.ring), 40,
                  [&](std::size_t i) { grid.cells[i] = static_cast<std::uint8_t>(city::CoverClass::Lawn); });
        for (const NeutralLake& lake : town_.lakes) {
            const Box box = boxOf(lake.ring);
            round((box.min + box.max) / 2.0, std::max(box.max.x - box.min.x, box.max.y - box.min.y) / 2,
                  [&](std::size_t i) {
                      const glm::uvec2 cell(i % grid.header.columns, i / grid.header.columns);
                      const glm::dvec2 p =
                          glm::dvec2(extent.west, extent.south) + glm::dvec2(cell) * double{kCoverStepM};
                      if (insideRing(lake.ring, p))
                          grid.cells[i] = static_cast<std::uint8_t>(city::CoverClass::WaterBed);
                  });
        }
        return grid;
    }

    [[nodiscard]] std::string meta(const Extent& extent, std::size_t elements) const {
        const auto all = static_cast<std::size_t>(copies_);
        const NeutralOrbit& orbit = town_.orbit;
        json out;
        out["id"] = "peer-town";
        out["name"] = "Synthetic town for comparison";
        out["origin"] = {{"northing", 5643861}, {"easting", 7585795}};  // nowhere on earth: a frame needs an origin
        out["extent"] = {
            {"west", extent.west}, {"east", extent.east}, {"south", extent.south}, {"north", extent.north}};
        out["seed"] = 0;
        out["dataYear"] = kProvenance.year;
        out["heightSystem"] = "metres above the source's zero, plus " + std::to_string(std::lround(raisedM_));
        out["counts"] = {{"elements", elements},           {"buildings", town_.buildings.size() * all},
                         {"roads", town_.roads.size()},    {"roadM", std::lround(roadM_)},
                         {"lakeM2", std::lround(lakeM2_)}, {"trees", town_.trees.size() * all}};
        out["districts"] = json::array();
        out["boundary"] = json::array();
        out["bench"] = {{"orbit",
                         {{"centre", {orbit.centre.x, orbit.centre.y, orbit.centre.z + raisedM_}},
                          {"radiusM", orbit.radiusM},
                          {"heightM", orbit.heightM},
                          {"fovYDeg", orbit.fovYDeg},
                          {"frames", orbit.frames}}},
                        {"toSun", {town_.toSun.x, town_.toSun.y, town_.toSun.z}},
                        {"shadowExtentM", town_.shadowExtentM},
                        {"shadowMapPx", town_.shadowMapPx},
                        {"buildingErrorM", std::round(kTileErrorM * 1000) / 1000},
                        {"resampleErrorM", std::round(resampleErrorM_ * 1000) / 1000}};
        return out.dump();
    }

    /// A town without a plan: one phase, nothing in it.
    static std::string strategy() {
        return json{{"phases", {{{"id", "today"}, {"text", "phase.today"}, {"fromDay", 0}, {"toDay", 36500}}}},
                    {"goals", json::array()},
                    {"figures", json::array()},
                    {"undertakings", json::array()},
                    {"tasks", json::array()}}
            .dump();
    }

    [[nodiscard]] std::string views() const {
        const NeutralOrbit& orbit = town_.orbit;
        const double z = orbit.centre.z + raisedM_;
        return json{{"views",
                     {{{"id", "orbit"},
                       {"name", "view.orbit"},
                       {"eye", {orbit.centre.x + orbit.radiusM, orbit.centre.y, z + orbit.heightM}},
                       {"look", {orbit.centre.x, orbit.centre.y, z}},
                       {"fov", orbit.fovYDeg}}}}}
            .dump();
    }

    const NeutralTown& town_;
    const Progress& progress_;
    int copies_;
    Assembler assembler_;
    Terrain terrain_;
    std::vector<Sphere> spheres_;
    NeutralMaterials materials_;
    double raisedM_ = 0, resampleErrorM_ = 0, roadM_ = 0, lakeM2_ = 0;
};

}  // namespace

Result<std::vector<std::byte>> bakeNeutral(const NeutralTown& town, const Progress& progress, int copies) {
    try {
        return NeutralBake{town, progress, copies}.bake();
    } catch (const std::exception& error) {
        return Error{Errc::Internal, std::string{"the bake failed: "} + error.what()};
    }
}

}  // namespace twin::bake
