// renderer/gpu/swapchain.h: the pictures of a window.
#pragma once

#include <vector>

#include "renderer/gpu/device.h"

namespace twin::render::gpu {

class Swapchain {
public:
    explicit Swapchain(Device& device) : device_{device} {}

    /// (Re)makes the chain for this size. False when the window has no area now.
    [[nodiscard]] bool remake(std::uint32_t widthPx, std::uint32_t heightPx);

    /// The next picture, ready once `acquired` is signalled. VK_ERROR_OUT_OF_DATE_KHR: remake and try again.
    [[nodiscard]] VkResult acquire(VkSemaphore acquired);
    [[nodiscard]] VkResult present();

    [[nodiscard]] bool made() const noexcept { return static_cast<bool>(chain_); }
    [[nodiscard]] VkImage image() const noexcept { return images_[index_]; }
    [[nodiscard]] VkExtent2D extent() const noexcept { return extent_; }
    /// To be signalled by the submission that draws image().
    [[nodiscard]] VkSemaphore drawn() const noexcept { return drawn_[index_].get(); }

private:
    Device& device_;
    SwapchainHandle chain_;
    std::vector<VkImage> images_;
    std::vector<Semaphore> drawn_;
    VkExtent2D extent_{};
    std::uint32_t index_ = 0;
};

[[nodiscard]] Semaphore makeSemaphore(Device& device, const char* name);

}  // namespace twin::render::gpu
