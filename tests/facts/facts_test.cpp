#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "scene/base/files.h"
#include "scene/strategy/strategy.h"
#include "tests/facts/town.h"
#include "tools/bake/terrain/terrain_mesh.h"

namespace twin::facts {
namespace {

using nlohmann::json;

std::string_view kindOf(const city::Element& element) { return town().text(element.kind); }

TEST(Facts, EveryFigureOfTheStrategyIsMetWithinOnePercent) {
    const json items = json::parse(town().auditJson());
    EXPECT_GE(items.size(), 25U);
    for (const json& item : items) {
        ASSERT_TRUE(item["difference"].is_number()) << item["id"] << " is measured on nothing";
        EXPECT_LE(std::abs(item["difference"].get<double>()), 1.0) << item.dump();
    }
}

TEST(Facts, AboutEightThousandBuildings) {
    std::size_t count = 0;
    for (const city::Element& element : town().elements()) count += element.layer == city::Layer::Buildings ? 1 : 0;
    std::printf("buildings: %zu\n", count);
    EXPECT_GE(count, 7600U);
    EXPECT_LE(count, 8600U);
}

/// "ul. Miła" -> "Miła": the official list writes most streets without the word.
std::string_view bareName(std::string_view name) {
    for (const std::string_view prefix : {"ul. ", "al. ", "plac "}) {
        if (name.starts_with(prefix)) return name.substr(prefix.size());
    }
    return name;
}

// street_list.txt holds each distinct name of the polling-district list of 2020 (244 entries with their house numbers).
TEST(Facts, EveryStreetOfTheOfficialListStands) {
    std::set<std::string, std::less<>> names;
    for (const bake::Street& street : sources().streets) names.emplace(bareName(street.name));
    const Result<std::string> list = readTextFile(TWIN_SOURCE_DIR "/tests/facts/street_list.txt");
    ASSERT_TRUE(list) << list.error().what;
    std::istringstream lines{*list};
    std::size_t listed = 0;
    for (std::string name; std::getline(lines, name); ++listed) EXPECT_TRUE(names.contains(name)) << name;
    std::printf("street names: %zu listed, %zu in the model\n", listed, names.size());
    EXPECT_EQ(listed, 190U);
}

TEST(Facts, ForestCoversAboutSeventeenPercentOfTheTown) {
    const bake::CoverGrid cover = bake::buildCover(sources());
    ASSERT_FALSE(sources().boundary.empty());
    double inside = 0, forest = 0;
    const bake::Extent& e = sources().head.extent;
    for (double y = e.south; y < e.north; y += 16) {
        for (double x = e.west; x < e.east; x += 16) {
            if (!bake::insideRing(sources().boundary.front(), {x, y})) continue;
            inside += 1;
            forest += cover.at({x, y}) == city::CoverClass::Forest ? 1 : 0;
        }
    }
    std::printf("forest: %.2f %% of %.2f km2\n", forest / inside * 100, inside * 256 / 1e6);
    EXPECT_NEAR(forest / inside * 100, 17, 1.5);
    EXPECT_NEAR(inside * 256 / 1e6, 26, 1);
}

TEST(Facts, TwelveDistrictsByName) {
    EXPECT_EQ(sources().districts.size(), 12U);
    const json meta = json::parse(town().metaJson());
    EXPECT_EQ(meta["districts"].size(), 12U);
}

TEST(Facts, TheTwelveNamedViewsAreThere) {
    const json views = json::parse(town().viewsJson());
    std::set<std::string> ids;
    for (const json& view : views["views"]) ids.insert(view["id"]);
    for (const char* id : {"town", "rynek", "castle-hill", "reservoir", "marina", "piers", "graduation-tower",
                           "science-centre", "factory-district", "urzedowska", "station", "mosir"}) {
        EXPECT_TRUE(ids.contains(id)) << id;
    }
}

TEST(Facts, EyesOfTheViewsAreAboveTheGround) {
    const json views = json::parse(town().viewsJson());
    for (const json& view : views["views"]) EXPECT_GT(view["eye"][2].get<double>(), 195) << view["id"];
}

TEST(Facts, TheStrategyIsReadByTheProgramAndEveryThingOfAPlaceHasElements) {
    const auto strategy = strategy::Strategy::parse(town().strategyJson(), town().elements().size());
    ASSERT_TRUE(strategy) << strategy.error().what;
    EXPECT_EQ(strategy->goals.size(), 4U);
    EXPECT_EQ(strategy->phases.size(), 4U);
    std::size_t objectives = 0;
    for (const strategy::Goal& goal : strategy->goals) objectives += goal.objectives.size();
    EXPECT_EQ(objectives, 24U);
    for (const strategy::Task& task : strategy->tasks) {
        const bool seen = task.placeKind == "thing" || task.placeKind == "area";
        EXPECT_TRUE(!seen || !task.elements.empty()) << task.id << " has no geometry";
    }
}

TEST(Facts, TheReservoirLiesAtItsLevelInTheGround) {
    const auto lake = std::find_if(sources().lakes.begin(), sources().lakes.end(),
                                   [](const bake::Lake& l) { return l.id == "zalew-krasnicki"; });
    ASSERT_NE(lake, sources().lakes.end());
    for (const city::Element& element : town().elements()) {
        if (town().text(element.idText) != lake->id) continue;
        EXPECT_NEAR(element.boxMin[2], lake->levelM, 0.01);
        EXPECT_NEAR(element.boxMax[2], lake->levelM, 0.01);
        EXPECT_EQ(kindOf(element), "lake");
    }
}

TEST(Facts, TreesAreAsManyAsThePictureNeedsAndTheDeviceBears) {
    EXPECT_GE(town().trees().size(), 60'000U);
    EXPECT_LE(town().trees().size(), 140'000U);
}

TEST(Facts, NothingDocumentedIsCalledSurveyedAndEverythingHasASource) {
    for (const city::Element& element : town().elements()) {
        EXPECT_GT(element.source.bytes, 0U) << town().text(element.idText);
        EXPECT_GT(element.year, 1900) << town().text(element.idText);
        EXPECT_TRUE(element.layer != city::Layer::Buildings || element.basis == city::Basis::Schematic);
    }
}

/// The first word of a citation that only an English one has; links stay as their owners wrote them.
std::string englishWord(std::string_view citation) {
    static const std::set<std::string, std::less<>> kEnglish{
        "about", "above", "along", "and",       "are",       "assumed", "at",    "beside", "by",   "course",
        "facts", "found", "from",  "generated", "gazetteer", "its",     "laid",  "named",  "not",  "number",
        "of",    "rest",  "round", "schematic", "section",   "seed",    "size",  "sizes",  "stop", "street",
        "the",   "this",  "town",  "trees",     "were",      "with",    "worked"};
    std::istringstream pieces{std::string{citation}};
    for (std::string piece; pieces >> piece;) {
        if (piece.find("://") != std::string::npos || piece.find("github.com/") != std::string::npos) continue;
        if (piece.find("gazetteer.csv") != std::string::npos) continue;  // the file's name in this repository
        std::string word;
        for (const char c : piece + ' ') {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 127;
            if (letter) {
                word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
                continue;
            }
            if (kEnglish.contains(word)) return word;
            word.clear();
        }
    }
    return {};
}

TEST(Facts, TheEnglishWordIsFoundInAnEnglishCitation) {
    EXPECT_EQ(englishWord("facts.md: Plac Wolności"), "facts");
    EXPECT_EQ(englishWord("Plac Wolności; Size assumed"), "size");
    EXPECT_EQ(englishWord("Plac Wolności; wymiary przyjęte (gazetteer.csv)"), "");
    EXPECT_EQ(englishWord("https://example.org/the-town-of/ (2024)"), "");
}

// What the card writes under "Źródło" and "Źródła".
TEST(Facts, EverySourceOnTheCardIsPolish) {
    std::set<std::string, std::less<>> shown;
    for (const city::Element& element : town().elements()) shown.emplace(town().text(element.source));
    EXPECT_GE(shown.size(), 200U);
    const auto strategy = strategy::Strategy::parse(town().strategyJson(), town().elements().size());
    ASSERT_TRUE(strategy) << strategy.error().what;
    for (const strategy::Task& task : strategy->tasks) shown.insert(task.sources.begin(), task.sources.end());
    for (const std::string& source : shown) EXPECT_EQ(englishWord(source), "") << source;
}

// What surfaces throw back of visible light, as published: aged asphalt 0.05 (new) to 0.15 (old), aged concrete and paving
// 0.2 to 0.4, dry sand 0.3 to 0.45, grass 0.07 to 0.15, roof tile 0.04 (graphite) to 0.25, plaster below fresh paint's 0.85.
TEST(Facts, SurfacesAreAsBrightAsTheirStuff) {
    using enum city::MaterialKind;
    const std::map<city::MaterialKind, std::pair<float, float>> kRanges{
        {Asphalt, {0.08F, 0.15F}}, {Concrete, {0.2F, 0.56F}},  {Paving, {0.2F, 0.45F}},     {Sand, {0.3F, 0.48F}},
        {Grass, {0.07F, 0.3F}},    {RoofTile, {0.04F, 0.25F}}, {RoofSheet, {0.06F, 0.35F}}, {Brick, {0.08F, 0.25F}},
        {Facade, {0.1F, 0.85F}},   {Soil, {0.05F, 0.2F}},      {Water, {0.02F, 0.35F}}};
    std::size_t looked = 0;
    for (const city::Material& material : town().materials()) {
        const auto range = kRanges.find(material.kind);
        if (range == kRanges.end()) continue;
        const auto& [r, g, b] = material.colour;
        const float albedo = 0.2126F * r + 0.7152F * g + 0.0722F * b;
        EXPECT_GE(albedo, range->second.first) << "kind " << static_cast<int>(material.kind) << ' ' << r;
        EXPECT_LE(albedo, range->second.second) << "kind " << static_cast<int>(material.kind) << ' ' << r;
        ++looked;
    }
    EXPECT_GT(looked, 40U);
}

TEST(Facts, LivesOfElementsAreInOrder) {
    for (const city::Element& e : town().elements()) {
        EXPECT_LE(e.workFrom, e.standsFrom) << town().text(e.idText);
        EXPECT_LE(e.demolishFrom, e.goneFrom) << town().text(e.idText);
        EXPECT_LE(e.standsFrom, e.demolishFrom) << town().text(e.idText);
    }
}

TEST(Facts, NoBuildingStandsInTheReservoirOrOnAStreet) {
    for (const city::Element& e : town().elements()) {
        if (e.layer != city::Layer::Buildings) continue;
        const glm::dvec2 centre{(e.boxMin[0] + e.boxMax[0]) / 2, (e.boxMin[1] + e.boxMax[1]) / 2};
        for (const bake::Lake& lake : sources().lakes)
            ASSERT_FALSE(bake::insideRing(lake.ring, centre)) << town().text(e.idText);
    }
}

TEST(Facts, KindsHaveATextInEveryLanguage) {
    std::set<std::string> kinds;
    for (const city::Element& e : town().elements()) kinds.insert(std::string{kindOf(e)});
    for (const char* language : {"pl", "en", "uk"}) {
        const Result<std::string> file =
            readTextFile(std::string{TWIN_SOURCE_DIR "/assets/krasnik/text/"} + language + ".json");
        ASSERT_TRUE(file);
        const json texts = json::parse(*file);
        for (const std::string& kind : kinds)
            EXPECT_TRUE(texts.contains("kind." + kind)) << language << " kind." << kind;
    }
}

}  // namespace
}  // namespace twin::facts
