// renderer/gpu/memory.h: buffers and images with their memory.
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "renderer/gpu/device.h"

namespace twin::render::gpu {

/// Where a buffer lives and how the CPU sees it.
enum class Home {
    Device,
    Shared,  ///< the device's, and mapped where the device lets the CPU write there (software, integrated, large windows)
    Upload,   ///< written by the CPU
    Readback  ///< read by the CPU
};

/// Move-only. Upload and Readback buffers stay mapped, Shared ones where they can.
class Buffer {
public:
    Buffer() = default;
    Buffer(Device& device, VkDeviceSize bytes, VkBufferUsageFlags usage, Home home, const char* name);
    Buffer(Buffer&& other) noexcept { *this = std::move(other); }
    Buffer& operator=(Buffer&& other) noexcept {
        std::swap(buffer_, other.buffer_);
        std::swap(memory_, other.memory_);
        std::swap(device_, other.device_);
        std::swap(bytes_, other.bytes_);
        std::swap(mapped_, other.mapped_);
        std::swap(address_, other.address_);
        return *this;
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer();

    [[nodiscard]] VkBuffer get() const noexcept { return buffer_; }
    [[nodiscard]] VkDeviceSize bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::byte* mapped() const noexcept { return mapped_; }
    /// GPU address; 0 unless made with VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT.
    [[nodiscard]] VkDeviceAddress address() const noexcept { return address_; }
    explicit operator bool() const noexcept { return buffer_ != VK_NULL_HANDLE; }
    /// After CPU writes, and before CPU reads, on memory that is not coherent.
    void flush(VkDeviceSize offset, VkDeviceSize bytes) const;
    void invalidate() const;

private:
    VkBuffer buffer_ = VK_NULL_HANDLE;
    VmaAllocation memory_ = nullptr;
    Device* device_ = nullptr;
    VkDeviceSize bytes_ = 0;
    std::byte* mapped_ = nullptr;
    VkDeviceAddress address_ = 0;
};

struct ImageInfo {
    VkFormat format = VK_FORMAT_UNDEFINED;
    std::uint32_t widthPx = 1, heightPx = 1;
    std::uint32_t layers = 1, mips = 1;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
    VkImageUsageFlags usage = 0;
    bool arrayView = false;  ///< view as 2D array even with one layer
};

[[nodiscard]] VkImageAspectFlags aspectOf(VkFormat format) noexcept;

/// A 2D image with a view of all of it, and one view a layer when there are several. Move-only.
class Image {
public:
    Image() = default;
    Image(Device& device, const ImageInfo& info, const char* name);
    Image(Image&& other) noexcept { *this = std::move(other); }
    Image& operator=(Image&& other) noexcept {
        std::swap(image_, other.image_);
        std::swap(memory_, other.memory_);
        std::swap(device_, other.device_);
        std::swap(info_, other.info_);
        std::swap(view_, other.view_);
        std::swap(layerViews_, other.layerViews_);
        return *this;
    }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image();

    [[nodiscard]] VkImage get() const noexcept { return image_; }
    [[nodiscard]] VkImageView view() const noexcept { return view_.get(); }
    [[nodiscard]] VkImageView layerView(std::uint32_t layer) const noexcept { return layerViews_[layer].get(); }
    [[nodiscard]] const ImageInfo& info() const noexcept { return info_; }
    explicit operator bool() const noexcept { return image_ != VK_NULL_HANDLE; }

private:
    VkImage image_ = VK_NULL_HANDLE;
    VmaAllocation memory_ = nullptr;
    Device* device_ = nullptr;
    ImageInfo info_;
    ImageView view_;
    std::vector<ImageView> layerViews_;
};

}  // namespace twin::render::gpu
