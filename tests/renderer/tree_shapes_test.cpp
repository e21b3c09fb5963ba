// Shapes of trees, and the groups the GPU meets them and draws in.
#include <gtest/gtest.h>

#include "renderer/world/cull_groups.h"
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
