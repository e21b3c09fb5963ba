// What a place sees of the sky: the foot of a wall less than open ground; nowhere on the software level.
#include <cmath>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// An overcast day from some 20 m: no shadow of the sun on the ground before the house's front.
FrameInput greyDay() {
    FrameInput input;
    input.camera.eye = {128, 96, kGroundM + 12};
    input.camera.target = {128, 114, kGroundM};
    input.camera.fovYRad = 0.8F;
    input.light.toSun = glm::normalize(glm::vec3(-0.2F, -0.6F, 0.8F));
    input.weather.cloud = 1;
    return input;
}

class OcclusionTest : public PictureTest {
protected:
    /// How much darker a place is than without the house, 0 to 1.
    double darkenedAt(const Image& with, const Image& without, glm::dvec3 place) {
        const Area area = around(greyDay(), place, 2);
        return 1 - meanOf(with, area).light() / meanOf(without, area).light();
    }
    Image withoutHouse() {
        setStage(kHouse, Stage::Hidden);
        const Image image = draw(greyDay());
        setStage(kHouse, Stage::Existing);
        return image;
    }
};

TEST_F(OcclusionTest, AWallsFootIsDarkerThanOpenGround) {
    const Image with = draw(greyDay());
    const Image without = withoutHouse();
    const double foot = darkenedAt(with, without, {128, 113.6, kGroundM});
    const double open = darkenedAt(with, without, {128, 106, kGroundM});
    RecordProperty("foot", std::to_string(foot));
    EXPECT_GT(foot, 0.1);
    EXPECT_LT(open, 0.02);
    EXPECT_GT(darkenedAt(with, without, {128, 112.5, kGroundM}), open) << "it grows towards the wall";
}

TEST_F(OcclusionTest, TheSoftwareLevelPaysForNone) {
    renderer().setQuality(Quality::Low);
    const Image with = draw(greyDay());
    EXPECT_LT(std::abs(darkenedAt(with, withoutHouse(), {128, 113.6, kGroundM})), 0.02);
    for (const render::PassTime& pass : renderer().stats().passes)
        EXPECT_FALSE(std::string_view(pass.name).starts_with("occlusion")) << pass.name;
}

TEST_F(OcclusionTest, WhatLiesBeyondThePicturesEdgeDarkensAlike) {
    // A part whose upper edge cuts the house off just above its foot.
    FrameInput input = greyDay();
    const Image whole = draw(input);
    const Area foot = around(input, {128, 113.6, kGroundM}, 2);
    const std::uint32_t cut = foot.y / 8 * 8;
    input.full = {whole.widthPx, whole.heightPx};
    input.corner = {0, static_cast<int>(cut)};
    const Area inPart{foot.x, foot.y - cut, foot.width, foot.height};
    EXPECT_NEAR(meanOf(draw(input), inPart).light(), meanOf(whole, foot).light(), 0.1);
}

}  // namespace
}  // namespace twin::test
