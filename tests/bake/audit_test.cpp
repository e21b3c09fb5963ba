#include <nlohmann/json.hpp>

#include "tests/bake/small_town.h"
#include "tools/bake/audit/audit.h"

namespace twin::bake::testing {
namespace {

nlohmann::json audited(const Figure& figure, double measured) {
    Sources sources;
    sources.figures = {figure};
    return nlohmann::json::parse(auditJson({{figure.measure, measured}}, sources))[0];
}

Figure figure(double value, const std::string& relation) {
    Figure f;
    f.id = f.measure = "pier";
    f.name = "figure.pier.name";
    f.unit = "m";
    f.relation = relation;
    f.value = value;
    return f;
}

TEST(Audit, DifferenceIsInPercentOfTheFigure) {
    EXPECT_DOUBLE_EQ(audited(figure(45, "="), 45.9)["difference"].get<double>(), 2.0);
    EXPECT_DOUBLE_EQ(audited(figure(200, "about"), 199)["difference"].get<double>(), -0.5);
}

TEST(Audit, AtLeastIsMetByMore) {
    EXPECT_DOUBLE_EQ(audited(figure(500, ">="), 822)["difference"].get<double>(), 0);
    EXPECT_DOUBLE_EQ(audited(figure(500, ">="), 450)["difference"].get<double>(), -10);
}

TEST(Audit, ARangeIsMissedAboveItsUpperEnd) {
    Figure range = figure(2, ">=");
    range.most = 3;
    EXPECT_DOUBLE_EQ(audited(range, 2.4)["difference"].get<double>(), 0);
    EXPECT_DOUBLE_EQ(audited(range, 3.2)["difference"].get<double>(), 10);
}

TEST(Audit, WhatNothingShowsIsNull) {
    Sources sources;
    sources.figures = {figure(45, "=")};
    const auto items = nlohmann::json::parse(auditJson({}, sources));
    EXPECT_TRUE(items[0]["measured"].is_null());
    EXPECT_TRUE(items[0]["difference"].is_null());
}

TEST(Audit, FiguresWithoutMeasureAreLeftOut) {
    Sources sources;
    sources.figures = {figure(45, "=")};
    sources.figures[0].measure.clear();
    EXPECT_TRUE(nlohmann::json::parse(auditJson({}, sources)).empty());
}

TEST(Audit, MeasuresThePierOfTheSmallTown) {
    const std::vector<Figure>& figures = smallSources().figures;
    ASSERT_EQ(figures.size(), 2U);
    Terrain terrain;
    terrain.levels[0] = HeightField{smallSources().head.extent, 8};
    const std::vector<BuiltThing> things = buildThings(smallSources(), terrain);
    const Measures measures = measureTown({smallSources(), terrain, things, Counts{}});
    ASSERT_TRUE(measures.contains("pier-existing"));
    EXPECT_NEAR(measures.at("pier-existing"), 30, 0.3);
    EXPECT_NEAR(measures.at("reservoir-area"), 1.0, 0.01) << "hectares of the largest lake";
    EXPECT_NEAR(measures.at("reservoir-length"), 100, 0.5);
}

}  // namespace
}  // namespace twin::bake::testing
