// renderer/passes/culling.h: which draws and trees each view gets; shaders/draw_*.comp and tree_*.comp.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Culling {
public:
    explicit Culling(const PassKit& kit);
    /// Has its longest pipeline made before the town is there.
    static gpu::PipelineId askTreeTest(gpu::PipelineManager& pipelines, bool rich);
    /// cull.test, cull.scan, cull.write
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

private:
    [[nodiscard]] shared::CullPush drawPush(std::uint32_t frame) const;
    [[nodiscard]] shared::CullPush treePush(std::uint32_t frame) const;

    const PassKit& kit_;
    gpu::PipelineId drawTest_, drawScan_, drawWrite_, treeTest_, treeScan_, treeWrite_;
};

}  // namespace twin::render
