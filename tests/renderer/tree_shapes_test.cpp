// Shapes of trees, and the order the GPU meets them in.
#include <gtest/gtest.h>

#include <set>

#include "renderer/world/tree_groups.h"
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

TEST(TreeOrder, KeepsEveryTreeOnceAndGroupsByForm) {
    const auto bytes = test::tinyTown();
    const auto city = city::City::view(bytes, "tiny town");
    ASSERT_TRUE(city) << city.error().what;
    const TreeOrder order = orderTrees(*city);
    ASSERT_EQ(order.trees.size(), city->trees().size());
    std::multiset<std::uint16_t> before;
    std::multiset<std::uint16_t> after;
    for (const city::Tree& tree : city->trees()) before.insert(tree.yaw);
    for (const city::Tree& tree : order.trees) after.insert(tree.yaw);
    EXPECT_EQ(before, after);
    std::uint32_t covered = 0;
    for (const shared::TreeGroup& group : order.groups) {
        covered += group.count;
        EXPECT_LE(group.count, shared::kGroupSize);
        for (std::uint32_t i = group.first; i < group.first + group.count; ++i) {
            EXPECT_EQ(static_cast<std::uint32_t>(city->species()[order.trees[i].species].form), group.form);
            const glm::vec3 foot(order.trees[i].foot[0], order.trees[i].foot[1], order.trees[i].foot[2]);
            EXPECT_LE(glm::length(foot - group.centre), group.radius);
        }
    }
    EXPECT_EQ(covered, order.trees.size());
    EXPECT_EQ(order.formRanges[shared::kTreeForms], order.groups.size());
}

}  // namespace
}  // namespace twin::render
