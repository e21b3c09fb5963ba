#include "renderer/world/samplers.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render {

namespace {

gpu::Sampler make(gpu::Device& device, const VkSamplerCreateInfo& info, const char* name) {
    VkSampler made = VK_NULL_HANDLE;
    gpu::checkMade(vkCreateSampler(device.get(), &info, nullptr, &made), name);
    return {made, device.deletions(), name};
}

}  // namespace

Samplers::Samplers(gpu::Device& device) {
    VkSamplerCreateInfo info{VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO};
    info.magFilter = info.minFilter = VK_FILTER_LINEAR;
    info.mipmapMode = VK_SAMPLER_MIPMAP_MODE_LINEAR;
    info.addressModeU = info.addressModeV = info.addressModeW = VK_SAMPLER_ADDRESS_MODE_REPEAT;
    info.maxLod = VK_LOD_CLAMP_NONE;
    // The software device pays for every further sample; real ones hardly notice.
    if (!device.isCpu() && device.enabled().core.features.samplerAnisotropy == VK_TRUE) {
        info.anisotropyEnable = VK_TRUE;
        info.maxAnisotropy = std::min(8.0F, device.limits().maxSamplerAnisotropy);
    }
    repeat = make(device, info, "repeat");
    info.anisotropyEnable = VK_FALSE;
    info.mipmapMode = VK_SAMPLER_MIPMAP_MODE_NEAREST;
    info.addressModeU = info.addressModeV = info.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    mipmapped = make(device, info, "mipmapped");
    info.maxLod = 0;
    clamp = make(device, info, "clamp");
    info.magFilter = info.minFilter = VK_FILTER_NEAREST;
    nearest = make(device, info, "nearest");
    info.magFilter = info.minFilter = VK_FILTER_LINEAR;
    info.addressModeU = info.addressModeV = info.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER;
    info.borderColor = VK_BORDER_COLOR_FLOAT_OPAQUE_WHITE;
    info.compareEnable = VK_TRUE;
    info.compareOp = VK_COMPARE_OP_LESS_OR_EQUAL;
    shadow = make(device, info, "shadow");
}

}  // namespace twin::render
