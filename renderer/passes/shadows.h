// renderer/passes/shadows.h: the depth of the town as the sun (or moon) sees it, one layer a cascade.
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

class Shadows {
public:
    Shadows(const PassKit& kit, gpu::Bindings& bindings, const Samplers& samplers, std::uint32_t cascades,
            std::uint32_t sizePx, bool lean);

    struct Pipelines {
        gpu::PipelineId town, trees, models;
        gpu::PipelineId life, leaves;  ///< not on the software level
    };
    /// Has its pipelines made, before the town is there if need be.
    static Pipelines askPipelines(gpu::PipelineManager& pipelines, bool lean);

    /// shadows; skipped while light, camera, states and models stand still.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;
    [[nodiscard]] std::uint32_t sizePx() const noexcept { return maps_.info().widthPx; }

private:
    void record(const graph::PassContext& context) const;

    const PassKit& kit_;
    gpu::Image maps_;
    std::uint32_t cascades_;
    bool lean_;  ///< software level: all trees are far trees
    Pipelines pipelines_;
};

}  // namespace twin::render
