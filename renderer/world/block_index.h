// renderer/world/block_index.h: which blocks of the town the views of a frame may need, found region by region, so that
// what is far from every view costs nothing. Pure; no allocation after construction.
#pragma once

#include <vector>

#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

/// Whether some view of the frame may draw from the block: never false when culling draws from it. Pure.
[[nodiscard]] bool mayBeSeen(const city::Block& block, const shared::FrameData& frame) noexcept;

class BlockIndex {
public:
    /// Reads the rows of the blocks and tiles only. The City must outlive this.
    explicit BlockIndex(const city::City& city);

    /// Calls `found` with the number of each block that may be seen, in no order that means anything.
    template <class Found>
    void eachSeen(const shared::FrameData& frame, Found&& found) const {
        for (const Region& region : regions_) {
            if (!mayBeSeen(region.bounds, frame)) continue;
            for (std::uint32_t i = region.first; i < region.first + region.count; ++i) {
                if (mayBeSeen(blocks_[order_[i]], frame)) found(order_[i]);
            }
        }
    }

private:
    /// 8 x 8 tiles.
    struct Region {
        city::Block bounds;  ///< about all of its blocks
        std::uint32_t first = 0, count = 0;
    };
    std::span<const city::Block> blocks_;
    std::vector<std::uint32_t> order_;  ///< blocks by region
    std::vector<Region> regions_;
};

}  // namespace twin::render
