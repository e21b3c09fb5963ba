#include "renderer/gpu/facts.h"

namespace twin::render::gpu {

VkPhysicalDeviceFeatures2* Features::chain() noexcept {
    core.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    v11.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES;
    v12.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES;
    v13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES;
    core.pNext = &v11;
    v11.pNext = &v12;
    v12.pNext = &v13;
    v13.pNext = nullptr;
    return &core;
}

bool has(const Features& f, std::string_view name) {
    if (name == "dynamicRendering") return f.v13.dynamicRendering != 0;
    if (name == "synchronization2") return f.v13.synchronization2 != 0;
    if (name == "timelineSemaphore") return f.v12.timelineSemaphore != 0;
    if (name == "descriptorIndexing") {
        return f.v12.descriptorIndexing != 0 && f.core.features.shaderSampledImageArrayDynamicIndexing != 0 &&
               f.v12.descriptorBindingPartiallyBound != 0 && f.v12.descriptorBindingSampledImageUpdateAfterBind != 0;
    }
    if (name == "bufferDeviceAddress") return f.v12.bufferDeviceAddress != 0;
    if (name == "drawIndirectCount") return f.v12.drawIndirectCount != 0;
    if (name == "scalarBlockLayout") return f.v12.scalarBlockLayout != 0;
    if (name == "runtimeDescriptorArray") return f.v12.runtimeDescriptorArray != 0;
    if (name == "hostQueryReset") return f.v12.hostQueryReset != 0;
    if (name == "shaderDrawParameters") return f.v11.shaderDrawParameters != 0;
    if (name == "drawIndirectFirstInstance") return f.core.features.drawIndirectFirstInstance != 0;
    if (name == "multiDrawIndirect") return f.core.features.multiDrawIndirect != 0;
    if (name == "fragmentStoresAndAtomics") return f.core.features.fragmentStoresAndAtomics != 0;
    return false;
}

std::string refusal(const DeviceFacts& facts, std::string_view pretendMissing) {
    if (facts.apiVersion < VK_API_VERSION_1_3) {
        return "speaks only Vulkan " + std::to_string(VK_API_VERSION_MAJOR(facts.apiVersion)) + "." +
               std::to_string(VK_API_VERSION_MINOR(facts.apiVersion)) + "; 1.3 is needed (a newer driver may help)";
    }
    for (const std::string_view name : kNeededFeatures) {
        if (name == pretendMissing || !has(facts.features, name)) return "lacks the feature " + std::string(name);
    }
    if (facts.queueFamily == ~0U) return "has no queue for graphics and compute";
    if (facts.wantsWindow && !facts.hasSwapchain) return "cannot show pictures in a window (no VK_KHR_swapchain)";
    if (facts.wantsWindow && !facts.canPresent) return "cannot present to this window";
    return {};
}

int rank(VkPhysicalDeviceType type) noexcept {
    switch (type) {
        case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU: return 4;
        case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU: return 3;
        case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU: return 2;
        case VK_PHYSICAL_DEVICE_TYPE_CPU: return 0;
        default: return 1;
    }
}

const char* kindName(VkPhysicalDeviceType type) noexcept {
    switch (type) {
        case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU: return "discrete";
        case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU: return "integrated";
        case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU: return "virtual";
        case VK_PHYSICAL_DEVICE_TYPE_CPU: return "cpu";
        default: return "other";
    }
}

Features featuresToEnable(const Features& available) {
    Features on;
    on.v13.dynamicRendering = VK_TRUE;
    on.v13.synchronization2 = VK_TRUE;
    on.v13.maintenance4 = VK_TRUE;  // every 1.3 device has it; glslc's compute shaders need it
    on.v12.timelineSemaphore = VK_TRUE;
    on.v12.descriptorIndexing = VK_TRUE;
    on.v12.descriptorBindingPartiallyBound = VK_TRUE;
    on.v12.descriptorBindingSampledImageUpdateAfterBind = VK_TRUE;
    on.v12.runtimeDescriptorArray = VK_TRUE;
    on.v12.bufferDeviceAddress = VK_TRUE;
    on.v12.drawIndirectCount = VK_TRUE;
    on.v12.scalarBlockLayout = VK_TRUE;
    on.v12.hostQueryReset = VK_TRUE;
    on.v11.shaderDrawParameters = VK_TRUE;
    on.core.features.drawIndirectFirstInstance = VK_TRUE;
    on.core.features.multiDrawIndirect = VK_TRUE;
    on.core.features.shaderSampledImageArrayDynamicIndexing = VK_TRUE;
    on.core.features.fragmentStoresAndAtomics = VK_TRUE;
    on.core.features.samplerAnisotropy = available.core.features.samplerAnisotropy;
    on.core.features.depthClamp = available.core.features.depthClamp;
    return on;
}

}  // namespace twin::render::gpu
