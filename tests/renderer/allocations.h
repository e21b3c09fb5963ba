// tests/renderer/allocations.h: what this thread takes from the heap, in this test program only.
#pragma once

#include <cstdint>

namespace twin::test {

/// Calls of operator new on this thread since it was last set to zero.
[[nodiscard]] std::uint64_t& allocationsHere();

}  // namespace twin::test
