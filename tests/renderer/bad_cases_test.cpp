// What may go wrong on a real machine: a device lost in the middle of a frame, too little memory, absurd sizes, shaders
// that are not there. Nothing crashes, each says what it is, and the picture comes back the same.
#include <algorithm>
#include <string_view>

#include "renderer/gpu/bindings.h"
#include "renderer/gpu/error.h"
#include "renderer/gpu/pipelines.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

class LossTest : public PictureTest {
protected:
    void SetUp() override {}

    [[nodiscard]] std::vector<std::string> passes() {
        std::vector<std::string> names;
        for (const render::PassTime& pass : renderer().stats().passes) names.emplace_back(pass.name);
        return names;
    }

    /// Loses the device before each pass in turn, but for those of `tried`; afterwards the picture is the one of before.
    void loseAtEachPassOf(FrameInput input, const std::vector<std::string>& tried = {}) {
        const Image before = draw(input);
        const std::vector<std::string> names = passes();
        input.pick = glm::uvec2(160, 90);  // so that no pass has nothing to do
        for (std::uint32_t pass = 0; pass < names.size(); ++pass) {
            if (std::find(tried.begin(), tried.end(), names[pass]) != tried.end()) continue;
            SCOPED_TRACE("lost before " + names[pass]);
            renderer().forceDeviceLoss(pass);
            const auto lost = renderer().draw(input, {});
            ASSERT_FALSE(lost);
            EXPECT_EQ(lost.error().code, Errc::DeviceLost);
            const auto still = renderer().draw(input, {});
            ASSERT_FALSE(still) << "a lost device draws nothing until it is replaced";
            EXPECT_EQ(still.error().code, Errc::DeviceLost);
            ASSERT_TRUE(renderer().recover());
            EXPECT_EQ(shareDifferent(before, draw(input)), 0);
        }
    }
};

TEST_F(LossTest, AtAnyPassIsReplaced) {
    CreateInfo info = usual();
    info.quality = Quality::Low;  // those of every level, where a start is quick
    start(info);
    loseAtEachPassOf(usualView());
    const std::vector<std::string> tried = passes();
    EXPECT_GT(tried.size(), 8U);

    info.quality = Quality::Medium;
    info.occlusionCulling = render::OcclusionCulling::On;
    info.validate = false;  // a start takes twice as long with it
    start(info);
    FrameInput input = usualView();
    input.settle = render::Settle::Begin;
    loseAtEachPassOf(input, tried);
    const std::vector<std::string> all = passes();
    for (const char* name : {"occlusion.depth", "hiz.depth", "scene", "scene.water", "tone", "settle"})
        EXPECT_NE(std::find(all.begin(), all.end(), name), all.end()) << name;
}

TEST_F(PictureTest, ADeviceIsReplacedAsOftenAsItIsLost) {
    CreateInfo info = usual();
    info.quality = Quality::Low;
    start(info);
    const Image before = draw(usualView());
    for (int i = 0; i < 35; ++i) {
        const auto done = renderer().recover();
        ASSERT_TRUE(done) << i << ": " << done.error().what;
    }
    // NVIDIA's driver can be loaded 29 times
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST(Memory, ALowerQualityFitsWhereAHigherOneDoesNot) {
    const std::vector<std::byte> bytes = tinyTown();
    const auto town = city::City::view(bytes, "tiny town");
    ASSERT_TRUE(town);
    CreateInfo info;
    info.widthPx = 1280;
    info.heightPx = 720;
    info.quality = Quality::High;
    info.validate = true;
    info.memoryBudgetBytes = 64U << 20U;  // High keeps four shadow maps of 8 MiB and four samples a pixel: some 90 MiB
    auto made = Renderer::create(info);
    ASSERT_TRUE(made) << made.error().what;
    Renderer& renderer = **made;
    FrameInput input;
    input.camera = {{172, 45, kGroundM + 42}, {132, 128, kGroundM + 2}, 0.8F};
    const auto loaded = renderer.loadCity(*town);
    EXPECT_TRUE(loaded || loaded.error().code == Errc::OutOfMemory) << loaded.error().what;
    renderer.setElementStates(0, tinyStates());
    for (int i = 0; i < 2; ++i) {  // asked again it fits no better
        const auto tooMuch = renderer.draw(input, {});
        ASSERT_FALSE(tooMuch) << "High fits into 64 MiB: this test asks for nothing";
        EXPECT_EQ(tooMuch.error().code, Errc::OutOfMemory);
    }
    renderer.setQuality(Quality::Low);
    const auto drawn = renderer.draw(input, {});
    ASSERT_TRUE(drawn) << drawn.error().what;
    EXPECT_LE(renderer.stats().deviceBytes, info.memoryBudgetBytes);
    // Another size needs the room of the size before.
    for (const std::uint32_t width : {1400U, 1280U, 1440U, 640U}) {
        renderer.resize(width, width * 9 / 16);
        const auto again = renderer.draw(input, {});
        EXPECT_TRUE(again) << width << ": " << again.error().what;
    }
    EXPECT_EQ(renderer.stats().validationMessages, 0U);
}

TEST(Memory, NoBudgetCrashesIt) {
    const std::vector<std::byte> bytes = tinyTown();
    const auto town = city::City::view(bytes, "tiny town");
    ASSERT_TRUE(town);
    bool drewOnce = false;
    for (const std::uint64_t megabytes : {1U, 3U, 6U, 10U, 16U, 30U, 200U}) {
        CreateInfo info;
        info.widthPx = 640;
        info.heightPx = 360;
        info.quality = Quality::Low;
        info.memoryBudgetBytes = megabytes << 20U;
        const auto fits = [](const auto& result) {
            if (result) return true;
            EXPECT_EQ(result.error().code, Errc::OutOfMemory) << result.error().what;
            return false;
        };
        auto made = Renderer::create(info);
        if (!fits(made) || !fits((*made)->loadCity(*town))) continue;
        FrameInput input;
        input.camera = {{172, 45, kGroundM + 42}, {132, 128, kGroundM + 2}, 0.8F};
        drewOnce = fits((*made)->draw(input, {}));
    }
    EXPECT_TRUE(drewOnce) << "200 MiB are too little for a town of one tile";
}

TEST_F(PictureTest, SizesFromOnePixelToAWallOfScreens) {
    CreateInfo info = usual();
    info.quality = Quality::Low;
    start(info);
    const Image before = draw(usualView());
    constexpr std::array<glm::uvec2, 6> kSizes{{{1, 1}, {8192, 1}, {1, 8192}, {0, 480}, {8192, 8192}, {3, 2}}};
    for (const glm::uvec2 size : kSizes) {
        SCOPED_TRACE(std::to_string(size.x) + " x " + std::to_string(size.y));
        renderer().resize(size.x, size.y);
        const auto drawn = renderer().draw(usualView(), {});
        ASSERT_TRUE(drawn) << drawn.error().what;
        const bool nothing = size.x == 0 || size.y == 0;
        EXPECT_EQ(*drawn, nothing ? render::FrameOutcome::Skipped : render::FrameOutcome::Drawn);
    }
    renderer().resize(400000, 16);
    const auto tooLarge = renderer().draw(usualView(), {});
    ASSERT_FALSE(tooLarge);
    EXPECT_EQ(tooLarge.error().code, Errc::BadArgument);
    EXPECT_NE(tooLarge.error().what.find("400000"), std::string::npos) << tooLarge.error().what;
    renderer().resize(320, 180);
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(PictureTest, ASmallerSceneIsEnlargedToTheSamePicture) {
    FrameInput input = usualView();
    input.pick = glm::uvec2(160, 90);
    const Image full = draw(input);
    const auto pickedFull = renderer().picked();
    ASSERT_TRUE(pickedFull);
    for (const float scale : {0.85F, 0.5F}) {
        SCOPED_TRACE(scale);
        input.scale = scale;
        const Image coarse = draw(input);
        EXPECT_EQ(coarse.widthPx, full.widthPx);
        EXPECT_GT(shareDifferent(full, coarse), 0.05) << "it was drawn in full";
        for (std::uint32_t x = 0; x < 320; x += 40) {  // what stands where has not moved
            const Colour a = meanOf(full, {x, 40, 40, 100});
            const Colour b = meanOf(coarse, {x, 40, 40, 100});
            EXPECT_NEAR(a.light(), b.light(), 8) << x;
        }
        const auto picked = renderer().picked();
        ASSERT_TRUE(picked);
        EXPECT_EQ(picked->element, pickedFull->element);
    }
    input.scale = 1;
    EXPECT_EQ(shareDifferent(full, draw(input)), 0);
    const std::uint64_t objects = renderer().stats().vulkanObjectsCreated;
    input.scale = 0.7F;
    ASSERT_TRUE(renderer().draw(input, {}));
    EXPECT_EQ(renderer().stats().vulkanObjectsCreated, objects) << "a change of scale makes an object";
}

/// What pipelines need, and no more.
class Pipelines : public ::testing::Test {
protected:
    render::gpu::Counters counters;
    render::gpu::Device device{{false, {}, {}, {}, &counters, 0}};
    render::gpu::PipelineCache cache{device, {}, 0};
    render::gpu::ShaderStore shaders{{}};
    const render::gpu::Bindings bindings{device, {}};
    render::gpu::PipelineManager pipelines{device, cache, shaders, bindings.layout()};
};

TEST_F(Pipelines, OfAShaderThatIsNotThereAreAnErrorThatNamesIt) {
    render::gpu::PipelineAsk ask;
    ask.name = "test";
    ask.compute = "nobody_wrote_me.comp";
    const render::gpu::PipelineId id = pipelines.add(ask);
    for (const bool again : {false, true}) {  // asked for again it is tried again
        if (again) (void)pipelines.add(ask);
        try {
            (void)pipelines.get(id);
            ADD_FAILURE() << "a pipeline out of nothing";
        } catch (const render::gpu::GpuError& error) {
            EXPECT_NE(std::string(error.what()).find("nobody_wrote_me.comp"), std::string::npos) << error.what();
        }
    }
    EXPECT_THROW(pipelines.finish(), render::gpu::GpuError);
}

TEST_F(Pipelines, AreMadeInTheBackgroundOnceEach) {
    const std::uint64_t before = counters.objectsCreated;
    std::vector<render::gpu::PipelineId> ids;
    for (int round = 0; round < 2; ++round) {
        for (const char* shader : {"draw_cull.comp", "draw_scan.comp", "draw_write.comp", "tree_cull.comp"}) {
            render::gpu::PipelineAsk ask;
            ask.name = shader;
            ask.compute = shader;
            ids.push_back(pipelines.add(ask));
        }
    }
    VkPipeline last = pipelines.get(ids[3]);  // out of turn
    pipelines.finish();
    EXPECT_EQ(counters.objectsCreated - before, 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(ids[i].index, ids[i + 4].index);
        EXPECT_NE(pipelines.get(ids[i]), VkPipeline{});
    }
    EXPECT_EQ(pipelines.get(ids[7]), last);
}

}  // namespace
}  // namespace twin::test
