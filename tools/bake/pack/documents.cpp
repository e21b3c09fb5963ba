#include "tools/bake/pack/documents.h"

#include <cmath>

namespace twin::bake {

using nlohmann::json;

namespace {

/// Centimetres are enough for the eye, and give the same text on every machine.
json rounded(double value) { return std::round(value * 100) / 100; }

json ringJson(const Ring& ring) {
    json points = json::array();
    for (const glm::dvec2 p : ring) points.push_back({rounded(p.x), rounded(p.y)});
    return points;
}

json orNull(const json& object, const char* key) { return object.contains(key) ? object[key] : json{}; }

}  // namespace

std::string metaJson(const Sources& sources, const Assembler& assembler, const Counts& counts) {
    const TownHead& head = sources.head;
    json meta;
    meta["id"] = head.id;
    meta["name"] = head.name;
    meta["origin"] = {{"northing", head.origin.northingM}, {"easting", head.origin.eastingM}};
    meta["extent"] = {{"west", head.extent.west},
                      {"east", head.extent.east},
                      {"south", head.extent.south},
                      {"north", head.extent.north}};
    meta["seed"] = head.seed;
    meta["dataYear"] = head.dataYear;
    meta["heightSystem"] = head.heightSystem;
    meta["counts"] = {{"elements", assembler.elements().size()},
                      {"buildings", counts.buildings},
                      {"streets", counts.streets},
                      {"streetNames", counts.streetNames},
                      {"trees", counts.trees},
                      {"plantedTrees", counts.plantedTrees},
                      {"things", counts.things},
                      {"tasks", sources.tasks.size()}};
    meta["districts"] = json::array();
    for (const District& district : sources.districts) {
        meta["districts"].push_back({{"id", district.id}, {"name", district.name}, {"ring", ringJson(district.ring)}});
    }
    meta["boundary"] = sources.boundary.empty() ? json::array() : ringJson(sources.boundary.front());
    return meta.dump();
}

std::string strategyJson(const Sources& sources, const Assembler& assembler) {
    json out;
    out["phases"] = json::array();
    for (const Phase& phase : sources.head.phases) {
        out["phases"].push_back({{"id", phase.id}, {"text", phase.text}, {"fromDay", phase.from}, {"toDay", phase.to}});
    }
    out["goals"] = sources.goals.is_array() ? sources.goals : json::array();
    out["figures"] = sources.figuresJson.is_array() ? sources.figuresJson : json::array();
    out["undertakings"] = json::array();
    for (json undertaking : sources.undertakings) {
        undertaking.erase("tasks");
        undertaking["moneyNote"] = orNull(undertaking, "money_note");
        undertaking.erase("money_note");
        out["undertakings"].push_back(std::move(undertaking));
    }
    out["tasks"] = json::array();
    for (std::size_t i = 0; i < sources.tasks.size(); ++i) {
        const Task& task = sources.tasks[i];
        const json& from = task.source;
        json item;
        for (const char* key : {"id", "name", "summary", "programme", "status", "conditional", "money", "place",
                                "sources", "year", "basis"}) {
            item[key] = orNull(from, key);
        }
        item["figures"] = from.contains("figures") ? from["figures"] : json::array();
        item["undertaking"] = task.undertaking;
        item["goal"] = task.goal;
        item["startDay"] = task.start;
        item["endDay"] = task.end;
        item["dateBasis"] = orNull(from, "date_basis");
        item["dateNote"] = orNull(from, "date_note");
        item["moneyNote"] = orNull(from, "money_note");
        item["elements"] = assembler.elementsOfTask(static_cast<int>(i));
        out["tasks"].push_back(std::move(item));
    }
    return out.dump();
}

std::string viewsJson(const Sources& sources, const Terrain& terrain) {
    json views = json::array();
    const auto point = [&](glm::dvec2 p, double above) {
        return json{rounded(p.x), rounded(p.y), rounded(terrain.heightM(p) + above)};
    };
    for (const View& view : sources.views) {
        views.push_back({{"id", view.id},
                         {"name", view.name},
                         {"eye", point(view.eye, view.eyeM)},
                         {"look", point(view.look, view.lookM)},
                         {"fov", view.fovDeg}});
    }
    return json{{"views", std::move(views)}}.dump();
}

}  // namespace twin::bake
