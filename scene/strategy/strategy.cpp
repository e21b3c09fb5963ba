#include "scene/strategy/strategy.h"

#include <algorithm>
#include <unordered_map>

#include "scene/strategy/json_node.h"

namespace twin::strategy {

namespace {

constexpr std::size_t kMostPhases = 32;  // Overlay::phases and State::phases hold one bit each
using Ids = std::unordered_map<std::string, std::uint32_t>;

/// A new id of a kind; twice is a fault.
void enter(Ids& ids, const JsonNode& node, const std::string& id, std::size_t index) {
    if (!ids.emplace(id, static_cast<std::uint32_t>(index)).second && !id.empty())
        node.fault("\"" + id + "\" stands twice");
}

std::uint32_t refer(const Ids& ids, const JsonNode& node, const char* kind) {
    const std::string id = node.text();
    const auto found = ids.find(id);
    if (found != ids.end()) return found->second;
    node.fault("names the " + std::string{kind} + " \"" + id + "\", which does not exist");
    return 0;
}

std::string oneOf(const JsonNode& node, std::initializer_list<std::string_view> words) {
    std::string word = node.text();
    if (std::find(words.begin(), words.end(), word) != words.end()) return word;
    std::string list;
    for (const std::string_view known : words) list.append(list.empty() ? "" : ", ").append(known);
    node.fault("is \"" + word + "\", not one of: " + list);
    return word;
}

Day dayFrom(const JsonNode& node) { return static_cast<Day>(node.integer(kAlways, kNever)); }

std::vector<std::string> texts(const JsonNode& list) {
    std::vector<std::string> found;
    if (!list.present()) return found;
    for (std::size_t i = 0, count = list.size(); i < count; ++i) found.push_back(list.item(i).text());
    return found;
}

std::string textOrNothing(const JsonNode& node) { return node.present() ? node.text() : std::string{}; }

std::optional<Money> moneyFrom(const JsonNode& node) {
    if (!node.present()) return std::nullopt;
    Money money;
    money.total = node.at("total").number();
    if (money.total < 0) node.at("total").fault("may not be negative");
    if (const JsonNode eu = node.maybe("eu"); eu.present()) {
        money.eu = eu.number();
        if (*money.eu < 0) eu.fault("may not be negative");
    }
    money.currency = node.at("currency").name();
    money.basis = node.at("basis").name();
    return money;
}

std::vector<Phase> phasesFrom(const JsonNode& list) {
    std::vector<Phase> phases;
    Ids ids;
    const std::size_t count = list.size();
    if (count == 0 || count > kMostPhases) list.fault("must hold 1 to " + std::to_string(kMostPhases) + " phases");
    for (std::size_t i = 0; i < std::min(count, kMostPhases); ++i) {
        const JsonNode node = list.item(i);
        Phase phase{node.at("id").name(), node.at("text").text(), dayFrom(node.at("fromDay")),
                    dayFrom(node.at("toDay"))};
        enter(ids, node.at("id"), phase.id, i);
        if (phase.from == kAlways || phase.to == kNever) node.fault("must begin and end on a day");
        if (phase.to < phase.from) node.at("toDay").fault("lies before fromDay");
        if (i > 0 && phase.from <= phases.back().to) node.at("fromDay").fault("does not follow the phase before it");
        phases.push_back(std::move(phase));
    }
    return phases;
}

std::vector<Goal> goalsFrom(const JsonNode& list, Ids& goalIds, Ids& objectiveIds) {
    std::vector<Goal> goals;
    for (std::size_t i = 0, count = list.size(); i < count; ++i) {
        const JsonNode node = list.item(i);
        Goal goal{node.at("id").name(), node.at("name").text(), {}};
        enter(goalIds, node.at("id"), goal.id, i);
        const JsonNode objectives = node.at("objectives");
        for (std::size_t k = 0, many = objectives.size(); k < many; ++k) {
            const JsonNode item = objectives.item(k);
            goal.objectives.push_back({item.at("id").name(), item.at("name").text()});
            enter(objectiveIds, item.at("id"), goal.objectives.back().id, k);
        }
        goals.push_back(std::move(goal));
    }
    return goals;
}

Undertaking undertakingFrom(const JsonNode& node, const Ids& goals, const Ids& objectives) {
    Undertaking undertaking;
    undertaking.id = node.at("id").name();
    undertaking.name = node.at("name").text();
    undertaking.summary = textOrNothing(node.maybe("summary"));
    undertaking.programme = textOrNothing(node.maybe("programme"));
    undertaking.goal = refer(goals, node.at("goal"), "goal");
    undertaking.objectives = texts(node.at("objectives"));
    for (std::size_t k = 0; k < undertaking.objectives.size(); ++k) {
        (void)refer(objectives, node.at("objectives").item(k), "objective");
    }
    undertaking.money = moneyFrom(node.maybe("money"));
    undertaking.moneyNote = textOrNothing(node.maybe("moneyNote"));
    return undertaking;
}

std::vector<std::uint32_t> elementsFrom(const JsonNode& list, std::size_t elementCount) {
    std::vector<std::uint32_t> elements;
    if (!list.present()) return elements;
    const std::size_t count = list.size();
    elements.reserve(count);
    for (std::size_t k = 0; k < count; ++k) {
        const JsonNode item = list.item(k);
        const std::int64_t index = item.integer(0, kNever);
        if (static_cast<std::size_t>(index) >= elementCount) {
            item.fault("is element " + std::to_string(index) + " of a town of " + std::to_string(elementCount));
        }
        elements.push_back(static_cast<std::uint32_t>(index));
    }
    std::sort(elements.begin(), elements.end());
    elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
    return elements;
}

void placeFrom(const JsonNode& node, Task& task) {
    if (!node.present()) {
        node.fault("is missing");
        return;
    }
    task.placeKind = oneOf(node.at("kind"), {"thing", "area", "buildings", "service"});
    if (const JsonNode at = node.maybe("at"); at.present()) {
        if (at.size() != 2) at.fault("must be [longitude, latitude]");
        task.placeLonLatDeg = {at.item(0).number(), at.item(1).number()};
    }
}

Task taskFrom(const JsonNode& node, const Ids& undertakings, const Ids& goals, std::size_t elementCount) {
    Task task;
    task.id = node.at("id").name();
    task.name = node.at("name").text();
    task.summary = textOrNothing(node.maybe("summary"));
    task.programme = textOrNothing(node.maybe("programme"));
    task.undertaking = refer(undertakings, node.at("undertaking"), "undertaking");
    task.goal = refer(goals, node.at("goal"), "goal");
    task.status = oneOf(node.at("status"), {"plan", "tender", "contract", "building", "running", "done"});
    task.start = dayFrom(node.at("startDay"));
    task.end = dayFrom(node.at("endDay"));
    if (task.end < task.start) node.at("endDay").fault("lies before startDay");
    task.dateBasis = node.at("dateBasis").name();
    task.money = moneyFrom(node.maybe("money"));
    task.moneyNote = textOrNothing(node.maybe("moneyNote"));
    placeFrom(node.at("place"), task);
    task.basis = node.at("basis").name();
    task.sources = texts(node.maybe("sources"));
    task.figures = texts(node.maybe("figures"));
    task.elements = elementsFrom(node.maybe("elements"), elementCount);
    return task;
}

}  // namespace

Result<Strategy> Strategy::parse(std::string_view json, std::size_t elementCount) {
    JsonFaults faults{"section STRA (strategy)", "bake the town again with twin-bake"};
    const nlohmann::json document = parseJson(json, faults);
    if (faults.any()) return faults.error();
    const JsonNode root{document, faults};

    Strategy strategy;
    Ids goals, objectives, undertakings, tasks;
    strategy.phases = phasesFrom(root.at("phases"));
    strategy.goals = goalsFrom(root.at("goals"), goals, objectives);
    const JsonNode undertakingList = root.at("undertakings");
    for (std::size_t i = 0, count = undertakingList.size(); i < count && !faults.any(); ++i) {
        const JsonNode node = undertakingList.item(i);
        strategy.undertakings.push_back(undertakingFrom(node, goals, objectives));
        enter(undertakings, node.at("id"), strategy.undertakings.back().id, i);
    }
    const JsonNode taskList = root.at("tasks");
    for (std::size_t i = 0, count = taskList.size(); i < count && !faults.any(); ++i) {
        const JsonNode node = taskList.item(i);
        Task task = taskFrom(node, undertakings, goals, elementCount);
        enter(tasks, node.at("id"), task.id, i);
        if (faults.any()) break;
        Undertaking& owner = strategy.undertakings[task.undertaking];
        if (owner.goal != task.goal) node.at("goal").fault("is not the goal of undertaking " + owner.id);
        owner.tasks.push_back(static_cast<std::uint32_t>(i));
        task.phase = strategy.phaseAt(task.end);
        strategy.tasks.push_back(std::move(task));
    }
    if (faults.any()) return faults.error();
    return strategy;
}

std::optional<std::uint32_t> Strategy::findTask(std::string_view id) const {
    const auto found = std::find_if(tasks.begin(), tasks.end(), [id](const Task& task) { return task.id == id; });
    if (found == tasks.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - tasks.begin());
}

std::optional<std::uint32_t> Strategy::findPhase(std::string_view id) const {
    const auto found = std::find_if(phases.begin(), phases.end(), [id](const Phase& phase) { return phase.id == id; });
    if (found == phases.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - phases.begin());
}

std::uint32_t Strategy::phaseAt(Day day) const {
    // The last phase that has begun: a day in a gap between two phases belongs to the earlier one.
    std::uint32_t phase = 0;
    for (std::uint32_t i = 1; i < phases.size() && phases[i].from <= day; ++i) phase = i;
    return phase;
}

}  // namespace twin::strategy
