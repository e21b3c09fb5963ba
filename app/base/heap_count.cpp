#include "app/base/heap_count.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<std::uint64_t> allocations{0};

void* tryTake(std::size_t bytes) noexcept {
    allocations.fetch_add(1, std::memory_order_relaxed);
    return std::malloc(bytes == 0 ? 1 : bytes);
}

void* take(std::size_t bytes) {
    if (void* memory = tryTake(bytes)) return memory;
    throw std::bad_alloc{};
}

void* tryTakeAligned(std::size_t bytes, std::size_t alignment) noexcept {
    allocations.fetch_add(1, std::memory_order_relaxed);
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    return std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
}

void* takeAligned(std::size_t bytes, std::size_t alignment) {
    if (void* memory = tryTakeAligned(bytes, alignment)) return memory;
    throw std::bad_alloc{};
}
}  // namespace

namespace twin::app {
std::uint64_t heapAllocations() noexcept { return allocations.load(std::memory_order_relaxed); }
void countHeapAllocation() noexcept { allocations.fetch_add(1, std::memory_order_relaxed); }
}  // namespace twin::app

void* operator new(std::size_t bytes) { return take(bytes); }
void* operator new[](std::size_t bytes) { return take(bytes); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return takeAligned(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return takeAligned(bytes, static_cast<std::size_t>(alignment));
}
// The standard library takes temporary buffers (std::stable_sort) with the forms that do not throw. Left to a sanitizer's
// own, they would give memory that our operator delete may not free.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return tryTake(bytes); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return tryTake(bytes); }
void* operator new(std::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return tryTakeAligned(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return tryTakeAligned(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
