#include "tests/bake/small_town.h"
#include "tools/bake/mesh.h"
#include "tools/bake/terrain/relief.h"
#include "tools/bake/terrain/terrain_mesh.h"
#include "tools/bake/town/drape.h"

namespace twin::bake::testing {
namespace {

const Extent kExtent{-256, 256, -256, 256};

HeightField flatField(double z) {
    HeightField field{kExtent, 8};
    field.visit({{-300, -300}, {300, 300}}, [z](glm::dvec2, double& height) { height = z; });
    return field;
}

TEST(HeightField, IsReadAlongTheDrawnTriangles) {
    HeightField field = flatField(200);
    field.at(33, 32) = 208;  // place (8, 0)
    EXPECT_DOUBLE_EQ(field.heightM({8, 0}), 208);
    EXPECT_DOUBLE_EQ(field.heightM({4, 0}), 204);
    EXPECT_DOUBLE_EQ(field.heightM({4, 4}), 200) << "on the diagonal, which the corner does not touch";
    EXPECT_DOUBLE_EQ(field.heightM({5000, 5000}), 200) << "outside: the nearest edge";
}

TEST(Relief, PassesNearItsControlPoints) {
    const Sources& sources = smallSources();
    const HeightField field = buildRelief(sources.relief, kExtent, 7);
    EXPECT_NEAR(field.heightM({0, 0}), 208, 1.0);
    EXPECT_NEAR(field.heightM({-250, -250}), 212, 1.0);
}

TEST(Relief, APlateauIsLevelAndItsShoulderIsNoCliff) {
    const HeightField field = buildRelief(smallSources().relief, kExtent, 7);
    EXPECT_NEAR(field.heightM({210, -170}), 216, 0.01);
    EXPECT_NEAR(field.heightM({200, -180}), 216, 0.01);
    EXPECT_LT(std::abs(field.heightM({170, -170}) - field.heightM({160, -170})), 5);
}

TEST(Relief, AMoatIsAsDeepAsItSays) {
    Relief relief{210, {{{0, 0}, 210}}, {}, {}};
    ReliefShape moat;
    moat.kind = ShapeKind::Moat;
    moat.points = {{-100, 0}, {100, 0}};
    moat.depthM = 5;
    moat.widthM = 30;
    const double before = buildRelief(relief, kExtent, 7).heightM({0, 0});
    relief.shapes.push_back(moat);
    EXPECT_NEAR(before - buildRelief(relief, kExtent, 7).heightM({0, 0}), 5, 0.01);
}

TEST(Relief, ADamReachesItsCrest) {
    Relief relief{200, {{{0, 0}, 200}}, {}, {}};
    ReliefShape dam;
    dam.kind = ShapeKind::Dam;
    dam.points = {{-100, 0}, {100, 0}};
    dam.heightM = 206.5;
    dam.widthM = 7;
    dam.slope = 2.5;
    relief.shapes.push_back(dam);
    const HeightField field = buildRelief(relief, kExtent, 7);
    EXPECT_NEAR(field.heightM({0, 0}), 206.5, 0.01);
    EXPECT_LT(field.heightM({0, 40}), 202);
}

TEST(Terrain, TheShoreOfALakeIsItsPolygon) {
    HeightField field = flatField(207);
    const std::vector<Lake> lakes{{"lake", "", 205, {{-100, -100}, {100, -100}, {100, 100}, {-100, 100}}, {}}};
    shapeLakes(field, lakes);
    EXPECT_LT(field.heightM({0, 0}), 204) << "bed";
    EXPECT_LT(field.heightM({92, 0}), 205) << "just inside";
    EXPECT_GT(field.heightM({108, 0}), 205) << "just outside";
}

TEST(Terrain, ARiverLiesInABedThatNeverRises) {
    HeightField field = flatField(0);
    field.visit({{-300, -300}, {300, 300}},
                [](glm::dvec2 p, double& z) { z = 220 - p.x * 0.01 + 2 * std::sin(p.x / 30); });
    const HeightField before = field;
    const std::vector<River> rivers{{"river", "", 4, {{-250, 0}, {250, 0}}, {}}};
    carveRivers(field, rivers, {});
    double last = 1e300;
    for (double x = -240; x <= 240; x += 8) {
        EXPECT_LE(field.heightM({x, 0}), before.heightM({x, 0}) + 1e-9);
        EXPECT_LE(field.heightM({x, 0}), last + 0.05) << x;
        last = field.heightM({x, 0});
    }
}

TEST(Terrain, AStreetDoesNotTiltAcross) {
    HeightField field = flatField(0);
    field.visit({{-300, -300}, {300, 300}}, [](glm::dvec2 p, double& z) { z = 220 + 0.3 * p.y; });  // a steep hillside
    Street street;
    street.widthM = 6;
    street.sidewalk = Sidewalk::Both;
    street.line = {{-240, 0}, {240, 20}};
    const HeightField before = field;
    gradeStreets(field, before, std::vector<Street>{street}, {});
    for (double along = 60; along < 420; along += 20) {
        const OnLine here = alongLine(street.line, along);
        const glm::dvec2 side = leftOf(here.direction) * 3.0;
        EXPECT_LT(std::abs(field.heightM(here.point + side) - field.heightM(here.point - side)) / 6, 0.06) << along;
    }
}

TEST(Terrain, CoarseLevelsStayBelowTheLake) {
    Terrain terrain;
    terrain.levels[0] = flatField(206);
    const std::vector<Lake> lakes{{"lake", "", 205, {{-100, -100}, {100, -100}, {100, 100}, {-100, 100}}, {}}};
    shapeLakes(terrain.levels[0], lakes);
    finishLevels(terrain, lakes);
    for (const std::size_t level : {1U, 2U}) EXPECT_LT(terrain.levels[level].heightM({0, 0}), 205);
}

TEST(Drape, LiesOnEveryLevelExactlyAndKeepsItsArea) {
    Terrain terrain;
    terrain.levels[0] = buildRelief(smallSources().relief, kExtent, 7);
    finishLevels(terrain, {});
    const Assembler assembler{kExtent};
    const Area area = Area::band(Course{{-200, -150}, {30, 40}, {220, -20}}, 3.5);
    for (std::size_t level = 0; level < 3; ++level) {
        TileMeshes meshes;
        drape(meshes, terrain, level, assembler, area.triangles(), {3, 0.05, {}});
        double sum = 0;
        for (const auto& [tile, mesh] : meshes) {
            for (const MeshVertex& v : mesh.vertices) {
                EXPECT_NEAR(v.position.z, terrain.levels[level].heightM({v.position.x, v.position.y}) + 0.05, 1e-6);
                EXPECT_LT(std::abs(v.uv.x), 64);
                EXPECT_LT(std::abs(v.uv.y), 64.001F);
            }
            for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
                std::array<glm::dvec2, 3> t;
                for (std::size_t k = 0; k < 3; ++k) t[k] = glm::dvec2{mesh.vertices[mesh.indices[i + k]].position};
                sum += signedArea(t);
                // The middle of a piece lies on the ground too: no piece spans two of its triangles.
                const glm::dvec2 middle = (t[0] + t[1] + t[2]) / 3.0;
                const double z =
                    (mesh.vertices[mesh.indices[i]].position.z + mesh.vertices[mesh.indices[i + 1]].position.z +
                     mesh.vertices[mesh.indices[i + 2]].position.z) /
                    3;
                EXPECT_NEAR(z, terrain.levels[level].heightM(middle) + 0.05, 0.01);
            }
        }
        EXPECT_NEAR(sum, area.areaM2(), area.areaM2() * 0.002);
    }
}

TEST(Cover, LaterAreasLieOverEarlierOnesAndWaterOverAll) {
    const CoverGrid grid = buildCover(smallSources());
    EXPECT_EQ(grid.at({-150, 200}), city::CoverClass::Forest);
    EXPECT_EQ(grid.at({50, 0}), city::CoverClass::Lawn);
    EXPECT_EQ(grid.at({150, 130}), city::CoverClass::WaterBed);
    EXPECT_EQ(grid.at({-10, -200}), city::CoverClass::Field);
}

}  // namespace
}  // namespace twin::bake::testing
