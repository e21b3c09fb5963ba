// renderer/gpu/device.h: the opened device with all that every other part asks of it. No globals: it is passed in.
#pragma once

#include <vk_mem_alloc.h>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "renderer/gpu/bringup.h"
#include "renderer/gpu/choice.h"
#include "renderer/gpu/owned.h"

namespace twin::render::gpu {

struct DeviceAsk {
    bool validate = false;
    std::vector<std::string> instanceExtensions;
    std::function<int(VkInstance_T*, VkSurfaceKHR_T**)> makeSurface;
    std::string pretendMissing;
    Counters* counters = nullptr;
    std::uint64_t memoryBudgetBytes = 0;  ///< most to take of the device's own memory; 0: all there is
};

class Device {
public:
    /// Throws GpuError: NoDevice with each refusal's reason.
    explicit Device(const DeviceAsk& ask);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] VkDevice get() const noexcept { return device_; }
    [[nodiscard]] VkPhysicalDevice physical() const noexcept { return physical_; }
    [[nodiscard]] VkQueue queue() const noexcept { return queue_; }
    [[nodiscard]] std::uint32_t family() const noexcept { return facts_.queueFamily; }
    [[nodiscard]] VmaAllocator allocator() const noexcept { return allocator_; }
    [[nodiscard]] VkSurfaceKHR surface() const noexcept { return surface_; }
    [[nodiscard]] DeletionQueue& deletions() noexcept { return *deletions_; }
    [[nodiscard]] const DeviceFacts& facts() const noexcept { return facts_; }
    /// Whether pictures are drawn by the processor, in its own memory.
    [[nodiscard]] bool isCpu() const noexcept { return facts_.type == VK_PHYSICAL_DEVICE_TYPE_CPU; }
    [[nodiscard]] const std::string& reason() const noexcept { return reason_; }
    [[nodiscard]] const VkPhysicalDeviceLimits& limits() const noexcept { return limits_; }
    [[nodiscard]] const Features& enabled() const noexcept { return enabled_; }
    /// Driver and device as bytes: a pipeline cache of one is of no use to another.
    [[nodiscard]] const std::array<std::uint8_t, std::size_t{2} * VK_UUID_SIZE>& identity() const noexcept {
        return identity_;
    }
    /// What memory for images and for buffers of Home::Device must be: on a discrete GPU its own, since there the rest is so
    /// slow that too little memory had better be told.
    [[nodiscard]] VkMemoryPropertyFlags homeFlags() const noexcept {
        return facts_.type == VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU ? VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT : 0;
    }
    [[nodiscard]] std::uint64_t bytesUsed() const;
    void waitIdle() const noexcept;

    /// Debug labels; no-ops without debug utils.
    void beginLabel(VkCommandBuffer commands, const char* name) const noexcept;
    void endLabel(VkCommandBuffer commands) const noexcept;

private:
    void open(const DeviceAsk& ask);
    void close() noexcept;

    InstanceMade instance_;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkDevice device_ = VK_NULL_HANDLE;
    VkQueue queue_ = VK_NULL_HANDLE;
    VmaAllocator allocator_ = nullptr;
    DeviceFacts facts_;
    Features enabled_;
    std::string reason_;
    VkPhysicalDeviceLimits limits_{};
    std::array<std::uint8_t, std::size_t{2} * VK_UUID_SIZE> identity_{};
    std::unique_ptr<DeletionQueue> deletions_;
    PFN_vkCmdBeginDebugUtilsLabelEXT beginLabel_ = nullptr;
    PFN_vkCmdEndDebugUtilsLabelEXT endLabel_ = nullptr;
};

}  // namespace twin::render::gpu
