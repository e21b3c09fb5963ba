// What the picture of the tiny town shows by day and by night.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

TEST_F(PictureTest, ShowsSkyAboveAndTownBelow) {
    const Image image = draw(usualView());
    ASSERT_EQ(image.widthPx, 320U);
    ASSERT_EQ(image.heightPx, 180U);
    FrameInput up = usualView();
    up.camera.target = up.camera.eye + glm::dvec3(0, 80, 25);
    const Colour sky = meanOf(draw(up), {0, 0, 320, 60});
    EXPECT_GT(sky.b, sky.r + 20) << "a clear sky at noon is blue";
    const Colour ground = meanOf(image, {40, 150, 60, 25});
    EXPECT_GT(ground.g, ground.b + 10) << "grass is not blue";
    EXPECT_GT(shareDifferent(image, draw(up), 8), 0.5);
}

TEST_F(PictureTest, TheSameInputGivesTheSamePicture) {
    const Image first = draw(usualView());
    FrameInput elsewhere = usualView();
    elsewhere.camera.eye.x += 40;
    (void)draw(elsewhere);
    EXPECT_EQ(shareDifferent(first, draw(usualView())), 0);
    start(usual());
    EXPECT_EQ(shareDifferent(first, draw(usualView())), 0) << "a second renderer draws something else";
}

TEST_F(PictureTest, CullingDoesNotChangeThePicture) {
    for (const Quality quality : {Quality::Medium, Quality::Low}) {
        renderer().setQuality(quality);
        for (const double turn : {0.0, 60.0, -55.0}) {
            FrameInput input = usualView();
            input.camera.target.x += turn;  // much of the town lies outside of the picture
            const Image culled = draw(input);
            input.culling = false;
            EXPECT_EQ(shareDifferent(culled, draw(input)), 0) << "turned by " << turn;
        }
    }
}

TEST_F(PictureTest, CullingDrawsLess) {
    FrameInput input = usualView();
    input.camera.target = input.camera.eye + glm::dvec3(10, -60, -10);  // away from the town
    (void)draw(input);
    (void)draw(input);
    (void)draw(input);
    const std::uint32_t away = renderer().stats().drawsDrawn;
    input.culling = false;
    (void)draw(input);
    (void)draw(input);
    (void)draw(input);
    EXPECT_LT(away, renderer().stats().drawsDrawn);
    EXPECT_GT(renderer().stats().drawsTested, 0U);
}

TEST_F(PictureTest, AHouseThrowsAShadow) {
    FrameInput input = usualView();
    input.light.toSun = glm::normalize(glm::vec3(-1, 0, 0.6F));  // the shadow falls to the east
    const Image with = draw(input);
    setStage(kHouse, Stage::Hidden);
    const Image without = draw(input);
    const Area shade = around(input, {138, 118, kGroundM}, 3);
    EXPECT_LT(meanOf(with, shade).light(), 0.75 * meanOf(without, shade).light());
}

TEST_F(PictureTest, APlanThrowsNoShadow) {
    FrameInput input = usualView();
    input.light.toSun = glm::normalize(glm::vec3(-1, 0, 0.6F));
    const Area shade = around(input, {175, 130, kGroundM}, 3);
    const Image planned = draw(input);
    setStage(kTower, Stage::Hidden);
    EXPECT_LT(shareDifferent(planned, draw(input), shade, 6), 0.1);
}

TEST_F(PictureTest, NightIsDarkerThanNoonAndWindowsAreLit) {
    const Image noon = draw(usualView());
    FrameInput input = usualView();
    input.light.toSun = glm::normalize(glm::vec3(0.2F, 0.8F, -0.5F));
    const Image night = draw(input);
    EXPECT_LT(meanOf(night, {0, 0, 320, 180}).light(), 0.5 * meanOf(noon, {0, 0, 320, 180}).light());
    EXPECT_GT(meanOf(night, {0, 0, 320, 180}).light(), 2) << "a night with a moon is not black";
}

TEST_F(PictureTest, DuskIsWarmerThanNoon) {
    FrameInput input = usualView();
    input.camera.target = input.camera.eye + glm::dvec3(-60, 0, 4);
    const Colour noon = meanOf(draw(input), {0, 30, 320, 50});
    input.light.toSun = glm::normalize(glm::vec3(-1, 0, 0.03F));
    const Colour dusk = meanOf(draw(input), {0, 30, 320, 50});
    EXPECT_GT(dusk.r / dusk.b, noon.r / noon.b + 0.15);
}

TEST_F(PictureTest, WaterMovesWithTheClockAndWithNothingElse) {
    FrameInput input = usualView();
    input.camera.eye = {70, 110, kGroundM + 14};
    input.camera.target = {70, 165, kGroundM};
    const Area pond = around(input, {70, 165, kGroundM}, 14);
    const Image first = draw(input);
    EXPECT_EQ(shareDifferent(first, draw(input)), 0);
    input.seconds = 3;
    EXPECT_GT(shareDifferent(first, draw(input), pond, 1), 0.3);
}

TEST_F(PictureTest, LayersHideWhatIsInThem) {
    const FrameInput all = usualView();
    const Image with = draw(all);
    for (const auto& [layer, place] : {std::pair{city::Layer::Buildings, glm::dvec3(128, 114, kGroundM + 4)},
                                       std::pair{city::Layer::Streets, glm::dvec3(140, 95, kGroundM)},
                                       std::pair{city::Layer::Trees, glm::dvec3(119, 150, kGroundM + 4)},
                                       std::pair{city::Layer::Investments, glm::dvec3(160, 123, kGroundM + 10)}}) {
        FrameInput input = all;
        input.layers &= ~(1U << static_cast<unsigned>(layer));
        EXPECT_GT(shareDifferent(with, draw(input), around(all, place, 2), 8), 0.5)
            << "layer " << static_cast<int>(layer);
    }
}

TEST_F(PictureTest, AnEmptyTownIsStillAPicture) {
    FrameInput input = usualView();
    input.layers = 0;
    const Image image = draw(input);
    EXPECT_GT(meanOf(image, {0, 0, 320, 180}).light(), 30);
}

TEST_F(PictureTest, EveryQualityDraws) {
    FrameInput input = usualView();
    input.weather.cloud = 0;  // the software level draws none
    const Image medium = draw(input);
    for (const Quality quality : {Quality::Low, Quality::High, Quality::Film, Quality::Medium}) {
        renderer().setQuality(quality);
        const Image image = draw(input);
        EXPECT_LT(shareDifferent(medium, image, 40), 0.06) << "another quality is another picture";
    }
    EXPECT_EQ(shareDifferent(medium, draw(input)), 0) << "back to Medium is not the same as before";
}

TEST_F(PictureTest, RoadsDoNotFightWithTheGround) {
    FrameInput input = usualView();
    input.camera.eye = {128, -1400, kGroundM + 800};  // far away there is little depth between the two
    input.camera.target = {128, 95, kGroundM};
    input.camera.fovYRad = 0.03F;
    const Image image = draw(input);
    const Area road = around(input, {115, 95, kGroundM}, 3);
    const Colour colour = meanOf(image, road);
    EXPECT_LT(colour.g, colour.b + 12) << "grass shows through the asphalt";
}

}  // namespace
}  // namespace twin::test
