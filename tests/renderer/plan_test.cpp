// The frame graph's planning: order, culling of passes, and the mistakes it reports.
#include <gtest/gtest.h>

#include "renderer/graph/plan.h"

namespace twin::render::graph {
namespace {

std::string orderOf(const Plan& plan, const Compiled& compiled) {
    std::string text;
    for (const Step& step : compiled.steps) text += (text.empty() ? "" : " ") + plan.passName(step.pass);
    return text;
}

TEST(Plan, PassesRunInTheOrderTheyWereDeclared) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    Ref out = plan.addResource("out", Kind::Image, Content::Kept);
    plan.addPass("first").writes(a, Use::ColourTarget);
    plan.addPass("second").reads(a, Use::SampledInFragment).writes(out, Use::ColourTarget);
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled) << compiled.error().what;
    EXPECT_EQ(orderOf(plan, *compiled), "first second");
}

TEST(Plan, WhatNobodyNeedsIsLeftOut) {
    Plan plan;
    Ref unused = plan.addResource("unused", Kind::Image, Content::Transient);
    Ref chain = plan.addResource("chain", Kind::Image, Content::Transient);
    Ref out = plan.addResource("out", Kind::Image, Content::Kept);
    plan.addPass("feeds the unused").writes(chain, Use::ColourTarget);
    plan.addPass("writes the unused").reads(chain, Use::SampledInFragment).writes(unused, Use::ColourTarget);
    plan.addPass("needed").writes(out, Use::ColourTarget);
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    EXPECT_EQ(orderOf(plan, *compiled), "needed");
}

TEST(Plan, APassMarkedAlwaysStays) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Buffer, Content::Transient);
    plan.addPass("makes").writes(a, Use::StorageInCompute);
    plan.addPass("reports").reads(a, Use::CopySource).always();
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    EXPECT_EQ(orderOf(plan, *compiled), "makes reports");
}

TEST(Plan, AWriterWhoseWorkIsOverwrittenIsLeftOut) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    Ref out = plan.addResource("out", Kind::Image, Content::Kept);
    plan.addPass("lost").writes(a, Use::ColourTarget);
    plan.addPass("kept").writes(a, Use::ColourTarget);
    plan.addPass("shows").reads(a, Use::SampledInFragment).writes(out, Use::ColourTarget);
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    EXPECT_EQ(orderOf(plan, *compiled), "kept shows");
}

TEST(Plan, AnUpdateNeedsTheWriterBeforeIt) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    Ref out = plan.addResource("out", Kind::Image, Content::Kept);
    plan.addPass("clears").writes(a, Use::ColourTarget);
    plan.addPass("blends").updates(a, Use::ColourTarget);
    plan.addPass("shows").reads(a, Use::SampledInFragment).writes(out, Use::ColourTarget);
    const auto compiled = plan.compile();
    ASSERT_TRUE(compiled);
    EXPECT_EQ(orderOf(plan, *compiled), "clears blends shows");
}

TEST(Plan, WritingMovesTheReferenceOn) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    EXPECT_EQ(a.version, 0U);
    plan.addPass("p").writes(a, Use::ColourTarget);
    EXPECT_EQ(a.version, 1U);
    plan.addPass("q").updates(a, Use::ColourTarget);
    EXPECT_EQ(a.version, 2U);
}

TEST(Plan, AStaleReadIsRefusedByName) {
    Plan plan;
    Ref a = plan.addResource("depth", Kind::Image, Content::Transient);
    plan.addPass("draws").writes(a, Use::DepthTarget);
    const Ref old = a;
    plan.addPass("draws more").updates(a, Use::DepthTarget);
    plan.addPass("late").reads(old, Use::SampledInFragment).always();
    const auto compiled = plan.compile();
    ASSERT_FALSE(compiled);
    EXPECT_NE(compiled.error().what.find("pass late: stale reference to depth"), std::string::npos)
        << compiled.error().what;
}

TEST(Plan, ReadingWhatWasNeverWrittenIsRefused) {
    Plan plan;
    const Ref a = plan.addResource("a", Kind::Image, Content::Transient);
    plan.addPass("reads").reads(a, Use::SampledInFragment).always();
    const auto compiled = plan.compile();
    ASSERT_FALSE(compiled);
    EXPECT_NE(compiled.error().what.find("a is read before it is written"), std::string::npos) << compiled.error().what;
}

TEST(Plan, KeptContentMayBeReadBeforeItIsWritten) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Kept);
    plan.addPass("reads").reads(a, Use::SampledInFragment).always();
    plan.addPass("writes").writes(a, Use::ColourTarget);
    EXPECT_TRUE(plan.compile());
}

TEST(Plan, AUseThatCannotWriteIsRefused) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Kept);
    plan.addPass("p").writes(a, Use::SampledInFragment);
    const auto compiled = plan.compile();
    ASSERT_FALSE(compiled);
    EXPECT_NE(compiled.error().what.find("a cannot be written as sampled in fragment"), std::string::npos);
}

TEST(Plan, OneResourceTwiceInAPassIsRefused) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Kept);
    PassDecl pass = plan.addPass("p");
    pass.writes(a, Use::ColourTarget);
    pass.reads(a, Use::SampledInFragment);
    const auto compiled = plan.compile();
    ASSERT_FALSE(compiled);
    EXPECT_NE(compiled.error().what.find("a is used twice"), std::string::npos);
}

TEST(Plan, AnImageIsNoListOfCommands) {
    Plan plan;
    Ref a = plan.addResource("a", Kind::Image, Content::Kept);
    plan.addPass("p").reads(a, Use::IndirectCommands).always();
    EXPECT_FALSE(plan.compile());
}

TEST(Plan, NamesAreGivenOnce) {
    Plan resources;
    (void)resources.addResource("a", Kind::Image, Content::Kept);
    (void)resources.addResource("a", Kind::Buffer, Content::Kept);
    EXPECT_FALSE(resources.compile());
    Plan passes;
    (void)passes.addPass("p").always();
    (void)passes.addPass("p").always();
    EXPECT_FALSE(passes.compile());
}

TEST(Plan, AResourceThatWasNeverDeclaredIsRefused) {
    Plan plan;
    plan.addPass("p").reads(Ref{3, 0}, Use::SampledInFragment).always();
    EXPECT_FALSE(plan.compile());
}

}  // namespace
}  // namespace twin::render::graph
