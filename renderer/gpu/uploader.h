// renderer/gpu/uploader.h: tables and textures to the device before the first frame. Waits; not for the steady frame.
#pragma once

#include <functional>

#include "renderer/gpu/memory.h"

namespace twin::render::gpu {

/// Commands that are sent and waited for at once (loading, reading back).
class OneOff {
public:
    explicit OneOff(Device& device);
    [[nodiscard]] VkCommandBuffer begin();
    void submitAndWait();

private:
    Device& device_;
    CommandPool pool_;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
};

/// Records a change of layout of some levels that waits for all before it.
void imageBarrier(VkCommandBuffer commands, VkImage image, std::uint32_t firstMip, std::uint32_t mips,
                  VkImageLayout from, VkImageLayout to, std::uint32_t layers = 1,
                  VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT);

class Uploader {
public:
    explicit Uploader(Device& device);
    /// Written directly where the buffer is mapped; the device must not be using that part of it.
    void buffer(const Buffer& target, std::span<const std::byte> bytes, VkDeviceSize offset = 0);
    /// Level 0 of an image, layer by layer; with more levels, of four bytes a texel, the rest is made by halving. Ends ready
    /// to be sampled.
    void image(const Image& target, std::span<const std::byte> bytes, std::uint32_t bytesPerTexel);
    /// Fills a buffer with one word.
    void fill(const Buffer& target, std::uint32_t word);

    /// Gives the memory for copies back; the next upload takes what it needs. After the large ones.
    void release() noexcept;

private:
    void makeRoom(std::size_t bytes);
    void level(const Image& target, std::uint32_t mip, std::uint32_t layer, VkExtent2D size,
               std::span<const std::byte> bytes, std::uint32_t bytesPerTexel);
    Device& device_;
    OneOff oneOff_;
    Buffer staging_;
};

}  // namespace twin::render::gpu
