// A picture drawn in parts is the picture drawn whole: no seam anywhere.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

constexpr std::uint32_t kMargin = 8;

/// The whole of `whole`'s size put together from parts of `tile` with a margin round each.
Image fromParts(Renderer& renderer, const FrameInput& input, glm::uvec2 whole, glm::uvec2 tile) {
    Image image{whole.x, whole.y, std::vector<std::uint8_t>(std::size_t{whole.x} * whole.y * 4)};
    renderer.resize(tile.x + 2 * kMargin, tile.y + 2 * kMargin);
    for (std::uint32_t top = 0; top < whole.y; top += tile.y) {
        for (std::uint32_t left = 0; left < whole.x; left += tile.x) {
            FrameInput part = input;
            part.full = whole;
            part.corner = glm::ivec2(left, top) - glm::ivec2(kMargin);
            const auto drawn = renderer.draw(part, {});
            EXPECT_TRUE(drawn);
            const Result<Image> got = renderer.readback();
            EXPECT_TRUE(got);
            if (!drawn || !got) return image;
            for (std::uint32_t y = 0; y < std::min(tile.y, whole.y - top); ++y) {
                const std::uint8_t* from = &got->rgba[(std::size_t{y + kMargin} * got->widthPx + kMargin) * 4];
                const std::size_t row = std::min(tile.x, whole.x - left);
                std::copy_n(from, row * 4, &image.rgba[(std::size_t{top + y} * whole.x + left) * 4]);
            }
        }
    }
    renderer.resize(whole.x, whole.y);
    return image;
}

/// The device snaps corners to 1/256 pixel; counted from another edge a few land one step aside, and with them an edge
/// pixel or two; one of the depth that ambient occlusion is found in changes what lies round it by a hair. A seam would
/// differ along its whole length.
void expectSeamless(const Image& whole, const Image& parts, glm::uvec2 tile) {
    EXPECT_LT(shareDifferent(whole, parts, 2), 0.0005);
    for (std::uint32_t x = tile.x; x < whole.widthPx; x += tile.x) {
        EXPECT_LT(shareDifferent(whole, parts, {x - 1, 0, 2, whole.heightPx}, 0), 0.02) << "a seam at x " << x;
    }
    for (std::uint32_t y = tile.y; y < whole.heightPx; y += tile.y) {
        EXPECT_LT(shareDifferent(whole, parts, {0, y - 1, whole.widthPx, 2}, 0), 0.02) << "a seam at y " << y;
    }
}

TEST_F(PictureTest, PartsMeetWithoutASeam) {
    FrameInput input = usualView();
    input.seconds = 3;
    setStage(kHouse, Stage::Existing, 0, 0, city::kSelected);  // its outline crosses the seams too
    setStage(kShed, Stage::ToGo);
    const Image whole = draw(input);
    expectSeamless(whole, fromParts(renderer(), input, {320, 180}, {80, 48}), {80, 48});
    expectSeamless(whole, fromParts(renderer(), input, {320, 180}, {176, 104}), {176, 104});
}

TEST_F(PictureTest, PartsMeetUnderAShiftLensAndInAPlan) {
    FrameInput input = usualView();
    input.camera.twoPoint = true;
    input.symbolic = 1;
    const Image whole = draw(input);
    expectSeamless(whole, fromParts(renderer(), input, {320, 180}, {80, 48}), {80, 48});
}

TEST_F(PictureTest, AMovedPictureIsTheSameTown) {
    FrameInput input = usualView();
    const Image still = draw(input);
    input.jitterPx = {1, 0};  // a whole pixel: what was at x is at x + 1
    const Image moved = draw(input);
    double same = 0;
    double count = 0;
    for (std::uint32_t y = 0; y < still.heightPx; ++y) {
        for (std::uint32_t x = 0; x + 1 < still.widthPx; ++x) {
            const std::uint8_t* a = &still.rgba[(std::size_t{y} * still.widthPx + x) * 4];
            const std::uint8_t* b = &moved.rgba[(std::size_t{y} * still.widthPx + x + 1) * 4];
            same += std::abs(a[0] - b[0]) < 6 && std::abs(a[1] - b[1]) < 6 && std::abs(a[2] - b[2]) < 6 ? 1 : 0;
            ++count;
        }
    }
    EXPECT_GT(same / count, 0.97);
    input.jitterPx = {0.5F, 0.5F};
    EXPECT_GT(shareDifferent(still, draw(input), 1), 0.01) << "half a pixel changes nothing";
}

}  // namespace
}  // namespace twin::test
