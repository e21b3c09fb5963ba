// renderer/world/residency.h: brings the vertices of a tile's level to the device when a view first sees it, so that
// neither start nor memory grow with what is not seen. What has come stays. No allocation after construction.
#pragma once

#include <vector>

#include "renderer/gpu/uploader.h"
#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

/// The vertices of one tile that are used at one range of distances, which lie together in the pack.
struct TileLevel {
    glm::vec3 low{1e30F}, high{-1e30F};  ///< of the centres of its draws' spheres, local metres
    float radius = 0;                    ///< largest of the spheres
    float lodNear = 1e30F, lodFar = 0;   ///< some draw is used from there, up to there
    std::uint32_t firstVertex = 0, endVertex = 0;
};

/// Runs of draws that share tile and nearest distance, in the order of their vertices. Pure.
[[nodiscard]] std::vector<TileLevel> tileLevels(const city::City& city);

/// Whether some view of the frame may draw from the level: never false when culling draws from it. Pure.
[[nodiscard]] bool mayBeSeen(const TileLevel& level, const shared::FrameData& frame) noexcept;

class Residency {
public:
    /// `vertices` has room for all of the city's. Both must outlive this.
    Residency(const city::City& city, const gpu::Buffer& vertices, gpu::Uploader& uploader);

    /// Uploads what this frame may draw and what is not there yet. Waits for the device where it cannot write directly.
    void bring(const shared::FrameData& frame);
    [[nodiscard]] std::uint64_t residentBytes() const noexcept { return residentBytes_; }

private:
    const city::City& city_;
    const gpu::Buffer& vertices_;
    gpu::Uploader& uploader_;
    std::vector<TileLevel> missing_;  ///< not there yet
    std::uint64_t residentBytes_ = 0;
};

}  // namespace twin::render
