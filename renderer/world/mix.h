// renderer/world/mix.h: a number that looks random and follows from another; the same as hash() of shaders/lib/scene.glsl.
#pragma once

#include <cstdint>

namespace twin::render {

/// Every bit of `x` moves about half the bits of the answer ("lowbias32" of C. Wellons' hash prospector).
[[nodiscard]] constexpr std::uint32_t mixed(std::uint32_t x) noexcept {
    x ^= x >> 16U;
    x *= 0x7feb352dU;
    x ^= x >> 15U;
    x *= 0x846ca68bU;
    return x ^ x >> 16U;
}

}  // namespace twin::render
