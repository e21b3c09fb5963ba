#include "tests/bake/small_town.h"
#include "tools/bake/mesh.h"

namespace twin::bake::testing {
namespace {

TEST(Reading, TheSmallTownHasNoFault) {
    const Sources& sources = smallSources();
    EXPECT_EQ(sources.streets.size(), 3U);
    EXPECT_EQ(sources.lakes.size(), 1U);
    EXPECT_EQ(sources.things.size(), 2U);
    EXPECT_EQ(sources.tasks.size(), 1U);
    EXPECT_EQ(sources.head.phases.size(), 2U);
}

TEST(Reading, CoordinatesBecomeLocalMetres) {
    const Street& street = smallSources().streets[0];
    EXPECT_NEAR(street.line[0].x, -240, 0.05);
    EXPECT_NEAR(street.line[0].y, -60, 0.05);
}

TEST(Reading, RingsAreOpenAndCounterClockwise) {
    const Ring& ring = smallSources().lakes[0].ring;
    EXPECT_EQ(ring.size(), 4U);
    EXPECT_NEAR(signedArea(ring), 10'000, 2);
}

TEST(Reading, ATaskRulesTheLifeOfItsThings) {
    const Sources& sources = smallSources();
    const auto pier = std::find_if(sources.things.begin(), sources.things.end(),
                                   [](const PlacedThing& t) { return t.id == "pier-existing"; });
    ASSERT_NE(pier, sources.things.end());
    EXPECT_EQ(pier->life.task, 0);
    EXPECT_EQ(formatDate(pier->life.workFrom), "2025-03-01") << "first day of the month it starts";
    EXPECT_EQ(formatDate(pier->life.standsFrom), "2026-05-31") << "last day of the month it ends";
    EXPECT_EQ(pier->life.goneFrom, kNever);
}

TEST(Reading, OwnDatesRuleAThingWithoutTask) {
    const auto& things = smallSources().things;
    const auto bench =
        std::find_if(things.begin(), things.end(), [](const PlacedThing& t) { return t.id == "old-bench"; });
    ASSERT_NE(bench, things.end());
    EXPECT_EQ(formatDate(bench->life.standsFrom), "2020-01-31");
    EXPECT_EQ(formatDate(bench->life.demolishFrom), "2026-05-01");
    EXPECT_EQ(formatDate(bench->life.goneFrom), "2026-06-30");
    EXPECT_EQ(bench->layer, city::Layer::Furniture);
}

TEST(Reading, ParametersLeftOutHoldTheirFallback) {
    const auto& things = smallSources().things;
    const auto pier =
        std::find_if(things.begin(), things.end(), [](const PlacedThing& t) { return t.id == "pier-existing"; });
    ASSERT_NE(pier, things.end());
    EXPECT_EQ(std::get<double>(pier->params.at("length")), 30);
    for (const KitParam& declared : pier->kit->params)
        EXPECT_TRUE(pier->params.contains(declared.name)) << declared.name;
}

TEST(Reading, ColoursBecomeLinear) {
    const Sources& sources = smallSources();
    const auto index = sources.material("facade_house_white");
    ASSERT_TRUE(index);
    const float red = sources.materials[*index].material.colour[0];
    EXPECT_NEAR(red, 0.817F, 0.01F) << "sRGB 0.914";
}

TEST(Reading, AMissingFolderIsOneClearError) {
    Faults faults;
    const Result<Sources> read = readSources("/nowhere/at/all", faults);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Errc::NotFound);
    EXPECT_NE(read.error().what.find("--assets"), std::string::npos);
}

TEST(Reading, AFaultSaysFileFeatureAndField) {
    EXPECT_EQ((Fault{"town/streets.geojson", "ul-x", "width", "is missing"}.text()),
              "town/streets.geojson: ul-x: width: is missing");
    EXPECT_EQ((Fault{"town/streets.geojson", "", "", "the file is missing"}.text()),
              "town/streets.geojson: the file is missing");
}

}  // namespace
}  // namespace twin::bake::testing
