// Existing, planned, under construction, built, to go: each has its look, in both manners.
#include <array>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

constexpr glm::dvec3 kTowerFace{160, 123, kGroundM + 10};

TEST_F(PictureTest, EveryStageLooksDifferent) {
    const FrameInput input = usualView();
    const Area face = around(input, kTowerFace, 12);
    const std::array stages{Stage::Hidden, Stage::Existing, Stage::Planned, Stage::Construction, Stage::ToGo};
    for (const bool symbolic : {false, true}) {
        FrameInput view = input;
        view.symbolic = symbolic;
        std::vector<Image> images;
        for (const Stage stage : stages) {
            setStage(kTower, stage, stage == Stage::Construction ? 128 : 0);
            images.push_back(draw(view));
        }
        for (std::size_t i = 0; i < images.size(); ++i) {
            for (std::size_t j = i + 1; j < images.size(); ++j) {
                EXPECT_GT(shareDifferent(images[i], images[j], face, 5), 0.1)
                    << i << " and " << j << (symbolic ? ", symbolic" : "");
            }
        }
    }
}

TEST_F(PictureTest, APlanIsPaleBlueAndSeenThrough) {
    const FrameInput input = usualView();
    const Area face = around(input, kTowerFace, 8);
    const Colour plan = meanOf(draw(input), face);
    setStage(kTower, Stage::Existing);
    const Colour stands = meanOf(draw(input), face);
    EXPECT_GT(plan.b - plan.r, stands.b - stands.r + 15);
}

TEST_F(PictureTest, BuiltThingsCarryABandAtTheirFoot) {
    const FrameInput input = usualView();
    setStage(kTower, Stage::Existing);
    const Image existing = draw(input);
    setStage(kTower, Stage::Built);
    const Image built = draw(input);
    EXPECT_LT(shareDifferent(existing, built, around(input, {160, 123, kGroundM + 14}, 6), 6), 0.05)
        << "the wall itself is as it will be";
    EXPECT_GT(shareDifferent(existing, built, around(input, {160, 123, kGroundM + 0.3}, 2), 4), 0.1);
}

TEST_F(PictureTest, WorkRisesFromTheGround) {
    const FrameInput input = usualView();
    const Area top = around(input, {160, 123, kGroundM + 19}, 5);
    const Area foot = around(input, {160, 123, kGroundM + 3}, 3);
    setStage(kTower, Stage::Existing);
    const Image whole = draw(input);
    setStage(kTower, Stage::Construction, 60);
    const Image begun = draw(input);
    setStage(kTower, Stage::Construction, 250);
    const Image nearly = draw(input);
    EXPECT_GT(shareDifferent(begun, nearly, top, 12), 0.3) << "nothing rose";
    EXPECT_GT(meanOf(begun, top).g, meanOf(begun, foot).g - 120);
    EXPECT_LT(shareDifferent(nearly, whole, top, 60), 0.7);
}

TEST_F(PictureTest, WhatGoesIsRed) {
    const FrameInput input = usualView();
    const Area face = around(input, {100, 116, kGroundM + 2.5}, 3);
    const Colour before = meanOf(draw(input), face);
    setStage(kShed, Stage::ToGo);
    const Colour after = meanOf(draw(input), face);
    EXPECT_GT(after.r / (after.g + 1), before.r / (before.g + 1) + 0.15);
}

TEST_F(PictureTest, TheSymbolicTownIsMuted) {
    FrameInput input = usualView();
    const Area roof = around(input, {128, 120, kGroundM + 8}, 3);
    const Colour real = meanOf(draw(input), roof);
    input.symbolic = true;
    const Colour symbolic = meanOf(draw(input), roof);
    EXPECT_GT(real.r - real.b, symbolic.r - symbolic.b + 30) << "a red roof stays red";
}

TEST_F(PictureTest, SelectedThingsHaveAnOutline) {
    const FrameInput input = usualView();
    const Image before = draw(input);
    setStage(kHouse, Stage::Existing, 0, 0, city::kSelected);
    const Image selected = draw(input);
    const Area house = around(input, {128, 120, kGroundM + 4}, 24);
    EXPECT_GT(shareDifferent(before, selected, house, 20), 0.05);
    setStage(kHouse, Stage::Existing, 0, 0, city::kHovered);
    const Image hovered = draw(input);
    EXPECT_GT(shareDifferent(hovered, selected, house, 10), 0.02) << "hovered looks like selected";
    setStage(kHouse, Stage::Existing);
    EXPECT_EQ(shareDifferent(before, draw(input)), 0) << "the outline stays";
}

}  // namespace
}  // namespace twin::test
