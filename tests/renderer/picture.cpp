#include "tests/renderer/picture.h"

#include <algorithm>
#include <cmath>

namespace twin::test {

Colour meanOf(const Image& image, Area area) {
    Colour sum;
    double count = 0;
    for (std::uint32_t y = area.y; y < std::min(area.y + area.height, image.heightPx); ++y) {
        for (std::uint32_t x = area.x; x < std::min(area.x + area.width, image.widthPx); ++x) {
            const std::uint8_t* pixel = &image.rgba[(std::size_t{y} * image.widthPx + x) * 4];
            sum.r += pixel[0];
            sum.g += pixel[1];
            sum.b += pixel[2];
            ++count;
        }
    }
    count = std::max(count, 1.0);
    return {sum.r / count, sum.g / count, sum.b / count};
}

double shareDifferent(const Image& a, const Image& b, Area area, int tolerance) {
    if (a.rgba.size() != b.rgba.size() || a.rgba.empty()) return 1;
    double different = 0;
    double count = 0;
    for (std::uint32_t y = area.y; y < std::min(area.y + area.height, a.heightPx); ++y) {
        for (std::uint32_t x = area.x; x < std::min(area.x + area.width, a.widthPx); ++x) {
            const std::size_t at = (std::size_t{y} * a.widthPx + x) * 4;
            bool far = false;
            for (std::size_t c = 0; c < 3; ++c) far = far || std::abs(a.rgba[at + c] - b.rgba[at + c]) > tolerance;
            different += far ? 1 : 0;
            ++count;
        }
    }
    return different / std::max(count, 1.0);
}

double shareDifferent(const Image& a, const Image& b, int tolerance) {
    return shareDifferent(a, b, {0, 0, a.widthPx, a.heightPx}, tolerance);
}

CreateInfo PictureTest::usual() {
    CreateInfo info;
    info.widthPx = 320;
    info.heightPx = 180;
    info.quality = Quality::Medium;
    info.validate = true;
    info.occlusionCulling = render::OcclusionCulling::On;  // whatever the device: no test may see it
    info.cacheFolder = std::string(TWIN_TEST_OUTPUT_DIR) + "/cache";
    return info;
}

FrameInput PictureTest::usualView() {
    FrameInput input;
    input.camera.eye = {172, 45, kGroundM + 42};
    input.camera.target = {132, 128, kGroundM + 2};
    input.camera.fovYRad = 0.8F;
    input.light.toSun = glm::normalize(glm::vec3(-0.5F, -0.6F, 0.8F));
    input.light.toMoon = glm::normalize(glm::vec3(0.4F, -0.2F, 0.6F));
    input.light.moonShare = 0.7F;
    return input;
}

void PictureTest::SetUp() { start(usual()); }

void PictureTest::start(const CreateInfo& info, std::vector<std::byte> town) {
    renderer_.reset();
    bytes_ = std::move(town);
    Result<city::City> city = city::City::view(bytes_, "tiny town");
    ASSERT_TRUE(city) << city.error().what;
    city_ = std::make_unique<city::City>(std::move(*city));
    Result<std::unique_ptr<Renderer>> made = Renderer::create(info);
    ASSERT_TRUE(made) << made.error().what;
    renderer_ = std::move(*made);
    const Result<Ok> loaded = renderer_->loadCity(*city_);
    ASSERT_TRUE(loaded) << loaded.error().what;
    states_ = tinyStates();
    renderer_->setElementStates(0, states_);
}

void PictureTest::TearDown() {
    if (!renderer_) return;
    EXPECT_EQ(renderer_->stats().validationMessages, 0U) << "the validation layers spoke; see above";
}

Image PictureTest::draw(const FrameInput& input, const UiDraw& ui) {
    const auto drawn = renderer_->draw(input, ui);
    EXPECT_TRUE(drawn) << (drawn ? "" : drawn.error().what);
    Result<Image> image = renderer_->readback();
    EXPECT_TRUE(image) << (image ? "" : image.error().what);
    return image ? std::move(*image) : Image{};
}

void PictureTest::setStage(std::uint32_t element, Stage stage, std::uint8_t progress, std::uint8_t ageMonths,
                           std::uint8_t flags) {
    states_[element] = {stage, progress, ageMonths, flags};
    renderer_->setElementStates(0, states_);
}

Area around(const FrameInput& input, glm::dvec3 point, std::uint32_t halfPx) {
    const glm::dvec3 forward = glm::normalize(input.camera.target - input.camera.eye);
    const glm::dvec3 right = glm::normalize(glm::cross(forward, glm::dvec3(0, 0, 1)));
    const glm::dvec3 up = glm::cross(right, forward);
    const glm::dvec3 to = point - input.camera.eye;
    const double scale = 90 / std::tan(static_cast<double>(input.camera.fovYRad) / 2) / glm::dot(to, forward);
    const auto x = static_cast<std::uint32_t>(std::lround(160 + glm::dot(to, right) * scale));
    const auto y = static_cast<std::uint32_t>(std::lround(90 - glm::dot(to, up) * scale));
    return {x - halfPx, y - halfPx, 2 * halfPx, 2 * halfPx};
}

}  // namespace twin::test
