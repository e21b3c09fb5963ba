// renderer/world/city_tables.h: the City as tables on the GPU, and the buffers culling fills from them.
// Draws, vertices, indices and trees are there as far as residency.h has brought them.
#pragma once

#include "renderer/gpu/bindings.h"
#include "renderer/gpu/uploader.h"
#include "renderer/world/life.h"
#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

/// Rows that the tables which are filled by block have room for.
struct TownRoom {
    std::uint32_t vertices = 0, indices = 0, draws = 0, trees = 0;
    std::uint32_t drawGroups = 0, treeGroups = 0;
};

struct CityTables {
    /// Of no town yet.
    CityTables() = default;
    /// Uploads everything but the town's blocks, for which there is no room yet. Throws GpuError.
    CityTables(gpu::Device& device, gpu::Uploader& uploader, const city::City& city);

    /// New tables, empty, in the place of those before; only when the device is idle. When it throws there is no room.
    void makeRoom(const TownRoom& wanted);
    /// Of the tables, as they are now, for a frame in flight; life, sky and the frame itself are not among them.
    [[nodiscard]] shared::TownTables addresses(std::uint32_t frame) const noexcept;

    std::uint32_t elementCount = 0;
    TownRoom room;
    /// What of it is in use, for the frame that is being recorded.
    std::uint32_t drawCount = 0, drawGroups = 0, treeCount = 0, treeGroups = 0;

    gpu::Buffer elements, states, materials, tiles, species;
    gpu::Buffer draws, vertices, indices, trees;
    /// One for each frame in flight: what is resident changes while the device draws the one before.
    std::array<gpu::Buffer, gpu::kFramesInFlight> drawGroupTable, treeGroupTable, treeForms;
    gpu::Buffer treeVertices, treeIndices, treeMeshes, farTreeIndices, leanTreeIndices;
    std::array<shared::MeshRange, shared::kTreeForms> nearTrees{};    ///< empty where no species is of that form
    std::array<std::uint64_t, shared::kTreeForms> leanTreeCorners{};  ///< addresses in treeVertices
    gpu::Buffer lamps, lampCells;
    gpu::Buffer heights, cover;

    // Written each frame by culling.
    gpu::Buffer drawBits, drawOffsets, drawCommands, drawnRows, counts;
    gpu::Buffer seen;  ///< a word a draw: whether the frame before saw it
    gpu::Buffer treeBits, treeOffsets, treeCommands, treeRuns, treeList, treeInstances;

    glm::vec4 heightGrid{}, coverGrid{};
    glm::uvec2 heightSize{1}, coverSize{1};
    gpu::Buffer lifeVertices, lifeIndices;  ///< people and vehicles
    std::array<LifeMeshes::Range, kLifeKinds> lifeMeshes{};
    glm::vec4 lampGrid{};
    glm::uvec2 lampSize{};

private:
    gpu::Device* device_ = nullptr;
};

}  // namespace twin::render
