#include "tools/bench/ssim.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace twin::bench {

namespace {

constexpr std::size_t kWindow = 11;

std::array<double, kWindow> gaussian() {
    std::array<double, kWindow> weights{};
    double sum = 0;
    for (std::size_t i = 0; i < kWindow; ++i) {
        const double x = static_cast<double>(i) - 5;
        sum += weights[i] = std::exp(-x * x / (2 * 1.5 * 1.5));
    }
    for (double& weight : weights) weight /= sum;
    return weights;
}

struct Plane {
    std::size_t width = 0, height = 0;
    std::vector<double> values;
};

Plane luma(const render::Image& image) {
    Plane plane{image.widthPx, image.heightPx, {}};
    plane.values.reserve(plane.width * plane.height);
    for (std::size_t i = 0; i + 3 < image.rgba.size(); i += 4)
        plane.values.push_back(0.299 * image.rgba[i] + 0.587 * image.rgba[i + 1] + 0.114 * image.rgba[i + 2]);
    return plane;
}

Plane product(const Plane& a, const Plane& b) {
    Plane out = a;
    for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] *= b.values[i];
    return out;
}

/// Weighted means of all whole windows.
Plane blurred(const Plane& in) {
    static const std::array<double, kWindow> kWeights = gaussian();
    Plane rows{in.width - kWindow + 1, in.height, {}};
    rows.values.reserve(rows.width * rows.height);
    for (std::size_t y = 0; y < in.height; ++y) {
        for (std::size_t x = 0; x < rows.width; ++x) {
            double sum = 0;
            for (std::size_t k = 0; k < kWindow; ++k) sum += kWeights[k] * in.values[y * in.width + x + k];
            rows.values.push_back(sum);
        }
    }
    Plane out{rows.width, in.height - kWindow + 1, {}};
    out.values.reserve(out.width * out.height);
    for (std::size_t y = 0; y < out.height; ++y) {
        for (std::size_t x = 0; x < out.width; ++x) {
            double sum = 0;
            for (std::size_t k = 0; k < kWindow; ++k) sum += kWeights[k] * rows.values[(y + k) * rows.width + x];
            out.values.push_back(sum);
        }
    }
    return out;
}

}  // namespace

Result<double> structuralSimilarity(const render::Image& a, const render::Image& b) {
    if (a.widthPx != b.widthPx || a.heightPx != b.heightPx) {
        return Error{Errc::BadArgument, "the pictures differ in size: " + std::to_string(a.widthPx) + " x " +
                                            std::to_string(a.heightPx) + " and " + std::to_string(b.widthPx) + " x " +
                                            std::to_string(b.heightPx)};
    }
    if (a.widthPx < kWindow || a.heightPx < kWindow)
        return Error{Errc::BadArgument, "the pictures are smaller than a window of 11 x 11 pixels"};
    const Plane x = luma(a), y = luma(b);
    const Plane meanX = blurred(x), meanY = blurred(y);
    const Plane xx = blurred(product(x, x)), yy = blurred(product(y, y)), xy = blurred(product(x, y));
    constexpr double c1 = (0.01 * 255) * (0.01 * 255), c2 = (0.03 * 255) * (0.03 * 255);
    double sum = 0;
    for (std::size_t i = 0; i < meanX.values.size(); ++i) {
        const double mx = meanX.values[i], my = meanY.values[i];
        const double vx = xx.values[i] - mx * mx, vy = yy.values[i] - my * my, both = xy.values[i] - mx * my;
        sum += (2 * mx * my + c1) * (2 * both + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2));
    }
    return sum / static_cast<double>(meanX.values.size());
}

}  // namespace twin::bench
