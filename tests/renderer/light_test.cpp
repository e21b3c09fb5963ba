// Lamps and windows by night; shadows that are soft where they should be, stay calm, and are kept while they may.
#include <algorithm>
#include <array>
#include <cmath>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

const render::Weather kOvercast{1, 0, 0, 3};

class LightTest : public PictureTest {
protected:
    /// Shadows fall to the east.
    static FrameInput eveningSun() {
        FrameInput input = usualView();
        input.weather.cloud = 0;
        input.light.toSun = glm::normalize(glm::vec3(-1, 0, 0.6F));
        return input;
    }

    static FrameInput moonlessNight() {
        FrameInput input = usualView();
        input.light.toSun = glm::normalize(glm::vec3(0.2F, 0.8F, -0.5F));
        input.light.moonShare = 0;
        return input;
    }

    /// How much lighter a wall with windows is at eight in the evening than at three at night.
    double eveningOverNight() {
        FrameInput input = moonlessNight();
        input.camera.eye = {128, 84, kGroundM + 6};
        input.camera.target = {128, 115, kGroundM + 4};
        const Area wall = around(input, {128, 114, kGroundM + 4}, 20);
        input.hour = 20;
        const double evening = meanOf(draw(input), wall).light();
        input.hour = 3;
        return evening - meanOf(draw(input), wall).light();
    }

    /// Straight down on the east edge of the house's shadow, 13.3 m from its wall, where nothing else darkens the ground.
    /// A pixel is kPixelM; the shadow maps are made so small that their texels are several times as large.
    static constexpr double kHeightM = 60, kPixelM = 0.05;
    FrameInput shadowsEdge() {
        CreateInfo info = usual();
        info.shadowMapPx = 256;
        start(info);
        FrameInput input = eveningSun();
        input.camera.eye = {147.3, 120, kGroundM + kHeightM};
        input.camera.target = {147.3, 120, kGroundM};
        input.camera.fovYRad = static_cast<float>(2 * std::atan(90 * kPixelM / kHeightM));
        return input;
    }
};

TEST_F(LightTest, UnderAClosedCoverNothingThrowsAShadow) {
    FrameInput input = eveningSun();
    const Area shade = around(input, {138, 118, kGroundM}, 3);
    const Area open = around(input, {150, 84, kGroundM}, 3);
    const Image clear = draw(input);
    input.weather = kOvercast;
    const Image grey = draw(input);
    const double clearShare = meanOf(clear, shade).light() / meanOf(clear, open).light();
    const double greyShare = meanOf(grey, shade).light() / meanOf(grey, open).light();
    EXPECT_GT(greyShare, clearShare + 0.15);
    EXPECT_GT(meanOf(grey, open).light(), 45) << "grey is not dark: exposure follows";
}

TEST_F(LightTest, ALampLightsTheGroundByNightWhileItStands) {
    FrameInput input = moonlessNight();
    const Area foot = around(input, {kLampX, kLampY, kGroundM}, 3);
    const Area beyond = around(input, {kLampX + 8, kLampY - 26, kGroundM}, 3);
    const Image lit = draw(input);
    setStage(kShed, Stage::Hidden);  // the lamp belongs to it
    const Image dark = draw(input);
    EXPECT_GT(meanOf(lit, foot).light(), meanOf(dark, foot).light() + 25);
    EXPECT_GT(meanOf(lit, foot).r, meanOf(lit, foot).b + 10) << "its light is warm";
    EXPECT_NEAR(meanOf(lit, beyond).light(), meanOf(dark, beyond).light(), 0.5) << "it reaches as far as it says";
    input.light = usualView().light;
    const Image day = draw(input);
    setStage(kShed, Stage::Existing);
    EXPECT_LT(shareDifferent(day, draw(input), foot, 1), 0.01) << "by day it is off";
}

TEST_F(LightTest, WindowsGoDarkLateAtNight) { EXPECT_GT(eveningOverNight(), 2); }

TEST_F(LightTest, TheSoftwareLevelsWindowsFollowTheHourToo) {
    renderer().setQuality(Quality::Low);
    EXPECT_GT(eveningOverNight(), 2);
}

/// How far the light at a shadow's edge spreads: metres from a tenth to nine tenths of it, along a row eastwards.
/// @param open  the same without shadows: grass has its own light and dark
double spreadOf(const Image& image, const Image& open, std::uint32_t row, double pixelM) {
    double least = 1e9;
    double most = 0;
    std::vector<double> light;
    for (std::uint32_t x = 0; x < image.widthPx; ++x) {
        const Area strip{x, row - 30, 1, 60};
        light.push_back(meanOf(image, strip).light() / meanOf(open, strip).light());
        least = std::min(least, light.back());
        most = std::max(most, light.back());
    }
    const auto between = [&](double value) {
        return value > least + 0.1 * (most - least) && value < least + 0.9 * (most - least);
    };
    return static_cast<double>(std::count_if(light.begin(), light.end(), between)) * pixelM;
}

TEST_F(LightTest, AShadowIsSofterFarFromWhatThrowsIt) {
    FrameInput input = shadowsEdge();
    start(usual());
    const auto spread = [&] {
        input.shadows = render::ShadowUse::Off;
        const Image open = draw(input);
        input.shadows = render::ShadowUse::WhenChanged;
        return spreadOf(draw(input), open, 90, kPixelM);
    };
    const double far = spread();
    // The shed is 5 m high: its edge falls 8.3 m from its wall. A lower sun would make it softer, so it is looked at with
    // the same one.
    input.camera.eye.x = input.camera.target.x = 104 + 5 / 0.6;
    const double near = spread();
    EXPECT_GT(far, 1.15 * near) << far << " m and " << near << " m";
}

TEST_F(LightTest, ShadowsDoNotShimmerWhileTheCameraMoves) {
    // Whole pixels of the ground are fractions of the map's texels: the picture moves by a pixel and must stay the same.
    FrameInput input = shadowsEdge();
    const Image first = draw(input);
    double worst = 0;
    for (std::uint32_t step = 1; step <= 4; ++step) {
        input.camera.eye.x += kPixelM;
        input.camera.target.x += kPixelM;
        const Image moved = draw(input);
        double changed = 0;
        double count = 0;
        for (std::uint32_t y = 40; y < 140; ++y) {
            for (std::uint32_t x = 20; x < 300 - step; ++x) {
                const std::uint8_t* a = &first.rgba[(std::size_t{y} * first.widthPx + x + step) * 4];
                const std::uint8_t* b = &moved.rgba[(std::size_t{y} * first.widthPx + x) * 4];
                changed += std::abs(a[1] - b[1]) > 2 ? 1 : 0;
                ++count;
            }
        }
        worst = std::max(worst, changed / count);
    }
    EXPECT_LT(worst, 0.005) << "share of pixels; 0 with cascades that move by whole texels, 0.09 with ones that do not";
}

TEST_F(LightTest, ShadowsDoNotShimmerWhileTheSunMoves) {
    // The edge passes over each pixel once: light that goes up and down again is shimmer.
    FrameInput input = shadowsEdge();
    constexpr int kSteps = 8;
    std::vector<Image> images;
    for (int step = 0; step < kSteps; ++step) {
        const double turn = step * 0.0044;  // a minute of the day each; it sinks as fast as it turns
        input.light.toSun = glm::normalize(glm::vec3(-std::cos(turn), -std::sin(turn), 0.6 - 1.36 * turn));
        images.push_back(draw(input));
    }
    double sum = 0;
    double count = 0;
    for (std::uint32_t y = 40; y < 140; ++y) {
        for (std::uint32_t x = 20; x < 300; ++x) {
            const std::size_t at = (std::size_t{y} * 320 + x) * 4 + 1;
            double travelled = 0;
            for (std::size_t i = 1; i < images.size(); ++i)
                travelled += std::abs(images[i].rgba[at] - images[i - 1].rgba[at]);
            sum += travelled - std::abs(images.back().rgba[at] - images.front().rgba[at]);
            ++count;
        }
    }
    EXPECT_LT(sum / count, 0.5) << "levels a pixel; 0.09 with cascades that move by whole texels, 4.8 without";
}

TEST_F(LightTest, KeptCascadesShowWhatFreshOnesWould) {
    FrameInput input = eveningSun();
    (void)draw(input);
    input.camera.eye += glm::dvec3(1.5, 0.7, 0);
    input.camera.target += glm::dvec3(1.5, 0.7, 0);
    const Image kept = draw(input);  // the third cascade, which the town lies in, stands still: Views.FarCascades...
    start(usual());
    const Image fresh = draw(input);
    EXPECT_EQ(shareDifferent(kept, fresh), 0);
}

TEST_F(LightTest, KeptCascadesShowThinnedTreesAsFreshOnesWould) {
    // So far away that trees are thinned; as the eye comes near, some come back, whose shadows must wait for no map.
    CreateInfo small = usual();
    small.widthPx = 160;
    small.heightPx = 90;
    start(small);
    FrameInput input = eveningSun();
    const glm::dvec3 ahead = glm::normalize(input.camera.target - input.camera.eye);
    input.camera.eye -= ahead * 260.0;
    std::vector<FrameInput> inputs;
    std::vector<Image> kept;
    for (int step = 0; step < 10; ++step) {
        inputs.push_back(input);
        kept.push_back(draw(input));
        input.camera.eye += ahead * 9.0;
    }
    std::size_t changed = 0;
    for (std::size_t i = 1; i < inputs.size(); ++i) {
        changed += shareDifferent(kept[i], kept[i - 1]) > 0 ? 1 : 0;
        inputs[i].shadows = render::ShadowUse::Each;
        EXPECT_EQ(shareDifferent(kept[i], draw(inputs[i])), 0) << i;
    }
    EXPECT_EQ(changed, inputs.size() - 1);
}

TEST_F(LightTest, NoSurfaceShadesItself) {
    // Ground and roof in full sun, from a high to a low one: no stripes, that is no pixel much darker than its area.
    FrameInput input = usualView();
    input.weather.cloud = 0;
    for (const float height : {1.2F, 0.5F, 0.2F}) {
        input.light.toSun = glm::normalize(glm::vec3(0.3F, -1, height));
        const Image with = draw(input);
        FrameInput plain = input;
        plain.shadows = render::ShadowUse::Off;
        const Image without = draw(plain);
        for (const glm::dvec3 place : {glm::dvec3(140, 100, kGroundM), glm::dvec3(128, 120, kGroundM + 8)}) {
            EXPECT_EQ(shareDifferent(with, without, around(input, place, 4), 2), 0)
                << "sun " << height << " at " << place.x;
        }
    }
}

/// Looks up past the town at heaps of cloud.
FrameInput cloudySky() {
    FrameInput input;
    input.camera.eye = {128, 40, kGroundM + 3};
    input.camera.target = {128, 90, kGroundM + 18};
    input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
    input.weather = {0.35F, 0, 0, 6};
    return input;
}

TEST_F(LightTest, CloudsDriftWithTheWindAndWithNothingElse) {
    FrameInput input = cloudySky();
    const Area sky{0, 0, 320, 80};
    const Image first = draw(input);
    EXPECT_EQ(shareDifferent(first, draw(input)), 0);
    input.seconds = 60;
    EXPECT_GT(shareDifferent(first, draw(input), sky, 8), 0.05);
    for (const bool calm : {true, false}) {
        input = cloudySky();
        if (calm)
            input.weather.windMs = 0;
        else
            input.weather.cloud = 0;
        const Image before = draw(input);
        input.seconds = 60;
        EXPECT_EQ(shareDifferent(before, draw(input), sky, 0), 0) << (calm ? "without wind" : "without clouds");
    }
}

TEST_F(LightTest, CloudsDoNotShimmerUnderHalfAPixel) {
    FrameInput input = cloudySky();
    const glm::dvec3 to = input.camera.target - input.camera.eye;
    const double half = glm::length(to) * std::tan(static_cast<double>(input.camera.fovYRad) / 2) / 180;
    const glm::dvec3 aside = glm::normalize(glm::cross(to, glm::dvec3(0, 0, 1))) * half;
    std::array<Image, 3> turned;
    for (Image& image : turned) {
        image = draw(input);
        input.camera.target += aside;
    }
    // Half way between two views lies their mean, unless something is finer than a pixel.
    double off = 0;
    constexpr std::uint32_t kRows = 80;
    for (std::uint32_t y = 0; y < kRows; ++y) {
        for (std::uint32_t x = 0; x < 320; ++x) {
            const auto light = [&](const Image& image) { return meanOf(image, {x, y}).light(); };
            off += std::abs(light(turned[1]) - 0.5 * (light(turned[0]) + light(turned[2])));
        }
    }
    EXPECT_LT(off / (320 * kRows), 0.5) << "levels of light";  // 0.38; with hard edges and unfiltered humps 0.59
}

/// Looks up past the town: what moves with the clock before an even grey sky is rain.
FrameInput rainySky() {
    FrameInput input;
    input.camera.eye = {128, 40, kGroundM + 3};
    input.camera.target = {128, 90, kGroundM + 12};
    input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
    input.weather = {1, 1, 0, 0};
    return input;
}

TEST_F(LightTest, RainFallsWithTheClockAndWithNothingElse) {
    FrameInput input = rainySky();
    input.seconds = 10;
    const Image first = draw(input);
    EXPECT_EQ(shareDifferent(first, draw(input)), 0);
    const Area sky{0, 0, 320, 90};
    input.seconds = 10.1;
    const Image later = draw(input);
    const double heavy = shareDifferent(first, later, sky, 2);
    EXPECT_GT(heavy, 0.01) << "no rain is seen";
    EXPECT_LT(heavy, 0.5) << "nothing but rain is seen";
    EXPECT_NEAR(meanOf(first, sky).light(), meanOf(later, sky).light(), 1) << "as much of it at each time";
    input.weather.rain = 0.3F;
    const Image drizzle = draw(input);
    input.seconds = 10;
    const double light = shareDifferent(drizzle, draw(input), sky, 2);
    EXPECT_LT(light, 0.6 * heavy);
    input.weather.rain = 0;
    const Image dry = draw(input);
    input.seconds = 10.1;
    EXPECT_LT(shareDifferent(dry, draw(input), sky, 2), 0.001);
}

TEST_F(LightTest, TheSoftwareLevelDrawsNoRain) {
    renderer().setQuality(Quality::Low);
    FrameInput input = rainySky();
    input.seconds = 10;
    const Image first = draw(input);
    input.seconds = 10.1;
    EXPECT_EQ(shareDifferent(first, draw(input), {0, 0, 320, 90}, 2), 0);
}

}  // namespace
}  // namespace twin::test
