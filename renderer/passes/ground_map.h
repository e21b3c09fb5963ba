// renderer/passes/ground_map.h: the colour of the open ground as one texture, for the software level, which has no time to
// work it out a pixel. Drawn anew when the season changes, outside of the frame graph: it waits for the device.
#pragma once

#include "renderer/gpu/uploader.h"
#include "renderer/passes/kit.h"

namespace twin::render {

class GroundMap {
public:
    /// A texel is 8 m, or what keeps the longer side within 2048 texels.
    GroundMap(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers);

    /// Has its pipeline made before the town is there.
    static gpu::PipelineId askPipeline(gpu::PipelineManager& pipelines);

    /// True when the map shows another season or weather than `data` does.
    [[nodiscard]] bool stale(const shared::FrameData& data) const noexcept {
        return data.dayOfYear != shownDay_ || data.weather != shownWeather_;
    }
    /// Draws it with the descriptors of a frame that the GPU does not use.
    void draw(std::uint32_t frame, const shared::FrameData& data);

private:
    const PassKit& kit_;
    gpu::Uploader& uploader_;
    gpu::Image map_;
    gpu::PipelineId pipeline_;
    float shownDay_ = -1;
    glm::vec4 shownWeather_{};
};

}  // namespace twin::render
