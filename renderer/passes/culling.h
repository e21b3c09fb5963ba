// renderer/passes/culling.h: which draws and trees each view gets; shaders/draw_*.comp and tree_*.comp.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Culling {
public:
    explicit Culling(const PassKit& kit);

    struct TreePipelines {
        gpu::PipelineId test, scan, write;
    };
    /// Has these made, before the town is there if need be.
    static TreePipelines askTreePipelines(gpu::PipelineManager& pipelines, bool rich);

    /// cull.test, cull.scan, cull.write
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

private:
    [[nodiscard]] shared::CullPush drawPush(std::uint32_t frame) const;
    [[nodiscard]] shared::CullPush treePush(std::uint32_t frame) const;

    const PassKit& kit_;
    gpu::PipelineId drawTest_, drawScan_, drawWrite_;
    TreePipelines trees_;
};

}  // namespace twin::render
