// People and vehicles in the picture: with the hour, with the layer, never on the software level.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

class LifeTest : public PictureTest {
protected:
    /// From above the verge, along the road.
    static FrameInput roadside() {
        FrameInput input = usualView();
        input.camera.eye = {60, 84, kGroundM + 5};
        input.camera.target = {140, 96, kGroundM};
        return input;
    }
};

TEST_F(LifeTest, TheRoadFillsWithTheHour) {
    FrameInput input = roadside();
    const Image empty = draw(input);
    input.life = {1, 1, 3};
    const Image busy = draw(input);
    const double share = shareDifferent(empty, busy, 12);
    EXPECT_GT(share, 0.0005) << "nobody is there";
    EXPECT_LT(share, 0.15) << "they fill the picture";
    EXPECT_EQ(shareDifferent(busy, draw(input)), 0) << "they move though the hour stands";
    input.layers &= ~(1U << static_cast<unsigned>(city::Layer::Life));
    EXPECT_EQ(shareDifferent(empty, draw(input)), 0) << "their layer is off";
}

TEST_F(LifeTest, CostsNothingInASteadyFrame) {
    FrameInput input = roadside();
    input.life = {1, 1, 3};
    for (int i = 0; i < 2; ++i) (void)draw(input);  // the second waits for the pipelines that the first had no need of
    const std::uint64_t objects = renderer().stats().vulkanObjectsCreated;
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(renderer().draw(input, {}));
    EXPECT_EQ(renderer().stats().vulkanObjectsCreated, objects);
}

TEST_F(LifeTest, TheSoftwareLevelHasNone) {
    renderer().setQuality(Quality::Low);
    FrameInput input = roadside();
    const Image empty = draw(input);
    input.life = {1, 1, 3};
    EXPECT_EQ(shareDifferent(empty, draw(input)), 0);
}

}  // namespace
}  // namespace twin::test
