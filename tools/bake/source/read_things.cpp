// tools/bake/source/read_things.cpp: kits placed by hand (landmarks, investments) and the lives of things.
#include <algorithm>
#include <cmath>

#include "tools/bake/mesh.h"
#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

namespace {

constexpr std::array<std::pair<std::string_view, city::Layer>, 10> kLayers{{{"terrain", city::Layer::Terrain},
                                                                            {"water", city::Layer::Water},
                                                                            {"streets", city::Layer::Streets},
                                                                            {"rail", city::Layer::Rail},
                                                                            {"buildings", city::Layer::Buildings},
                                                                            {"landmarks", city::Layer::Landmarks},
                                                                            {"trees", city::Layer::Trees},
                                                                            {"investments", city::Layer::Investments},
                                                                            {"furniture", city::Layer::Furniture},
                                                                            {"models", city::Layer::Models}}};

std::string numberText(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

/// One given parameter against its declaration.
std::optional<KitParams::Value> checkedParam(const Fields& params, const KitParam& declared) {
    if (std::holds_alternative<double>(declared.fallback)) {
        const json* value = params.find(declared.name);
        if (!value->is_number()) {
            params.fault(declared.name, "must be a number");
            return std::nullopt;
        }
        const double number = value->get<double>();
        if (!std::isfinite(number) || number < declared.min || number > declared.max) {
            params.fault(declared.name, numberText(number) + " lies outside " + numberText(declared.min) + " to " +
                                            numberText(declared.max));
            return std::nullopt;
        }
        return number;
    }
    if (std::holds_alternative<bool>(declared.fallback)) return params.flagOr(declared.name, false);
    const std::string text = params.label(declared.name);
    if (!declared.choices.empty() &&
        std::find(declared.choices.begin(), declared.choices.end(), text) == declared.choices.end()) {
        std::string known;
        for (const std::string_view choice : declared.choices)
            known += (known.empty() ? "" : ", ") + std::string{choice};
        params.fault(declared.name, "\"" + text + "\" is none of " + known);
        return std::nullopt;
    }
    return text;
}

std::map<std::string, KitParams::Value, std::less<>> readParams(const Fields& fields, const Kit& kit) {
    std::map<std::string, KitParams::Value, std::less<>> values;
    for (const KitParam& declared : kit.params) {
        if (const auto* text = std::get_if<std::string_view>(&declared.fallback)) {
            values.emplace(declared.name, std::string{*text});
        } else if (const auto* number = std::get_if<double>(&declared.fallback)) {
            values.emplace(declared.name, *number);
        } else {
            values.emplace(declared.name, std::get<bool>(declared.fallback));
        }
    }
    if (!fields.has("params")) return values;
    const Fields params = fields.inner("params");
    if (!params.object().is_object()) return values;
    for (const auto& [name, value] : params.object().items()) {
        const auto declared =
            std::find_if(kit.params.begin(), kit.params.end(), [&n = name](const KitParam& p) { return p.name == n; });
        if (declared == kit.params.end()) {
            std::string known;
            for (const KitParam& p : kit.params) known += (known.empty() ? "" : ", ") + std::string{p.name};
            params.fault(name, "is no parameter of kit \"" + std::string{kit.name} + "\"; it has: " + known);
            continue;
        }
        if (value.is_null()) {
            params.fault(name, "must not be null");
            continue;
        }
        if (auto checked = checkedParam(params, *declared)) values.insert_or_assign(name, std::move(*checked));
    }
    return values;
}

bool place(const Fields& fields, const Geometry& geometry, PlacedThing& thing) {
    if (!geometry.good) return false;
    using Shape = KitPlacement::Shape;
    const Shape shape = geometry.kind == GeometryKind::Point  ? Shape::Point
                        : geometry.kind == GeometryKind::Line ? Shape::Line
                                                              : Shape::Polygon;
    if (std::find(thing.kit->shapes.begin(), thing.kit->shapes.end(), shape) == thing.kit->shapes.end()) {
        std::string known;
        for (const Shape s : thing.kit->shapes) {
            known += (known.empty() ? "" : ", ") + std::string{s == Shape::Point  ? "Point"
                                                               : s == Shape::Line ? "LineString"
                                                                                  : "Polygon"};
        }
        fields.fault("geometry", "kit \"" + std::string{thing.kit->name} + "\" takes " + known);
        return false;
    }
    thing.placement = {shape, geometry.points, fields.numberOr("heading", 0, -360, 360)};
    return true;
}

void readThing(ReadContext& context, const Fields& fields, const json& feature, bool landmark) {
    PlacedThing thing;
    thing.file = fields.file();
    thing.id = fields.newId();
    // A name is a text key when it looks like one ("landmark.ckip.name"); else a proper name, shown as it is.
    thing.name = fields.textOr("name", "");
    const bool isKey = thing.name.find('.') != std::string::npos && thing.name.find(' ') == std::string::npos;
    if (isKey) (void)fields.textKeyOr("name");
    thing.provenance = fields.provenance();
    thing.life = readLife(context, fields, &thing.ownDemolition);
    thing.replaces = fields.textOr("replaces", "");
    const std::string kit = fields.text("kit");
    thing.kit = findKit(kit);
    const Geometry geometry = readGeometry(fields, *context.places, feature);
    if (thing.kit == nullptr) {
        if (!kit.empty()) fields.fault("kit", "there is no kit \"" + kit + "\"; kits stand in tools/bake/kits");
        return;
    }
    thing.layer = landmark && thing.kit->layer == city::Layer::Investments ? city::Layer::Landmarks : thing.kit->layer;
    if (!landmark && thing.kit->layer == city::Layer::Landmarks) thing.layer = city::Layer::Investments;
    if (fields.has("layer")) thing.layer = fields.oneOf("layer", kLayers);
    thing.params = readParams(fields, *thing.kit);
    if (place(fields, geometry, thing)) context.sources.things.push_back(std::move(thing));
}

/// A thing that replaces another takes it away while its own work goes on.
void applyReplacements(ReadContext& context) {
    std::vector<PlacedThing>& things = context.sources.things;
    for (const PlacedThing& thing : things) {
        if (thing.replaces.empty()) continue;
        const auto old =
            std::find_if(things.begin(), things.end(), [&](const PlacedThing& t) { return t.id == thing.replaces; });
        if (old == things.end()) {
            context.reading.faults.add(thing.file, thing.id, "replaces",
                                       "\"" + thing.replaces + "\" is no placed thing of the town");
            continue;
        }
        if (old->ownDemolition || thing.life.workFrom == kAlways) continue;
        old->life.demolishFrom = thing.life.workFrom;
        old->life.goneFrom = thing.life.workFrom + std::max(1, (thing.life.standsFrom - thing.life.workFrom) / 4);
    }
}

}  // namespace

Life readLife(const ReadContext& context, const Fields& fields, bool* ownDemolition) {
    Life life;
    if (fields.has("task")) {
        const std::string id = fields.text("task");
        if (const auto index = context.sources.taskIndex(id)) {
            life.task = *index;
        } else {
            fields.fault("task", "there is no task \"" + id + "\" in strategy/undertakings.json");
        }
    }
    const auto work = fields.day("work_from", MonthEdge::First), from = fields.day("from", MonthEdge::Last);
    const auto demolish = fields.day("demolish_from", MonthEdge::First), to = fields.day("to", MonthEdge::Last);
    if (ownDemolition != nullptr) *ownDemolition = demolish.has_value() || to.has_value();
    const bool ends = demolish || to;
    if (life.task >= 0 && !work && !from && !ends) {
        const Task& task = context.sources.tasks[static_cast<std::size_t>(life.task)];
        life.workFrom = task.start;
        life.standsFrom = task.end;
    }
    if (from) life.standsFrom = *from;
    if (work || from) life.workFrom = work.value_or(life.standsFrom);
    if (work && !from) fields.fault("from", "is missing: work_from needs the date from which the thing stands");
    if (work && from && *from < *work) {
        fields.fault("from", "stands from " + formatDate(*from) + " before its work starts on " + formatDate(*work));
    }
    if (to) life.goneFrom = *to;
    if (ends) life.demolishFrom = demolish.value_or(life.goneFrom);
    if (demolish && !to) life.goneFrom = *demolish + 30;  // a month to take it down, where nothing else is said
    if (demolish && to && *to < *demolish) {
        fields.fault("to", "is gone from " + formatDate(*to) + " before demolition starts on " + formatDate(*demolish));
    }
    if (ends && life.standsFrom != kAlways && life.demolishFrom < life.standsFrom) {
        fields.fault(demolish ? "demolish_from" : "to", "demolition on " + formatDate(life.demolishFrom) +
                                                            " comes before construction ends on " +
                                                            formatDate(life.standsFrom));
    }
    return life;
}

void readThings(ReadContext& context) {
    context.eachFeatureOf("town/landmarks.geojson", true, [&](const Fields& fields, const json& feature) {
        readThing(context, fields, feature, true);
    });
    std::vector<std::string> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(context.assets / "investments", ignored)) {
        if (entry.path().extension() == ".geojson") files.push_back("investments/" + entry.path().filename().string());
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
        context.eachFeatureOf(file, false, [&](const Fields& fields, const json& feature) {
            readThing(context, fields, feature, false);
        });
    }
    applyReplacements(context);
}

}  // namespace twin::bake
