// What other things hide is left out of the scene, and nobody sees it: whatever was drawn before, in parts, moved, settling.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

using render::OcclusionCulling;
using render::Settle;

/// 12 x 12 tiles with the tower built, so that a street has something to hide.
class HizTest : public PictureTest {
protected:
    void SetUp() override {}

    void startWith(OcclusionCulling occlusion, Quality quality = Quality::Medium) {
        CreateInfo info = usual();
        info.quality = quality;
        info.occlusionCulling = occlusion;
        start(info, tinyTown(12));
        setStage(kTower, Stage::Built);
    }

    /// At eye height before a tower, which fills most of the picture; a dozen tiles lie behind it.
    static FrameInput street(double tilesEast = 5) {
        FrameInput input = usualView();
        input.camera.eye = {tilesEast * 256 + 160, 108, kGroundM + 1.7};
        input.camera.target = input.camera.eye + glm::dvec3(0, 10, 0.5);
        return input;
    }
    static FrameInput turned() {
        FrameInput input = street();
        input.camera.target = input.camera.eye + glm::dvec3(-10, 3, -0.2);
        return input;
    }
    /// The camera walks round the corner of the tower, so that what was hidden comes into view.
    static FrameInput step(int i) {
        FrameInput input = street();
        input.camera.eye.x += 2.5 * i;
        input.camera.target.x += 2.5 * i;
        return input;
    }
    [[nodiscard]] std::uint32_t occluded() { return renderer().stats().drawsOccluded; }
    void expectSilence() { EXPECT_EQ(renderer().stats().validationMessages, 0U); }
};

TEST_F(HizTest, LeavesOutWhatTheTowerHides) {
    startWith(OcclusionCulling::Off);
    for (int i = 0; i < 4; ++i) (void)draw(street());
    const std::uint32_t all = renderer().stats().drawsDrawn;
    const std::uint64_t triangles = renderer().stats().trianglesDrawn;
    EXPECT_EQ(occluded(), 0U);
    expectSilence();
    startWith(OcclusionCulling::On);
    for (int i = 0; i < 4; ++i) (void)draw(street());
    const render::Stats stats = renderer().stats();
    EXPECT_GT(stats.drawsOccluded, 40U);
    EXPECT_EQ(stats.drawsDrawn + stats.drawsOccluded, all);
    EXPECT_LT(stats.trianglesDrawn, triangles);
    FrameInput open = street();
    open.culling = false;
    for (int i = 0; i < 3; ++i) (void)draw(open);
    EXPECT_EQ(occluded(), 0U) << "culling is off";
    expectSilence();
}

TEST_F(HizTest, ThePictureIsTheSameWhateverWasDrawnBefore) {
    startWith(OcclusionCulling::Off);
    std::vector<FrameInput> views;
    for (int i = 0; i < 8; ++i) views.push_back(step(i));
    views.push_back(turned());
    views.push_back(street(9));  // a jump: other towers, other tiles
    views.push_back(usualView());
    views.push_back(street());
    views.back().camera.eye.z += 60;  // over the roofs
    std::vector<Image> plain;
    for (const FrameInput& view : views) plain.push_back(draw(view));
    expectSilence();
    startWith(OcclusionCulling::On);
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < views.size(); ++i) {
            const std::size_t at = round == 0 ? i : views.size() - 1 - i;
            EXPECT_EQ(shareDifferent(plain[at], draw(views[at])), 0) << "view " << at << ", round " << round;
        }
    }
    for (int i = 0; i < 3; ++i) EXPECT_EQ(shareDifferent(plain[0], draw(views[0])), 0) << "at rest";
    EXPECT_GT(occluded(), 40U);
    FrameInput unculled = views[0];
    unculled.culling = false;
    EXPECT_EQ(shareDifferent(plain[0], draw(unculled)), 0) << "without any culling";
    expectSilence();
}

TEST_F(HizTest, StatesThatChangeUncoverAndHide) {
    startWith(OcclusionCulling::Off);
    std::vector<Image> plain;
    const auto show = [&](int i) {
        const std::array<Stage, 4> stages{Stage::Built, Stage::Hidden, Stage::Planned, Stage::Construction};
        setStage(kTower, stages[static_cast<std::size_t>(i % 4)], 40);
        return draw(street());
    };
    for (int i = 0; i < 5; ++i) plain.push_back(show(i));
    EXPECT_GT(shareDifferent(plain[0], plain[1]), 0.2);
    startWith(OcclusionCulling::On);
    for (int i = 0; i < 3; ++i) (void)draw(street());
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(shareDifferent(plain[static_cast<std::size_t>(i)], show(i)), 0) << "after change " << i;
    expectSilence();
}

/// Odd sizes, scenes drawn smaller, parts of larger pictures, moved and settling ones, every level.
TEST_F(HizTest, EveryKindOfPictureIsTheSame) {
    std::vector<FrameInput> kinds(1, street());
    const auto add = [&](auto change) {
        kinds.push_back(step(2));
        change(kinds.back());
    };
    add([](FrameInput& input) { input.scale = 0.61F; });
    add([](FrameInput& input) { input.jitterPx = {0.45F, -0.3F}; });
    add([](FrameInput& input) { input.jitterPx = {-1, 1}; });
    add([](FrameInput& input) { input.camera.twoPoint = true; });
    for (const glm::ivec2 corner : {glm::ivec2(-8, -8), glm::ivec2(304, 160), glm::ivec2(600, 320)})
        add([corner](FrameInput& input) { input.full = {803, 451}, input.corner = corner; });
    for (int i = 0; i < 3; ++i) {
        add([i](FrameInput& input) {
            input.settle = i == 0 ? Settle::Begin : Settle::Continue;
            input.jitterPx = {0.25F * static_cast<float>(i), -0.25F * static_cast<float>(i)};
        });
    }
    for (const Quality quality : {Quality::Medium, Quality::Film}) {
        std::vector<Image> plain;
        for (const OcclusionCulling occlusion : {OcclusionCulling::Off, OcclusionCulling::On}) {
            startWith(occlusion, quality);
            std::size_t at = 0;
            if (quality == Quality::Medium) renderer().resize(201, 113);
            for (const FrameInput& input : kinds) {
                Image image = draw(input);
                if (occlusion == OcclusionCulling::Off)
                    plain.push_back(std::move(image));
                else
                    EXPECT_EQ(shareDifferent(plain[at], image), 0) << "picture " << at;
                ++at;
            }
            expectSilence();
        }
        EXPECT_GT(occluded(), 0U);
    }
}

TEST_F(HizTest, TheSoftwareLevelHasNone) {
    startWith(OcclusionCulling::On, Quality::Low);
    for (int i = 0; i < 3; ++i) (void)draw(street());
    EXPECT_EQ(occluded(), 0U);
    for (const render::PassTime& pass : renderer().stats().passes)
        EXPECT_FALSE(std::string_view(pass.name).starts_with("hiz")) << pass.name;
    expectSilence();
}

TEST_F(HizTest, SurvivesALostDeviceAndOtherLevels) {
    startWith(OcclusionCulling::On);
    for (int i = 0; i < 3; ++i) (void)draw(street());
    const Image before = draw(street());
    renderer().forceDeviceLoss(3);
    EXPECT_FALSE(renderer().draw(street(), {}));
    ASSERT_TRUE(renderer().recover());
    EXPECT_EQ(shareDifferent(before, draw(street())), 0);
    renderer().setQuality(Quality::Low);
    (void)draw(street());
    renderer().setQuality(Quality::Medium);
    EXPECT_EQ(shareDifferent(before, draw(street())), 0);
    expectSilence();
}

}  // namespace
}  // namespace twin::test
