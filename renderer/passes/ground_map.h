// renderer/passes/ground_map.h: the colour of the open ground as one texture, for the software level, which has no time to
// work it out a pixel. Painted by the CPU (world/ground_paint.h), block by block: what a frame may see is there in that frame,
// the rest follows a few blocks a frame while frames are drawn, and all of it again when the season changes.
#pragma once

#include "renderer/gpu/uploader.h"
#include "renderer/passes/kit.h"
#include "renderer/world/ground_paint.h"

namespace twin::render {

class GroundMap {
public:
    /// The city must outlive this.
    /// @param noise  coarseNoise()
    GroundMap(const PassKit& kit, const city::City& city, std::vector<glm::vec4> noise, gpu::Bindings& bindings,
              const Samplers& samplers);

    /// Paints what the frame may see and is not there, or else a part of what no frame has seen yet. Outside of the frame
    /// graph: where there is something to do it waits for the device. Throws GpuError; the next call tries again.
    void bring(const shared::FrameData& data);

private:
    void paintWanted();
    void place(std::span<const std::uint32_t> blocks);
    void paint();
    void upload();

    /// Where a block is painted: with those that lie beside it, so that there is little to tell the device.
    struct Spot {
        std::uint32_t block = 0;
        std::uint32_t beside = 1, place = 0;  ///< blocks of its row, and which of them it is
        std::size_t first = 0;                ///< texel of the row
    };

    const PassKit& kit_;
    GroundPaint paint_;
    gpu::Image map_;
    gpu::OneOff oneOff_;
    gpu::Buffer staging_;  ///< while blocks are missing
    VkImageLayout layout_ = VK_IMAGE_LAYOUT_UNDEFINED;
    std::vector<std::uint8_t> here_;     ///< a block: whether it shows the season
    std::vector<std::uint32_t> wanted_;  ///< blocks, to be painted now
    std::vector<Spot> spots_;            ///< of those that are painted at once
    std::vector<VkBufferImageCopy> copies_;
    std::size_t missing_ = 0;
    float day_ = -1;
};

}  // namespace twin::render
