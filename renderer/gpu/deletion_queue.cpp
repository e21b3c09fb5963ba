#include "renderer/gpu/deletion_queue.h"

#include <algorithm>

namespace twin::render::gpu {

DeletionQueue::DeletionQueue(VkDevice device, VmaAllocator allocator, Counters& counters)
    : device_{device}, allocator_{allocator}, counters_{counters} {
    setName_ =
        reinterpret_cast<PFN_vkSetDebugUtilsObjectNameEXT>(vkGetDeviceProcAddr(device, "vkSetDebugUtilsObjectNameEXT"));
    retired_.reserve(256);
}

DeletionQueue::~DeletionQueue() {
    for (const Retired& object : retired_) destroy(object);
}

void DeletionQueue::born(VkObjectType type, std::uint64_t handle, const char* name) {
    counters_.objectsCreated.fetch_add(1);
    counters_.objectsAlive.fetch_add(1);
    if (setName_ == nullptr) return;
    VkDebugUtilsObjectNameInfoEXT info{VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT};
    info.objectType = type;
    info.objectHandle = handle;
    info.pObjectName = name;
    (void)setName_(device_, &info);  // a name is a courtesy: losing one is no failure
}

void DeletionQueue::retire(VkObjectType type, std::uint64_t handle, VmaAllocation memory) {
    retired_.push_back({type, handle, memory, frame_});
}

void DeletionQueue::collect(std::uint64_t finishedFrame) {
    const auto done = std::stable_partition(retired_.begin(), retired_.end(),
                                            [=](const Retired& object) { return object.frame > finishedFrame; });
    for (auto it = done; it != retired_.end(); ++it) destroy(*it);
    retired_.erase(done, retired_.end());
}

void DeletionQueue::destroy(const Retired& object) {
    counters_.objectsAlive.fetch_sub(1);
    switch (object.type) {
        case VK_OBJECT_TYPE_BUFFER:
            vmaDestroyBuffer(allocator_, reinterpret_cast<VkBuffer>(object.handle), object.memory);
            break;
        case VK_OBJECT_TYPE_IMAGE:
            vmaDestroyImage(allocator_, reinterpret_cast<VkImage>(object.handle), object.memory);
            break;
        case VK_OBJECT_TYPE_IMAGE_VIEW:
            vkDestroyImageView(device_, reinterpret_cast<VkImageView>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_SAMPLER:
            vkDestroySampler(device_, reinterpret_cast<VkSampler>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_PIPELINE:
            vkDestroyPipeline(device_, reinterpret_cast<VkPipeline>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_PIPELINE_LAYOUT:
            vkDestroyPipelineLayout(device_, reinterpret_cast<VkPipelineLayout>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_PIPELINE_CACHE:
            vkDestroyPipelineCache(device_, reinterpret_cast<VkPipelineCache>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT:
            vkDestroyDescriptorSetLayout(device_, reinterpret_cast<VkDescriptorSetLayout>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_DESCRIPTOR_POOL:
            vkDestroyDescriptorPool(device_, reinterpret_cast<VkDescriptorPool>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_SEMAPHORE:
            vkDestroySemaphore(device_, reinterpret_cast<VkSemaphore>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_COMMAND_POOL:
            vkDestroyCommandPool(device_, reinterpret_cast<VkCommandPool>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_QUERY_POOL:
            vkDestroyQueryPool(device_, reinterpret_cast<VkQueryPool>(object.handle), nullptr);
            break;
        case VK_OBJECT_TYPE_SWAPCHAIN_KHR:
            vkDestroySwapchainKHR(device_, reinterpret_cast<VkSwapchainKHR>(object.handle), nullptr);
            break;
        default: break;
    }
}

}  // namespace twin::render::gpu
