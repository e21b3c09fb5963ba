#include "renderer/passes/settle.h"

namespace twin::render {

using graph::PassContext;
using graph::Ref;
using graph::Use;

SettlePass::SettlePass(const PassKit& kit, gpu::Bindings& bindings) : kit_{kit}, bindings_{bindings} {
    gpu::PipelineAsk ask;
    ask.name = "settle";
    ask.compute = "settle.comp";
    pipeline_ = kit.pipelines.add(ask);
}

void SettlePass::addTo(graph::FrameGraph& graph, FrameRefs& refs) {
    gpu::ImageInfo info = graph.image(refs.picture).info();
    info.format = VK_FORMAT_R16G16B16A16_UINT;
    info.usage = VK_IMAGE_USAGE_STORAGE_BIT;
    Ref sums = graph.createImage("settle sums", info, graph::Content::Kept);
    summed_ = 0;
    const auto stored = [&](std::uint32_t binding, const Ref& ref) {
        bindings_.image(binding, graph.image(ref).view(), VK_NULL_HANDLE, VK_IMAGE_LAYOUT_GENERAL);
    };
    stored(shared::kBindSettleSums, sums);
    stored(shared::kBindSettlePicture, refs.picture);
    graph
        .addPass("settle",
                 [this](const PassContext& context) {
                     bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
                     vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(pipeline_));
                     const glm::uvec2 size = kit_.work.data.pictureSize;
                     push(kit_, context.commands, shared::SettlePush{size, before_});
                     vkCmdDispatch(context.commands, (size.x + 7) / 8, (size.y + 7) / 8, 1);
                 })
        .updates(sums, Use::StorageInCompute)
        .updates(refs.picture, Use::StorageInCompute);
}

void SettlePass::next(bool more, std::uint32_t most) noexcept {
    before_ = more && summed_ < most ? summed_ : 0;
    summed_ = before_ + 1;
}

}  // namespace twin::render
