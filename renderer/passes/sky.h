// renderer/passes/sky.h: the table of the sky's colours and what follows from it (light, haze, exposure).
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

inline constexpr std::uint32_t kSkyWidthPx = 48, kSkyHeightPx = 96;

class SkyTables {
public:
    SkyTables(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers);
    /// sky.view, sky.state; skipped while the sun stands still.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

private:
    const PassKit& kit_;
    gpu::Image view_;
    gpu::Buffer state_;
    gpu::PipelineId viewPipeline_, statePipeline_;
};

}  // namespace twin::render
