// Neutral sources: the town of tests/bake/neutral, what of it reaches the pack, and every way of being refused.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "scene/city/city.h"
#include "scene/session/session.h"
#include "tests/bake/rays.h"
#include "tests/bake/small_town.h"
#include "tools/bake/neutral/neutral.h"

namespace twin::bake::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kNeutral = fs::path{TWIN_SOURCE_DIR} / "tests/bake/neutral";

NeutralTown goodTown() {
    Faults faults;
    NeutralTown town = readNeutral(kNeutral, faults);
    for (const Fault& fault : faults.all()) ADD_FAILURE() << fault.text();
    return town;
}

std::vector<std::byte> baked(const NeutralTown& town) {
    Result<std::vector<std::byte>> bytes = bakeNeutral(town, [](std::string_view, double) {});
    if (bytes) return std::move(*bytes);
    ADD_FAILURE() << bytes.error().what;
    return {};
}

TEST(Neutral, TheWholeTownReachesThePack) {
    const NeutralTown town = goodTown();
    const std::vector<std::byte> bytes = baked(town);
    const Result<city::City> city = city::City::view(bytes, "neutral");
    ASSERT_TRUE(city) << city.error().what;
    const auto count = [&](std::string_view kind) {
        return std::count_if(city->elements().begin(), city->elements().end(),
                             [&](const city::Element& e) { return city->text(e.kind) == kind; });
    };
    EXPECT_EQ(count("house"), 2);
    EXPECT_EQ(count("block"), 2);
    EXPECT_EQ(count("street"), 1);
    EXPECT_EQ(count("lake"), 1);
    expectClosed(*city, 4);
    ASSERT_EQ(city->trees().size(), 60U);
    const auto raised = nlohmann::json::parse(city->metaJson())["bench"]["orbit"]["centre"][2].get<double>() - 5.0;
    // Position, heading, height and species of the tree that stands farthest west.
    const auto west = std::min_element(town.trees.begin(), town.trees.end(),
                                       [](const auto& a, const auto& b) { return a.foot.x < b.foot.x; });
    const auto packed = std::min_element(city->trees().begin(), city->trees().end(),
                                         [](const auto& a, const auto& b) { return a.foot[0] < b.foot[0]; });
    EXPECT_FLOAT_EQ(packed->foot[1], static_cast<float>(west->foot.y));
    EXPECT_NEAR(static_cast<double>(packed->foot[2]), west->foot.z + raised, 1e-3);
    EXPECT_FLOAT_EQ(packed->heightM, static_cast<float>(west->heightM));
    EXPECT_EQ(packed->species, west->species);
    EXPECT_NEAR(std::cos(packed->yaw * 6.2831853 / 65536), std::cos(west->headingRad), 1e-3);
    EXPECT_NEAR(std::sin(packed->yaw * 6.2831853 / 65536), std::sin(west->headingRad), 1e-3);
    // Buildings stand between their base and their ridge.
    const auto house = std::find_if(city->elements().begin(), city->elements().end(),
                                    [&](const city::Element& e) { return city->text(e.idText) == "building-0"; });
    EXPECT_NEAR(static_cast<double>(house->boxMin[2]), 4 + raised, 0.02);
    EXPECT_NEAR(static_cast<double>(house->boxMax[2]), 15 + raised, 0.02);
    EXPECT_NEAR(static_cast<double>(house->boxMax[0] - house->boxMin[0]), 12, 0.02);
    // The program opens it too.
    Result<strategy::Strategy> plan = strategy::Strategy::parse(city->strategyJson(), city->elements().size());
    ASSERT_TRUE(plan) << plan.error().what;
    EXPECT_TRUE(session::Session::create(*city, std::move(*plan), city->viewsJson()));
}

TEST(Neutral, GableRoofsRiseAlongTheLongerSideAndFaceOut) {
    const NeutralTown town = goodTown();
    const std::vector<std::byte> bytes = baked(town);
    const Result<city::City> city = city::City::view(bytes, "neutral");
    ASSERT_TRUE(city);
    for (const std::string_view id : {"building-0", "building-1"}) {
        const auto at = std::find_if(city->elements().begin(), city->elements().end(),
                                     [&](const city::Element& e) { return city->text(e.idText) == id; });
        const auto element = static_cast<std::uint32_t>(at - city->elements().begin());
        const auto draw = std::find_if(city->draws().begin(), city->draws().end(),
                                       [&](const city::Draw& d) { return d.element == element; });
        ASSERT_NE(draw, city->draws().end());
        double volume = 0;  // of the closed house but for its floor: positive when every face looks outward
        float top = 0, ridgeX[2]{1e9F, -1e9F}, ridgeY[2]{1e9F, -1e9F};
        const city::Tile& tile = city->tiles()[draw->tile];
        const auto place = [&](std::uint32_t k) {
            const city::Vertex& v =
                city->vertices()[static_cast<std::size_t>(draw->vertexOffset) + city->indices()[draw->firstIndex + k]];
            return glm::vec3{tile.west + static_cast<float>(v.xq) / 128 - 128,
                             tile.south + static_cast<float>(v.yq) / 128 - 128, static_cast<float>(v.zq) / 128};
        };
        for (std::uint32_t k = 0; k < draw->indexCount; ++k) top = std::max(top, place(k).z);
        const glm::vec3 base{draw->centre[0], draw->centre[1], at->boxMin[2] - 100};
        for (std::uint32_t k = 0; k < draw->indexCount; k += 3) {
            const glm::vec3 a = place(k) - base, b = place(k + 1) - base, c = place(k + 2) - base;
            volume += static_cast<double>(glm::dot(a, glm::cross(b, c))) / 6;
            for (std::uint32_t i = k; i < k + 3; ++i) {
                if (place(i).z < top - 0.05F) continue;
                ridgeX[0] = std::min(ridgeX[0], place(i).x), ridgeX[1] = std::max(ridgeX[1], place(i).x);
                ridgeY[0] = std::min(ridgeY[0], place(i).y), ridgeY[1] = std::max(ridgeY[1], place(i).y);
            }
        }
        const NeutralBuilding& b = town.buildings[id == "building-0" ? 0 : 1];
        const double floor = signedArea(b.ring);
        EXPECT_NEAR(volume, floor * (b.eavesM - b.baseM) + floor * (b.ridgeM - b.eavesM) / 2, 5) << id;
        const bool alongX = id == "building-0";
        EXPECT_NEAR(static_cast<double>(alongX ? ridgeX[1] - ridgeX[0] : ridgeY[1] - ridgeY[0]), 12, 0.05) << id;
        EXPECT_NEAR(static_cast<double>(alongX ? ridgeY[1] - ridgeY[0] : ridgeX[1] - ridgeX[0]), 0, 0.05) << id;
    }
}

TEST(Neutral, SameSourcesSameBytes) { EXPECT_EQ(baked(goodTown()), baked(goodTown())); }

TEST(Neutral, CopiesShareGeometryAndHaveIdsOfTheirOwn) {
    const NeutralTown town = goodTown();
    const std::vector<std::byte> one = baked(town);
    const Result<std::vector<std::byte>> four = bakeNeutral(
        town, [](std::string_view, double) {}, 4);
    ASSERT_TRUE(four);
    const Result<city::City> a = city::City::view(one, "one"), b = city::City::view(*four, "four");
    ASSERT_TRUE(a);
    ASSERT_TRUE(b) << b.error().what;
    EXPECT_EQ(b->vertices().size(), a->vertices().size());
    EXPECT_EQ(b->indices().size(), a->indices().size());
    EXPECT_EQ(b->trees().size(), 4 * a->trees().size());
    EXPECT_EQ(b->draws().size(), 4 * a->draws().size());
    std::vector<std::uint64_t> ids;
    for (const city::Element& element : b->elements()) ids.push_back(element.id);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
    for (std::size_t i = a->trees().size(); i < b->trees().size(); ++i) EXPECT_LT(b->trees()[i].foot[1], -256);
}

TEST(Neutral, FarBuildingsOfATileAreDrawnInOne) {
    const std::vector<std::byte> bytes = baked(goodTown());
    const Result<city::City> city = city::City::view(bytes, "neutral");
    ASSERT_TRUE(city);
    std::map<float, std::size_t> draws, triangles;  // by where they begin to be shown
    for (const city::Draw& draw : city->draws()) {
        if ((draw.flags & city::kDrawLodByTile) == 0) continue;
        ++draws[draw.lodNearM];
        triangles[draw.lodNearM] += draw.indexCount / 3;
        EXPECT_EQ(city->elements()[draw.element].layer, city::Layer::Buildings);
    }
    ASSERT_EQ(draws.size(), 3U) << "alone, by block, by tile";
    EXPECT_EQ(draws.begin()->second, 4U);
    EXPECT_LT(draws.rbegin()->second, 4U);
    EXPECT_EQ(triangles.begin()->second, std::next(triangles.begin())->second) << "blocks are drawn as they are";
    EXPECT_LE(triangles.rbegin()->second, triangles.begin()->second);
}

TEST(Neutral, GroundChangesLevelWhereItsErrorIsAPixel) {
    const std::vector<std::byte> bytes = baked(goodTown());
    const Result<city::City> city = city::City::view(bytes, "neutral");
    ASSERT_TRUE(city);
    std::size_t ground = 0;
    for (const city::Tile& tile : city->tiles()) {
        // Every tile is drawn at every distance by exactly one level.
        std::vector<std::pair<float, float>> spans;
        for (const city::Draw& draw : city->draws().subspan(tile.firstDraw, tile.drawCount)) {
            if ((draw.flags & city::kDrawTerrain) != 0) spans.emplace_back(draw.lodNearM, draw.lodFarM);
        }
        std::sort(spans.begin(), spans.end());
        ASSERT_FALSE(spans.empty());
        EXPECT_EQ(spans.front().first, 0);
        for (std::size_t i = 1; i < spans.size(); ++i) EXPECT_EQ(spans[i].first, spans[i - 1].second);
        EXPECT_GE(spans.back().second, 1e9F);
        ground += spans.size();
    }
    EXPECT_GT(ground, city->tiles().size()) << "this ground is not flat: some tile has more than one level";
}

struct Bad {
    const char *name, *file, *from, *to;  ///< `from` null: the whole file becomes `to`; both null: it is not there
    const char *feature, *field, *says;
};

class BadNeutral : public ::testing::TestWithParam<Bad> {};

TEST_P(BadNeutral, NamesFileFeatureAndField) {
    const Bad& bad = GetParam();
    const fs::path folder = scratch(std::string{"neutral-"} + bad.name);
    fs::copy(kNeutral, folder, fs::copy_options::recursive);
    const fs::path path = folder / bad.file;
    std::string text;
    {
        std::ifstream in{path};
        std::stringstream all;
        all << in.rdbuf();
        text = all.str();
    }
    fs::remove(path);
    if (bad.from != nullptr) {
        const std::size_t at = text.find(bad.from);
        ASSERT_NE(at, std::string::npos);
        text.replace(at, std::string{bad.from}.size(), bad.to);
        std::ofstream{path} << text;
    } else if (bad.to != nullptr) {
        std::ofstream{path} << bad.to;
    }
    Faults faults;
    (void)readNeutral(folder, faults);
    const bool found = std::any_of(faults.all().begin(), faults.all().end(), [&](const Fault& fault) {
        return fault.file == bad.file && fault.feature == bad.feature && fault.field == bad.field &&
               fault.problem.find(bad.says) != std::string::npos;
    });
    EXPECT_TRUE(found);
    if (found) return;
    for (const Fault& fault : faults.all()) ADD_FAILURE() << "got " << fault.text();
}

INSTANTIATE_TEST_SUITE_P(
    All, BadNeutral,
    ::testing::Values(
        Bad{"NoTerrain", "terrain.asc", nullptr, nullptr, "", "", ""},
        Bad{"NoTrees", "trees.csv", nullptr, nullptr, "", "", ""},
        Bad{"NoCity", "city.json", nullptr, nullptr, "", "", ""},
        Bad{"HeaderWord", "terrain.asc", "cellsize", "cell", "header", "cellsize", "found \"cell\""},
        Bad{"TooManyColumns", "terrain.asc", "ncols 17", "ncols 170000", "header", "", "2 to 16385"},
        Bad{"HeightNan", "terrain.asc", "-9999\n", "-9999\nnan ", "row 1", "column 1", "\"nan\" is no height"},
        Bad{"HeightGone", "terrain.asc", "-9999\n", "-9999\n-9999 ", "row 1", "column 1", "is no height"},
        Bad{"RowsShort", "terrain.asc", "nrows 17", "nrows 18", "row 18", "column 1", "is missing"},
        Bad{"RowsLong", "terrain.asc", "nrows 17", "nrows 16", "", "", "goes on"},
        Bad{"NotJson", "buildings.geojson", nullptr, "{", "", "", "is not JSON"},
        Bad{"JsonNan", "buildings.geojson", "\"eaves\":11", "\"eaves\":NaN", "", "", "is not JSON"},
        Bad{"UnknownRoof", "buildings.geojson", "\"gable\"", "\"onion\"", "feature 0", "roof", "none of flat, gable"},
        Bad{"OpenRing", "buildings.geojson", ",[34.0,25.5]]]", "]]", "feature 0", "geometry", "not closed"},
        Bad{"TwistedRing", "buildings.geojson", "[46.0,25.5],[46.0,34.5]", "[46.0,34.5],[46.0,25.5]", "feature 0",
            "geometry", "no simple polygon"},
        Bad{"NoBase", "buildings.geojson", "\"base\":4,", "", "feature 0", "base", "is missing"},
        Bad{"EavesBelowBase", "buildings.geojson", "\"eaves\":11", "\"eaves\":3", "feature 0", "eaves",
            "below the base"},
        Bad{"RidgeBelowEaves", "buildings.geojson", "\"ridge\":15", "\"ridge\":10", "feature 0", "ridge",
            "below the eaves"},
        Bad{"GableOfSix", "buildings.geojson", "\"roof\":\"flat\"", "\"roof\":\"gable\"", "feature 2", "roof",
            "four corners"},
        Bad{"Colour", "buildings.geojson", "#ece2cd", "#ece2", "feature 0", "wall_colour", "no colour"},
        Bad{"PointOfText", "buildings.geojson", "[34.0,25.5]", "[\"34\",25.5]", "feature 0", "geometry", "point 1"},
        Bad{"RoadWidth", "roads.geojson", "\"width\":7.5", "\"width\":-1", "feature 0", "width", "outside"},
        Bad{"RoadOfOnePoint", "roads.geojson", "[[0,-200],[0,200]]", "[[0,-200]]", "feature 1", "geometry",
            "two or more"},
        Bad{"LakeLevel", "lake.geojson", "\"level\":3.0", "\"depth\":3.0", "feature 0", "level", "is missing"},
        Bad{"LakeLine", "lake.geojson", "Polygon", "LineString", "feature 0", "geometry", "must be a Polygon"},
        Bad{"TreesHead", "trees.csv", "species\n", "kind\n", "line 1", "", "must be"},
        Bad{"TreeNan", "trees.csv", "species\n", "species\n1,nan,3,0,5,1\n", "line 2", "y", "\"nan\""},
        Bad{"TreeCells", "trees.csv", "species\n", "species\n1,2,3\n", "line 2", "heading_rad", "is missing"},
        Bad{"TreeMoreCells", "trees.csv", "species\n", "species\n1,2,3,0,5,1,9\n", "line 2", "", "more than six"},
        Bad{"TreeSpecies", "trees.csv", "species\n", "species\n1,2,3,0,5,4\n", "line 2", "species", "\"4\""},
        Bad{"NoCamera", "city.json", "\"camera\"", "\"kamera\"", "", "camera.radius", "is missing"},
        Bad{"SunOfNoWay", "city.json", "0.45", "2", "", "sun.toward", "number 1"}),
    [](const auto& named) { return std::string{named.param.name}; });

}  // namespace
}  // namespace twin::bake::testing
