// renderer/passes/occlusion.h: how much of the sky each place of the picture sees, from its depth alone.
//
// Ground-truth ambient occlusion after Jimenez et al., "Practical Real-Time Strategies for Accurate Indirect Occlusion"
// (2016): a lean picture of depth at half the size, horizons searched in it, a depth-aware blur over the noise's 4 x 4
// pattern. The scene reads the result for its ambient light. No history: the same input gives the same picture. Depth
// goes on beyond the picture's edge as far as the search looks, so that parts of a still meet without a seam and nothing
// darkens as it comes into the picture.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Occlusion {
public:
    Occlusion(const PassKit& kit, gpu::Bindings& bindings, const Samplers& samplers);
    /// occlusion.depth, occlusion.search, occlusion.smooth. Not for the software level.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs);

private:
    void recordDepth(const graph::PassContext& context, const graph::Ref& depth) const;

    const PassKit& kit_;
    gpu::Bindings& bindings_;
    const Samplers& samplers_;
    gpu::PipelineId town_, rising_, trees_, models_, life_, search_, smooth_;
};

}  // namespace twin::render
