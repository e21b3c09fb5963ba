// Fewer triangles where ground is flat: how far the surface may move, and what must not.
#include "tools/bake/pack/simplify.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>

namespace twin::bake {
namespace {

constexpr std::uint32_t kCells = 16;

Mesh grid(const std::function<double(double, double)>& height) {
    Mesh mesh;
    for (std::uint32_t r = 0; r <= kCells; ++r) {
        for (std::uint32_t c = 0; c <= kCells; ++c) {
            MeshVertex v;
            v.position = {8.0 * c, 8.0 * r, height(8.0 * c, 8.0 * r)};
            mesh.vertices.push_back(v);
        }
    }
    const std::uint32_t row = kCells + 1;
    for (std::uint32_t r = 0; r < kCells; ++r) {
        for (std::uint32_t c = 0; c < kCells; ++c) {
            const std::uint32_t i = r * row + c;
            mesh.indices.insert(mesh.indices.end(), {i, i + 1, i + row + 1, i, i + row + 1, i + row});
        }
    }
    return mesh;
}

double areaSeenFromAbove(const Mesh& mesh) {
    double area = 0;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const glm::dvec2 a = mesh.vertices[mesh.indices[i]].position, b = mesh.vertices[mesh.indices[i + 1]].position,
                         c = mesh.vertices[mesh.indices[i + 2]].position;
        area += ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
    }
    return area;
}

TEST(Simplify, FlatGroundKeepsItsBorderAndLittleElse) {
    Mesh mesh = grid([](double, double) { return 5.0; });
    const std::size_t before = mesh.indices.size();
    simplify(mesh, 0.02, true);
    EXPECT_LT(mesh.indices.size(), before / 3);
    EXPECT_NEAR(areaSeenFromAbove(mesh), 128.0 * 128.0, 1e-6) << "a hole, or a triangle turned over";
    std::set<std::uint32_t> used(mesh.indices.begin(), mesh.indices.end());
    for (std::uint32_t c = 0; c <= kCells; ++c) EXPECT_TRUE(used.contains(c)) << "border vertex " << c;
}

TEST(Simplify, AStepHigherThanTheErrorStays) {
    const auto step = [](double x, double) { return x < 60 ? 0.0 : 1.5; };
    Mesh mesh = grid(step);
    simplify(mesh, 0.02, true);
    dropUnused(mesh);
    // No triangle may bridge the step other than the cells that did.
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        double low = 1e9, high = -1e9, west = 1e9, east = -1e9;
        for (std::size_t k = 0; k < 3; ++k) {
            const glm::dvec3 p = mesh.vertices[mesh.indices[i + k]].position;
            low = std::min(low, p.z), high = std::max(high, p.z);
            west = std::min(west, p.x), east = std::max(east, p.x);
        }
        if (high - low > 0.1) {
            EXPECT_LE(east - west, 8.001);
        }
    }
}

TEST(Simplify, UnusedVerticesGoAndTheRestKeepTheirOrder) {
    Mesh mesh = grid([](double x, double) { return x; });
    mesh.indices = {40, 2, 7};
    const glm::dvec3 first = mesh.vertices[40].position, second = mesh.vertices[2].position;
    dropUnused(mesh);
    ASSERT_EQ(mesh.vertices.size(), 3U);
    EXPECT_EQ(mesh.indices, (std::vector<std::uint32_t>{2, 0, 1}));
    EXPECT_EQ(mesh.vertices[2].position, first);
    EXPECT_EQ(mesh.vertices[0].position, second);
}

void addBox(Mesh& mesh, glm::dvec3 at, glm::dvec3 size) {
    // Faces of their own corners, as builders make them: they hang together by their places.
    for (int axis = 0; axis < 3; ++axis) {
        for (const double side : {0.0, 1.0}) {
            const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
            for (const auto& [a, b] : {std::pair{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}}) {
                glm::dvec3 p{};
                p[axis] = side;
                p[(axis + 1) % 3] = a;
                p[(axis + 2) % 3] = b;
                MeshVertex v;
                v.position = at + p * size;
                mesh.vertices.push_back(v);
            }
            mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
        }
    }
}

TEST(SmallParts, GoWhereTheyAreBelowAPixelAndLongThinOnesStayLonger) {
    Mesh mesh;
    addBox(mesh, {0, 0, 0}, {10, 8, 6});        // a house: 8.9 m
    addBox(mesh, {12, 0, 0}, {0.1, 0.1, 10});   // a pole: 1 m
    addBox(mesh, {14, 0, 0}, {0.3, 0.3, 0.3});  // a pebble
    addBox(mesh, {10, 0, 0}, {0.2, 0.2, 0.2});  // a knob that touches the house by a corner is part of it
    const auto triangles = [&](double sizeM) { return withoutSmallParts(mesh, sizeM).indices.size() / 3; };
    EXPECT_EQ(triangles(0), 48U);
    EXPECT_EQ(triangles(0.5), 36U);
    EXPECT_EQ(triangles(1.2), 24U);
    EXPECT_EQ(triangles(20), 0U);
    const Mesh kept = withoutSmallParts(mesh, 1.2);
    EXPECT_EQ(kept.vertices.size(), 48U) << "corners of parts that went are still there";
    for (const MeshVertex& v : kept.vertices) EXPECT_LE(v.position.x, 10.2001);
}

}  // namespace
}  // namespace twin::bake
