// Which element a pixel shows, and where.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

render::Picked pickAt(Renderer& renderer, FrameInput input, Area area) {
    input.pick = glm::uvec2(area.x + area.width / 2, area.y + area.height / 2);
    EXPECT_TRUE(renderer.draw(input, {}));
    const auto picked = renderer.picked();
    EXPECT_TRUE(picked) << (picked ? "" : picked.error().what);
    return picked ? *picked : render::Picked{};
}

TEST_F(PictureTest, EachThingIsPickedByItsPixel) {
    const FrameInput input = usualView();
    const auto at = [&](glm::dvec3 point) { return pickAt(renderer(), input, around(input, point, 1)).element; };
    EXPECT_EQ(at({128, 114, kGroundM + 4}), kHouse);
    EXPECT_EQ(at({160, 123, kGroundM + 12}), kTower) << "plans can be picked";
    EXPECT_EQ(at({140, 95, kGroundM}), kRoad);
    EXPECT_EQ(at({110, 100, kGroundM}), kGround);
    EXPECT_EQ(at({185, 105, kGroundM + 3}), kGlassBox);
    EXPECT_EQ(at({110, 150, kGroundM + 4}), kTrees);
}

TEST_F(PictureTest, ThePickedPlaceLiesOnTheSurface) {
    const FrameInput input = usualView();
    const render::Picked roof = pickAt(renderer(), input, around(input, {128, 120, kGroundM + 8}, 1));
    ASSERT_EQ(roof.element, kHouse);
    EXPECT_NEAR(roof.position.x, 128, 0.5);
    EXPECT_NEAR(roof.position.y, 120, 0.7);
    EXPECT_NEAR(roof.position.z, kGroundM + 8, 0.3);
}

TEST_F(PictureTest, TheSkyIsNothing) {
    FrameInput input = usualView();
    input.camera.target = input.camera.eye + glm::dvec3(0, 10, 10);
    EXPECT_EQ(pickAt(renderer(), input, {160, 90, 2, 2}).element, render::kNothing);
}

TEST_F(PictureTest, HiddenThingsAreNotPicked) {
    setStage(kHouse, Stage::Hidden);
    const FrameInput input = usualView();
    EXPECT_NE(pickAt(renderer(), input, around(input, {128, 114, kGroundM + 4}, 1)).element, kHouse);
}

TEST_F(PictureTest, PickingDoesNotChangeThePicture) {
    const Image before = draw(usualView());
    FrameInput input = usualView();
    input.pick = glm::uvec2(150, 100);
    EXPECT_EQ(shareDifferent(before, draw(input)), 0);
    input.pick = glm::uvec2(100000, 100000);  // outside: the nearest pixel of the picture
    EXPECT_EQ(shareDifferent(before, draw(input)), 0);
    EXPECT_TRUE(renderer().picked());
}

TEST_F(PictureTest, AFrameThatAskedForNothingAnswersNothing) {
    (void)draw(usualView());
    EXPECT_FALSE(renderer().picked());
}

}  // namespace
}  // namespace twin::test
