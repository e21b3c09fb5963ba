// renderer/passes/kit.h: what every pass is made from, and a few words they share.
#pragma once

#include <span>
#include <vector>

#include "renderer/gpu/pipelines.h"
#include "renderer/graph/frame_graph.h"
#include "renderer/world/city_tables.h"
#include "renderer/world/life.h"
#include "renderer/world/members.h"
#include "renderer/world/model_table.h"
#include "renderer/world/shared.h"

namespace twin::render {

inline constexpr VkFormat kHdrFormat = VK_FORMAT_R16G16B16A16_SFLOAT;
inline constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;
inline constexpr VkFormat kShadowFormat = VK_FORMAT_D16_UNORM;
inline constexpr VkFormat kPictureFormat = VK_FORMAT_R8G8B8A8_UNORM;  ///< holds sRGB values, as they are shown
/// The bytes of an element's number, and those of its depth. A format that is in use anyway: for each more that can be read
/// Mesa's software device compiles functions when the first image is made.
inline constexpr VkFormat kPickFormat = kPictureFormat;

struct ModelToDraw {
    std::uint32_t id = 0;
    glm::mat4 place{1};
    std::uint32_t flags = 0;
};

/// What changes from frame to frame; passes keep a reference and look when they record.
struct FrameWork {
    shared::FrameData data{};
    std::vector<ModelToDraw> models;
    std::vector<MarkedRun> markedRuns;  ///< marked things without a draw of their own
    bool statesDirty = false;
    VkDeviceSize statesFrom = 0, statesBytes = 0;
    bool skyDirty = true;               ///< the sun has moved, or nothing was drawn yet
    std::uint32_t cascadesDirty = ~0U;  ///< a bit each: it, a state or a model has changed
    glm::vec2 jitterPx{0};
    LifeShown life;
    bool pick = false;
    glm::uvec2 pickPixel{};
};

struct PassKit {
    gpu::Device& device;
    gpu::PipelineManager& pipelines;
    gpu::Bindings& bindings;
    const CityTables& city;
    const ModelTable& models;
    const FrameWork& work;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_4_BIT;
    bool rich = true;    ///< Medium and High: what the software level leaves out
    bool hides = false;  ///< occlusion culling (hiz.h)

    /// A byte a pixel; on the software level four, see kPickFormat.
    [[nodiscard]] VkFormat maskFormat() const noexcept { return rich ? VK_FORMAT_R8_UNORM : kPictureFormat; }
};

/// References to what passes hand each other.
struct FrameRefs {
    graph::Ref states, drawBits, drawOffsets, drawCommands, drawnRows, counts, seen;
    graph::Ref treeBits, treeOffsets, treeCommands, treeRuns, treeList, treeInstances;
    graph::Ref skyView, shadows, occlusion;
    graph::Ref colour, depth, hdr, mask, picture;
    graph::Ref behind, behindDepth;  ///< what is opaque, one sample a pixel: water mirrors it and lets it through
};

/// What drawing the culled lists reads: of all that is built, and of trees.
/// @param statesUse  StorageInVertex, or StorageInDraw where fragments look states up too (lamps)
graph::PassDecl& readsDraws(graph::PassDecl& decl, const FrameRefs& refs,
                            graph::Use statesUse = graph::Use::StorageInVertex);
graph::PassDecl& readsTrees(graph::PassDecl& decl, const FrameRefs& refs);

struct Target {
    VkImageView view = VK_NULL_HANDLE;
    VkImageView resolve = VK_NULL_HANDLE;
    bool clear = true;
    bool keep = true;  ///< stored; a multisampled target that is resolved need not be
    VkClearValue value{};
};

/// Begins rendering to a colour and a depth target (either may be absent), or to two colours of one size, and sets viewport
/// and scissor to `area`.
void beginRendering(VkCommandBuffer commands, VkRect2D area, const Target* colour, const Target* depth,
                    const Target* second = nullptr);
void setArea(VkCommandBuffer commands, VkViewport viewport, VkRect2D scissor);
/// Viewport of the whole picture, scissor of the part that is drawn: a part comes out as the whole would.
void setPicture(const PassKit& kit, VkCommandBuffer commands);
/// Binds the descriptors and pushes the frame's address.
void bindSet(const PassKit& kit, const graph::PassContext& context, VkPipelineBindPoint point);

template <class T>
void push(const PassKit& kit, VkCommandBuffer commands, const T& values) {
    static_assert(sizeof(T) <= shared::kFramePushAt);
    vkCmdPushConstants(commands, kit.pipelines.layout(), VK_SHADER_STAGE_ALL, 0, sizeof(T), &values);
}

/// How vertices are laid out, for PipelineAsk. Shadows, picking and the mask read positions only.
enum class Fetch { All, Position };
void useCityVertices(gpu::PipelineAsk& ask, Fetch fetch = Fetch::All);
/// Adds the rows of the draws (DrawnRow), as much of each as the shader reads (the beginning is the corner and the state); after
/// useCityVertices(), and for a pass that reads FrameRefs::drawnRows.
enum class Row { Beginning, All };
void useDrawnRows(gpu::PipelineAsk& ask, Row row);
void useTreeVertices(gpu::PipelineAsk& ask, Fetch fetch = Fetch::All);
/// For shaders that make their corners from the vertex number.
void useNoVertices(gpu::PipelineAsk& ask);
void useModelVertices(gpu::PipelineAsk& ask, Fetch fetch = Fetch::All);

/// Draws one of the culled lists; trees of one level (0 to 2: camera, 3 to 6: cascades, 7 to 9: the camera's
/// levels without cut-outs); the models that are shown.
void bindCity(const PassKit& kit, VkCommandBuffer commands);
void drawList(const PassKit& kit, VkCommandBuffer commands, std::uint32_t list);
void bindTrees(const PassKit& kit, VkCommandBuffer commands);
void drawTrees(const PassKit& kit, VkCommandBuffer commands, std::uint32_t firstLevel, std::uint32_t levels);
/// All trees of the camera as meshes, for what asks where they stand and not how they look.
void drawTreesAsMeshes(const PassKit& kit, VkCommandBuffer commands);
/// The camera's far trees as pictures. Pushes constants of its own.
void drawImpostors(const PassKit& kit, VkCommandBuffer commands);
/// The list of one level (0 near, 2 far; 3 to 6: cascades) on the software level, where trees are drawn many at once.
/// Pushes constants of its own.
void drawLeanTrees(const PassKit& kit, VkCommandBuffer commands, std::uint32_t level, std::uint32_t view);
/// @param onlyFlags  0: all; else only models with one of these flags
void drawModels(const PassKit& kit, VkCommandBuffer commands, std::uint32_t view, std::uint32_t onlyFlags = 0);

/// People and vehicles; the pipeline of their view is bound.
void drawLife(const PassKit& kit, VkCommandBuffer commands, std::uint32_t view);

}  // namespace twin::render
