// Shapes of trees, and the groups the GPU meets them and draws in.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "renderer/world/cull_groups.h"
#include "renderer/world/leaf_pictures.h"
#include "renderer/world/tree_meshes.h"
#include "tests/renderer/tiny_town.h"

namespace twin::render {
namespace {

TEST(TreeShapes, EveryFormHasThreeLevelsThatGetSimpler) {
    const TreeMeshes meshes = makeTreeMeshes();
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        const auto triangles = [&](std::uint32_t level) {
            return meshes.ranges[form * shared::kTreeMeshes + level].indexCount / 3;
        };
        EXPECT_GT(triangles(0), 300U) << form;
        EXPECT_LE(triangles(0), 1500U) << form;
        EXPECT_LE(triangles(1), 150U) << form;
        EXPECT_LT(triangles(2), 20U) << form;
        EXPECT_GT(triangles(2), 8U) << form;
        EXPECT_EQ(triangles(kLeanTreeMesh), shared::kLeanTreeTriangles) << form;
    }
}

TEST(TreeShapes, IndicesStayInsideTheirMesh) {
    const TreeMeshes meshes = makeTreeMeshes();
    for (const shared::MeshRange& range : meshes.ranges) {
        for (std::uint32_t i = 0; i < range.indexCount; ++i) {
            ASSERT_LT(static_cast<std::size_t>(range.vertexOffset) + meshes.indices[range.firstIndex + i],
                      meshes.vertices.size());
        }
    }
}

TEST(TreeShapes, NearTreesOfTheSoftwareLevelDifferInTheirVerticesAlone) {
    const TreeMeshes meshes = makeTreeMeshes();
    const auto corner = [&](std::uint32_t form, std::uint32_t i) {
        return meshes.indices[meshes.ranges[form * shared::kTreeMeshes + kLeanTreeMesh].firstIndex + i];
    };
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < shared::kLeanTreeTriangles * 3; ++i) {
        most = std::max<std::uint32_t>(most, corner(0, i));
        for (std::uint32_t form = 1; form < shared::kTreeForms; ++form) EXPECT_EQ(corner(form, i), corner(0, i));
    }
    EXPECT_EQ(most + 1, shared::kLeanTreeVertices);
    EXPECT_EQ(makeLeanTreeIndices(meshes).size(),
              std::size_t{shared::kLeanTreeTriangles} * 3 * shared::kLeanTreesAtOnce);
}

TEST(TreeShapes, TreesStandOnTheGroundAndReachTheirHeight) {
    const TreeMeshes meshes = makeTreeMeshes();
    for (std::size_t i = 0; i < meshes.ranges.size(); ++i) {
        int low = 40000;
        int high = -40000;
        for (std::uint32_t k = 0; k < meshes.ranges[i].indexCount; ++k) {
            const TreeVertex& v = meshes.vertices[static_cast<std::size_t>(meshes.ranges[i].vertexOffset) +
                                                  meshes.indices[meshes.ranges[i].firstIndex + k]];
            low = std::min<int>(low, v.position[2]);
            high = std::max<int>(high, v.position[2]);
        }
        EXPECT_GT(low, -6000) << i;
        EXPECT_LT(low, 10000) << i;
        EXPECT_GT(high, 29000) << i;
    }
}

/// What tree_part.glsl reads of a vertex.
struct Part {
    bool card;
    std::uint32_t kind, clump, corner;
};
Part partOf(const TreeVertex& vertex) {
    const int n = vertex.position[3] - kTreeFirstLeaf;
    const bool card = n >= 0 && vertex.position[3] < kTreeFirstLump;
    const auto number = static_cast<std::uint32_t>(std::max(n, 0));
    return {card, number >> 12U, number >> 7U & 31U, number >> 3U & 3U};
}

TEST(TreeShapes, OnlyNearTreesAreOfCardsAndTheirCornersGoRound) {
    const TreeMeshes meshes = makeTreeMeshes();
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        for (std::uint32_t level = 0; level < shared::kTreeMeshes; ++level) {
            const shared::MeshRange& range = meshes.ranges[form * shared::kTreeMeshes + level];
            const auto vertex = [&](std::uint32_t i) -> const TreeVertex& {
                return meshes
                    .vertices[static_cast<std::size_t>(range.vertexOffset) + meshes.indices[range.firstIndex + i]];
            };
            std::uint32_t cards = 0;
            for (std::uint32_t i = 0; i < range.indexCount && level < 2; i += 3) {
                const std::array<Part, 3> at{partOf(vertex(i)), partOf(vertex(i + 1)), partOf(vertex(i + 2))};
                if (!at[0].card) continue;
                ++cards;
                EXPECT_EQ(at[0].corner, 0U);
                EXPECT_EQ(at[2].corner, at[1].corner + 1);
                for (const Part& part : at) {
                    EXPECT_TRUE(part.card);
                    EXPECT_EQ(part.clump, at[0].clump);
                    EXPECT_EQ(part.kind == shared::kLeafNeedles, form == shared::kTreeFormConifer);
                }
            }
            EXPECT_TRUE(level >= 2 || cards > 40) << form;
            // Far shapes and the software level's have one part of leaves, solid ones lumps.
            for (std::uint32_t i = 0; i < range.indexCount && level >= 2; ++i) {
                const std::int16_t part = vertex(i).position[3];
                EXPECT_TRUE(part == 0 || part == kTreeCore ||
                            (level == shared::kSolidTreeMesh ? part >= kTreeFirstLump : part == kTreeFirstLeaf))
                    << form << ' ' << level << ' ' << part;
            }
        }
    }
}

TEST(LeafPictures, AreTheSameEveryTimeAndCoverWhatTheyShould) {
    const std::vector<std::uint8_t> pictures = makeLeafPictures();
    EXPECT_EQ(pictures, makeLeafPictures());
    constexpr std::size_t kLayer = std::size_t{kLeafPicturePx} * kLeafPicturePx * 4;
    ASSERT_EQ(pictures.size(), kLayer * shared::kLeafPictures);
    const auto mean = [&](std::uint32_t layer, std::size_t channel) {
        double sum = 0;
        for (std::size_t i = channel; i < kLayer; i += 4) sum += pictures[layer * kLayer + i];
        return 4 * sum / kLayer / 255;
    };
    for (const std::uint32_t layer : {shared::kLeafBroad, shared::kLeafNarrow}) {
        EXPECT_GT(mean(layer, 0), 0.6) << "one sees too far through";
        EXPECT_LT(mean(layer, 0), 0.95) << "and no leaves at all";
        EXPECT_NEAR(mean(layer, 1), 0.5, 0.06) << "ranks are even";
        EXPECT_NEAR(mean(layer, 2), 0.47, 0.06) << "crowns keep their colour";
    }
    EXPECT_GT(mean(shared::kLeafNeedles, 0), 0.25);
    EXPECT_LT(mean(shared::kLeafTwigs, 0), 0.3) << "light comes through in winter";
    EXPECT_GT(mean(shared::kLeafTwigs, 0), 0.05);
    // What fills its picture once does not run over the edge, which would come back on the other side.
    for (const std::uint32_t layer : {shared::kLeafNeedles, shared::kLeafTwigs}) {
        for (std::size_t y = 0; y < kLeafPicturePx; ++y)
            EXPECT_LT(pictures[layer * kLayer + y * kLeafPicturePx * 4], 30) << y;
    }
}

TEST(TreeShapes, AreTheSameEveryTime) {
    const TreeMeshes a = makeTreeMeshes();
    const TreeMeshes b = makeTreeMeshes();
    EXPECT_EQ(a.indices, b.indices);
    ASSERT_EQ(a.vertices.size(), b.vertices.size());
    for (std::size_t i = 0; i < a.vertices.size(); ++i) ASSERT_EQ(a.vertices[i].position, b.vertices[i].position);
}

TEST(CullGroups, HoldEveryTreeOnceByForm) {
    const auto bytes = test::tinyTown();
    const auto city = city::City::view(bytes, "tiny town");
    ASSERT_TRUE(city) << city.error().what;
    ASSERT_TRUE(city->checkAll());
    const std::vector<shared::CullGroup> groups = groupTrees(city->trees(), city->species(), 100, 0);
    EXPECT_EQ(groups.size(), 2U) << "two forms, a few of each";
    std::uint32_t next = 100;
    for (const shared::CullGroup& group : groups) {
        EXPECT_EQ(group.first, next);
        EXPECT_EQ(group.seed, next - 100);
        EXPECT_LE(group.count, shared::kGroupSize);
        for (const city::Tree& tree : city->trees().subspan(group.seed, group.count)) {
            EXPECT_EQ(static_cast<std::uint32_t>(city->species()[tree.species].form), group.form);
            const glm::vec3 foot(tree.foot[0], tree.foot[1], tree.foot[2]);
            EXPECT_LE(glm::length(foot - group.centre), group.radius);
        }
        next += group.count;
    }
    EXPECT_EQ(next, 100 + city->trees().size());
}

TEST(CullGroups, HoldEveryDrawOnceAndItsSphere) {
    std::vector<city::Draw> draws(2 * shared::kGroupSize + 5);
    for (std::size_t i = 0; i < draws.size(); ++i) {
        draws[i].centre = {static_cast<float>(i % 17) * 9, static_cast<float>(i % 5) * 31, 200};
        draws[i].radiusM = static_cast<float>(i % 7);
    }
    const std::vector<shared::CullGroup> groups = groupDraws(draws, 7);
    ASSERT_EQ(groups.size(), 3U);
    std::uint32_t next = 7;
    for (const shared::CullGroup& group : groups) {
        EXPECT_EQ(group.first, next);
        for (const city::Draw& draw : std::span(draws).subspan(group.first - 7, group.count)) {
            const glm::vec3 centre{draw.centre[0], draw.centre[1], draw.centre[2]};
            EXPECT_LE(glm::length(centre - group.centre) + draw.radiusM, group.radius * 1.0001F + draw.radiusM);
        }
        next += group.count;
    }
    EXPECT_EQ(next, 7 + draws.size());
}

}  // namespace
}  // namespace twin::render
