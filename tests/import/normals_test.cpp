// Normals of surfaces that bring none: smooth over gentle bends, sharp over edges.
#include "tools/import/normals.h"

#include <gtest/gtest.h>

#include <limits>

namespace twin::import {
namespace {

/// Two squares that meet in an edge along x; the second rises by `rise` over 1.
std::vector<glm::vec3> foldedNormals(float rise) {
    const std::vector<glm::vec3> positions{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {1, 2, rise}, {0, 2, rise}};
    const std::vector<std::uint32_t> indices{0, 1, 2, 0, 2, 3, 3, 2, 4, 3, 4, 5};
    return cornerNormals(positions, indices, 40);
}

TEST(CornerNormals, GentleBendIsSmooth) {
    const auto normals = foldedNormals(0.3F);
    EXPECT_LT(normals[2].y, -0.05F) << "a corner on the edge takes part of both sides";
    EXPECT_GT(normals[2].z, 0.9F);
    EXPECT_FLOAT_EQ(normals[0].z, 1) << "a corner off the edge does not";
}

TEST(CornerNormals, EdgeStaysSharp) {
    const auto normals = foldedNormals(2);
    EXPECT_FLOAT_EQ(normals[2].z, 1);
    EXPECT_LT(normals[6].y, -0.8F);
}

TEST(CornerNormals, BrokenCornersGetZeros) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::vector<glm::vec3> positions{{0, 0, 0}, {1, 0, 0}, {nan, 1, 0}};
    const std::vector<std::uint32_t> indices{0, 1, 2, 0, 1, 1, 0, 1, 99};
    for (const glm::vec3& normal : cornerNormals(positions, indices, 40)) EXPECT_EQ(normal, glm::vec3{0});
    EXPECT_TRUE(cornerNormals({}, {}, 40).empty());
}

}  // namespace
}  // namespace twin::import
