// Compass, the visible pads for one-button use, and the scale bar.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "app/text/format.h"
#include "app/ui/widgets.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

void compass(Ui& ui, ImVec2 centre, float radius) {
    ImGui::SetCursorScreenPos({centre.x - radius, centre.y - radius});
    if (ImGui::InvisibleButton("compass", {radius * 2, radius * 2})) ui.navigator.rightView();
    note(ui, "compass");
    const bool hot = ImGui::IsItemHovered();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircleFilled(centre, radius, hot ? ui.theme.buttonHover : ui.theme.button);
    list.AddCircle(centre, radius, ui.theme.buttonEdge, 0, 1.5F);
    const double heading = headingDeg(ui.navigator.pose()) * 0.01745329252;
    const auto at = [&](double angle, float distance) {
        return ImVec2{centre.x + static_cast<float>(std::sin(angle - heading)) * distance,
                      centre.y - static_cast<float>(std::cos(angle - heading)) * distance};
    };
    constexpr double kQuarter = 1.57079632679;
    const float needle = radius * 0.4F;
    list.AddTriangleFilled(at(0, needle), at(kQuarter, radius * 0.15F), at(-kQuarter, radius * 0.15F),
                           IM_COL32(208, 52, 44, 255));
    list.AddTriangleFilled(at(2 * kQuarter, needle), at(kQuarter, radius * 0.15F), at(-kQuarter, radius * 0.15F),
                           ui.theme.quiet);
    static constexpr std::array<const char*, 4> kPoints{"ui.compass.n", "ui.compass.e", "ui.compass.s", "ui.compass.w"};
    for (std::size_t i = 0; i < 4; ++i) {
        ImFont* font = i == 0 ? ui.fonts.bold : ui.fonts.small;
        const float size = std::min(font->FontSize, radius * (i == 0 ? 0.4F : 0.32F));
        const char* text = ui.texts.get(kPoints[i]);
        const ImVec2 extent = font->CalcTextSizeA(size, 1e6F, 0, text);
        const ImVec2 spot = at(static_cast<double>(i) * kQuarter, radius * 0.68F);
        list.AddText(font, size, {spot.x - extent.x * 0.5F, spot.y - extent.y * 0.5F},
                     i == 0 ? ui.theme.text : ui.theme.quiet, text);
    }
    tip(ui, ui.texts.get("ui.compass.hint"));
}

}  // namespace

void showPads(Ui& ui) {
    if (ui.layout.pads.empty()) return;
    const Rect& r = ui.layout.pads;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {8, 8});
    if (beginPanel("pads", r)) {
        const float pad = ui.layout.pad;
        const float radius = pad * 0.95F;
        compass(ui, {r.x + r.width * 0.5F, r.y + 8 + radius}, radius);
        const float top = r.y + r.height - 8 - pad * 3 - 8;
        const auto place = [&](int column, int row) {
            ImGui::SetCursorScreenPos(
                {r.x + 8 + static_cast<float>(column) * (pad + 4), top + static_cast<float>(row) * (pad + 4)});
        };
        const Texts& t = ui.texts;
        place(0, 0);
        if (iconButton(ui, "pad-turn-left", Icon::TurnLeft, t.get("ui.pad.turn-left"), pad)) ui.navigator.padTurn(-1);
        place(1, 0);
        if (iconButton(ui, "pad-tilt-up", Icon::TiltUp, t.get("ui.pad.tilt-up"), pad)) ui.navigator.padTilt(1);
        place(2, 0);
        if (iconButton(ui, "pad-turn-right", Icon::TurnRight, t.get("ui.pad.turn-right"), pad)) ui.navigator.padTurn(1);
        place(1, 1);
        if (iconButton(ui, "pad-tilt-down", Icon::TiltDown, t.get("ui.pad.tilt-down"), pad)) ui.navigator.padTilt(-1);
        place(0, 2);
        if (iconButton(ui, "pad-zoom-out", Icon::ZoomOut, t.get("ui.pad.zoom-out"), pad)) ui.navigator.padZoom(-1);
        place(1, 2);
        if (iconButton(ui, "pad-home", Icon::Home, t.get("ui.home.hint"), pad)) {
            ui.actions.goHome();
        }
        place(2, 2);
        if (iconButton(ui, "pad-zoom-in", Icon::ZoomIn, t.get("ui.pad.zoom-in"), pad)) ui.navigator.padZoom(1);
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

void showScaleBar(Ui& ui) {
    if (ui.layout.scaleBar.empty()) return;
    const Rect& r = ui.layout.scaleBar;
    // Metres a pixel where the middle of the picture meets the ground.
    const Pose& pose = ui.navigator.pose();
    const glm::dvec3 centre = centreOf(pose, ui.navigator.ground());
    const double depth = glm::dot(centre - pose.eye, forwardOf(pose));
    const double metresAPixel = 2 * std::tan(pose.fovYRad * 0.5) * depth / static_cast<double>(ui.height);
    const double most = metresAPixel * static_cast<double>(r.width) * 0.8;
    double step = std::pow(10.0, std::floor(std::log10(std::max(most, 0.1))));
    if (step * 5 <= most)
        step *= 5;
    else if (step * 2 <= most)
        step *= 2;
    const auto width = static_cast<float>(step / metresAPixel);
    std::array<char, 16> digits{};
    std::array<char, 48> line{};
    std::snprintf(digits.data(), digits.size(), "%g", step >= 1000 ? step / 1000 : step);
    if (step < 1) {
        if (char* point = std::strchr(digits.data(), '.'); point != nullptr) *point = ui.texts.get("format.decimal")[0];
    }
    const char* text = fillInto(line, ui.texts.get("format.value"),
                                {digits.data(), ui.texts.get(step >= 1000 ? "unit.km" : "unit.m")});
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const float y = r.bottom() - 7;
    const ImU32 ink = ui.theme.labelText;
    const ImU32 halo = ui.theme.labelHalo;
    list.AddRectFilled({r.x, y - 4}, {r.x + width + 4, y + 4}, halo, 3);
    list.AddRectFilled({r.x + 2, y - 2}, {r.x + 2 + width, y + 2}, ink, 1);
    list.AddRectFilled({r.x + 2, y - 7}, {r.x + 5, y + 3}, ink);
    list.AddRectFilled({r.x + width - 1, y - 7}, {r.x + width + 2, y + 3}, ink);
    haloText(list, ui.fonts.small, ui.fonts.small->FontSize, {r.x + 9, y - 9 - ui.fonts.small->FontSize}, text, ink,
             halo);
}

}  // namespace twin::app
