#include "renderer/gpu/uploader.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

namespace {

constexpr VkDeviceSize kStagingBytes = 8U << 20U;

/// Where a texel of the next level lies between two of this one, in 256ths of the way.
struct Between {
    std::uint64_t first, second;
    std::uint64_t share;  // of the second
};

std::vector<Between> placesOf(std::uint32_t from, std::uint32_t to) {
    std::vector<Between> places;
    for (std::uint64_t i = 0; i < to; ++i) {
        // The middle of the texel; of an even number of texels exactly between two.
        const std::uint64_t at = (2 * i + 1) * from * 128 / to - 128;
        places.push_back({at / 256, std::min<std::uint64_t>(at / 256 + 1, from - 1), at % 256});
    }
    return places;
}

/// The next level of an image of four bytes a texel, half as large. Here and not by blits, which are shaders to Mesa's
/// software device: compiling those takes it ten times as long as this.
std::vector<std::byte> halved(std::span<const std::byte> from, VkExtent2D size, VkExtent2D half) {
    const std::vector<Between> rows = placesOf(size.height, half.height);
    const std::vector<Between> columns = placesOf(size.width, half.width);
    const auto* in = reinterpret_cast<const std::uint8_t*>(from.data());
    std::vector<std::byte> to;
    to.reserve(std::size_t{half.width} * half.height * 4);
    for (const Between& y : rows) {
        const std::uint8_t* upper = in + y.first * size.width * 4;
        const std::uint8_t* lower = in + y.second * size.width * 4;
        for (const Between& x : columns) {
            for (std::size_t c = 0; c < 4; ++c) {
                const std::size_t a = x.first * 4 + c, b = x.second * 4 + c;
                const std::uint64_t high = upper[a] * (256 - x.share) + upper[b] * x.share;
                const std::uint64_t low = lower[a] * (256 - x.share) + lower[b] * x.share;
                to.push_back(static_cast<std::byte>((high * (256 - y.share) + low * y.share + 32768) >> 16U));
            }
        }
    }
    return to;
}

}  // namespace

void imageBarrier(VkCommandBuffer commands, VkImage image, std::uint32_t firstMip, std::uint32_t mips,
                  VkImageLayout from, VkImageLayout to, std::uint32_t layers, VkImageAspectFlags aspect) {
    VkImageMemoryBarrier2 barrier{VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2};
    barrier.srcStageMask = barrier.dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;
    barrier.oldLayout = from;
    barrier.newLayout = to;
    barrier.srcQueueFamilyIndex = barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    barrier.image = image;
    barrier.subresourceRange = {aspect, firstMip, mips, 0, layers};
    VkDependencyInfo info{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    info.imageMemoryBarrierCount = 1;
    info.pImageMemoryBarriers = &barrier;
    vkCmdPipelineBarrier2(commands, &info);
}

OneOff::OneOff(Device& device) : device_{device} {
    VkCommandPoolCreateInfo pool{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
    pool.queueFamilyIndex = device.family();
    VkCommandPool made = VK_NULL_HANDLE;
    check(vkCreateCommandPool(device.get(), &pool, nullptr, &made), "make a command pool");
    pool_ = CommandPool(made, device.deletions(), "one-off");
    VkCommandBufferAllocateInfo info{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
    info.commandPool = made;
    info.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
    info.commandBufferCount = 1;
    check(vkAllocateCommandBuffers(device.get(), &info, &commands_), "make a command buffer");
}

VkCommandBuffer OneOff::begin() {
    check(vkResetCommandPool(device_.get(), pool_.get(), 0), "reset commands");
    VkCommandBufferBeginInfo info{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
    info.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    check(vkBeginCommandBuffer(commands_, &info), "begin commands");
    return commands_;
}

void OneOff::submitAndWait() {
    // What follows on this queue may read what these commands wrote, in any way.
    VkMemoryBarrier2 barrier{VK_STRUCTURE_TYPE_MEMORY_BARRIER_2};
    barrier.srcStageMask = barrier.dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;
    VkMemoryBarrier2 toHost = barrier;
    toHost.dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT;
    toHost.dstAccessMask = VK_ACCESS_2_HOST_READ_BIT;
    const std::array barriers{barrier, toHost};
    VkDependencyInfo dependency{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
    dependency.memoryBarrierCount = barriers.size();
    dependency.pMemoryBarriers = barriers.data();
    vkCmdPipelineBarrier2(commands_, &dependency);
    check(vkEndCommandBuffer(commands_), "end commands");
    VkCommandBufferSubmitInfo commands{VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO};
    commands.commandBuffer = commands_;
    VkSubmitInfo2 submit{VK_STRUCTURE_TYPE_SUBMIT_INFO_2};
    submit.commandBufferInfoCount = 1;
    submit.pCommandBufferInfos = &commands;
    check(vkQueueSubmit2(device_.queue(), 1, &submit, VK_NULL_HANDLE), "send commands to the device");
    check(vkQueueWaitIdle(device_.queue()), "wait for the device");
}

Uploader::Uploader(Device& device) : device_{device}, oneOff_{device} {}

void Uploader::makeRoom(std::size_t bytes) {
    // The least is a row of the widest image.
    const VkDeviceSize wanted = std::clamp<VkDeviceSize>(bytes, 1U << 20U, kStagingBytes);
    if (staging_.bytes() >= wanted) return;
    staging_ = Buffer();  // every upload waits for its end, so nobody reads it any more
    staging_ = Buffer(device_, wanted, VK_BUFFER_USAGE_TRANSFER_SRC_BIT, Home::Upload, "staging");
}

void Uploader::release() noexcept { staging_ = Buffer(); }

void Uploader::buffer(const Buffer& target, std::span<const std::byte> bytes, VkDeviceSize offset) {
    if (bytes.empty()) return;
    if (offset + bytes.size() > target.bytes()) throw GpuError(Errc::Internal, "an upload past the end of its buffer");
    if (target.mapped() != nullptr) {
        std::memcpy(target.mapped() + offset, bytes.data(), bytes.size());
        target.flush(offset, bytes.size());
        return;
    }
    makeRoom(bytes.size());
    while (!bytes.empty()) {
        const std::size_t part = std::min<std::size_t>(bytes.size(), staging_.bytes());
        std::memcpy(staging_.mapped(), bytes.data(), part);
        staging_.flush(0, part);
        VkCommandBuffer commands = oneOff_.begin();
        const VkBufferCopy copy{0, offset, part};
        vkCmdCopyBuffer(commands, staging_.get(), target.get(), 1, &copy);
        oneOff_.submitAndWait();
        bytes = bytes.subspan(part);
        offset += part;
    }
}

void Uploader::image(const Image& target, std::span<const std::byte> bytes, std::uint32_t bytesPerTexel) {
    const ImageInfo& info = target.info();
    imageBarrier(oneOff_.begin(), target.get(), 0, info.mips, VK_IMAGE_LAYOUT_UNDEFINED,
                 VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, info.layers);
    oneOff_.submitAndWait();
    const std::size_t layerBytes = bytes.size() / info.layers;
    makeRoom(layerBytes);
    for (std::uint32_t layer = 0; layer < info.layers; ++layer) {
        const std::span<const std::byte> whole = bytes.subspan(layer * layerBytes, layerBytes);
        VkExtent2D size{info.widthPx, info.heightPx};
        level(target, 0, layer, size, whole, bytesPerTexel);
        std::vector<std::byte> smaller;
        for (std::uint32_t mip = 1; mip < info.mips; ++mip) {
            const VkExtent2D half{std::max(size.width / 2, 1U), std::max(size.height / 2, 1U)};
            smaller = halved(mip == 1 ? whole : std::span<const std::byte>(smaller), size, half);
            size = half;
            level(target, mip, layer, size, smaller, bytesPerTexel);
        }
    }
    imageBarrier(oneOff_.begin(), target.get(), 0, info.mips, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                 VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL, info.layers);
    oneOff_.submitAndWait();
}

void Uploader::level(const Image& target, std::uint32_t mip, std::uint32_t layer, VkExtent2D size,
                     std::span<const std::byte> bytes, std::uint32_t bytesPerTexel) {
    const std::size_t rowBytes = std::size_t{size.width} * bytesPerTexel;
    const auto rowsAtOnce = static_cast<std::uint32_t>(staging_.bytes() / rowBytes);
    for (std::uint32_t row = 0; row < size.height; row += rowsAtOnce) {
        const std::uint32_t rows = std::min(rowsAtOnce, size.height - row);
        std::memcpy(staging_.mapped(), bytes.data() + row * rowBytes, rows * rowBytes);
        staging_.flush(0, rows * rowBytes);
        VkBufferImageCopy copy{};
        copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, mip, layer, 1};
        copy.imageOffset = {0, static_cast<std::int32_t>(row), 0};
        copy.imageExtent = {size.width, rows, 1};
        vkCmdCopyBufferToImage(oneOff_.begin(), staging_.get(), target.get(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1,
                               &copy);
        oneOff_.submitAndWait();
    }
}

void Uploader::fill(const Buffer& target, std::uint32_t word) {
    VkCommandBuffer commands = oneOff_.begin();
    vkCmdFillBuffer(commands, target.get(), 0, VK_WHOLE_SIZE, word);
    oneOff_.submitAndWait();
}

}  // namespace twin::render::gpu
