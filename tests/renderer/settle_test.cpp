// A picture that rests becomes the mean of many.
#include <algorithm>
#include <cmath>

#include "tests/renderer/allocations.h"
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

using render::Settle;

double radicalInverse(int index, int base) {
    double result = 0;
    for (double digit = 1.0 / base; index > 0; index /= base, digit /= base) result += index % base * digit;
    return result;
}

/// The frame of one sample of a mean: moved by part of a pixel.
FrameInput sample(const FrameInput& frame, int index) {
    FrameInput moved = frame;
    if (index > 0) {
        moved.jitterPx = {static_cast<float>(radicalInverse(index + 1, 2) - 0.5),
                          static_cast<float>(radicalInverse(index + 1, 3) - 0.5)};
    }
    return moved;
}

FrameInput settled(const FrameInput& frame, int index) {
    FrameInput moved = sample(frame, index);
    moved.settle = index == 0 ? Settle::Begin : Settle::Continue;
    return moved;
}

double meanDifference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.rgba.size(); ++i) sum += i % 4 == 3 ? 0 : std::abs(a.rgba[i] - b.rgba[i]);
    return sum / (0.75 * static_cast<double>(a.rgba.size()));
}

TEST_F(PictureTest, ASettledPictureIsTheMeanAndConverges) {
    const FrameInput view = usualView();
    constexpr int kPictures = 16;
    std::vector<unsigned> sums;
    for (int i = 0; i < kPictures; ++i) {
        const Image one = draw(sample(view, i));
        sums.resize(one.rgba.size());
        for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += one.rgba[k];
    }
    Image mean{320, 180, std::vector<std::uint8_t>(sums.size())};
    for (std::size_t k = 0; k < sums.size(); ++k)
        mean.rgba[k] = static_cast<std::uint8_t>((sums[k] + kPictures / 2) / kPictures);
    std::vector<double> differences;
    Image now;
    for (int i = 0; i < kPictures; ++i) {
        now = draw(settled(view, i));
        if (i == 0 || i == 3 || i == 8) differences.push_back(meanDifference(now, mean));
    }
    EXPECT_EQ(shareDifferent(now, mean, {1, 1, 318, 178}, 0), 0) << "to the byte, but for the rim";
    for (const Area rim : {Area{0, 0, 320, 1}, Area{0, 0, 1, 180}, Area{319, 0, 1, 180}, Area{0, 179, 320, 1}})
        EXPECT_EQ(shareDifferent(now, draw(view), rim, 0), 0) << "a moved view leaves gaps there";
    EXPECT_GT(differences[0], 1.5 * differences[1]);
    EXPECT_GT(differences[1], 1.5 * differences[2]);
    EXPECT_GT(differences[2], 0);
}

TEST_F(PictureTest, AMoveStartsTheMeanAfresh) {
    FrameInput view = usualView();
    for (int i = 0; i < 4; ++i) (void)draw(settled(view, i));
    view.camera.eye.x += 7;
    FrameInput plain = view;
    const Image first = draw(settled(view, 0));
    const Image second = draw(settled(view, 1));
    EXPECT_EQ(shareDifferent(first, draw(plain)), 0) << "a trace of the view before, or a flash";
    EXPECT_GT(shareDifferent(first, second), 0.01);
    // What was summed up before the pass went is not there any more.
    EXPECT_EQ(shareDifferent(draw(settled(view, 0)), first), 0);
    renderer().resize(240, 136);
    FrameInput more = view;
    more.settle = Settle::Continue;
    const Image resized = draw(more);
    EXPECT_EQ(shareDifferent(resized, draw(plain)), 0) << "sums of another size";
}

TEST_F(PictureTest, EveryLevelSettles) {
    for (const Quality quality : {Quality::Low, Quality::High}) {
        renderer().setQuality(quality);
        const Image one = draw(settled(usualView(), 0));
        Image mean;
        for (int i = 1; i < 8; ++i) mean = draw(settled(usualView(), i));
        EXPECT_GT(shareDifferent(one, mean, 4), 0.002);
        EXPECT_LT(shareDifferent(one, mean, 90), 0.02);
    }
}

/// Without the layers: they take memory of their own in every call.
class SettleSteady : public PictureTest {
protected:
    void SetUp() override {
        CreateInfo info = usual();
        info.validate = false;
        start(info);
    }
};

TEST_F(SettleSteady, TakesNothingFromTheHeapAndMakesNothing) {
    const FrameInput view = usualView();
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(renderer().draw(settled(view, i), {}));
    const render::Stats before = renderer().stats();
    allocationsHere() = 0;
    for (int i = 4; i < 10; ++i) {
        const auto drawn = renderer().draw(settled(view, i), {});
        ASSERT_TRUE(drawn);
    }
    EXPECT_EQ(allocationsHere(), 0U);
    EXPECT_EQ(renderer().stats().vulkanObjectsCreated, before.vulkanObjectsCreated);
    EXPECT_EQ(renderer().stats().deviceAllocations, before.deviceAllocations);
}

}  // namespace
}  // namespace twin::test
