// Hedges: leaves cut out of a hull; as large as it, ragged, closed at their ends, bare in winter if they lose their leaves.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

enum : std::uint32_t { kPrivet, kHornbeam, kThuja, kGrown };

class HedgePicture : public PictureTest {
protected:
    void grow(std::uint32_t kind) { start(usual(), tinyTown(1, 0, kind)); }

    /// From the south, a little above it. Shadows off: what is told apart is the hedge and the ground behind it.
    static FrameInput fromSouth(double distanceM) {
        FrameInput input;
        input.camera.target = {(kHedgeWest + kHedgeEast) / 2, kHedgeY, kGroundM + 0.6};
        input.camera.eye = input.camera.target + glm::dvec3(0, -distanceM, 0.35 * distanceM);
        input.camera.fovYRad = 0.6F;
        input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
        input.dayOfYear = 190;
        input.shadows = render::ShadowUse::Off;
        return input;
    }
    static FrameInput withoutHedge(FrameInput input) {
        input.layers &= ~(1U << static_cast<unsigned>(city::Layer::Buildings));
        return input;
    }
    double covers(const FrameInput& input, int tolerance = 6) {
        return shareDifferent(draw(input), draw(withoutHedge(input)), tolerance);
    }
    /// Of the picture's columns: where the hedge begins, from above; -1 where it is not.
    std::vector<int> outline(const FrameInput& input) {
        const Image with = draw(input), without = draw(withoutHedge(input));
        std::vector<int> tops(with.widthPx, -1);
        for (std::uint32_t x = 0; x < with.widthPx; ++x) {
            for (std::uint32_t y = 0; y < with.heightPx && tops[x] < 0; ++y) {
                const std::size_t i = (std::size_t{y} * with.widthPx + x) * 4;
                if (std::abs(with.rgba[i + 1] - without.rgba[i + 1]) > 12) tops[x] = static_cast<int>(y);
            }
        }
        return tops;
    }
};

/// How much it goes up and down from column to column, pixels.
double raggedness(const std::vector<int>& tops) {
    double sum = 0;
    int count = 0;
    for (std::size_t i = 80; i + 80 < tops.size(); ++i, ++count) sum += std::abs(tops[i + 1] - tops[i]);
    return sum / count;
}

TEST_F(HedgePicture, IsRaggedAndNearlyAsLargeAsItsHull) {
    grow(kGrown);
    FrameInput input = fromSouth(7);
    const double leaves = covers(input), ragged = raggedness(outline(input));
    input.symbolic = 1;  // plans show the hull
    const double hull = covers(input), straight = raggedness(outline(input));
    EXPECT_GT(hull, 0.1);
    EXPECT_GT(leaves / hull, 0.75);
    EXPECT_LT(leaves / hull, 1.01);
    EXPECT_LT(straight, 0.1);
    EXPECT_GT(ragged, 0.35);
}

TEST_F(HedgePicture, IsClosedAtItsEnds) {
    grow(kPrivet);
    FrameInput input = fromSouth(7);
    input.camera.eye = {kHedgeWest - 5, kHedgeY, kGroundM + 1.0};
    input.camera.target = {kHedgeWest, kHedgeY, kGroundM + 0.6};
    const Area middle = around(input, {kHedgeWest, kHedgeY, kGroundM + 0.5}, 6);
    EXPECT_GT(shareDifferent(draw(input), draw(withoutHedge(input)), middle, 6), 0.95);
}

TEST_F(HedgePicture, LosesItsLeavesInWinterUnlessItIsEvergreen) {
    const auto green = [&](float day) {
        FrameInput input = fromSouth(6);
        input.dayOfYear = day;
        const Colour mean =
            meanOf(draw(input), around(input, {(kHedgeWest + kHedgeEast) / 2, kHedgeY, kGroundM + 0.5}, 12));
        return mean.g / mean.r;
    };
    grow(kGrown);
    EXPECT_GT(green(190), 1.25);
    EXPECT_LT(green(15), 1.15);
    grow(kThuja);
    EXPECT_GT(green(15), 1.25);
}

TEST_F(HedgePicture, ABareOneLetsTheLandBehindThrough) {
    grow(kGrown);
    FrameInput input = fromSouth(6);
    input.weather.snow = 1;
    const Area side = around(input, {(kHedgeWest + kHedgeEast) / 2, kHedgeY - 0.4, kGroundM + 0.5}, 12);
    const auto light = [&](float day) {
        input.dayOfYear = day;
        return meanOf(draw(input), side).light() / meanOf(draw(withoutHedge(input)), side).light();
    };
    const double bare = light(15), leafy = light(190);
    EXPECT_LT(leafy, 0.8) << "it stands dark before the snow";
    EXPECT_GT(bare, leafy + 0.05);
    EXPECT_LT(bare, 0.97) << "its twigs are seen";
}

TEST_F(HedgePicture, IsSeenAlikeWhereverItFallsBetweenPixels) {
    grow(kGrown);
    for (const float day : {190.0F, 15.0F}) {
        for (const double distanceM : {25.0, 90.0}) {
            FrameInput input = fromSouth(distanceM);
            input.dayOfYear = day;
            double least = 1e9, most = 0;
            for (int i = 0; i < 8; ++i) {
                input.jitterPx = {static_cast<float>(i) / 8, std::fmod(static_cast<float>(i) * 3 / 8, 1.0F)};
                const Image with = draw(input), without = draw(withoutHedge(input));
                double taken = 0;
                for (std::size_t k = 0; k < with.rgba.size(); k += 4)
                    taken += std::abs(without.rgba[k + 1] - with.rgba[k + 1]);
                least = std::min(least, taken);
                most = std::max(most, taken);
            }
            EXPECT_GT(least, 255);
            EXPECT_LT(most / least, 1.12)
                << "it flickers on day " << day << " at " << distanceM << ": " << least << " to " << most;
        }
    }
}

TEST_F(HedgePicture, TheSoftwareLevelDrawsTheHull) {
    CreateInfo info = usual();
    info.quality = Quality::Low;
    start(info, tinyTown(1, 0, kGrown));
    EXPECT_GT(covers(fromSouth(7)), 0.1);
    EXPECT_LT(raggedness(outline(fromSouth(7))), 0.1);
}

}  // namespace
}  // namespace twin::test
