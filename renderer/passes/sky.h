// renderer/passes/sky.h: the table of the sky's colours and what follows from it (light, haze, exposure).
#pragma once

#include "renderer/passes/kit.h"

namespace twin::render {

inline constexpr std::uint32_t kAirWidthPx = 256, kAirThroughPx = 64, kAirAgainWidthPx = 32, kAirAgainPx = 16;
inline constexpr std::uint32_t kSkyWidthPx = 64, kSkyHeightPx = 112;

class SkyTables {
public:
    struct Pipelines {
        gpu::PipelineId air, view, state;
    };
    /// Has its pipelines made, before the town is there if need be.
    static Pipelines askPipelines(gpu::PipelineManager& pipelines);
    /// Of the table of colours.
    [[nodiscard]] static gpu::ImageInfo viewInfo();

    SkyTables(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers);
    /// sky.air (once), sky.view, sky.state; skipped while sun and weather stand still.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;
    /// Of the SkyState on the device.
    [[nodiscard]] std::uint64_t stateAddress() const noexcept { return state_.address(); }

private:
    const PassKit& kit_;
    gpu::Image air_, view_;
    gpu::Buffer state_;
    Pipelines pipelines_;
};

}  // namespace twin::render
