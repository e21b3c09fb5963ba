// scene/session/session.h: the state of one use of the program. Only commands change it.
//
// Holds: day, hour, Today/Plan, phases and layers shown, camera, selection, models placed, language, theme, text size,
// panels, play, quality, look, weather. Draws nothing, opens no window, reads no clock.
// One thread at a time. The City and Strategy outlive it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scene/base/date.h"
#include "scene/base/result.h"
#include "scene/city/city.h"
#include "scene/geo/frame.h"
#include "scene/session/command.h"
#include "scene/session/weather.h"
#include "scene/strategy/strategy.h"
#include "scene/strategy/timeline.h"

namespace twin::session {

struct CameraPose {
    std::array<double, 3> eye{};     ///< local metres
    std::array<double, 3> target{};  ///< never equal to eye
    double fovDeg = 45;              ///< vertical
    friend bool operator==(const CameraPose&, const CameraPose&) = default;
};

struct NamedView {
    std::string id;    ///< "marina"
    std::string name;  ///< text key
    CameraPose pose;
};

struct PlacedModel {
    int id = 0;  ///< counts up, never used twice in a session
    std::string path;
    double latDeg = 0, lonDeg = 0, headingDeg = 0;
    friend bool operator==(const PlacedModel&, const PlacedModel&) = default;
};

/// Everything recovery saves. Undo restores day, hour, Today/Plan, phases, layers, look, weather and models; the camera, the
/// selection and what belongs to the screen stay as they are.
struct State {
    Day day = 0;
    int minutes = 12 * 60;  ///< after local midnight, 0 to 1439
    bool plan = false;      ///< Today (false) or Plan (true)
    std::uint32_t phases = 0xFFFFFFFFU;
    std::uint32_t layers = 0xFFFFFFFFU;  ///< bit i: city::Layer i
    bool symbolic = false;
    Weather weather;
    int seasonDay = -1;  ///< day of the year (0 to 365) whose leaves and fields are shown; -1: the date's own
    std::vector<PlacedModel> models;
    int nextModel = 1;
    CameraPose camera;
    bool twoPoint = false;                 ///< a shift lens: upright edges stay upright
    std::optional<std::uint32_t> element;  ///< selected
    std::optional<std::uint32_t> task;     ///< selected
    std::string language = "pl", theme = "light", quality = "auto";
    bool settle = false;  ///< a picture that rests becomes the mean of many
    int textPercent = 100;
    bool panels = true;
    bool playing = false;
    friend bool operator==(const State&, const State&) = default;
};

/// The words of commands, in the order of city::Layer.
[[nodiscard]] std::span<const std::string_view> layerNames() noexcept;
[[nodiscard]] std::span<const std::string_view> languageNames() noexcept;  ///< pl, en, uk
[[nodiscard]] std::span<const std::string_view> themeNames() noexcept;     ///< light, dark, contrast
[[nodiscard]] std::span<const std::string_view> qualityNames() noexcept;   ///< low, medium, high, film, auto

struct DayRange {
    Day first = 0, last = 0;
};

class Session {
public:
    static constexpr std::size_t kMostUndoSteps = 500;
    static constexpr std::size_t kMostModels = 256;

    /// @param viewsJson the pack's Views section. Starts at Stan 2024 (last day of the first phase), view "town", Today.
    [[nodiscard]] static Result<std::unique_ptr<Session>> create(const city::City& city, strategy::Strategy strategy,
                                                                 std::string_view viewsJson);

    /// check, apply, record for undo, tell the listener (the journal). The only way in.
    [[nodiscard]] Result<Ok> post(const Command& command);
    [[nodiscard]] Result<Ok> post(std::string_view jsonLine);

    /// Begin and end of a drag: commands between make one undo step. May nest; the outermost end closes the step. The
    /// listener hears gesture.begin before the first undoable command and gesture.end only if it heard a begin.
    void beginGesture();
    void endGesture();
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] std::string_view undoName() const;  ///< command name, "" when none
    [[nodiscard]] std::string_view redoName() const;
    /// Also journalled, as {"do":"undo"}; nothing happens when there is nothing. An open gesture is closed first.
    void undo();
    void redo();
    [[nodiscard]] bool gestureOpen() const noexcept;

    [[nodiscard]] const State& state() const noexcept;
    [[nodiscard]] const city::City& city() const noexcept;
    [[nodiscard]] const strategy::Strategy& strategy() const noexcept;
    [[nodiscard]] strategy::Timeline& timeline() noexcept;
    [[nodiscard]] std::span<const NamedView> views() const noexcept;
    /// What date.set accepts: five years before the first phase to thirty years after the last.
    [[nodiscard]] DayRange dateRange() const noexcept;
    [[nodiscard]] Day planStart() const noexcept;  ///< the day after the first phase
    [[nodiscard]] std::optional<std::uint32_t> findElement(std::string_view id) const;
    /// Where select.task flies: all of the task's elements in view, oblique from the south, above ground; none without elements.
    [[nodiscard]] std::optional<CameraPose> poseOfTask(std::uint32_t task) const;
    /// A place inside the town's extent, in local metres; BadArgument names the values and the extent.
    [[nodiscard]] Result<geo::Local> placeInside(geo::LatLon place) const;
    /// Counts up with every change; a panel or the window loop redraws when it differs from what it saw.
    [[nodiscard]] std::uint64_t revision() const noexcept;
    /// Of the whole state and the pack's content hash: replays end with it.
    [[nodiscard]] std::uint64_t hash() const;

    /// Restores a saved state (recovery); checks it against the city like any input. Undo steps end here: they belong to
    /// another state. Journalled as {"do":"session.restore","state":"..."}. After an error nothing has changed.
    [[nodiscard]] Result<Ok> restore(std::string_view stateJson);
    [[nodiscard]] std::string stateJson() const;

    /// Called with each posted line after it was applied. One listener.
    void setListener(std::function<void(std::string_view jsonLine)> listener);

    /// Commands change the state through this; it keeps timeline and revision right. Not for panels.
    State& mutableState() noexcept;
    void afterChange();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
    explicit Session(std::unique_ptr<Impl> impl);

public:
    ~Session();
};

}  // namespace twin::session
