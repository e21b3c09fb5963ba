// tests/scene/allocations.h: how often this program has called operator new.
#pragma once

#include <cstddef>

namespace twin::test {

[[nodiscard]] std::size_t allocations() noexcept;

}  // namespace twin::test
