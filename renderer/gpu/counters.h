// renderer/gpu/counters.h: what was made, so that tests can hold a steady frame to nothing.
#pragma once

#include <atomic>
#include <cstdint>

namespace twin::render::gpu {

struct Counters {
    std::atomic<std::uint64_t> objectsCreated{0};      ///< Vulkan objects since start
    std::atomic<std::int64_t> objectsAlive{0};         ///< made and not yet freed; 0 after the device is gone
    std::atomic<std::uint64_t> allocations{0};         ///< device memory allocations since start
    std::atomic<std::uint64_t> validationMessages{0};  ///< warnings and errors since start
};

}  // namespace twin::render::gpu
