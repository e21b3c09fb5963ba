// renderer/gpu/owned.h: one Vulkan object, one owner; freed once the GPU is done with it, never sooner.
#pragma once

#include <utility>

#include "renderer/gpu/deletion_queue.h"

namespace twin::render::gpu {

template <class Handle, VkObjectType kType>
class Owned {
public:
    Owned() = default;
    Owned(Handle handle, DeletionQueue& queue, const char* name) : handle_{handle}, queue_{&queue} {
        queue.born(kType, bits(), name);
    }
    Owned(Owned&& other) noexcept : handle_{std::exchange(other.handle_, Handle{})}, queue_{other.queue_} {}
    Owned& operator=(Owned&& other) noexcept {
        std::swap(handle_, other.handle_);
        std::swap(queue_, other.queue_);
        return *this;
    }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() {
        if (handle_) queue_->retire(kType, bits());
    }
    [[nodiscard]] Handle get() const noexcept { return handle_; }
    explicit operator bool() const noexcept { return handle_ != Handle{}; }

private:
    [[nodiscard]] std::uint64_t bits() const noexcept { return reinterpret_cast<std::uint64_t>(handle_); }
    Handle handle_{};
    DeletionQueue* queue_ = nullptr;
};

using ImageView = Owned<VkImageView, VK_OBJECT_TYPE_IMAGE_VIEW>;
using Sampler = Owned<VkSampler, VK_OBJECT_TYPE_SAMPLER>;
using Pipeline = Owned<VkPipeline, VK_OBJECT_TYPE_PIPELINE>;
using PipelineLayout = Owned<VkPipelineLayout, VK_OBJECT_TYPE_PIPELINE_LAYOUT>;
using PipelineCacheHandle = Owned<VkPipelineCache, VK_OBJECT_TYPE_PIPELINE_CACHE>;
using SetLayout = Owned<VkDescriptorSetLayout, VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT>;
using DescriptorPool = Owned<VkDescriptorPool, VK_OBJECT_TYPE_DESCRIPTOR_POOL>;
using Semaphore = Owned<VkSemaphore, VK_OBJECT_TYPE_SEMAPHORE>;
using CommandPool = Owned<VkCommandPool, VK_OBJECT_TYPE_COMMAND_POOL>;
using QueryPool = Owned<VkQueryPool, VK_OBJECT_TYPE_QUERY_POOL>;
using SwapchainHandle = Owned<VkSwapchainKHR, VK_OBJECT_TYPE_SWAPCHAIN_KHR>;

}  // namespace twin::render::gpu
