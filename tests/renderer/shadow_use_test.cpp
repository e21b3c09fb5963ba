// When shadow maps are drawn, and pictures without any level of detail.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

using render::ShadowUse;

class ShadowUseTest : public PictureTest {
protected:
    static FrameInput boxedView() {
        FrameInput input = usualView();
        input.shadowBox = render::ShadowBox{input.camera.target, 320};
        return input;
    }
};

TEST_F(ShadowUseTest, OffLeavesNothingInShadow) {
    FrameInput input = usualView();
    const Image with = draw(input);
    input.shadows = ShadowUse::Off;
    const Image without = draw(input);
    EXPECT_GT(shareDifferent(with, without, 8), 0.004);
    EXPECT_GT(meanOf(without, {0, 90, 320, 90}).light(), meanOf(with, {0, 90, 320, 90}).light());
    input.shadows = ShadowUse::WhenChanged;
    EXPECT_EQ(shareDifferent(with, draw(input)), 0) << "and back again";
}

TEST_F(ShadowUseTest, AKeptMapGivesThePictureOfAFreshOne) {
    FrameInput input = boxedView();
    input.shadows = ShadowUse::Kept;
    (void)draw(input);
    input.camera.eye += glm::dvec3(6, -9, 4);
    const Image kept = draw(input);
    input.shadows = ShadowUse::Each;
    EXPECT_LT(shareDifferent(kept, draw(input), 5), 0.001);
    input.shadows = ShadowUse::Kept;
    input.light.toSun = glm::normalize(glm::vec3(-0.6F, 0.4F, 0.5F));
    const Image turned = draw(input);
    input.shadows = ShadowUse::Each;
    EXPECT_LT(shareDifferent(turned, draw(input), 5), 0.001) << "another sun draws the kept map again";
}

TEST_F(ShadowUseTest, FullDetailDrawsEveryTreeAndNoCoarseLevel) {
    FrameInput input = usualView();
    input.camera.eye += glm::normalize(input.camera.eye - input.camera.target) * 3000.0;
    for (int i = 0; i < 3; ++i) (void)draw(input);  // counts come two frames late
    const auto thinned = renderer().stats();
    input.lod = false;
    for (int i = 0; i < 3; ++i) (void)draw(input);
    const auto full = renderer().stats();
    EXPECT_EQ(full.treesDrawn, city_->trees().size());
    EXPECT_GT(full.treesDrawn, thinned.treesDrawn);
    EXPECT_GT(full.trianglesDrawn, thinned.trianglesDrawn);
}

TEST_F(ShadowUseTest, FinishWaitsForTheFrame) {
    ASSERT_TRUE(renderer().draw(usualView(), {}));
    EXPECT_TRUE(renderer().finish());
}

}  // namespace
}  // namespace twin::test
