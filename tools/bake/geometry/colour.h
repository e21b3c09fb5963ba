// tools/bake/geometry/colour.h: colours of the sources are sRGB, those of the pack linear.
#pragma once

#include <cmath>

namespace twin::bake {

/// IEC 61966-2-1, one channel, 0 to 1.
[[nodiscard]] inline float linearOf(double srgb) {
    return static_cast<float>(srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4));
}

}  // namespace twin::bake
