// tools/bake/source/read_strategy.cpp: goals, undertakings with their tasks, figures.
#include <algorithm>
#include <set>

#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

namespace {

template <class T>
using Words = std::pair<std::string_view, T>;

constexpr std::array<Words<int>, 6> kStatuses{
    {{"plan", 0}, {"tender", 1}, {"contract", 2}, {"building", 3}, {"done", 4}, {"running", 5}}};
constexpr std::array<Words<int>, 4> kPlaces{{{"thing", 0}, {"area", 1}, {"buildings", 2}, {"service", 3}}};
constexpr std::array<Words<int>, 2> kDateBases{{{"documented", 0}, {"assumed", 1}}};
constexpr std::array<Words<int>, 3> kRelations{{{"=", 0}, {">=", 1}, {"about", 2}}};
constexpr std::array<Words<int>, 9> kUnits{
    {{"ha", 0}, {"km", 1}, {"km2", 2}, {"m", 3}, {"m2", 4}, {"m3", 5}, {"MW", 6}, {"%", 7}, {"count", 8}}};

void checkMoney(const Fields& fields) {
    if (!fields.has("money")) return;
    const Fields money = fields.inner("money");
    (void)money.number("total", 0, 1e12);
    if (money.has("eu")) (void)money.number("eu", 0, 1e12);
    (void)money.text("currency");
    (void)money.text("basis");
}

/// Ids of goals, undertakings and tasks carry capitals and dots ("IV.4"); they only need to be unique among themselves.
std::string ownId(const Fields& fields, std::set<std::string>& seen) {
    std::string id = fields.text("id");
    if (!id.empty() && !seen.insert(id).second) fields.fault("id", "\"" + id + "\" stands twice");
    return id;
}

class StrategyReader {
public:
    explicit StrategyReader(ReadContext& context) : context_{context} {}

    void goals() {
        const std::string file = "strategy/goals.json";
        const json document = context_.json(file, true);
        context_.eachItemOf(file, document, "goals", [&](const Fields& fields) {
            (void)ownId(fields, goalIds_);
            (void)fields.textKey("name");
            (void)fields.textKeyOr("summary");
            (void)fields.provenance();
            const json* objectives = fields.list("objectives");
            if (objectives == nullptr) return;
            std::size_t index = 0;
            for (const json& item : *objectives) {
                const Fields objective{context_.reading, file, nameOf(item, index++), item};
                (void)ownId(objective, objectiveIds_);
                (void)objective.textKey("name");
                (void)objective.textKeyOr("summary");
            }
        });
        context_.sources.goals = document.is_object() ? document.value("goals", json::array()) : json::array();
    }

    void undertakings() {
        const std::string file = "strategy/undertakings.json";
        const json document = context_.json(file, true);
        context_.eachItemOf(file, document, "undertakings", [&](const Fields& fields) { undertaking(file, fields); });
        context_.sources.undertakings =
            document.is_object() ? document.value("undertakings", json::array()) : json::array();
    }

private:
    void refer(const Fields& fields, std::string_view key, const std::string& id, const std::set<std::string>& ids) {
        if (!id.empty() && ids.find(id) == ids.end())
            fields.fault(key, "\"" + id + "\" does not exist in strategy/goals.json");
    }

    void undertaking(const std::string& file, const Fields& fields) {
        const std::string id = ownId(fields, undertakingIds_);
        const std::string goal = fields.text("goal");
        refer(fields, "goal", goal, goalIds_);
        for (const std::string& objective : fields.texts("objectives"))
            refer(fields, "objectives", objective, objectiveIds_);
        common(fields);
        const json* tasks = fields.list("tasks");
        if (tasks == nullptr) return;
        std::size_t index = 0;
        for (const json& item : *tasks) {
            const Fields inner{context_.reading, file, nameOf(item, index++), item};
            if (!item.is_object()) {
                inner.fault("tasks", "must hold objects only");
                continue;
            }
            task(inner, id, goal);
        }
    }

    void common(const Fields& fields) {
        (void)fields.textKey("name");
        (void)fields.textKey("summary");
        (void)fields.textKeyOr("programme");
        (void)fields.textKeyOr("money_note");
        checkMoney(fields);
        (void)fields.texts("sources");
        (void)fields.number("year", 1000, 2999);
        (void)fields.flagOr("conditional", false);
    }

    void task(const Fields& fields, const std::string& undertaking, const std::string& goal) {
        Task task;
        task.id = ownId(fields, taskIds_);
        task.undertaking = undertaking;
        task.goal = goal;
        common(fields);
        (void)fields.textKeyOr("date_note");
        (void)fields.oneOf("status", kStatuses);
        (void)fields.oneOf("date_basis", kDateBases);
        const auto start = fields.day("start", MonthEdge::First), end = fields.day("end", MonthEdge::Last);
        if (!fields.has("start")) fields.fault("start", "is missing");
        if (!fields.has("end")) fields.fault("end", "is missing");
        if (start) task.start = *start;
        if (end) task.end = *end;
        if (start && end && *end < *start) {
            fields.fault("end", "ends on " + formatDate(*end) + " before it starts on " + formatDate(*start));
        }
        const Fields place = fields.inner("place");
        (void)place.oneOf("kind", kPlaces);
        if (const json* at = place.list("at")) (void)context_.places->point(place, "at", *at);
        task.source = fields.object();
        context_.sources.tasks.push_back(std::move(task));
    }

    ReadContext& context_;
    std::set<std::string> goalIds_, objectiveIds_, undertakingIds_, taskIds_;
};

}  // namespace

void readStrategy(ReadContext& context) {
    StrategyReader reader{context};
    reader.goals();
    reader.undertakings();
}

void readFigures(ReadContext& context) {
    const std::string file = "strategy/figures.json";
    const json document = context.json(file, true);
    std::set<std::string> seen;
    context.eachItemOf(file, document, "figures", [&](const Fields& fields) {
        Figure figure;
        figure.id = ownId(fields, seen);
        figure.name = fields.textKey("name");
        figure.value = fields.number("value", -1e12, 1e12);
        figure.unit = fields.text("unit");
        (void)fields.oneOf("unit", kUnits);
        figure.relation = fields.text("relation");
        (void)fields.oneOf("relation", kRelations);
        if (fields.has("max")) figure.most = fields.number("max", figure.value, 1e12);
        if (fields.has("measure")) figure.measure = fields.text("measure");
        (void)fields.textKeyOr("note");
        (void)fields.provenance();
        context.sources.figures.push_back(std::move(figure));
    });
    for (const Task& task : context.sources.tasks) {
        const Fields fields{context.reading, "strategy/undertakings.json", task.id, task.source};
        if (!fields.has("figures")) continue;
        for (const std::string& id : fields.texts("figures")) {
            if (seen.find(id) == seen.end()) fields.fault("figures", "\"" + id + "\" does not exist in " + file);
        }
    }
    context.sources.figuresJson = document.is_object() ? document.value("figures", json::array()) : json::array();
}

}  // namespace twin::bake
