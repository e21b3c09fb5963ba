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
    showToasts(ui);
    showHelp(ui);
    showRecovery(ui);
}

}  // namespace twin::app
