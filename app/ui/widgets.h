// app/ui/widgets.h: our own buttons, icons, check-boxes and text, drawn the same everywhere.
#pragma once

#include <optional>

#include "app/ui/panels.h"

namespace twin::app {

enum class Icon {
    Play,
    Pause,
    Home,
    Undo,
    Redo,
    Help,
    Camera,
    Fullscreen,
    Panels,
    Theme,
    TextBigger,
    TextSmaller,
    TurnLeft,
    TurnRight,
    TiltUp,
    TiltDown,
    ZoomIn,
    ZoomOut,
    Close,
    Fly,
    Search,
    Sun
};

/// A window without any decoration at a fixed place. Close with ImGui::End().
bool beginPanel(const char* id, const Rect& rect, bool background = true, bool scroll = false);

struct ButtonLook {
    bool active = false;  ///< the chosen one of several
    bool enabled = true;
    bool flat = false;  ///< no background until hovered
    bool left = false;  ///< text at the left edge
    ImU32 dot = 0;      ///< coloured dot before the text
    ImFont* font = nullptr;
};
/// @param id for ImGui and the probe; `label` is what people see
bool textButton(Ui& ui, const char* id, const char* label, ImVec2 size, const ButtonLook& look = {});
bool iconButton(Ui& ui, const char* id, Icon icon, const char* tip, float side, const ButtonLook& look = {});
bool checkBox(Ui& ui, const char* id, const char* label, bool value, ImU32 dot = 0, const char* detail = nullptr);

/// A name with its value over a line with a knob; a drag is one gesture, so one step of undo.
/// @return the share from 0 to 1 that the person drags to, none while nobody does
std::optional<float> slider(Ui& ui, const char* id, const char* label, const char* value, float share);

void drawIcon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour);
/// Tells what the control drawn last does, after the mouse rests on it or it has the keyboard.
void tip(Ui& ui, const char* text);
void heading(Ui& ui, const char* text);
void quietText(Ui& ui, const char* text);
void note(Ui& ui, std::string_view name, std::string_view detail = {});  ///< the control drawn last, for the probe
[[nodiscard]] float textWidth(ImFont* font, const char* text);
/// Text with a halo, for over the picture.
void haloText(ImDrawList& list, ImFont* font, float size, ImVec2 at, const char* text, ImU32 colour, ImU32 halo);
/// Draws `text` cut with "…" where it would leave `width`.
void fittedText(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 colour, const char* text);

}  // namespace twin::app
