// Trees through the year and through their lives.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

FrameInput treeView() {
    FrameInput input;
    input.camera.eye = {125, 122, kGroundM + 16};
    input.camera.target = {132, 150, kGroundM + 3};
    input.camera.fovYRad = 0.8F;
    input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
    return input;
}

TEST_F(PictureTest, LeavesTurnAndFall) {
    FrameInput input = treeView();
    const Area broad = around(input, {128, 150, kGroundM + 4.5}, 5);
    input.dayOfYear = 170;
    const Image summer = draw(input);
    const Colour green = meanOf(summer, broad);
    input.dayOfYear = 284;
    const Colour autumn = meanOf(draw(input), broad);
    EXPECT_GT(autumn.r / (autumn.g + 1), green.r / (green.g + 1) + 0.2);
    input.dayOfYear = 15;
    EXPECT_GT(shareDifferent(summer, draw(input), broad, 12), 0.4);
}

TEST_F(PictureTest, EvergreensStayGreen) {
    FrameInput input = treeView();
    const Area conifer = around(input, {137, 150, kGroundM + 2.5}, 2);
    input.dayOfYear = 170;
    const Colour summer = meanOf(draw(input), conifer);
    input.dayOfYear = 15;
    const Colour winter = meanOf(draw(input), conifer);
    EXPECT_NEAR(winter.r / (winter.g + 1), summer.r / (summer.g + 1), 0.2);
}

TEST_F(PictureTest, PlantedTreesGrow) {
    const FrameInput input = treeView();
    const Area above = around(input, {128, 150, kGroundM + 9}, 3);
    setStage(kTrees, Stage::Built, 0, 0);
    const Image young = draw(input);
    setStage(kTrees, Stage::Built, 0, 120);
    EXPECT_GT(shareDifferent(young, draw(input), above, 10), 0.4) << "ten years at half a metre each";
}

TEST_F(PictureTest, PlannedTreesLookPlanned) {
    const FrameInput input = treeView();
    const Area broad = around(input, {128, 150, kGroundM + 4.5}, 4);
    const Colour existing = meanOf(draw(input), broad);
    setStage(kTrees, Stage::Planned);
    const Colour planned = meanOf(draw(input), broad);
    EXPECT_GT(planned.b - planned.g, existing.b - existing.g + 20);
    setStage(kTrees, Stage::Hidden);
    EXPECT_GT(meanOf(draw(input), broad).light(), 0) << "and hidden ones are gone";
    EXPECT_EQ(renderer().stats().validationMessages, 0U);
}

TEST_F(PictureTest, FieldsFollowTheYear) {
    FrameInput input = usualView();
    input.camera.eye = {220, 60, kGroundM + 60};
    input.camera.target = {215, 120, kGroundM};
    input.dayOfYear = 170;
    const Image summer = draw(input);
    input.dayOfYear = 330;
    EXPECT_GT(shareDifferent(summer, draw(input), 6), 0.2);
}

}  // namespace
}  // namespace twin::test
