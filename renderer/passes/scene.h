// renderer/passes/scene.h: the town from the eye, in linear light.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Scene {
public:
    explicit Scene(const PassKit& kit);
    /// scene: opaque, ground, sky, water, what is planned and glass; ends resolved in refs.hdr.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

private:
    void record(const graph::PassContext& context, const FrameRefs& refs) const;

    const PassKit& kit_;
    gpu::PipelineId opaque_, rising_, planned_, glass_, terrain_, water_, trees_, models_, life_, sky_;
};

}  // namespace twin::render
