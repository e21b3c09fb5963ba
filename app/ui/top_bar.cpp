#include <algorithm>

#include "app/ui/widgets.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

void languages(Ui& ui, float width) {
    static constexpr std::array<std::array<const char*, 3>, 3> kEach{
        {{"pl", "PL", "lang-pl"}, {"en", "EN", "lang-en"}, {"uk", "UK", "lang-uk"}}};
    for (const auto& [code, shown, id] : kEach) {
        const bool active = ui.session.state().language == code;
        if (textButton(ui, id, shown, {width, ui.layout.icon},
                       {.active = active, .flat = true, .font = ui.fonts.small}) &&
            !active) {
            session::LanguageSet command;
            command.language = code;
            ui.actions.post(command);
        }
        tip(ui, ui.texts.get("language.", code));
        ImGui::SameLine(0, 0);
    }
}

void undoRedo(Ui& ui) {
    std::array<char, 200> line{};
    const auto named = [&](const char* key, std::string_view name) {
        return fillInto(line, ui.texts.get(key), {ui.texts.get("command.", name, ".label")});
    };
    const bool undo = ui.session.canUndo();
    if (iconButton(ui, "undo", Icon::Undo,
                   undo ? named("ui.undo.with", ui.session.undoName()) : ui.texts.get("ui.undo.nothing"),
                   ui.layout.icon, {.enabled = undo, .flat = true})) {
        ui.actions.undo();
    }
    ImGui::SameLine(0, 0);
    const bool redo = ui.session.canRedo();
    if (iconButton(ui, "redo", Icon::Redo,
                   redo ? named("ui.redo.with", ui.session.redoName()) : ui.texts.get("ui.redo.nothing"),
                   ui.layout.icon, {.enabled = redo, .flat = true})) {
        ui.actions.redo();
    }
}

void textSize(Ui& ui, int step) {
    session::TextSizeSet command;
    command.percent = std::clamp(ui.session.state().textPercent + step, 100, 250);
    if (command.percent != ui.session.state().textPercent) ui.actions.post(command);
}

void nextTheme(Ui& ui) {
    const std::string& now = ui.session.state().theme;
    session::ThemeSet command;
    command.theme = now == "light" ? "dark" : now == "dark" ? "contrast" : "light";
    ui.actions.post(command);
}

void gap(Ui& ui) {
    ImGui::SameLine(0, 16);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine({at.x - 8, at.y + 6}, {at.x - 8, at.y + ui.layout.icon - 6}, ui.theme.line,
                                        1.5F);
}

}  // namespace

void showTopBar(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {8, (ui.layout.top.height - ui.layout.icon) * 0.5F});
    if (beginPanel("top", ui.layout.top)) {
        const float side = ui.layout.icon;
        const float language = (ui.layout.top.width - 16 - side * 9 - 16 * 4) / 3;
        undoRedo(ui);
        gap(ui);
        languages(ui, language);
        gap(ui);
        const int percent = ui.session.state().textPercent;
        if (iconButton(ui, "text-smaller", Icon::TextSmaller, ui.texts.get("ui.text-size.smaller"), side,
                       {.enabled = percent > 100, .flat = true})) {
            textSize(ui, -25);
        }
        ImGui::SameLine(0, 0);
        if (iconButton(ui, "text-bigger", Icon::TextBigger, ui.texts.get("ui.text-size.bigger"), side,
                       {.enabled = percent < 250, .flat = true})) {
            textSize(ui, 25);
        }
        ImGui::SameLine(0, 0);
        if (iconButton(ui, "theme", Icon::Theme, ui.texts.get("ui.theme.title"), side, {.flat = true})) nextTheme(ui);
        gap(ui);
        if (iconButton(ui, "picture", Icon::Camera, ui.texts.get("ui.picture.take"), side, {.flat = true}))
            ui.state.takePicture = true;
        ImGui::SameLine(0, 0);
        const char* screen = ui.texts.get(ui.fullscreen ? "ui.fullscreen.off" : "ui.fullscreen.on");
        if (iconButton(ui, "fullscreen", Icon::Fullscreen, screen, side, {.active = ui.fullscreen, .flat = true}))
            ui.state.toggleFullscreen = true;
        ImGui::SameLine(0, 0);
        if (iconButton(ui, "hide-panels", Icon::Panels, ui.texts.get("ui.panels.hide"), side, {.flat = true})) {
            session::PanelsSetVisible command;
            command.visible = false;
            if (ui.actions.post(command)) ui.actions.say(ui.texts.get("ui.panels.hidden"));
        }
        ImGui::SameLine(0, 0);
        if (iconButton(ui, "help", Icon::Help, ui.texts.get("ui.help.title"), side,
                       {.active = ui.state.help, .flat = true})) {
            ui.state.help = !ui.state.help;
        }
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

}  // namespace twin::app
