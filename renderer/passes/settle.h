// renderer/passes/settle.h: the mean of the pictures drawn while nothing moves, before the interface is drawn over it.
#pragma once

#include "renderer/gpu/bindings.h"
#include "renderer/passes/kit.h"

namespace twin::render {

class SettlePass {
public:
    explicit SettlePass(const PassKit& kit, gpu::Bindings& bindings);

    /// settle. The picture needs VK_IMAGE_USAGE_STORAGE_BIT; the sums take 8 bytes a pixel.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs);
    /// Before each frame.
    /// @param more  it goes on, unless `most` are in the mean; else it is the first
    void next(bool more, std::uint32_t most) noexcept;

private:
    const PassKit& kit_;
    gpu::Bindings& bindings_;
    gpu::PipelineId pipeline_;
    std::uint32_t before_ = 0;  ///< pictures in the sums before this frame's
    std::uint32_t summed_ = 0;  ///< and with it
};

}  // namespace twin::render
