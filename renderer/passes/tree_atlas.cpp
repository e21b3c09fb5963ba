#include "renderer/passes/tree_atlas.h"

#include <algorithm>
#include <span>

#include "renderer/world/leaf_pictures.h"

namespace twin::render {

namespace {

constexpr VkFormat kShapeFormat = VK_FORMAT_R8G8B8A8_UNORM, kLightFormat = VK_FORMAT_R8G8_UNORM;
constexpr std::uint32_t kWidthPx = shared::kTreeViews * shared::kTreeViewWidth;
constexpr std::uint32_t kHeightPx = shared::kTreeViews * shared::kTreeViewHeight;
constexpr std::uint32_t kLayers = shared::kTreeForms * 2;
constexpr std::uint32_t kMips = 4;
constexpr VkFormat kDepth = VK_FORMAT_D16_UNORM;
constexpr VkSampleCountFlagBits kSamples = VK_SAMPLE_COUNT_4_BIT;  // every Vulkan device has these
constexpr float kTypicalHeightM = 10;                              // leaves and twigs have a size

void barrier(VkCommandBuffer commands, const gpu::Image& image, std::uint32_t mip, std::uint32_t mips,
             VkImageLayout from, VkImageLayout to) {
    gpu::imageBarrier(commands, image.get(), mip, mips, from, to, image.info().layers,
                      gpu::aspectOf(image.info().format));
}

gpu::Image atlas(const PassKit& kit, VkFormat format, const char* name) {
    gpu::ImageInfo info;
    info.format = format;
    info.widthPx = kWidthPx;
    info.heightPx = kHeightPx;
    info.layers = kLayers;
    info.mips = kMips;
    info.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    return {kit.device, info, name};
}

/// A level of `from` into one of a layer, which is as large or half as large.
void shrink(VkCommandBuffer commands, const gpu::Image& from, std::uint32_t fromMip, std::uint32_t fromLayer,
            const gpu::Image& to, std::uint32_t toMip, std::uint32_t layer) {
    VkImageBlit blit{};
    blit.srcSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, fromMip, fromLayer, 1};
    blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, toMip, layer, 1};
    const auto side = [](std::uint32_t px, std::uint32_t mip) { return static_cast<std::int32_t>(px >> mip); };
    blit.srcOffsets[1] = {side(from.info().widthPx, fromMip), side(from.info().heightPx, fromMip), 1};
    blit.dstOffsets[1] = {side(to.info().widthPx, toMip), side(to.info().heightPx, toMip), 1};
    vkCmdBlitImage(commands, from.get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.get(),
                   VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, VK_FILTER_LINEAR);
}

}  // namespace

TreeAtlas::TreeAtlas(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers)
    : kit_{kit}, shapes_{atlas(kit, kShapeFormat, "tree shapes")}, lights_{atlas(kit, kLightFormat, "tree lights")} {
    bindings.image(shared::kBindTreeShapes, shapes_.view(), samplers.repeat.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    bindings.image(shared::kBindTreeLights, lights_.view(), samplers.repeat.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    gpu::ImageInfo info;
    info.format = VK_FORMAT_R8G8B8A8_UNORM;
    info.widthPx = info.heightPx = kLeafPicturePx;
    info.layers = shared::kLeafPictures;
    info.mips = kLeafPictureMips;
    info.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    leaves_ = gpu::Image(kit.device, info, "leaves");
    const std::vector<std::uint8_t> leaves = makeLeafPictures();
    uploader.image(leaves_, std::as_bytes(std::span(leaves)), 4);
    bindings.image(shared::kBindLeaves, leaves_.view(), samplers.repeat.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    gpu::PipelineAsk ask;
    ask.name = "tree atlas";
    ask.vertex = "tree_atlas.vert";
    ask.fragment = "tree_atlas.frag";
    ask.colours = {kShapeFormat, kLightFormat};
    ask.depth = kDepth;
    ask.samples = kSamples;
    ask.constants[0] = kSamples;
    useTreeVertices(ask);
    trees_ = kit.pipelines.add(ask);
}

void TreeAtlas::draw(std::uint32_t frame, bool bare) {
    gpu::ImageInfo info;
    info.widthPx = kWidthPx;
    info.heightPx = kHeightPx;
    info.format = kShapeFormat;
    info.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    const gpu::Image shape(kit_.device, info, "tree shapes, one layer");
    info.format = kLightFormat;
    const gpu::Image light(kit_.device, info, "tree lights, one layer");
    info.samples = kSamples;
    info.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    const gpu::Image lightSamples(kit_.device, info, "tree lights, drawn");
    info.format = kShapeFormat;
    const gpu::Image shapeSamples(kit_.device, info, "tree shapes, drawn");
    info.format = kDepth;
    info.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    const gpu::Image depth(kit_.device, info, "tree depth, drawn");

    std::array<VkRenderingAttachmentInfo, 3> targets{};
    for (VkRenderingAttachmentInfo& target : targets) {
        target.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
        target.imageLayout = target.resolveImageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
        target.resolveMode = VK_RESOLVE_MODE_AVERAGE_BIT;
        target.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;  // to nothing, and to the far end of reversed depth
        target.storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    }
    targets[0].imageView = shapeSamples.view();
    targets[0].resolveImageView = shape.view();
    targets[1].imageView = lightSamples.view();
    targets[1].resolveImageView = light.view();
    targets[2].imageView = depth.view();
    targets[2].imageLayout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
    targets[2].resolveMode = VK_RESOLVE_MODE_NONE;
    VkRenderingInfo rendering{VK_STRUCTURE_TYPE_RENDERING_INFO};
    rendering.renderArea = {{0, 0}, {kWidthPx, kHeightPx}};
    rendering.layerCount = 1;
    rendering.colorAttachmentCount = 2;
    rendering.pColorAttachments = targets.data();
    rendering.pDepthAttachment = &targets[2];

    gpu::OneOff oneOff(kit_.device);
    VkCommandBuffer commands = oneOff.begin();
    const VkDescriptorSet set = kit_.bindings.set(frame);
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.layout(), 0, 1, &set, 0, nullptr);
    bindTrees(kit_, commands);
    const bool first = !drawn_[0] && !drawn_[1];
    for (const gpu::Image* image : {&shapes_, &lights_})
        barrier(commands, *image, 0, kMips,
                first ? VK_IMAGE_LAYOUT_UNDEFINED : VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        const std::uint32_t layer = 2 * form + (bare ? 1 : 0);
        for (const gpu::Image* image : {&shape, &light, &shapeSamples, &lightSamples})
            barrier(commands, *image, 0, 1, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
        barrier(commands, depth, 0, 1, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL);
        vkCmdBeginRendering(commands, &rendering);
        drawLayer(commands, form, bare);
        vkCmdEndRendering(commands);
        for (const gpu::Image* image : {&shape, &light})
            barrier(commands, *image, 0, 1, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                    VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
        shrink(commands, shape, 0, 0, shapes_, 0, layer);
        shrink(commands, light, 0, 0, lights_, 0, layer);
    }
    for (const gpu::Image* image : {&shapes_, &lights_}) {
        for (std::uint32_t mip = 1; mip < kMips; ++mip) {
            barrier(commands, *image, mip - 1, 1, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                    VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
            for (std::uint32_t form = 0; form < shared::kTreeForms; ++form)
                shrink(commands, *image, mip - 1, 2 * form + (bare ? 1 : 0), *image, mip, 2 * form + (bare ? 1 : 0));
        }
        barrier(commands, *image, 0, kMips - 1, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
        barrier(commands, *image, kMips - 1, 1, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    }
    oneOff.submitAndWait();
    drawn_[bare ? 1 : 0] = true;
}

void TreeAtlas::drawLayer(VkCommandBuffer commands, std::uint32_t form, bool bare) const {
    const shared::MeshRange& mesh = kit_.city.nearTrees[form];
    if (mesh.indexCount == 0 || (bare && form == shared::kTreeFormConifer)) return;
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(trees_));
    constexpr std::uint32_t kWidth = shared::kTreeViewWidth, kHeight = shared::kTreeViewHeight;
    for (std::uint32_t view = 0; view < shared::kTreeViews * shared::kTreeViews; ++view) {
        const std::uint32_t x = view % shared::kTreeViews * kWidth, y = view / shared::kTreeViews * kHeight;
        setArea(commands,
                {static_cast<float>(x), static_cast<float>(y), static_cast<float>(kWidth), static_cast<float>(kHeight),
                 0, 1},
                {{static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)}, {kWidth, kHeight}});
        push(kit_, commands, shared::TreeAtlasPush{form, view, bare ? 0.0F : 1.0F, kTypicalHeightM});
        vkCmdDrawIndexed(commands, mesh.indexCount, 1, mesh.firstIndex, mesh.vertexOffset, 0);
    }
}

}  // namespace twin::render
