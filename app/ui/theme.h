// app/ui/theme.h: colours of the three themes, of phases, stages and kinds of basis; sizes and fonts.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "scene/city/format.h"
#include "scene/city/state.h"

namespace twin::app {

struct Theme {
    bool dark = false, contrast = false;
    ImU32 panel = 0, panelEdge = 0;  ///< background of panels and its edge
    ImU32 text = 0, quiet = 0;       ///< text, and text of less weight
    ImU32 button = 0, buttonHover = 0, buttonEdge = 0;
    ImU32 accent = 0, accentHover = 0, onAccent = 0;
    ImU32 line = 0, field = 0;
    ImU32 labelText = 0, labelHalo = 0;  ///< names over the picture
    ImU32 warning = 0, bad = 0;
};

/// @param name "light", "dark", "contrast"
[[nodiscard]] Theme themeOf(std::string_view name) noexcept;

/// The four stops of the timeline; told apart by people who see no red or green, too.
[[nodiscard]] ImU32 phaseColour(std::uint32_t phase) noexcept;
[[nodiscard]] ImU32 stageColour(city::Stage stage) noexcept;
[[nodiscard]] ImU32 basisColour(city::Basis basis) noexcept;
/// Text key suffix: "existing", "planned", ...; "" for Hidden.
[[nodiscard]] std::string_view stageKey(city::Stage stage) noexcept;
[[nodiscard]] std::string_view basisKey(city::Basis basis) noexcept;

[[nodiscard]] ImU32 faded(ImU32 colour, float share) noexcept;  ///< alpha times share

struct Fonts {
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;
    ImFont* title = nullptr;
    ImFont* small = nullptr;
};

/// Puts theme and scale into ImGui's own style (scroll bars, text fields, tool tips).
void applyStyle(const Theme& theme, float scale);

}  // namespace twin::app
