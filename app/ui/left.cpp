// The panel on the left: name of the town and five tabs.
#include "app/ui/widgets.h"

namespace twin::app {

namespace {

struct TabName {
    Tab tab;
    const char *id, *key;
};
constexpr std::array<TabName, 5> kTabs{
    TabName{Tab::Strategy, "tab-strategy", "ui.tree.title"}, TabName{Tab::Layers, "tab-layers", "ui.layers.title"},
    TabName{Tab::Legend, "tab-legend", "ui.legend.title"}, TabName{Tab::Views, "tab-views", "ui.views.title"},
    TabName{Tab::Search, "tab-search", "ui.search.title"}};

/// As many tabs in a row as fit; a word is never cut.
void tabs(Ui& ui) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float gap = 3;
    const float inner = 9 * ui.scale;
    ImFont* font = ui.fonts.small;
    std::array<float, kTabs.size()> widths{};
    for (std::size_t i = 0; i < kTabs.size(); ++i) widths[i] = textWidth(font, ui.texts.get(kTabs[i].key)) + inner * 2;
    float x = 0;
    for (std::size_t i = 0; i < kTabs.size(); ++i) {
        if (i > 0 && x + gap + widths[i] <= width + 0.5F)
            ImGui::SameLine(0, gap);
        else
            x = 0;
        // What is left of the row goes to the tabs of the row.
        float used = x > 0 ? 0 : widths[i];
        std::size_t last = i + 1;
        if (x <= 0) {
            while (last < kTabs.size() && used + gap + widths[last] <= width + 0.5F) used += gap + widths[last++];
            const float extra = (width - used) / static_cast<float>(last - i);
            for (std::size_t k = i; k < last; ++k) widths[k] += extra;
        }
        const bool active = ui.state.tab == kTabs[i].tab;
        if (textButton(ui, kTabs[i].id, ui.texts.get(kTabs[i].key),
                       {widths[i], font->FontSize + (ui.layout.compact ? 9 : 14) * ui.scale},
                       {.active = active, .font = font})) {
            ui.state.tab = kTabs[i].tab;
            ui.state.focusSearch = ui.state.tab == Tab::Search;
        }
        x += (x > 0 ? gap : 0) + widths[i];
    }
}

}  // namespace

void showLeft(Ui& ui) {
    if (ui.layout.left.empty()) return;
    if (ui.layout.compact) ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {4, 4});
    if (beginPanel("left", ui.layout.left)) {
        if (!ui.layout.compact) {
            ImGui::PushFont(ui.fonts.title);
            ImGui::TextUnformatted(ui.texts.get("ui.app.title"));
            ImGui::PopFont();
        }
        tabs(ui);
        ImGui::Dummy({0, 2 * ui.scale});
        ImGui::BeginChild("tab", {0, 0}, false, 0);
        switch (ui.state.tab) {
            case Tab::Strategy: showStrategyTab(ui); break;
            case Tab::Layers: showLayersTab(ui); break;
            case Tab::Legend: showLegendTab(ui); break;
            case Tab::Views: showViewsTab(ui); break;
            case Tab::Search: showSearchTab(ui); break;
        }
        ImGui::EndChild();
    }
    ImGui::End();
    if (ui.layout.compact) ImGui::PopStyleVar();
}

}  // namespace twin::app
