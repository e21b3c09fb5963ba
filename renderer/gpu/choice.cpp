#include "renderer/gpu/choice.h"

#include <cstring>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

std::vector<Verdict> judge(std::span<const DeviceFacts> devices, std::string_view pretendMissing) {
    std::vector<Verdict> verdicts(devices.size());
    std::size_t best = devices.size();
    for (std::size_t i = 0; i < devices.size(); ++i) {
        verdicts[i].reason = refusal(devices[i], pretendMissing);
        verdicts[i].usable = verdicts[i].reason.empty();
        if (!verdicts[i].usable) continue;
        if (best == devices.size() || rank(devices[i].type) > rank(devices[best].type)) best = i;
    }
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (!verdicts[i].usable) continue;
        verdicts[i].chosen = i == best;
        if (i == best) {
            verdicts[i].reason = std::string("has all that is needed; of kind ") + kindName(devices[i].type) +
                                 ", no usable one is better";
        } else if (rank(devices[i].type) < rank(devices[best].type)) {
            verdicts[i].reason = "would do, but " + devices[best].name + " is of a faster kind";
        } else {
            verdicts[i].reason = "would do, but " + devices[best].name + " of the same kind is listed first";
        }
    }
    return verdicts;
}

std::string allReasons(std::span<const DeviceFacts> devices, std::span<const Verdict> verdicts) {
    if (devices.empty()) return "no Vulkan device was found; install a graphics driver (Debian: mesa-vulkan-drivers)";
    std::string text = "no Vulkan device can be used:";
    for (std::size_t i = 0; i < devices.size(); ++i) {
        text += (i == 0 ? " " : "; ") + devices[i].name + " " + verdicts[i].reason;
    }
    return text;
}

Seen lookAround(VkInstance instance, VkSurfaceKHR surface) {
    Seen seen;
    std::uint32_t count = 0;
    const VkResult listed = vkEnumeratePhysicalDevices(instance, &count, nullptr);
    if (listed == VK_ERROR_INITIALIZATION_FAILED) return seen;  // what the loader says when there is no driver at all
    check(listed, "list the graphics devices");
    seen.handles.resize(count);
    check(vkEnumeratePhysicalDevices(instance, &count, seen.handles.data()), "list the graphics devices");
    seen.handles.resize(count);
    for (VkPhysicalDevice device : seen.handles) {
        DeviceFacts facts;
        VkPhysicalDeviceDriverProperties driver{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES};
        VkPhysicalDeviceProperties2 properties{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2};
        vkGetPhysicalDeviceProperties(device, &properties.properties);
        facts.apiVersion = properties.properties.apiVersion;
        if (facts.apiVersion >= VK_API_VERSION_1_2) {
            properties.pNext = &driver;
            vkGetPhysicalDeviceProperties2(device, &properties);
            facts.driver = std::string(driver.driverName) + " " + driver.driverInfo;
        }
        facts.name = properties.properties.deviceName;
        facts.type = properties.properties.deviceType;
        if (facts.apiVersion >= VK_API_VERSION_1_3) vkGetPhysicalDeviceFeatures2(device, facts.features.chain());

        std::uint32_t families = 0;
        vkGetPhysicalDeviceQueueFamilyProperties(device, &families, nullptr);
        std::vector<VkQueueFamilyProperties> queues(families);
        vkGetPhysicalDeviceQueueFamilyProperties(device, &families, queues.data());
        facts.wantsWindow = surface != VK_NULL_HANDLE;
        facts.canPresent = !facts.wantsWindow;
        const VkQueueFlags wanted = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
        for (std::uint32_t family = 0; family < families; ++family) {
            if ((queues[family].queueFlags & wanted) != wanted) continue;
            VkBool32 present = VK_FALSE;
            if (facts.wantsWindow) {
                check(vkGetPhysicalDeviceSurfaceSupportKHR(device, family, surface, &present), "ask about the window");
            }
            if (facts.queueFamily == ~0U || (present == VK_TRUE && !facts.canPresent)) facts.queueFamily = family;
            if (present == VK_TRUE) facts.canPresent = true;
        }
        std::uint32_t extensionCount = 0;
        check(vkEnumerateDeviceExtensionProperties(device, nullptr, &extensionCount, nullptr),
              "list device extensions");
        std::vector<VkExtensionProperties> extensions(extensionCount);
        check(vkEnumerateDeviceExtensionProperties(device, nullptr, &extensionCount, extensions.data()),
              "list device extensions");
        facts.hasSwapchain = false;
        for (const VkExtensionProperties& extension : extensions) {
            if (std::strcmp(extension.extensionName, VK_KHR_SWAPCHAIN_EXTENSION_NAME) == 0) facts.hasSwapchain = true;
        }
        seen.facts.push_back(facts);
    }
    return seen;
}

}  // namespace twin::render::gpu
