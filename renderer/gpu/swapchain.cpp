#include "renderer/gpu/swapchain.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

namespace {

/// The picture is stored as it is shown (sRGB values in a UNORM image), so the window's images must be UNORM too.
VkSurfaceFormatKHR pickFormat(VkPhysicalDevice physical, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    check(vkGetPhysicalDeviceSurfaceFormatsKHR(physical, surface, &count, nullptr), "ask for the window's formats");
    std::vector<VkSurfaceFormatKHR> formats(count);
    check(vkGetPhysicalDeviceSurfaceFormatsKHR(physical, surface, &count, formats.data()),
          "ask for the window's formats");
    for (const VkFormat wanted : {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM}) {
        for (const VkSurfaceFormatKHR& format : formats) {
            if (format.format == wanted) return format;
        }
    }
    throw GpuError(Errc::Unsupported, "the window offers no plain 8-bit colour format");
}

}  // namespace

Semaphore makeSemaphore(Device& device, const char* name) {
    const VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, nullptr, 0};
    VkSemaphore made = VK_NULL_HANDLE;
    checkMade(vkCreateSemaphore(device.get(), &info, nullptr, &made), name);
    return {made, device.deletions(), name};
}

bool Swapchain::remake(std::uint32_t widthPx, std::uint32_t heightPx) {
    VkSurfaceCapabilitiesKHR can{};
    check(vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_.physical(), device_.surface(), &can),
          "ask about the window");
    extent_ = can.currentExtent;
    if (extent_.width == ~0U) {
        extent_.width = std::clamp(widthPx, can.minImageExtent.width, can.maxImageExtent.width);
        extent_.height = std::clamp(heightPx, can.minImageExtent.height, can.maxImageExtent.height);
    }
    if (extent_.width == 0 || extent_.height == 0) return false;
    // Presenting is not covered by the frame's timeline, so the old chain's last presentation is waited for here.
    device_.waitIdle();

    const VkSurfaceFormatKHR format = pickFormat(device_.physical(), device_.surface());
    VkSwapchainCreateInfoKHR info{VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR};
    info.surface = device_.surface();
    info.minImageCount = can.minImageCount + 1;
    if (can.maxImageCount > 0) info.minImageCount = std::min(info.minImageCount, can.maxImageCount);
    info.imageFormat = format.format;
    info.imageColorSpace = format.colorSpace;
    info.imageExtent = extent_;
    info.imageArrayLayers = 1;
    info.imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    info.imageSharingMode = VK_SHARING_MODE_EXCLUSIVE;
    info.preTransform = can.currentTransform;
    info.compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
    if ((can.supportedCompositeAlpha & info.compositeAlpha) == 0)
        info.compositeAlpha = VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
    info.presentMode = VK_PRESENT_MODE_FIFO_KHR;
    info.clipped = VK_TRUE;
    info.oldSwapchain = chain_.get();
    VkSwapchainKHR made = VK_NULL_HANDLE;
    check(vkCreateSwapchainKHR(device_.get(), &info, nullptr, &made), "make the window's pictures");
    chain_ = SwapchainHandle(made, device_.deletions(), "window");

    std::uint32_t count = 0;
    check(vkGetSwapchainImagesKHR(device_.get(), made, &count, nullptr), "get the window's pictures");
    images_.resize(count);
    check(vkGetSwapchainImagesKHR(device_.get(), made, &count, images_.data()), "get the window's pictures");
    drawn_.clear();
    for (std::uint32_t i = 0; i < count; ++i) drawn_.push_back(makeSemaphore(device_, "drawn"));
    return true;
}

VkResult Swapchain::acquire(VkSemaphore acquired) {
    return vkAcquireNextImageKHR(device_.get(), chain_.get(), ~0ULL, acquired, VK_NULL_HANDLE, &index_);
}

VkResult Swapchain::present() {
    VkSwapchainKHR chain = chain_.get();
    VkSemaphore wait = drawn();
    VkPresentInfoKHR info{VK_STRUCTURE_TYPE_PRESENT_INFO_KHR};
    info.waitSemaphoreCount = 1;
    info.pWaitSemaphores = &wait;
    info.swapchainCount = 1;
    info.pSwapchains = &chain;
    info.pImageIndices = &index_;
    return vkQueuePresentKHR(device_.queue(), &info);
}

}  // namespace twin::render::gpu
