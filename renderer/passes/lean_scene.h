// renderer/passes/lean_scene.h: the town on the software level: lean shaders, one sample, straight into the picture.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class LeanScene {
public:
    /// @param shadows  false: pipelines without the tap
    LeanScene(const PassKit& kit, bool shadows);

    struct Pipelines {
        gpu::PipelineId opaque, far, rising, planned, glass, terrain, water, trees, farTrees, models, sky;
    };
    /// Has its pipelines made, before the town is there if need be.
    static Pipelines askPipelines(gpu::PipelineManager& pipelines, bool shadows);

    /// scene: fills refs.picture.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;
    [[nodiscard]] bool shadows() const noexcept { return shadows_; }

private:
    void record(const graph::PassContext& context, const FrameRefs& refs) const;

    const PassKit& kit_;
    bool shadows_;
    Pipelines pipelines_;
};

}  // namespace twin::render
