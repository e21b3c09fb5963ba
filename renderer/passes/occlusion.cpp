#include "renderer/passes/occlusion.h"

namespace twin::render {

using graph::PassContext;
using graph::Ref;
using graph::Use;

namespace {
constexpr VkFormat kOcclusionFormat = VK_FORMAT_R16G16_SFLOAT;  // share of the sky, distance ahead
constexpr std::uint32_t kGroup = 8;                             // occlusion_*.comp

std::uint32_t halfOf(std::uint32_t pixels) { return (pixels + 1) / 2; }
}  // namespace

Occlusion::Occlusion(const PassKit& kit, gpu::Bindings& bindings, const Samplers& samplers)
    : kit_{kit}, bindings_{bindings}, samplers_{samplers} {
    gpu::PipelineAsk ask;
    ask.depth = kDepthFormat;
    ask.name = "occlusion.town";
    ask.vertex = "pick.vert";
    useCityVertices(ask, Fetch::Position);
    town_ = kit.pipelines.add(ask);
    ask.name = "occlusion.rising";
    ask.vertex = "occlusion_rising.vert";
    rising_ = kit.pipelines.add(ask);
    ask.name = "occlusion.trees";
    ask.vertex = "tree_pick.vert";
    useTreeVertices(ask, Fetch::Position);
    trees_ = kit.pipelines.add(ask);
    ask.name = "occlusion.models";
    ask.vertex = "model_pick.vert";
    useModelVertices(ask, Fetch::Position);
    models_ = kit.pipelines.add(ask);
    ask.name = "occlusion.life";
    ask.vertex = "life_depth.vert";
    life_ = kit.pipelines.add(ask);
    gpu::PipelineAsk compute;
    compute.name = "occlusion.search";
    compute.compute = "occlusion_search.comp";
    search_ = kit.pipelines.add(compute);
    compute.name = "occlusion.smooth";
    compute.compute = "occlusion_smooth.comp";
    smooth_ = kit.pipelines.add(compute);
}

void Occlusion::addTo(graph::FrameGraph& graph, FrameRefs& refs) {
    const gpu::ImageInfo& whole = graph.image(refs.hdr).info();
    gpu::ImageInfo info;
    info.widthPx = halfOf(whole.widthPx) + 2 * shared::kOcclusionMargin;
    info.heightPx = halfOf(whole.heightPx) + 2 * shared::kOcclusionMargin;
    info.format = kDepthFormat;
    info.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    Ref depth = graph.createImage("occlusion depth", info);
    info.format = kOcclusionFormat;
    info.usage = VK_IMAGE_USAGE_STORAGE_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    Ref rough = graph.createImage("occlusion rough", info);
    refs.occlusion = graph.createImage("occlusion", info);
    const auto sampled = [&](std::uint32_t binding, const Ref& ref) {
        bindings_.image(binding, graph.image(ref).view(), samplers_.nearest.get(),
                        VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    };
    const auto stored = [&](std::uint32_t binding, const Ref& ref) {
        bindings_.image(binding, graph.image(ref).view(), VK_NULL_HANDLE, VK_IMAGE_LAYOUT_GENERAL);
    };
    sampled(shared::kBindOcclusionDepth, depth);
    sampled(shared::kBindOcclusionRough, rough);
    sampled(shared::kBindOcclusion, refs.occlusion);
    stored(shared::kBindOcclusionRoughTarget, rough);
    stored(shared::kBindOcclusionTarget, refs.occlusion);

    const Ref depthImage = depth;
    graph::PassDecl first = graph.addPass(
        "occlusion.depth", [this, depthImage](const PassContext& context) { recordDepth(context, depthImage); });
    readsTrees(readsDraws(first, refs), refs).writes(depth, Use::DepthTarget);
    const auto run = [this](const PassContext& context, gpu::PipelineId pipeline, std::uint32_t beyond) {
        bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(pipeline));
        const glm::uvec2 drawn = kit_.work.data.size;
        const auto groups = [beyond](std::uint32_t pixels) {
            return (halfOf(pixels) + 2 * beyond + kGroup - 1) / kGroup;
        };
        vkCmdDispatch(context.commands, groups(drawn.x), groups(drawn.y), 1);
    };
    graph.addPass("occlusion.search", [this, run](const PassContext& context) { run(context, search_, 3); })
        .reads(depth, Use::SampledInCompute)
        .writes(rough, Use::StorageInCompute);
    graph.addPass("occlusion.smooth", [this, run](const PassContext& context) { run(context, smooth_, 1); })
        .reads(rough, Use::SampledInCompute)
        .writes(refs.occlusion, Use::StorageInCompute);
}

void Occlusion::recordDepth(const PassContext& context, const Ref& depth) const {
    VkCommandBuffer commands = context.commands;
    Target target;
    target.view = context.graph.image(depth).view();
    target.value.depthStencil = {0, 0};
    const shared::FrameData& data = kit_.work.data;
    constexpr std::uint32_t kMargin = shared::kOcclusionMargin;
    const VkRect2D area{{0, 0}, {halfOf(data.size.x) + 2 * kMargin, halfOf(data.size.y) + 2 * kMargin}};
    beginRendering(commands, area, nullptr, &target);
    // The whole picture at half the size, so that a part comes out as the whole would; and what lies round it.
    const glm::vec2 corner = (kit_.work.jitterPx - glm::vec2(data.corner)) / 2.0F + static_cast<float>(kMargin);
    const glm::vec2 full = glm::vec2(data.full) / 2.0F;
    setArea(commands, {corner.x, corner.y, full.x, full.y, 0, 1}, area);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    push(kit_, commands, shared::ScenePush{0, 1, {}});
    const auto use = [&](gpu::PipelineId id) {
        vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(id));
    };
    use(town_);
    bindCity(kit_, commands);
    drawList(kit_, commands, shared::kListOpaque);
    drawList(kit_, commands, shared::kListTerrain);
    use(rising_);
    drawList(kit_, commands, shared::kListRising);
    use(trees_);
    bindTrees(kit_, commands);
    drawTreesAsMeshes(kit_, commands);
    if (!kit_.work.models.empty()) {
        use(models_);
        drawModels(kit_, commands, 0);
    }
    if (kit_.work.life.any()) {
        use(life_);
        drawLife(kit_, commands, 0);
    }
    vkCmdEndRendering(commands);
}

}  // namespace twin::render
