#include <cstdio>

#include "renderer/gpu/bringup.h"

namespace twin::render::gpu {

VKAPI_ATTR VkBool32 VKAPI_CALL onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                         VkDebugUtilsMessageTypeFlagsEXT types,
                                         const VkDebugUtilsMessengerCallbackDataEXT* data, void* counters) {
    // The loader's own remarks about drivers it skips are not ours; the layer's are.
    if ((types & (VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT)) ==
        0) {
        return VK_FALSE;
    }
    if (severity >= VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT) {
        static_cast<Counters*>(counters)->validationMessages.fetch_add(1);
        std::fprintf(stderr, "vulkan: %s\n", data->pMessage);
    }
    return VK_FALSE;
}

}  // namespace twin::render::gpu
