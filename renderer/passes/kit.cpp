#include "renderer/passes/kit.h"

namespace twin::render {

namespace {

VkRenderingAttachmentInfo attachment(const Target& target, VkImageLayout layout) {
    VkRenderingAttachmentInfo info{VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO};
    info.imageView = target.view;
    info.imageLayout = layout;
    info.loadOp = target.clear ? VK_ATTACHMENT_LOAD_OP_CLEAR : VK_ATTACHMENT_LOAD_OP_LOAD;
    info.storeOp = target.keep ? VK_ATTACHMENT_STORE_OP_STORE : VK_ATTACHMENT_STORE_OP_DONT_CARE;
    info.clearValue = target.value;
    if (target.resolve != VK_NULL_HANDLE) {
        // Depths have no mean that would lie on a surface: the first sample stands for the pixel.
        info.resolveMode = layout == VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL ? VK_RESOLVE_MODE_SAMPLE_ZERO_BIT
                                                                              : VK_RESOLVE_MODE_AVERAGE_BIT;
        info.resolveImageView = target.resolve;
        info.resolveImageLayout = layout;
    }
    return info;
}

}  // namespace

graph::PassDecl& readsDraws(graph::PassDecl& decl, const FrameRefs& refs, graph::Use statesUse) {
    using graph::Use;
    return decl.reads(refs.states, statesUse)
        .reads(refs.drawCommands, Use::IndirectCommands)
        .reads(refs.drawnRows, Use::VertexAttributes)
        .reads(refs.counts, Use::IndirectCommands);
}

graph::PassDecl& readsTrees(graph::PassDecl& decl, const FrameRefs& refs) {
    using graph::Use;
    return decl.reads(refs.treeCommands, Use::IndirectCommands)
        .reads(refs.treeRuns, Use::StorageInVertex)
        .reads(refs.treeList, Use::StorageInVertex)
        .reads(refs.treeInstances, Use::StorageInVertex);
}

void setArea(VkCommandBuffer commands, VkViewport viewport, VkRect2D scissor) {
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
}

void beginRendering(VkCommandBuffer commands, VkRect2D area, const Target* colour, const Target* depth,
                    const Target* second) {
    std::array<VkRenderingAttachmentInfo, 2> colourInfos{};
    VkRenderingAttachmentInfo depthInfo{};
    VkRenderingInfo info{VK_STRUCTURE_TYPE_RENDERING_INFO};
    info.renderArea = area;
    info.layerCount = 1;
    if (colour != nullptr) {
        colourInfos[0] = attachment(*colour, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
        if (second != nullptr) colourInfos[1] = attachment(*second, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
        info.colorAttachmentCount = second != nullptr ? 2 : 1;
        info.pColorAttachments = colourInfos.data();
    }
    if (depth != nullptr) {
        depthInfo = attachment(*depth, VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL);
        info.pDepthAttachment = &depthInfo;
    }
    vkCmdBeginRendering(commands, &info);
    const VkViewport viewport{0, 0, static_cast<float>(area.extent.width), static_cast<float>(area.extent.height),
                              0, 1};
    setArea(commands, viewport, area);
}

void setPicture(const PassKit& kit, VkCommandBuffer commands) {
    const shared::FrameData& data = kit.work.data;
    const VkViewport viewport{kit.work.jitterPx.x - static_cast<float>(data.corner.x),
                              kit.work.jitterPx.y - static_cast<float>(data.corner.y),
                              static_cast<float>(data.full.x),
                              static_cast<float>(data.full.y),
                              0,
                              1};
    setArea(commands, viewport, {{0, 0}, {data.size.x, data.size.y}});
}

void bindSet(const PassKit& kit, const graph::PassContext& context, VkPipelineBindPoint point) {
    VkDescriptorSet set = kit.bindings.set(context.frame);
    vkCmdBindDescriptorSets(context.commands, point, kit.pipelines.layout(), 0, 1, &set, 0, nullptr);
    vkCmdPushConstants(context.commands, kit.pipelines.layout(), VK_SHADER_STAGE_ALL, shared::kFramePushAt,
                       sizeof kit.work.data.town.self, &kit.work.data.town.self);
}

void useCityVertices(gpu::PipelineAsk& ask, Fetch fetch) {
    ask.vertexBytes = sizeof(city::Vertex);
    ask.rowBytes = 0;
    // Words, which shaders/lib/vertex.glsl takes apart.
    ask.attributes = {{fetch == Fetch::All ? VK_FORMAT_R32G32B32A32_UINT : VK_FORMAT_R32G32_UINT, 0, 0}};
}

void useDrawnRows(gpu::PipelineAsk& ask, Row row) {
    ask.rowBytes = sizeof(shared::DrawnRow);
    ask.attributes.push_back({VK_FORMAT_R32G32B32A32_UINT, offsetof(shared::DrawnRow, corner), 1, 1});
    if (row == Row::All)
        ask.attributes.push_back({VK_FORMAT_R32G32B32A32_UINT, offsetof(shared::DrawnRow, seed), 2, 1});
}

void useTreeVertices(gpu::PipelineAsk& ask, Fetch fetch) {
    ask.vertexBytes = 12;
    ask.rowBytes = 0;
    ask.attributes = {{VK_FORMAT_R16G16B16A16_SNORM, 0, 0}, {VK_FORMAT_R8G8B8A8_SNORM, 8, 1}};
    if (fetch == Fetch::Position) ask.attributes.erase(ask.attributes.begin() + 1, ask.attributes.end());
}

void useNoVertices(gpu::PipelineAsk& ask) {
    ask.vertexBytes = ask.rowBytes = 0;
    ask.attributes.clear();
}

void useModelVertices(gpu::PipelineAsk& ask, Fetch fetch) {
    ask.vertexBytes = 36;  // renderer.h, ModelVertex
    ask.rowBytes = 0;
    ask.attributes = {{VK_FORMAT_R32G32B32_SFLOAT, 0, 0},
                      {VK_FORMAT_R32G32B32_SFLOAT, 12, 1},
                      {VK_FORMAT_R32G32_SFLOAT, 24, 2},
                      {VK_FORMAT_R8G8B8A8_UNORM, 32, 3}};
    if (fetch == Fetch::Position) ask.attributes.erase(ask.attributes.begin() + 1, ask.attributes.end());
}

void bindCity(const PassKit& kit, VkCommandBuffer commands) {
    const std::array<VkBuffer, 2> buffers{kit.city.vertices.get(), kit.city.drawnRows.get()};
    const std::array<VkDeviceSize, 2> zeros{};
    vkCmdBindVertexBuffers(commands, 0, 2, buffers.data(), zeros.data());
    vkCmdBindIndexBuffer(commands, kit.city.indices.get(), 0, VK_INDEX_TYPE_UINT32);
}

void drawList(const PassKit& kit, VkCommandBuffer commands, std::uint32_t list) {
    if (kit.city.drawCount == 0) return;
    constexpr std::uint32_t kBytes = sizeof(shared::DrawCommand);
    vkCmdDrawIndexedIndirectCount(commands, kit.city.drawCommands.get(),
                                  VkDeviceSize{list} * kit.city.room.draws * kBytes, kit.city.counts.get(),
                                  list * sizeof(std::uint32_t), kit.city.room.draws, kBytes);
}

void bindTrees(const PassKit& kit, VkCommandBuffer commands) {
    VkBuffer vertices = kit.city.treeVertices.get();
    const VkDeviceSize zero = 0;
    vkCmdBindVertexBuffers(commands, 0, 1, &vertices, &zero);
    vkCmdBindIndexBuffer(commands, kit.city.treeIndices.get(), 0, VK_INDEX_TYPE_UINT16);
}

void drawTrees(const PassKit& kit, VkCommandBuffer commands, std::uint32_t firstLevel, std::uint32_t levels) {
    if (kit.city.treeCount == 0) return;
    constexpr std::uint32_t kBytes = sizeof(shared::DrawCommand);
    for (std::uint32_t i = firstLevel * shared::kTreeForms; i < (firstLevel + levels) * shared::kTreeForms; ++i) {
        vkCmdDrawIndexedIndirect(commands, kit.city.treeCommands.get(), VkDeviceSize{i} * kBytes, 1, kBytes);
    }
}

void drawTreesAsMeshes(const PassKit& kit, VkCommandBuffer commands) {
    drawTrees(kit, commands, shared::kTreeLists, shared::kTreeLods);
}

void drawImpostors(const PassKit& kit, VkCommandBuffer commands) {
    if (kit.city.treeCount == 0) return;
    constexpr std::uint32_t kBytes = sizeof(shared::DrawCommand);
    vkCmdBindIndexBuffer(commands, kit.city.farTreeIndices.get(), 0, VK_INDEX_TYPE_UINT16);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        if (kit.city.nearTrees[form].indexCount == 0) continue;
        const std::uint32_t run = (shared::kTreeLods - 1) * shared::kTreeForms + form;
        push(kit, commands, shared::FarTreePush{kit.city.treeRuns.address(), 0, run, form, 0, 0});
        vkCmdDrawIndexedIndirect(commands, kit.city.treeCommands.get(), VkDeviceSize{run} * kBytes, 1, kBytes);
    }
}

void drawLeanTrees(const PassKit& kit, VkCommandBuffer commands, std::uint32_t level, std::uint32_t view) {
    if (kit.city.treeCount == 0) return;
    constexpr std::uint32_t kBytes = sizeof(shared::DrawCommand);
    const bool near = level < shared::kTreeLods - 1;
    vkCmdBindIndexBuffer(commands, (near ? kit.city.leanTreeIndices : kit.city.farTreeIndices).get(), 0,
                         VK_INDEX_TYPE_UINT16);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        const std::uint32_t run = level * shared::kTreeForms + form;
        push(kit, commands,
             shared::FarTreePush{kit.city.treeRuns.address(), kit.city.leanTreeCorners[form], run, form, view, 0});
        vkCmdDrawIndexedIndirect(commands, kit.city.treeCommands.get(), VkDeviceSize{run} * kBytes, 1, kBytes);
    }
}

void drawModels(const PassKit& kit, VkCommandBuffer commands, std::uint32_t view, std::uint32_t onlyFlags) {
    for (const ModelToDraw& shown : kit.work.models) {
        const GpuModel* model = kit.models.find(shown.id);
        if (model == nullptr || (onlyFlags != 0 && (shown.flags & onlyFlags) == 0)) continue;
        VkBuffer vertices = model->vertices.get();
        const VkDeviceSize zero = 0;
        vkCmdBindVertexBuffers(commands, 0, 1, &vertices, &zero);
        vkCmdBindIndexBuffer(commands, model->indices.get(), 0, VK_INDEX_TYPE_UINT32);
        for (const ModelPartRow& part : model->parts) {
            push(kit, commands,
                 shared::ModelPush{shown.place, part.colour, part.texture, view, 0x80000000U | shown.id, shown.flags});
            vkCmdDrawIndexed(commands, part.indexCount, 1, part.firstIndex, 0, 0);
        }
    }
}

void drawLife(const PassKit& kit, VkCommandBuffer commands, std::uint32_t view) {
    VkBuffer vertices = kit.city.lifeVertices.get();
    const VkDeviceSize zero = 0;
    vkCmdBindVertexBuffers(commands, 0, 1, &vertices, &zero);
    vkCmdBindIndexBuffer(commands, kit.city.lifeIndices.get(), 0, VK_INDEX_TYPE_UINT32);
    push(kit, commands, shared::ModelPush{glm::mat4(1), glm::vec4(1), -1, view, shared::uint{0}, 0});
    for (std::size_t i = 0; i < kLifeKinds; ++i) {
        const LifeMeshes::Range& mesh = kit.city.lifeMeshes[i];
        if (kit.work.life.count[i] == 0) continue;
        vkCmdDrawIndexed(commands, mesh.indexCount, kit.work.life.count[i], mesh.firstIndex, 0, kit.work.life.first[i]);
    }
}

}  // namespace twin::render
