// Which vertices are brought to the device for a view: never fewer than culling may draw.
#include "renderer/world/residency.h"

#include <gtest/gtest.h>

#include "renderer/world/views.h"
#include "tests/renderer/tiny_town.h"

namespace twin::render {
namespace {

class TinyLevels : public ::testing::Test {
protected:
    std::vector<std::byte> bytes = test::tinyTown();
    Result<city::City> city = city::City::view(bytes, "tiny");

    static shared::FrameData lookingFrom(glm::dvec3 eye, glm::dvec3 target) {
        shared::FrameData frame{};
        frame.flags = shared::kFrameCulling;
        setCamera(frame, {eye, target, 0.8}, {640, 360});
        return frame;
    }
};

TEST_F(TinyLevels, EveryVertexOfEveryDrawBelongsToALevel) {
    ASSERT_TRUE(city);
    const std::vector<TileLevel> levels = tileLevels(*city);
    ASSERT_FALSE(levels.empty());
    for (const city::Draw& draw : city->draws()) {
        std::uint32_t last = 0;
        for (const std::uint32_t index : city->indices().subspan(draw.firstIndex, draw.indexCount)) {
            last = std::max(last, index);
        }
        const auto first = static_cast<std::uint32_t>(draw.vertexOffset);
        bool held = false;
        for (const TileLevel& level : levels) {
            held = held || (level.firstVertex <= first && first + last < level.endVertex);
        }
        EXPECT_TRUE(held) << "the draw at vertex " << first;
    }
}

TEST_F(TinyLevels, WhatLiesBehindTheEyeStaysWhereItIs) {
    ASSERT_TRUE(city);
    const shared::FrameData towards = lookingFrom({128, -300, 260}, {128, 128, 220});
    const shared::FrameData away = lookingFrom({128, -900, 260}, {128, -2000, 260});
    std::size_t seen = 0;
    for (const TileLevel& level : tileLevels(*city)) {
        seen += mayBeSeen(level, towards) ? 1 : 0;
        EXPECT_FALSE(mayBeSeen(level, away));
    }
    EXPECT_GT(seen, 0U);
}

TEST_F(TinyLevels, WithoutCullingDistanceAloneDecides) {
    TileLevel level;
    level.low = level.high = {0, 0, 0};
    level.radius = 10;
    level.lodNear = 700;
    level.lodFar = 1800;
    const auto at = [&](double metres, std::uint32_t flags) {
        shared::FrameData frame = lookingFrom({metres, 0, 0}, {2 * metres, 0, 0});  // away from it
        frame.flags = flags;
        return mayBeSeen(level, frame);
    };
    EXPECT_FALSE(at(600, 0));
    EXPECT_TRUE(at(900, 0));
    EXPECT_FALSE(at(1900, 0));
    EXPECT_FALSE(at(900, shared::kFrameCulling));
    EXPECT_FALSE(at(900, shared::kFrameFullDetail)) << "full detail asks for the nearest level only";
}

}  // namespace
}  // namespace twin::render
