// Phases to tick, and the tree: goals, undertakings, tasks.
#include <algorithm>

#include "app/text/format.h"
#include "app/ui/widgets.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

using strategy::Strategy;
using strategy::Task;

void phases(Ui& ui) {
    const Strategy& strategy = ui.session.strategy();
    heading(ui, ui.texts.get("ui.phases.title"));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {4, 1 * ui.scale});
    for (std::uint32_t i = 1; i < strategy.phases.size(); ++i) {  // the first is what stands: nothing to switch off
        const strategy::Phase& phase = strategy.phases[i];
        const bool shown = (ui.session.state().phases >> i & 1U) != 0;
        ImGui::PushID(static_cast<int>(i));
        std::array<char, 64> detail{};
        const CalendarDate from = calendarOf(phase.from);
        const CalendarDate to = calendarOf(phase.to);
        std::snprintf(detail.data(), detail.size(), "%d – %d", from.year, to.year);
        std::array<char, 64> id{};
        if (checkBox(ui, fillInto(id, "phase-{0}", {phase.id}), ui.texts.get(phase.text), shown, phaseColour(i),
                     detail.data())) {
            session::PhaseSetVisible command;
            command.phase = phase.id;
            command.visible = !shown;
            ui.actions.post(command);
        }
        tip(ui, ui.texts.get("ui.phases.hint"));
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
    quietText(ui, ui.texts.get("ui.phases.note"));
}

/// A line of the tree with wrapped text. true when it was pressed.
bool row(Ui& ui, const char* id, const char* text, float indent, ImFont* font, bool selected, ImU32 dot, int arrow,
         bool dim) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float lead = (arrow >= 0 ? 18.0F : 20.0F) * ui.scale;
    const float room = width - indent - lead - 8 * ui.scale;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, 1e6F, room, text);
    const float height = size.y + 9 * ui.scale;
    const bool pressed = ImGui::InvisibleButton(id, {width, height});
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    if (selected)
        list.AddRectFilled(low, high, ui.theme.accent, 7);
    else if (hovered)
        list.AddRectFilled(low, high, ui.theme.buttonHover, 7);
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) list.AddRect(low, high, ui.theme.accent, 7, 0, 2);
    const ImU32 colour = selected ? ui.theme.onAccent : dim ? ui.theme.quiet : ui.theme.text;
    const float x = low.x + indent;
    const float y = low.y + 4.5F * ui.scale;
    const float middle = y + font->FontSize * 0.52F;
    if (arrow >= 0) {
        const float a = 4.5F * ui.scale;
        const ImVec2 c{x + 8 * ui.scale, middle};
        if (arrow == 1)
            list.AddTriangleFilled({c.x - a, c.y - a * 0.5F}, {c.x + a, c.y - a * 0.5F}, {c.x, c.y + a * 0.7F}, colour);
        else
            list.AddTriangleFilled({c.x - a * 0.5F, c.y - a}, {c.x + a * 0.7F, c.y}, {c.x - a * 0.5F, c.y + a}, colour);
    } else if (dot != 0) {
        list.AddCircleFilled({x + 9 * ui.scale, middle}, 5.5F * ui.scale, dim ? faded(dot, 0.4F) : dot);
        if (selected) list.AddCircle({x + 9 * ui.scale, middle}, 5.5F * ui.scale, colour, 0, 1.5F);
    }
    list.AddText(font, font->FontSize, {x + lead, y}, colour, text, nullptr, room);
    note(ui, id);
    return pressed;
}

/// Open or shut, kept by ImGui under the row's own id.
bool opened(const char* id, bool fresh) { return ImGui::GetStateStorage()->GetBool(ImGui::GetID(id), fresh); }
void setOpened(const char* id, bool open) { ImGui::GetStateStorage()->SetBool(ImGui::GetID(id), open); }

void taskRow(Ui& ui, std::uint32_t index) {
    const Task& task = ui.session.strategy().tasks[index];
    const session::State& state = ui.session.state();
    const bool selected = state.task == index;
    const bool shown = (state.phases >> task.phase & 1U) != 0;
    std::array<char, 96> id{};
    const char* name = fillInto(id, "task-{0}", {task.id});
    if (row(ui, name, ui.texts.get(task.name), 30 * ui.scale, ui.fonts.regular, selected, phaseColour(task.phase), -1,
            !shown)) {
        goToTask(ui, index);
    }
    if (selected && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY();
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) tip(ui, ui.texts.get("ui.tree.fly"));
}

void undertaking(Ui& ui, std::uint32_t index) {
    const strategy::Undertaking& undertaking = ui.session.strategy().undertakings[index];
    const bool holdsSelected =
        ui.session.state().task && ui.session.strategy().tasks[*ui.session.state().task].undertaking == index;
    std::array<char, 64> id{};
    const char* name = fillInto(id, "undertaking-{0}", {undertaking.id});
    const bool open = opened(name, holdsSelected);
    if (row(ui, name, ui.texts.get(undertaking.name), 12 * ui.scale, ui.fonts.regular, false, 0, open ? 1 : 0, false))
        setOpened(name, !open);
    if (!open) return;
    for (const std::uint32_t task : undertaking.tasks) taskRow(ui, task);
}

}  // namespace

void showStrategyTab(Ui& ui) {
    const Strategy& strategy = ui.session.strategy();
    phases(ui);
    ImGui::Dummy({0, 4 * ui.scale});
    heading(ui, ui.texts.get("ui.tree.goals"));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {4, 1 * ui.scale});
    for (std::uint32_t g = 0; g < strategy.goals.size(); ++g) {
        const strategy::Goal& goal = strategy.goals[g];
        std::array<char, 64> id{};
        const char* name = fillInto(id, "goal-{0}", {goal.id});
        std::array<char, 512> text{};
        fillInto(text, "{0}. {1}", {goal.id, ui.texts.get(goal.name)});
        const bool holdsSelected = ui.session.state().task && strategy.tasks[*ui.session.state().task].goal == g;
        const bool open = opened(name, holdsSelected);
        if (row(ui, name, text.data(), 0, ui.fonts.bold, false, 0, open ? 1 : 0, false)) setOpened(name, !open);
        if (!open) continue;
        for (std::uint32_t u = 0; u < strategy.undertakings.size(); ++u) {
            if (strategy.undertakings[u].goal == g) undertaking(ui, u);
        }
    }
    ImGui::PopStyleVar();
    ImGui::Dummy({0, 4});
}

}  // namespace twin::app
