// tests/bake/kits_test.cpp: every kit builds sound geometry that stands on its ground, and measures what it says.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "tools/bake/kit.h"
#include "tools/bake/mesh.h"

namespace twin::bake {
namespace {

/// Answers any name with an index of its own.
class AnyMaterial final : public MaterialLookup {
public:
    [[nodiscard]] MaterialIndex find(std::string_view id) const override {
        return indices_.try_emplace(std::string{id}, static_cast<MaterialIndex>(indices_.size())).first->second;
    }

private:
    mutable std::map<std::string, MaterialIndex> indices_;
};

enum class Land { Flat, Slope, Shore };

constexpr double kSeaM = 200;

double groundOf(Land land, glm::dvec2 p) {
    switch (land) {
        case Land::Flat: return kSeaM;
        case Land::Slope: return kSeaM - 0.06 * p.y + 0.02 * p.x;
        case Land::Shore: return p.y < 0 ? kSeaM + 0.3 - 0.02 * p.y : kSeaM + 0.3 - std::min(3.0, 0.3 * p.y);
    }
    return kSeaM;
}

KitParams defaultsOf(const Kit& kit, const std::map<std::string, KitParams::Value, std::less<>>& changed = {}) {
    std::map<std::string, KitParams::Value, std::less<>> values;
    for (const KitParam& param : kit.params) {
        if (const auto* text = std::get_if<std::string_view>(&param.fallback))
            values[std::string{param.name}] = std::string{*text};
        if (const auto* number = std::get_if<double>(&param.fallback)) values[std::string{param.name}] = *number;
        if (const auto* flag = std::get_if<bool>(&param.fallback)) values[std::string{param.name}] = *flag;
    }
    for (const auto& [name, value] : changed) values[name] = value;
    return KitParams{values};
}

KitPlacement placementOf(KitPlacement::Shape shape, double headingDeg) {
    using Shape = KitPlacement::Shape;
    if (shape == Shape::Point) return {shape, {{3, -4}}, headingDeg};
    if (shape == Shape::Line) return {shape, {{-60, -20}, {0, -12}, {70, -20}}, 0};
    return {shape, {{-210, -330}, {210, -330}, {220, -20}, {0, -5}, {-220, -20}}, headingDeg};
}

KitResult build(const Kit& kit, const KitPlacement& placement, Land land, const KitParams& params,
                const MaterialLookup& materials) {
    const KitSite site{[land](glm::dvec2 p) { return groundOf(land, p); },
                       [land](glm::dvec2 p) { return land == Land::Shore && p.y > 1 ? kSeaM : -1e9; }, materials, 11};
    return kit.build(placement, params, site);
}

void expectSound(const Mesh& mesh, const std::string& what) {
    ASSERT_EQ(mesh.indices.size() % 3, 0U) << what;
    for (const std::uint32_t index : mesh.indices) ASSERT_LT(index, mesh.vertices.size()) << what;
    for (const MeshVertex& v : mesh.vertices) {
        ASSERT_TRUE(std::isfinite(v.position.x) && std::isfinite(v.position.y) && std::isfinite(v.position.z)) << what;
        ASSERT_NEAR(glm::length(v.normal), 1.0F, 1e-3F) << what;
        ASSERT_LT(std::abs(v.uv.x), 64.0F) << what;
        ASSERT_LT(std::abs(v.uv.y), 64.0F) << what;
    }
}

/// Faces look the way their normals say: the pack culls what is seen from behind.
void expectFacesMatchNormals(const Mesh& mesh, const std::string& what) {
    std::size_t wrong = 0;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const MeshVertex& a = mesh.vertices[mesh.indices[i]];
        const MeshVertex& b = mesh.vertices[mesh.indices[i + 1]];
        const MeshVertex& c = mesh.vertices[mesh.indices[i + 2]];
        const glm::dvec3 normal = glm::cross(b.position - a.position, c.position - a.position);
        if (glm::length(normal) > 1e-9 && glm::dot(glm::normalize(normal), glm::dvec3{a.normal}) < -0.1) ++wrong;
    }
    EXPECT_EQ(wrong, 0U) << what << " has faces turned away from their normals";
}

TEST(Kits, AreSortedAndNamedOnce) {
    const auto kits = allKits();
    ASSERT_GE(kits.size(), 60U);
    for (std::size_t i = 1; i < kits.size(); ++i) EXPECT_LT(kits[i - 1].name, kits[i].name);
    EXPECT_EQ(findKit("no-such-kit"), nullptr);
    for (const Kit& kit : kits) EXPECT_EQ(findKit(kit.name), &kit);
}

TEST(Kits, DeclareDefaultsInsideTheirRange) {
    for (const Kit& kit : allKits()) {
        EXPECT_FALSE(kit.shapes.empty()) << kit.name;
        std::set<std::string_view> seen;
        for (const KitParam& param : kit.params) {
            EXPECT_TRUE(seen.insert(param.name).second) << kit.name << "." << param.name;
            if (const auto* number = std::get_if<double>(&param.fallback)) {
                EXPECT_GE(*number, param.min) << kit.name << "." << param.name;
                EXPECT_LE(*number, param.max) << kit.name << "." << param.name;
            }
            if (const auto* text = std::get_if<std::string_view>(&param.fallback)) {
                EXPECT_NE(std::find(param.choices.begin(), param.choices.end(), *text), param.choices.end())
                    << kit.name << "." << param.name;
            }
        }
    }
}

class KitsOn : public ::testing::TestWithParam<Land> {};

TEST_P(KitsOn, EveryKitIsSoundAndStandsOnItsGround) {
    const AnyMaterial materials;
    for (const Kit& kit : allKits()) {
        for (const KitPlacement::Shape shape : kit.shapes) {
            for (const double heading : {0.0, 137.0}) {
                const std::string what{kit.name};
                const KitResult result =
                    build(kit, placementOf(shape, heading), GetParam(), defaultsOf(kit), materials);
                for (const Mesh* mesh : {&result.solid, &result.ground, &result.transparent}) {
                    expectSound(*mesh, what);
                    expectFacesMatchNormals(*mesh, what);
                }
                EXPECT_FALSE(result.solid.empty() && result.ground.empty()) << what;
                for (const auto& [name, value] : result.measures)
                    EXPECT_TRUE(std::isfinite(value)) << what << "." << name;
                // What stands reaches the ground: its lowest point lies at or below the ground under that point.
                double gap = 1e9;
                for (const Mesh* mesh : {&result.solid, &result.ground}) {
                    for (const MeshVertex& v : mesh->vertices) {
                        gap = std::min(gap, v.position.z - groundOf(GetParam(), glm::dvec2{v.position}));
                    }
                }
                EXPECT_LT(gap, 0.2) << what << " floats";
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Lands, KitsOn, ::testing::Values(Land::Flat, Land::Slope, Land::Shore));

TEST(Kits, SameSeedGivesTheSameBytes) {
    const AnyMaterial materials;
    for (const Kit& kit : allKits()) {
        const KitPlacement placement = placementOf(kit.shapes.front(), 20);
        const KitResult a = build(kit, placement, Land::Slope, defaultsOf(kit), materials);
        const KitResult b = build(kit, placement, Land::Slope, defaultsOf(kit), materials);
        ASSERT_EQ(a.solid.vertices.size(), b.solid.vertices.size()) << kit.name;
        for (std::size_t i = 0; i < a.solid.vertices.size(); ++i) {
            ASSERT_EQ(a.solid.vertices[i].position, b.solid.vertices[i].position) << kit.name;
        }
        EXPECT_EQ(a.measures, b.measures) << kit.name;
    }
}

double measured(std::string_view name, const std::string& figure, Land land = Land::Flat,
                const std::map<std::string, KitParams::Value, std::less<>>& changed = {}) {
    const AnyMaterial materials;
    const Kit* kit = findKit(name);
    if (kit == nullptr) return -1;
    const KitResult result =
        build(*kit, placementOf(kit->shapes.front(), 33), land, defaultsOf(*kit, changed), materials);
    const auto found = result.measures.find(figure);
    return found == result.measures.end() ? -1 : found->second;
}

TEST(Kits, PierIsAsLongAsItSays) {
    EXPECT_NEAR(measured("pier", "length_m", Land::Shore), 45, 0.1);
    EXPECT_NEAR(measured("pier", "length_m", Land::Shore, {{"length", 62.0}, {"platform", 9.0}}), 62, 0.1);
}

TEST(Kits, RopeParkHoldsTheFiguresOfTheTender) {
    for (const Land land : {Land::Flat, Land::Slope}) {
        EXPECT_EQ(measured("rope-park", "houses", land), 10);
        EXPECT_EQ(measured("rope-park", "obstacles", land), 10);
        EXPECT_NEAR(measured("rope-park", "length_m", land), 120, 0.6);
        EXPECT_NEAR(measured("rope-park", "height_min_m", land), 2.5, 0.01);
        EXPECT_NEAR(measured("rope-park", "height_max_m", land), 3.5, 0.01);
    }
}

TEST(Kits, StadiumHasTheDocumentedPitchAndSeats) {
    EXPECT_NEAR(measured("stadium", "pitch_length_m"), 105, 0.01);
    EXPECT_NEAR(measured("stadium", "pitch_width_m"), 68, 0.01);
    EXPECT_EQ(measured("stadium", "seats"), 1960);
}

TEST(Kits, LandmarksHoldTheirDimensions) {
    EXPECT_NEAR(measured("pool", "pool_length_m"), 50, 0.01);
    EXPECT_NEAR(measured("pool", "pool_width_m"), 21, 0.01);
    EXPECT_NEAR(measured("synagogue", "side_m"), 20, 0.01);
    EXPECT_NEAR(measured("railway-station", "tower_height_m"), 8, 0.01);
    EXPECT_NEAR(measured("wind-turbine", "height_m"), 200, 0.5);
    EXPECT_NEAR(measured("church-nmp", "floor_m2"), 560, 40);
    EXPECT_NEAR(measured("science-centre", "area_m2"), 1400, 1);
}

TEST(Kits, SolarFarmReachesItsPowerWhereThereIsRoom) {
    EXPECT_NEAR(measured("pv-farm", "power_mw"), 2.4, 0.02);
    EXPECT_NEAR(measured("pv-farm", "power_mw", Land::Flat, {{"power_mw", 1.0}}), 1.0, 0.02);
}

TEST(Kits, MooringHasTheBerthsAskedFor) {
    for (const double berths : {2.0, 7.0, 24.0})
        EXPECT_EQ(measured("mooring", "berths", Land::Shore, {{"berths", berths}}), berths);
}

TEST(Kits, PathsMeasureTheirLine) {
    const double line = std::hypot(60.0, 8.0) + std::hypot(70.0, 8.0);
    for (const std::string_view kit : {"cycle-path", "path", "promenade", "wall", "fence"})
        EXPECT_NEAR(measured(kit, "length_m"), line, line * 0.002) << kit;
}

TEST(Kits, OnlyLampsOverWaterStandOnTheDeck) {
    const AnyMaterial materials;
    const Kit* kit = findKit("lamp");
    const KitPlacement placement{KitPlacement::Shape::Line, {{0, -10}, {0, 30}}, 0};
    const KitResult result = build(*kit, placement, Land::Shore, defaultsOf(*kit, {{"step", 20.0}}), materials);
    double highest = 0;
    for (const MeshVertex& v : result.solid.vertices) {
        if (v.position.y > 25) highest = std::max(highest, v.position.z);
    }
    EXPECT_NEAR(highest, kSeaM + 0.7 + 5, 0.5);
}

TEST(Mesh, ClosedShapesFaceOutward) {
    const auto volume = [](const Mesh& mesh) {
        double six = 0;
        for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
            six += glm::dot(
                mesh.vertices[mesh.indices[i]].position,
                glm::cross(mesh.vertices[mesh.indices[i + 1]].position, mesh.vertices[mesh.indices[i + 2]].position));
        }
        return six / 6;
    };
    Mesh box;
    MeshBuilder{box}.box({1, 2, 3}, {3, 5, 7}, 0, true);
    EXPECT_NEAR(volume(box), 24, 1e-9);
    Mesh turned;
    MeshBuilder{turned}.orientedBox({5, 5, 0}, {2, 3, 4}, 30, 0);
    EXPECT_NEAR(volume(turned), 24, 1e-9);
    Mesh bar;
    MeshBuilder{bar}.bar({0, 0, 0}, {3, 4, 12}, 0.5, 24, 0);
    EXPECT_NEAR(volume(bar), 13 * 3.14159 * 0.25, 0.15);
    const std::array<glm::dvec3, 3> line{{{0, 0, 0}, {0, 10, 0}, {10, 10, 0}}};
    std::array<glm::dvec2, 4> section{{{-1, 0}, {1, 0}, {1, 2}, {-1, 2}}};
    for (int turn = 0; turn < 2; ++turn) {
        Mesh swept;
        MeshBuilder{swept}.sweep(line, section, 0, true);
        EXPECT_NEAR(volume(swept), 80, 1e-6);
        std::reverse(section.begin(), section.end());
    }
}

TEST(Mesh, FlatPolygonLeavesItsHolesOut) {
    const std::vector<glm::dvec2> outer{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    const std::vector<std::vector<glm::dvec2>> holes{{{2, 2}, {4, 2}, {4, 4}, {2, 4}},
                                                     {{6, 6}, {8, 6}, {8, 8}, {6, 8}}};
    const FlatTriangles flat = triangulateFlat(outer, holes);
    double area = 0;
    for (const auto& t : flat.triangles) {
        const std::array<glm::dvec2, 3> ring{flat.points[t[0]], flat.points[t[1]], flat.points[t[2]]};
        const double piece = signedArea(ring);
        EXPECT_GT(piece, 0);
        area += piece;
    }
    EXPECT_NEAR(area, 92, 1e-9);
}

TEST(Mesh, ConcaveRingIsCoveredOnce) {
    const std::vector<glm::dvec2> ring{{0, 0}, {8, 0}, {8, 6}, {5, 6}, {5, 2}, {3, 2}, {3, 6}, {0, 6}};
    double area = 0;
    for (const auto& t : triangulateRing(ring)) {
        const std::array<glm::dvec2, 3> piece{ring[t[0]], ring[t[1]], ring[t[2]]};
        EXPECT_GE(signedArea(piece), 0);
        area += signedArea(piece);
    }
    EXPECT_NEAR(area, 40, 1e-9);
}

class Houses : public ::testing::TestWithParam<RoofShape> {};

TEST_P(Houses, AreSoundAndReachBelowTheGround) {
    for (const bool along : {true, false}) {
        for (std::uint8_t variant = 0; variant < 4; ++variant) {
            HouseShape shape;
            shape.roof = GetParam();
            shape.ridgeAlongX = along;
            shape.variant = variant;
            shape.storeys = 2;
            shape.plinthM = 1.2;
            Mesh mesh;
            buildHouse(mesh, shape);
            expectSound(mesh, "house");
            expectFacesMatchNormals(mesh, "house");
            double low = 1e9, high = -1e9;
            for (const MeshVertex& v : mesh.vertices)
                low = std::min(low, v.position.z), high = std::max(high, v.position.z);
            EXPECT_NEAR(low, -1.2, 1e-9);
            EXPECT_GT(high, 5.8);
            EXPECT_LT(mesh.indices.size() / 3, 200U);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Roofs, Houses,
                         ::testing::Values(RoofShape::Flat, RoofShape::Gable, RoofShape::Hip, RoofShape::Mansard,
                                           RoofShape::Shed));

}  // namespace
}  // namespace twin::bake
