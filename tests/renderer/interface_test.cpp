// The interface is drawn over the picture, in the colours it was given.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

struct Quad {
    std::vector<render::UiVertex> vertices;
    std::vector<std::uint16_t> indices{0, 1, 2, 0, 2, 3};
    std::vector<render::UiCommand> commands;
    [[nodiscard]] UiDraw ui() const { return {vertices, indices, commands}; }
};

Quad quad(glm::vec2 low, glm::vec2 high, std::uint32_t rgba, glm::vec4 clip = {0, 0, 320, 180}) {
    Quad made;
    made.vertices = {
        {low, {0, 0}, rgba}, {{high.x, low.y}, {1, 0}, rgba}, {high, {1, 1}, rgba}, {{low.x, high.y}, {0, 1}, rgba}};
    made.commands = {{clip, 0, 6, 0, 0}};
    return made;
}

TEST_F(PictureTest, TheInterfaceKeepsItsColours) {
    const Quad panel = quad({20, 20}, {80, 60}, 0xFF3060C0U);  // r C0, g 60, b 30
    const Image image = draw(usualView(), panel.ui());
    const Colour colour = meanOf(image, {30, 30, 40, 20});
    EXPECT_NEAR(colour.r, 0xC0, 1);
    EXPECT_NEAR(colour.g, 0x60, 1);
    EXPECT_NEAR(colour.b, 0x30, 1);
}

TEST_F(PictureTest, HalfTransparentPanelsBlendShownValues) {
    const Image below = draw(usualView());
    const Quad panel = quad({20, 20}, {80, 60}, 0x80FFFFFFU);
    const Colour mixed = meanOf(draw(usualView(), panel.ui()), {30, 30, 40, 20});
    const Colour base = meanOf(below, {30, 30, 40, 20});
    EXPECT_NEAR(mixed.r, base.r * (1 - 128 / 255.0) + 128, 2);
}

TEST_F(PictureTest, ClippingHoldsAndTheRestOfThePictureIsUntouched) {
    const Image before = draw(usualView());
    const Quad panel = quad({20, 20}, {120, 60}, 0xFF0000FFU, {20, 20, 50, 60});
    const Image image = draw(usualView(), panel.ui());
    EXPECT_NEAR(meanOf(image, {25, 25, 20, 30}).r, 255, 1);
    EXPECT_EQ(shareDifferent(before, image, {50, 20, 100, 60}, 0), 0);
}

TEST_F(PictureTest, TheAtlasIsSampled) {
    Image atlas{2, 1, {0, 255, 0, 255, 0, 255, 0, 255}};
    ASSERT_TRUE(renderer().setUiAtlas(atlas));
    const Quad panel = quad({20, 20}, {80, 60}, 0xFFFFFFFFU);
    const Colour colour = meanOf(draw(usualView(), panel.ui()), {30, 30, 40, 20});
    EXPECT_NEAR(colour.g, 255, 1);
    EXPECT_NEAR(colour.r, 0, 1);
    atlas.rgba = {255, 0, 0, 255, 255, 0, 0, 255};
    ASSERT_TRUE(renderer().setUiAtlas(atlas)) << "again, after a change of text size";
    EXPECT_NEAR(meanOf(draw(usualView(), panel.ui()), {30, 30, 40, 20}).r, 255, 1);
}

TEST_F(PictureTest, CommandsOutsideOfTheIndicesAreLeftOut) {
    Quad panel = quad({20, 20}, {80, 60}, 0xFF0000FFU);
    panel.commands[0].indexCount = 60;
    const Image before = draw(usualView());
    EXPECT_EQ(shareDifferent(before, draw(usualView(), panel.ui())), 0);
}

TEST_F(PictureTest, AGrowingInterfaceFits) {
    Quad many = quad({20, 20}, {80, 60}, 0xFF0000FFU);
    for (int i = 0; i < 12; ++i) {
        many.vertices.insert(many.vertices.end(), many.vertices.begin(), many.vertices.end());
        many.indices.insert(many.indices.end(), {0, 1, 2});
        many.commands[0].indexCount = static_cast<std::uint32_t>(many.indices.size());
        EXPECT_NEAR(meanOf(draw(usualView(), many.ui()), {30, 30, 20, 20}).r, 255, 1);
    }
}

}  // namespace
}  // namespace twin::test
