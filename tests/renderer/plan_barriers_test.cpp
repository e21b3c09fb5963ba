// The barriers the frame graph derives.
#include <gtest/gtest.h>

#include <algorithm>

#include "renderer/graph/plan.h"

namespace twin::render::graph {
namespace {

const Barrier* barrierOf(const Compiled& compiled, std::size_t step, Ref resource) {
    const auto& before = compiled.steps[step].before;
    const auto found =
        std::find_if(before.begin(), before.end(), [&](const Barrier& b) { return b.resource == resource.resource; });
    return found == before.end() ? nullptr : &*found;
}

TEST(PlanBarriers, TheWholeFrameAsText) {
    Plan plan;
    Ref colour = plan.addResource("colour", Kind::Image, Content::Transient);
    Ref depth = plan.addResource("depth", Kind::Image, Content::Transient);
    Ref list = plan.addResource("list", Kind::Buffer, Content::Transient);
    Ref window = plan.addResource("window", Kind::Image, Content::Window);
    plan.addPass("cull").writes(list, Use::StorageInCompute);
    plan.addPass("draw")
        .reads(list, Use::IndirectCommands)
        .writes(colour, Use::ColourTarget)
        .writes(depth, Use::DepthTarget);
    plan.addPass("panels").updates(colour, Use::ColourTarget);
    plan.addPass("copy").reads(colour, Use::CopySource).writes(window, Use::CopyTarget);
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled) << compiled.error().what;
    EXPECT_EQ(plan.describe(*compiled),
              "cull\n  list\n"
              "draw\n  list\n  colour undefined>colour\n  depth undefined>depth\n"
              "panels\n  colour colour>colour\n"
              "copy\n  colour colour>copy-source\n  window undefined>copy-target\n"
              "end\n  window copy-target>present\n");
}

TEST(PlanBarriers, AReadWaitsForTheWrite) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Buffer, Content::Transient);
    plan.addPass("w").writes(a, Use::StorageInCompute);
    plan.addPass("r").reads(a, Use::StorageInVertex).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    const Barrier* barrier = barrierOf(*compiled, 1, a);
    ASSERT_NE(barrier, nullptr);
    EXPECT_EQ(barrier->srcStages, VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT);
    EXPECT_EQ(barrier->srcAccess, VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT);
    EXPECT_EQ(barrier->dstStages, VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT);
    EXPECT_EQ(barrier->dstAccess, VK_ACCESS_2_SHADER_STORAGE_READ_BIT);
}

TEST(PlanBarriers, ReadersInARowShareOneBarrier) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Buffer, Content::Transient);
    plan.addPass("w").writes(a, Use::StorageInCompute);
    plan.addPass("r1").reads(a, Use::StorageInVertex).always();
    plan.addPass("r2").reads(a, Use::IndirectCommands).always();
    plan.addPass("r3").reads(a, Use::StorageInVertex).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    const Barrier* barrier = barrierOf(*compiled, 1, a);
    ASSERT_NE(barrier, nullptr);
    EXPECT_EQ(barrier->dstStages, VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT | VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT);
    EXPECT_EQ(barrierOf(*compiled, 2, a), nullptr);
    EXPECT_EQ(barrierOf(*compiled, 3, a), nullptr);
}

TEST(PlanBarriers, AWriteWaitsForTheReaders) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Buffer, Content::Transient);
    plan.addPass("w1").writes(a, Use::StorageInCompute);
    plan.addPass("r").reads(a, Use::StorageInVertex).always();
    plan.addPass("w2").writes(a, Use::CopyTarget).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    const Barrier* barrier = barrierOf(*compiled, 2, a);
    ASSERT_NE(barrier, nullptr);
    EXPECT_NE(barrier->srcStages & VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT, 0U);
    EXPECT_EQ(barrier->dstStages, VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT);
}

TEST(PlanBarriers, TheNextFrameWaitsForThisOne) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    plan.addPass("w").writes(a, Use::ColourTarget);
    plan.addPass("r").reads(a, Use::SampledInFragment).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    const Barrier* barrier = barrierOf(*compiled, 0, a);
    ASSERT_NE(barrier, nullptr) << "the first write of a frame meets the last read of the one before";
    EXPECT_EQ(barrier->srcStages & VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT, VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT);
    EXPECT_EQ(barrier->from, VK_IMAGE_LAYOUT_UNDEFINED) << "and needs nothing of what was there";
}

TEST(PlanBarriers, KeptImagesComeBackAsTheyWereLeft) {
    Plan plan;
    Ref maps = plan.addResource("maps", Kind::Image, Content::Kept);
    plan.addPass("draw").updates(maps, Use::DepthTarget);
    plan.addPass("use").reads(maps, Use::SampledInFragment).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    EXPECT_EQ(compiled->resting[maps.resource], VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    const Barrier* barrier = barrierOf(*compiled, 0, maps);
    ASSERT_NE(barrier, nullptr);
    EXPECT_EQ(barrier->from, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    EXPECT_EQ(barrier->to, VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL);
}

TEST(PlanBarriers, BlendingReadsWhatItWrites) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Kept);
    plan.addPass("w").writes(a, Use::ColourTarget);
    plan.addPass("u").updates(a, Use::ColourTarget);
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    const Barrier* barrier = barrierOf(*compiled, 1, a);
    ASSERT_NE(barrier, nullptr);
    EXPECT_EQ(barrier->dstAccess, VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT);
}

TEST(PlanBarriers, AnotherLayoutNeedsABarrierBetweenReaders) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    plan.addPass("w").writes(a, Use::ColourTarget);
    plan.addPass("sample").reads(a, Use::SampledInFragment).always();
    plan.addPass("copy").reads(a, Use::CopySource).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    const Barrier* barrier = barrierOf(*compiled, 2, a);
    ASSERT_NE(barrier, nullptr);
    EXPECT_EQ(barrier->from, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
    EXPECT_EQ(barrier->to, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
    EXPECT_NE(barrier->srcStages & VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT, 0U);
}

TEST(PlanBarriers, ReadOnlyResourcesNeedNone) {
    Plan plan;
    const Ref a = plan.addResource("a", Kind::Buffer, Content::Kept);
    plan.addPass("r1").reads(a, Use::StorageInVertex).always();
    plan.addPass("r2").reads(a, Use::StorageInCompute).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    EXPECT_TRUE(compiled->steps[0].before.empty());
    EXPECT_TRUE(compiled->steps[1].before.empty());
}

TEST(PlanBarriers, PlanningTwiceGivesTheSame) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Kept);
    plan.addPass("w").writes(a, Use::ColourTarget);
    plan.addPass("u").updates(a, Use::ColourTarget);
    EXPECT_EQ(plan.describe(*plan.compile()), plan.describe(*plan.compile()));
}

}  // namespace
}  // namespace twin::render::graph
