#include "renderer/world/city_tables.h"

#include <algorithm>

#include "renderer/world/lamp_grid.h"
#include "renderer/world/tree_groups.h"
#include "renderer/world/tree_meshes.h"

namespace twin::render {

namespace {

constexpr VkBufferUsageFlags kTable = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
constexpr VkBufferUsageFlags kAddressed = kTable | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT;

class Loader {
public:
    Loader(gpu::Device& device, gpu::Uploader& uploader) : device_{device}, uploader_{uploader} {}

    template <class T>
    gpu::Buffer table(std::span<const T> rows, const char* name, VkBufferUsageFlags more = 0) {
        gpu::Buffer made(device_, rows.size_bytes(), kTable | more, gpu::Home::Shared, name);
        uploader_.buffer(made, std::as_bytes(rows));
        return made;
    }
    gpu::Buffer room(std::uint64_t bytes, const char* name, VkBufferUsageFlags more = 0) {
        return {device_, bytes, kAddressed | more, gpu::Home::Device, name};
    }
    gpu::Image grid(const city::GridHeader& header, std::span<const std::byte> bytes, VkFormat format,
                    std::uint32_t texelBytes, const char* name) {
        const bool empty = header.columns == 0 || header.rows == 0;
        const gpu::ImageInfo info{format,
                                  empty ? 1 : header.columns,
                                  empty ? 1 : header.rows,
                                  1,
                                  1,
                                  VK_SAMPLE_COUNT_1_BIT,
                                  VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT};
        gpu::Image made(device_, info, name);
        static constexpr std::array<std::byte, 4> kZero{};
        uploader_.image(made, empty ? std::span<const std::byte>(kZero) : bytes, texelBytes);
        return made;
    }

private:
    gpu::Device& device_;
    gpu::Uploader& uploader_;
};

/// About each group of draws: draws are in the order of their tiles, so that a group stands close together.
std::vector<glm::vec4> groupSpheres(std::span<const city::Draw> draws) {
    std::vector<glm::vec4> spheres;
    for (std::size_t first = 0; first < draws.size(); first += shared::kGroupSize) {
        const auto group = draws.subspan(first, std::min<std::size_t>(shared::kGroupSize, draws.size() - first));
        glm::vec3 low{1e9F}, high{-1e9F};
        for (const city::Draw& draw : group) {
            const glm::vec3 centre{draw.centre[0], draw.centre[1], draw.centre[2]};
            low = glm::min(low, centre - draw.radiusM);
            high = glm::max(high, centre + draw.radiusM);
        }
        spheres.emplace_back((low + high) * 0.5F, glm::length(high - low) * 0.5F);
    }
    return spheres;
}

glm::vec4 placeOf(const city::GridHeader& grid, float last) {
    return {static_cast<float>(grid.westM), static_cast<float>(grid.southM), 1 / std::max(grid.stepM, 0.01F), last};
}

}  // namespace

CityTables::CityTables(gpu::Device& device, gpu::Uploader& uploader, gpu::Bindings& bindings, const Samplers& samplers,
                       const city::City& city) {
    Loader load(device, uploader);
    elementCount = static_cast<std::uint32_t>(city.elements().size());
    drawCount = static_cast<std::uint32_t>(city.draws().size());
    drawGroups = (drawCount + shared::kGroupSize - 1) / shared::kGroupSize;

    std::vector<shared::ElementInfo> infos;
    infos.reserve(elementCount);
    for (const city::Element& element : city.elements()) {
        infos.push_back({element.boxMin[2], element.boxMax[2], static_cast<std::uint32_t>(element.layer),
                         static_cast<std::uint32_t>(element.id ^ (element.id >> 32U))});
    }
    elements = load.table(std::span<const shared::ElementInfo>(infos), "elements");
    states = gpu::Buffer(device, std::uint64_t{elementCount} * 4, kTable, gpu::Home::Device, "states");
    uploader.fill(states, 0);
    materials = load.table(city.materials(), "materials");
    tiles = load.table(city.tiles(), "tiles");
    draws = load.table(city.draws(), "draws");
    const std::vector<glm::vec4> spheres = groupSpheres(city.draws());
    drawSpheres =
        load.table(std::span<const glm::vec4>(spheres), "draw groups", VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT);
    // Filled by Residency as tiles are seen.
    vertices = gpu::Buffer(device, city.vertices().size_bytes(), kTable | VK_BUFFER_USAGE_VERTEX_BUFFER_BIT,
                           gpu::Home::Shared, "vertices");
    indices = load.table(city.indices(), "indices", VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    city.forget(std::as_bytes(city.indices()));
    species = load.table(city.species(), "species");

    const TreeOrder order = orderTrees(city);
    treeCount = static_cast<std::uint32_t>(order.trees.size());
    treeGroups = static_cast<std::uint32_t>(order.groups.size());
    trees = load.table(std::span<const city::Tree>(order.trees), "trees");
    treeGroupTable = load.table(std::span<const shared::TreeGroup>(order.groups), "tree groups");
    treeForms = load.table(std::span<const std::uint32_t>(order.formRanges), "tree forms",
                           VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT);
    const TreeMeshes meshes = makeTreeMeshes();
    treeVertices = load.table(std::span<const TreeVertex>(meshes.vertices), "tree vertices",
                              VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        const auto first =
            static_cast<std::uint64_t>(meshes.ranges[form * shared::kTreeMeshes + kLeanTreeMesh].vertexOffset);
        leanTreeCorners[form] = treeVertices.address() + first * sizeof(TreeVertex);
    }
    treeIndices =
        load.table(std::span<const std::uint16_t>(meshes.indices), "tree indices", VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    const std::vector<std::uint16_t> far = makeFarTreeIndices();
    farTreeIndices =
        load.table(std::span<const std::uint16_t>(far), "far tree indices", VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    const std::vector<std::uint16_t> lean = makeLeanTreeIndices(meshes);
    leanTreeIndices =
        load.table(std::span<const std::uint16_t>(lean), "lean tree indices", VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        if (order.formRanges[form] != order.formRanges[form + 1])
            nearTrees[form] = meshes.ranges[form * shared::kTreeMeshes];
    }
    treeMeshes = load.table(std::span<const shared::MeshRange>(meshes.ranges), "tree meshes",
                            VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT);

    const LifeMeshes life = makeLifeMeshes();
    lifeVertices =
        load.table(std::span<const LifeVertex>(life.vertices), "life vertices", VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
    lifeIndices =
        load.table(std::span<const std::uint32_t>(life.indices), "life indices", VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    lifeMeshes = life.ranges;

    const LampGrid lit = makeLampGrid(city.lamps());
    lamps = load.table(std::span<const shared::LampRow>(lit.rows), "lamps");
    lampCells = load.table(std::span<const std::uint32_t>(lit.firstInRow), "lamp squares");
    lampGrid = lit.place;
    lampSize = lit.size;

    heights = load.grid(city.heightGrid(), std::as_bytes(city.heightsCm()), VK_FORMAT_R16_UINT, 2, "heights");
    cover = load.grid(city.coverGrid(), std::as_bytes(city.cover()), VK_FORMAT_R8_UINT, 1, "cover");
    heightGrid = placeOf(city.heightGrid(), city.heightGrid().zeroM);
    coverGrid = placeOf(city.coverGrid(), city.coverGrid().stepM);
    heightSize = {heights.info().widthPx, heights.info().heightPx};
    coverSize = {cover.info().widthPx, cover.info().heightPx};

    const std::uint64_t drawn = drawCount;
    drawBits = load.room(drawn * 4, "draw bits");
    drawOffsets = load.room(std::uint64_t{drawGroups} * (shared::kDrawLists + 1) * 4, "draw offsets");
    drawCommands = load.room(drawn * shared::kDrawLists * sizeof(shared::DrawCommand), "draw commands",
                             VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT);
    drawnRows = load.room(drawn * sizeof(shared::DrawnRow), "drawn rows", VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
    counts = load.room(sizeof(shared::Counts), "counts",
                       VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT);
    uploader.fill(counts, 0);
    const std::uint64_t planted = treeCount;
    treeBits = load.room(planted * 4, "tree bits");
    treeOffsets = load.room(std::uint64_t{treeGroups} * (shared::kTreeLists + 1) * 4, "tree offsets");
    treeCommands = load.room(std::uint64_t{shared::kTreeForms} * shared::kTreeCommands * sizeof(shared::DrawCommand),
                             "tree commands", VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT);
    uploader.fill(treeCommands, 0);
    treeRuns = load.room(std::uint64_t{shared::kTreeForms} * shared::kTreeLists * sizeof(shared::TreeRun), "tree runs");
    treeList = load.room(planted * shared::kTreeLists * 4, "tree list");
    treeInstances = load.room(planted * sizeof(shared::TreeInstance), "tree instances");

    bindings.buffer(shared::kBindElements, elements);
    bindings.buffer(shared::kBindStates, states);
    bindings.buffer(shared::kBindMaterials, materials);
    bindings.buffer(shared::kBindTiles, tiles);
    bindings.buffer(shared::kBindDraws, draws);
    bindings.buffer(shared::kBindTrees, trees);
    bindings.buffer(shared::kBindSpecies, species);
    bindings.buffer(shared::kBindTreeList, treeList);
    bindings.buffer(shared::kBindTreeInstances, treeInstances);
    bindings.buffer(shared::kBindTreeGroups, treeGroupTable);
    bindings.buffer(shared::kBindLamps, lamps);
    bindings.buffer(shared::kBindLampCells, lampCells);
    bindings.image(shared::kBindHeights, heights.view(), samplers.nearest.get(),
                   VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    bindings.image(shared::kBindCover, cover.view(), samplers.nearest.get(), VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
}

}  // namespace twin::render
