#include "app/ui/widgets.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace twin::app {

namespace {

struct Colours {
    ImU32 back, edge, text;
};

Colours coloursOf(const Theme& theme, const ButtonLook& look, bool hovered) {
    if (look.active)
        return {hovered ? theme.accentHover : theme.accent, theme.contrast ? theme.buttonEdge : 0, theme.onAccent};
    if (!look.enabled)
        return {look.flat ? 0 : faded(theme.button, 0.5F), theme.contrast ? faded(theme.buttonEdge, 0.5F) : 0,
                faded(theme.text, 0.38F)};
    if (look.flat) return {hovered ? theme.buttonHover : 0, 0, theme.text};
    return {hovered ? theme.buttonHover : theme.button, theme.contrast ? theme.buttonEdge : 0, theme.text};
}

void drawBack(ImDrawList& list, ImVec2 low, ImVec2 high, const Colours& colours) {
    const float rounding = std::min(9.0F, (high.y - low.y) * 0.3F);
    if (colours.back != 0) list.AddRectFilled(low, high, colours.back, rounding);
    if (colours.edge != 0) list.AddRect(low, high, colours.edge, rounding, 0, 2);
}

void drawFocus(const Theme& theme, ImVec2 low, ImVec2 high) {
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        ImGui::GetWindowDrawList()->AddRect({low.x - 2, low.y - 2}, {high.x + 2, high.y + 2}, theme.accent, 9, 0, 2);
    }
}

}  // namespace

bool beginPanel(const char* id, const Rect& rect, bool background, bool scroll) {
    ImGui::SetNextWindowPos({rect.x, rect.y});
    ImGui::SetNextWindowSize({rect.width, rect.height});
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                             ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                             ImGuiWindowFlags_NoFocusOnAppearing;
    if (!background) flags |= ImGuiWindowFlags_NoBackground;
    if (scroll) flags &= ~ImGuiWindowFlags_NoScrollbar;
    return ImGui::Begin(id, nullptr, flags);
}

float textWidth(ImFont* font, const char* text) { return font->CalcTextSizeA(font->FontSize, 1e6F, 0, text).x; }

void fittedText(ImDrawList& list, ImFont* font, ImVec2 at, float width, ImU32 colour, const char* text) {
    if (textWidth(font, text) <= width) {
        list.AddText(font, font->FontSize, at, colour, text);
        return;
    }
    constexpr const char* kDots = "…";
    const float room = width - textWidth(font, kDots);
    const char* rest = nullptr;
    const ImVec2 shown = font->CalcTextSizeA(font->FontSize, std::max(room, 1.0F), 0, text, nullptr, &rest);
    list.AddText(font, font->FontSize, at, colour, text, rest);
    list.AddText(font, font->FontSize, {at.x + shown.x, at.y}, colour, kDots);
}

bool textButton(Ui& ui, const char* id, const char* label, ImVec2 size, const ButtonLook& look) {
    ImFont* font = look.font != nullptr ? look.font : ui.fonts.regular;
    const float side = 10 * ui.scale;
    const float dot = look.dot != 0 ? 12 * ui.scale : 0;
    const float dotRoom = look.dot != 0 ? dot + 7 * ui.scale : 0;
    if (size.x <= 0) size.x = textWidth(font, label) + side * 2 + dotRoom;
    if (size.y <= 0) size.y = font->FontSize + 14 * ui.scale;
    if (!look.enabled) ImGui::BeginDisabled();
    const bool pressed = ImGui::InvisibleButton(id, size);
    if (!look.enabled) ImGui::EndDisabled();
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Colours colours = coloursOf(ui.theme, look, look.enabled && ImGui::IsItemHovered());
    drawBack(list, low, high, colours);
    drawFocus(ui.theme, low, high);
    const float room = size.x - side * (look.left ? 2.0F : 1.0F) - dotRoom;
    const float width = std::min(textWidth(font, label), room);
    float x = look.left ? low.x + side : low.x + (size.x - width - dotRoom) * 0.5F;
    const float y = low.y + (size.y - font->FontSize) * 0.5F;
    if (look.dot != 0) {
        const ImVec2 centre{x + dot * 0.5F, low.y + size.y * 0.5F};
        list.AddCircleFilled(centre, dot * 0.5F, look.dot);
        if (look.active || ui.theme.contrast) list.AddCircle(centre, dot * 0.5F, colours.text, 0, 1.5F);
        x += dotRoom;
    }
    fittedText(list, font, {x, y}, room + 1, colours.text, label);
    note(ui, id);
    return pressed && look.enabled;
}

bool iconButton(Ui& ui, const char* id, Icon icon, const char* text, float side, const ButtonLook& look) {
    if (!look.enabled) ImGui::BeginDisabled();
    const bool pressed = ImGui::InvisibleButton(id, {side, side});
    if (!look.enabled) ImGui::EndDisabled();
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Colours colours = coloursOf(ui.theme, look, look.enabled && ImGui::IsItemHovered());
    drawBack(list, low, high, colours);
    drawFocus(ui.theme, low, high);
    drawIcon(list, icon, {(low.x + high.x) * 0.5F, (low.y + high.y) * 0.5F}, side * 0.5F, colours.text);
    note(ui, id);
    tip(ui, text);
    return pressed && look.enabled;
}

bool checkBox(Ui& ui, const char* id, const char* label, bool value, ImU32 dot, const char* detail) {
    const float font = ui.fonts.regular->FontSize;
    const float box = font * 1.15F;
    const float height = std::max(box, font + (detail != nullptr ? ui.fonts.small->FontSize + 2 : 0)) + 8 * ui.scale;
    const float width = ImGui::GetContentRegionAvail().x;
    const bool pressed = ImGui::InvisibleButton(id, {width, height});
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered()) list.AddRectFilled(low, high, ui.theme.buttonHover, 8);
    drawFocus(ui.theme, low, high);
    const float y = low.y + (height - box) * 0.5F;
    const float x = low.x + 4 * ui.scale;
    if (value)
        list.AddRectFilled({x, y}, {x + box, y + box}, ui.theme.accent, 5);
    else
        list.AddRect({x, y}, {x + box, y + box}, ui.theme.quiet, 5, 0, 2);
    if (value) {
        const ImVec2 points[3] = {
            {x + box * 0.22F, y + box * 0.52F}, {x + box * 0.43F, y + box * 0.72F}, {x + box * 0.79F, y + box * 0.3F}};
        list.AddPolyline(points, 3, ui.theme.onAccent, 0, box * 0.13F);
    }
    float textX = x + box + 9 * ui.scale;
    if (dot != 0) {
        const float radius = 6 * ui.scale;
        list.AddCircleFilled({textX + radius, low.y + height * 0.5F}, radius, dot);
        textX += radius * 2 + 8 * ui.scale;
    }
    const float textHeight = detail != nullptr ? font + ui.fonts.small->FontSize + 2 : font;
    const float textY = low.y + (height - textHeight) * 0.5F;
    fittedText(list, ui.fonts.regular, {textX, textY}, high.x - textX - 2, ui.theme.text, label);
    if (detail != nullptr)
        fittedText(list, ui.fonts.small, {textX, textY + font + 2}, high.x - textX - 2, ui.theme.quiet, detail);
    note(ui, id);
    return pressed;
}

std::optional<float> slider(Ui& ui, const char* id, const char* label, const char* value, float share) {
    ImFont* font = ui.fonts.small;
    const float radius = 8 * std::min(ui.scale, 1.6F);
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::InvisibleButton(id, {width, font->FontSize + radius * 2 + 6 * ui.scale});
    const ImVec2 low = ImGui::GetItemRectMin();
    const float left = low.x + radius + 2;
    const float length = width - 2 * radius - 4;
    std::optional<float> asked;
    if (ImGui::IsItemActivated()) ui.session.beginGesture();
    if (ImGui::IsItemActive()) asked = std::clamp((ImGui::GetIO().MousePos.x - left) / length, 0.0F, 1.0F);
    if (ImGui::IsItemDeactivated()) ui.session.endGesture();
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    drawFocus(ui.theme, low, ImGui::GetItemRectMax());

    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float valueWidth = textWidth(font, value);
    fittedText(list, font, {low.x + 4, low.y}, width - valueWidth - 16, ui.theme.text, label);
    fittedText(list, font, {low.x + width - valueWidth - 4, low.y}, valueWidth + 1, ui.theme.quiet, value);
    const float y = low.y + font->FontSize + radius + 2 * ui.scale;
    const float half = 2.5F * std::min(ui.scale, 1.6F);
    list.AddRectFilled({left, y - half}, {left + length, y + half}, ui.theme.buttonHover, half);
    const float x = left + length * std::clamp(share, 0.0F, 1.0F);
    list.AddRectFilled({left, y - half}, {x, y + half}, ui.theme.accent, half);
    list.AddCircleFilled({x, y}, radius, ui.theme.panel);
    list.AddCircle({x, y}, radius, hot ? ui.theme.accent : ui.theme.text, 0, hot ? 3.0F : 1.5F);
    note(ui, id);
    return asked;
}

void tip(Ui& ui, const char* text) {
    const bool byKey = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (!byKey && !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::PushFont(ui.fonts.small);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {10 * ui.scale, 7 * ui.scale});
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(320 * ui.scale);
        ImGui::TextUnformatted(text);
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
}

void heading(Ui& ui, const char* text) {
    ImGui::PushFont(ui.fonts.bold);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text);
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
}

void quietText(Ui& ui, const char* text) {
    ImGui::PushFont(ui.fonts.small);
    ImGui::PushStyleColor(ImGuiCol_Text, ui.theme.quiet);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text);
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void note(Ui& ui, std::string_view name, std::string_view detail) {
    if (!ui.probe.enabled()) return;
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    const ImRect clip = ImGui::GetCurrentWindowRead()->ClipRect;
    const float x = std::max(low.x, clip.Min.x);
    const float y = std::max(low.y, clip.Min.y);
    ui.probe.add(name, detail, {x, y, std::min(high.x, clip.Max.x) - x, std::min(high.y, clip.Max.y) - y});
}

void haloText(ImDrawList& list, ImFont* font, float size, ImVec2 at, const char* text, ImU32 colour, ImU32 halo) {
    const float d = std::max(1.0F, std::round(size / 15));
    for (const ImVec2 shift : {ImVec2{-d, 0}, ImVec2{d, 0}, ImVec2{0, -d}, ImVec2{0, d}, ImVec2{-d, -d}, ImVec2{d, d},
                               ImVec2{-d, d}, ImVec2{d, -d}}) {
        list.AddText(font, size, {at.x + shift.x, at.y + shift.y}, halo, text);
    }
    list.AddText(font, size, at, colour, text);
}

}  // namespace twin::app
