#include "scene/session/session.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <deque>

#include "scene/base/hash.h"
#include "scene/session/camera_flight.h"
#include "scene/session/commands.h"
#include "scene/session/state_json.h"
#include "scene/strategy/json_node.h"

namespace twin::session {

namespace {

using strategy::JsonFaults;
using strategy::JsonNode;

constexpr std::array<std::string_view, static_cast<std::size_t>(city::Layer::Count)> kLayers{
    "terrain", "water",       "streets",   "rail",   "buildings", "landmarks",
    "trees",   "investments", "furniture", "models", "life"};
constexpr std::array<std::string_view, 3> kLanguages{"pl", "en", "uk"};
constexpr std::array<std::string_view, 3> kThemes{"light", "dark", "contrast"};
constexpr std::array<std::string_view, 5> kQualities{"low", "medium", "high", "film", "auto"};
constexpr const char* kRemedy = "bake the town again with twin-bake";
constexpr int kYearsBefore = 5, kYearsAfter = 30;

/// What undo brings back.
struct Undoable {
    Day day;
    int minutes;
    bool plan, symbolic;
    std::uint32_t phases, layers;
    Weather weather;
    int seasonDay;
    std::vector<PlacedModel> models;
    friend bool operator==(const Undoable&, const Undoable&) = default;
};

Undoable undoableOf(const State& s) {
    return {s.day, s.minutes, s.plan, s.symbolic, s.phases, s.layers, s.weather, s.seasonDay, s.models};
}

void putBack(State& state, const Undoable& saved) {
    state.day = saved.day;
    state.minutes = saved.minutes;
    state.plan = saved.plan;
    state.symbolic = saved.symbolic;
    state.phases = saved.phases;
    state.layers = saved.layers;
    state.weather = saved.weather;
    state.seasonDay = saved.seasonDay;
    state.models = saved.models;  // nextModel stays: an id is never used twice
}

struct Step {
    std::string name;
    Undoable before, after;
};

/// The part of Meta that a session needs.
struct Extent {
    geo::Pl2000 origin;
    double west = 0, east = 0, south = 0, north = 0;
};

Result<Extent> extentFrom(std::string_view metaJson) {
    JsonFaults faults{"section META", kRemedy};
    const nlohmann::json document = strategy::parseJson(metaJson, faults);
    if (faults.any()) return faults.error();
    const JsonNode root{document, faults};
    const JsonNode origin = root.at("origin");
    const JsonNode extent = root.at("extent");
    const Extent found{{origin.at("northing").number(), origin.at("easting").number()},
                       extent.at("west").number(),
                       extent.at("east").number(),
                       extent.at("south").number(),
                       extent.at("north").number()};
    if (!(found.west < found.east && found.south < found.north)) extent.fault("is empty");
    if (faults.any()) return faults.error();
    return found;
}

std::array<double, 3> pointFrom(const JsonNode& node) {
    if (node.present() && node.size() != 3) node.fault("must be [x, y, z]");
    return {node.item(0).number(), node.item(1).number(), node.item(2).number()};
}

Result<std::vector<NamedView>> viewsFrom(std::string_view viewsJson) {
    JsonFaults faults{"section VIEW", kRemedy};
    const nlohmann::json document = strategy::parseJson(viewsJson, faults);
    if (faults.any()) return faults.error();
    const JsonNode list = JsonNode{document, faults}.at("views");
    std::vector<NamedView> views;
    for (std::size_t i = 0, count = list.size(); i < count; ++i) {
        const JsonNode node = list.item(i);
        NamedView view{node.at("id").name(),
                       node.at("name").text(),
                       {pointFrom(node.at("eye")), pointFrom(node.at("look")), node.at("fov").number()}};
        const auto same = [&](const NamedView& other) { return other.id == view.id; };
        if (std::any_of(views.begin(), views.end(), same)) node.at("id").fault("\"" + view.id + "\" stands twice");
        if (!(view.pose.fovDeg >= 1 && view.pose.fovDeg <= 150)) node.at("fov").fault("must be 1 to 150 degrees");
        if (view.pose.eye == view.pose.target) node.at("look").fault("is where the eye is");
        views.push_back(std::move(view));
    }
    if (views.empty()) list.fault("must hold at least one view");
    if (faults.any()) return faults.error();
    return views;
}

Day yearsLater(Day day, int years) {
    CalendarDate date = calendarOf(day);
    date.year += years;
    date.day = std::min(date.day, 28U);  // 29 February has no sister in most years
    return dayOf(date);
}

}  // namespace

std::span<const std::string_view> layerNames() noexcept { return kLayers; }
std::span<const std::string_view> languageNames() noexcept { return kLanguages; }
std::span<const std::string_view> themeNames() noexcept { return kThemes; }
std::span<const std::string_view> qualityNames() noexcept { return kQualities; }

struct Session::Impl {
    const city::City& city;
    strategy::Strategy strategy;
    std::vector<NamedView> views;
    Extent extent;
    DayRange range;
    Day planStart = 0;
    strategy::Timeline timeline;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> elementsById;  ///< sorted
    mutable std::optional<geo::Frame> frame;  ///< made when the first model needs it: PROJ takes tens of milliseconds

    State state;
    std::uint64_t revision = 0;
    std::optional<std::uint32_t> flaggedElement, flaggedTask;
    std::function<void(std::string_view)> listener;

    std::deque<Step> done;
    std::deque<Step> undone;  ///< back is the next to redo
    int gestureDepth = 0;
    bool gestureTold = false;         ///< the listener heard gesture.begin
    std::optional<Step> gestureStep;  ///< what the open gesture did so far

    void tell(std::string_view line) const {
        if (listener) listener(line);
    }
    void keep(Step step) {
        if (step.before == step.after) return;
        done.push_back(std::move(step));
        if (done.size() > kMostUndoSteps) done.pop_front();
        undone.clear();
    }
    void closeGesture() {
        gestureDepth = 0;
        if (gestureStep) keep(std::move(*gestureStep));
        gestureStep.reset();
        if (std::exchange(gestureTold, false)) tell(commandToJson(GestureEnd{}));
    }
};

Session::Session(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::create(const city::City& city, strategy::Strategy strategy,
                                                 std::string_view viewsJson) {
    const Result<Extent> extent = extentFrom(city.metaJson());
    if (!extent) return extent.error();
    Result<std::vector<NamedView>> views = viewsFrom(viewsJson);
    if (!views) return views.error();
    if (strategy.phases.empty()) return Error{Errc::BadData, std::string{"section STRA: has no phases; "} + kRemedy};
    for (std::size_t i = 0; i < city.elements().size(); ++i) {
        const std::int32_t task = city.elements()[i].task;
        if (task >= 0 && static_cast<std::size_t>(task) >= strategy.tasks.size()) {
            return Error{Errc::BadData, "section ELEM: element " + std::to_string(i) + " belongs to task " +
                                            std::to_string(task) + " of " + std::to_string(strategy.tasks.size()) +
                                            "; " + kRemedy};
        }
    }
    std::vector<std::uint32_t> phaseOfTask;
    for (const strategy::Task& task : strategy.tasks) phaseOfTask.push_back(task.phase);
    const Day planStart = strategy.phases.front().to + 1;
    const DayRange range{yearsLater(strategy.phases.front().from, -kYearsBefore),
                         yearsLater(strategy.phases.back().to, kYearsAfter)};

    strategy::Timeline timeline{city.elements(), std::move(phaseOfTask), planStart};
    auto impl = std::unique_ptr<Impl>(new Impl{city,
                                               std::move(strategy),
                                               std::move(*views),
                                               *extent,
                                               range,
                                               planStart,
                                               std::move(timeline),
                                               {},
                                               {},
                                               {},
                                               0,
                                               {},
                                               {},
                                               {},
                                               {},
                                               {},
                                               0,
                                               false,
                                               {}});
    impl->elementsById.reserve(city.elements().size());
    for (std::uint32_t i = 0; i < city.elements().size(); ++i) {
        impl->elementsById.emplace_back(hash64(city.text(city.elements()[i].idText)), i);
    }
    std::sort(impl->elementsById.begin(), impl->elementsById.end());

    State& state = impl->state;
    state.day = impl->strategy.phases.front().to;
    const auto town =
        std::find_if(impl->views.begin(), impl->views.end(), [](const NamedView& v) { return v.id == "town"; });
    state.camera = town != impl->views.end() ? town->pose : impl->views.front().pose;
    std::unique_ptr<Session> session{new Session{std::move(impl)}};
    session->afterChange();
    session->impl_->revision = 0;
    return session;
}

Result<Ok> Session::post(const Command& command) {
    if (const Result<Ok> good = command.check(*this); !good) return good.error();
    if (!command.recorded()) {
        command.apply(*this);
        return Ok{};
    }
    if (!command.undoable()) {
        command.apply(*this);
        impl_->tell(commandToJson(command));
        return Ok{};
    }
    Undoable before = undoableOf(impl_->state);
    command.apply(*this);
    Undoable after = undoableOf(impl_->state);
    if (impl_->gestureDepth > 0) {
        if (!std::exchange(impl_->gestureTold, true)) impl_->tell(commandToJson(GestureBegin{}));
        if (!impl_->gestureStep) impl_->gestureStep = Step{std::string{command.name()}, std::move(before), {}};
        impl_->gestureStep->after = std::move(after);
    } else {
        impl_->keep({std::string{command.name()}, std::move(before), std::move(after)});
    }
    impl_->tell(commandToJson(command));
    return Ok{};
}

Result<Ok> Session::post(std::string_view jsonLine) {
    const Result<std::unique_ptr<Command>> command = commandFromJson(jsonLine);
    if (!command) return command.error();
    return post(**command);
}

void Session::beginGesture() { ++impl_->gestureDepth; }

void Session::endGesture() {
    if (impl_->gestureDepth == 0) return;
    if (--impl_->gestureDepth == 0) impl_->closeGesture();
}

bool Session::gestureOpen() const noexcept { return impl_->gestureDepth > 0; }

bool Session::canUndo() const {
    const auto& gesture = impl_->gestureStep;
    return !impl_->done.empty() || (gesture && gesture->before != gesture->after);
}

bool Session::canRedo() const {
    const auto& gesture = impl_->gestureStep;
    return !impl_->undone.empty() && !(gesture && gesture->before != gesture->after);
}

std::string_view Session::undoName() const {
    const auto& gesture = impl_->gestureStep;
    if (gesture && gesture->before != gesture->after) return gesture->name;
    return impl_->done.empty() ? std::string_view{} : impl_->done.back().name;
}

std::string_view Session::redoName() const { return canRedo() ? impl_->undone.back().name : std::string_view{}; }

void Session::undo() {
    if (impl_->gestureDepth > 0) impl_->closeGesture();
    if (impl_->done.empty()) return;
    impl_->undone.push_back(std::move(impl_->done.back()));
    impl_->done.pop_back();
    putBack(impl_->state, impl_->undone.back().before);
    afterChange();
    impl_->tell(commandToJson(Undo{}));
}

void Session::redo() {
    if (impl_->gestureDepth > 0) impl_->closeGesture();
    if (impl_->undone.empty()) return;
    impl_->done.push_back(std::move(impl_->undone.back()));
    impl_->undone.pop_back();
    putBack(impl_->state, impl_->done.back().after);
    afterChange();
    impl_->tell(commandToJson(Redo{}));
}

const State& Session::state() const noexcept { return impl_->state; }
const city::City& Session::city() const noexcept { return impl_->city; }
const strategy::Strategy& Session::strategy() const noexcept { return impl_->strategy; }
strategy::Timeline& Session::timeline() noexcept { return impl_->timeline; }
std::span<const NamedView> Session::views() const noexcept { return impl_->views; }
DayRange Session::dateRange() const noexcept { return impl_->range; }
Day Session::planStart() const noexcept { return impl_->planStart; }
std::uint64_t Session::revision() const noexcept { return impl_->revision; }
std::uint64_t Session::hash() const { return hash64(stateJson(), impl_->city.contentHash()); }
std::string Session::stateJson() const { return stateToJson(impl_->state, impl_->city, impl_->strategy); }
void Session::setListener(std::function<void(std::string_view)> listener) { impl_->listener = std::move(listener); }
State& Session::mutableState() noexcept { return impl_->state; }

std::optional<std::uint32_t> Session::findElement(std::string_view id) const {
    if (id.empty()) return std::nullopt;
    const std::uint64_t hash = hash64(id);
    const auto& index = impl_->elementsById;
    for (auto at = std::lower_bound(index.begin(), index.end(), std::pair{hash, 0U});
         at != index.end() && at->first == hash; ++at) {
        if (impl_->city.text(impl_->city.elements()[at->second].idText) == id) return at->second;
    }
    return std::nullopt;
}

std::optional<CameraPose> Session::poseOfTask(std::uint32_t task) const {
    std::array<double, 3> low{}, high{};
    bool any = false;
    for (const std::uint32_t index : impl_->strategy.tasks[task].elements) {
        const city::Element& element = impl_->city.elements()[index];
        bool good = true;  // false for an element without a shape, or with a damaged one
        for (std::size_t axis = 0; axis < 3; ++axis) {
            good = good && element.boxMin[axis] >= -1e5F && element.boxMax[axis] <= 1e5F &&
                   element.boxMin[axis] <= element.boxMax[axis];
        }
        if (!good) continue;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double from = static_cast<double>(element.boxMin[axis]);
            const double to = static_cast<double>(element.boxMax[axis]);
            low[axis] = any ? std::min(low[axis], from) : from;
            high[axis] = any ? std::max(high[axis], to) : to;
        }
        any = true;
    }
    if (!any) return std::nullopt;
    return poseAround(impl_->city, low, high, 45);
}

Result<geo::Local> Session::placeInside(geo::LatLon place) const {
    if (!impl_->frame) {
        Result<geo::Frame> made = geo::Frame::create(impl_->extent.origin);
        if (!made) return made.error();
        impl_->frame.emplace(std::move(*made));
    }
    Result<geo::Local> local = impl_->frame->toLocal(place);
    if (!local) return local.error();
    const Extent& e = impl_->extent;
    if (local->xM >= e.west && local->xM <= e.east && local->yM >= e.south && local->yM <= e.north) return local;
    const Result<geo::LatLon> southWest = impl_->frame->toLatLon({e.west, e.south});
    const Result<geo::LatLon> northEast = impl_->frame->toLatLon({e.east, e.north});
    std::string range;
    if (southWest && northEast) {
        range = "; it reaches from " + std::to_string(southWest->latDeg) + "," + std::to_string(southWest->lonDeg) +
                " to " + std::to_string(northEast->latDeg) + "," + std::to_string(northEast->lonDeg);
    }
    return Error{Errc::BadArgument, "the position " + std::to_string(place.latDeg) + "," +
                                        std::to_string(place.lonDeg) + " lies outside the model of the town" + range};
}

Result<Ok> Session::restore(std::string_view stateJson) {
    Result<State> state = stateFromJson(stateJson, *this);
    if (!state) return state.error();
    if (impl_->gestureDepth > 0) impl_->closeGesture();
    impl_->state = std::move(*state);
    impl_->done.clear();
    impl_->undone.clear();
    afterChange();
    SessionRestore line;
    line.state = this->stateJson();
    impl_->tell(commandToJson(line));
    return Ok{};
}

void Session::afterChange() {
    Impl& impl = *impl_;
    const State& state = impl.state;
    impl.timeline.set(state.day, {state.plan, state.phases});
    if (impl.flaggedElement != state.element) {
        if (impl.flaggedElement) impl.timeline.setFlag(*impl.flaggedElement, city::kSelected, false);
        if (state.element) impl.timeline.setFlag(*state.element, city::kSelected, true);
        impl.flaggedElement = state.element;
    }
    if (impl.flaggedTask != state.task) {
        const auto highlight = [&](std::uint32_t task, bool on) {
            for (const std::uint32_t element : impl.strategy.tasks[task].elements) {
                impl.timeline.setFlag(element, city::kTaskHighlighted, on);
            }
        };
        if (impl.flaggedTask) highlight(*impl.flaggedTask, false);
        if (state.task) highlight(*state.task, true);
        impl.flaggedTask = state.task;
    }
    ++impl.revision;
}

}  // namespace twin::session
