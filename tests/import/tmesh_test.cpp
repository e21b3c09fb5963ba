// The file between twin-import and twin: what is written is read again, and nothing damaged passes as whole.
#include "scene/model/tmesh.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <limits>
#include <random>

namespace twin::import {
namespace {

Tmesh sample() {
    Tmesh mesh;
    mesh.vertices.resize(4);
    for (std::size_t i = 0; i < 4; ++i) {
        mesh.vertices[i].position = {static_cast<float>(i % 2), static_cast<float>(i / 2), 0};
        mesh.vertices[i].normal = {0, 0, 1};
        mesh.vertices[i].uv = {static_cast<float>(i), -1};
    }
    mesh.indices = {0, 1, 2, 1, 3, 2};
    mesh.parts.resize(2);
    mesh.parts[0] = {0, 3, {1, 0.5F, 0, 1}, 0, kTmeshDoubleSided};
    mesh.parts[1] = {3, 3, {0, 0, 0, 0.25F}, -1, 0};
    mesh.textures.push_back({{2, 1}, {1, 2, 3, 4, 5, 6, 7, 8}});
    mesh.size = {1, 1, 0};
    mesh.origin = {3e6, -5, 0.125};
    return mesh;
}

TEST(Tmesh, WhatIsWrittenIsReadAgain) {
    const Tmesh mesh = sample();
    const auto bytes = packTmesh(mesh);
    EXPECT_EQ(checkTmesh(bytes), "");
    Tmesh read;
    ASSERT_EQ(unpackTmesh(bytes, read), "");
    EXPECT_EQ(read.indices, mesh.indices);
    EXPECT_EQ(std::memcmp(read.vertices.data(), mesh.vertices.data(), 4 * sizeof(TmeshVertex)), 0);
    EXPECT_EQ(read.parts[1].baseColour, mesh.parts[1].baseColour);
    EXPECT_EQ(read.textures[0].rgba, mesh.textures[0].rgba);
    EXPECT_EQ(read.origin, mesh.origin);
    EXPECT_EQ(packTmesh(read), bytes);
}

TEST(Tmesh, EveryShorterFileIsRefused) {
    const auto bytes = packTmesh(sample());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_NE(checkTmesh(std::span{bytes}.first(length)), "") << length;
    }
    auto longer = bytes;
    longer.push_back(std::byte{0});
    EXPECT_NE(checkTmesh(longer), "");
}

TEST(Tmesh, EveryRuleIsHeld) {
    const auto refused = [](auto spoil) {
        Tmesh mesh = sample();
        spoil(mesh);
        return !checkTmesh(packTmesh(mesh)).empty();
    };
    EXPECT_TRUE(refused([](Tmesh& m) { m.indices[0] = 4; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.indices.clear(); }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.indices.pop_back(); }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts.pop_back(); }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts.clear(); }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts[1].firstIndex = 0; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts[0].texture = 1; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts[0].texture = -2; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts[0].flags = 2; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.parts[0].baseColour[0] = 1.5F; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.vertices[0].position[0] = std::numeric_limits<float>::quiet_NaN(); }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.vertices[0].uv[0] = std::numeric_limits<float>::infinity(); }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.textures[0].size.widthPx = 3; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.textures[0].size.heightPx = 0; }));
    EXPECT_TRUE(refused([](Tmesh& m) { m.origin[2] = std::numeric_limits<double>::infinity(); }));
}

TEST(Tmesh, DamagedBytesAreRefusedOrHarmless) {
    const auto bytes = packTmesh(sample());
    std::mt19937 random{7};
    for (int round = 0; round < 20000; ++round) {
        auto damaged = bytes;
        for (int i = 0; i < 1 + round % 3; ++i) {
            // Half of the damage goes into the header, where it does most.
            const std::size_t range = random() % 2 == 0 ? sizeof(TmeshHeader) : damaged.size();
            damaged[random() % range] = static_cast<std::byte>(random() % 4 == 0 ? 0xFF : random() % 256);
        }
        Tmesh read;
        if (!unpackTmesh(damaged, read).empty()) continue;
        for (const std::uint32_t index : read.indices) ASSERT_LT(index, read.vertices.size());
        ASSERT_EQ(packTmesh(read).size(), damaged.size());
    }
}

}  // namespace
}  // namespace twin::import
