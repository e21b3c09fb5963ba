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

TEST_F(OcclusionTest, WhatIsBeingBuiltDarkensAsHighAsItStands) {
    const Image without = withoutHouse();
    const auto foot = [&](std::uint8_t progress) {
        setStage(kHouse, Stage::Construction, progress);
        return darkenedAt(draw(greyDay()), without, {128, 113.6, kGroundM});
    };
    const double begun = foot(0), high = foot(200);
    EXPECT_GT(high, 0.1);
    EXPECT_LT(begun, high / 2) << "what is not there yet darkens";
}

TEST_F(OcclusionTest, PeopleAndCarsStandOnTheGround) {
    // The golden's car and somebody on the sidewalk; no shadow of the sun, so that only occlusion darkens the ground.
    FrameInput input = greyDay();
    input.camera.eye = {118, 88, kGroundM + 3};
    input.camera.target = {137, 95, kGroundM + 0.8};
    input.camera.fovYRad = 0.45F;
    input.shadows = render::ShadowUse::Off;
    const Image empty = draw(input);
    input.life = {1, 1, 11};
    const Image busy = draw(input);
    // Ground that is darker, in its own colour.
    int darker = 0;
    for (std::size_t i = 0; i < empty.rgba.size(); i += 4) {
        const auto share = [&](std::size_t c) { return (busy.rgba[i + c] + 1.0) / (empty.rgba[i + c] + 1.0); };
        const double g = share(1);
        if (g > 0.6 && g < 0.97 && std::abs(share(0) - g) < 0.02 && std::abs(share(2) - g) < 0.02) ++darker;
    }
    RecordProperty("darker", darker);
    EXPECT_GT(darker, 300) << "of 57 600 pixels; some 20 without";
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
