// A frame like the last one costs no memory and makes nothing; changing the date costs four bytes an element.
#include <algorithm>
#include <array>
#include <string>

#include "tests/renderer/allocations.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

struct Kind {
    const char* name;
    Quality quality;
    render::OcclusionCulling occlusion = render::OcclusionCulling::Off;
};

/// Without the layers: they take memory of their own in every call. On each level, by day, by night and in rain.
class SteadyTest : public PictureTest, public ::testing::WithParamInterface<Kind> {
protected:
    void SetUp() override {
        CreateInfo info = usual();
        info.validate = false;
        info.quality = GetParam().quality;
        info.occlusionCulling = GetParam().occlusion;
        start(info);
    }
    static std::array<FrameInput, 3> weathers() {
        FrameInput night = usualView();
        night.light.toSun = glm::normalize(glm::vec3(0.2F, 0.8F, -0.5F));
        night.hour = 22;
        night.life = {1, 1, 1};
        FrameInput rain = usualView();
        rain.weather = {0.9F, 1, 0, 6};
        rain.symbolic = 0.5F;
        return {usualView(), night, rain};
    }
};

TEST_P(SteadyTest, AFrameTakesNothingFromTheHeapAndMakesNoVulkanObject) {
    const std::vector<render::UiVertex> vertices(3);
    const std::vector<std::uint16_t> indices{0, 1, 2};
    const std::vector<render::UiCommand> commands{{{0, 0, 320, 180}, 0, 3, 0, 0}};
    const UiDraw ui{vertices, indices, commands};
    for (FrameInput input : weathers()) {
        for (int i = 0; i < 4; ++i) ASSERT_TRUE(renderer().draw(input, ui));
        const render::Stats before = renderer().stats();
        allocationsHere() = 0;
        for (int i = 0; i < 6; ++i) {
            input.seconds += 0.016;
            input.camera.eye.x += 0.1;
            if (i > 2) input.light.toSun = glm::normalize(input.light.toSun + glm::vec3(0.01F, 0, 0));
            states_[kTower].progress = static_cast<std::uint8_t>(i);
            renderer().setElementStates(0, states_);
            const auto drawn = renderer().draw(input, ui);
            (void)renderer().stats();
            ASSERT_TRUE(drawn);
        }
        EXPECT_EQ(allocationsHere(), 0U);
        const render::Stats after = renderer().stats();
        EXPECT_EQ(after.vulkanObjectsCreated, before.vulkanObjectsCreated);
        EXPECT_EQ(after.deviceAllocations, before.deviceAllocations);
        EXPECT_EQ(after.framesDrawn, before.framesDrawn + 6);
    }
}

INSTANTIATE_TEST_SUITE_P(OnLevel, SteadyTest,
                         ::testing::Values(Kind{"Software", Quality::Low}, Kind{"Integrated", Quality::Medium},
                                           Kind{"Desktop", Quality::High, render::OcclusionCulling::On}),
                         [](const auto& of) { return std::string(of.param.name); });

TEST_F(PictureTest, ADateCostsAtMostFourBytesAnElement) {
    (void)draw(usualView());
    setStage(kTower, Stage::Construction, 30);
    EXPECT_LE(renderer().stats().stateBytesUploaded, 4U);
    for (ElementState& state : states_) state.stage = Stage::Built;
    renderer().setElementStates(0, states_);
    EXPECT_LE(renderer().stats().stateBytesUploaded, 4U * kTinyElements);
    renderer().setElementStates(0, states_);
    EXPECT_EQ(renderer().stats().stateBytesUploaded, 0U) << "nothing changed, nothing goes up";
    (void)draw(usualView());
}

TEST_F(PictureTest, StatesOfAPartOfTheElementsAreTaken) {
    const Image before = draw(usualView());
    const ElementState hidden{};
    renderer().setElementStates(kHouse, std::span(&hidden, 1));
    EXPECT_GT(shareDifferent(before, draw(usualView()), 10), 0.005);
    renderer().setElementStates(kHouse, std::span(&states_[kHouse], 1));
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
    renderer().setElementStates(kTinyElements + 5, std::span(&hidden, 1));  // past the end: nothing happens
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(PictureTest, StatsNameEveryPassAndTimeIt) {
    for (int i = 0; i < 4; ++i) (void)draw(usualView());
    const render::Stats stats = renderer().stats();
    std::vector<std::string> names;
    float gpuMs = 0;
    for (const render::PassTime& pass : stats.passes) {
        names.emplace_back(pass.name);
        gpuMs += pass.gpuMs;
    }
    for (const char* wanted : {"cull.test", "shadows", "scene", "tone", "interface"}) {
        EXPECT_NE(std::find(names.begin(), names.end(), wanted), names.end()) << wanted;
    }
    EXPECT_GT(gpuMs, 0);
    EXPECT_GT(stats.trianglesDrawn, 100U);
    EXPECT_GT(stats.treesDrawn, 3U);
    EXPECT_GT(stats.deviceBytes, 1000000U);
    EXPECT_GT(stats.loadMs, 0);
}

}  // namespace
}  // namespace twin::test
