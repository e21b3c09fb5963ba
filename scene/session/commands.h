// scene/session/commands.h: the commands, one struct each. Panels build these; scripts and journals spell them in JSON.
// A month without a day means its last day: what a month brings stands at its end.
#pragma once

#include "scene/session/command.h"

namespace twin::session {

// One command a line reads as the table it is.
// clang-format off
/// Saves the repetition: name(), and the virtuals every command has.
#define TWIN_COMMAND(text)                                        \
    static constexpr std::string_view kName = text;               \
    [[nodiscard]] std::string_view name() const override { return kName; } \
    void visit(FieldVisitor& f) override;                         \
    [[nodiscard]] Result<Ok> check(const Session& session) const override; \
    void apply(Session& session) const override

struct DateSet final : Command { TWIN_COMMAND("date.set"); std::string date; };              // YYYY-MM[-DD]
struct PlanSet final : Command { TWIN_COMMAND("plan.set"); bool plan = true; };              // Today / Plan: see Session
struct HourSet final : Command { TWIN_COMMAND("hour.set"); int minutes = 720; };             // after local midnight
struct PhaseSetVisible final : Command { TWIN_COMMAND("phase.set_visible"); std::string phase; bool visible = true; };
struct LayerSetVisible final : Command { TWIN_COMMAND("layer.set_visible"); std::string layer; bool visible = true; };
struct CameraSet final : Command {
    TWIN_COMMAND("camera.set");
    double eyeX = 0, eyeY = 0, eyeZ = 0, targetX = 0, targetY = 1, targetZ = 0, fovDeg = 45;
    bool undoable() const override { return false; }
};
struct CameraView final : Command { TWIN_COMMAND("camera.view"); std::string view; bool undoable() const override { return false; } };
struct CameraLens final : Command { TWIN_COMMAND("camera.lens"); double focalMm = 29; bool undoable() const override { return false; } };     // of a 36 x 24 mm camera
struct CameraTwoPoint final : Command { TWIN_COMMAND("camera.two_point"); bool on = true; bool undoable() const override { return false; } };  // upright edges stay upright
struct CameraEyeHeight final : Command { TWIN_COMMAND("camera.eye_height"); double metres = 1.7; bool undoable() const override { return false; } };  // above the ground; a level gaze below 10 m
struct SelectElement final : Command { TWIN_COMMAND("select.element"); std::string id; bool undoable() const override { return false; } };
struct SelectTask final : Command { TWIN_COMMAND("select.task"); std::string task; bool fly = true; bool undoable() const override { return false; } };
struct SelectClear final : Command { TWIN_COMMAND("select.clear"); bool undoable() const override { return false; } };
struct ModelAdd final : Command { TWIN_COMMAND("model.add"); std::string path; double latDeg = 0, lonDeg = 0, headingDeg = 0; };
struct ModelMove final : Command { TWIN_COMMAND("model.move"); int model = 0; double latDeg = 0, lonDeg = 0, headingDeg = 0; };
struct ModelRemove final : Command { TWIN_COMMAND("model.remove"); int model = 0; };
struct LanguageSet final : Command { TWIN_COMMAND("language.set"); std::string language; bool undoable() const override { return false; } };
struct ThemeSet final : Command { TWIN_COMMAND("theme.set"); std::string theme; bool undoable() const override { return false; } };        // light, dark, contrast
struct TextSizeSet final : Command { TWIN_COMMAND("text_size.set"); int percent = 100; bool undoable() const override { return false; } };  // 100 to 250
struct PanelsSetVisible final : Command { TWIN_COMMAND("panels.set_visible"); bool visible = true; bool undoable() const override { return false; } };
struct PlaySet final : Command { TWIN_COMMAND("play.set"); bool playing = true; bool undoable() const override { return false; } };
struct QualitySet final : Command { TWIN_COMMAND("quality.set"); std::string quality; bool undoable() const override { return false; } };   // low, medium, high, film, auto
struct SettleSet final : Command { TWIN_COMMAND("settle.set"); bool on = true; bool undoable() const override { return false; } };              // a resting picture becomes the mean of many
struct SymbolicSet final : Command { TWIN_COMMAND("symbolic.set"); bool symbolic = false; };
struct WeatherSet final : Command {
    TWIN_COMMAND("weather.set");
    int cloudPercent = 0, rainPercent = 0, snowPercent = 0, windMs = 3;  // scene/session/weather.h
};
struct SeasonSet final : Command { TWIN_COMMAND("season.set"); int day = -1; };              // day of the year, 0 to 365; -1: the date's own

// What Session does by itself, spelled as commands for scripts and journals. Panels call the Session's own functions.
#define TWIN_META_COMMAND(text)                              \
    TWIN_COMMAND(text);                                      \
    bool undoable() const override { return false; }         \
    bool recorded() const override { return false; }
struct Undo final : Command { TWIN_META_COMMAND("undo") };
struct Redo final : Command { TWIN_META_COMMAND("redo") };
struct GestureBegin final : Command { TWIN_META_COMMAND("gesture.begin") };  // a drag: one undo step up to gesture.end
struct GestureEnd final : Command { TWIN_META_COMMAND("gesture.end") };
struct SessionRestore final : Command { TWIN_META_COMMAND("session.restore") std::string state; };  // Session::stateJson

#undef TWIN_META_COMMAND
#undef TWIN_COMMAND
// clang-format on

}  // namespace twin::session
