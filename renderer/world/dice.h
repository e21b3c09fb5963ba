// renderer/world/dice.h: a small generator of our own, since the library's distributions differ between systems.
#pragma once

#include <cstdint>

namespace twin::render {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : state_{seed} {}
    float next() {
        state_ = state_ * 1664525U + 1013904223U;
        return static_cast<float>(state_ >> 8U) / 16777216.0F;
    }
    float between(float low, float high) { return low + (high - low) * next(); }

private:
    std::uint32_t state_;
};

}  // namespace twin::render
