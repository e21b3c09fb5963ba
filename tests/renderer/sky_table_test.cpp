// The sky as the processor works it out: what is known of clear air, clouds, dusk and night must come out of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/gtc/packing.hpp>

#include "renderer/world/hours.h"
#include "renderer/world/sky_table.h"

namespace twin::render {
namespace {

constexpr float kPi = 3.14159265F;

class SkyTableTest : public testing::Test {
protected:
    static const ClearAir& air() {
        static const ClearAir kAir;
        return kAir;
    }
    /// @param elevationDeg  of the sun, in the south
    shared::SkyState work(float elevationDeg, glm::vec4 weather = {}) {
        data_ = {};
        const float height = elevationDeg * kPi / 180;
        data_.toSun = {0, -std::cos(height), std::sin(height)};
        data_.sunHeight = data_.toSun.z;
        data_.toMoon = {0, 0, -1};
        data_.toLight = glm::normalize(glm::vec3(data_.toSun.x, data_.toSun.y, std::max(data_.toSun.z, 0.03F)));
        data_.weather = weather;
        data_.hour = 12;
        return table_.work(data_, texels_);
    }
    [[nodiscard]] glm::vec3 at(glm::vec3 dir) const { return table_.colour(glm::normalize(dir), data_.toSun); }

    static float luminance(glm::vec3 c) { return glm::dot(c, glm::vec3(0.2126F, 0.7152F, 0.0722F)); }

    SkyTable table_{air()};
    std::vector<SkyTexel> texels_ = std::vector<SkyTexel>(kSkyTexels);
    shared::FrameData data_{};
};

// Of a sun in the zenith some 82 % of green light come through the air of a clear day, more of red and less of blue; of one at
// 5.7 degrees there are ten atmospheres in the way.
TEST_F(SkyTableTest, AirLetsThroughWhatItsOpticalDepthSays) {
    // The scale heights times the coefficients: 8 km, 1.2 km, and a triangle of 15 km of ozone; an eye 0.25 km up.
    const auto depth = [](float rayleigh, float dust, float ozone) {
        return rayleigh * 8 * std::exp(-0.25F / 8) + dust * std::exp(-0.25F / 1.2F) + ozone * 15;
    };
    const glm::vec3 vertical{depth(5.802e-3F, 0.061F, 0.650e-3F), depth(13.558e-3F, 0.080F, 1.881e-3F),
                             depth(33.1e-3F, 0.107F, 0.085e-3F)};
    const glm::vec3 overhead = air().sunInTown(1);
    const glm::vec3 halfway = air().sunInTown(0.5F);
    for (int c = 0; c < 3; ++c) {
        EXPECT_NEAR(overhead[c], std::exp(-vertical[c]), 0.003F);
        EXPECT_NEAR(halfway[c], std::exp(-2 * vertical[c]), 0.006F);  // twice the air, but for the ground's curve
    }
    EXPECT_GT(air().sunInTown(0.02F).r, 3 * air().sunInTown(0.02F).b) << "a low sun is red";
    EXPECT_EQ(air().sunInTown(-0.1F), glm::vec3(0)) << "one below the horizon is not seen";
}

TEST_F(SkyTableTest, ANoonSkyIsBlueAboveAndPaleAtTheHorizon) {
    const shared::SkyState sky = work(60);
    const glm::vec3 zenith = at({0, 0.01F, 1}), horizon = at({1, 0, 0.03F});
    EXPECT_GT(zenith.b, 2 * zenith.r);
    EXPECT_LT(horizon.b / horizon.r, zenith.b / zenith.r);
    EXPECT_GT(luminance(horizon), luminance(zenith));
    EXPECT_GT(luminance(at({0, -0.51F, 0.86F})), luminance(at({0, 0.51F, 0.86F}))) << "brighter beside the sun";
    EXPECT_EQ(sky.night, 0);
}

TEST_F(SkyTableTest, DaylightIsWhiteWhenTheSunIsHighAndWarmWhenItIsLow) {
    const auto onGround = [this](float elevation) {
        const shared::SkyState sky = work(elevation);
        return sky.ambientUp + sky.light * data_.toSun.z / kPi;
    };
    const glm::vec3 noon = onGround(40), evening = onGround(10);
    EXPECT_NEAR(noon.r / noon.g, 1, 0.03F);
    EXPECT_NEAR(noon.b / noon.g, 1, 0.03F);
    EXPECT_GT(evening.r, 1.15F * evening.b);
}

// The formulas of the Illuminating Engineering Society for clear days (Handbook, daylight availability): klx on the ground.
TEST_F(SkyTableTest, SunAndSkyAreAsStrongBesideEachOtherAsOnAClearDay) {
    for (const float elevation : {20.0F, 30.0F, 40.0F, 50.0F, 60.0F}) {
        const shared::SkyState sky = work(elevation);
        const float height = data_.toSun.z;
        const float direct = 127.5F * std::exp(-0.21F / height) * height;
        const float diffuse = 0.8F + 15.5F * std::sqrt(height);
        const float ours = luminance(sky.light) * height / (luminance(sky.ambientUp) * kPi);
        EXPECT_NEAR(ours / (direct / diffuse), 1, 0.25F) << elevation << " degrees: " << ours;
    }
}

TEST_F(SkyTableTest, AWallInShadeHasAFifthOfTheLightOfOneInTheSunAndSnowMakesItMore) {
    const auto ratio = [](const shared::SkyState& sky, float height) {
        const float shade = 0.5F * (luminance(sky.ambientUp) + luminance(sky.ambientDown));
        return (luminance(sky.light) * std::sqrt(1 - height * height) / kPi + shade) / shade;
    };
    for (const float elevation : {35.0F, 45.0F, 55.0F}) {
        const shared::SkyState bare = work(elevation);
        const float summer = ratio(bare, data_.toSun.z);
        EXPECT_GT(summer, 4) << elevation;
        EXPECT_LT(summer, 8) << elevation;
        EXPECT_LT(ratio(work(elevation, {0, 0, 1, 0}), data_.toSun.z), 0.75F * summer) << elevation;
        // What throws light up at walls is sunlit ground: on a clear day that is about what the sky gives.
        EXPECT_NEAR(luminance(bare.ambientDown) / luminance(bare.ambientUp), 1, 0.3F) << elevation;
    }
}

TEST_F(SkyTableTest, UnderAClosedCoverTheZenithIsThreeTimesTheHorizon) {
    const shared::SkyState sky = work(40, {1, 0, 0, 0});
    EXPECT_EQ(sky.overcast, 1);
    EXPECT_NEAR(luminance(at({0, 0, 1})) / luminance(at({1, 0, 0.005F})), 3, 0.05F);
    EXPECT_NEAR(luminance(at({1, 0, 0.3F})), luminance(at({-1, 0.2F, 0.3F})), 0.02F) << "alike all round";
    EXPECT_LT(luminance(sky.light), 0.02F * luminance(sky.sunAbove));
}

TEST_F(SkyTableTest, DuskIsRedTowardsTheSunAndNightIsDarkAndLongExposed) {
    const float noon = work(60).exposure;
    (void)work(-1);
    const glm::vec3 glow = at({0, -1, 0.03F}), away = at({0, 1, 0.03F});
    EXPECT_GT(glow.r / glow.b, away.r / away.b);
    EXPECT_GT(luminance(glow), luminance(away));
    const shared::SkyState night = work(-20);
    EXPECT_EQ(night.night, 1);
    EXPECT_EQ(night.starlight, 1);
    EXPECT_LT(luminance(at({0, 0, 1})), 0.01F);
    EXPECT_GT(luminance(at({0, 0, 1})), 0);
    EXPECT_GT(night.exposure, 20 * noon);
}

TEST_F(SkyTableTest, BelowTheHorizonTheHorizonGoesOnDarker) {
    (void)work(30);
    const glm::vec3 horizon = at({1, 0, 0.001F}), nadir = at({0.001F, 0, -1});
    EXPECT_LT(luminance(nadir), luminance(horizon));
    EXPECT_GT(luminance(nadir), 0.4F * luminance(horizon));
}

TEST_F(SkyTableTest, WhatGoesToTheDeviceIsTheSameInHalfFloats) {
    (void)work(25);
    for (std::uint32_t y = 0; y < kSkyHeightPx; y += 9) {
        for (std::uint32_t x = 0; x < kSkyWidthPx; x += 7) {
            // The middle of a texel, as colour() counts them.
            const float v = (static_cast<float>(y) + 0.5F) / kSkyHeightPx * 2 - 1;
            const float azimuth = (static_cast<float>(x) + 0.5F) / kSkyWidthPx * kPi, up = v * std::abs(v) * kPi / 2;
            const glm::vec3 dir(std::sin(azimuth) * std::cos(up), -std::cos(azimuth) * std::cos(up), std::sin(up));
            const glm::vec4 texel = glm::unpackHalf(texels_[y * kSkyWidthPx + x]);
            EXPECT_LT(glm::length(glm::vec3(texel) - at(dir)), 0.004F * glm::length(at(dir)) + 1e-5F) << x << ' ' << y;
            EXPECT_EQ(texel.a, 1);
        }
    }
}

TEST_F(SkyTableTest, TheSameSunGivesTheSameSky) {
    (void)work(17);
    const std::vector<SkyTexel> before = texels_;
    (void)work(18);
    EXPECT_FALSE(std::ranges::equal(before, texels_));
    (void)work(17);
    EXPECT_TRUE(std::ranges::equal(before, texels_));
}

TEST(LitWindows, FollowTheDay) {
    constexpr std::size_t kHomes = 0, kOffices = 6, kChurch = 7;
    EXPECT_GT(litWindows(20)[kHomes], 0.5F);
    EXPECT_LT(litWindows(3)[kHomes], 0.1F);
    EXPECT_GT(litWindows(7)[kHomes], litWindows(11)[kHomes]) << "at breakfast";
    EXPECT_GT(litWindows(10)[kOffices], 0.6F);
    EXPECT_LT(litWindows(22)[kOffices], 0.1F);
    EXPECT_GT(litWindows(18)[kChurch], litWindows(12)[kChurch]);
    EXPECT_GT(litWindows(12)[shared::kShopStyle], 0.9F);
    for (float hour = 0; hour < 24; hour += 0.25F) {
        for (const float share : litWindows(hour)) {
            EXPECT_GE(share, 0);
            EXPECT_LE(share, 1);
        }
    }
}

}  // namespace
}  // namespace twin::render
