// renderer/world/residency.h: keeps on the device what the views of a frame may need of the town, block by block, so that
// neither start nor memory grow with what is not seen. What a frame may need is there in that frame; what none needs any
// more stays while there is room, and goes, least recently needed first, when the budget is exceeded.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "renderer/gpu/uploader.h"
#include "renderer/world/block_index.h"
#include "renderer/world/city_tables.h"
#include "renderer/world/range_pool.h"

namespace twin::render {

/// What a block takes in each of the tables, and on the device altogether, culling's lists included.
[[nodiscard]] TownRoom rowsOf(const city::Block& block) noexcept;
[[nodiscard]] std::uint64_t bytesOf(const TownRoom& room) noexcept;

class Residency {
public:
    struct Told {
        std::uint64_t bytes = 0, budgetBytes = 0;  ///< above the budget only while one frame needs that much
        std::uint32_t blocks = 0, blocksOfTown = 0;
        std::uint64_t brought = 0, dropped = 0;  ///< blocks, since the town was loaded
    };
    /// Which frame is being prepared, in which of those in flight, and which the device has finished.
    struct Moment {
        std::uint32_t slot = 0;
        std::uint64_t frame = 0, finished = 0;
    };

    /// All but `index`, which is the city's, must outlive this.
    Residency(const city::City& city, BlockIndex index, CityTables& tables, gpu::Device& device,
              gpu::Uploader& uploader, std::uint64_t budgetBytes);

    /// Brings what this frame may draw and is not there yet, and tells culling. Allocates and waits for the device only
    /// when what is there changes. Throws GpuError: BadData for a damaged block, OutOfMemory; the next call tries again.
    void bring(const shared::FrameData& frame, const Moment& moment);
    [[nodiscard]] Told told() const noexcept;

    struct Here {
        std::uint32_t draw = 0, firstIndex = 0;
        std::int32_t vertexOffset = 0;
    };
    /// Where a draw of the town stands on the device, after bring(), if it does.
    [[nodiscard]] std::optional<Here> find(std::uint32_t draw) const noexcept;

private:
    struct Ranges {
        Range vertices, indices, draws, trees;
    };
    struct Place {
        std::uint32_t block = 0;
        Ranges at;
        std::vector<shared::CullGroup> drawGroups, treeGroups;
    };
    struct Retired {
        Ranges at;
        std::uint64_t frame = 0;  ///< the last that may use them
    };
    /// What decides which blocks a frame needs.
    struct Views {
        glm::vec3 eye{0}, eyeLow{0};
        std::uint32_t flags = ~0U, cascades = 0;
        std::array<glm::vec4, std::size_t{6} * shared::kViews> planes{};
    };
    [[nodiscard]] static Views viewsOf(const shared::FrameData& frame) noexcept;

    void bringMissing(const Moment& moment);
    void drop(std::uint64_t wantedBytes, std::uint64_t lastFrame);
    [[nodiscard]] bool put(std::uint32_t block);
    void repack(std::span<const std::uint32_t> coming);
    void release(std::uint64_t finished);
    void giveBack(const Ranges& at);
    void readSoFar(std::uint64_t bytes);
    void tellCulling(std::uint32_t slot);

    const city::City& city_;
    CityTables& tables_;
    gpu::Device& device_;
    gpu::Uploader& uploader_;
    BlockIndex index_;
    std::uint64_t budget_;

    Views views_;
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> neededIn_;  ///< round in which each block was needed last
    std::vector<std::uint8_t> here_;       ///< whether each block is on the device
    std::vector<std::uint32_t> missing_;
    std::vector<Place> places_;  ///< what is on the device
    std::vector<Retired> retired_;
    RangePool vertices_, indices_, draws_, trees_;
    std::vector<city::Draw> moved_;  ///< a block's draws as they stand on the device
    TownRoom used_;                  ///< by what is on the device
    std::uint64_t brought_ = 0, dropped_ = 0, read_ = 0;

    std::uint64_t version_ = 1;  ///< of places_
    std::array<std::uint64_t, gpu::kFramesInFlight> toldVersion_{};
    std::vector<shared::CullGroup> table_;
};

}  // namespace twin::render
