// renderer/gpu/deletion_queue.h: objects nobody holds any more, kept until the GPU has passed the frame that used them.
#pragma once

#include <vk_mem_alloc.h>
#include <vulkan/vulkan.h>

#include <cstdint>
#include <vector>

#include "renderer/gpu/counters.h"

namespace twin::render::gpu {

/// One thread. Frames are timeline values: retire() tags with the frame being recorded, collect() frees what is done.
class DeletionQueue {
public:
    DeletionQueue(VkDevice device, VmaAllocator allocator, Counters& counters);
    ~DeletionQueue();  ///< frees everything; the caller has waited for the GPU
    DeletionQueue(const DeletionQueue&) = delete;
    DeletionQueue& operator=(const DeletionQueue&) = delete;

    /// Counts a new object and gives it its debug name (a no-op without debug utils).
    void born(VkObjectType type, std::uint64_t handle, const char* name);
    void retire(VkObjectType type, std::uint64_t handle, VmaAllocation memory = nullptr);
    void setFrame(std::uint64_t frame) noexcept { frame_ = frame; }
    void collect(std::uint64_t finishedFrame);
    [[nodiscard]] std::size_t waiting() const noexcept { return retired_.size(); }
    [[nodiscard]] Counters& counters() noexcept { return counters_; }

private:
    struct Retired {
        VkObjectType type;
        std::uint64_t handle;
        VmaAllocation memory;
        std::uint64_t frame;
    };
    void destroy(const Retired& object);

    VkDevice device_;
    VmaAllocator allocator_;
    Counters& counters_;
    PFN_vkSetDebugUtilsObjectNameEXT setName_ = nullptr;
    std::uint64_t frame_ = 0;
    std::vector<Retired> retired_;
};

}  // namespace twin::render::gpu
