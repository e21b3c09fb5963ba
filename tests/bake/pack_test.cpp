#include <cmath>
#include <map>
#include <set>

#include "scene/base/hash.h"
#include "scene/city/city.h"
#include "scene/city/ground.h"
#include "scene/strategy/strategy.h"
#include "tests/bake/small_town.h"
#include "tools/bake/geometry/plane.h"
#include "tools/bake/pack/assembler.h"
#include "tools/bake/pack/tile_cut.h"

namespace twin::bake::testing {
namespace {

using city::City;

/// The baked small town as the program sees it.
const City& baked() {
    static const City town = [] {
        Result<City> viewed = City::view(smallCity(), "small.city");
        if (!viewed) ADD_FAILURE() << viewed.error().what;
        return std::move(*viewed);
    }();
    return town;
}

float halfToFloat(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31, mantissa = bits & 1023;
    const float value = exponent == 0 ? std::ldexp(static_cast<float>(mantissa), -24)
                                      : std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
    return (bits & 0x8000) != 0 ? -value : value;
}

TEST(Pack, TheSameSourcesGiveTheSameBytes) {
    const auto again = bake::bake(smallSources(), [](std::string_view, double) {});
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, smallCity());
}

TEST(Pack, ReadingTheSourcesAgainGivesTheSameBytes) {
    Faults faults;
    const Result<Sources> sources = readSources(smallFolder(), faults);
    ASSERT_TRUE(sources);
    const auto again = bake::bake(*sources, [](std::string_view, double) {});
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, smallCity());
}

TEST(Pack, EveryVertexLiesInItsDrawsSphereAndItsElementsBox) {
    for (const city::Draw& draw : baked().draws()) {
        const city::Tile& tile = baked().tiles()[draw.tile];
        const city::Element& element = baked().elements()[draw.element];
        for (std::uint32_t i = 0; i < draw.indexCount; ++i) {
            const city::Vertex& v =
                baked()
                    .vertices()[static_cast<std::size_t>(draw.vertexOffset) + baked().indices()[draw.firstIndex + i]];
            const glm::dvec3 p{tile.west + v.xq / 128.0F - 128, tile.south + v.yq / 128.0F - 128, 100 + v.zq / 128.0F};
            const glm::dvec3 centre{draw.centre[0], draw.centre[1], draw.centre[2]};
            ASSERT_LE(glm::distance(p, centre), draw.radiusM + 0.05);
            for (int k = 0; k < 3; ++k) {
                const auto axis = static_cast<std::size_t>(k);
                ASSERT_GE(p[k], static_cast<double>(element.boxMin[axis]) - 0.02);
                ASSERT_LE(p[k], static_cast<double>(element.boxMax[axis]) + 0.02);
            }
        }
    }
}

TEST(Pack, TextureCoordinatesStayFine) {
    for (const city::Vertex& v : baked().vertices()) {
        ASSERT_LE(std::abs(halfToFloat(v.u)), 64.0F);
        ASSERT_LE(std::abs(halfToFloat(v.v)), 64.0F);
    }
}

TEST(Pack, EveryStreetHasItsPathOnTheGround) {
    ASSERT_EQ(baked().paths().size(), smallSources().streets.size());
    for (const city::Path& path : baked().paths()) {
        EXPECT_GT(path.widthM, 1);
        for (const city::PathPoint& p : baked().pathPoints().subspan(path.firstPoint, path.pointCount)) {
            const double ground = city::groundHeightM(baked().heightGrid(), baked().heightsCm(),
                                                      static_cast<double>(p.x), static_cast<double>(p.y));
            EXPECT_NEAR(static_cast<double>(p.z), ground, 0.3);
        }
    }
}

TEST(Pack, DrawsAndTreesAreGroupedByTile) {
    std::uint32_t draw = 0, tree = 0;
    for (std::size_t i = 0; i < baked().tiles().size(); ++i) {
        const city::Tile& tile = baked().tiles()[i];
        EXPECT_EQ(tile.firstDraw, draw);
        EXPECT_EQ(tile.firstTree, tree);
        for (std::uint32_t k = 0; k < tile.drawCount; ++k) EXPECT_EQ(baked().draws()[draw + k].tile, i);
        draw += tile.drawCount;
        tree += tile.treeCount;
    }
    EXPECT_EQ(draw, baked().draws().size());
    EXPECT_EQ(tree, baked().trees().size());
}

TEST(Pack, ExactlyOneLevelOfTheGroundIsShownAtAnyDistance) {
    for (std::size_t tile = 0; tile < baked().tiles().size(); ++tile) {
        for (const float distance : {0.0F, 300.0F, 699.9F, 700.0F, 1500.0F, 1800.0F, 9000.0F}) {
            int shown = 0;
            for (const city::Draw& draw : baked().draws()) {
                if (draw.tile == tile && (draw.flags & city::kDrawTerrain) != 0 && draw.lodNearM <= distance &&
                    distance < draw.lodFarM)
                    ++shown;
            }
            EXPECT_EQ(shown, 1) << "tile " << tile << " at " << distance;
        }
    }
}

TEST(Pack, WhatLiesOnTheGroundChangesWithIt) {
    for (const city::Draw& draw : baked().draws()) {
        if ((draw.flags & city::kDrawOnGround) == 0 || draw.lodFarM > 1e8F) continue;
        for (const city::Draw& ground : baked().draws()) {
            if (ground.tile == draw.tile && (ground.flags & city::kDrawTerrain) != 0) {
                EXPECT_EQ(ground.centre, draw.centre);
            }
        }
    }
}

TEST(Pack, EveryHouseHasADetailedAndASimpleForm) {
    std::map<std::uint32_t, std::vector<const city::Draw*>> draws;
    for (const city::Draw& draw : baked().draws()) {
        const city::Element& element = baked().elements()[draw.element];
        if (element.layer == city::Layer::Buildings && baked().text(element.kind) != "together")
            draws[draw.element].push_back(&draw);
    }
    EXPECT_GT(draws.size(), 20U);
    for (const auto& [element, both] : draws) {
        ASSERT_EQ(both.size(), 2U);
        EXPECT_EQ(both[0]->lodFarM, both[1]->lodNearM);
        EXPECT_EQ(both[0]->centre, both[1]->centre);
        EXPECT_LE(both[1]->indexCount / 3, 40U) << "a house and a shed at 20 triangles each";
        EXPECT_GT(both[0]->indexCount, both[1]->indexCount);
    }
}

TEST(Pack, IdsAreUniqueAndTheirOwnHash) {
    std::set<std::uint64_t> seen;
    for (const city::Element& element : baked().elements()) {
        EXPECT_EQ(element.id, hash64(baked().text(element.idText)));
        EXPECT_TRUE(seen.insert(element.id).second) << baked().text(element.idText);
    }
}

TEST(Pack, TreesStandOnTheGroundInTheirTile) {
    for (const city::Tile& tile : baked().tiles()) {
        for (const city::Tree& tree : baked().trees().subspan(tile.firstTree, tile.treeCount)) {
            EXPECT_GE(tree.foot[0], tile.west);
            EXPECT_LT(tree.foot[0], tile.west + city::kTileM);
            EXPECT_NEAR(tree.foot[2],
                        city::groundHeightM(baked().heightGrid(), baked().heightsCm(), tree.foot[0], tree.foot[1]),
                        0.7);
            EXPECT_GT(tree.crownM, 0);
        }
    }
}

TEST(Pack, PlantedTreesGrowAndCarryTheDatesOfTheirTask) {
    int planted = 0;
    for (const city::Tree& tree : baked().trees()) {
        const city::Element& element = baked().elements()[tree.element];
        if (baked().text(element.idText) != "row") continue;
        ++planted;
        EXPECT_GT(tree.growthMPerYear, 0.1F);
        EXPECT_EQ(formatDate(element.standsFrom), "2026-05-31");
    }
    EXPECT_EQ(planted, 11) << "100 m, a tree every 10 m, both ends";
}

TEST(Pack, TheStrategySectionIsReadByTheProgram) {
    const auto strategy = strategy::Strategy::parse(baked().strategyJson(), baked().elements().size());
    ASSERT_TRUE(strategy) << strategy.error().what;
    ASSERT_EQ(strategy->tasks.size(), 1U);
    EXPECT_EQ(strategy->tasks[0].elements.size(), 2U) << "the pier and the row of trees";
    EXPECT_EQ(strategy->phases.size(), 2U);
    EXPECT_EQ(strategy->undertakings[0].money->total, 100);
}

TEST(Pack, LabelsNameStreetsWaterAndDistricts) {
    std::map<city::LabelKind, int> count;
    for (const city::Label& label : baked().labels()) ++count[label.kind];
    EXPECT_EQ(count[city::LabelKind::Street], 2);
    EXPECT_EQ(count[city::LabelKind::Water], 2);
    EXPECT_EQ(count[city::LabelKind::District], 1);
    EXPECT_EQ(count[city::LabelKind::Landmark], 1);
}

TEST(TileCut, ALargeTriangleIsCutIntoTilesAndKeepsItsArea) {
    const Assembler assembler{{-512, 512, -512, 512}};
    Mesh mesh;
    MeshBuilder{mesh}.triangle({-500, -500, 200}, {500, -500, 200}, {0, 500, 200}, 0);
    double sum = 0;
    const auto parts = cutIntoTiles(mesh, assembler);
    EXPECT_GT(parts.size(), 8U);
    for (const auto& [tile, part] : parts) {
        const glm::dvec2 corner = assembler.tileCorner(tile);
        for (const MeshVertex& v : part.vertices) {
            EXPECT_GE(v.position.x, corner.x - 128.001);
            EXPECT_LE(v.position.x, corner.x + 384.001);
        }
        for (std::size_t i = 0; i < part.indices.size(); i += 3) {
            std::array<glm::dvec2, 3> t;
            for (std::size_t k = 0; k < 3; ++k) t[k] = glm::dvec2{part.vertices[part.indices[i + k]].position};
            sum += signedArea(t);
        }
    }
    EXPECT_NEAR(sum, 500'000, 1);
}

TEST(Assembler, NormalsSurviveOctahedralBytes) {
    for (const glm::vec3 n : {glm::vec3{0, 0, 1}, {1, 0, 0}, {0, -1, 0}, {0.577F, -0.577F, -0.577F}, {0, 0, -1}}) {
        const auto oct = octahedral(n);
        glm::vec3 back{static_cast<float>(oct[0]) / 127, static_cast<float>(oct[1]) / 127, 0};
        back.z = 1 - std::abs(back.x) - std::abs(back.y);
        if (back.z < 0) {
            const glm::vec2 folded =
                (1.0F - glm::abs(glm::vec2{back.y, back.x})) * glm::vec2{back.x >= 0 ? 1 : -1, back.y >= 0 ? 1 : -1};
            back.x = folded.x;
            back.y = folded.y;
        }
        EXPECT_GT(glm::dot(glm::normalize(back), n), 0.999F);
    }
}

TEST(Assembler, EqualRunsOfIndicesAreKeptOnce) {
    Assembler assembler{{-256, 256, -256, 256}};
    const std::uint32_t element = assembler.addElement({"a", "", "house", {}, {}, city::Layer::Buildings});
    Mesh mesh;
    MeshBuilder{mesh}.box({0, 0, 200}, {5, 5, 205}, 0);
    assembler.addMesh(element, mesh, {});
    mesh.place({20, 20, 0}, 45);
    assembler.addMesh(element, mesh, {});
    const Assembler::Tables tables = assembler.finish();
    ASSERT_EQ(tables.draws.size(), 2U);
    EXPECT_EQ(tables.draws[0].firstIndex, tables.draws[1].firstIndex);
    EXPECT_EQ(tables.indices.size(), mesh.indices.size());
}

TEST(Assembler, CornersThatAreTheSameAreKeptOnce) {
    Assembler assembler{{-256, 256, -256, 256}};
    const std::uint32_t element = assembler.addElement({"a", "", "house", {}, {}, city::Layer::Buildings});
    Mesh mesh;
    MeshBuilder{mesh}.quad({0, 0, 200}, {5, 0, 200}, {5, 5, 200}, {0, 5, 200}, 0);
    MeshBuilder{mesh}.quad({0, 0, 200}, {5, 0, 200}, {5, 0, 205}, {0, 0, 205}, 0);
    ASSERT_EQ(mesh.vertices.size(), 12U) << "built triangle by triangle";
    assembler.addMesh(element, mesh, {});
    const Assembler::Tables tables = assembler.finish();
    EXPECT_EQ(tables.vertices.size(), 8U) << "the two squares have different normals";
    ASSERT_EQ(tables.indices.size(), 12U);
    for (std::size_t i = 0; i < 12; ++i) {
        const city::Vertex& v = tables.vertices[tables.indices[i]];
        EXPECT_NEAR(static_cast<double>(v.zq) / 128 + 100, mesh.vertices[mesh.indices[i]].position.z, 0.01);
    }
}

TEST(Pack, StreetLampsStandBesideStreetsWhereThereAreHouses) {
    const City& town = baked();
    const Sources& sources = smallSources();
    std::size_t alongStreets = 0;
    for (const city::Lamp& lamp : town.lamps()) {
        const city::Element& element = town.elements()[lamp.element];
        if (!town.text(element.idText).starts_with("lamps-")) continue;
        ++alongStreets;
        EXPECT_EQ(element.basis, city::Basis::Schematic);
        const glm::dvec2 at{lamp.at[0], lamp.at[1]};
        const double above = lamp.at[2] - city::groundHeightM(town.heightGrid(), town.heightsCm(), at.x, at.y);
        EXPECT_GT(above, 3.5);
        EXPECT_LT(above, 9.5);
        EXPECT_GT(lamp.reachM, above) << "it lights its own foot";
        // An arm of 1.8 m reaches over the kerb, no farther.
        double beyondKerb = 1e9;
        for (const Street& street : sources.streets)
            beyondKerb = std::min(beyondKerb, nearestOnLine(street.line, at).distanceM - street.widthM / 2);
        EXPECT_GT(beyondKerb, -1.6);
        EXPECT_LT(beyondKerb, 1.2);
    }
    EXPECT_GT(alongStreets, 4U);
}

}  // namespace
}  // namespace twin::bake::testing
