// renderer/gpu/facts.h: what a device says about itself, and whether that is enough. The judging is pure.
#pragma once

#include <vulkan/vulkan.h>

#include <array>
#include <string>
#include <string_view>

namespace twin::render::gpu {

/// Features without which nothing is drawn. The names are what refusals and CreateInfo::deviceFilter say.
inline constexpr std::array<std::string_view, 13> kNeededFeatures{
    "dynamicRendering",    "synchronization2",     "timelineSemaphore",        "descriptorIndexing",
    "bufferDeviceAddress", "drawIndirectCount",    "scalarBlockLayout",        "drawIndirectFirstInstance",
    "multiDrawIndirect",   "shaderDrawParameters", "fragmentStoresAndAtomics", "runtimeDescriptorArray",
    "hostQueryReset"};

/// Everything asked of a device, or enabled on it. Chained by chain().
struct Features {
    VkPhysicalDeviceFeatures2 core{};
    VkPhysicalDeviceVulkan11Features v11{};
    VkPhysicalDeviceVulkan12Features v12{};
    VkPhysicalDeviceVulkan13Features v13{};
    /// Sets types and links the four; returns the head.
    VkPhysicalDeviceFeatures2* chain() noexcept;
};

struct DeviceFacts {
    std::string name;
    VkPhysicalDeviceType type = VK_PHYSICAL_DEVICE_TYPE_OTHER;
    std::uint32_t apiVersion = 0;
    std::string driver;
    Features features;                ///< what it can do
    std::uint32_t queueFamily = ~0U;  ///< first with graphics and compute (and presenting, where that was asked)
    bool canPresent = true;
    bool hasSwapchain = true;
    bool wantsWindow = false;
};

/// True when the named feature of kNeededFeatures is there.
[[nodiscard]] bool has(const Features& features, std::string_view name);

/// Empty when the device will do; else the first thing that is missing, as one sentence.
/// @param pretendMissing  a name of kNeededFeatures taken as missing (tests); empty: none
[[nodiscard]] std::string refusal(const DeviceFacts& facts, std::string_view pretendMissing = {});

/// Greater is better: discrete, integrated, virtual, other, cpu.
[[nodiscard]] int rank(VkPhysicalDeviceType type) noexcept;
/// "discrete", "integrated", "virtual", "cpu", "other".
[[nodiscard]] const char* kindName(VkPhysicalDeviceType type) noexcept;

/// What we turn on: what is needed, and of the optional ones those that `available` has.
[[nodiscard]] Features featuresToEnable(const Features& available);

}  // namespace twin::render::gpu
