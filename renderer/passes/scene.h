// renderer/passes/scene.h: the town from the eye, in linear light.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Scene {
public:
    explicit Scene(const PassKit& kit);
    /// scene: opaque, trees, ground and sky; scene.water: water, which mirrors and lets through what scene left, what is
    /// planned, and glass. Ends resolved in refs.hdr. With one sample a copy (scene.behind) takes the place of resolving.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

private:
    void begin(const graph::PassContext& context, const FrameRefs& refs, bool first) const;
    void use(VkCommandBuffer commands, gpu::PipelineId id) const;
    void recordOpaque(const graph::PassContext& context, const FrameRefs& refs) const;
    void copyBehind(const graph::PassContext& context, const FrameRefs& refs) const;
    void recordWater(const graph::PassContext& context, const FrameRefs& refs) const;

    const PassKit& kit_;
    gpu::PipelineId opaque_, rising_, planned_, glass_, terrain_, water_, trees_, impostors_, models_, life_, sky_,
        rain_;
};

}  // namespace twin::render
