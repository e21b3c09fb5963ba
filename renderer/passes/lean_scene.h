// renderer/passes/lean_scene.h: the town on the software level: lean shaders, one sample, straight into the picture.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class LeanScene {
public:
    /// @param shadows  false: pipelines without the tap
    LeanScene(const PassKit& kit, bool shadows);
    /// scene: fills refs.picture.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;
    [[nodiscard]] bool shadows() const noexcept { return shadows_; }

private:
    void record(const graph::PassContext& context, const FrameRefs& refs) const;

    const PassKit& kit_;
    bool shadows_;
    gpu::PipelineId opaque_, far_, rising_, planned_, glass_, terrain_, water_, trees_, farTrees_, models_, sky_;
};

}  // namespace twin::render
