// renderer/world/city_tables.h: the City as tables and textures on the GPU, and the buffers culling fills from them.
#pragma once

#include "renderer/gpu/bindings.h"
#include "renderer/gpu/uploader.h"
#include "renderer/world/life.h"
#include "renderer/world/samplers.h"
#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

struct CityTables {
    /// Of no town yet.
    CityTables() = default;
    /// Uploads everything and binds it. Throws GpuError.
    CityTables(gpu::Device& device, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers,
               const city::City& city);

    std::uint32_t elementCount = 0, drawCount = 0, drawGroups = 0, treeCount = 0, treeGroups = 0;

    gpu::Buffer elements, states, materials, tiles, draws, drawSpheres, vertices, indices;
    gpu::Buffer trees, species, treeGroupTable, treeVertices, treeIndices, treeMeshes, treeForms, farTreeIndices,
        leanTreeIndices;
    std::array<shared::MeshRange, shared::kTreeForms> nearTrees{};    ///< empty where no tree is of that form
    std::array<std::uint64_t, shared::kTreeForms> leanTreeCorners{};  ///< addresses in treeVertices
    gpu::Buffer lamps, lampCells;
    gpu::Image heights, cover;

    // Written each frame by culling.
    gpu::Buffer drawBits, drawOffsets, drawCommands, drawnRows, counts;
    gpu::Buffer treeBits, treeOffsets, treeCommands, treeRuns, treeList, treeInstances;

    glm::vec4 heightGrid{}, coverGrid{};
    glm::uvec2 heightSize{1}, coverSize{1};
    gpu::Buffer lifeVertices, lifeIndices;  ///< people and vehicles
    std::array<LifeMeshes::Range, kLifeKinds> lifeMeshes{};
    glm::vec4 lampGrid{};
    glm::uvec2 lampSize{};
};

}  // namespace twin::render
