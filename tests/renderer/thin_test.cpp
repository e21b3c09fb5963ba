// Thin rails do not crawl: a camera that moves by parts of a pixel sees as much of them at every place.
#include <algorithm>
#include <cmath>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// A rail 4 cm thick and 30 m long, rising a little so that it crosses rows of pixels. Dark, before pale ground.
render::ModelData rail() {
    render::ModelData data;
    const float half = 0.02F;
    for (const float x : {-15.0F, 15.0F}) {
        const float rise = 2 + x * 0.12F;
        for (const auto& [y, z] : {std::pair{-half, -half}, {half, -half}, {half, half}, {-half, half}})
            data.vertices.push_back({{x, y, rise + z}, {0, -1, 0}, {}, 0xFF000000U});
    }
    for (std::uint32_t i = 0; i < 4; ++i) {
        const std::uint32_t k = (i + 1) % 4;
        for (const std::uint32_t index : {i, k, k + 4, i, k + 4, i + 4}) data.indices.push_back(index);
    }
    data.parts.push_back({0, static_cast<std::uint32_t>(data.indices.size()), {0.01F, 0.01F, 0.01F, 1}, -1, true});
    return data;
}

/// Light that the rail takes from the picture, in whole pixels of white.
double takenBy(const Image& with, const Image& without) {
    double sum = 0;
    for (std::size_t i = 0; i < with.rgba.size(); i += 4) sum += std::max(0, without.rgba[i + 1] - with.rgba[i + 1]);
    return sum / 255;
}

TEST_F(PictureTest, AThinRailIsSeenAlikeWhereverItFallsBetweenPixels) {
    FrameInput input = usualView();
    input.camera.eye = {128, 60, kGroundM + 6};
    input.camera.target = {128, 105, kGroundM + 1};
    const Result<std::uint32_t> id = renderer().addModel(rail(), {{128, 104, kGroundM}, 0, true, 0});
    ASSERT_TRUE(id);
    double least = 1e9;
    double most = 0;
    for (int i = 0; i < 12; ++i) {
        input.jitterPx = {static_cast<float>(i) / 12, std::fmod(static_cast<float>(i) * 5 / 12, 1.0F)};
        input.layers = ~0U;
        const Image with = draw(input);
        input.layers = ~(1U << static_cast<unsigned>(city::Layer::Models));
        const double taken = takenBy(with, draw(input));
        least = std::min(least, taken);
        most = std::max(most, taken);
    }
    EXPECT_GT(least, 1) << "the rail is not seen at all";
    EXPECT_LT(most / least, 1.25) << "it flickers: " << least << " to " << most;
}

}  // namespace
}  // namespace twin::test
