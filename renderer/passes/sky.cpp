#include "renderer/passes/sky.h"

namespace twin::render {

using graph::PassContext;
using graph::Use;

Sky::Sky(const PassKit& kit, SkyTable& table, gpu::Bindings& bindings, const Samplers& samplers)
    : kit_{kit}, table_{table} {
    gpu::ImageInfo info;
    info.format = VK_FORMAT_R16G16B16A16_SFLOAT;
    info.widthPx = kSkyWidthPx;
    info.heightPx = kSkyHeightPx;
    info.usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
    view_ = gpu::Image(kit.device, info, "sky view");
    for (gpu::Buffer& staging : staging_) {
        staging = gpu::Buffer(kit.device, kSkyTexels * sizeof(SkyTexel), VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
                              gpu::Home::Upload, "sky, staging");
    }
    bindings.image(shared::kBindSkyView, view_.view(), samplers.clamp.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
}

shared::SkyState Sky::work(const shared::FrameData& data, std::uint32_t frame) {
    const gpu::Buffer& staging = staging_[frame];
    const shared::SkyState sky = table_.work(data, {reinterpret_cast<SkyTexel*>(staging.mapped()), kSkyTexels});
    staging.flush(0, VK_WHOLE_SIZE);
    return sky;
}

void Sky::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    refs.skyView = graph.importImage("sky view", view_, graph::Content::Kept);
    graph
        .addPass("sky",
                 [this](const PassContext& context) {
                     if (!kit_.work.skyDirty) return;
                     VkBufferImageCopy copy{};
                     copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
                     copy.imageExtent = {kSkyWidthPx, kSkyHeightPx, 1};
                     vkCmdCopyBufferToImage(context.commands, staging_[context.frame].get(), view_.get(),
                                            VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
                 })
        .updates(refs.skyView, Use::CopyTarget);  // when the sun stands still, what is there stays
}

}  // namespace twin::render
