// app/ui/panels.h: what every panel gets, and the panels. A panel shows the session and posts commands; it keeps nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/bridge/places.h"
#include "app/camera/navigator.h"
#include "app/cli/options.h"
#include "app/program/still.h"
#include "app/search/search.h"
#include "app/text/texts.h"
#include "app/ui/labels.h"
#include "app/ui/layout.h"
#include "app/ui/probe.h"
#include "app/ui/theme.h"
#include "renderer/renderer.h"
#include "scene/light/sun.h"
#include "scene/session/session.h"

namespace twin::app {

enum class Tab { Strategy, Layers, Legend, Views, Search };

struct Toast {
    std::string text;
    double secondsLeft = 6;
    bool bad = false;
};

/// One line of the card.
struct CardRow {
    std::string label, value;
    ImU32 dot = 0;      ///< colour of a dot before the value; 0: none
    bool wide = false;  ///< value under the label, over the whole width
    bool quiet = false;
};

/// What the card shows; made anew only when one of the things it depends on changes.
struct Card {
    std::uint64_t key = 0;
    bool open = false;
    std::string title, subtitle;
    std::vector<CardRow> rows;
    std::optional<std::uint32_t> task;  ///< its "take me there"
    std::optional<std::uint32_t> element;
    std::optional<int> model;
};

/// Where the name of a task stands over the picture: above its things.
struct TaskLabel {
    std::uint32_t task = 0;
    glm::dvec3 at{};
};
[[nodiscard]] std::vector<TaskLabel> taskLabels(const session::Session& session);

/// A model that is being read.
struct ImportProgress {
    std::string name;
    double seconds = 0;
};

/// Large pictures: what is chosen, and how far the one being drawn is.
struct StillDialog {
    bool open = false, start = false, cancel = false;
    StillWish wish;
    double share = -1;  ///< below 0: none is being drawn
};

/// Kept between frames, no part of the session.
struct UiState {
    Tab tab = Tab::Strategy;
    bool help = false, stats = false, labels = true;
    std::array<char, 128> query{};
    bool focusSearch = false;
    std::vector<SearchHit> hits;
    std::string searched;  ///< query and language the hits belong to
    std::vector<Toast> toasts;
    std::optional<std::string> recoveryText;   ///< the question of the start dialog
    bool recover = false, startFresh = false;  ///< its answer
    Card card;
    std::optional<std::uint32_t> hovered;  ///< element or model under the cursor
    glm::vec2 hoverAt{};
    std::optional<ImportProgress> import;
    bool cancelImport = false;
    StillDialog still;
    std::optional<int> pickedModel;  ///< a model is chosen, which no command can say
    double framesPerSecond = 0;
    // Kept, so that a steady frame takes no memory.
    std::vector<TaskLabel> taskLabels;
    std::vector<LabelWish> labelWishes;
    std::vector<float> labelDistances;
    std::vector<Rect> labelsTaken;
    // Wishes to the program.
    bool takePicture = false, toggleFullscreen = false, quit = false;
};

struct Sun {
    light::SkyState sky;
    std::array<double, 3> toSun{}, toMoon{};
    double riseMinutes = -1, setMinutes = -1;  ///< of the day; -1: neither
};

/// Posts commands, shows what they refuse.
class Actions {
public:
    Actions(session::Session& session, UiState& state, const Texts& texts)
        : session_{session}, state_{state}, texts_{texts} {}
    bool post(const session::Command& command);
    void undo();  ///< and says what was undone
    void redo();
    void goHome();  ///< the view of the whole town
    void say(std::string text, bool bad = false);

private:
    session::Session& session_;
    UiState& state_;
    const Texts& texts_;
};

struct Ui {
    session::Session& session;
    const Texts& texts;
    const Theme& theme;
    const Fonts& fonts;
    UiState& state;
    Actions& actions;
    Navigator& navigator;
    Probe& probe;
    const Search& search;
    const render::Stats& stats;
    const render::DeviceReport& device;
    const Sun& sun;
    Layout layout;
    float scale = 1;
    float width = 1280, height = 720;
    Mode mode = Mode::Meeting;
    bool window = false;  ///< there is a window to fill the screen with
    bool fullscreen = false;
    const Places* places = nullptr;
};

/// Chooses a task and goes there: to its things, or to the building a service runs from.
void goToTask(Ui& ui, std::uint32_t task);

// Each in its own file; all draw into their rectangle of the layout.
void showTopBar(Ui& ui);
void showLeft(Ui& ui);
void showStrategyTab(Ui& ui);
void showLayersTab(Ui& ui);
void showWeather(Ui& ui);  ///< a part of the tab Layers
void showLegendTab(Ui& ui);
void showViewsTab(Ui& ui);
void showSearchTab(Ui& ui);
void showCard(Ui& ui);
void refreshCard(Ui& ui);
void showTimeline(Ui& ui);
void showPads(Ui& ui);
void showScaleBar(Ui& ui);
void showLabels(Ui& ui);
void showToasts(Ui& ui);
void showHelp(Ui& ui);
void showStats(Ui& ui);
void showRecovery(Ui& ui);
void showImport(Ui& ui);
void showStill(Ui& ui);
void showHoverTip(Ui& ui);
/// Coordinates under the cursor; design mode.
void showCoordinates(Ui& ui);
/// All of the above, as the mode and the session's panels switch want them.
void showPanels(Ui& ui);
/// Only the proof line at the foot of an exported picture.
void showProof(const Fonts& fonts, float width, float height, const char* line);

}  // namespace twin::app
