// tests/renderer/picture.h: a renderer with the tiny town in it, and questions to ask of its pictures.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "renderer/renderer.h"
#include "tests/renderer/tiny_town.h"

namespace twin::test {

using render::CreateInfo;
using render::ElementState;
using render::FrameInput;
using render::Image;
using render::Quality;
using render::Renderer;
using render::Stage;
using render::UiDraw;

/// Where in the picture.
struct Area {
    std::uint32_t x = 0, y = 0, width = 1, height = 1;
};

/// Mean of an area, 0 to 255.
struct Colour {
    double r = 0, g = 0, b = 0;
    [[nodiscard]] double light() const { return 0.2126 * r + 0.7152 * g + 0.0722 * b; }
};
[[nodiscard]] Colour meanOf(const Image& image, Area area);
/// Share of pixels of which some channel differs by more than `tolerance`.
[[nodiscard]] double shareDifferent(const Image& a, const Image& b, int tolerance = 0);
[[nodiscard]] double shareDifferent(const Image& a, const Image& b, Area area, int tolerance);

/// Each test has a renderer of its own, 320 x 180, Medium, validated. At its end the layers must have said nothing.
class PictureTest : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// What create() is asked for, unless a test asks for more.
    [[nodiscard]] static CreateInfo usual();
    void start(const CreateInfo& info, std::vector<std::byte> town = tinyTown());
    /// Draws and reads back; failures end the test's expectations, not the program.
    [[nodiscard]] Image draw(const FrameInput& input, const UiDraw& ui = {});
    void setStage(std::uint32_t element, Stage stage, std::uint8_t progress = 0, std::uint8_t ageMonths = 0,
                  std::uint8_t flags = 0);
    /// From the south-east, some 90 m away, the sun high in the south-west.
    [[nodiscard]] static FrameInput usualView();
    [[nodiscard]] Renderer& renderer() { return *renderer_; }

    std::vector<std::byte> bytes_;
    std::unique_ptr<city::City> city_;
    std::unique_ptr<Renderer> renderer_;
    std::vector<ElementState> states_;
};

/// Pixel (and size) of a box of the usual view, found by projecting; for areas of houses and towers.
[[nodiscard]] Area around(const FrameInput& input, glm::dvec3 point, std::uint32_t halfPx);

}  // namespace twin::test
