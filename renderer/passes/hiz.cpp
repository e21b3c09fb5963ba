#include "renderer/passes/hiz.h"

#include <algorithm>

namespace twin::render {

using graph::PassContext;
using graph::Ref;
using graph::Use;

namespace {

glm::uvec2 halfOf(glm::uvec2 size) { return (size + 1U) / 2U; }

/// Texels of all levels, the last of which is one.
std::uint64_t texelsOf(glm::uvec2 picture) {
    std::uint64_t texels = 0;
    glm::uvec2 size = picture;
    do {
        size = halfOf(size);
        texels += std::uint64_t{size.x} * size.y;
    } while (size != glm::uvec2(1));
    return texels;
}

}  // namespace

Hiz::Hiz(const PassKit& kit, gpu::Bindings& bindings, const Samplers& samplers)
    : kit_{kit}, bindings_{bindings}, samplers_{samplers} {
    gpu::PipelineAsk ask;
    ask.depth = kDepthFormat;
    ask.samples = kit.samples;
    ask.name = "hiz.town";
    ask.vertex = "pick.vert";
    useCityVertices(ask, Fetch::Position);
    town_ = kit.pipelines.add(ask);
    gpu::PipelineAsk compute;
    compute.name = "hiz.next";
    compute.compute = "hiz_next.comp";
    next_ = kit.pipelines.add(compute);
    compute.name = "hiz.test";
    compute.compute = "hiz_test.comp";
    test_ = kit.pipelines.add(compute);
    compute.name = "hiz.first";
    compute.compute = "hiz_first.comp";
    compute.constants[0] = static_cast<std::uint32_t>(kit.samples);
    first_ = kit.pipelines.add(compute);
}

void Hiz::addTo(graph::FrameGraph& graph, FrameRefs& refs) {
    const gpu::ImageInfo& whole = graph.image(refs.depth).info();
    pyramid_ = gpu::Buffer(kit_.device, texelsOf({whole.widthPx, whole.heightPx}) * sizeof(float),
                           VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT,
                           gpu::Home::Device, "depth pyramid");
    bindings_.image(shared::kBindSceneDepth, graph.image(refs.depth).view(), samplers_.nearest.get(),
                    VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    Ref pyramid = graph.importBuffer("depth pyramid", pyramid_, graph::Content::Transient);
    const auto asked = [this] { return (kit_.work.data.flags & shared::kFrameOcclusion) != 0; };
    const Ref depth = refs.depth;
    graph::PassDecl town = graph.addPass("hiz.depth", [this, asked, depth](const PassContext& context) {
        if (asked()) recordDepth(context, depth);
    });
    readsDraws(town, refs).writes(refs.depth, Use::DepthTarget);
    graph
        .addPass("hiz.pyramid",
                 [this, asked](const PassContext& context) {
                     if (asked()) recordPyramid(context);
                 })
        .reads(refs.depth, Use::SampledInCompute)
        .writes(pyramid, Use::StorageInCompute);
    graph
        .addPass("hiz.test",
                 [this, asked](const PassContext& context) {
                     if (asked()) recordTest(context);
                 })
        .reads(pyramid, Use::StorageInCompute)
        .reads(refs.drawBits, Use::StorageInCompute)
        .reads(refs.drawOffsets, Use::StorageInCompute)
        .updates(refs.seen, Use::StorageInCompute)
        .updates(refs.counts, Use::StorageInCompute)
        .updates(refs.drawCommands, Use::StorageInCompute);
}

void Hiz::recordDepth(const PassContext& context, const Ref& depth) const {
    VkCommandBuffer commands = context.commands;
    const VkRect2D area{{0, 0}, {kit_.work.data.size.x, kit_.work.data.size.y}};
    Target target;
    target.view = context.graph.image(depth).view();
    target.value.depthStencil = {0, 0};
    beginRendering(commands, area, nullptr, &target);
    setPicture(kit_, commands);
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_GRAPHICS);
    push(kit_, commands, shared::ScenePush{0, 1, {}});
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, kit_.pipelines.get(town_));
    bindCity(kit_, commands);
    drawList(kit_, commands, shared::kListSeen);
    vkCmdEndRendering(commands);
}

void Hiz::recordPyramid(const PassContext& context) const {
    VkCommandBuffer commands = context.commands;
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
    shared::PyramidPush level{pyramid_.address(), kit_.work.data.size, halfOf(kit_.work.data.size), 0, 0};
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(first_));
    for (bool finest = true;; finest = false) {
        push(kit_, commands, level);
        vkCmdDispatch(commands, (level.size.x + 7) / 8, (level.size.y + 7) / 8, 1);
        if (level.size == glm::uvec2(1)) break;
        if (finest) vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(next_));
        VkMemoryBarrier2 written{VK_STRUCTURE_TYPE_MEMORY_BARRIER_2};
        written.srcStageMask = written.dstStageMask = VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;
        written.srcAccessMask = VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT;
        written.dstAccessMask = VK_ACCESS_2_SHADER_STORAGE_READ_BIT;
        VkDependencyInfo dependency{VK_STRUCTURE_TYPE_DEPENDENCY_INFO};
        dependency.memoryBarrierCount = 1;
        dependency.pMemoryBarriers = &written;
        vkCmdPipelineBarrier2(commands, &dependency);
        level.fromSize = level.size;
        level.fromOffset = level.offset;
        level.offset += level.size.x * level.size.y;
        level.size = halfOf(level.size);
    }
}

void Hiz::recordTest(const PassContext& context) const {
    const CityTables& city = kit_.city;
    bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
    vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(test_));
    push(kit_, context.commands,
         shared::HiddenPush{city.drawBits.address(), city.drawOffsets.address(), city.drawCommands.address(),
                            city.counts.address(), city.drawGroupTable[context.frame].address(), city.seen.address(),
                            pyramid_.address(), kit_.work.jitterPx, std::max(city.room.draws, 1U), city.drawGroups});
    vkCmdDispatch(context.commands, std::max((city.drawGroups + 63) / 64, 1U), 1, 1);
}

}  // namespace twin::render
