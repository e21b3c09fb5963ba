// tools/bake/geometry/random.h: numbers that depend on a name and a seed, and on nothing else.
#pragma once

#include <cstdint>
#include <string_view>

#include "scene/base/hash.h"

namespace twin::bake {

/// SplitMix64 (Steele, Lea, Flood 2014). Same name and seed, same sequence, on every machine.
class Random {
public:
    Random(std::string_view name, std::uint64_t seed) : state_{hash64(name, seed)} {}

    std::uint64_t next() noexcept {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// [0, 1)
    double unit() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    double between(double least, double most) noexcept { return least + (most - least) * unit(); }
    /// A whole number from least to most, both included.
    int whole(int least, int most) noexcept {
        if (most <= least) return least;
        return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    std::size_t index(std::size_t count) noexcept { return static_cast<std::size_t>(next() % count); }
    bool chance(double share) noexcept { return unit() < share; }

private:
    std::uint64_t state_;
};

}  // namespace twin::bake
