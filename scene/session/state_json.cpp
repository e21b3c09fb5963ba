#include "scene/session/state_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scene/session/commands.h"
#include "scene/strategy/json_node.h"

namespace twin::session {

namespace {

using nlohmann::ordered_json;
using strategy::JsonFaults;
using strategy::JsonNode;

ordered_json hiddenPhases(const State& state, const strategy::Strategy& strategy) {
    ordered_json ids = ordered_json::array();
    for (std::size_t i = 0; i < strategy.phases.size(); ++i) {
        if ((state.phases >> i & 1U) == 0) ids.push_back(strategy.phases[i].id);
    }
    return ids;
}

ordered_json hiddenLayers(const State& state) {
    ordered_json names = ordered_json::array();
    for (std::size_t i = 0; i < layerNames().size(); ++i) {
        if ((state.layers >> i & 1U) == 0) names.push_back(layerNames()[i]);
    }
    return names;
}

/// What a command's check says of a value found at a node.
void require(const JsonNode& node, const Command& command, const Session& session) {
    if (!node.present()) return;
    if (const Result<Ok> good = command.check(session); !good) node.fault("is refused: " + good.error().what);
}

std::array<double, 3> pointFrom(const JsonNode& node) {
    if (node.present() && node.size() != 3) node.fault("must be [x, y, z]");
    return {node.item(0).number(), node.item(1).number(), node.item(2).number()};
}

CameraPose cameraFrom(const JsonNode& node, const Session& session) {
    const CameraPose pose{pointFrom(node.at("eye")), pointFrom(node.at("target")), node.at("fov").number()};
    CameraSet command;
    command.eyeX = pose.eye[0], command.eyeY = pose.eye[1], command.eyeZ = pose.eye[2];
    command.targetX = pose.target[0], command.targetY = pose.target[1], command.targetZ = pose.target[2];
    command.fovDeg = pose.fovDeg;
    require(node, command, session);
    return pose;
}

std::vector<PlacedModel> modelsFrom(const JsonNode& list, int nextModel, const Session& session) {
    std::vector<PlacedModel> models;
    const std::size_t count = list.size();
    if (count > Session::kMostModels) {
        list.fault("holds more than " + std::to_string(Session::kMostModels) + " models");
        return models;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const JsonNode node = list.item(i);
        ModelAdd command;
        command.path = node.at("path").text();
        command.latDeg = node.at("lat").number();
        command.lonDeg = node.at("lon").number();
        command.headingDeg = node.at("heading").number();
        const int id = static_cast<int>(node.at("id").integer(1, std::max(nextModel - 1, 1)));
        if (!models.empty() && id <= models.back().id) node.at("id").fault("does not count up");
        require(node, command, session);
        models.push_back({id, command.path, command.latDeg, command.lonDeg, command.headingDeg});
    }
    return models;
}

template <class C>
std::string wordFrom(const JsonNode& node, std::string C::*field, const Session& session) {
    C command;
    command.*field = node.text();
    require(node, command, session);
    return command.*field;
}

void readShown(const JsonNode& root, State& state, const Session& session) {
    const JsonNode phases = root.at("hiddenPhases");
    for (std::size_t i = 0, count = phases.size(); i < count; ++i) {
        const std::string id = wordFrom<PhaseSetVisible>(phases.item(i), &PhaseSetVisible::phase, session);
        if (const auto found = session.strategy().findPhase(id)) state.phases &= ~(1U << *found);
    }
    const JsonNode layers = root.at("hiddenLayers");
    for (std::size_t i = 0, count = layers.size(); i < count; ++i) {
        const std::string name = wordFrom<LayerSetVisible>(layers.item(i), &LayerSetVisible::layer, session);
        const auto names = layerNames();
        const auto found = std::find(names.begin(), names.end(), name);
        if (found != names.end()) state.layers &= ~(1U << static_cast<unsigned>(found - names.begin()));
    }
}

/// A state without weather has a clear day in the date's own season.
void readWeather(const JsonNode& root, State& state) {
    if (const JsonNode node = root.maybe("weather"); node.present()) {
        const auto percent = [&](const char* name) { return static_cast<int>(node.at(name).integer(0, 100)); };
        state.weather = {percent("cloud"), percent("rain"), percent("snow"),
                         static_cast<int>(node.at("wind").integer(0, kMostWindMs))};
    }
    if (const JsonNode node = root.maybe("seasonDay"); node.present())
        state.seasonDay = static_cast<int>(node.integer(-1, 365));
}

void readSelection(const JsonNode& root, State& state, const Session& session) {
    if (const JsonNode node = root.maybe("element"); node.present()) {
        state.element = session.findElement(wordFrom<SelectElement>(node, &SelectElement::id, session));
    }
    if (const JsonNode node = root.maybe("task"); node.present()) {
        state.task = session.strategy().findTask(wordFrom<SelectTask>(node, &SelectTask::task, session));
    }
}

}  // namespace

std::string stateToJson(const State& state, const city::City& city, const strategy::Strategy& strategy) {
    ordered_json models = ordered_json::array();
    for (const PlacedModel& model : state.models) {
        models.push_back({{"id", model.id},
                          {"path", model.path},
                          {"lat", model.latDeg},
                          {"lon", model.lonDeg},
                          {"heading", model.headingDeg}});
    }
    ordered_json json;
    json["day"] = formatDate(state.day);
    json["minutes"] = state.minutes;
    json["plan"] = state.plan;
    json["hiddenPhases"] = hiddenPhases(state, strategy);
    json["hiddenLayers"] = hiddenLayers(state);
    json["symbolic"] = state.symbolic;
    // Only when somebody chose it, so that journals from before there was weather still end with their hash.
    if (state.weather != Weather{}) {
        json["weather"] = {{"cloud", state.weather.cloudPercent},
                           {"rain", state.weather.rainPercent},
                           {"snow", state.weather.snowPercent},
                           {"wind", state.weather.windMs}};
    }
    if (state.seasonDay >= 0) json["seasonDay"] = state.seasonDay;
    json["models"] = std::move(models);
    json["nextModel"] = state.nextModel;
    json["camera"] = {{"eye", state.camera.eye}, {"target", state.camera.target}, {"fov", state.camera.fovDeg}};
    json["twoPoint"] = state.twoPoint;
    json["element"] = state.element ? ordered_json(city.text(city.elements()[*state.element].idText)) : ordered_json();
    json["task"] = state.task ? ordered_json(strategy.tasks[*state.task].id) : ordered_json();
    json["language"] = state.language;
    json["theme"] = state.theme;
    json["quality"] = state.quality;
    if (state.settle) json["settle"] = true;  // only when chosen, as above
    json["textPercent"] = state.textPercent;
    json["panels"] = state.panels;
    json["playing"] = state.playing;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<State> stateFromJson(std::string_view text, const Session& session) {
    JsonFaults faults{"saved state", "start without it"};
    const nlohmann::json document = strategy::parseJson(text, faults);
    if (faults.any()) return faults.error();
    const JsonNode root{document, faults};

    State state;
    const JsonNode day = root.at("day");
    const std::string date = wordFrom<DateSet>(day, &DateSet::date, session);
    const Result<Day> parsed = parseDate(date, MonthEdge::Last);
    state.day = parsed ? *parsed : 0;
    state.minutes = static_cast<int>(root.at("minutes").integer(0, 24 * 60 - 1));
    state.plan = root.at("plan").boolean();
    if (!state.plan && state.day >= session.planStart()) root.at("plan").fault("must be true on a day of the plan");
    readShown(root, state, session);
    state.symbolic = root.at("symbolic").boolean();
    readWeather(root, state);
    state.nextModel = static_cast<int>(root.at("nextModel").integer(1, 1'000'000'000));
    state.models = modelsFrom(root.at("models"), state.nextModel, session);
    state.camera = cameraFrom(root.at("camera"), session);
    if (const JsonNode node = root.maybe("twoPoint"); node.present()) state.twoPoint = node.boolean();
    readSelection(root, state, session);
    state.language = wordFrom<LanguageSet>(root.at("language"), &LanguageSet::language, session);
    state.theme = wordFrom<ThemeSet>(root.at("theme"), &ThemeSet::theme, session);
    state.quality = wordFrom<QualitySet>(root.at("quality"), &QualitySet::quality, session);
    if (const JsonNode node = root.maybe("settle"); node.present()) state.settle = node.boolean();
    state.textPercent = static_cast<int>(root.at("textPercent").integer(100, 250));
    state.panels = root.at("panels").boolean();
    state.playing = root.at("playing").boolean();
    if (faults.any()) return faults.error();
    return state;
}

}  // namespace twin::session
