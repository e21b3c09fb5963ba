// What season, weather and water do to surfaces, and that none of it shimmers.
#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// Mean difference of neighbouring pictures, 0 to 255, over what lies below the horizon.
double meanDifference(const Image& a, const Image& b) {
    double sum = 0;
    double count = 0;
    for (std::size_t y = a.heightPx / 4; y < a.heightPx; ++y) {
        for (std::size_t i = y * a.widthPx * 4; i < (y + 1) * a.widthPx * 4; ++i) {
            sum += std::abs(a.rgba[i] - b.rgba[i]);
            ++count;
        }
    }
    return sum / count;
}

/// Light of the pond's waves from above, a value a step, row by row to the north; the mean is 0.
constexpr std::ptrdiff_t kWaveSide = 96;
constexpr double kWaveStepM = 0.5;
using Waves = std::vector<double>;

/// What differs between two pictures, so that all that stands still is gone.
Waves wavesIn(const FrameInput& input, const Image& a, const Image& b) {
    Waves waves;
    double mean = 0;
    for (std::ptrdiff_t i = 0; i < kWaveSide * kWaveSide; ++i) {
        const std::ptrdiff_t row = i / kWaveSide;
        const double east = 46 + kWaveStepM * static_cast<double>(i % kWaveSide);
        const double north = 146 + kWaveStepM * static_cast<double>(row);
        Area pixel = around(input, {east, north, kGroundM - 0.5}, 0);
        pixel.width = pixel.height = 1;
        waves.push_back(meanOf(a, pixel).light() - meanOf(b, pixel).light());
        mean += waves.back() / static_cast<double>(kWaveSide * kWaveSide);
    }
    for (double& value : waves) value -= mean;
    return waves;
}

/// Correlation of waves with themselves so many steps to the east and to the north.
double likenessTo(const Waves& waves, std::ptrdiff_t east, std::ptrdiff_t north) {
    double both = 0;
    double here = 0;
    double there = 0;
    for (std::ptrdiff_t y = std::max<std::ptrdiff_t>(0, -north); y < std::min(kWaveSide, kWaveSide - north); ++y) {
        const double* row = &waves[static_cast<std::size_t>(y * kWaveSide)];
        const double* other = &waves[static_cast<std::size_t>((y + north) * kWaveSide + east)];
        for (std::ptrdiff_t x = 0; x < kWaveSide - east; ++x) {
            both += row[x] * other[x];
            here += row[x] * row[x];
            there += other[x] * other[x];
        }
    }
    return both / std::sqrt(here * there);
}

FrameInput inWinter(FrameInput input) {
    input.dayOfYear = 20;
    return input;
}

TEST_F(PictureTest, SnowLiesOnRoofsAndGroundButNotOnWalls) {
    FrameInput input = inWinter(usualView());
    const Area roof = around(input, {128, 120, kGroundM + 8}, 3);
    const Area wall = around(input, {128, 114, kGroundM + 4}, 3);
    const Area ground = around(input, {150, 104, kGroundM}, 3);
    const Image dry = draw(input);
    input.weather.snow = 1;
    const Image snow = draw(input);
    EXPECT_GT(meanOf(snow, roof).light(), meanOf(dry, roof).light() + 60);
    EXPECT_GT(meanOf(snow, ground).light(), meanOf(dry, ground).light() + 40);
    EXPECT_LT(std::abs(meanOf(snow, wall).light() - meanOf(dry, wall).light()), 25) << "a wall is white";
    const Colour white = meanOf(snow, roof);
    EXPECT_LT(std::abs(white.r - white.b), 40) << "snow is not red";
}

TEST_F(PictureTest, RainDarkensTheRoad) {
    FrameInput input = usualView();
    const Area road = around(input, {150, 93, kGroundM}, 2);
    const Image dry = draw(input);
    input.weather.rain = 1;
    EXPECT_GT(shareDifferent(dry, draw(input), road, 4), 0.5);
}

TEST_F(PictureTest, GrassIsGreenInSummerAndStrawInWinter) {
    FrameInput input = usualView();
    const Area lawn = around(input, {110, 108, kGroundM}, 3);
    input.dayOfYear = 150;
    const Colour summer = meanOf(draw(input), lawn);
    input.dayOfYear = 20;
    const Colour winter = meanOf(draw(input), lawn);
    EXPECT_GT(summer.g, summer.r + 5);
    EXPECT_GT(winter.r / winter.g, summer.r / summer.g + 0.1);
}

TEST_F(PictureTest, ThePlanLookKnowsNoWeather) {
    FrameInput input = inWinter(usualView());
    input.symbolic = true;
    const Area house = around(input, {128, 120, kGroundM + 8}, 3);
    const Image dry = draw(input);
    input.weather.snow = 1;
    EXPECT_LT(shareDifferent(dry, draw(input), house, 3), 0.05);
}

TEST_F(PictureTest, WaterMirrorsWhatStandsOnTheShore) {
    FrameInput input = usualView();
    input.camera.eye = {52, 172, kGroundM + 1.2};
    input.camera.target = {100, 121, kGroundM};
    input.weather.windMs = 0;
    const Area pond = around(input, {75, 147.5, kGroundM - 0.5}, 6);
    const Image with = draw(input);
    setStage(kShed, Stage::Hidden);
    setStage(kHouse, Stage::Hidden);
    EXPECT_GT(shareDifferent(with, draw(input), pond, 3), 0.1);
}

TEST_F(PictureTest, WavesLookNowhereAlike) {
    FrameInput input = usualView();
    input.camera.eye = {-180, 170, kGroundM + 70};
    input.camera.target = {70, 170, kGroundM};
    input.camera.fovYRad = 0.14F;
    input.weather.cloud = 0;
    input.weather.windMs = 4;
    // The mean of several times: what is alike by chance goes, what repeats stays.
    constexpr int kTimes = 6;
    std::vector<Waves> patterns;
    Image before = draw(input);
    for (int i = 0; i < kTimes; ++i) {
        input.seconds += 97;
        Image now = draw(input);
        patterns.push_back(wavesIn(input, before, now));
        before = std::move(now);
    }
    double most = 0;
    constexpr std::ptrdiff_t kFarthest = kWaveSide / 2;
    for (std::ptrdiff_t north = -kFarthest; north <= kFarthest; ++north) {
        for (std::ptrdiff_t east = 0; east <= kFarthest; ++east) {
            const double apartM = kWaveStepM * std::hypot(static_cast<double>(east), static_cast<double>(north));
            if (apartM < 12) continue;  // crests of one group are alike
            double sum = 0;
            for (const Waves& waves : patterns) sum += likenessTo(waves, east, north);
            most = std::max(most, sum / kTimes);
        }
    }
    EXPECT_LT(most, 0.25) << "the waves are drawn in tiles";  // 0.16; noise in tiles of 19 m and less gave 0.35
}

TEST_F(PictureTest, WaterFreezes) {
    FrameInput input = inWinter(usualView());
    input.camera.eye = {70, 110, kGroundM + 14};
    input.camera.target = {70, 165, kGroundM};
    const Area pond = around(input, {70, 165, kGroundM}, 10);
    const Colour open = meanOf(draw(input), pond);
    input.weather.snow = 1;
    const Image frozen = draw(input);
    EXPECT_GT(meanOf(frozen, pond).light(), open.light() + 30);
    input.seconds = 3;
    EXPECT_LT(shareDifferent(frozen, draw(input), pond, 4), 0.05) << "ice has waves";
}

TEST_F(PictureTest, NothingShimmersUnderHalfAPixel) {
    for (const float snow : {0.0F, 0.6F}) {
        FrameInput input = usualView();
        input.camera.eye = {150, -180, kGroundM + 90};  // far enough for every pattern to be finer than a pixel
        input.weather.snow = snow;
        const Image here = draw(input);
        const glm::dvec3 to = input.camera.target - input.camera.eye;
        // Half a pixel is half of 2 tan(fov / 2) / 180 of the distance.
        const double half = glm::length(to) * std::tan(static_cast<double>(input.camera.fovYRad) / 2) / 180;
        input.camera.target += glm::normalize(glm::cross(to, glm::dvec3(0, 0, 1))) * half;
        EXPECT_LT(meanDifference(here, draw(input)), 2.5) << "snow " << snow;
    }
}

TEST_F(PictureTest, SnowLiesOnTheSoftwareLevelsGroundToo) {
    renderer().setQuality(Quality::Low);
    FrameInput input = usualView();
    const Area ground = around(input, {140, 84, kGroundM}, 3);
    const Colour green = meanOf(draw(input), ground);
    input.weather.snow = 1;
    const Colour white = meanOf(draw(input), ground);
    EXPECT_GT(white.light(), green.light() + 40);
    EXPECT_LT(std::abs(white.r - white.b), 25) << "white, not green";
}

/// By how much the line in the middle of the tiny town's road (its u is 3 of 6 m at x = 128, a dash at y = 94.6) is lighter than the lane.
double lineOverLane(const Image& image, const FrameInput& input) {
    const auto light = [&](double x) { return meanOf(image, around(input, {x, 94.6, kGroundM}, 1)).light(); };
    return light(128) - light(114);
}

TEST_F(PictureTest, TheSoftwareLevelShowsTheRoadsMiddleInSunAndShadeButNotInAPlan) {
    renderer().setQuality(Quality::Low);
    FrameInput input = usualView();
    input.camera.eye = {128, 94, kGroundM + 200};
    input.camera.target = {128, 94.6, kGroundM};
    input.camera.fovYRad = 0.1F;
    input.light.toSun = glm::normalize(glm::vec3(0.2F, -0.5F, 0.8F));
    EXPECT_GT(lineOverLane(draw(input), input), 8);
    FrameInput grey = input;
    grey.weather.cloud = 1;
    EXPECT_GT(lineOverLane(draw(grey), grey), 8) << "it is lit as the road is";
    FrameInput plan = input;
    plan.symbolic = 1;
    EXPECT_LT(std::abs(lineOverLane(draw(plan), plan)), 2);
    FrameInput snowy = input;
    snowy.weather.snow = 1;
    EXPECT_LT(std::abs(lineOverLane(draw(snowy), snowy)), 2);
    input.camera.fovYRad = 0.8F;
    EXPECT_LT(std::abs(lineOverLane(draw(input), input)), 3) << "far finer than a pixel it is gone";
}

}  // namespace
}  // namespace twin::test
