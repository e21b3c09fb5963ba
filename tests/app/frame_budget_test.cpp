// Automatic quality against machines of known speed: it meets the budget, comes to rest, and does not pump.
#include "app/program/frame_budget.h"

#include <gtest/gtest.h>

#include <vector>

namespace twin::app {
namespace {

using render::Quality;
constexpr double kBudgetMs = 16.7;

/// A machine: what a full picture of each level takes, of which a part does not go with the pixels.
struct Machine {
    std::array<double, 4> levelMs;
    double fixedMs = 1;
    double noise = 0;  ///< of each frame, a share
    [[nodiscard]] double frame(FrameBudget::Choice choice, std::uint32_t number) const {
        const std::uint32_t hash = (number * 2654435761U) >> 16U;
        const double wobble = 1 + noise * (static_cast<double>(hash & 1023U) / 511.5 - 1);
        const double scale = static_cast<double>(choice.scale);
        return (fixedMs + levelMs[static_cast<std::size_t>(choice.quality)] * scale * scale) * wobble;
    }
};

struct Course {
    std::vector<std::size_t> changes;  ///< frame numbers
    FrameBudget::Choice last;
    double lastMs = 0;
};

Course run(FrameBudget& budget, const Machine& machine, std::uint32_t frames) {
    Course done;
    for (std::uint32_t i = 0; i < frames; ++i) {
        done.lastMs = machine.frame(budget.choice(), i);
        if (budget.took(done.lastMs)) done.changes.push_back(i);
    }
    done.last = budget.choice();
    return done;
}

TEST(FrameBudget, AQuickMachineKeepsTheHighestLevelAtFullSize) {
    FrameBudget budget{Quality::High, Quality::High, kBudgetMs};
    const Course done = run(budget, {{1, 2, 4, 12}}, 3000);
    EXPECT_TRUE(done.changes.empty());
    EXPECT_EQ(done.last, (FrameBudget::Choice{Quality::High, 1.0F}));
}

TEST(FrameBudget, ALittleTooSlowOnlyTheScaleFalls) {
    FrameBudget budget{Quality::High, Quality::High, kBudgetMs};
    const Course done = run(budget, {{4, 9, 24, 60}}, 3000);
    EXPECT_EQ(done.last.quality, Quality::High);
    EXPECT_LT(done.last.scale, 1.0F);
    EXPECT_LE(done.lastMs, kBudgetMs * 1.05);
    ASSERT_FALSE(done.changes.empty());
    EXPECT_LT(done.changes.front(), 20U) << "slow frames are borne too long";
    EXPECT_LE(done.changes.size(), 4U);
}

TEST(FrameBudget, FarTooSlowTheLevelFallsToo) {
    FrameBudget budget{Quality::High, Quality::High, kBudgetMs};
    const Course done = run(budget, {{6, 40, 140, 400}}, 6000);
    EXPECT_LE(done.lastMs, kBudgetMs * 1.05);
    EXPECT_EQ(done.last.quality, Quality::Medium);
    EXPECT_LT(done.last.scale, 1.0F);
    FrameBudget slower{Quality::High, Quality::High, kBudgetMs};
    const Course slow = run(slower, {{6, 80, 140, 400}}, 6000);
    EXPECT_EQ(slow.last, (FrameBudget::Choice{Quality::Low, 1.0F})) << "the lowest level has no scale";
    EXPECT_LE(slow.changes.size(), 4U);
}

TEST(FrameBudget, AtTheEndOfItsMeansItRests) {
    FrameBudget budget{Quality::Low, Quality::Low, kBudgetMs};
    const Course done = run(budget, {{500, 900, 900, 900}}, 3000);
    EXPECT_EQ(done.last, (FrameBudget::Choice{Quality::Low, 1.0F}));
    EXPECT_TRUE(done.changes.empty());
}

TEST(FrameBudget, ItClimbsWhereThereIsRoomAndNoFurther) {
    FrameBudget budget{Quality::Low, Quality::High, kBudgetMs};
    const Course done = run(budget, {{0.5, 1.5, 3, 8}}, 6000);
    EXPECT_EQ(done.last, (FrameBudget::Choice{Quality::High, 1.0F}));
    EXPECT_EQ(done.changes.size(), 2U);
}

TEST(FrameBudget, NoMachineMakesItPump) {
    // From far too quick to far too slow, with frames that differ by a quarter: after the first minute next to nothing moves.
    for (double speed = 0.5; speed < 300; speed *= 1.31) {
        FrameBudget budget{Quality::Medium, Quality::High, kBudgetMs};
        const Machine machine{{speed * 0.3, speed * 0.6, speed, speed * 3}, 0.5, 0.25};
        (void)run(budget, machine, 3600);
        const Course later = run(budget, machine, 36000);  // ten minutes
        EXPECT_LE(later.changes.size(), 12U) << speed;
    }
}

TEST(FrameBudget, OneSlowFrameIsNoReason) {
    FrameBudget budget{Quality::High, Quality::High, kBudgetMs};
    for (int i = 0; i < 3000; ++i) EXPECT_FALSE(budget.took(i % 7 == 0 ? 90.0 : 14.0)) << i;
}

TEST(FrameBudget, TheSameTimesGiveTheSameChoices) {
    const Machine machine{{5, 12, 30, 90}, 1, 0.3};
    FrameBudget a{Quality::High, Quality::High, kBudgetMs};
    FrameBudget b{Quality::High, Quality::High, kBudgetMs};
    EXPECT_EQ(run(a, machine, 5000).changes, run(b, machine, 5000).changes);
}

}  // namespace
}  // namespace twin::app
