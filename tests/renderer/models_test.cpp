// Models of others: textured, turned, moved, picked, removed.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

/// A wall 10 m wide and 8 m high that faces south, textured from the left (first colour) to the right (second).
render::ModelData wall(std::array<std::uint8_t, 3> left, std::array<std::uint8_t, 3> right) {
    render::ModelData model;
    model.vertices = {{{-5, 0, 0}, {0, -1, 0}, {0, 1}},
                      {{5, 0, 0}, {0, -1, 0}, {1, 1}},
                      {{5, 0, 8}, {0, -1, 0}, {1, 0}},
                      {{-5, 0, 8}, {0, -1, 0}, {0, 0}}};
    model.indices = {0, 1, 2, 0, 2, 3};
    model.parts = {{0, 6, glm::vec4(1), 0, true}};
    Image texture{16, 16, {}};
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) {
            const auto& colour = x < 8 ? left : right;
            texture.rgba.insert(texture.rgba.end(), {colour[0], colour[1], colour[2], 255});
        }
    }
    model.textures.push_back(std::move(texture));
    return model;
}

constexpr glm::dvec3 kPlace{112, 106, kGroundM};

TEST_F(PictureTest, AModelShowsItsTexture) {
    const FrameInput input = usualView();
    const auto id = renderer().addModel(wall({230, 20, 20}, {20, 20, 230}), {kPlace, 0, true, 0});
    ASSERT_TRUE(id) << id.error().what;
    const Image image = draw(input);
    const Colour left = meanOf(image, around(input, kPlace + glm::dvec3(-3, 0, 4), 2));
    const Colour right = meanOf(image, around(input, kPlace + glm::dvec3(3, 0, 4), 2));
    EXPECT_GT(left.r, left.b + 60);
    EXPECT_GT(right.b, right.r + 60);
}

TEST_F(PictureTest, AModelTurnsClockwiseWithItsHeading) {
    const FrameInput input = usualView();
    const auto id = renderer().addModel(wall({230, 20, 20}, {20, 20, 230}), {kPlace, 180, true, 0});
    ASSERT_TRUE(id);
    const Colour left = meanOf(draw(input), around(input, kPlace + glm::dvec3(-3, 0, 4), 2));
    EXPECT_GT(left.b, left.r + 30) << "turned half round, its right side is on the left";
}

TEST_F(PictureTest, AModelIsPickedMovedHiddenAndRemoved) {
    FrameInput input = usualView();
    const Image before = draw(input);
    const auto id = renderer().addModel(wall({200, 200, 20}, {200, 200, 20}), {kPlace, 0, true, 0});
    ASSERT_TRUE(id);
    const Area middle = around(input, kPlace + glm::dvec3(0, 0, 4), 1);
    input.pick = glm::uvec2(middle.x, middle.y);
    (void)draw(input);
    ASSERT_TRUE(renderer().picked());
    EXPECT_EQ(renderer().picked()->element, render::kModelBit | *id);
    input.pick.reset();
    const Image here = draw(input);
    renderer().moveModel(*id, {kPlace + glm::dvec3(0, 0, 20), 0, true, 0});
    EXPECT_GT(shareDifferent(here, draw(input), 10), 0.005);
    renderer().moveModel(*id, {kPlace, 0, false, 0});
    EXPECT_EQ(shareDifferent(before, draw(input)), 0) << "hidden, it still shows";
    renderer().moveModel(*id, {kPlace, 0, true, city::kSelected});
    EXPECT_GT(shareDifferent(here, draw(input), 10), 0.0005) << "selected without an outline";
    renderer().removeModel(*id);
    EXPECT_EQ(shareDifferent(before, draw(input)), 0) << "removed, it still shows";
    renderer().removeModel(*id);  // twice is no harm
}

TEST_F(PictureTest, AModelThrowsAShadow) {
    FrameInput input = usualView();
    input.light.toSun = glm::normalize(glm::vec3(0, -1, 0.8F));
    const Area shade = around(input, kPlace + glm::dvec3(3, 5, 0), 2);
    const Image before = draw(input);
    ASSERT_TRUE(renderer().addModel(wall({200, 200, 200}, {200, 200, 200}), {kPlace, 0, true, 0}));
    input.camera.eye = usualView().camera.eye;
    const Image after = draw(input);
    EXPECT_LT(meanOf(after, shade).light(), meanOf(before, shade).light());
}

TEST_F(PictureTest, ABrokenModelIsRefused) {
    render::ModelData model = wall({1, 1, 1}, {1, 1, 1});
    model.indices[2] = 99;
    EXPECT_FALSE(renderer().addModel(model, {}));
    model = wall({1, 1, 1}, {1, 1, 1});
    model.parts[0].indexCount = 600;
    EXPECT_FALSE(renderer().addModel(model, {}));
    model = wall({1, 1, 1}, {1, 1, 1});
    model.textures[0].rgba.resize(8);
    EXPECT_FALSE(renderer().addModel(model, {}));
    (void)draw(usualView());
}

TEST_F(PictureTest, ManyTexturesComeAndGo) {
    for (int round = 0; round < 3; ++round) {
        std::vector<std::uint32_t> ids;
        for (int i = 0; i < 5; ++i) {
            const auto id =
                renderer().addModel(wall({200, 20, 20}, {20, 20, 200}), {kPlace + glm::dvec3(i * 4, 0, 0), 0, true, 0});
            ASSERT_TRUE(id);
            ids.push_back(*id);
            (void)draw(usualView());
        }
        for (const std::uint32_t id : ids) renderer().removeModel(id);
    }
    (void)draw(usualView());
}

}  // namespace
}  // namespace twin::test
