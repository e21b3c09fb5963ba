#include "renderer/passes/finish.h"

#include <algorithm>
#include <cstring>

namespace twin::render {

using graph::PassContext;
using graph::Ref;
using graph::Use;

Finish::Finish(const PassKit& kit, bool lean) : kit_{kit}, lean_{lean} {
    gpu::PipelineAsk ask;
    ask.name = lean ? "outline" : "tone";
    ask.vertex = "fullscreen.vert";
    ask.fragment = lean ? "lean_outline.frag" : "post.frag";
    ask.blend = lean;
    ask.early = !lean;
    ask.colours = {kPictureFormat};
    cover_ = kit.pipelines.add(ask);
    if (!lean) {
        ask.name = "tone.enlarge";
        ask.constants[0] = 1;
        enlarge_ = kit.pipelines.add(ask);
        ask.constants[0] = 0;
    }
    ask.name = "interface";
    ask.early = true;
    ask.vertex = "ui.vert";
    ask.fragment = "ui.frag";
    ask.blend = true;
    ask.vertexBytes = 20;  // renderer.h, UiVertex
    ask.attributes = {
        {VK_FORMAT_R32G32_SFLOAT, 0, 0}, {VK_FORMAT_R32G32_SFLOAT, 8, 1}, {VK_FORMAT_R8G8B8A8_UNORM, 16, 2}};
    interface_ = kit.pipelines.add(ask);
    commands_.reserve(256);
}

void Finish::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    const Ref picture = refs.picture;
    if (lean_) {
        graph.addPass("outline", [this, picture](const PassContext& context) { recordCover(context, picture); })
            .reads(refs.mask, Use::SampledInFragment)
            .updates(refs.picture, Use::ColourTarget);
    } else {
        graph.addPass("tone", [this, picture](const PassContext& context) { recordCover(context, picture); })
            .reads(refs.hdr, Use::SampledInFragment)
            .reads(refs.mask, Use::SampledInFragment)
            .writes(refs.picture, Use::ColourTarget);
    }
}

void Finish::addInterfaceTo(graph::FrameGraph& graph, FrameRefs& refs, bool window) const {
    const Ref picture = refs.picture;
    graph.addPass("interface", [this, picture](const PassContext& context) { recordInterface(context, picture); })
        .updates(refs.picture, Use::ColourTarget);
    if (!window) return;
    Ref shown = graph.importWindow("window");
    graph
        .addPass("window",
                 [this, picture](const PassContext& context) {
                     const auto width = static_cast<std::int32_t>(kit_.work.data.pictureSize.x);
                     const auto height = static_cast<std::int32_t>(kit_.work.data.pictureSize.y);
                     VkImageBlit blit{};
                     blit.srcSubresource = blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
                     blit.srcOffsets[1] = blit.dstOffsets[1] = {width, height, 1};
                     // A blit, not a copy: the window's bytes may be in another order.
                     vkCmdBlitImage(context.commands, context.graph.image(picture).get(),
                                    VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, context.graph.window(),
                                    VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, VK_FILTER_NEAREST);
                 })
        .reads(refs.picture, Use::CopySource)
        .writes(shown, Use::CopyTarget);
}

void Finish::recordCover(const PassContext& context, const Ref& picture) const {
    if (lean_ && (kit_.work.data.flags & shared::kFrameMarked) == 0) return;
    Target colour;
    colour.view = context.graph.image(picture).view();
    colour.clear = !lean_;
    beginRendering(context.commands, {{0, 0}, {kit_.work.data.pictureSize.x, kit_.work.data.pictureSize.y}}, &colour,
                   nullptr);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    const glm::uvec2 size = kit_.work.data.pictureSize;
    const bool smaller = !lean_ && kit_.work.data.size != size;
    if (smaller)
        setArea(context.commands, {0, 0, static_cast<float>(size.x), static_cast<float>(size.y), 0, 1},
                {{0, 0}, {size.x, size.y}});
    else
        setPicture(kit_, context.commands);
    vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS,
                      kit_.pipelines.get(smaller ? enlarge_ : cover_));
    vkCmdDraw(context.commands, 3, 1, 0, 0);
    vkCmdEndRendering(context.commands);
}

void Finish::setInterface(std::uint32_t frame, std::span<const std::byte> vertices,
                          std::span<const std::uint16_t> indices) {
    // Twice what is asked for, so that a growing panel does not make a new buffer each frame.
    const auto fit = [&](gpu::Buffer& buffer, std::size_t bytes, VkBufferUsageFlags usage, const char* name) {
        if (buffer && buffer.bytes() >= bytes) return;
        buffer = gpu::Buffer(kit_.device, std::max<VkDeviceSize>(bytes * 2, 1U << 16U), usage, gpu::Home::Upload, name);
    };
    fit(vertices_[frame], vertices.size(), VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, "interface vertices");
    fit(indices_[frame], indices.size_bytes(), VK_BUFFER_USAGE_INDEX_BUFFER_BIT, "interface indices");
    if (!vertices.empty()) std::memcpy(vertices_[frame].mapped(), vertices.data(), vertices.size());
    if (!indices.empty()) std::memcpy(indices_[frame].mapped(), indices.data(), indices.size_bytes());
    vertices_[frame].flush(0, VK_WHOLE_SIZE);
    indices_[frame].flush(0, VK_WHOLE_SIZE);
}

void Finish::recordInterface(const PassContext& context, const Ref& picture) const {
    if (commands_.empty()) return;
    const glm::vec2 size(kit_.work.data.pictureSize);
    const glm::vec2 corner(kit_.work.data.corner);
    Target colour;
    colour.view = context.graph.image(picture).view();
    colour.clear = false;
    beginRendering(context.commands, {{0, 0}, {kit_.work.data.pictureSize.x, kit_.work.data.pictureSize.y}}, &colour,
                   nullptr);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(interface_));
    VkBuffer vertices = vertices_[context.frame].get();
    const VkDeviceSize zero = 0;
    vkCmdBindVertexBuffers(context.commands, 0, 1, &vertices, &zero);
    vkCmdBindIndexBuffer(context.commands, indices_[context.frame].get(), 0, VK_INDEX_TYPE_UINT16);
    for (const Command& command : commands_) {
        const glm::vec2 low =
            glm::clamp(glm::floor(glm::vec2(command.clip.x, command.clip.y) - corner), glm::vec2(0), size);
        const glm::vec2 high = glm::clamp(glm::ceil(glm::vec2(command.clip.z, command.clip.w) - corner), low, size);
        if (high.x <= low.x || high.y <= low.y) continue;
        const VkRect2D scissor{
            {static_cast<std::int32_t>(low.x), static_cast<std::int32_t>(low.y)},
            {static_cast<std::uint32_t>(high.x - low.x), static_cast<std::uint32_t>(high.y - low.y)}};
        vkCmdSetScissor(context.commands, 0, 1, &scissor);
        push(kit_, context.commands,
             shared::UiPush{2.0F / size, -1.0F - 2.0F * corner / size,
                            std::min(command.texture, shared::kMaxTextures - 1)});
        vkCmdDrawIndexed(context.commands, command.indexCount, 1, command.firstIndex, command.vertexOffset, 0);
    }
    vkCmdEndRendering(context.commands);
}

}  // namespace twin::render
