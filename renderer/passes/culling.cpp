#include "renderer/passes/culling.h"

namespace twin::render {

using graph::PassContext;
using graph::Use;

namespace {

/// Workgroups of 64 threads for one thread a group.
std::uint32_t workgroups(std::uint32_t groups) { return (groups + 63) / 64; }

gpu::PipelineId compute(const PassKit& kit, const char* shader) {
    gpu::PipelineAsk ask;
    ask.name = shader;
    ask.compute = shader;
    return kit.pipelines.add(ask);
}

}  // namespace

Culling::Culling(const PassKit& kit)
    : kit_{kit},
      drawTest_{compute(kit, "draw_cull.comp")},
      drawScan_{compute(kit, "draw_scan.comp")},
      drawWrite_{compute(kit, "draw_write.comp")},
      treeTest_{compute(kit, "tree_cull.comp")},
      treeScan_{compute(kit, "tree_scan.comp")},
      treeWrite_{compute(kit, "tree_write.comp")} {}

shared::CullPush Culling::drawPush() const {
    const CityTables& city = kit_.city;
    return {city.drawBits.address(),
            city.drawOffsets.address(),
            city.drawCommands.address(),
            city.counts.address(),
            0,
            0,
            0,
            city.drawnRows.address(),
            city.drawSpheres.address(),
            city.drawCount,
            city.drawGroups};
}

shared::CullPush Culling::treePush() const {
    const CityTables& city = kit_.city;
    return {city.treeBits.address(),
            city.treeOffsets.address(),
            city.treeCommands.address(),
            city.counts.address(),
            city.treeMeshes.address(),
            city.treeForms.address(),
            city.treeRuns.address(),
            0,
            0,
            city.treeCount,
            city.treeGroups};
}

void Culling::addTo(graph::FrameGraph& graph, FrameRefs& refs) const {
    const auto run = [this](const PassContext& context, gpu::PipelineId drawShader, std::uint32_t drawGroups,
                            gpu::PipelineId treeShader, std::uint32_t treeGroups) {
        bindSet(kit_, context, VK_PIPELINE_BIND_POINT_COMPUTE);
        if (drawGroups > 0) {
            vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(drawShader));
            push(kit_, context.commands, drawPush());
            vkCmdDispatch(context.commands, drawGroups, 1, 1);
        }
        if (treeGroups > 0) {
            vkCmdBindPipeline(context.commands, VK_PIPELINE_BIND_POINT_COMPUTE, kit_.pipelines.get(treeShader));
            push(kit_, context.commands, treePush());
            vkCmdDispatch(context.commands, treeGroups, 1, 1);
        }
    };
    graph
        .addPass("cull.test",
                 [this, run](const PassContext& context) {
                     run(context, drawTest_, workgroups(kit_.city.drawGroups), treeTest_,
                         workgroups(kit_.city.treeGroups));
                 })
        .reads(refs.states, Use::StorageInCompute)
        .reads(refs.skyState, Use::StorageInCompute)
        .writes(refs.drawBits, Use::StorageInCompute)
        .writes(refs.drawOffsets, Use::StorageInCompute)
        .writes(refs.counts, Use::StorageInCompute)
        .writes(refs.treeBits, Use::StorageInCompute)
        .writes(refs.treeOffsets, Use::StorageInCompute)
        .writes(refs.treeInstances, Use::StorageInCompute);
    graph
        .addPass("cull.scan",
                 [this, run](const PassContext& context) {
                     const bool draws = kit_.city.drawGroups > 0;
                     const bool trees = kit_.city.treeGroups > 0;
                     run(context, drawScan_, draws ? shared::kDrawLists : 0, treeScan_,
                         trees ? shared::kTreeForms * shared::kTreeLists : 0);
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
                     run(context, drawWrite_, workgroups(kit_.city.drawGroups), treeWrite_,
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
