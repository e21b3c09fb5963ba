// renderer/passes/tree_atlas.h: pictures of each form of tree from all sides, in leaf and bare, which far trees are drawn
// from (impostor.vert). Drawn from the near meshes when first needed, outside of the frame graph: it waits for the device.
#pragma once

#include <array>

#include "renderer/gpu/uploader.h"
#include "renderer/passes/kit.h"

namespace twin::render {

class TreeAtlas {
public:
    /// 12 layers of 192 x 384 texels of 6 bytes, and copies at a half, a quarter and an eighth: 7.1 MB; leaves: 1.4 MB.
    TreeAtlas(const PassKit& kit, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers);

    /// Draws the trees in leaf, or the bare ones, with the descriptors of a frame that the GPU does not use, unless they
    /// are drawn already. Bare ones are asked for on days on which some tree may be one.
    void makeReady(std::uint32_t frame, const shared::FrameData& data) {
        // leafiness() in season.glsl, for each tree some days early or late, falls below kBare.
        const bool anyBare = data.dayOfYear < 122 || data.dayOfYear > 298;
        if (!drawn_[0]) draw(frame, false);
        if (anyBare && !drawn_[1]) draw(frame, true);
    }

private:
    void draw(std::uint32_t frame, bool bare);
    void drawLayer(VkCommandBuffer commands, std::uint32_t form, bool bare) const;

    const PassKit& kit_;
    gpu::Image leaves_;  ///< world/leaf_pictures.h; near trees are cut out by them as well
    gpu::Image shapes_;  ///< normal, coverage; weighted by coverage
    gpu::Image lights_;  ///< how open to the sky, share of wood; weighted likewise
    gpu::PipelineId trees_;
    std::array<bool, 2> drawn_{};  ///< in leaf, bare
};

}  // namespace twin::render
