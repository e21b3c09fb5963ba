// The town comes and goes by block, and nobody sees it: not in the picture, and not while the camera rests.
#include <algorithm>
#include <cstring>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// 12 x 12 tiles, 3 km a side: far more than one view shows.
class StreamTest : public PictureTest {
protected:
    static constexpr std::uint32_t kSide = 12;
    void SetUp() override {}

    void startWith(std::uint64_t townBudgetBytes, Quality quality = Quality::Low) {
        CreateInfo info = usual();
        info.quality = quality;
        info.townBudgetBytes = townBudgetBytes;
        start(info, tinyTown(kSide));
    }

    /// The usual view, moved by so many tiles. It looks to the north-west.
    static FrameInput viewAt(double tilesEast, double tilesNorth) {
        FrameInput input = usualView();
        const glm::dvec3 moved(tilesEast * 256, tilesNorth * 256, 0);
        input.camera.eye += moved;
        input.camera.target += moved;
        return input;
    }
    static FrameInput here() { return viewAt(6, 0); }
    static FrameInput elsewhere() { return viewAt(11, 11); }
};

TEST_F(StreamTest, WhatLeavesComesBackAsItWas) {
    for (const Quality quality : {Quality::Low, Quality::Medium}) {
        startWith(1, quality);
        const Image first = draw(here());
        const render::Stats one = renderer().stats();
        EXPECT_GT(one.townBlocks, 0U);
        EXPECT_LT(one.townBlocks, 2 * kSide * kSide) << "not the whole town";
        EXPECT_GT(one.townBytes, one.townBudgetBytes) << "what is needed now stays, whatever the budget";
        (void)draw(elsewhere());
        EXPECT_GT(renderer().stats().townBlocksDropped, 0U);
        for (int i = 0; i < 3; ++i) (void)draw(elsewhere());
        const Image again = draw(here());
        EXPECT_EQ(shareDifferent(first, again), 0);
        EXPECT_EQ(renderer().stats().townBytes, one.townBytes);
        EXPECT_EQ(renderer().stats().validationMessages, 0U);
    }
}

TEST_F(StreamTest, StreamedIsResident) {
    for (const Quality quality : {Quality::Low, Quality::Medium}) {
        startWith(1, quality);
        const Image streamed = draw(here());
        startWith(1U << 30U, quality);
        FrameInput all = here();
        all.culling = false;
        const Image unculled = draw(all);
        EXPECT_EQ(renderer().stats().townBlocks, 2 * kSide * kSide) << "without culling everything is needed";
        EXPECT_EQ(shareDifferent(streamed, unculled), 0);
        EXPECT_EQ(shareDifferent(streamed, draw(here())), 0) << "with all of it there";
        EXPECT_EQ(renderer().stats().townBlocksDropped, 0U) << "there is room";
    }
}

TEST_F(StreamTest, NothingComesOrGoesWhileTheCameraRests) {
    startWith(1);
    (void)draw(elsewhere());
    const Image first = draw(here());
    (void)draw(here());
    const render::Stats before = renderer().stats();
    for (int i = 0; i < 6; ++i) EXPECT_EQ(shareDifferent(first, draw(here())), 0);
    const render::Stats after = renderer().stats();
    EXPECT_EQ(after.townBlocksBrought, before.townBlocksBrought);
    EXPECT_EQ(after.townBlocksDropped, before.townBlocksDropped);
    EXPECT_EQ(after.townBytes, before.townBytes);
    EXPECT_EQ(after.deviceAllocations, before.deviceAllocations);
}

TEST_F(StreamTest, AFlightUnderABudgetKeepsToIt) {
    const auto flight = [](int step) { return viewAt(11 - step % 2 * 6, step * 0.45); };
    constexpr int kSteps = 24;
    startWith(1);
    std::uint64_t most = 0;
    for (int step = 0; step <= kSteps; ++step) {
        ASSERT_TRUE(renderer().draw(flight(step), {}));
        most = std::max(most, renderer().stats().townBytes);  // as much as that view needs
    }
    startWith(most);
    for (int step = 0; step <= kSteps; ++step) {
        ASSERT_TRUE(renderer().draw(flight(step), {}));
        EXPECT_LE(renderer().stats().townBytes, most);
    }
    EXPECT_GT(renderer().stats().townBlocksDropped, 0U);
    EXPECT_GT(renderer().stats().townBlocks, 0U);
}

TEST_F(StreamTest, ADamagedBlockIsNamedWhenItIsNeededAndTheRestIsDrawn) {
    for (const city::SectionId id : {city::SectionId::Draws, city::SectionId::Trees}) {
        startWith(512U << 20U);
        const Image whole = draw(here());
        std::vector<std::byte> town = tinyTown(kSide);
        for (const city::PackSection& section : city_->sections()) {
            if (section.id == id) town[section.offset + section.bytes - 1] ^= std::byte{1};  // of the last tile
        }
        CreateInfo info = usual();
        info.quality = Quality::Low;
        start(info, std::move(town));
        EXPECT_EQ(shareDifferent(whole, draw(here())), 0);
        for (int i = 0; i < 2; ++i) {
            const auto drawn = renderer().draw(elsewhere(), {});
            ASSERT_FALSE(drawn);
            EXPECT_EQ(drawn.error().code, Errc::BadData);
            const std::string section =
                id == city::SectionId::Draws ? "section DRAW, block 143" : "section TREE, block 287";
            EXPECT_NE(drawn.error().what.find(section + " is damaged"), std::string::npos) << drawn.error().what;
            EXPECT_NE(drawn.error().what.find("twin-bake"), std::string::npos);
        }
        EXPECT_TRUE(renderer().finish()) << "no frame is waited for that was never sent";
        EXPECT_EQ(shareDifferent(whole, draw(here())), 0);
    }
}

}  // namespace
}  // namespace twin::test
