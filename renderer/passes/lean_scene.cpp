#include "renderer/passes/lean_scene.h"

namespace twin::render {

using graph::PassContext;
using graph::Use;

LeanScene::LeanScene(const PassKit& kit, bool shadows)
    : kit_{kit}, shadows_{shadows}, pipelines_{askPipelines(kit.pipelines, shadows)} {}

// In the order of the rehearsal: it should have done with a pipeline before the frame comes to it, and be busy with a small
// one when the frame catches up. Plans and glass, which the frame draws last, come before water and "rising".
LeanScene::Pipelines LeanScene::askPipelines(gpu::PipelineManager& pipelines, bool shadows) {
    Pipelines made;
    gpu::PipelineAsk ask;
    ask.colours = {kPictureFormat};
    ask.depth = kDepthFormat;
    ask.constants[1] = shadows ? 1 : 0;
    ask.rehearse = gpu::Rehearse::ForAnyTown;
    useCityVertices(ask);
    useDrawnRows(ask, Row::All);
    ask.vertex = "lean.vert";  // with one vertex shader and one input for all four that are built: compiled once
    ask.fragment = "lean.frag";
    ask.name = "lean.opaque";
    ask.cullByCommand = true;
    made.opaque = pipelines.add(ask);
    ask.cullByCommand = false;
    gpu::PipelineAsk built = ask;
    built.rehearse = gpu::Rehearse::ForSome;
    useCityVertices(ask);
    useDrawnRows(ask, Row::All);
    ask.cull = VK_CULL_MODE_BACK_BIT;
    ask.vertex = "lean_far.vert";
    ask.fragment = "lean_flat.frag";
    ask.name = "lean.far";
    made.far = pipelines.add(ask);
    useCityVertices(ask);
    useDrawnRows(ask, Row::Beginning);
    ask.vertex = "lean_ground.vert";
    ask.fragment = "lean_ground.frag";
    ask.name = "lean.ground";
    made.terrain = pipelines.add(ask);
    gpu::PipelineAsk water = ask;
    useNoVertices(ask);
    ask.vertex = "lean_far_tree.vert";
    ask.fragment = "lean_tree.frag";
    ask.name = "lean.far trees";
    made.farTrees = pipelines.add(ask);
    ask.vertex = "lean_tree.vert";
    ask.name = "lean.trees";
    made.trees = pipelines.add(ask);
    gpu::PipelineAsk models = ask;
    ask.vertex = "lean_sky.vert";
    ask.name = "lean.sky";
    ask.cull = VK_CULL_MODE_NONE;
    ask.depthWrite = false;
    made.sky = pipelines.add(ask);

    gpu::PipelineAsk planned = built;
    planned.blend = true;
    planned.fragment = "lean_clear.frag";
    planned.name = "lean.planned";
    gpu::PipelineAsk glass = planned;
    glass.depthWrite = false;
    glass.name = "lean.glass";
    made.glass = pipelines.add(glass);
    made.planned = pipelines.add(planned);
    water.rehearse = gpu::Rehearse::ForSome;
    water.cull = VK_CULL_MODE_NONE;
    water.fragment = "lean_water.frag";
    water.name = "lean.water";
    made.water = pipelines.add(water);
    built.fragment = "lean_rising.frag";
    built.name = "lean.rising";
    made.rising = pipelines.add(built);

    models.rehearse = gpu::Rehearse::No;
    models.early = false;
    models.cull = VK_CULL_MODE_NONE;
    useModelVertices(models);
    models.vertex = "model.vert";
    models.fragment = "lean_model.frag";
    models.name = "lean.models";
    made.models = pipelines.add(models);
    return made;
}

void LeanScene::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    const FrameRefs now = refs;
    graph::PassDecl decl = graph.addPass("scene", [this, now](const PassContext& context) { record(context, now); },
                                         {"near", "far", "trees", "far trees", "ground"});
    readsTrees(readsDraws(decl, refs), refs);
    if (shadows_) decl.reads(refs.shadows, Use::SampledInFragment);
    decl.writes(refs.depth, Use::DepthTarget).writes(refs.picture, Use::ColourTarget);
}

void LeanScene::record(const PassContext& context, const FrameRefs& refs) const {
    VkCommandBuffer commands = context.commands;
    Target colour;
    colour.view = context.graph.image(refs.picture).view();
    Target depth;
    depth.view = context.graph.image(refs.depth).view();
    depth.keep = false;
    beginRendering(commands, {{0, 0}, {kit_.work.data.size.x, kit_.work.data.size.y}}, &colour, &depth);
    setPicture(kit_, commands);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    const auto use = [&](gpu::PipelineId id) {
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(id));
    };
    bindCity(kit_, commands);
    use(pipelines_.opaque);
    vkCmdSetCullMode(commands, VK_CULL_MODE_BACK_BIT);
    drawList(kit_, commands, shared::kListClosed);
    vkCmdSetCullMode(commands, VK_CULL_MODE_NONE);
    drawList(kit_, commands, shared::kListOpaque);
    context.nextPart();
    use(pipelines_.far);
    drawList(kit_, commands, shared::kListFar);
    use(pipelines_.rising);
    drawList(kit_, commands, shared::kListRising);
    if (!kit_.work.models.empty()) {
        use(pipelines_.models);
        drawModels(kit_, commands, 0);
    }
    context.nextPart();
    use(pipelines_.trees);
    drawLeanTrees(kit_, commands, 0, 0);
    context.nextPart();
    use(pipelines_.farTrees);
    drawLeanTrees(kit_, commands, shared::kTreeLods - 1, 0);
    context.nextPart();
    use(pipelines_.terrain);
    bindCity(kit_, commands);
    drawList(kit_, commands, shared::kListTerrain);
    use(pipelines_.water);
    drawList(kit_, commands, shared::kListWater);
    use(pipelines_.sky);
    vkCmdDraw(commands, shared::kLeanSkyColumns * shared::kLeanSkyRows * 6, 1, 0, 0);
    use(pipelines_.planned);
    drawList(kit_, commands, shared::kListPlanned);
    use(pipelines_.glass);
    drawList(kit_, commands, shared::kListBlend);
    vkCmdEndRendering(commands);
}

}  // namespace twin::render
