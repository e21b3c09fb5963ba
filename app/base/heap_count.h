// app/base/heap_count.h: how often the program took memory from the heap. A steady frame takes none.
//
// Linking heap_count.cpp replaces operator new in the whole program; ImGui's allocator counts here too.
#pragma once

#include <cstdint>

namespace twin::app {

/// Since start, all threads.
[[nodiscard]] std::uint64_t heapAllocations() noexcept;
void countHeapAllocation() noexcept;

}  // namespace twin::app
