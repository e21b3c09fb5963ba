#include "scene/session/camera_flight.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "scene/city/ground.h"

namespace twin::session {

namespace {

constexpr double kLeastRadiusM = 15;  // a bench alone still shows what it stands beside
constexpr double kMargin = 1.15;
constexpr double kElevationDeg = 32;  // roofs and fronts both show
constexpr double kBearingDeg = 200;   // from the target to the eye: south-south-west, the sunlit side
constexpr double kEyeAboveGroundM = 8;
constexpr double kSightAboveGroundM = 4;

double roundedToMillimetres(double metres) { return std::round(metres * 1000) / 1000; }

}  // namespace

CameraPose poseAround(const city::City& city, const std::array<double, 3>& boxMin, const std::array<double, 3>& boxMax,
                      double fovDeg) {
    constexpr double kDegree = std::numbers::pi / 180;
    const auto groundAt = [&](double x, double y) {
        return city::groundHeightM(city.heightGrid(), city.heightsCm(), x, y);
    };
    const std::array<double, 3> half{(boxMax[0] - boxMin[0]) / 2, (boxMax[1] - boxMin[1]) / 2,
                                     (boxMax[2] - boxMin[2]) / 2};
    const double x = boxMin[0] + half[0];
    const double y = boxMin[1] + half[1];
    const double z = std::max(boxMin[2] + half[2], groundAt(x, y) + 1);
    const double radius = std::max(std::hypot(half[0], half[1], half[2]), kLeastRadiusM);
    const double distance = kMargin * radius / std::sin(fovDeg * kDegree / 2);

    const double eyeX = x + distance * std::cos(kElevationDeg * kDegree) * std::sin(kBearingDeg * kDegree);
    const double eyeY = y + distance * std::cos(kElevationDeg * kDegree) * std::cos(kBearingDeg * kDegree);
    double eyeZ = z + distance * std::sin(kElevationDeg * kDegree);
    eyeZ = std::max(eyeZ, groundAt(eyeX, eyeY) + kEyeAboveGroundM);
    // Lift the eye until the ground between leaves the sight line free. The last quarter is the thing's own ground.
    constexpr int kSamples = 24;
    for (int i = kSamples / 4; i < kSamples; ++i) {
        const double share = static_cast<double>(i) / kSamples;  // 0 at the target, 1 at the eye
        const double needed = groundAt(x + (eyeX - x) * share, y + (eyeY - y) * share) + kSightAboveGroundM;
        if (z + (eyeZ - z) * share < needed) eyeZ = z + (needed - z) / share;
    }
    return {{roundedToMillimetres(eyeX), roundedToMillimetres(eyeY), roundedToMillimetres(eyeZ)},
            {roundedToMillimetres(x), roundedToMillimetres(y), roundedToMillimetres(z)},
            fovDeg};
}

}  // namespace twin::session
