#include "renderer/passes/scene.h"

namespace twin::render {

using graph::PassContext;
using graph::Use;

Scene::Scene(const PassKit& kit) : kit_{kit} {
    gpu::PipelineAsk ask;
    ask.colours = {kHdrFormat};
    ask.depth = kDepthFormat;
    ask.samples = kit.samples;
    useCityVertices(ask);
    ask.vertex = "scene.vert";
    ask.fragment = "scene.frag";
    ask.name = "scene.opaque";
    opaque_ = kit.pipelines.add(ask);
    ask.name = "scene.rising";
    ask.constants[0] = 2;
    rising_ = kit.pipelines.add(ask);
    ask.constants[0] = 0;
    ask.fragment = "terrain.frag";
    ask.name = "scene.ground";
    terrain_ = kit.pipelines.add(ask);
    ask.fragment = "water.frag";
    ask.name = "scene.water";
    water_ = kit.pipelines.add(ask);
    ask.fragment = "scene.frag";
    ask.blend = true;
    ask.constants[0] = 1;
    ask.name = "scene.planned";
    planned_ = kit.pipelines.add(ask);  // writes depth: a plan hides its own far side
    ask.depthWrite = false;
    ask.constants[0] = 3;
    ask.name = "scene.glass";
    glass_ = kit.pipelines.add(ask);

    ask.blend = false;
    ask.depthWrite = true;
    ask.constants[0] = 0;
    useTreeVertices(ask);
    ask.vertex = "tree.vert";
    ask.fragment = "tree.frag";
    ask.name = "scene.trees";
    trees_ = kit.pipelines.add(ask);
    useModelVertices(ask);
    ask.vertex = "model.vert";
    ask.fragment = "model.frag";
    ask.name = "scene.models";
    models_ = kit.pipelines.add(ask);
    ask.vertex = "life.vert";
    ask.name = "scene.life";
    life_ = kit.pipelines.add(ask);
    ask.vertexBytes = 0;
    ask.attributes.clear();
    ask.vertex = "fullscreen.vert";
    ask.fragment = "sky.frag";
    ask.name = "scene.sky";
    ask.depthWrite = false;
    sky_ = kit.pipelines.add(ask);
}

void Scene::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    const auto pass = [](graph::PassDecl& decl, const FrameRefs& r) -> graph::PassDecl& {
        return decl.reads(r.states, Use::StorageInVertex)
            .reads(r.drawCommands, Use::IndirectCommands)
            .reads(r.counts, Use::IndirectCommands)
            .reads(r.treeCommands, Use::IndirectCommands)
            .reads(r.treeList, Use::StorageInVertex)
            .reads(r.treeInstances, Use::StorageInVertex)
            .reads(r.skyView, Use::SampledInFragment)
            .reads(r.skyState, Use::StorageInFragment)
            .reads(r.shadows, Use::SampledInFragment);
    };
    const FrameRefs now = refs;
    graph::PassDecl decl = graph.addPass("scene", [this, now](const PassContext& context) { record(context, now); });
    pass(decl, refs).writes(refs.depth, Use::DepthTarget);
    if (refs.colour.resource != refs.hdr.resource) decl.writes(refs.colour, Use::ColourTarget);
    decl.writes(refs.hdr, Use::ColourTarget);
}

void Scene::record(const PassContext& context, const FrameRefs& refs) const {
    VkCommandBuffer commands = context.commands;
    const VkRect2D area{{0, 0}, {kit_.work.data.size.x, kit_.work.data.size.y}};
    const bool resolves = refs.colour.resource != refs.hdr.resource;
    Target colour;
    colour.view = context.graph.image(refs.colour).view();
    if (resolves) {
        colour.resolve = context.graph.image(refs.hdr).view();
        colour.keep = false;
    }
    Target depth;
    depth.view = context.graph.image(refs.depth).view();
    depth.keep = false;
    depth.value.depthStencil = {0, 0};
    beginRendering(commands, area, &colour, &depth);
    setPicture(kit_, commands);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    push(kit_, commands, shared::ScenePush{0, 1, {}});
    const auto use = [&](gpu::PipelineId id) {
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(id));
    };
    bindCity(kit_, commands);
    use(opaque_);
    drawList(kit_, commands, shared::kListOpaque);
    use(rising_);
    drawList(kit_, commands, shared::kListRising);
    if (!kit_.work.models.empty()) {
        use(models_);
        drawModels(kit_, commands, 0);
    }
    if (kit_.work.life.any()) {
        use(life_);
        drawLife(kit_, commands, 0);
        push(kit_, commands, shared::ScenePush{0, 1, {}});
    }
    use(trees_);
    bindTrees(kit_, commands);
    drawTrees(kit_, commands, 0, shared::kTreeLods);
    use(terrain_);
    bindCity(kit_, commands);
    drawList(kit_, commands, shared::kListTerrain);
    use(sky_);
    vkCmdDraw(commands, 3, 1, 0, 0);
    use(water_);
    drawList(kit_, commands, shared::kListWater);
    use(planned_);
    drawList(kit_, commands, shared::kListPlanned);
    use(glass_);
    drawList(kit_, commands, shared::kListBlend);
    vkCmdEndRendering(commands);
}

}  // namespace twin::render
