#include <algorithm>
#include <array>
#include <cstring>

#include "renderer/gpu/bringup.h"
#include "renderer/gpu/error.h"

namespace twin::render::gpu {

namespace {

constexpr const char* kLayer = "VK_LAYER_KHRONOS_validation";

bool layerThere() {
    std::uint32_t count = 0;
    check(vkEnumerateInstanceLayerProperties(&count, nullptr), "list the layers");
    std::vector<VkLayerProperties> layers(count);
    check(vkEnumerateInstanceLayerProperties(&count, layers.data()), "list the layers");
    return std::any_of(layers.begin(), layers.end(),
                       [](const auto& l) { return std::strcmp(l.layerName, kLayer) == 0; });
}

bool extensionThere(const char* name) {
    std::uint32_t count = 0;
    check(vkEnumerateInstanceExtensionProperties(nullptr, &count, nullptr), "list the extensions");
    std::vector<VkExtensionProperties> all(count);
    check(vkEnumerateInstanceExtensionProperties(nullptr, &count, all.data()), "list the extensions");
    return std::any_of(all.begin(), all.end(), [&](const auto& e) { return std::strcmp(e.extensionName, name) == 0; });
}

VkDebugUtilsMessengerCreateInfoEXT messengerInfo(Counters* counters) {
    VkDebugUtilsMessengerCreateInfoEXT info{VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT};
    info.messageSeverity =
        VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    info.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
    info.pfnUserCallback = onMessage;
    info.pUserData = counters;
    return info;
}

template <class Function>
Function load(VkInstance instance, const char* name) {
    return reinterpret_cast<Function>(vkGetInstanceProcAddr(instance, name));
}

}  // namespace

InstanceMade makeInstance(const InstanceAsk& ask) {
    std::uint32_t version = VK_API_VERSION_1_0;
    check(vkEnumerateInstanceVersion(&version), "ask for the version of the Vulkan loader");
    if (version < VK_API_VERSION_1_3) {
        throw GpuError(Errc::NoDevice, "the Vulkan loader of this system is older than 1.3; update libvulkan1");
    }
    std::vector<const char*> extensions;
    for (const std::string& name : ask.extensions) {
        if (!extensionThere(name.c_str())) throw GpuError(Errc::NoDevice, "the Vulkan loader knows no " + name);
        extensions.push_back(name.c_str());
    }
    InstanceMade made;
    std::vector<const char*> layers;
    if (ask.validate) {
        if (!layerThere()) {
            throw GpuError(Errc::Unsupported,
                           "the Vulkan validation layer is not installed (Debian: vulkan-validationlayers)");
        }
        layers.push_back(kLayer);
    }
    made.hasDebugUtils = extensionThere(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    if (made.hasDebugUtils) extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);

    VkApplicationInfo application{VK_STRUCTURE_TYPE_APPLICATION_INFO};
    application.pApplicationName = "krasnik-twin";
    application.apiVersion = VK_API_VERSION_1_3;
    VkInstanceCreateInfo info{VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO};
    info.pApplicationInfo = &application;
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    info.enabledLayerCount = static_cast<std::uint32_t>(layers.size());
    info.ppEnabledLayerNames = layers.data();
    const std::array checks{VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT};
    VkValidationFeaturesEXT validation{VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT};
    validation.enabledValidationFeatureCount = checks.size();
    validation.pEnabledValidationFeatures = checks.data();
    if (ask.validate) info.pNext = &validation;
    check(vkCreateInstance(&info, nullptr, &made.instance), "start Vulkan (no driver answers)");

    if (ask.validate && made.hasDebugUtils) {
        const VkDebugUtilsMessengerCreateInfoEXT messenger = messengerInfo(ask.counters);
        const auto create = load<PFN_vkCreateDebugUtilsMessengerEXT>(made.instance, "vkCreateDebugUtilsMessengerEXT");
        check(create(made.instance, &messenger, nullptr, &made.messenger), "listen to the validation layer");
    }
    return made;
}

void destroyInstance(const InstanceMade& made) {
    if (made.messenger != VK_NULL_HANDLE) {
        load<PFN_vkDestroyDebugUtilsMessengerEXT>(made.instance, "vkDestroyDebugUtilsMessengerEXT")(
            made.instance, made.messenger, nullptr);
    }
    if (made.instance != VK_NULL_HANDLE) vkDestroyInstance(made.instance, nullptr);
}

VkDevice makeDevice(const InstanceMade& /*made*/, VkPhysicalDevice physical, std::uint32_t family, Features& features,
                    const std::vector<const char*>& extensions) {
    const float priority = 1;
    VkDeviceQueueCreateInfo queue{VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO};
    queue.queueFamilyIndex = family;
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    VkDeviceCreateInfo info{VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO};
    info.pNext = features.chain();
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue;
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    VkDevice device = VK_NULL_HANDLE;
    check(vkCreateDevice(physical, &info, nullptr, &device), "open the graphics device");
    return device;
}

}  // namespace twin::render::gpu
