#include "tests/renderer/allocations.h"

#include <cstdlib>
#include <new>

namespace twin::test {

std::uint64_t& allocationsHere() {
    thread_local std::uint64_t count = 0;
    return count;
}

}  // namespace twin::test

void* operator new(std::size_t bytes) {
    ++twin::test::allocationsHere();
    if (void* memory = std::malloc(bytes > 0 ? bytes : 1)) return memory;
    throw std::bad_alloc();
}
void* operator new[](std::size_t bytes) { return operator new(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
