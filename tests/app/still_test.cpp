// Large pictures: samples from fixed sequences, tiles put together, files whole or not there.
#include "app/program/still.h"

#include <gtest/gtest.h>
#include <png.h>

#include <cmath>

namespace twin::app {
namespace {

/// Paints where it is asked to look: red and green say the place in the whole picture, blue the moment.
class Painter final : public render::Renderer {
public:
    std::uint32_t width = 0, height = 0, draws = 0, refuseFrom = 1000000;
    render::FrameInput last;

    Result<Ok> loadCity(const city::City&) override { return Ok{}; }
    void setElementStates(std::uint32_t, std::span<const city::ElementState>) override {}
    Result<std::uint32_t> addModel(render::ModelData, const render::ModelPlace&) override { return 0U; }
    void moveModel(std::uint32_t, const render::ModelPlace&) override {}
    void removeModel(std::uint32_t) override {}
    Result<Ok> setUiAtlas(const render::Image&) override { return Ok{}; }
    void resize(std::uint32_t widthPx, std::uint32_t heightPx) override { width = widthPx, height = heightPx; }
    void setQuality(render::Quality) override {}
    Result<render::FrameOutcome> draw(const render::FrameInput& input, const render::UiDraw&) override {
        if (draws++ >= refuseFrom) return Error{Errc::OutOfMemory, "no memory"};
        last = input;
        return render::FrameOutcome::Drawn;
    }
    Result<Ok> finish() override { return Ok{}; }
    Result<render::Image> readback() override {
        render::Image image{width, height, std::vector<std::uint8_t>(std::size_t{width} * height * 4)};
        for (std::uint32_t y = 0; y < height; ++y) {
            for (std::uint32_t x = 0; x < width; ++x) {
                std::uint8_t* pixel = &image.rgba[(std::size_t{y} * width + x) * 4];
                pixel[0] = static_cast<std::uint8_t>(static_cast<int>(x) + last.corner.x);
                pixel[1] = static_cast<std::uint8_t>(static_cast<int>(y) + last.corner.y);
                pixel[2] = static_cast<std::uint8_t>(100 + (draws % 2 == 0 ? 10 : 0));
            }
        }
        return image;
    }
    Result<render::Picked> picked() override { return Error{Errc::NotFound, "none"}; }
    render::Stats stats() const override { return {}; }
    const render::DeviceReport& device() const override { return report_; }
    void forceDeviceLoss(std::uint32_t) override {}
    Result<Ok> recover() override { return Ok{}; }
    std::vector<std::string> reloadShaders() override { return {}; }

private:
    render::DeviceReport report_;
};

std::filesystem::path output(const char* name) {
    const std::filesystem::path path = std::filesystem::path(TWIN_TEST_OUTPUT_DIR) / name;
    std::filesystem::remove(path);
    return path;
}

TEST(Still, TilesMakeTheWholePicture) {
    for (const std::uint32_t samples : {1U, 2U}) {
        Painter painter;
        const std::filesystem::path path = output("still.png");
        const StillWish wish{2300, 1100, samples, 0};
        Result<Still> still = Still::begin(painter, {}, wish, path, "proof", {});
        ASSERT_TRUE(still) << still.error().what;
        double before = -1;
        while (true) {
            EXPECT_GT(still->share(), before);
            before = still->share();
            const Result<bool> done = still->step();
            ASSERT_TRUE(done) << done.error().what;
            EXPECT_FALSE(std::filesystem::exists(path) && !*done) << "half a picture shows";
            if (*done) break;
        }
        EXPECT_EQ(painter.draws, 2 * 3 * samples);
        png_image png{};
        png.version = PNG_IMAGE_VERSION;
        ASSERT_TRUE(png_image_begin_read_from_file(&png, path.c_str()));
        png.format = PNG_FORMAT_RGB;
        ASSERT_EQ(png.width, 2300U);
        ASSERT_EQ(png.height, 1100U);
        std::vector<std::uint8_t> rgb(PNG_IMAGE_SIZE(png));
        ASSERT_TRUE(png_image_finish_read(&png, nullptr, rgb.data(), 0, nullptr));
        int wrong = 0;
        for (std::uint32_t y = 0; y < png.height; ++y) {
            for (std::uint32_t x = 0; x < png.width; ++x) {
                const std::uint8_t* pixel = &rgb[(std::size_t{y} * png.width + x) * 3];
                wrong += pixel[0] != static_cast<std::uint8_t>(x) || pixel[1] != static_cast<std::uint8_t>(y) ? 1 : 0;
                if (samples == 2) wrong += pixel[2] != 105 ? 1 : 0;  // the mean of two moments
            }
        }
        EXPECT_EQ(wrong, 0);
    }
}

TEST(Still, ACancelledOneLeavesNothing) {
    Painter painter;
    const std::filesystem::path path = output("cancelled.png");
    std::filesystem::path beside = path;
    beside += ".part";
    {
        Result<Still> still = Still::begin(painter, {}, {4096, 1024, 1, 0}, path, "", {});
        ASSERT_TRUE(still);
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(still->step());
        EXPECT_TRUE(std::filesystem::exists(beside)) << "rows go to the disk as they come";
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(beside));
}

TEST(Still, SaysWhyItCannotGoOn) {
    Painter painter;
    EXPECT_FALSE(Still::begin(painter, {}, {640, 360, 1, 0}, "/nowhere/at/all.png", "", {}));
    painter.refuseFrom = 0;
    Result<Still> still = Still::begin(painter, {}, {640, 360, 1, 0}, output("refused.png"), "", {});
    ASSERT_TRUE(still);
    const Result<bool> done = still->step();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().what, "no memory");
}

TEST(Still, SamplesAreTheSameEachTimeAndFillTheirRoom) {
    render::FrameInput frame;
    frame.camera = {{0, -50, 20}, {0, 0, 5}, 0.5F};
    const StillWish wish{1920, 1080, 64, 2.0};
    glm::dvec2 mean{};
    double widest = 0;
    for (std::uint32_t i = 0; i < wish.samples; ++i) {
        const render::FrameInput a = sampleOf(frame, wish, i);
        const render::FrameInput b = sampleOf(frame, wish, i);
        EXPECT_EQ(a.jitterPx, b.jitterPx);
        EXPECT_EQ(a.camera.eye, b.camera.eye);
        EXPECT_LE(std::abs(a.jitterPx.x), 0.5F);
        EXPECT_LE(std::abs(a.jitterPx.y), 0.5F);
        EXPECT_EQ(a.camera.target, frame.camera.target) << "what is looked at stays sharp";
        mean += glm::dvec2(a.jitterPx) / 64.0;
        widest = std::max(widest, glm::length(a.camera.eye - frame.camera.eye));
        const float sun = glm::dot(a.light.toSun, glm::normalize(frame.light.toSun));
        EXPECT_GT(sun, std::cos(0.0048F));
    }
    EXPECT_LT(glm::length(mean), 0.03);
    const double radiusM = 12.0 / std::tan(0.25) / 1000 / 2.0 / 2;  // focal length / f-number / 2
    EXPECT_LE(widest, radiusM * 1.001);
    EXPECT_GT(widest, radiusM * 0.8);
    const render::FrameInput only = sampleOf(frame, {1920, 1080, 1, 2.0}, 0);
    EXPECT_EQ(only.jitterPx, glm::vec2(0));
    EXPECT_EQ(only.camera.eye, frame.camera.eye);
}

TEST(Still, MemoryDoesNotGrowWithTheHeight) {
    EXPECT_EQ(stillBytes({16384, 2048, 1, 0}), stillBytes({16384, 16384, 1, 0}));
    EXPECT_LT(stillBytes({16384, 16384, 64, 0}), 200'000'000U);
    EXPECT_LT(stillBytes({640, 360, 1, 0}), stillBytes({3840, 2160, 1, 0}));
}

}  // namespace
}  // namespace twin::app
