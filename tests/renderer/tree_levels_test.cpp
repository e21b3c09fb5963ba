// A stand of trees looks the same as meshes and as pictures of them, so that nobody sees where one becomes the other.
#include <cmath>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// The row of trees from so far away that each is some 11 pixels high: drawn as pictures, with full detail as near meshes.
FrameInput farView(double azimuth, double heightM) {
    constexpr double kDistanceM = 200;
    FrameInput input;
    input.camera.target = {137, 150, kGroundM + 3.5};
    input.camera.eye =
        input.camera.target + glm::dvec3(kDistanceM * std::sin(azimuth), -kDistanceM * std::cos(azimuth), heightM);
    input.camera.fovYRad = 0.6F;
    input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
    return input;
}
constexpr Area kStand{108, 81, 104, 17};

/// Means of a stand as meshes and as pictures, and of the ground without it, over several views.
struct Compared {
    Colour mesh, picture, empty;
};

class TreeLevels : public PictureTest {
protected:
    Compared compare(float dayOfYear, float snow = 0, float symbolic = 0) {
        Compared sums;
        const auto add = [](Colour& sum, const Colour& more) {
            sum.r += more.r / 6;
            sum.g += more.g / 6;
            sum.b += more.b / 6;
        };
        for (int i = 0; i < 6; ++i) {
            FrameInput input = farView(0.35 * (i - 2.5), 20 + 15.0 * i);
            input.dayOfYear = dayOfYear;
            input.weather.snow = snow;
            input.symbolic = symbolic;
            input.jitterPx = {0.25F * static_cast<float>(i % 3), 0.3F * static_cast<float>(i % 2)};
            add(sums.picture, meanOf(draw(input), kStand));
            input.lod = false;
            add(sums.mesh, meanOf(draw(input), kStand));
            input.layers &= ~(1U << static_cast<unsigned>(city::Layer::Trees));
            add(sums.empty, meanOf(draw(input), kStand));
        }
        return sums;
    }
};

/// In levels of 255; the trees themselves change the means by 1.5 to 6.
constexpr double kMost = 0.8;

void expectAlike(const Compared& c, double leastEffect, const char* when) {
    SCOPED_TRACE(when);
    // What the stand does to the picture, which is what its cover and its colour do together.
    const double effect =
        std::abs(c.mesh.r - c.empty.r) + std::abs(c.mesh.g - c.empty.g) + std::abs(c.mesh.b - c.empty.b);
    EXPECT_GT(effect, leastEffect);
    EXPECT_NEAR(c.picture.r, c.mesh.r, kMost) << "empty " << c.empty.r;
    EXPECT_NEAR(c.picture.g, c.mesh.g, kMost) << "empty " << c.empty.g;
    EXPECT_NEAR(c.picture.b, c.mesh.b, kMost) << "empty " << c.empty.b;
}

TEST_F(TreeLevels, AreAlikeInSummer) { expectAlike(compare(170), 5, "summer"); }
TEST_F(TreeLevels, AreAlikeInAutumn) { expectAlike(compare(284), 4.5, "autumn"); }
TEST_F(TreeLevels, AreAlikeInWinter) { expectAlike(compare(15), 9, "winter"); }
TEST_F(TreeLevels, AreAlikeInSnow) { expectAlike(compare(15, 0.9F), 8, "snow"); }
TEST_F(TreeLevels, AreAlikeInAPlan) { expectAlike(compare(170, 0, 1), 12, "plan"); }

/// Mean difference of neighbours in a row of an area, 0 to 255.
double roughness(const Image& image, Area area) {
    double sum = 0;
    for (std::uint32_t y = area.y; y < area.y + area.height; ++y) {
        for (std::uint32_t x = area.x; x < area.x + area.width; ++x) {
            const std::size_t i = (std::size_t{y} * image.widthPx + x) * 4;
            sum += std::abs(image.rgba[i + 1] - image.rgba[i + 5]);
        }
    }
    return sum / (area.width * area.height);
}

TEST_F(TreeLevels, ACrownsPictureHasClumpsAndGaps) {
    // As near as trees are pictures: 36 pixels high.
    FrameInput input = farView(0, 12);
    input.camera.target = {128, 150, kGroundM + 4.5};
    input.camera.eye = input.camera.target + glm::dvec3(0, -57, 8);
    input.camera.fovYRad = 0.6F;
    input.shadows = render::ShadowUse::Off;
    const Area crown = around(input, {128, 150, kGroundM + 5}, 9);
    const double picture = roughness(draw(input), crown);
    input.lod = false;
    const double mesh = roughness(draw(input), crown);
    EXPECT_GT(picture, mesh) << picture << " of " << mesh;
    EXPECT_LT(picture, 1.6 * mesh) << picture << " of " << mesh;
}

TEST_F(TreeLevels, FarTreesAreTwoTrianglesEach) {
    FrameInput input = farView(0, 20);
    (void)draw(input);
    (void)draw(input);
    (void)draw(input);  // counts come two frames later
    const render::Stats far = renderer().stats();
    const std::uint64_t all = far.trianglesDrawn;
    input.layers &= ~(1U << static_cast<unsigned>(city::Layer::Trees));
    for (int i = 0; i < 3; ++i) (void)draw(input);
    EXPECT_GT(far.treesDrawn, 3U);
    EXPECT_EQ(all - renderer().stats().trianglesDrawn, std::uint64_t{2} * far.treesDrawn);
}

}  // namespace
}  // namespace twin::test
