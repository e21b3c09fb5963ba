#include "renderer/passes/culling.h"

#include <algorithm>

namespace twin::render {

using graph::PassContext;
using graph::Use;

namespace {

/// Workgroups of 64 threads for one thread a group; one at least, which empties the lists.
std::uint32_t workgroups(std::uint32_t groups) { return std::max((groups + 63) / 64, 1U); }

gpu::PipelineId compute(gpu::PipelineManager& pipelines, bool rich, const char* shader,
                        gpu::Rehearse rehearse = gpu::Rehearse::No) {
    gpu::PipelineAsk ask;
    ask.name = shader;
    ask.compute = shader;
    ask.constants[0] = rich ? 0 : 1;
    ask.rehearse = rehearse;
    return pipelines.add(ask);
}

}  // namespace

Culling::Culling(const PassKit& kit)
    : kit_{kit},
      drawTest_{compute(kit.pipelines, kit.rich, "draw_cull.comp")},
      drawScan_{compute(kit.pipelines, kit.rich, "draw_scan.comp")},
      drawWrite_{compute(kit.pipelines, kit.rich, "draw_write.comp")},
      trees_{askTreePipelines(kit.pipelines, kit.rich)} {}

Culling::TreePipelines Culling::askTreePipelines(gpu::PipelineManager& pipelines, bool rich) {
    return {compute(pipelines, rich, "tree_cull.comp", gpu::Rehearse::First),
            compute(pipelines, rich, "tree_scan.comp", gpu::Rehearse::First),
            compute(pipelines, rich, "tree_write.comp", gpu::Rehearse::First)};
}

shared::CullPush Culling::drawPush(std::uint32_t frame) const {
    const CityTables& city = kit_.city;
    return {city.drawBits.address(),
            city.drawOffsets.address(),
            city.drawCommands.address(),
            city.counts.address(),
            0,
            0,
            0,
            city.drawnRows.address(),
            city.drawGroupTable[frame].address(),
            city.seen.address(),
            std::max(city.room.draws, 1U),
            city.drawGroups,
            city.drawCount,
            0};
}

shared::CullPush Culling::treePush(std::uint32_t frame) const {
    const CityTables& city = kit_.city;
    return {city.treeBits.address(),
            city.treeOffsets.address(),
            city.treeCommands.address(),
            city.counts.address(),
            city.treeMeshes.address(),
            city.treeForms[frame].address(),
            city.treeRuns.address(),
            0,
            0,
            0,
            std::max(city.room.trees, 1U),
            city.treeGroups,
            city.treeCount,
            0};
}

void Culling::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    const auto run = [this](const PassContext& context, gpu::PipelineId drawShader, std::uint32_t drawGroups,
                            gpu::PipelineId treeShader, std::uint32_t treeGroups) {
        bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(drawShader));
        push(kit_, context.commands, drawPush(context.frame));
        vkCmdDispatch(context.commands, drawGroups, 1, 1);
        vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(treeShader));
        push(kit_, context.commands, treePush(context.frame));
        vkCmdDispatch(context.commands, treeGroups, 1, 1);
    };
    graph::PassDecl test = graph
                               .addPass("cull.test",
                                        [this, run](const PassContext& context) {
                                            run(context, drawTest_, workgroups(kit_.city.drawGroups), trees_.test,
                                                workgroups(kit_.city.treeGroups));
                                        })
                               .reads(refs.states, Use::StorageInCompute)
                               .writes(refs.drawBits, Use::StorageInCompute)
                               .writes(refs.drawOffsets, Use::StorageInCompute)
                               .writes(refs.counts, Use::StorageInCompute)
                               .writes(refs.treeBits, Use::StorageInCompute)
                               .writes(refs.treeOffsets, Use::StorageInCompute)
                               .writes(refs.treeInstances, Use::StorageInCompute);
    if (kit_.hides) test.reads(refs.seen, Use::StorageInCompute);
    graph
        .addPass("cull.scan",
                 [this, run](const PassContext& context) {
                     // A workgroup each, or on the software level a thread.
                     const std::uint32_t draws = shared::kDrawLists, trees = shared::kTreeForms * shared::kTreeLists;
                     run(context, drawScan_, kit_.rich ? draws : workgroups(draws), trees_.scan,
                         kit_.rich ? trees : workgroups(trees));
                 })
        .updates(refs.drawOffsets, Use::StorageInCompute)
        .updates(refs.treeOffsets, Use::StorageInCompute)
        .updates(refs.counts, Use::StorageInCompute)
        .writes(refs.drawCommands, Use::StorageInCompute)
        .writes(refs.treeCommands, Use::StorageInCompute)
        .writes(refs.treeRuns, Use::StorageInCompute);
    graph
        .addPass("cull.write",
                 [this, run](const PassContext& context) {
                     run(context, drawWrite_, workgroups(kit_.city.drawGroups), trees_.write,
                         workgroups(kit_.city.treeGroups));
                 })
        .reads(refs.states, Use::StorageInCompute)
        .reads(refs.drawBits, Use::StorageInCompute)
        .reads(refs.drawOffsets, Use::StorageInCompute)
        .reads(refs.treeBits, Use::StorageInCompute)
        .reads(refs.treeOffsets, Use::StorageInCompute)
        .updates(refs.counts, Use::StorageInCompute)
        .updates(refs.drawCommands, Use::StorageInCompute)
        .writes(refs.drawnRows, Use::StorageInCompute)
        .writes(refs.treeList, Use::StorageInCompute);
}

}  // namespace twin::render
