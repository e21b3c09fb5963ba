#include "renderer/world/city_tables.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "renderer/world/lamp_grid.h"
#include "renderer/world/tree_meshes.h"

namespace twin::render {

namespace {

constexpr VkBufferUsageFlags kTable =
    VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT;

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
        return {device_, bytes, kTable | more, gpu::Home::Device, name};
    }
    /// Of whole words, for that is how it is read.
    gpu::Buffer grid(std::span<const std::byte> bytes, const char* name) {
        static constexpr std::array<std::byte, 4> kZero{};
        if (bytes.empty()) bytes = kZero;
        gpu::Buffer made(device_, (bytes.size() + 3) / 4 * 4, kTable, gpu::Home::Shared, name);
        uploader_.buffer(made, bytes);
        return made;
    }

private:
    gpu::Device& device_;
    gpu::Uploader& uploader_;
};

std::uint32_t seedOf(const city::Element& element) {
    return static_cast<std::uint32_t>(element.id ^ (element.id >> 32U));
}

/// The rows are worked out and go up part by part: with a million elements they would take more memory than the town.
void uploadElements(gpu::Uploader& uploader, const gpu::Buffer& table, const city::City& city) {
    const std::span<const city::Element> elements = city.elements();
    // What a tile shows in one from afar has one seed, and its vertices' variants: then it has it near by as well.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> members;
    members.reserve(city.members().size());
    for (const city::Member& one : city.members()) members.emplace_back(one.element, one.together);
    std::sort(members.begin(), members.end());
    auto member = members.cbegin();
    constexpr std::size_t kAtOnce = 65536;
    std::vector<shared::ElementInfo> infos;
    infos.reserve(std::min(kAtOnce, elements.size()));
    for (std::size_t at = 0; at < elements.size(); at += infos.size()) {
        infos.clear();
        for (const city::Element& element : elements.subspan(at, std::min(kAtOnce, elements.size() - at))) {
            infos.push_back(
                {element.boxMin[2], element.boxMax[2], static_cast<std::uint32_t>(element.layer), seedOf(element)});
        }
        for (; member != members.end() && member->first < at + infos.size(); ++member) {
            infos[member->first - at].seed = seedOf(elements[member->second]);
        }
        uploader.buffer(table, std::as_bytes(std::span(infos)), at * sizeof(shared::ElementInfo));
    }
}

glm::vec4 placeOf(const city::GridHeader& grid, float last) {
    return {static_cast<float>(grid.westM), static_cast<float>(grid.southM), 1 / std::max(grid.stepM, 0.01F), last};
}

glm::uvec2 sizeOf(const city::GridHeader& grid) { return glm::max(glm::uvec2(grid.columns, grid.rows), 1U); }

}  // namespace

CityTables::CityTables(gpu::Device& device, gpu::Uploader& uploader, const city::City& city) : device_{&device} {
    Loader load(device, uploader);
    elementCount = static_cast<std::uint32_t>(city.elements().size());
    elements = gpu::Buffer(device, elementCount * sizeof(shared::ElementInfo), kTable, gpu::Home::Shared, "elements");
    uploadElements(uploader, elements, city);
    city.forget(std::as_bytes(city.members()));
    city.forget(std::as_bytes(city.elements()));
    states = gpu::Buffer(device, std::uint64_t{elementCount} * 4, kTable, gpu::Home::Device, "states");
    uploader.fill(states, 0);
    materials = load.table(city.materials(), "materials");
    tiles = load.table(city.tiles(), "tiles");
    species = load.table(city.species(), "species");

    const TreeMeshes meshes = makeTreeMeshes();
    treeVertices =
        load.table(std::span<const TreeVertex>(meshes.vertices), "tree vertices", VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        const auto first = static_cast<std::uint64_t>(
            meshes.ranges[std::size_t{form} * shared::kTreeMeshes + kLeanTreeMesh].vertexOffset);
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
    for (const city::Species& kind : city.species()) {
        const std::uint32_t form = std::min(static_cast<std::uint32_t>(kind.form), shared::kTreeForms - 1);
        nearTrees[form] = meshes.ranges[std::size_t{form} * shared::kTreeMeshes];
    }
    treeMeshes = load.table(std::span<const shared::MeshRange>(meshes.ranges), "tree meshes");

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

    heights = load.grid(std::as_bytes(city.heightsCm()), "heights");
    cover = load.grid(std::as_bytes(city.cover()), "cover");
    city.forget(std::as_bytes(city.heightsCm()));
    city.forget(std::as_bytes(city.cover()));
    heightGrid = placeOf(city.heightGrid(), city.heightGrid().zeroM);
    coverGrid = placeOf(city.coverGrid(), city.coverGrid().stepM);
    heightSize = sizeOf(city.heightGrid());
    coverSize = sizeOf(city.coverGrid());

    counts = load.room(sizeof(shared::Counts), "counts",
                       VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT);
    uploader.fill(counts, 0);
    treeCommands = load.room(std::uint64_t{shared::kTreeForms} * shared::kTreeCommands * sizeof(shared::DrawCommand),
                             "tree commands", VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT);
    uploader.fill(treeCommands, 0);
    treeRuns = load.room(std::uint64_t{shared::kTreeForms} * shared::kTreeLists * sizeof(shared::TreeRun), "tree runs");
    makeRoom({});
}

void CityTables::makeRoom(const TownRoom& wanted) {
    // What was there goes first: the device may not have room for both.
    room = {};
    drawCount = drawGroups = treeCount = treeGroups = 0;
    for (gpu::Buffer* buffer : {&vertices, &indices, &draws, &trees, &drawBits, &drawOffsets, &drawCommands, &drawnRows,
                                &seen, &treeBits, &treeOffsets, &treeList, &treeInstances})
        *buffer = gpu::Buffer();
    for (auto* table : {&drawGroupTable, &treeGroupTable, &treeForms}) {
        for (gpu::Buffer& buffer : *table) buffer = gpu::Buffer();
    }
    device_->deletions().collect(~0ULL);

    const auto make = [this](std::uint64_t bytes, gpu::Home home, const char* name, VkBufferUsageFlags more = 0) {
        return gpu::Buffer(*device_, bytes, kTable | more, home, name);
    };
    using gpu::Home;
    // Every list holds at least the command of an empty one.
    const std::uint64_t drawRows = std::max(wanted.draws, 1U), treeRows = std::max(wanted.trees, 1U);
    constexpr VkBufferUsageFlags kFetched = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT;
    vertices = make(std::uint64_t{wanted.vertices} * sizeof(city::Vertex), Home::Shared, "vertices", kFetched);
    indices = make(std::uint64_t{wanted.indices} * 4, Home::Shared, "indices", VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    draws = make(drawRows * sizeof(shared::DrawRow), Home::Shared, "draws");
    trees = make(treeRows * sizeof(shared::TreeRow), Home::Shared, "trees");
    drawBits = make(drawRows * 4, Home::Device, "draw bits");
    drawOffsets = make(std::uint64_t{wanted.drawGroups} * (shared::kDrawLists + shared::kDrawCountWords) * 4,
                       Home::Device, "draw offsets");
    drawCommands = make(drawRows * shared::kDrawLists * sizeof(shared::DrawCommand), Home::Device, "draw commands",
                        VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT);
    drawnRows = make(drawRows * sizeof(shared::DrawnRow), Home::Device, "drawn rows", kFetched);
    seen = make(drawRows * 4, Home::Device, "draws seen");
    gpu::OneOff clear(*device_);
    vkCmdFillBuffer(clear.begin(), seen.get(), 0, VK_WHOLE_SIZE, 0);
    clear.submitAndWait();
    treeBits = make(treeRows * 4, Home::Device, "tree bits");
    treeOffsets = make(std::uint64_t{wanted.treeGroups} * (shared::kTreeLists + shared::kTreeCountWords) * 4,
                       Home::Device, "tree offsets");
    treeList = make(treeRows * shared::kTreeLists * 4, Home::Device, "tree list");
    treeInstances = make(treeRows * sizeof(shared::TreeInstance), Home::Device, "tree instances");
    for (std::uint32_t i = 0; i < gpu::kFramesInFlight; ++i) {
        constexpr std::uint64_t kGroup = sizeof(shared::CullGroup);
        drawGroupTable[i] = make(wanted.drawGroups * kGroup, Home::Shared, "draw groups");
        treeGroupTable[i] = make(wanted.treeGroups * kGroup, Home::Shared, "tree groups");
        treeForms[i] = make(std::uint64_t{2 * shared::kTreeForms + 1} * 4, Home::Shared, "tree forms");
    }
    room = wanted;
}

shared::TownTables CityTables::addresses(std::uint32_t frame) const noexcept {
    shared::TownTables at{};
    at.elements = elements.address();
    at.states = states.address();
    at.materials = materials.address();
    at.tiles = tiles.address();
    at.draws = draws.address();
    at.trees = trees.address();
    at.species = species.address();
    at.treeList = treeList.address();
    at.treeInstances = at.leanTrees = treeInstances.address();
    at.treeGroups = treeGroupTable[frame].address();
    at.lamps = lamps.address();
    at.lampCells = lampCells.address();
    at.heights = heights.address();
    at.cover = cover.address();
    return at;
}

}  // namespace twin::render
