#include "scene/strategy/strategy.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/scene/tiny_city.h"

namespace twin::strategy {
namespace {

using nlohmann::json;
using test::day;
using test::errorOf;

json tiny() { return json::parse(test::TinyCity{}.strategy); }
Result<Strategy> parsed(const json& document) { return Strategy::parse(document.dump(), test::kElementCount); }

/// The error after one change of the tiny strategy.
template <class Change>
std::string errorAfter(Change change) {
    json document = tiny();
    change(document);
    return errorOf(parsed(document));
}

bool says(const std::string& error, const std::string& part) { return error.find(part) != std::string::npos; }

TEST(Strategy, ReadsTheTinyOne) {
    const Result<Strategy> strategy = parsed(tiny());
    ASSERT_TRUE(strategy) << errorOf(strategy);
    ASSERT_EQ(strategy->phases.size(), 4U);
    EXPECT_EQ(strategy->phases[1].id, "stage-1");
    EXPECT_EQ(strategy->phases[1].text, "phase.stage-1");
    EXPECT_EQ(strategy->goals[1].objectives.size(), 2U);
    ASSERT_EQ(strategy->tasks.size(), 4U);
    const Task& pier = strategy->tasks[test::kTaskPier];
    EXPECT_EQ(pier.id, "iv-pier");
    EXPECT_EQ(strategy->undertakings[pier.undertaking].id, "II-A");
    EXPECT_EQ(strategy->goals[pier.goal].id, "II");
    EXPECT_EQ(pier.status, "plan");
    EXPECT_EQ(pier.placeKind, "thing");
    ASSERT_TRUE(pier.money);
    EXPECT_EQ(pier.money->total, 1000);
    EXPECT_EQ(pier.money->eu, 800);
    EXPECT_EQ(pier.elements, (std::vector<std::uint32_t>{test::kShed, test::kPier}));
    EXPECT_EQ(pier.sources, std::vector<std::string>{"a book"});
    EXPECT_EQ(pier.moneyNote, "");
    EXPECT_EQ((*pier.placeLonLatDeg)[0], 22.2);
}

TEST(Strategy, UndertakingsKnowTheirTasks) {
    const Result<Strategy> strategy = parsed(tiny());
    ASSERT_TRUE(strategy);
    EXPECT_EQ(strategy->undertakings[0].tasks, std::vector<std::uint32_t>{test::kTaskCare});
    EXPECT_EQ(strategy->undertakings[1].tasks,
              (std::vector<std::uint32_t>{test::kTaskPier, test::kTaskCentre, test::kTaskTrees}));
    EXPECT_FALSE(strategy->undertakings[0].money);
}

TEST(Strategy, ATaskLiesInThePhaseOfItsEnd) {
    const Result<Strategy> strategy = parsed(tiny());
    ASSERT_TRUE(strategy);
    EXPECT_EQ(strategy->tasks[test::kTaskPier].phase, 1U);
    EXPECT_EQ(strategy->tasks[test::kTaskCentre].phase, 2U);
    EXPECT_EQ(strategy->tasks[test::kTaskTrees].phase, 3U);
}

TEST(Strategy, FindsByIdAndSaysWhenThereIsNone) {
    const Result<Strategy> strategy = parsed(tiny());
    ASSERT_TRUE(strategy);
    EXPECT_EQ(strategy->findTask("iv-trees"), test::kTaskTrees);
    EXPECT_FALSE(strategy->findTask("iv"));
    EXPECT_EQ(strategy->findPhase("stage-3"), 3U);
    EXPECT_FALSE(strategy->findPhase(""));
}

TEST(Strategy, PhaseAtCoversEveryDay) {
    const Result<Strategy> strategy = parsed(tiny());
    ASSERT_TRUE(strategy);
    EXPECT_EQ(strategy->phaseAt(day("1990-01-01")), 0U);
    EXPECT_EQ(strategy->phaseAt(day("2024-06-30")), 0U);
    EXPECT_EQ(strategy->phaseAt(day("2024-07-01")), 1U);
    EXPECT_EQ(strategy->phaseAt(day("2026-12-31")), 1U);
    EXPECT_EQ(strategy->phaseAt(day("2027-01-01")), 2U);
    EXPECT_EQ(strategy->phaseAt(day("2030-12-31")), 3U);
    EXPECT_EQ(strategy->phaseAt(kNever), 3U);
    EXPECT_EQ(strategy->phaseAt(kAlways), 0U);
}

TEST(Strategy, ADayInAGapBelongsToThePhaseBefore) {
    json document = tiny();
    document["phases"][2]["fromDay"] = day("2027-03-01");
    const Result<Strategy> strategy = parsed(document);
    ASSERT_TRUE(strategy) << errorOf(strategy);
    EXPECT_EQ(strategy->phaseAt(day("2027-02-01")), 1U);
}

TEST(Strategy, IgnoresFieldsItDoesNotKnow) {
    json document = tiny();
    document["newer"] = {{"x", 1}};
    document["tasks"][0]["mood"] = "good";
    document["phases"][0]["colour"] = json::array({1, 2});
    EXPECT_TRUE(parsed(document));
}

TEST(Strategy, NamesThePathOfEveryWrongType) {
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][2]["id"] = 5; }), "tasks[2].id must be a text"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][1]["startDay"] = "2027-02"; }),
                     "tasks[1].startDay must be a whole number"));
    EXPECT_TRUE(
        says(errorAfter([](json& j) { j["tasks"][1]["startDay"] = 1.5; }), "tasks[1].startDay must be a whole number"));
    EXPECT_TRUE(
        says(errorAfter([](json& j) { j["tasks"][1]["endDay"] = 1e18; }), "tasks[1].endDay must be a whole number"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][1]["endDay"] = 18446744073709551615ULL; }),
                     "tasks[1].endDay must be"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["money"] = 7; }), "tasks[0].money must be an object"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["money"]["total"] = "7"; }),
                     "tasks[0].money.total must be a number"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["elements"] = "2"; }), "tasks[0].elements must be a list"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["elements"][1] = -1; }),
                     "tasks[0].elements[1] must be a whole number"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["goals"][1]["objectives"][0] = "II.1"; }),
                     "goals[1].objectives[0] must be an object"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["undertakings"] = json::object(); }), "undertakings must be a list"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j = json::array(); }), "must be an object"));
}

TEST(Strategy, NamesEveryMissingField) {
    for (const char* field : {"phases", "goals", "undertakings", "tasks"}) {
        EXPECT_TRUE(says(errorAfter([&](json& j) { j.erase(field); }), std::string{field} + " is missing")) << field;
    }
    for (const char* field :
         {"id", "undertaking", "goal", "name", "status", "startDay", "endDay", "dateBasis", "place", "basis"}) {
        EXPECT_TRUE(says(errorAfter([&](json& j) { j["tasks"][3].erase(field); }),
                         "tasks[3]." + std::string{field} + " is missing"))
            << field;
    }
    for (const char* field : {"id", "text", "fromDay", "toDay"}) {
        EXPECT_TRUE(says(errorAfter([&](json& j) { j["phases"][1].erase(field); }),
                         "phases[1]." + std::string{field} + " is missing"))
            << field;
    }
}

TEST(Strategy, RefusesReferencesToNothing) {
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["goal"] = "IX"; }), "tasks[0].goal names the goal \"IX\""));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["undertaking"] = "?"; }),
                     "tasks[0].undertaking names the undertaking"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["undertakings"][0]["objectives"][0] = "I.9"; }),
                     "undertakings[0].objectives[0]"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["undertakings"][0]["goal"] = "II"; }),
                     "tasks[3].goal is not the goal of undertaking I-A"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][1]["elements"] = {6}; }),
                     "tasks[1].elements[0] is element 6 of a town of 6"));
}

TEST(Strategy, RefusesDoubleIdsAndWrongOrder) {
    EXPECT_TRUE(
        says(errorAfter([](json& j) { j["tasks"][2]["id"] = "iv-pier"; }), "tasks[2].id \"iv-pier\" stands twice"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["phases"][3]["id"] = "stage-1"; }), "phases[3].id"));
    EXPECT_TRUE(
        says(errorAfter([](json& j) { j["goals"][1]["objectives"][1]["id"] = "I.1"; }), "goals[1].objectives[1].id"));
    EXPECT_TRUE(says(errorAfter([](json& j) { std::swap(j["phases"][1], j["phases"][2]); }),
                     "phases[2].fromDay does not follow"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["phases"][1]["toDay"] = day("2024-01-01"); }),
                     "phases[1].toDay lies before fromDay"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][1]["endDay"] = day("2020-01-01"); }),
                     "tasks[1].endDay lies before startDay"));
}

TEST(Strategy, RefusesUnknownWordsAndNegativeMoney) {
    EXPECT_TRUE(
        says(errorAfter([](json& j) { j["tasks"][0]["status"] = "dream"; }), "not one of: plan, tender, contract"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["place"]["kind"] = "sky"; }), "tasks[0].place.kind"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["money"]["total"] = -1; }), "may not be negative"));
    EXPECT_TRUE(says(errorAfter([](json& j) { j["tasks"][0]["place"]["at"] = {1}; }), "[longitude, latitude]"));
}

TEST(Strategy, NeedsOneToThirtyTwoPhases) {
    EXPECT_TRUE(says(errorAfter([](json& j) { j["phases"] = json::array(); }), "1 to 32 phases"));
    EXPECT_TRUE(says(errorAfter([](json& j) {
                         for (int i = 0; i < 30; ++i) {
                             json phase = j["phases"].back();
                             phase["id"] = "p" + std::to_string(i);
                             phase["fromDay"] = phase["toDay"] = phase["toDay"].get<int>() + 1;
                             j["phases"].push_back(phase);
                         }
                     }),
                     "1 to 32 phases"));
}

TEST(Strategy, BrokenTextSaysWhereAndWhatToDo) {
    const std::string cut = test::TinyCity{}.strategy.substr(0, 300);
    const std::string error = errorOf(Strategy::parse(cut, 6));
    EXPECT_TRUE(says(error, "is not valid JSON (near byte"));
    EXPECT_TRUE(says(error, "bake the town again"));
    EXPECT_TRUE(says(errorOf(Strategy::parse("{\"phases\":1e999}", 6)), "a number that is too large"));
    EXPECT_FALSE(Strategy::parse("", 6));
    EXPECT_FALSE(Strategy::parse("null", 6));
    EXPECT_FALSE(Strategy::parse(std::string(100000, '['), 6));
    EXPECT_FALSE(Strategy::parse("{\"phases\":\"\xFF\"}", 6));
}

TEST(Strategy, SortsElementsAndDropsTwins) {
    json document = tiny();
    document["tasks"][0]["elements"] = {5, 3, 5, 2};
    EXPECT_EQ(parsed(document)->tasks[0].elements, (std::vector<std::uint32_t>{2, 3, 5}));
}

}  // namespace
}  // namespace twin::strategy
