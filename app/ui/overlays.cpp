// What comes over the panels: help, measurements, messages, the start dialog, progress, the hover tip, the proof line.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "app/text/format.h"
#include "app/ui/widgets.h"
#include "scene/base/process.h"

namespace twin::app {

namespace {

struct HelpRow {
    const char *key, *what;
};
constexpr std::array kMouse{HelpRow{"left-drag", "hold"}, HelpRow{"right-drag", "turn"}, HelpRow{"wheel", "zoom"},
                            HelpRow{"click", "pick"}};
constexpr std::array kKeys{HelpRow{"arrows", "move"},
                           HelpRow{"turn", "turn-keys"},
                           HelpRow{"tilt", "tilt-keys"},
                           HelpRow{"zoom", "zoom-keys"},
                           HelpRow{"shift", "faster"},
                           HelpRow{"home", "home"},
                           HelpRow{"n", "north"},
                           HelpRow{"space", "play"},
                           HelpRow{"t", "today-plan"},
                           HelpRow{"comma-period", "month"},
                           HelpRow{"brackets", "stop"},
                           HelpRow{"digits", "views"},
                           HelpRow{"p", "symbolic"},
                           HelpRow{"l", "language"},
                           HelpRow{"h", "panels"},
                           HelpRow{"ctrl-f", "search"},
                           HelpRow{"ctrl-z", "undo"},
                           HelpRow{"ctrl-y", "redo"},
                           HelpRow{"ctrl-plus-minus", "text-size"},
                           HelpRow{"delete", "remove-model"},
                           HelpRow{"tab", "next-control"},
                           HelpRow{"f1", "help"},
                           HelpRow{"f3", "stats"},
                           HelpRow{"f11", "fullscreen"},
                           HelpRow{"f12", "picture"},
                           HelpRow{"shift-f12", "still"},
                           HelpRow{"escape", "close"},
                           HelpRow{"ctrl-q", "quit"}};

void helpRows(Ui& ui, const HelpRow* first, const HelpRow* last, float keyWidth) {
    for (const HelpRow* row = first; row != last; ++row) {
        const float y = ImGui::GetCursorPosY();
        ImGui::PushFont(ui.fonts.bold);
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + keyWidth - 10);
        ImGui::TextUnformatted(ui.texts.get("ui.key.", row->key));
        ImGui::PopTextWrapPos();
        ImGui::PopFont();
        const float below = ImGui::GetCursorPosY();
        ImGui::SetCursorPosY(y);
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + keyWidth);
        ImGui::PushTextWrapPos(0);
        ImGui::TextUnformatted(ui.texts.get("ui.help.", row->what));
        ImGui::PopTextWrapPos();
        ImGui::SetCursorPosY(std::max(below, ImGui::GetCursorPosY()));
    }
}

Rect centred(const Ui& ui, float width, float height) {
    const float w = std::min(width, ui.width - 32);
    const float h = std::min(height, ui.height - 32);
    return {(ui.width - w) * 0.5F, (ui.height - h) * 0.5F, w, h};
}

/// Dims the picture and the panels behind a dialog.
void dim(const Ui& ui) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({ui.width, ui.height});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(0, 0, 0, 120));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("dim", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
}

bool beginDialog(Ui& ui, const char* id, const Rect& rect, const char* title) {
    dim(ui);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {22 * ui.scale, 18 * ui.scale});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.theme.panel | IM_COL32_A_MASK);
    const bool open = beginPanel(id, rect);
    ImGui::PopStyleColor();
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImGui::PopStyleVar();
    ImGui::PushFont(ui.fonts.title);
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - 40 * ui.scale);
    ImGui::TextUnformatted(title);
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    return open;
}

}  // namespace

void showHelp(Ui& ui) {
    if (!ui.state.help) return;
    const Rect rect = centred(ui, 860 * ui.scale, 640 * ui.scale);
    if (beginDialog(ui, "help-dialog", rect, ui.texts.get("ui.help.title"))) {
        const ImVec2 after = ImGui::GetCursorPos();
        const float side = 34 * std::min(ui.scale, 1.6F);
        ImGui::SetCursorPos({rect.width - side - 14, 12});
        if (iconButton(ui, "help-close", Icon::Close, ui.texts.get("ui.common.close"), side, {.flat = true}))
            ui.state.help = false;
        ImGui::SetCursorPos(after);
        quietText(ui, ui.texts.get("ui.help.intro"));
        ImGui::Separator();
        ImGui::BeginChild("help-text", {0, 0}, false, 0);
        const float keyWidth = std::min(ImGui::GetContentRegionAvail().x * 0.4F, 280 * ui.scale);
        heading(ui, ui.texts.get("ui.help.mouse"));
        helpRows(ui, kMouse.data(), kMouse.data() + kMouse.size(), keyWidth);
        ImGui::Dummy({0, 6 * ui.scale});
        heading(ui, ui.texts.get("ui.help.pads"));
        ImGui::PushTextWrapPos(0);
        ImGui::TextUnformatted(ui.texts.get("ui.help.pads-text"));
        ImGui::PopTextWrapPos();
        ImGui::Dummy({0, 6 * ui.scale});
        heading(ui, ui.texts.get("ui.help.keyboard"));
        helpRows(ui, kKeys.data(), kKeys.data() + kKeys.size(), keyWidth);
        ImGui::EndChild();
    }
    ImGui::End();
}

void showRecovery(Ui& ui) {
    if (!ui.state.recoveryText) return;
    const Rect rect = centred(ui, 560 * ui.scale, 230 * ui.scale);
    if (beginDialog(ui, "recovery", rect, ui.texts.get("ui.recovery.title"))) {
        ImGui::PushTextWrapPos(0);
        ImGui::TextUnformatted(ui.state.recoveryText->c_str());
        ImGui::PopTextWrapPos();
        const float height = 44 * ui.scale;
        const float width = (rect.width - 44 * ui.scale - 12) * 0.5F;
        ImGui::SetCursorPosY(rect.height - height - 18 * ui.scale);
        if (textButton(ui, "recovery-restore", ui.texts.get("ui.recovery.restore"), {width, height},
                       {.active = true, .font = ui.fonts.bold})) {
            ui.state.recover = true;
        }
        ImGui::SameLine(0, 12);
        if (textButton(ui, "recovery-fresh", ui.texts.get("ui.recovery.fresh"), {width, height}))
            ui.state.startFresh = true;
    }
    ImGui::End();
}

void showImport(Ui& ui) {
    if (!ui.state.import) return;
    const float width = std::min(420 * ui.scale, ui.width - 32);
    const Rect rect{(ui.width - width) * 0.5F, ui.height * 0.42F, width, 118 * ui.scale};
    if (beginPanel("import", rect)) {
        heading(ui, ui.texts.get("ui.import.title"));
        std::array<char, 200> line{};
        quietText(ui, fillInto(line, ui.texts.get("ui.import.running"), {ui.state.import->name}));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float buttonWidth = textWidth(ui.fonts.regular, ui.texts.get("ui.import.cancel")) + 24 * ui.scale;
        const float bar = ImGui::GetContentRegionAvail().x - buttonWidth - 12;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float y = at.y + 16 * ui.scale;
        list.AddRectFilled({at.x, y - 4}, {at.x + bar, y + 4}, ui.theme.button, 4);
        const auto swing =
            static_cast<float>(0.5 - 0.5 * std::cos(ui.state.import->seconds * 2));  // how long is not known
        list.AddRectFilled({at.x + (bar * 0.75F) * swing, y - 4}, {at.x + bar * 0.75F * swing + bar * 0.25F, y + 4},
                           ui.theme.accent, 4);
        ImGui::SetCursorScreenPos({at.x + bar + 12, at.y});
        if (textButton(ui, "import-cancel", ui.texts.get("ui.import.cancel"), {buttonWidth, 32 * ui.scale}))
            ui.state.cancelImport = true;
    }
    ImGui::End();
}

void showToasts(Ui& ui) {
    float y = ui.layout.toasts.y;
    int index = 0;
    for (Toast& toast : ui.state.toasts) {
        const float width = ui.layout.toasts.width;
        const float pad = 14 * ui.scale;
        const float close = 26 * std::min(ui.scale, 1.5F);
        const float room = width - pad * 2 - close - 12;
        const ImVec2 size = ui.fonts.regular->CalcTextSizeA(ui.fonts.regular->FontSize, 1e6F, room, toast.text.c_str());
        const float height = std::max(size.y, close) + pad * 1.6F;
        ImGui::PushID(index);
        std::array<char, 24> id{};
        std::snprintf(id.data(), id.size(), "toast-%d", index++);
        if (beginPanel(id.data(), {ui.layout.toasts.x, y, width, height})) {
            ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
            ImDrawList& list = *ImGui::GetWindowDrawList();
            const ImVec2 at = ImGui::GetWindowPos();
            list.AddRectFilled({at.x + 5, at.y + 8}, {at.x + 9, at.y + height - 8},
                               toast.bad ? ui.theme.bad : ui.theme.accent, 2);
            list.AddText(ui.fonts.regular, ui.fonts.regular->FontSize,
                         {at.x + pad + 4, at.y + (height - size.y) * 0.5F}, ui.theme.text, toast.text.c_str(), nullptr,
                         room);
            ImGui::SetCursorPos({width - close - 8, (height - close) * 0.5F});
            if (iconButton(ui, "toast-close", Icon::Close, ui.texts.get("ui.message.close"), close, {.flat = true}))
                toast.secondsLeft = 0;
        }
        ImGui::End();
        ImGui::PopID();
        y += height + 8;
    }
}

void showStats(Ui& ui) {
    if (!ui.state.stats) return;
    const float width = 300 * std::min(ui.scale, 1.5F);
    ImGui::SetNextWindowPos({ui.layout.left.empty() ? 12 : ui.layout.left.right() + 10, ui.layout.top.bottom() + 10});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::SetNextWindowBgAlpha(0.85F);
    ImGui::Begin("stats", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PushFont(ui.fonts.small);
    const Texts& t = ui.texts;
    const float column = width - 110 * std::min(ui.scale, 1.5F);
    const auto row = [&](const char* label, const char* format, double value) {
        ImGui::TextUnformatted(label);
        ImGui::SameLine(column);
        ImGui::Text(format, value);
    };
    ImGui::TextUnformatted(ui.device.name.c_str());
    row(t.get("ui.stats.fps"), "%.1f", ui.state.framesPerSecond);
    row(t.get("ui.stats.draws"), "%.0f", ui.stats.drawsDrawn);
    row(t.get("ui.stats.triangles"), "%.0f", static_cast<double>(ui.stats.trianglesDrawn));
    std::array<char, 64> bytes{};
    row(t.get("ui.stats.memory"), fillInto(bytes, "%.0f {0}", {t.get("unit.MB")}),
        static_cast<double>(peakResidentBytes()) / 1048576);
    row(t.get("ui.stats.gpu-memory"), fillInto(bytes, "%.0f {0}", {t.get("unit.MB")}),
        static_cast<double>(ui.stats.deviceBytes) / 1048576);
    row(t.get("ui.stats.town"), fillInto(bytes, "%.0f {0}", {t.get("unit.MB")}),
        static_cast<double>(ui.stats.townBytes) / 1048576);
    row(t.get("ui.stats.uploaded"), fillInto(bytes, "%.1f {0}", {t.get("unit.kB")}),
        static_cast<double>(ui.stats.stateBytesUploaded) / 1024);
    ImGui::Separator();
    ImGui::TextUnformatted(t.get("ui.stats.pass"));
    ImGui::SameLine(column);
    ImGui::TextUnformatted(t.get("unit.ms"));
    for (const render::PassTime& pass : ui.stats.passes) {
        ImGui::TextUnformatted(pass.name.data(), pass.name.data() + pass.name.size());
        ImGui::SameLine(column);
        ImGui::Text("%.2f", static_cast<double>(pass.gpuMs));
    }
    ImGui::PopFont();
    ImGui::End();
}

void showHoverTip(Ui& ui) {
    if (!ui.state.hovered) return;
    const city::City& city = ui.session.city();
    const char* name = nullptr;
    const char* detail = nullptr;
    if ((*ui.state.hovered & render::kModelBit) != 0) {
        name = ui.texts.get("kind.model");
    } else if (*ui.state.hovered < city.elements().size()) {
        const city::Element& element = city.elements()[*ui.state.hovered];
        if (element.layer == city::Layer::Terrain) return;
        const char* kind = ui.texts.get("kind.", city.text(element.kind));
        name = element.name.bytes > 0 ? ui.texts.nameOf(city.text(element.name)) : kind;
        const std::string_view stage = stageKey(ui.session.timeline().states()[*ui.state.hovered].stage);
        const bool dated = element.task >= 0 && !stage.empty();
        detail = dated ? ui.texts.get("stage.", stage) : name == kind ? nullptr : kind;
    }
    if (name == nullptr) return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {10 * ui.scale, 7 * ui.scale});
    if (ImGui::BeginTooltip()) {
        ImGui::TextUnformatted(name);
        if (detail != nullptr) quietText(ui, detail);
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
}

void showCoordinates(Ui& ui) {
    if (ui.places == nullptr) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!ImGui::IsMousePosValid(&mouse) || ImGui::GetIO().WantCaptureMouse) return;
    const Pose& pose = ui.navigator.pose();
    const auto hit = ui.navigator.ground().hit(pose.eye, rayThrough(pose, {ui.width, ui.height}, {mouse.x, mouse.y}));
    if (!hit) return;
    const geo::LatLon place = ui.places->latLon(hit->x, hit->y);
    const geo::Pl2000 flat = ui.places->frame().toPl2000({hit->x, hit->y});
    std::array<char, 200> line{};
    std::snprintf(line.data(), line.size(), "%.6f, %.6f   X %.2f  Y %.2f  H %.2f m", place.latDeg, place.lonDeg,
                  flat.northingM, flat.eastingM, hit->z);
    ImFont* font = ui.fonts.small;
    const float x = ui.layout.scaleBar.empty() ? 12 : ui.layout.scaleBar.x;
    const float y = (ui.layout.scaleBar.empty() ? ui.layout.timeline.y : ui.layout.scaleBar.y) - font->FontSize - 10;
    haloText(*ImGui::GetBackgroundDrawList(), font, font->FontSize, {x, y}, line.data(), ui.theme.labelText,
             ui.theme.labelHalo);
}

void showProof(const Fonts& fonts, float width, float height, const char* line) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    // As large as fits in two lines at most; a proof that cannot be read proves nothing.
    float size = std::clamp(width / 85, 11.0F, fonts.regular->FontSize * 1.2F);
    const float room = width - size * 2;
    ImVec2 extent = fonts.regular->CalcTextSizeA(size, 1e6F, room, line);
    while (extent.y > size * 3.2F && size > 9) {
        size -= 1;
        extent = fonts.regular->CalcTextSizeA(size, 1e6F, room, line);
    }
    const float top = height - extent.y - size;
    list.AddRectFilled({0, top}, {width, height}, IM_COL32(12, 17, 23, 225));
    list.AddText(fonts.regular, size, {size, top + size * 0.5F}, IM_COL32(255, 255, 255, 255), line, nullptr, room);
}

}  // namespace twin::app
