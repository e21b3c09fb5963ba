#include "renderer/gpu/memory.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

namespace {

/// From this size on a buffer has memory of its own, which the device gets back when the buffer goes: the town's tables
/// grow, and VMA would keep the blocks that the old ones lay in.
constexpr VkDeviceSize kOwnMemoryBytes = 1U << 20U;

}  // namespace

Buffer::Buffer(Device& device, VkDeviceSize bytes, VkBufferUsageFlags usage, Home home, const char* name)
    : device_{&device}, bytes_{std::max<VkDeviceSize>(bytes, 16)} {  // an empty table still has an address
    VkBufferCreateInfo info{VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO};
    info.size = bytes_;
    info.usage = usage;
    VmaAllocationCreateInfo where{};
    where.usage = VMA_MEMORY_USAGE_AUTO;
    if (home == Home::Device) where.requiredFlags = device.homeFlags();
    if (home == Home::Upload) {
        where.flags = VMA_ALLOCATION_CREATE_MAPPED_BIT | VMA_ALLOCATION_CREATE_HOST_ACCESS_SEQUENTIAL_WRITE_BIT;
    }
    if (home == Home::Shared) {
        where.flags = VMA_ALLOCATION_CREATE_MAPPED_BIT | VMA_ALLOCATION_CREATE_HOST_ACCESS_SEQUENTIAL_WRITE_BIT |
                      VMA_ALLOCATION_CREATE_HOST_ACCESS_ALLOW_TRANSFER_INSTEAD_BIT;
    }
    if (home == Home::Readback) {
        where.flags = VMA_ALLOCATION_CREATE_MAPPED_BIT | VMA_ALLOCATION_CREATE_HOST_ACCESS_RANDOM_BIT;
    }
    if (bytes_ >= kOwnMemoryBytes) where.flags |= VMA_ALLOCATION_CREATE_DEDICATED_MEMORY_BIT;
    VmaAllocationInfo made{};
    checkMade(vmaCreateBuffer(device.allocator(), &info, &where, &buffer_, &memory_, &made), name);
    mapped_ = static_cast<std::byte*>(made.pMappedData);
    device.deletions().born(VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(buffer_), name);
    if ((usage & VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT) != 0) {
        VkBufferDeviceAddressInfo ask{VK_STRUCTURE_TYPE_BUFFER_DEVICE_ADDRESS_INFO};
        ask.buffer = buffer_;
        address_ = vkGetBufferDeviceAddress(device.get(), &ask);
    }
}

Buffer::~Buffer() {
    if (buffer_ != VK_NULL_HANDLE) {
        device_->deletions().retire(VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(buffer_), memory_);
    }
}

void Buffer::flush(VkDeviceSize offset, VkDeviceSize bytes) const {
    check(vmaFlushAllocation(device_->allocator(), memory_, offset, bytes), "flush a buffer");
}

void Buffer::invalidate() const {
    check(vmaInvalidateAllocation(device_->allocator(), memory_, 0, VK_WHOLE_SIZE), "read a buffer back");
}

VkImageAspectFlags aspectOf(VkFormat format) noexcept {
    const bool depth = format == VK_FORMAT_D32_SFLOAT || format == VK_FORMAT_D16_UNORM;
    return static_cast<VkImageAspectFlags>(depth ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT);
}

Image::Image(Device& device, const ImageInfo& info, const char* name) : device_{&device}, info_{info} {
    VkImageCreateInfo create{VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO};
    create.imageType = VK_IMAGE_TYPE_2D;
    create.format = info.format;
    create.extent = {info.widthPx, info.heightPx, 1};
    create.mipLevels = info.mips;
    create.arrayLayers = info.layers;
    create.samples = info.samples;
    create.tiling = VK_IMAGE_TILING_OPTIMAL;
    create.usage = info.usage;
    VmaAllocationCreateInfo where{};
    where.usage = VMA_MEMORY_USAGE_AUTO;
    where.requiredFlags = device.homeFlags();
    checkMade(vmaCreateImage(device.allocator(), &create, &where, &image_, &memory_, nullptr), name);
    device.deletions().born(VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(image_), name);

    const VkImageUsageFlags viewable = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_STORAGE_BIT |
                                       VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
                                       VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    if ((info.usage & viewable) == 0) return;
    VkImageViewCreateInfo view{VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO};
    view.image = image_;
    view.format = info.format;
    view.viewType = info.layers > 1 || info.arrayView ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D;
    view.subresourceRange = {aspectOf(info.format), 0, info.mips, 0, info.layers};
    VkImageView handle = VK_NULL_HANDLE;
    checkMade(vkCreateImageView(device.get(), &view, nullptr, &handle), name);
    view_ = ImageView(handle, device.deletions(), name);
    if (info.layers == 1 && !info.arrayView) return;
    // Layers are drawn to one by one and read together. For each kind of view of what can be read Mesa's software device compiles
    // functions, be the view for that or not: these are arrays, as the view of all of it.
    if ((info.usage & ~static_cast<VkImageUsageFlags>(VK_IMAGE_USAGE_SAMPLED_BIT) & viewable) == 0) return;
    for (std::uint32_t layer = 0; layer < info.layers; ++layer) {
        view.subresourceRange.baseArrayLayer = layer;
        view.subresourceRange.layerCount = 1;
        checkMade(vkCreateImageView(device.get(), &view, nullptr, &handle), name);
        layerViews_.emplace_back(handle, device.deletions(), name);
    }
}

Image::~Image() {
    if (image_ != VK_NULL_HANDLE) {
        device_->deletions().retire(VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(image_), memory_);
    }
}

}  // namespace twin::render::gpu
