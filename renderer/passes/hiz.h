// renderer/passes/hiz.h: leaves out of the scene what other things hide.
//
// Two passes over a hierarchical depth (after Greene et al. 1993 and Haar, Aaltonen, "GPU-Driven Rendering Pipelines",
// 2015): the opaque draws that were seen in the frame before are drawn to depth; a pyramid holds the farthest depth of
// ever larger squares of it; every opaque draw of this frame is tested there, and what is not hidden becomes kListSeen,
// which the scene draws. The first drawing leaves depth alone, so that colours are drawn in the order of the draws whatever
// was seen before: among surfaces in one place the last wins, and the picture must not depend on the frames before.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Hiz {
public:
    Hiz(const PassKit& kit, gpu::Bindings& bindings, const Samplers& samplers);
    /// hiz.depth, hiz.pyramid, hiz.test; nothing is recorded in frames without kFrameOcclusion. Not for the software level.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs);

private:
    void recordDepth(const graph::PassContext& context, const graph::Ref& depth) const;
    void recordPyramid(const graph::PassContext& context) const;
    void recordTest(const graph::PassContext& context) const;

    const PassKit& kit_;
    gpu::Bindings& bindings_;
    const Samplers& samplers_;
    gpu::PipelineId town_, first_, next_, test_;
    gpu::Buffer pyramid_;  ///< of the graph's size; a smaller picture takes a part of it
};

}  // namespace twin::render
