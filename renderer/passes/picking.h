// renderer/passes/picking.h: which element one pixel shows, and the mask of what is marked.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Picking {
public:
    Picking(const PassKit& kit, bool lean);
    /// pick, pick.copy (skipped unless a pixel is asked for) and mask (skipped when nothing is marked).
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

    /// Element and depth of the pixel asked for last; the GPU must be done with that frame.
    struct Answer {
        std::uint32_t element = ~0U;
        float depth = 0;
    };
    [[nodiscard]] Answer answer() const;

private:
    void drawAll(const graph::PassContext& context) const;
    void recordMask(const graph::PassContext& context, const graph::Ref& mask) const;

    const PassKit& kit_;
    bool lean_;  ///< software level: the farthest trees are far trees
    gpu::Buffer answer_;
    gpu::PipelineId town_, trees_, farTrees_, models_, maskTown_, maskModels_;
};

}  // namespace twin::render
