#include "scene/strategy/timeline.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "tests/scene/allocations.h"
#include "tests/scene/tiny_city.h"

namespace twin::strategy {
namespace {

using city::Element;
using city::ElementState;
using city::Stage;
using test::day;

const Day kPlanStart = day("2024-07-01");
constexpr Overlay kToday{false, 0xFFFFFFFF};
constexpr Overlay kPlan{true, 0xFFFFFFFF};

Element life(Day work, Day stands, Day demolish = kNever, Day gone = kNever) {
    Element element;
    element.workFrom = work;
    element.standsFrom = stands;
    element.demolishFrom = demolish;
    element.goneFrom = gone;
    return element;
}

/// One line of the table of rules.
struct Case {
    const char* what;
    Element element;
    const char* on;
    Overlay overlay;
    Stage stage;
    int progress;
};

const Element kOld = life(kAlways, kAlways);
const Element kOldToGo = life(kAlways, kAlways, day("2026-01-01"), day("2026-01-11"));
const Element kNew = life(day("2026-01-01"), day("2026-01-11"));
const Element kYoung = life(day("2022-01-01"), day("2023-01-01"));
const Element kBrief = life(day("2025-01-01"), day("2025-02-01"), day("2029-01-01"), day("2029-01-03"));

const Case kCases[] = {
    {"stands since ever", kOld, "2024-06-30", kToday, Stage::Existing, 0},
    {"stands since ever, also in the plan", kOld, "2035-01-01", kPlan, Stage::Existing, 0},
    {"stood before the plan", kYoung, "2024-06-30", kToday, Stage::Existing, 0},
    {"was built before the plan, seen then", kYoung, "2022-06-01", kToday, Stage::Construction, 105},
    {"was not begun then", kYoung, "2021-12-31", kToday, Stage::Hidden, 0},
    {"not begun, today", kNew, "2025-12-31", kToday, Stage::Hidden, 0},
    {"not begun, in the plan", kNew, "2025-12-31", kPlan, Stage::Planned, 0},
    {"first day of work", kNew, "2026-01-01", kPlan, Stage::Construction, 0},
    {"half of the work", kNew, "2026-01-06", kPlan, Stage::Construction, 127},
    {"work shows today too", kNew, "2026-01-06", kToday, Stage::Construction, 127},
    {"last day of work", kNew, "2026-01-10", kPlan, Stage::Construction, 229},
    {"the day it stands", kNew, "2026-01-11", kPlan, Stage::Built, 0},
    {"stands later", kNew, "2030-12-31", kToday, Stage::Built, 0},
    {"will go, today", kOldToGo, "2025-12-31", kToday, Stage::Existing, 0},
    {"will go, in the plan", kOldToGo, "2025-12-31", kPlan, Stage::ToGo, 0},
    {"first day of removal", kOldToGo, "2026-01-01", kToday, Stage::ToGo, 0},
    {"half of the removal", kOldToGo, "2026-01-06", kPlan, Stage::ToGo, 127},
    {"gone", kOldToGo, "2026-01-11", kPlan, Stage::Hidden, 0},
    {"gone for good", kOldToGo, "2050-01-01", kToday, Stage::Hidden, 0},
    {"comes with the plan and goes again: still to come", kBrief, "2024-06-30", kPlan, Stage::Planned, 0},
    {"comes and goes: stands, and the plan removes it", kBrief, "2026-01-01", kPlan, Stage::ToGo, 0},
    {"comes and goes: stands", kBrief, "2026-01-01", kToday, Stage::Built, 0},
    {"comes and goes: is being removed", kBrief, "2029-01-02", kToday, Stage::ToGo, 127},
    {"comes and goes: gone", kBrief, "2029-01-03", kPlan, Stage::Hidden, 0},
    {"removal that never ends", life(kAlways, kAlways, day("2026-01-01"), kNever), "2040-01-01", kToday, Stage::ToGo,
     0},
    {"work without an end", life(day("2026-01-01"), kNever), "2040-01-01", kToday, Stage::Construction, 0},
    {"vanishes without removal", life(kAlways, kAlways, kNever, day("2026-01-01")), "2025-12-31", kPlan,
     Stage::Existing, 0},
};

TEST(StateOf, FollowsEveryRule) {
    for (const Case& one : kCases) {
        const ElementState state = stateOf(one.element, day(one.on), one.overlay, kNoPhase, kPlanStart);
        EXPECT_EQ(state.stage, one.stage) << one.what;
        EXPECT_EQ(state.progress, one.progress) << one.what;
        EXPECT_EQ(state.flags, 0) << one.what;
    }
}

TEST(StateOf, APhaseThatIsSwitchedOffBringsNothing) {
    const Overlay without2{true, ~(1U << 2U)};
    for (const char* on : {"2024-06-30", "2026-01-06", "2030-12-31"}) {
        EXPECT_EQ(stateOf(kNew, day(on), without2, 2, kPlanStart).stage, Stage::Hidden) << on;
        EXPECT_NE(stateOf(kNew, day(on), without2, 1, kPlanStart).stage, Stage::Hidden) << on;
        EXPECT_NE(stateOf(kNew, day(on), without2, kNoPhase, kPlanStart).stage, Stage::Hidden) << on;
    }
}

TEST(StateOf, APhaseThatIsSwitchedOffRemovesNothing) {
    const Overlay without2{true, ~(1U << 2U)};
    for (const char* on : {"2024-06-30", "2026-01-06", "2030-12-31"}) {
        EXPECT_EQ(stateOf(kOldToGo, day(on), without2, 2, kPlanStart).stage, Stage::Existing) << on;
    }
}

TEST(StateOf, ASwitchedOffPhaseDoesNotRewriteThePast) {
    const Overlay none{false, 0};
    const Element goneBefore = life(kAlways, kAlways, day("2020-01-01"), day("2021-01-01"));
    EXPECT_EQ(stateOf(goneBefore, day("2024-06-30"), none, 0, kPlanStart).stage, Stage::Hidden);
    EXPECT_EQ(stateOf(kYoung, day("2020-01-01"), none, 0, kPlanStart).stage, Stage::Hidden);
    EXPECT_EQ(stateOf(kYoung, day("2024-06-30"), none, 0, kPlanStart).stage, Stage::Existing);
}

TEST(StateOf, AgeCountsMonthsSinceItStandsUpTo255) {
    const Element tree = life(kAlways, day("2026-01-01"));
    const auto age = [&](const char* on) { return int{stateOf(tree, day(on), kPlan, kNoPhase, kPlanStart).ageMonths}; };
    EXPECT_EQ(age("2026-01-01"), 0);
    EXPECT_EQ(age("2026-02-02"), 1);
    EXPECT_EQ(age("2027-01-02"), 12);
    EXPECT_EQ(age("2036-01-02"), 120);
    EXPECT_EQ(age("2047-03-01"), 253);
    EXPECT_EQ(age("2047-05-01"), 255);
    EXPECT_EQ(age("2099-01-01"), 255);
    EXPECT_EQ(stateOf(kOld, 0, kPlan, kNoPhase, kPlanStart).ageMonths, 255);
    EXPECT_EQ(stateOf(kNew, day("2026-01-06"), kPlan, kNoPhase, kPlanStart).ageMonths, 0);
}

TEST(StateOf, TheEndsOfTheCalendarDoNotOverflow) {
    for (const Day on : {kAlways, kAlways + 1, 0, kNever - 1, kNever}) {
        for (const Element& element :
             {life(kAlways, kNever), life(kAlways + 1, kNever - 1, kNever - 1, kNever),
              life(kAlways, kAlways, kAlways, kNever), life(kNever, kAlways, kNever, kAlways)}) {
            (void)stateOf(element, on, kPlan, kNoPhase, kPlanStart);
        }
    }
    EXPECT_EQ(stateOf(life(kAlways, kNever - 1), kNever - 2, kPlan, kNoPhase, kPlanStart).progress, 254);
}

/// Random lives, some without dates, some damaged on purpose (demolition before standing).
std::vector<Element> randomElements(std::size_t count, std::uint32_t seed, int tasks) {
    std::mt19937 random{seed};
    const Day first = day("2019-01-01"), last = day("2035-01-01");
    const auto date = [&] { return first + static_cast<Day>(random() % static_cast<unsigned>(last - first)); };
    std::vector<Element> elements;
    for (std::size_t i = 0; i < count; ++i) {
        Element element = life(random() % 4 == 0 ? kAlways : date(), random() % 3 == 0 ? kAlways : date(),
                               random() % 3 == 0 ? date() : kNever, random() % 4 == 0 ? date() : kNever);
        if (random() % 4 == 0) element = life(kAlways, kAlways);
        element.task = static_cast<std::int32_t>(random() % static_cast<unsigned>(tasks + 1)) - 1;
        elements.push_back(element);
    }
    return elements;
}

std::vector<std::uint32_t> phasesOf(int tasks) {
    std::vector<std::uint32_t> phases;
    phases.reserve(static_cast<std::size_t>(tasks));
    for (int i = 0; i < tasks; ++i) phases.push_back(static_cast<std::uint32_t>(i % 4));
    return phases;
}

/// Everything worked out anew: what the timeline must agree with.
std::vector<ElementState> recomputed(const std::vector<Element>& elements, const std::vector<std::uint32_t>& phases,
                                     Day on, const Overlay& overlay) {
    std::vector<ElementState> states;
    for (const Element& e : elements) {
        const std::uint32_t phase = e.task < 0 ? kNoPhase : phases[static_cast<std::size_t>(e.task)];
        states.push_back(stateOf(e, on, overlay, phase, kPlanStart));
    }
    return states;
}

class TimelineWalk : public testing::TestWithParam<std::uint32_t> {};

TEST_P(TimelineWalk, EndsWhereAFullComputationEnds) {
    const std::vector<Element> elements = randomElements(700, GetParam(), 9);
    const std::vector<std::uint32_t> phases = phasesOf(9);
    Timeline timeline{elements, phases, kPlanStart};
    std::vector<ElementState> shadow(elements.size());  // what a renderer has that only takes the changes
    std::mt19937 random{GetParam() + 100};
    Day on = day("2024-06-30");
    Overlay overlay;
    for (int step = 0; step < 300; ++step) {
        const auto kind = random() % 10;
        if (kind < 4) {
            on += static_cast<Day>(random() % 61) - 30;  // a nudge of the handle
        } else if (kind < 7) {
            on = day("2015-01-01") + static_cast<Day>(random() % 15000);  // a click far away
        } else if (kind == 7) {
            overlay.plan = !overlay.plan;
        } else if (kind == 8) {
            overlay.phases ^= 1U << (random() % 4);
        }
        timeline.set(on, overlay);
        const std::vector<ElementState> expected = recomputed(elements, phases, on, overlay);
        ASSERT_TRUE(std::equal(expected.begin(), expected.end(), timeline.states().begin())) << "step " << step;
        if (random() % 3 == 0) continue;  // changes may pile up
        for (const Range& range : timeline.takeChanges()) {
            for (std::uint32_t i = range.first; i < range.first + range.count; ++i) shadow[i] = timeline.states()[i];
        }
        ASSERT_EQ(shadow, expected) << "step " << step;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimelineWalk, testing::Range(1U, 9U));

TEST(Timeline, TheFirstChangesAreTheWholeTown) {
    const test::Town town;
    Timeline timeline{town.city().elements(), {1, 2, 3, 2}, kPlanStart};
    const auto changes = timeline.takeChanges();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].first, 0U);
    EXPECT_EQ(changes[0].count, test::kElementCount);
    EXPECT_TRUE(timeline.takeChanges().empty());
}

TEST(Timeline, AnEmptyTownHasNoChanges) {
    Timeline timeline{{}, {}, kPlanStart};
    timeline.set(100, kPlan);
    EXPECT_TRUE(timeline.takeChanges().empty());
    EXPECT_TRUE(timeline.states().empty());
}

TEST(Timeline, LooksOnlyAtWhatLiesOnTheWay) {
    const test::Town town;
    Timeline timeline{town.city().elements(), {1, 2, 3, 2}, kPlanStart};
    timeline.set(day("2025-01-01"), kPlan);
    timeline.set(day("2025-02-01"), kPlan);
    EXPECT_EQ(timeline.visitedBySet(), 1U);  // the shed, which is five years old and ages
    timeline.set(day("2025-07-01"), kPlan);
    EXPECT_EQ(timeline.visitedBySet(), 2U);  // and the pier, where work begins
    timeline.set(day("2025-07-01"), kPlan);
    EXPECT_EQ(timeline.visitedBySet(), 0U);
}

TEST(Timeline, ATaskOutsideTheListIsNoTask) {
    std::vector<Element> elements{kNew, kNew};
    elements[0].task = 7;
    elements[1].task = -5;
    Timeline timeline{elements, {0}, kPlanStart};
    timeline.set(day("2025-01-01"), {true, 0});
    EXPECT_EQ(timeline.states()[0].stage, Stage::Planned);
    EXPECT_EQ(timeline.states()[1].stage, Stage::Planned);
}

TEST(Timeline, FlagsStayThroughDatesAndAreChanges) {
    const test::Town town;
    Timeline timeline{town.city().elements(), {1, 2, 3, 2}, kPlanStart};
    (void)timeline.takeChanges();
    timeline.setFlag(test::kPier, city::kSelected, true);
    timeline.setFlag(test::kPier, city::kHovered, true);
    auto changes = timeline.takeChanges();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].first, test::kPier);
    EXPECT_EQ(changes[0].count, 1U);
    timeline.set(day("2030-01-01"), kPlan);
    EXPECT_EQ(timeline.states()[test::kPier].stage, Stage::Built);
    EXPECT_EQ(timeline.states()[test::kPier].flags, city::kSelected | city::kHovered);
    timeline.setFlag(test::kPier, city::kSelected, false);
    EXPECT_EQ(timeline.states()[test::kPier].flags, city::kHovered);
    (void)timeline.takeChanges();
    timeline.setFlag(test::kPier, city::kHovered, true);  // as it was
    EXPECT_TRUE(timeline.takeChanges().empty());
}

TEST(Timeline, ChangesCloserThan64ElementsMerge) {
    const std::vector<Element> elements(1000, kOld);
    Timeline timeline{elements, {}, kPlanStart};
    (void)timeline.takeChanges();
    for (const std::uint32_t i : {10U, 74U, 139U, 999U}) timeline.setFlag(i, city::kHovered, true);
    const auto changes = timeline.takeChanges();
    ASSERT_EQ(changes.size(), 3U);  // 63 lie between 10 and 74: one; 64 between 74 and 139: two
    EXPECT_EQ(changes[0].first, 10U);
    EXPECT_EQ(changes[0].count, 65U);
    EXPECT_EQ(changes[1].first, 139U);
    EXPECT_EQ(changes[1].count, 1U);
    EXPECT_EQ(changes[2].first, 999U);
}

TEST(Timeline, RangesAreInOrderApartAndInside) {
    const std::vector<Element> elements = randomElements(5000, 4, 9);
    Timeline timeline{elements, phasesOf(9), kPlanStart};
    std::mt19937 random{9};
    for (int step = 0; step < 50; ++step) {
        timeline.set(day("2020-01-01") + static_cast<Day>(random() % 5000), kPlan);
        std::uint32_t end = 0;
        bool first = true;
        for (const Range& range : timeline.takeChanges()) {
            ASSERT_GT(range.count, 0U);
            if (!first) {
                ASSERT_GE(range.first, end + 64);
            }
            end = range.first + range.count;
            first = false;
            ASSERT_LE(end, elements.size());
        }
    }
}

TEST(Timeline, ASteadyTimelineAllocatesNothing) {
    const std::vector<Element> elements = randomElements(20000, 2, 9);
    Timeline timeline{elements, phasesOf(9), kPlanStart};
    (void)timeline.takeChanges();
    const Day start = day("2022-01-01");
    const std::size_t before = test::allocations();
    std::size_t changed = 0;
    for (int i = 0; i < 400; ++i) {
        timeline.set(start + (i * 37) % 5000, {i % 5 != 0, 0xFFFFFFFF ^ (i % 7 == 0 ? 2U : 0U)});
        timeline.setFlag(static_cast<std::uint32_t>(i), city::kHovered, i % 2 == 0);
        for (const Range& range : timeline.takeChanges()) changed += range.count;
    }
    EXPECT_EQ(test::allocations(), before);
    EXPECT_GT(changed, 0U);
}

TEST(Timeline, AHundredThousandElementsStayWithinFourBytesEach) {
    const std::vector<Element> elements = randomElements(100000, 3, 9);
    Timeline timeline{elements, phasesOf(9), kPlanStart};
    std::vector<double> milliseconds;
    std::size_t mostBytes = 0, mostVisited = 0;
    for (int i = 0; i < 240; ++i) {  // twenty years, a month a step, then jumps there and back
        const Day on = i < 200 ? day("2020-01-01") + i * 30 : day("2020-01-01") + (i % 2) * 5000;
        const auto start = std::chrono::steady_clock::now();
        timeline.set(on, kPlan);
        std::size_t bytes = 0;
        for (const Range& range : timeline.takeChanges()) bytes += range.count * sizeof(ElementState);
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>{std::chrono::steady_clock::now() - start}.count());
        mostBytes = std::max(mostBytes, bytes);
        mostVisited = std::max(mostVisited, timeline.visitedBySet());
    }
    EXPECT_LE(mostBytes, elements.size() * 4);
    EXPECT_LE(mostVisited, elements.size());
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("[ measured ] 100 000 elements, date changes: median %.3f ms, worst %.3f ms\n", milliseconds[120],
                milliseconds.back());
}

TEST(Timeline, AQuietTownOfAHundredThousandIsNotLookedAt) {
    std::vector<Element> elements(100000, kOld);
    elements[50000] = kNew;
    Timeline timeline{elements, {}, kPlanStart};
    (void)timeline.takeChanges();
    timeline.set(day("2025-12-31"), kToday);
    timeline.set(day("2026-01-05"), kToday);
    EXPECT_EQ(timeline.visitedBySet(), 1U);
    timeline.set(day("2026-01-06"), kPlan);  // even an overlay looks only at what has dates
    EXPECT_EQ(timeline.visitedBySet(), 1U);
    const auto changes = timeline.takeChanges();
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].count, 1U);
}

}  // namespace
}  // namespace twin::strategy
