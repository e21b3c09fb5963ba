// Crowns that are cut out: as large as solid ones, full of leaves near by, calm far away.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// The broad tree at x 128, as a mesh (no levels of detail), from the south.
FrameInput broadTree(double distanceM) {
    FrameInput input;
    input.camera.target = {128, 150, kGroundM + 4.2};
    input.camera.eye = input.camera.target + glm::dvec3(0, -distanceM, 0.25 * distanceM);
    input.camera.fovYRad = 0.6F;
    input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
    input.dayOfYear = 190;
    input.lod = false;
    return input;
}

FrameInput withoutTrees(FrameInput input) {
    input.layers &= ~(1U << static_cast<unsigned>(city::Layer::Trees));
    return input;
}

/// How often, along the rows, a crown begins or ends.
int edges(const Image& with, const Image& without) {
    int count = 0;
    bool before = false;
    for (std::size_t i = 0; i < with.rgba.size(); i += 4) {
        const bool covered = std::abs(with.rgba[i + 1] - without.rgba[i + 1]) > 10;
        count += covered != before ? 1 : 0;
        before = covered;
    }
    return count;
}

TEST_F(PictureTest, ACrownOfLeavesIsAsLargeAsASolidOne) {
    for (const double distanceM : {20.0, 45.0}) {
        FrameInput input = broadTree(distanceM);
        const double leaves = shareDifferent(draw(input), draw(withoutTrees(input)), 4);
        input.symbolic = 1;  // plans have solid crowns
        const double solid = shareDifferent(draw(input), draw(withoutTrees(input)), 4);
        EXPECT_GT(solid, 0.01);
        EXPECT_GT(leaves / solid, 0.75) << distanceM << ' ' << leaves << ' ' << solid;
        EXPECT_LT(leaves / solid, 1.3) << distanceM << ' ' << leaves << ' ' << solid;
    }
}

TEST_F(PictureTest, ACrownNearByIsRagged) {
    FrameInput input = broadTree(12);
    input.shadows = render::ShadowUse::Off;
    const int leaves = edges(draw(input), draw(withoutTrees(input)));
    input.symbolic = 1;
    const int solid = edges(draw(input), draw(withoutTrees(input)));
    EXPECT_GT(solid, 100);
    EXPECT_GT(leaves, 1.5 * solid) << solid;
}

TEST_F(PictureTest, ALeafyCrownIsSeenAlikeWhereverItFallsBetweenPixels) {
    for (const float day : {190.0F, 15.0F}) {
        FrameInput input = broadTree(110);
        input.dayOfYear = day;
        double least = 1e9;
        double most = 0;
        for (int i = 0; i < 8; ++i) {
            input.jitterPx = {static_cast<float>(i) / 8, std::fmod(static_cast<float>(i) * 3 / 8, 1.0F)};
            const Image with = draw(input);
            const Image without = draw(withoutTrees(input));
            double taken = 0;
            for (std::size_t k = 0; k < with.rgba.size(); k += 4) taken += without.rgba[k + 1] - with.rgba[k + 1];
            least = std::min(least, taken);
            most = std::max(most, taken);
        }
        EXPECT_GT(least, 255) << day;
        EXPECT_LT(most / least, 1.12) << "it flickers on day " << day << ": " << least << " to " << most;
    }
}

/// Mean difference of neighbours in a row, 0 to 255.
double roughness(const Image& image) {
    double sum = 0;
    for (std::size_t i = 0; i + 4 < image.rgba.size(); i += 4) sum += std::abs(image.rgba[i + 1] - image.rgba[i + 5]);
    return sum / static_cast<double>(image.rgba.size() / 4);
}

TEST_F(PictureTest, GrassUnderfootHasBladesThatAreNotSeenFromAbove) {
    const auto from = [&](double heightM) {
        FrameInput input = withoutTrees(broadTree(10));
        input.shadows = render::ShadowUse::Off;
        input.camera.target = {60, 140, kGroundM};
        input.camera.eye = {60, 140 - 0.3 * heightM, kGroundM + heightM};
        return input;
    };
    const double near = roughness(draw(from(1.7)));
    EXPECT_GT(near, 3);
    EXPECT_LT(roughness(draw(from(60))), 0.5 * near);
}

TEST_F(PictureTest, LeavesAndTwigsThrowTheirShadowNearBy) {
    FrameInput input = broadTree(14);
    input.camera.eye = {133, 158, kGroundM + 6};
    input.camera.target = {130, 153, kGroundM};  // from where the shadow lies before the tree
    // Where the crown's shadow falls.
    const Area ground = around(input, {130.6, 153.2, kGroundM}, 20);
    const auto shadow = [&](float day) {
        input.dayOfYear = day;
        return 1 - meanOf(draw(input), ground).g / meanOf(draw(withoutTrees(input)), ground).g;
    };
    const double summer = shadow(190);
    const double winter = shadow(15);
    EXPECT_GT(summer, 0.3);
    EXPECT_GT(winter, 0.1 * summer) << "twigs have a shadow";
    EXPECT_LT(winter, 0.8 * summer) << winter << " of " << summer << "and let light through";
}

}  // namespace
}  // namespace twin::test
