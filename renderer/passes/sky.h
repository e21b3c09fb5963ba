// renderer/passes/sky.h: brings the sky's colours, which the processor works out (world/sky_table.h), to the device as an image.
// Not for the software level, whose sky is world/sky_corners.h.
#pragma once

#include <array>

#include "renderer/passes/kit.h"
#include "renderer/world/sky_table.h"

namespace twin::render {

class Sky {
public:
    /// The table must outlive this.
    Sky(const PassKit& kit, SkyTable& table, gpu::Bindings& bindings, const Samplers& samplers);

    /// For a frame whose last use is over, when the sun or the weather has changed.
    [[nodiscard]] shared::SkyState work(const shared::FrameData& data, std::uint32_t frame);
    /// sky; skipped while sun and weather stand still.
    void addTo(graph::FrameGraph& graph, FrameRefs& refs) const;

private:
    const PassKit& kit_;
    SkyTable& table_;
    gpu::Image view_;
    std::array<gpu::Buffer, gpu::kFramesInFlight> staging_;
};

}  // namespace twin::render
