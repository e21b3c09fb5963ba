// The ground of the software level comes as it is seen, and nobody sees it come; and it has the colours of the others' ground.
#include <cmath>

#include "tests/renderer/allocations.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// 12 x 12 tiles, 3 km a side, each of another class: six by six blocks of the map.
class GroundMapTest : public PictureTest {
protected:
    static constexpr std::uint32_t kSide = 12;
    static constexpr int kFramesToBeWhole = 6;  // of 36 blocks each brings 16, or all that it sees
    void SetUp() override {}

    void startWith(Quality quality, bool validate = true) {
        CreateInfo info = usual();
        info.quality = quality;
        info.validate = validate;
        start(info, tinyTown(kSide));
    }
    /// Over the ground at a height, looking some way down.
    static FrameInput lookingFrom(glm::dvec2 eye, double turn, float dayOfYear = 170) {
        FrameInput input = usualView();
        input.camera.eye = {eye.x, eye.y, kGroundM + 60};
        input.camera.target = input.camera.eye + glm::dvec3(std::cos(turn), std::sin(turn), -0.15);
        input.dayOfYear = dayOfYear;
        return input;
    }
    void drawWhole(const FrameInput& input) {
        for (int i = 0; i < kFramesToBeWhole; ++i) (void)draw(input);
    }
};

TEST_F(GroundMapTest, InPartsItLooksAsItDoesWhole) {
    const std::array views{lookingFrom({300, 300}, 0.8), lookingFrom({2700, 2500}, 3.9), lookingFrom({1500, 1500}, 5.5),
                           lookingFrom({1400, 100}, -1.5)};
    std::vector<Image> whole;
    whole.reserve(views.size());
    startWith(Quality::Low);
    drawWhole(views[0]);
    for (const FrameInput& view : views) whole.push_back(draw(view));
    for (std::size_t first = 0; first < views.size(); ++first) {
        startWith(Quality::Low);
        for (std::size_t i = 0; i < views.size(); ++i) {  // each turns at once
            const std::size_t view = (first + i) % views.size();
            EXPECT_EQ(shareDifferent(whole[view], draw(views[view])), 0) << view << " after " << i << " others";
        }
        EXPECT_EQ(renderer().stats().validationMessages, 0U);
    }
}

TEST_F(GroundMapTest, ASeasonThatChangesIsSeenAtOnceAndEverywhere) {
    const FrameInput here = lookingFrom({300, 300}, 0.8, 30), there = lookingFrom({2700, 2500}, 3.9, 30);
    startWith(Quality::Low);
    const Image hereFirst = draw(here);
    const Image thereFirst = draw(there);
    FrameInput summer = here;
    summer.dayOfYear = 170;
    for (const int frames : {1, kFramesToBeWhole}) {  // in the middle of it, and when all was there
        startWith(Quality::Low);
        for (int i = 0; i < frames; ++i) EXPECT_GT(shareDifferent(hereFirst, draw(summer), 6), 0.2);
        EXPECT_EQ(shareDifferent(hereFirst, draw(here)), 0);
        EXPECT_EQ(shareDifferent(thereFirst, draw(there)), 0);
    }
}

TEST_F(GroundMapTest, WholeItCostsNothing) {
    startWith(Quality::Low, false);
    FrameInput input = lookingFrom({300, 300}, 0.8);
    for (int i = 0; i < kFramesToBeWhole; ++i) ASSERT_TRUE(renderer().draw(input, {}));
    const render::Stats before = renderer().stats();
    allocationsHere() = 0;
    for (int i = 0; i < 6; ++i) {
        input.weather.cloud = 0.1F * static_cast<float>(i);  // the ground's colours are those of the season
        ASSERT_TRUE(renderer().draw(input, {}));
    }
    EXPECT_EQ(allocationsHere(), 0U);
    EXPECT_EQ(renderer().stats().vulkanObjectsCreated, before.vulkanObjectsCreated);
    EXPECT_EQ(renderer().stats().deviceAllocations, before.deviceAllocations);
}

TEST_F(GroundMapTest, ItHasTheColoursThatOtherLevelsWorkOutAPixel) {
    // From so high above a tile of each class that leaves, rows and flowers are finer than a pixel.
    constexpr std::uint32_t kClasses = static_cast<std::uint32_t>(city::CoverClass::Count);
    const auto above = [](std::uint32_t kind, float dayOfYear) {
        std::uint32_t tile = 0;
        while (static_cast<std::uint32_t>(coverOfTile(tile % kSide, tile / kSide)) != kind) ++tile;
        FrameInput input = usualView();
        const std::uint32_t column = tile % kSide, row = tile / kSide;
        input.camera.eye = {(column + 0.5) * city::kTileM, (row + 0.5) * city::kTileM, kGroundM + 1100};
        input.camera.target = input.camera.eye + glm::dvec3(0, 0.01, -1);
        input.camera.fovYRad = 0.08F;
        input.layers = 1U << static_cast<unsigned>(city::Layer::Terrain);
        input.dayOfYear = dayOfYear;
        return input;
    };
    constexpr std::array kDays{30.0F, 135.0F, 215.0F, 295.0F};
    const auto colours = [&](Quality quality) {
        startWith(quality);
        std::vector<Colour> means;
        for (std::uint32_t i = 0; i < kDays.size() * kClasses; ++i)
            means.push_back(meanOf(draw(above(i % kClasses, kDays[i / kClasses])), {0, 0, 320, 180}));
        return means;
    };
    const std::vector<Colour> full = colours(Quality::Medium), lean = colours(Quality::Low);
    for (std::uint32_t i = 0; i < lean.size(); ++i) {
        // Light and tone differ a little; paved ground says by how much.
        const std::uint32_t paved = i - i % kClasses + static_cast<std::uint32_t>(city::CoverClass::Paved);
        const std::string what =
            "class " + std::to_string(i % kClasses) + ", day " + std::to_string(kDays[i / kClasses]);
        EXPECT_NEAR(lean[i].r * full[paved].r / lean[paved].r, full[i].r, 10) << what;
        EXPECT_NEAR(lean[i].g * full[paved].g / lean[paved].g, full[i].g, 10) << what;
        EXPECT_NEAR(lean[i].b * full[paved].b / lean[paved].b, full[i].b, 10) << what;
    }
}

}  // namespace
}  // namespace twin::test
