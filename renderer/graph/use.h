// renderer/graph/use.h: the ways a pass can touch a resource, and what each means to Vulkan.
#pragma once

#include <vulkan/vulkan.h>

namespace twin::render::graph {

enum class Use {
    ColourTarget,  ///< colour attachment, written or blended over
    DepthTarget,   ///< depth attachment, tested and written
    SampledInFragment,
    SampledInCompute,
    StorageInCompute,   ///< read, write or both
    StorageInVertex,    ///< read as table by the vertex shader
    StorageInFragment,  ///< read as table by the fragment shader
    IndirectCommands,   ///< draw commands and their counts
    CopySource,
    CopyTarget,
    ReadByHost,
    Present,
    SampledInDraw,     ///< sampled by vertex and fragment shaders
    StorageInDraw,     ///< read as table by both
    VertexAttributes,  ///< bound as vertices or rows of instances
    DepthResolve,      ///< single-sampled depth that a pass resolves its depth target to
};

struct UseInfo {
    const char* name;
    VkPipelineStageFlags2 stages;
    VkAccessFlags2 reads;   ///< accesses when read
    VkAccessFlags2 writes;  ///< accesses when written; 0: this use cannot write
    VkImageLayout layout;   ///< undefined for uses that images do not have
};

[[nodiscard]] const UseInfo& infoOf(Use use) noexcept;

}  // namespace twin::render::graph
