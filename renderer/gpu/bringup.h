// renderer/gpu/bringup.h: from nothing to an instance and a device. Two implementations stand behind it:
// bringup_vkb.cpp over vk-bootstrap where the system has it, else bringup_own.cpp. Which device, is decided in choice.h.
#pragma once

#include <vulkan/vulkan.h>

#include <cstdint>
#include <string>
#include <vector>

#include "renderer/gpu/counters.h"
#include "renderer/gpu/facts.h"

namespace twin::render::gpu {

struct InstanceAsk {
    bool validate = false;                ///< validation layer with synchronization checks; refused when not installed
    std::vector<std::string> extensions;  ///< of the window
    Counters* counters = nullptr;         ///< where messages are counted; must outlive the instance
};

struct InstanceMade {
    VkInstance instance = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT messenger = VK_NULL_HANDLE;
    bool hasDebugUtils = false;
};

/// Throws GpuError: NoDevice when no loader or driver answers, Unsupported when a layer or extension is missing.
[[nodiscard]] InstanceMade makeInstance(const InstanceAsk& ask);
void destroyInstance(const InstanceMade& made);

/// One queue of `family`, with `features` and extensions on. Throws GpuError.
[[nodiscard]] VkDevice makeDevice(const InstanceMade& made, VkPhysicalDevice physical, std::uint32_t family,
                                  Features& features, const std::vector<const char*>& extensions);

/// Prints a message of the layers to stderr and counts warnings and errors (user data: Counters).
VKAPI_ATTR VkBool32 VKAPI_CALL onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                         VkDebugUtilsMessageTypeFlagsEXT types,
                                         const VkDebugUtilsMessengerCallbackDataEXT* data, void* counters);

}  // namespace twin::render::gpu
