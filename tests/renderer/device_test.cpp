// Lost devices, other sizes, missing features, what is kept on disk.
#include <filesystem>
#include <fstream>

#include "renderer/gpu/memory.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

TEST_F(PictureTest, ALostDeviceIsReportedAndReplaced) {
    const Image before = draw(usualView());
    renderer().forceDeviceLoss();
    const auto lost = renderer().draw(usualView(), {});
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, Errc::DeviceLost);
    const auto again = renderer().recover();
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(PictureTest, RecoveryBringsModelsAtlasAndStatesBack) {
    render::ModelData model;
    model.vertices = {{{-4, 0, 0}, {0, -1, 0}, {}, 0xFF2020FFU},
                      {{4, 0, 0}, {0, -1, 0}, {}, 0xFF2020FFU},
                      {{0, 0, 9}, {0, -1, 0}, {}, 0xFF2020FFU}};
    model.indices = {0, 1, 2};
    model.parts = {{0, 3, glm::vec4(1), -1, true}};
    ASSERT_TRUE(renderer().addModel(model, {{115, 105, kGroundM}, 0, true, 0}));
    setStage(kTower, Stage::Construction, 100);
    const Image before = draw(usualView());
    renderer().forceDeviceLoss();
    ASSERT_FALSE(renderer().draw(usualView(), {}));
    ASSERT_TRUE(renderer().recover());
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(PictureTest, AnotherSizeIsAnotherPictureAndBackIsTheSame) {
    const Image before = draw(usualView());
    renderer().resize(200, 120);
    const Image small = draw(usualView());
    EXPECT_EQ(small.widthPx, 200U);
    EXPECT_EQ(small.heightPx, 120U);
    for (const std::uint32_t width : {64U, 333U, 1U}) {
        renderer().resize(width, 77);
        EXPECT_EQ(draw(usualView()).widthPx, width);
    }
    renderer().resize(320, 180);
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(PictureTest, AMinimisedWindowIsSkipped) {
    const Image before = draw(usualView());
    renderer().resize(0, 0);
    const auto drawn = renderer().draw(usualView(), {});
    ASSERT_TRUE(drawn);
    EXPECT_EQ(*drawn, render::FrameOutcome::Skipped);
    renderer().resize(320, 180);
    EXPECT_EQ(shareDifferent(before, draw(usualView())), 0);
}

TEST_F(PictureTest, StatesSetWhileMinimisedAreNotLost) {
    (void)draw(usualView());
    renderer().resize(0, 0);
    setStage(kHouse, Stage::Hidden);
    ASSERT_TRUE(renderer().draw(usualView(), {}));
    renderer().resize(320, 180);
    const Image hidden = draw(usualView());
    setStage(kHouse, Stage::Existing);
    EXPECT_GT(shareDifferent(hidden, draw(usualView()), 10), 0.005);
}

TEST(Device, AMissingFeatureIsNamed) {
    CreateInfo info;
    info.deviceFilter = "drawIndirectCount";
    const auto made = Renderer::create(info);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Errc::NoDevice);
    EXPECT_NE(made.error().what.find("drawIndirectCount"), std::string::npos) << made.error().what;
}

TEST(Device, ExactlyOneListedDeviceIsChosen) {
    const auto devices = Renderer::listDevices();
    ASSERT_TRUE(devices) << devices.error().what;
    int chosen = 0;
    for (const render::DeviceReport& device : *devices) {
        chosen += device.chosen ? 1 : 0;
        EXPECT_FALSE(device.reason.empty()) << device.name;
        EXPECT_FALSE(device.apiVersion.empty());
    }
    EXPECT_EQ(chosen, 1);
}

TEST(Device, DrawingBeforeATownIsLoadedIsAnError) {
    CreateInfo info;
    info.widthPx = info.heightPx = 32;
    auto made = Renderer::create(info);
    ASSERT_TRUE(made) << made.error().what;
    EXPECT_FALSE((*made)->readback());
    EXPECT_FALSE((*made)->picked());
    const auto drawn = (*made)->draw({}, {});
    ASSERT_FALSE(drawn);
    EXPECT_EQ(drawn.error().code, Errc::BadArgument);
}

TEST(Device, NoObjectOutlivesItsDevice) {
    render::gpu::Counters counters;
    {
        render::gpu::Device device({false, {}, {}, {}, &counters});
        const render::gpu::Buffer kept(device, 1000, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, render::gpu::Home::Device,
                                       "kept");
        {
            const render::gpu::Buffer dropped(device, 10, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, render::gpu::Home::Upload,
                                              "dropped");
        }
        EXPECT_EQ(device.deletions().waiting(), 1U);
        device.deletions().collect(0);
        EXPECT_EQ(device.deletions().waiting(), 0U);
        EXPECT_EQ(counters.objectsAlive.load(), 1);
        EXPECT_EQ(counters.objectsCreated.load(), 2U);
    }
    EXPECT_EQ(counters.objectsAlive.load(), 0);
}

TEST(Device, WhatTheGpuMayStillUseIsKept) {
    render::gpu::Counters counters;
    render::gpu::Device device({false, {}, {}, {}, &counters});
    device.deletions().setFrame(7);
    {
        const render::gpu::Buffer dropped(device, 10, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, render::gpu::Home::Upload,
                                          "dropped");
    }
    device.deletions().collect(6);
    EXPECT_EQ(device.deletions().waiting(), 1U);
    device.deletions().collect(7);
    EXPECT_EQ(device.deletions().waiting(), 0U);
}

TEST_F(PictureTest, PipelinesAreKeptOnDiskAndDamageIsSurvived) {
    const std::filesystem::path folder = std::filesystem::path(TWIN_TEST_OUTPUT_DIR) / "own-cache";
    std::filesystem::remove_all(folder);
    CreateInfo info = usual();
    info.cacheFolder = folder;
    start(info);
    const Image first = draw(usualView());
    renderer_.reset();
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    ASSERT_EQ(files.size(), 1U) << "one file a device and set of shaders, and nothing half-written";
    EXPECT_GE(std::filesystem::file_size(files[0]), 32U)
        << "less than a cache's header (the software device writes no more)";
    std::ofstream(files[0], std::ios::binary) << "this is no pipeline cache";
    start(info);
    EXPECT_EQ(shareDifferent(first, draw(usualView())), 0);
}

}  // namespace
}  // namespace twin::test
