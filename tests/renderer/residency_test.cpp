// Which blocks are brought to the device for a view, never fewer than culling may draw, and where they go there.
#include "renderer/world/residency.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "renderer/world/views.h"
#include "tests/renderer/tiny_town.h"

namespace twin::render {
namespace {

class TinyBlocks : public ::testing::Test {
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

TEST_F(TinyBlocks, WhatLiesBehindTheEyeStaysWhereItIs) {
    ASSERT_TRUE(city);
    const shared::FrameData towards = lookingFrom({128, -300, 260}, {128, 128, 220});
    const shared::FrameData away = lookingFrom({128, -900, 260}, {128, -2000, 260});
    std::size_t seen = 0;
    for (const city::Block& block : city->blocks()) {
        seen += mayBeSeen(block, towards) ? 1 : 0;
        EXPECT_FALSE(mayBeSeen(block, away));
    }
    EXPECT_GT(seen, 0U);
}

TEST_F(TinyBlocks, WithoutCullingDistanceAloneDecides) {
    city::Block block;
    block.radiusM = 10;
    block.lodNearM = 700;
    block.lodFarM = 1800;
    const auto at = [&](double metres, std::uint32_t flags) {
        shared::FrameData frame = lookingFrom({metres, 0, 0}, {2 * metres, 0, 0});  // away from it
        frame.flags = flags;
        return mayBeSeen(block, frame);
    };
    EXPECT_FALSE(at(600, 0));
    EXPECT_TRUE(at(900, 0));
    EXPECT_FALSE(at(1900, 0));
    EXPECT_FALSE(at(900, shared::kFrameCulling));
    EXPECT_FALSE(at(900, shared::kFrameFullDetail)) << "full detail asks for the nearest level only";
}

TEST_F(TinyBlocks, TheIndexFindsWhatLookingAtEachBlockFinds) {
    const std::vector<std::byte> grid = test::tinyTown(40);  // 25 regions
    const Result<city::City> wide = city::City::view(grid, "grid");
    ASSERT_TRUE(wide) << wide.error().what;
    const BlockIndex index{*wide};
    for (const double heading : {0.0, 1.1, 2.9, 4.4}) {
        const glm::dvec3 eye{5000, 5000, 300};
        shared::FrameData frame = lookingFrom(eye, eye + glm::dvec3(std::sin(heading), std::cos(heading), -0.1));
        for (const std::uint32_t flags : {shared::kFrameCulling, 0U, shared::kFrameFullDetail}) {
            frame.flags = flags;
            std::vector<std::uint32_t> found, looked;
            index.eachSeen(frame, [&](std::uint32_t block) { found.push_back(block); });
            for (std::uint32_t i = 0; i < wide->blocks().size(); ++i) {
                if (mayBeSeen(wide->blocks()[i], frame)) looked.push_back(i);
            }
            std::sort(found.begin(), found.end());
            EXPECT_EQ(found, looked);
            EXPECT_FALSE(found.empty());
        }
    }
}

TEST(RangePool, HandsOutWhatDoesNotOverlapAndTakesItBack) {
    RangePool pool{100};
    const auto a = pool.take(40), b = pool.take(40), c = pool.take(20);
    ASSERT_TRUE(a && b && c);
    EXPECT_EQ(a->first, 0U);
    EXPECT_EQ(b->first, 40U);
    EXPECT_EQ(c->first, 80U);
    EXPECT_FALSE(pool.take(1));
    EXPECT_TRUE(pool.take(0)) << "nothing always fits";
    pool.give(*a);
    pool.give(*c);
    EXPECT_EQ(pool.taken(), 40U);
    EXPECT_FALSE(pool.take(41)) << "two gaps are not one";
    pool.give(*b);  // joins both
    const auto all = pool.take(100);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->first, 0U);
}

TEST(RangePool, StaysWholeThroughManyChanges) {
    RangePool pool{1000};
    std::vector<Range> held;
    std::uint32_t seed = 1;
    for (int i = 0; i < 5000; ++i) {
        seed = seed * 1664525U + 1013904223U;
        if ((seed >> 16U) % 2 == 0 && !held.empty()) {
            const std::size_t at = (seed >> 8U) % held.size();
            pool.give(held[at]);
            held.erase(held.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (const auto got = pool.take(1 + (seed >> 20U) % 60)) {
            for (const Range& other : held)
                ASSERT_TRUE(got->first + got->count <= other.first || other.first + other.count <= got->first);
            ASSERT_LE(got->first + got->count, 1000U);
            held.push_back(*got);
        }
    }
    for (const Range& range : held) pool.give(range);
    EXPECT_EQ(pool.taken(), 0U);
    EXPECT_TRUE(pool.take(1000)) << "all gaps have joined";
}

}  // namespace
}  // namespace twin::render
