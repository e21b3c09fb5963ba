#include "renderer/passes/ground_map.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render {

namespace {

constexpr float kTexelM = 8;
constexpr std::uint32_t kMostTexels = 2048;
constexpr VkFormat kFormat = VK_FORMAT_R8G8B8A8_UNORM;

glm::uvec2 sizeOf(const CityTables& city) {
    const glm::vec2 metres = glm::vec2(city.coverSize) * city.coverGrid.w;
    const float texel = std::max(kTexelM, std::max(metres.x, metres.y) / static_cast<float>(kMostTexels));
    return glm::clamp(glm::uvec2(metres / texel), glm::uvec2(1), glm::uvec2(kMostTexels));
}

std::uint32_t levelsOf(glm::uvec2 size) {
    std::uint32_t levels = 1;
    while (std::min(size.x, size.y) >> levels != 0 && levels < 7) ++levels;
    return levels;
}

}  // namespace

GroundMap::GroundMap(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers)
    : kit_{kit}, uploader_{uploader} {
    const glm::uvec2 size = sizeOf(kit.city);
    gpu::ImageInfo info;
    info.format = kFormat;
    info.widthPx = size.x;
    info.heightPx = size.y;
    info.mips = levelsOf(size);
    info.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                 VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    map_ = gpu::Image(kit.device, info, "ground map");
    bindings.image(shared::kBindGroundMap, map_.view(), samplers.mipmapped.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    pipeline_ = askPipeline(kit.pipelines);
}

gpu::PipelineId GroundMap::askPipeline(gpu::PipelineManager& pipelines) {
    gpu::PipelineAsk ask;
    ask.name = "ground map";
    ask.vertex = "fullscreen.vert";
    ask.fragment = "ground_map.frag";
    ask.colours = {kFormat};
    // Mesa's software device compiles what writes every channel without blend and depth a second time, for squares that are
    // covered whole.
    ask.writeAlpha = false;
    ask.rehearse = gpu::Rehearse::First;
    return pipelines.add(ask);
}

void GroundMap::draw(std::uint32_t frame, const shared::FrameData& data) {
    const gpu::ImageInfo& info = map_.info();
    VkImageViewCreateInfo largest{VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO};
    largest.image = map_.get();
    largest.format = kFormat;
    largest.viewType = VK_IMAGE_VIEW_TYPE_2D;
    largest.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    VkImageView made = VK_NULL_HANDLE;
    gpu::check(vkCreateImageView(kit_.device.get(), &largest, nullptr, &made), "ground map, drawn");
    const gpu::ImageView drawn(made, kit_.device.deletions(), "ground map, drawn");
    gpu::OneOff oneOff(kit_.device);
    VkCommandBuffer commands = oneOff.begin();
    gpu::imageBarrier(commands, map_.get(), 0, 1, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
    Target target;
    target.view = drawn.get();
    beginRendering(commands, {{0, 0}, {info.widthPx, info.heightPx}}, &target, nullptr);
    VkDescriptorSet set = kit_.bindings.set(frame);
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.layout(), 0, 1, &set, 0, nullptr);
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(pipeline_));
    vkCmdDraw(commands, 3, 1, 0, 0);
    vkCmdEndRendering(commands);
    gpu::imageBarrier(commands, map_.get(), 0, 1, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                      VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
    {
        const gpu::Buffer read(kit_.device, std::uint64_t{info.widthPx} * info.heightPx * 4,
                               VK_BUFFER_USAGE_TRANSFER_DST_BIT, gpu::Home::Readback, "ground map, read");
        VkBufferImageCopy copy{};
        copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
        copy.imageExtent = {info.widthPx, info.heightPx, 1};
        vkCmdCopyImageToBuffer(commands, map_.get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, read.get(), 1, &copy);
        oneOff.submitAndWait();
        read.invalidate();
        uploader_.smallerLevels(map_, {read.mapped(), read.bytes()});
    }
    uploader_.release();
    kit_.device.deletions().collect(~0ULL);  // the device is idle, and the picture's triangles need the room next
    shownDay_ = data.dayOfYear;
    shownWeather_ = data.weather;
}

}  // namespace twin::render
