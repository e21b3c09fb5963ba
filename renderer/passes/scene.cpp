#include "renderer/passes/scene.h"

namespace twin::render {

using graph::PassContext;
using graph::Use;

namespace {
constexpr std::uint32_t kRainStreaks = 12000;  // in a downpour, in the three boxes of rain.vert together
constexpr std::uint32_t kStreakVertices = 6;
}  // namespace

Scene::Scene(const PassKit& kit) : kit_{kit} {
    gpu::PipelineAsk ask;
    ask.colours = {kHdrFormat};
    ask.depth = kDepthFormat;
    ask.samples = kit.samples;
    ask.constants[1] = kit.rich ? 1 : 0;
    useCityVertices(ask);
    ask.vertex = "scene.vert";
    ask.fragment = "scene.frag";
    ask.name = "scene.opaque";
    opaque_ = kit.pipelines.add(ask);
    ask.name = "scene.rising";
    const bool covers = kit.samples != VK_SAMPLE_COUNT_1_BIT;  // edges are as soft as there are samples
    ask.fragment = "cut_out.frag";
    ask.constants[0] = static_cast<std::uint32_t>(kit.samples);
    ask.alphaToCoverage = covers;
    rising_ = kit.pipelines.add(ask);
    ask.alphaToCoverage = false;
    ask.constants[0] = 0;
    ask.fragment = "terrain.frag";
    ask.name = "scene.ground";
    ask.cull = VK_CULL_MODE_BACK_BIT;  // of a tile's skirts the half that nobody sees
    terrain_ = kit.pipelines.add(ask);
    ask.cull = VK_CULL_MODE_NONE;
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
    ask.constants[0] = covers ? static_cast<std::uint32_t>(kit.samples) : 0;  // leaves are cut out
    trees_ = kit.pipelines.add(ask);
    useNoVertices(ask);
    ask.vertex = "impostor.vert";
    ask.fragment = "impostor.frag";
    ask.name = "scene.impostors";
    ask.constants[0] = static_cast<std::uint32_t>(kit.samples);
    impostors_ = kit.pipelines.add(ask);
    ask.constants[0] = 0;
    useModelVertices(ask);
    ask.vertex = "model.vert";
    ask.fragment = "model.frag";
    ask.name = "scene.models";
    models_ = kit.pipelines.add(ask);
    ask.vertex = "life.vert";
    ask.name = "scene.life";
    life_ = kit.pipelines.add(ask);
    useNoVertices(ask);
    ask.vertex = "fullscreen.vert";
    ask.fragment = "sky.frag";
    ask.name = "scene.sky";
    ask.depthWrite = false;
    sky_ = kit.pipelines.add(ask);
    ask.vertex = "rain.vert";
    ask.fragment = "rain.frag";
    ask.name = "scene.rain";
    ask.blend = true;
    rain_ = kit.pipelines.add(ask);
}

void Scene::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    const auto pass = [this, &refs](graph::PassDecl decl) {
        if (kit_.rich) decl.reads(refs.occlusion, Use::SampledInFragment);
        return readsDraws(decl, refs, Use::StorageInDraw)  // a lamp shines while what it belongs to stands
            .reads(refs.skyView, Use::SampledInDraw)       // far trees are lit at their corners
            .reads(refs.shadows, Use::SampledInDraw);
    };
    const bool resolves = refs.colour.resource != refs.hdr.resource;
    FrameRefs now = refs;
    graph::PassDecl scene =
        pass(graph.addPass("scene", [this, now](const PassContext& context) { recordOpaque(context, now); }));
    readsTrees(scene, refs)
        .writes(refs.depth, Use::DepthTarget)
        .writes(resolves ? refs.colour : refs.hdr, Use::ColourTarget);
    if (resolves) {
        scene.writes(refs.behind, Use::ColourTarget).writes(refs.behindDepth, Use::DepthResolve);
    } else {
        graph.addPass("scene.behind", [this, now](const PassContext& context) { copyBehind(context, now); })
            .reads(refs.hdr, Use::CopySource)
            .reads(refs.depth, Use::CopySource)
            .writes(refs.behind, Use::CopyTarget)
            .writes(refs.behindDepth, Use::CopyTarget);
    }
    now = refs;
    graph::PassDecl water =
        pass(graph.addPass("scene.water", [this, now](const PassContext& context) { recordWater(context, now); }))
            .reads(refs.behind, Use::SampledInFragment)
            .reads(refs.behindDepth, Use::SampledInFragment)
            .updates(refs.depth, Use::DepthTarget)
            .updates(resolves ? refs.colour : refs.hdr, Use::ColourTarget);
    if (resolves) water.writes(refs.hdr, Use::ColourTarget);
}

/// Colour and depth of the frame: `first` clears them and leaves what water wants to see, else they are drawn on.
void Scene::begin(const PassContext& context, const FrameRefs& refs, bool first) const {
    const VkRect2D area{{0, 0}, {kit_.work.data.size.x, kit_.work.data.size.y}};
    const bool resolves = refs.colour.resource != refs.hdr.resource;
    Target colour;
    colour.view = context.graph.image(refs.colour).view();
    colour.clear = first;
    colour.keep = first || !resolves;
    Target depth;
    depth.view = context.graph.image(refs.depth).view();
    depth.clear = first;
    depth.keep = first;
    depth.value.depthStencil = {0, 0};
    if (resolves) {
        colour.resolve = context.graph.image(first ? refs.behind : refs.hdr).view();
        if (first) depth.resolve = context.graph.image(refs.behindDepth).view();
    }
    beginRendering(context.commands, area, &colour, &depth);
    setPicture(kit_, context.commands);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    push(kit_, context.commands, shared::ScenePush{0, 1, {}});
    bindCity(kit_, context.commands);
}

void Scene::use(VkCommandBuffer commands, gpu::PipelineId id) const {
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(id));
}

void Scene::recordOpaque(const PassContext& context, const FrameRefs& refs) const {
    VkCommandBuffer commands = context.commands;
    begin(context, refs, true);
    use(commands, opaque_);
    const bool hides = (kit_.work.data.flags & shared::kFrameOcclusion) != 0;
    drawList(kit_, commands, hides ? shared::kListSeen : shared::kListOpaque);
    use(commands, rising_);
    drawList(kit_, commands, shared::kListRising);
    if (!kit_.work.models.empty()) {
        use(commands, models_);
        drawModels(kit_, commands, 0);
    }
    if (kit_.work.life.any()) {
        use(commands, life_);
        drawLife(kit_, commands, 0);
        push(kit_, commands, shared::ScenePush{0, 1, {}});
    }
    use(commands, trees_);
    bindTrees(kit_, commands);
    drawTrees(kit_, commands, 0, shared::kTreeLods - 1);
    use(commands, impostors_);
    drawImpostors(kit_, commands);
    push(kit_, commands, shared::ScenePush{0, 1, {}});
    use(commands, terrain_);
    bindCity(kit_, commands);
    drawList(kit_, commands, shared::kListTerrain);
    use(commands, sky_);
    vkCmdDraw(commands, 3, 1, 0, 0);
    vkCmdEndRendering(commands);
}

void Scene::copyBehind(const PassContext& context, const FrameRefs& refs) const {
    VkImageCopy copy{};
    copy.srcSubresource = copy.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.extent = {kit_.work.data.size.x, kit_.work.data.size.y, 1};
    const auto run = [&](const graph::Ref& from, const graph::Ref& to) {
        vkCmdCopyImage(context.commands, context.graph.image(from).get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                       context.graph.image(to).get(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
    };
    run(refs.hdr, refs.behind);
    copy.srcSubresource.aspectMask = copy.dstSubresource.aspectMask = VK_IMAGE_ASPECT_DEPTH_BIT;
    run(refs.depth, refs.behindDepth);
}

void Scene::recordWater(const PassContext& context, const FrameRefs& refs) const {
    VkCommandBuffer commands = context.commands;
    begin(context, refs, false);
    use(commands, water_);
    drawList(kit_, commands, shared::kListWater);
    use(commands, planned_);
    drawList(kit_, commands, shared::kListPlanned);
    use(commands, glass_);
    drawList(kit_, commands, shared::kListBlend);
    const auto streaks = static_cast<std::uint32_t>(kit_.work.data.weather.y * kRainStreaks);
    if (streaks > 0) {
        use(commands, rain_);
        vkCmdDraw(commands, streaks * kStreakVertices, 1, 0, 0);
    }
    vkCmdEndRendering(commands);
}

}  // namespace twin::render
