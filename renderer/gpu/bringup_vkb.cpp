// The same as bringup_own.cpp over vk-bootstrap; built only where find_package(vk-bootstrap) finds it.
#include <VkBootstrap.h>

#include <cstring>

#include "renderer/gpu/bringup.h"
#include "renderer/gpu/error.h"

namespace twin::render::gpu {

InstanceMade makeInstance(const InstanceAsk& ask) {
    const auto system = vkb::SystemInfo::get_system_info();
    if (!system) throw GpuError(Errc::NoDevice, "no Vulkan loader answers: " + system.error().message());
    vkb::InstanceBuilder builder;
    builder.set_app_name("krasnik-twin").require_api_version(1, 3, 0).set_headless(true);
    for (const std::string& name : ask.extensions) {
        if (!system->is_extension_available(name.c_str())) {
            throw GpuError(Errc::NoDevice, "the Vulkan loader knows no " + name);
        }
        builder.enable_extension(name.c_str());
    }
    InstanceMade made;
    made.hasDebugUtils = system->debug_utils_available;
    if (made.hasDebugUtils) builder.enable_extension(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    if (ask.validate) {
        if (!system->validation_layers_available) {
            throw GpuError(Errc::Unsupported,
                           "the Vulkan validation layer is not installed (Debian: vulkan-validationlayers)");
        }
        builder.enable_validation_layers()
            .add_validation_feature_enable(VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT)
            .set_debug_callback(onMessage)
            .set_debug_callback_user_data_pointer(ask.counters);
    }
    const auto built = builder.build();
    if (!built) throw GpuError(Errc::NoDevice, "could not start Vulkan: " + built.error().message());
    made.instance = built->instance;
    made.messenger = built->debug_messenger;
    return made;
}

void destroyInstance(const InstanceMade& made) {
    if (made.messenger != VK_NULL_HANDLE) {
        vkb::destroy_debug_utils_messenger(made.instance, made.messenger, nullptr);
    }
    if (made.instance != VK_NULL_HANDLE) vkDestroyInstance(made.instance, nullptr);
}

VkDevice makeDevice(const InstanceMade& made, VkPhysicalDevice physical, std::uint32_t family, Features& features,
                    const std::vector<const char*>& extensions) {
    vkb::Instance instance;
    instance.instance = made.instance;
    instance.fp_vkGetInstanceProcAddr = vkGetInstanceProcAddr;
    vkb::PhysicalDeviceSelector selector(instance);
    selector.set_minimum_version(1, 3)
        .require_present(false)
        .set_required_features(features.core.features)
        .set_required_features_11(features.v11)
        .set_required_features_12(features.v12)
        .set_required_features_13(features.v13)
        .allow_any_gpu_device_type(true);
    for (const char* name : extensions) selector.add_required_extension(name);
    const auto candidates = selector.select_devices();
    if (!candidates)
        throw GpuError(Errc::NoDevice, "could not open the graphics device: " + candidates.error().message());
    for (const vkb::PhysicalDevice& candidate : *candidates) {
        if (candidate.physical_device != physical) continue;
        vkb::DeviceBuilder builder(candidate);
        builder.custom_queue_setup({vkb::CustomQueueDescription(family, std::vector<float>{1.0F})});
        const auto built = builder.build();
        if (!built) throw GpuError(Errc::NoDevice, "could not open the graphics device: " + built.error().message());
        return built->device;
    }
    throw GpuError(Errc::NoDevice, "could not open the graphics device: vk-bootstrap does not list it");
}

}  // namespace twin::render::gpu
