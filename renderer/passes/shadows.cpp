#include "renderer/passes/shadows.h"

#include <algorithm>

namespace twin::render {

using graph::PassContext;
using graph::Use;

Shadows::Shadows(const PassKit& kit, gpu::Bindings& bindings, const Samplers& samplers, std::uint32_t cascades,
                 std::uint32_t sizePx, bool lean)
    : kit_{kit}, cascades_{cascades}, lean_{lean}, pipelines_{askPipelines(kit.pipelines, lean)} {
    gpu::ImageInfo info;
    info.format = kShadowFormat;
    info.widthPx = info.heightPx = sizePx;
    info.layers = cascades;
    info.arrayView = true;
    info.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    maps_ = gpu::Image(kit.device, info, "shadow maps");
    bindings.image(shared::kBindShadow, maps_.view(), samplers.shadow.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);

    bindings.image(shared::kBindShadowDepth, maps_.view(), samplers.nearest.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
}

Shadows::Pipelines Shadows::askPipelines(gpu::PipelineManager& pipelines, bool lean) {
    Pipelines made;
    gpu::PipelineAsk ask;
    ask.name = "shadows.town";
    ask.vertex = "shadow.vert";
    ask.depth = kShadowFormat;
    ask.compare = VK_COMPARE_OP_LESS_OR_EQUAL;
    ask.depthClamp = true;
    ask.cull = VK_CULL_MODE_FRONT_BIT;  // turned away from the light, in matrices that mirror: never the nearest
    ask.biasConstant = 1.0F;
    ask.biasSlope = 1.5F;
    useCityVertices(ask, Fetch::Position);
    useDrawnRows(ask, Row::All);
    made.town = pipelines.add(ask);
    ask.name = "shadows.trees";
    ask.vertex = lean ? "far_tree_shadow.vert" : "tree_shadow.vert";
    useTreeVertices(ask, Fetch::Position);
    if (lean) useNoVertices(ask);
    made.trees = pipelines.add(ask);
    ask.name = "shadows.models";
    ask.early = !lean;
    ask.vertex = "model_shadow.vert";
    useModelVertices(ask, Fetch::Position);
    made.models = pipelines.add(ask);
    if (lean) return made;
    ask.name = "shadows.life";
    ask.vertex = "life_shadow.vert";
    made.life = pipelines.add(ask);
    ask.name = "shadows.leaves";
    ask.vertex = "tree_leaf_shadow.vert";
    ask.fragment = "tree_leaf_shadow.frag";
    ask.cull = VK_CULL_MODE_NONE;  // cards have two sides
    useTreeVertices(ask, Fetch::Position);
    made.leaves = pipelines.add(ask);
    return made;
}

void Shadows::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    refs.shadows = graph.importImage("shadow maps", maps_, graph::Content::Kept);
    graph::PassDecl decl = graph.addPass("shadows", [this](const PassContext& context) { record(context); });
    readsTrees(readsDraws(decl, refs), refs).updates(refs.shadows, Use::DepthTarget);
}

void Shadows::record(const PassContext& context) const {
    if (kit_.work.cascadesDirty == 0) return;
    const VkRect2D area{{0, 0}, {sizePx(), sizePx()}};
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    const std::uint32_t cascades = std::min(cascades_, kit_.work.data.cascades);
    for (std::uint32_t cascade = 0; cascade < cascades; ++cascade) {
        if ((kit_.work.cascadesDirty >> cascade & 1U) == 0) continue;
        Target depth;
        depth.view = maps_.layerView(cascade);
        depth.value.depthStencil = {1, 0};
        beginRendering(context.commands, area, nullptr, &depth);
        push(kit_, context.commands, shared::ScenePush{1 + cascade, 0, {}});
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(pipelines_.town));
        bindCity(kit_, context.commands);
        drawList(kit_, context.commands, shared::kListShadow + cascade);
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS,
                          kit_.pipelines.get(!lean_ && cascade == 0 ? pipelines_.leaves : pipelines_.trees));
        if (lean_) {
            drawLeanTrees(kit_, context.commands, shared::kTreeLods + cascade, 1 + cascade);
        } else {
            bindTrees(kit_, context.commands);
            drawTrees(kit_, context.commands, shared::kTreeLods + cascade, 1);
        }
        if (!kit_.work.models.empty()) {
            vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(pipelines_.models));
            drawModels(kit_, context.commands, 1 + cascade);
        }
        if (!lean_ && cascade < 2 && kit_.work.life.any()) {  // farther away nobody sees the shadow of a person
            vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(pipelines_.life));
            drawLife(kit_, context.commands, 1 + cascade);
        }
        vkCmdEndRendering(context.commands);
    }
}

}  // namespace twin::render
