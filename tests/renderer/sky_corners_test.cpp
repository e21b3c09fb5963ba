// The corners of the software level's sky: the table's colours along the picture's rays, and clouds that the wind takes along.
#include "renderer/world/sky_corners.h"

#include <gtest/gtest.h>

#include <vector>

#include "renderer/world/noise.h"
#include "renderer/world/views.h"

namespace twin::render {
namespace {

class SkyCornersTest : public testing::Test {
protected:
    SkyCornersTest() {
        setCamera(data_, {{0, 0, 250}, {300, 1000, 350}, 0.9, false}, {640, 360});
        data_.toSun = glm::normalize(glm::vec3(0.3F, -0.6F, 0.5F));
        data_.sunHeight = data_.toSun.z;
        data_.toMoon = {0, 0, -1};
        data_.toLight = data_.toSun;
        static_cast<void>(table_.work(data_, {}));
    }
    [[nodiscard]] std::vector<shared::SkyCorner> fill(std::span<const std::uint8_t> noise) const {
        std::vector<shared::SkyCorner> corners(kSkyCorners);
        fillSkyCorners(data_, table_, noise, corners);
        return corners;
    }
    static std::vector<std::uint8_t> evenNoise(std::uint8_t red) {
        std::vector<std::uint8_t> noise(std::size_t{kNoiseSizePx} * kNoiseSizePx * 4);
        for (std::size_t i = 0; i < noise.size(); i += 4) noise[i] = red;
        return noise;
    }

    ClearAir air_;
    SkyTable table_{air_};
    shared::FrameData data_{};
};

TEST_F(SkyCornersTest, AreColoursAlongTheRaysOfThePicture) {
    const std::vector<shared::SkyCorner> corners = fill(evenNoise(51));
    const auto ray = [&](float x, float y) { return glm::normalize(data_.forward + data_.right * x + data_.up * y); };
    constexpr std::size_t kAcross = shared::kLeanSkyColumns + 1;
    const std::size_t middle = shared::kLeanSkyRows / 2 * kAcross + shared::kLeanSkyColumns / 2;
    EXPECT_EQ(corners.front().colour, table_.colour(ray(-1, 1), data_.toSun)) << "upper left";
    EXPECT_EQ(corners[kAcross - 1].colour, table_.colour(ray(1, 1), data_.toSun)) << "upper right";
    EXPECT_EQ(corners[middle].colour, table_.colour(ray(0, 0), data_.toSun));
    EXPECT_EQ(corners.back().colour, table_.colour(ray(1, -1), data_.toSun)) << "lower right";
    EXPECT_NE(corners.front().colour, corners.back().colour);
    for (const shared::SkyCorner& corner : corners) EXPECT_FLOAT_EQ(corner.cloud, 51.0F / 255) << "even noise";
}

TEST_F(SkyCornersTest, CloudsGoWithTheWindAndComeBackATileLater) {
    const std::vector<std::uint8_t> noise = makeNoise();
    const std::vector<shared::SkyCorner> now = fill(noise);
    data_.seconds = 600;
    const std::vector<shared::SkyCorner> later = fill(noise);
    data_.seconds = 61000;  // at 11 and 4 metres a second eleven tiles eastward and four northward
    const std::vector<shared::SkyCorner> tilesLater = fill(noise);
    float moved = 0;
    for (std::size_t i = 0; i < kSkyCorners; ++i) {
        moved = std::max(moved, std::abs(later[i].cloud - now[i].cloud));
        EXPECT_NEAR(tilesLater[i].cloud, now[i].cloud, 2e-3F);
        EXPECT_EQ(later[i].colour, now[i].colour);
    }
    EXPECT_GT(moved, 0.1F);
}

}  // namespace
}  // namespace twin::render
