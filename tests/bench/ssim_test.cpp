// Structural similarity on cases whose answer is known.
#include "tools/bench/ssim.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tools/bench/picture.h"

namespace twin::bench {
namespace {

render::Image picture(std::uint32_t width, std::uint32_t height,
                      const std::function<int(std::uint32_t, std::uint32_t)>& grey) {
    render::Image image{width, height, {}};
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const auto value = static_cast<std::uint8_t>(grey(x, y));
            image.rgba.insert(image.rgba.end(), {value, value, value, 255});
        }
    }
    return image;
}

render::Image stripes(int from, int to) {
    return picture(48, 32, [=](std::uint32_t x, std::uint32_t) { return x / 4 % 2 == 0 ? from : to; });
}

double ssim(const render::Image& a, const render::Image& b) {
    const Result<double> result = structuralSimilarity(a, b);
    if (result) return *result;
    ADD_FAILURE() << result.error().what;
    return 0;
}

TEST(Ssim, TheSamePictureIsOne) { EXPECT_DOUBLE_EQ(ssim(stripes(40, 200), stripes(40, 200)), 1); }

TEST(Ssim, FlatGreysDifferByTheLuminanceTermAlone) {
    const auto flat = [](int grey) { return picture(20, 20, [=](std::uint32_t, std::uint32_t) { return grey; }); };
    const double c1 = 2.55 * 2.55;
    EXPECT_NEAR(ssim(flat(100), flat(150)), (2 * 100.0 * 150 + c1) / (100.0 * 100 + 150.0 * 150 + c1), 1e-9);
    EXPECT_NEAR(ssim(flat(0), flat(255)), c1 / (255.0 * 255 + c1), 1e-9);
}

TEST(Ssim, TheNegativeOfAPatternIsUnlikeIt) {
    // Stripes of a pixel: nearly the same mean and variance in every window, covariance of the other sign, so close to -1.
    const auto fine = [](int even, int odd) {
        return picture(24, 24, [=](std::uint32_t x, std::uint32_t) { return x % 2 == 0 ? even : odd; });
    };
    EXPECT_LT(ssim(fine(28, 228), fine(228, 28)), -0.95);
}

TEST(Ssim, HalfTheContrastGivesTheKnownValue) {
    // One window: one term. Means m and m, deviations s and s / 2: (2 s s/2 + c2) / (s s + s s / 4 + c2).
    const auto half = [](int from, int to) {
        return picture(11, 11, [=](std::uint32_t x, std::uint32_t) { return x % 2 == 0 ? from : to; });
    };
    double even = 0, sum = 0;  // weight of the even columns
    for (int x = 0; x < 11; ++x) {
        const double w = std::exp(-(x - 5) * (x - 5) / 4.5);
        sum += w;
        if (x % 2 == 0) even += w;
    }
    const double p = even / sum, c1 = 2.55 * 2.55, c2 = 7.65 * 7.65;
    const double mx = p * 60 + (1 - p) * 180, my = p * 90 + (1 - p) * 150;
    const double vx = p * (1 - p) * 120 * 120, vy = p * (1 - p) * 60 * 60, both = p * (1 - p) * 120 * 60;
    EXPECT_NEAR(ssim(half(60, 180), half(90, 150)),
                (2 * mx * my + c1) * (2 * both + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2)), 1e-9);
}

TEST(Ssim, NoiseTakesAwayAndMoreTakesMore) {
    const render::Image clean = stripes(80, 170);
    const auto noisy = [&](int strength) {
        render::Image image = clean;
        std::uint32_t state = 1;
        for (std::uint8_t& value : image.rgba) {
            state = state * 1664525U + 1013904223U;
            const int noise = static_cast<int>(state >> 24U) * strength / 255 - strength / 2;
            value = static_cast<std::uint8_t>(std::clamp(value + noise, 0, 255));
        }
        return image;
    };
    const double little = ssim(clean, noisy(20)), much = ssim(clean, noisy(120));
    EXPECT_LT(little, 1);
    EXPECT_GT(little, 0.9);
    EXPECT_LT(much, little);
}

TEST(Ssim, OtherSizesAndTinyPicturesAreRefused) {
    const auto flat = [](std::uint32_t w, std::uint32_t h) {
        return picture(w, h, [](std::uint32_t, std::uint32_t) { return 9; });
    };
    EXPECT_FALSE(structuralSimilarity(flat(20, 20), flat(20, 21)));
    EXPECT_FALSE(structuralSimilarity(flat(20, 10), flat(20, 10)));
    EXPECT_TRUE(structuralSimilarity(flat(11, 11), flat(11, 11)));
}

TEST(Ssim, PicturesComeBackFromTheirFiles) {
    const std::filesystem::path path = std::filesystem::path{TWIN_TEST_OUTPUT_DIR} / "stripes.png";
    ASSERT_TRUE(writePng(path, stripes(3, 250)));
    const Result<render::Image> back = readPng(path);
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(back->rgba, stripes(3, 250).rgba);
    EXPECT_FALSE(readPng(path.string() + ".none"));
}

}  // namespace
}  // namespace twin::bench
