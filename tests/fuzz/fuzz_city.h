// tests/fuzz/fuzz_city.h: any bytes as a `.city` file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace twin::test {

/// Opens the bytes as they are, and once more with all checksums made right, and uses whatever opened.
/// @return whether the bytes as they are made a town.
bool fuzzCity(std::span<const std::byte> bytes);

}  // namespace twin::test
