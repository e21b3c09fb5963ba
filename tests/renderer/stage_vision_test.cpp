// The five stages told apart: on a screen, in a grey print, and by eyes that lack one kind of cone.
#include <array>
#include <cmath>
#include <string>

#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

using Rgb = std::array<double, 3>;
using Matrix = std::array<Rgb, 3>;

/// Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision deficiency, IEEE TVCG 15
/// (2009), table of severity 1.0. They act on linear sRGB.
constexpr std::array<std::pair<const char*, Matrix>, 5> kEyes{{
    {"usual", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
    {"grey print", {{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}}},
}};

double linear(double srgb) { return srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4); }

Rgb times(const Matrix& m, const Rgb& v) {
    Rgb out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) out[i] += m[i][k] * v[k];
        out[i] = std::clamp(out[i], 0.0, 1.0);
    }
    return out;
}

/// CIE 1976 L*a*b* of linear sRGB, white D65.
Rgb labOf(const Rgb& v) {
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : t / 0.128419 + 4.0 / 29; };
    const double x = f((0.4124 * v[0] + 0.3576 * v[1] + 0.1805 * v[2]) / 0.9505);
    const double y = f(0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]);
    const double z = f((0.0193 * v[0] + 0.1192 * v[1] + 0.9505 * v[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// What an eye is left with: the mean colour of an area and how much lightness varies in it (its pattern).
struct Look {
    Rgb mean{};
    double contrast = 0;
};

Look lookAt(const Image& image, Area area, const Matrix& eye) {
    Look look;
    double squares = 0;
    double count = 0;
    for (std::uint32_t y = area.y; y < area.y + area.height; ++y) {
        for (std::uint32_t x = area.x; x < area.x + area.width; ++x) {
            const std::uint8_t* pixel = &image.rgba[(std::size_t{y} * image.widthPx + x) * 4];
            const Rgb lab =
                labOf(times(eye, {linear(pixel[0] / 255.0), linear(pixel[1] / 255.0), linear(pixel[2] / 255.0)}));
            for (std::size_t c = 0; c < 3; ++c) look.mean[c] += lab[c];
            squares += lab[0] * lab[0];
            ++count;
        }
    }
    for (double& channel : look.mean) channel /= count;
    look.contrast = std::sqrt(std::max(squares / count - look.mean[0] * look.mean[0], 0.0));
    return look;
}

/// CIE76 between the mean colours, and the difference of the patterns' contrast (in L*), together as one distance.
double apart(const Look& a, const Look& b) {
    double sum = 4 * (a.contrast - b.contrast) * (a.contrast - b.contrast);
    for (std::size_t c = 0; c < 3; ++c) sum += (a.mean[c] - b.mean[c]) * (a.mean[c] - b.mean[c]);
    return std::sqrt(sum);
}

/// A difference of 2.3 in CIE76 can just be seen side by side; four times that needs no second look.
constexpr double kAtAGlance = 9.2;

struct StageOf {
    const char* name;
    Stage stage;
    std::uint8_t progress;
};
constexpr std::array<StageOf, 5> kStages{{{"existing", Stage::Existing, 0},
                                          {"planned", Stage::Planned, 0},
                                          {"under construction", Stage::Construction, 150},
                                          {"built", Stage::Built, 0},
                                          {"to go", Stage::ToGo, 0}}};

class StageVision : public PictureTest {
protected:
    std::string closest_;

    /// The least distance of any two stages to any eye. Two stages are as far apart as the strip of the tower's front in
    /// which they differ most: a scaffold shows at the top, a band at the foot.
    double leastApart(float symbolic) {
        FrameInput view = usualView();
        view.symbolic = symbolic;
        std::array<Area, 6> strips{};
        for (std::size_t i = 0; i < strips.size(); ++i) {
            const float metres = 3.7F * static_cast<float>(i);
            const Area low = around(view, {160, 123, kGroundM + 0.3F + metres}, 1);
            const Area high = around(view, {160, 123, kGroundM + 0.3F + metres + 3.7F}, 1);
            strips[i] = {low.x - 11, high.y, 24, low.y - high.y};
        }
        std::array<Image, kStages.size()> images;
        for (std::size_t i = 0; i < kStages.size(); ++i) {
            setStage(kTower, kStages[i].stage, kStages[i].progress);
            images[i] = draw(view);
        }
        double least = 1e9;
        for (const auto& [eye, matrix] : kEyes) {
            for (std::size_t i = 0; i < kStages.size(); ++i) {
                for (std::size_t j = i + 1; j < kStages.size(); ++j) {
                    double most = 0;
                    for (const Area& strip : strips) {
                        most =
                            std::max(most, apart(lookAt(images[i], strip, matrix), lookAt(images[j], strip, matrix)));
                    }
                    if (most >= least) continue;
                    least = most;
                    closest_ = std::string(eye) + ": " + kStages[i].name + " and " + kStages[j].name;
                }
            }
        }
        return least;
    }
};

TEST_F(StageVision, APlanTellsAllStagesApartToEveryEye) { EXPECT_GT(leastApart(1), kAtAGlance) << closest_; }

TEST_F(StageVision, TheRealisticLookTellsThemApartToo) { EXPECT_GT(leastApart(0), kAtAGlance) << closest_; }

TEST_F(StageVision, FromTheRealLookToThePlanIsASmoothWay) {
    FrameInput view = usualView();
    setStage(kTower, Stage::Built);
    Image before = draw(view);
    for (int step = 1; step <= 8; ++step) {
        view.symbolic = static_cast<float>(step) / 8;
        Image after = draw(view);
        EXPECT_GT(shareDifferent(before, after, 2), 0.3) << "nothing moved at step " << step;
        EXPECT_LT(shareDifferent(before, after, 60), 0.01) << "a jump at step " << step;
        before = std::move(after);
    }
}

}  // namespace
}  // namespace twin::test
