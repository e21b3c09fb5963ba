#include "renderer/passes/sky.h"

namespace twin::render {

using graph::PassContext;
using graph::Use;

SkyTables::SkyTables(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers)
    : kit_{kit}, pipelines_{askPipelines(kit.pipelines)} {
    gpu::ImageInfo info = viewInfo();
    view_ = gpu::Image(kit.device, info, "sky view");
    info.widthPx = kAirWidthPx;
    info.heightPx = kAirThroughPx + kAirAgainPx;
    air_ = gpu::Image(kit.device, info, "air");
    state_ = gpu::Buffer(kit.device, sizeof(shared::SkyState),
                         VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT |
                             VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                         gpu::Home::Device, "sky state");
    uploader.fill(state_, 0);
    bindings.image(shared::kBindSkyView, view_.view(), samplers.clamp.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    bindings.image(shared::kBindSkyTarget, view_.view(), VK_NULL_HANDLE, VK_IMAGE_LAYOUT_GENERAL);
    bindings.image(shared::kBindAir, air_.view(), samplers.clamp.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    bindings.image(shared::kBindAirTarget, air_.view(), VK_NULL_HANDLE, VK_IMAGE_LAYOUT_GENERAL);
}

gpu::ImageInfo SkyTables::viewInfo() {
    gpu::ImageInfo info;
    info.format = VK_FORMAT_R16G16B16A16_SFLOAT;
    info.widthPx = kSkyWidthPx;
    info.heightPx = kSkyHeightPx;
    info.usage = VK_IMAGE_USAGE_STORAGE_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    return info;
}

SkyTables::Pipelines SkyTables::askPipelines(gpu::PipelineManager& pipelines) {
    Pipelines made;
    gpu::PipelineAsk ask;
    ask.name = "sky.air";
    ask.compute = "sky_air.comp";
    made.air = pipelines.add(ask);
    ask.name = "sky.view";
    ask.compute = "sky_view.comp";
    made.view = pipelines.add(ask);
    ask.name = "sky.state";
    ask.compute = "sky_state.comp";
    made.state = pipelines.add(ask);
    return made;
}

void SkyTables::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    refs.air = graph.importImage("air", air_, graph::Content::Kept);
    refs.skyView = graph.importImage("sky view", view_, graph::Content::Kept);
    refs.skyState = graph.importBuffer("sky state", state_, graph::Content::Kept);
    const auto run = [this](const PassContext& context, gpu::PipelineId pipeline, std::uint32_t x, std::uint32_t y) {
        if (!kit_.work.skyDirty) return;
        bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(pipeline));
        vkCmdDispatch(context.commands, x, y, 1);
    };
    const auto runAir = [this](const PassContext& context, std::uint32_t part, std::uint32_t width,
                               std::uint32_t height) {
        if (!kit_.work.airDirty) return;
        bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
        push(kit_, context.commands, shared::ScenePush{part, 0, {}});
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(pipelines_.air));
        vkCmdDispatch(context.commands, width / 8, height / 8, 1);
    };
    graph.addPass("sky.air", [=](const PassContext& c) { runAir(c, 0, kAirWidthPx, kAirThroughPx); })
        .updates(refs.air, Use::StorageInCompute);
    graph.addPass("sky.again", [=](const PassContext& c) { runAir(c, 1, kAirAgainWidthPx, kAirAgainPx); })
        .updates(refs.air, Use::StorageInCompute);
    // "updates": when the sun stands still, what is there stays.
    graph
        .addPass("sky.view",
                 [=, this](const PassContext& c) { run(c, pipelines_.view, kSkyWidthPx / 8, kSkyHeightPx / 8); })
        .reads(refs.air, Use::SampledInCompute)
        .updates(refs.skyView, Use::StorageInCompute);
    graph.addPass("sky.state", [=, this](const PassContext& c) { run(c, pipelines_.state, 1, 1); })
        .reads(refs.air, Use::SampledInCompute)
        .reads(refs.skyView, Use::SampledInCompute)
        .updates(refs.skyState, Use::StorageInCompute);
}

}  // namespace twin::render
