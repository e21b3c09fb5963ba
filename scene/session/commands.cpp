#include "scene/session/commands.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>

#include "scene/city/ground.h"
#include "scene/geo/lens.h"
#include "scene/session/session.h"
#include "scene/session/state_json.h"

namespace twin::session {

namespace {

constexpr double kFarthestM = 100'000;  // nobody looks at the town from farther away
constexpr double kLeastGazeM = 0.01;
constexpr double kLeastFovDeg = 1, kMostFovDeg = 150;  // a 2000 mm lens to a very wide one
constexpr double kPi = 3.14159265358979323846;
constexpr double kLeastFocalMm = 8, kMostFocalMm = 1200;
constexpr double kLevelGazeBelowM = 10;
constexpr double kLeastEyeM = 1, kMostEyeM = 9000;
constexpr std::size_t kLongestPath = 4096;

template <class Words>
std::string listOf(const Words& words) {
    std::string list;
    for (const auto& word : words) list.append(list.empty() ? "" : ", ").append(word);
    return list.empty() ? "none" : list;
}

Error unknown(const char* kind, std::string_view word, const std::string& known) {
    return {Errc::NotFound,
            std::string{"there is no "} + kind + " \"" + std::string{word.substr(0, 60)} + "\"; " + known};
}

Result<Ok> oneOf(const char* kind, std::string_view word, std::span<const std::string_view> words) {
    if (std::find(words.begin(), words.end(), word) != words.end()) return Ok{};
    return unknown(kind, word, "choose from: " + listOf(words));
}

Result<Ok> whole(const char* what, int value, int least, int most) {
    if (value >= least && value <= most) return Ok{};
    return Error{Errc::BadArgument, std::string{what} + " " + std::to_string(value) + " is not between " +
                                        std::to_string(least) + " and " + std::to_string(most)};
}

void setBit(std::uint32_t& bits, std::size_t bit, bool on) {
    const std::uint32_t mask = 1U << bit;
    bits = on ? bits | mask : bits & ~mask;
}

/// 0 <= heading < 360, as it is stored.
double wrapped(double headingDeg) {
    const double rest = std::fmod(headingDeg, 360.0);
    return rest < 0 ? (rest + 360.0 >= 360.0 ? 0.0 : rest + 360.0) : rest;
}

Result<Ok> checkPlacement(const Session& session, double latDeg, double lonDeg, double headingDeg) {
    if (!std::isfinite(headingDeg) || std::abs(headingDeg) > 360) {
        return Error{Errc::BadArgument,
                     "heading " + std::to_string(headingDeg) + " is not a number from -360 to 360 degrees"};
    }
    const Result<geo::Local> place = session.placeInside({latDeg, lonDeg});
    if (!place) return place.error();
    return Ok{};
}

std::vector<PlacedModel>::iterator findModel(State& state, int id) {
    return std::find_if(state.models.begin(), state.models.end(), [id](const PlacedModel& m) { return m.id == id; });
}

Result<Ok> checkModel(const Session& session, int id) {
    std::vector<std::string> ids;
    for (const PlacedModel& model : session.state().models) {
        if (model.id == id) return Ok{};
        ids.push_back(std::to_string(model.id));
    }
    return unknown("model", std::to_string(id), "placed are: " + listOf(ids));
}

bool isUtf8(const std::string& text) {
    try {
        (void)nlohmann::json(text).dump();
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

}  // namespace

void DateSet::visit(FieldVisitor& f) { f("date", date); }
Result<Ok> DateSet::check(const Session& session) const {
    const Result<Day> day = parseDate(date, MonthEdge::Last);
    if (!day) return day.error();
    const DayRange range = session.dateRange();
    if (*day >= range.first && *day <= range.last) return Ok{};
    return Error{Errc::BadArgument, "the date " + date + " lies outside the timeline: " + formatDate(range.first) +
                                        " to " + formatDate(range.last)};
}
void DateSet::apply(Session& session) const {
    State& state = session.mutableState();
    state.day = *parseDate(date, MonthEdge::Last);
    if (state.day >= session.planStart()) state.plan = true;  // a later day is always the plan
    session.afterChange();
}

void PlanSet::visit(FieldVisitor& f) { f("plan", plan); }
Result<Ok> PlanSet::check(const Session&) const { return Ok{}; }
void PlanSet::apply(Session& session) const {
    State& state = session.mutableState();
    const auto& phases = session.strategy().phases;
    if (!plan) {
        state.day = phases.front().to;
    } else if (state.day < session.planStart()) {
        state.day = phases.back().to;
    }
    state.plan = plan;
    session.afterChange();
}

void HourSet::visit(FieldVisitor& f) { f("minutes", minutes); }
Result<Ok> HourSet::check(const Session&) const { return whole("minutes", minutes, 0, 24 * 60 - 1); }
void HourSet::apply(Session& session) const {
    session.mutableState().minutes = minutes;
    session.afterChange();
}

void PhaseSetVisible::visit(FieldVisitor& f) {
    f("phase", phase);
    f("visible", visible);
}
Result<Ok> PhaseSetVisible::check(const Session& session) const {
    if (session.strategy().findPhase(phase)) return Ok{};
    std::vector<std::string> ids;
    for (const strategy::Phase& known : session.strategy().phases) ids.push_back(known.id);
    return unknown("phase", phase, "the phases are: " + listOf(ids));
}
void PhaseSetVisible::apply(Session& session) const {
    setBit(session.mutableState().phases, *session.strategy().findPhase(phase), visible);
    session.afterChange();
}

void LayerSetVisible::visit(FieldVisitor& f) {
    f("layer", layer);
    f("visible", visible);
}
Result<Ok> LayerSetVisible::check(const Session&) const { return oneOf("layer", layer, layerNames()); }
void LayerSetVisible::apply(Session& session) const {
    const auto names = layerNames();
    const auto found = std::find(names.begin(), names.end(), layer);
    setBit(session.mutableState().layers, static_cast<std::size_t>(found - names.begin()), visible);
    session.afterChange();
}

void CameraSet::visit(FieldVisitor& f) {
    f("eyeX", eyeX);
    f("eyeY", eyeY);
    f("eyeZ", eyeZ);
    f("targetX", targetX);
    f("targetY", targetY);
    f("targetZ", targetZ);
    f.optionalFromHere();
    f("fovDeg", fovDeg);
}
Result<Ok> CameraSet::check(const Session&) const {
    for (const double metres : {eyeX, eyeY, eyeZ, targetX, targetY, targetZ}) {
        if (!(std::abs(metres) <= kFarthestM)) {  // false for NaN too
            return Error{Errc::BadArgument,
                         "camera: " + std::to_string(metres) + " m is not within 100 km of the town"};
        }
    }
    if (!(fovDeg >= kLeastFovDeg && fovDeg <= kMostFovDeg)) {
        return Error{Errc::BadArgument, "camera: fovDeg " + std::to_string(fovDeg) + " is not between 1 and 150"};
    }
    if (std::hypot(eyeX - targetX, eyeY - targetY, eyeZ - targetZ) < kLeastGazeM) {
        return Error{Errc::BadArgument, "camera: eye and target are the same place; move one by at least 1 cm"};
    }
    return Ok{};
}
void CameraSet::apply(Session& session) const {
    session.mutableState().camera = {{eyeX, eyeY, eyeZ}, {targetX, targetY, targetZ}, fovDeg};
    session.afterChange();
}

void CameraView::visit(FieldVisitor& f) { f("view", view); }
Result<Ok> CameraView::check(const Session& session) const {
    std::vector<std::string> ids;
    for (const NamedView& known : session.views()) {
        if (known.id == view) return Ok{};
        ids.push_back(known.id);
    }
    return unknown("view", view, "the views are: " + listOf(ids));
}
void CameraView::apply(Session& session) const {
    for (const NamedView& known : session.views()) {
        if (known.id == view) session.mutableState().camera = known.pose;
    }
    session.afterChange();
}

void CameraLens::visit(FieldVisitor& f) { f("focalMm", focalMm); }
Result<Ok> CameraLens::check(const Session&) const {
    if (focalMm >= kLeastFocalMm && focalMm <= kMostFocalMm) return Ok{};
    return Error{Errc::BadArgument,
                 "camera: focal length " + std::to_string(focalMm) + " mm is not between 8 and 1200"};
}
void CameraLens::apply(Session& session) const {
    session.mutableState().camera.fovDeg = geo::fovYRadOf(focalMm) * 180 / kPi;
    session.afterChange();
}

void CameraTwoPoint::visit(FieldVisitor& f) { f("on", on); }
Result<Ok> CameraTwoPoint::check(const Session&) const { return Ok{}; }
void CameraTwoPoint::apply(Session& session) const {
    session.mutableState().twoPoint = on;
    session.afterChange();
}

void CameraEyeHeight::visit(FieldVisitor& f) { f("metres", metres); }
Result<Ok> CameraEyeHeight::check(const Session&) const {
    if (metres >= kLeastEyeM && metres <= kMostEyeM) return Ok{};
    return Error{Errc::BadArgument, "camera: eye height " + std::to_string(metres) + " m is not between 1 and 9000"};
}
void CameraEyeHeight::apply(Session& session) const {
    CameraPose& camera = session.mutableState().camera;
    const city::City& city = session.city();
    const double ground = city::groundHeightM(city.heightGrid(), city.heightsCm(), camera.eye[0], camera.eye[1]);
    const double lift = ground + metres - camera.eye[2];
    camera.eye[2] += lift;
    // Low over the ground people look ahead; from higher up the gaze stays as it is.
    camera.target[2] = metres < kLevelGazeBelowM ? camera.eye[2] : camera.target[2] + lift;
    const double away = std::hypot(camera.target[0] - camera.eye[0], camera.target[1] - camera.eye[1]);
    if (away < kLeastGazeM) camera.target[1] += 1;  // it looked straight down
    session.afterChange();
}

void SelectElement::visit(FieldVisitor& f) { f("id", id); }
Result<Ok> SelectElement::check(const Session& session) const {
    if (session.findElement(id)) return Ok{};
    return unknown("element", id,
                   "this town has " + std::to_string(session.city().elements().size()) +
                       " others; pick one in the window and read its id on the card");
}
void SelectElement::apply(Session& session) const {
    State& state = session.mutableState();
    state.element = session.findElement(id);
    state.task.reset();
    session.afterChange();
}

void SelectTask::visit(FieldVisitor& f) {
    f("task", task);
    f.optionalFromHere();
    f("fly", fly);
}
Result<Ok> SelectTask::check(const Session& session) const {
    if (session.strategy().findTask(task)) return Ok{};
    return unknown("task", task, "twin --list tasks prints all " + std::to_string(session.strategy().tasks.size()));
}
void SelectTask::apply(Session& session) const {
    State& state = session.mutableState();
    state.task = session.strategy().findTask(task);
    state.element.reset();
    if (fly) {
        if (const auto pose = session.poseOfTask(*state.task)) state.camera = *pose;
    }
    session.afterChange();
}

void SelectClear::visit(FieldVisitor&) {}
Result<Ok> SelectClear::check(const Session&) const { return Ok{}; }
void SelectClear::apply(Session& session) const {
    session.mutableState().element.reset();
    session.mutableState().task.reset();
    session.afterChange();
}

void ModelAdd::visit(FieldVisitor& f) {
    f("path", path);
    f("latDeg", latDeg);
    f("lonDeg", lonDeg);
    f.optionalFromHere();
    f("headingDeg", headingDeg);
}
Result<Ok> ModelAdd::check(const Session& session) const {
    if (path.empty()) return Error{Errc::BadArgument, "the model has no path; name its file"};
    if (path.size() > kLongestPath) return Error{Errc::BadArgument, "the path of the model is longer than 4096 bytes"};
    if (path.find('\0') != std::string::npos || !isUtf8(path)) {
        return Error{Errc::BadArgument, "the path of the model is not UTF-8 text; rename the file"};
    }
    if (session.state().models.size() >= Session::kMostModels) {
        return Error{Errc::BadArgument,
                     "there are " + std::to_string(Session::kMostModels) + " models already; remove one first"};
    }
    return checkPlacement(session, latDeg, lonDeg, headingDeg);
}
void ModelAdd::apply(Session& session) const {
    State& state = session.mutableState();
    state.models.push_back({state.nextModel++, path, latDeg, lonDeg, wrapped(headingDeg)});
    session.afterChange();
}

void ModelMove::visit(FieldVisitor& f) {
    f("model", model);
    f("latDeg", latDeg);
    f("lonDeg", lonDeg);
    f.optionalFromHere();
    f("headingDeg", headingDeg);
}
Result<Ok> ModelMove::check(const Session& session) const {
    if (Result<Ok> known = checkModel(session, model); !known) return known;
    return checkPlacement(session, latDeg, lonDeg, headingDeg);
}
void ModelMove::apply(Session& session) const {
    const auto found = findModel(session.mutableState(), model);
    found->latDeg = latDeg;
    found->lonDeg = lonDeg;
    found->headingDeg = wrapped(headingDeg);
    session.afterChange();
}

void ModelRemove::visit(FieldVisitor& f) { f("model", model); }
Result<Ok> ModelRemove::check(const Session& session) const { return checkModel(session, model); }
void ModelRemove::apply(Session& session) const {
    State& state = session.mutableState();
    state.models.erase(findModel(state, model));
    session.afterChange();
}

void LanguageSet::visit(FieldVisitor& f) { f("language", language); }
Result<Ok> LanguageSet::check(const Session&) const { return oneOf("language", language, languageNames()); }
void LanguageSet::apply(Session& session) const {
    session.mutableState().language = language;
    session.afterChange();
}

void ThemeSet::visit(FieldVisitor& f) { f("theme", theme); }
Result<Ok> ThemeSet::check(const Session&) const { return oneOf("theme", theme, themeNames()); }
void ThemeSet::apply(Session& session) const {
    session.mutableState().theme = theme;
    session.afterChange();
}

void TextSizeSet::visit(FieldVisitor& f) { f("percent", percent); }
Result<Ok> TextSizeSet::check(const Session&) const { return whole("text size in percent", percent, 100, 250); }
void TextSizeSet::apply(Session& session) const {
    session.mutableState().textPercent = percent;
    session.afterChange();
}

void PanelsSetVisible::visit(FieldVisitor& f) { f("visible", visible); }
Result<Ok> PanelsSetVisible::check(const Session&) const { return Ok{}; }
void PanelsSetVisible::apply(Session& session) const {
    session.mutableState().panels = visible;
    session.afterChange();
}

void PlaySet::visit(FieldVisitor& f) { f("playing", playing); }
Result<Ok> PlaySet::check(const Session&) const { return Ok{}; }
void PlaySet::apply(Session& session) const {
    session.mutableState().playing = playing;
    session.afterChange();
}

void QualitySet::visit(FieldVisitor& f) { f("quality", quality); }
Result<Ok> QualitySet::check(const Session&) const { return oneOf("quality", quality, qualityNames()); }
void QualitySet::apply(Session& session) const {
    session.mutableState().quality = quality;
    session.afterChange();
}

void SettleSet::visit(FieldVisitor& f) { f("on", on); }
Result<Ok> SettleSet::check(const Session&) const { return Ok{}; }
void SettleSet::apply(Session& session) const {
    session.mutableState().settle = on;
    session.afterChange();
}

void SymbolicSet::visit(FieldVisitor& f) { f("symbolic", symbolic); }
Result<Ok> SymbolicSet::check(const Session&) const { return Ok{}; }
void SymbolicSet::apply(Session& session) const {
    session.mutableState().symbolic = symbolic;
    session.afterChange();
}

void WeatherSet::visit(FieldVisitor& f) {
    f("cloudPercent", cloudPercent);
    f("rainPercent", rainPercent);
    f("snowPercent", snowPercent);
    f.optionalFromHere();
    f("windMs", windMs);
}
Result<Ok> WeatherSet::check(const Session&) const {
    for (const auto& [what, value] : {std::pair{"cloud in percent", cloudPercent},
                                      {"rain in percent", rainPercent},
                                      {"snow in percent", snowPercent}}) {
        if (Result<Ok> good = whole(what, value, 0, 100); !good) return good;
    }
    return whole("wind in metres a second", windMs, 0, kMostWindMs);
}
void WeatherSet::apply(Session& session) const {
    session.mutableState().weather = {cloudPercent, rainPercent, snowPercent, windMs};
    session.afterChange();
}

void SeasonSet::visit(FieldVisitor& f) { f("day", day); }
Result<Ok> SeasonSet::check(const Session&) const { return whole("day of the year", day, -1, 365); }
void SeasonSet::apply(Session& session) const {
    session.mutableState().seasonDay = day;
    session.afterChange();
}

void Undo::visit(FieldVisitor&) {}
Result<Ok> Undo::check(const Session& session) const {
    if (session.canUndo()) return Ok{};
    return Error{Errc::BadArgument, "there is nothing to undo"};
}
void Undo::apply(Session& session) const { session.undo(); }

void Redo::visit(FieldVisitor&) {}
Result<Ok> Redo::check(const Session& session) const {
    if (session.canRedo()) return Ok{};
    return Error{Errc::BadArgument, "there is nothing to redo"};
}
void Redo::apply(Session& session) const { session.redo(); }

void GestureBegin::visit(FieldVisitor&) {}
Result<Ok> GestureBegin::check(const Session&) const { return Ok{}; }
void GestureBegin::apply(Session& session) const { session.beginGesture(); }

void GestureEnd::visit(FieldVisitor&) {}
Result<Ok> GestureEnd::check(const Session& session) const {
    if (session.gestureOpen()) return Ok{};
    return Error{Errc::BadArgument, "gesture.end without a gesture.begin before it"};
}
void GestureEnd::apply(Session& session) const { session.endGesture(); }

void SessionRestore::visit(FieldVisitor& f) { f("state", state); }
Result<Ok> SessionRestore::check(const Session& session) const {
    const Result<State> good = stateFromJson(state, session);
    if (!good) return good.error();
    return Ok{};
}
void SessionRestore::apply(Session& session) const { (void)session.restore(state); }

}  // namespace twin::session
