#include "app/ui/panels.h"

#include <algorithm>

#include "scene/session/commands.h"

namespace twin::app {

bool Actions::post(const session::Command& command) {
    const Result<Ok> done = session_.post(command);
    if (!done) say(done.error().what, true);
    return static_cast<bool>(done);
}

void Actions::undo() {
    if (!session_.canUndo()) return;
    const std::string name{session_.undoName()};
    session_.undo();
    say(texts_.say("ui.undo.done", {texts_.get("command.", name, ".label")}));
}

void Actions::redo() {
    if (!session_.canRedo()) return;
    const std::string name{session_.redoName()};
    session_.redo();
    say(texts_.say("ui.redo.done", {texts_.get("command.", name, ".label")}));
}

void Actions::goHome() {
    session::CameraView command;
    command.view = session_.views().front().id;
    for (const session::NamedView& view : session_.views()) {
        if (view.id == "town") command.view = view.id;
    }
    post(command);
}

void Actions::say(std::string text, bool bad) {
    if (!state_.toasts.empty() && state_.toasts.back().text == text) {
        state_.toasts.back().secondsLeft = 6;
        return;
    }
    if (state_.toasts.size() >= 3) state_.toasts.erase(state_.toasts.begin());
    state_.toasts.push_back({std::move(text), bad ? 12.0 : 6.0, bad});
}

void goToTask(Ui& ui, std::uint32_t index) {
    const strategy::Task& task = ui.session.strategy().tasks[index];
    session::SelectTask command;
    command.task = task.id;
    command.fly = true;
    if (!ui.actions.post(command) || !task.elements.empty() || !task.placeLonLatDeg || ui.places == nullptr) return;
    const Result<geo::Local> place = ui.places->frame().toLocal({(*task.placeLonLatDeg)[1], (*task.placeLonLatDeg)[0]});
    if (!place) return;
    constexpr double kReachM = 45;
    const Ground& ground = ui.navigator.ground();
    const glm::dvec3 at{place->xM, place->yM, ground.at(place->xM, place->yM)};
    ui.navigator.flyTo(lookAtBox(ui.navigator.pose(), at - glm::dvec3{kReachM, kReachM, 0},
                                 at + glm::dvec3{kReachM, kReachM, 12}, ground));
}

void showPanels(Ui& ui) {
    const bool panels = ui.session.state().panels;
    refreshCard(ui);
    showLabels(ui);
    if (panels) {
        showScaleBar(ui);
        showTimeline(ui);
        showLeft(ui);
        showTopBar(ui);
        showPads(ui);
        showCard(ui);
        if (ui.mode == Mode::Design) showCoordinates(ui);
    }
    showStats(ui);
    showHoverTip(ui);
    showImport(ui);
    showStill(ui);
    showToasts(ui);
    showHelp(ui);
    showRecovery(ui);
}

}  // namespace twin::app
