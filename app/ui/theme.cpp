#include "app/ui/theme.h"

#include <algorithm>

namespace twin::app {

namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
    return IM_COL32((hex >> 16U) & 255U, (hex >> 8U) & 255U, hex & 255U, alpha);
}

constexpr Theme kLight{.panel = rgb(0xFAFBFC, 246),
                       .panelEdge = rgb(0xC9D1DA),
                       .text = rgb(0x17202B),
                       .quiet = rgb(0x50606F),
                       .button = rgb(0xE8EDF2),
                       .buttonHover = rgb(0xD7E0E9),
                       .buttonEdge = rgb(0xC3CDD7),
                       .accent = rgb(0x0B5CAD),
                       .accentHover = rgb(0x0A4C90),
                       .onAccent = rgb(0xFFFFFF),
                       .line = rgb(0xD3DBE3),
                       .field = rgb(0xFFFFFF),
                       .labelText = rgb(0x101820),
                       .labelHalo = rgb(0xFFFFFF, 225),
                       .warning = rgb(0x8A5A00),
                       .bad = rgb(0xB3261E)};
constexpr Theme kDark{.dark = true,
                      .panel = rgb(0x161C23, 244),
                      .panelEdge = rgb(0x39444F),
                      .text = rgb(0xEEF2F6),
                      .quiet = rgb(0xA9B6C3),
                      .button = rgb(0x28323C),
                      .buttonHover = rgb(0x35424F),
                      .buttonEdge = rgb(0x45525F),
                      .accent = rgb(0x5EB0FF),
                      .accentHover = rgb(0x86C4FF),
                      .onAccent = rgb(0x08131F),
                      .line = rgb(0x36414C),
                      .field = rgb(0x0E1318),
                      .labelText = rgb(0xF4F7FA),
                      .labelHalo = rgb(0x0B1016, 215),
                      .warning = rgb(0xFFC061),
                      .bad = rgb(0xFF8A80)};
constexpr Theme kContrast{.dark = true,
                          .contrast = true,
                          .panel = rgb(0x000000),
                          .panelEdge = rgb(0xFFFFFF),
                          .text = rgb(0xFFFFFF),
                          .quiet = rgb(0xFFFFFF),
                          .button = rgb(0x000000),
                          .buttonHover = rgb(0x3A3A00),
                          .buttonEdge = rgb(0xFFFFFF),
                          .accent = rgb(0xFFFF00),
                          .accentHover = rgb(0xFFFF9E),
                          .onAccent = rgb(0x000000),
                          .line = rgb(0xFFFFFF),
                          .field = rgb(0x000000),
                          .labelText = rgb(0xFFFFFF),
                          .labelHalo = rgb(0x000000),
                          .warning = rgb(0xFFFF00),
                          .bad = rgb(0xFF9E9E)};

ImVec4 v(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

}  // namespace

Theme themeOf(std::string_view name) noexcept {
    return name == "dark" ? kDark : name == "contrast" ? kContrast : kLight;
}

ImU32 phaseColour(std::uint32_t phase) noexcept {
    constexpr std::array<ImU32, 6> kColours{rgb(0x7A8794), rgb(0x1B9E77), rgb(0xE08A00),
                                            rgb(0xA65BC2), rgb(0x3C7FD6), rgb(0xC94F4F)};
    return kColours[phase % kColours.size()];
}

ImU32 stageColour(city::Stage stage) noexcept {
    switch (stage) {
        case city::Stage::Existing: return rgb(0xB9B1A4);
        case city::Stage::Planned: return rgb(0x4FA3E3);
        case city::Stage::Construction: return rgb(0xF2A33A);
        case city::Stage::Built: return rgb(0x3FA66B);
        case city::Stage::ToGo: return rgb(0xD1495B);
        default: return rgb(0x8A8A8A);
    }
}

ImU32 basisColour(city::Basis basis) noexcept {
    switch (basis) {
        case city::Basis::Surveyed: return rgb(0x1F6FB2);
        case city::Basis::Documented: return rgb(0x2E9D8F);
        case city::Basis::Derived: return rgb(0xC9A227);
        case city::Basis::Schematic: return rgb(0xA3A3A3);
        default: return rgb(0xC27BA0);
    }
}

std::string_view stageKey(city::Stage stage) noexcept {
    switch (stage) {
        case city::Stage::Existing: return "existing";
        case city::Stage::Planned: return "planned";
        case city::Stage::Construction: return "construction";
        case city::Stage::Built: return "built";
        case city::Stage::ToGo: return "to-go";
        default: return "";
    }
}

std::string_view basisKey(city::Basis basis) noexcept {
    switch (basis) {
        case city::Basis::Surveyed: return "surveyed";
        case city::Basis::Documented: return "documented";
        case city::Basis::Derived: return "derived";
        case city::Basis::Schematic: return "schematic";
        default: return "assumed";
    }
}

ImU32 faded(ImU32 colour, float share) noexcept {
    const auto alpha = static_cast<float>((colour >> IM_COL32_A_SHIFT) & 0xFFU);
    const auto next = static_cast<ImU32>(std::clamp(alpha * share, 0.0F, 255.0F));
    return (colour & ~IM_COL32_A_MASK) | (next << IM_COL32_A_SHIFT);
}

void applyStyle(const Theme& theme, float scale) {
    ImGuiStyle style;
    style.WindowPadding = {14 * scale, 12 * scale};
    style.FramePadding = {10 * scale, 6 * scale};
    style.ItemSpacing = {8 * scale, 7 * scale};
    style.ItemInnerSpacing = {7 * scale, 5 * scale};
    style.WindowRounding = 12;
    style.FrameRounding = 8;
    style.PopupRounding = 10;
    style.ScrollbarRounding = 8;
    style.GrabRounding = 8;
    style.ScrollbarSize = 14 * std::min(scale, 1.6F);
    style.WindowBorderSize = theme.contrast ? 2.0F : 1.0F;
    style.PopupBorderSize = style.WindowBorderSize;
    style.FrameBorderSize = theme.contrast ? 2.0F : 0.0F;
    style.WindowMinSize = {16, 16};
    style.DisplaySafeAreaPadding = {6, 6};
    ImVec4* colours = style.Colors;
    colours[ImGuiCol_Text] = v(theme.text);
    colours[ImGuiCol_TextDisabled] = v(theme.quiet);
    colours[ImGuiCol_WindowBg] = v(theme.panel);
    colours[ImGuiCol_ChildBg] = {0, 0, 0, 0};
    colours[ImGuiCol_PopupBg] = v(theme.panel);
    colours[ImGuiCol_Border] = v(theme.panelEdge);
    colours[ImGuiCol_BorderShadow] = {0, 0, 0, 0};
    colours[ImGuiCol_FrameBg] = v(theme.field);
    colours[ImGuiCol_FrameBgHovered] = v(theme.buttonHover);
    colours[ImGuiCol_FrameBgActive] = v(theme.buttonHover);
    colours[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    colours[ImGuiCol_ScrollbarGrab] = v(theme.contrast ? theme.text : theme.buttonEdge);
    colours[ImGuiCol_ScrollbarGrabHovered] = v(theme.quiet);
    colours[ImGuiCol_ScrollbarGrabActive] = v(theme.accent);
    colours[ImGuiCol_CheckMark] = v(theme.accent);
    colours[ImGuiCol_Button] = v(theme.button);
    colours[ImGuiCol_ButtonHovered] = v(theme.buttonHover);
    colours[ImGuiCol_ButtonActive] = v(theme.buttonHover);
    colours[ImGuiCol_Header] = v(theme.button);
    colours[ImGuiCol_HeaderHovered] = v(theme.buttonHover);
    colours[ImGuiCol_HeaderActive] = v(theme.buttonHover);
    colours[ImGuiCol_Separator] = v(theme.line);
    colours[ImGuiCol_NavHighlight] = v(theme.accent);
    colours[ImGuiCol_TextSelectedBg] = v(faded(theme.accent, 0.4F));
    colours[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0.45F};
    ImGui::GetStyle() = style;
}

}  // namespace twin::app
