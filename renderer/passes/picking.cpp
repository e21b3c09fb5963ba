#include "renderer/passes/picking.h"

#include <cstring>

namespace twin::render {

using graph::PassContext;
using graph::Ref;
using graph::Use;

Picking::Picking(const PassKit& kit, bool lean) : kit_{kit}, lean_{lean} {
    answer_ = gpu::Buffer(kit.device, 16, VK_BUFFER_USAGE_TRANSFER_DST_BIT, gpu::Home::Readback, "pick answer");
    gpu::PipelineAsk ask;
    ask.name = "pick.town";
    ask.early = false;
    ask.vertex = "pick.vert";
    ask.fragment = "pick.frag";
    ask.colours = {kPickFormat, kPickFormat};
    ask.depth = kDepthFormat;
    useCityVertices(ask, Fetch::Position);
    town_ = kit.pipelines.add(ask);
    ask.name = "pick.trees";
    ask.vertex = lean ? "lean_tree_pick.vert" : "tree_pick.vert";
    if (lean) {
        useNoVertices(ask);
    } else {
        useTreeVertices(ask, Fetch::Position);
    }
    trees_ = kit.pipelines.add(ask);
    if (lean) {
        gpu::PipelineAsk far = ask;
        far.name = "pick.far trees";
        far.vertex = "far_tree_pick.vert";
        farTrees_ = kit.pipelines.add(far);
    }
    ask.name = "pick.models";
    ask.vertex = "model_pick.vert";
    useModelVertices(ask, Fetch::Position);
    models_ = kit.pipelines.add(ask);

    ask.name = "mask.models";
    ask.fragment = "mask.frag";
    ask.colours = {kit.maskFormat()};
    ask.depth = VK_FORMAT_UNDEFINED;
    maskModels_ = kit.pipelines.add(ask);
    ask.name = "mask.town";
    ask.vertex = "pick.vert";
    useCityVertices(ask, Fetch::Position);
    maskTown_ = kit.pipelines.add(ask);
}

void Picking::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    gpu::ImageInfo info;
    info.format = kPickFormat;
    info.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    Ref element = graph.createImage("pick element", info);
    Ref place = graph.createImage("pick place", info);
    info.format = kDepthFormat;
    info.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    Ref depth = graph.createImage("pick depth", info);
    Ref answer = graph.importBuffer("pick answer", answer_, graph::Content::Kept);

    const Ref elementImage = element;
    const Ref placeImage = place;
    const Ref depthImage = depth;
    graph::PassDecl pick = graph.addPass("pick", [=, this](const PassContext& context) {
        if (!kit_.work.pick) return;
        Target elementTarget;
        elementTarget.view = context.graph.image(elementImage).view();
        elementTarget.value.color = {{1, 1, 1, 1}};
        Target placeTarget;
        placeTarget.view = context.graph.image(placeImage).view();
        Target depthTarget;
        depthTarget.view = context.graph.image(depthImage).view();
        depthTarget.keep = false;
        beginRendering(context.commands, {{0, 0}, {1, 1}}, &elementTarget, &depthTarget, &placeTarget);
        drawAll(context);
        vkCmdEndRendering(context.commands);
    });
    readsTrees(readsDraws(pick, refs), refs)
        .writes(element, Use::ColourTarget)
        .writes(place, Use::ColourTarget)
        .writes(depth, Use::DepthTarget);
    graph
        .addPass("pick.copy",
                 [=, this](const PassContext& context) {
                     if (!kit_.work.pick) return;
                     VkBufferImageCopy copy{};
                     copy.imageExtent = {1, 1, 1};
                     copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
                     for (const Ref& image : {elementImage, placeImage}) {
                         vkCmdCopyImageToBuffer(context.commands, context.graph.image(image).get(),
                                                VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, answer_.get(), 1, &copy);
                         copy.bufferOffset = 4;
                     }
                 })
        .reads(element, Use::CopySource)
        .reads(place, Use::CopySource)
        .writes(answer, Use::CopyTarget);

    const Ref maskImage = refs.mask;
    graph::PassDecl marked =
        graph.addPass("mask", [this, maskImage](const PassContext& context) { recordMask(context, maskImage); });
    readsDraws(marked, refs).writes(refs.mask, Use::ColourTarget);
}

void Picking::drawAll(const PassContext& context) const {
    VkCommandBuffer commands = context.commands;
    // The whole picture's viewport, moved so that the wanted pixel is the only one there is.
    const glm::uvec2 size = kit_.work.data.size;
    const glm::uvec2 pixel = glm::min(kit_.work.pickPixel, size - 1U);
    const VkViewport viewport{-static_cast<float>(pixel.x),
                              -static_cast<float>(pixel.y),
                              static_cast<float>(size.x),
                              static_cast<float>(size.y),
                              0,
                              1};
    setArea(commands, viewport, {{0, 0}, {1, 1}});
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    push(kit_, commands, shared::ScenePush{0, 1, {}});
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(town_));
    bindCity(kit_, commands);
    for (std::uint32_t list = 0; list < shared::kListMarked; ++list) drawList(kit_, commands, list);
    if (lean_) drawList(kit_, commands, shared::kListClosed);
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(trees_));
    if (!lean_) {
        bindTrees(kit_, commands);
        drawTreesAsMeshes(kit_, commands);
    } else {
        drawLeanTrees(kit_, commands, 0, 0);
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(farTrees_));
        drawLeanTrees(kit_, commands, shared::kTreeLods - 1, 0);
        push(kit_, commands, shared::ScenePush{0, 1, {}});
    }
    if (!kit_.work.models.empty()) {
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(models_));
        drawModels(kit_, commands, 0);
    }
}

void Picking::recordMask(const PassContext& context, const Ref& mask) const {
    if ((kit_.work.data.flags & shared::kFrameMarked) == 0) return;
    Target colour;
    colour.view = context.graph.image(mask).view();
    beginRendering(context.commands, {{0, 0}, {kit_.work.data.size.x, kit_.work.data.size.y}}, &colour, nullptr);
    setPicture(kit_, context.commands);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    push(kit_, context.commands, shared::ScenePush{0, 1, {}});
    vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(maskTown_));
    bindCity(kit_, context.commands);
    drawList(kit_, context.commands, shared::kListMarked);
    for (const MarkedRun& run : kit_.work.markedRuns) {
        push(kit_, context.commands, shared::ScenePush{0, 1, run.flags, {}});
        vkCmdDrawIndexed(context.commands, run.indexCount, 1, run.firstIndex, run.vertexOffset, run.draw);
    }
    if (!kit_.work.models.empty()) {
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(maskModels_));
        drawModels(kit_, context.commands, 0, 7);
    }
    vkCmdEndRendering(context.commands);
}

Picking::Answer Picking::answer() const {
    answer_.invalidate();
    Answer answer;
    std::memcpy(&answer.element, answer_.mapped(), 4);
    std::memcpy(&answer.depth, answer_.mapped() + 4, 4);
    return answer;
}

}  // namespace twin::render
