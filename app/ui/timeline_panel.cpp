// The panel at the bottom: Today / Plan, the four stops, the years, play, the hour.
#include <algorithm>
#include <cmath>

#include "app/text/format.h"
#include "app/ui/widgets.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

struct Span {
    Day first, last;
    [[nodiscard]] float share(Day day) const {
        return std::clamp(static_cast<float>(day - first) / static_cast<float>(std::max(1, last - first)), 0.0F, 1.0F);
    }
    [[nodiscard]] Day at(float share) const {
        return first + static_cast<Day>(std::lround(std::clamp(share, 0.0F, 1.0F) * static_cast<float>(last - first)));
    }
};

/// formatDate without the heap.
const char* isoDate(std::span<char> buffer, Day day) {
    const CalendarDate date = calendarOf(day);
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", date.year, date.month, date.day);
    return buffer.data();
}

void setDay(Ui& ui, Day day) {
    if (day == ui.session.state().day) return;
    std::array<char, 16> text{};
    session::DateSet command;
    command.date = isoDate(text, day);
    ui.actions.post(command);
}

const char* monthYearInto(std::span<char> buffer, const Texts& texts, Day day) {
    const CalendarDate date = calendarOf(day);
    std::array<char, 8> month{};
    std::array<char, 8> year{};
    std::snprintf(month.data(), month.size(), "%u", date.month);
    std::snprintf(year.data(), year.size(), "%d", date.year);
    return fillInto(buffer, texts.get("format.month-year"), {texts.get("month.", month.data()), year.data()});
}

void todayPlan(Ui& ui, ImVec2 at, ImVec2 size) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, ui.theme.button, 11);
    if (ui.theme.contrast) list.AddRect(at, {at.x + size.x, at.y + size.y}, ui.theme.buttonEdge, 11, 0, 2);
    const bool plan = ui.session.state().plan;
    const auto& phases = ui.session.strategy().phases;
    const auto half = [&](const char* id, const char* key, const char* hint, Day day, float x, bool active,
                          bool wanted) {
        ImGui::SetCursorScreenPos({at.x + x, at.y + 3});
        if (textButton(ui, id, ui.texts.get(key), {size.x * 0.5F - 4, size.y - 6},
                       {.active = active, .flat = true, .font = ui.fonts.bold})) {
            session::PlanSet command;
            command.plan = wanted;
            ui.actions.post(command);
        }
        std::array<char, 64> date{};
        std::array<char, 256> line{};
        tip(ui, fillInto(line, ui.texts.get(hint), {monthYearInto(date, ui.texts, day)}));
    };
    half("today", "ui.timeline.today", "ui.timeline.today.hint", phases.front().to, 3, !plan, false);
    half("plan", "ui.timeline.plan", "ui.timeline.plan.hint", phases.back().to, size.x * 0.5F + 1, plan, true);
}

void stops(Ui& ui, ImVec2 at, ImVec2 size) {
    const auto& phases = ui.session.strategy().phases;
    const float gap = 6;
    const float width = (size.x - gap * static_cast<float>(phases.size() - 1)) / static_cast<float>(phases.size());
    for (std::uint32_t i = 0; i < phases.size(); ++i) {
        ImGui::SetCursorScreenPos({at.x + static_cast<float>(i) * (width + gap), at.y});
        const Day day = ui.session.state().day;
        const bool active = day >= phases[i].from && day <= phases[i].to;
        std::array<char, 48> id{};
        if (textButton(ui, fillInto(id, "stop-{0}", {phases[i].id}), ui.texts.get(phases[i].text), {width, size.y},
                       {.active = active,
                        .dot = phaseColour(i),
                        .font = size.x < 560 * ui.scale ? ui.fonts.small : ui.fonts.regular})) {
            if (i == 0) {
                session::PlanSet command;
                command.plan = false;
                ui.actions.post(command);
            } else {
                setDay(ui, phases[i].to);
            }
        }
    }
}

/// The years, coloured by phase, with a handle. One drag is one undo step.
void track(Ui& ui, ImVec2 at, ImVec2 size) {
    const auto& phases = ui.session.strategy().phases;
    const Span span{phases.front().from, phases.back().to};
    ImGui::SetCursorScreenPos(at);
    ImGui::InvisibleButton("track", size);
    note(ui, "track");
    const float radius = std::min(10 * std::min(ui.scale, 1.6F), size.y * 0.3F);
    const float left = at.x + radius;
    const float width = size.x - radius * 2;
    if (ImGui::IsItemActivated()) ui.session.beginGesture();
    if (ImGui::IsItemActive()) setDay(ui, span.at((ImGui::GetIO().MousePos.x - left) / width));
    if (ImGui::IsItemDeactivated()) ui.session.endGesture();
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    if (!ImGui::IsItemActive()) tip(ui, ui.texts.get("ui.timeline.drag"));

    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = at.y + radius + 1;
    const float thick = 7 * std::min(ui.scale, 1.6F);
    for (std::uint32_t i = 0; i < phases.size(); ++i) {
        const float from = left + width * span.share(phases[i].from);
        const float to = left + width * span.share(i + 1 < phases.size() ? phases[i + 1].from : phases[i].to);
        const bool shown = (ui.session.state().phases >> i & 1U) != 0;
        list.AddRectFilled({from, y - thick * 0.5F}, {to, y + thick * 0.5F},
                           shown ? phaseColour(i) : faded(phaseColour(i), 0.35F),
                           i == 0 || i + 1 == phases.size() ? 3.0F : 0.0F);
    }
    ImFont* font = ui.fonts.small;
    const CalendarDate first = calendarOf(span.first);
    const CalendarDate last = calendarOf(span.last);
    float freeFrom = -1e9F;
    for (int year = first.year; year <= last.year + 1; ++year) {
        const Day day = std::clamp(dayOf({year, 1, 1}), span.first, span.last);
        const float x = left + width * span.share(day);
        list.AddLine({x, y + thick * 0.5F + 1}, {x, y + thick * 0.5F + 5 * ui.scale}, ui.theme.quiet, 1.5F);
        if (year > last.year) break;
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), "%d", year);
        const Day next = std::min(dayOf({year + 1, 1, 1}), span.last);
        const float middle =
            (x + left + width * span.share(next)) * 0.5F;  // a year's name stands in the middle of the year
        const float half = textWidth(font, text.data()) * 0.5F;
        if (middle - half < freeFrom) continue;
        list.AddText(font, font->FontSize, {middle - half, at.y + size.y - font->FontSize}, ui.theme.quiet,
                     text.data());
        freeFrom = middle + half + 4;
    }
    const float x = left + width * span.share(ui.session.state().day);
    list.AddCircleFilled({x, y}, radius + 2, ui.theme.panel);
    list.AddCircleFilled({x, y}, radius, hot ? ui.theme.accentHover : ui.theme.accent);
    list.AddCircleFilled({x, y}, radius * 0.4F, ui.theme.onAccent);
}

void playAndDate(Ui& ui, ImVec2 at, ImVec2 size) {
    ImGui::SetCursorScreenPos(at);
    const bool playing = ui.session.state().playing;
    if (iconButton(ui, "play", playing ? Icon::Pause : Icon::Play,
                   ui.texts.get(playing ? "ui.timeline.pause" : "ui.timeline.play"), size.y, {.active = playing})) {
        session::PlaySet command;
        command.playing = !playing;
        ui.actions.post(command);
    }
    std::array<char, 64> text{};
    const char* date = monthYearInto(text, ui.texts, ui.session.state().day);
    ImFont* font = textWidth(ui.fonts.title, date) <= size.x - size.y - 12 ? ui.fonts.title : ui.fonts.bold;
    fittedText(*ImGui::GetWindowDrawList(), font, {at.x + size.y + 12, at.y + (size.y - font->FontSize) * 0.5F},
               size.x - size.y - 12, ui.theme.text, date);
}

/// The hours of the day: dark at night, light while the sun is up.
void hour(Ui& ui, ImVec2 at, ImVec2 size) {
    ImGui::SetCursorScreenPos(at);
    ImGui::InvisibleButton("hour", size);
    note(ui, "hour");
    const float radius = std::min(9 * std::min(ui.scale, 1.6F), size.y * 0.27F);
    const float left = at.x + radius;
    const float width = size.x - radius * 2;
    const session::State& state = ui.session.state();
    if (ImGui::IsItemActivated()) ui.session.beginGesture();
    if (ImGui::IsItemActive()) {
        const float share = std::clamp((ImGui::GetIO().MousePos.x - left) / width, 0.0F, 1.0F);
        session::HourSet command;
        command.minutes = std::min(static_cast<int>(std::lround(share * 288)) * 5, 24 * 60 - 1);
        if (command.minutes != state.minutes) ui.actions.post(command);
    }
    if (ImGui::IsItemDeactivated()) ui.session.endGesture();
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();

    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = at.y + radius + 1;
    const float thick = 7 * std::min(ui.scale, 1.6F);
    const auto x = [&](double minutes) { return left + width * static_cast<float>(minutes) / 1440.0F; };
    list.AddRectFilled({left, y - thick * 0.5F}, {left + width, y + thick * 0.5F}, IM_COL32(70, 84, 120, 255),
                       thick * 0.5F);
    if (ui.sun.riseMinutes >= 0)
        list.AddRectFilled({x(ui.sun.riseMinutes), y - thick * 0.5F}, {x(ui.sun.setMinutes), y + thick * 0.5F},
                           IM_COL32(245, 195, 66, 255), 2);
    const ImVec2 knob{x(state.minutes), y};
    const bool up = ui.sun.sky.sun.elevationDeg > 0;
    list.AddCircleFilled(knob, radius + 2, ui.theme.panel);
    list.AddCircleFilled(knob, radius, up ? IM_COL32(240, 165, 20, 255) : IM_COL32(70, 84, 120, 255));
    list.AddCircle(knob, radius, hot ? ui.theme.accent : ui.theme.text, 0, hot ? 2.5F : 1.5F);

    std::array<char, 16> clock{};
    std::array<char, 24> angle{};
    std::array<char, 160> line{};
    std::snprintf(clock.data(), clock.size(), "%d:%02d", state.minutes / 60, state.minutes % 60);
    std::snprintf(angle.data(), angle.size(), "%.0f°", std::abs(ui.sun.sky.sun.elevationDeg));
    const char* text = fillInto(line, ui.texts.get(up ? "ui.sun.now" : "ui.sun.below"), {clock.data(), angle.data()});
    fittedText(list, ui.fonts.small, {left - radius * 0.5F, at.y + size.y - ui.fonts.small->FontSize}, size.x - radius,
               ui.theme.quiet, text);
}

void wide(Ui& ui) {
    const Rect& r = ui.layout.timeline;
    const float s = ui.scale;
    const float x = r.x + 12;
    const float edge = ui.layout.compact ? 8.0F : 12.0F;
    const float y = r.y + edge;
    const float inner = r.height - edge * 2;
    const float row = ui.layout.row;
    const float gap = ui.layout.rowGap;
    const float switchWidth = 196 * s;
    const float rightWidth = 270 * s;
    const float middle = x + switchWidth + 20 * s;
    const float middleWidth = r.right() - 12 - rightWidth - 24 * s - middle;
    todayPlan(ui, {x, y}, {switchWidth, inner});
    stops(ui, {middle, y}, {middleWidth, row});
    track(ui, {middle, y + row + gap}, {middleWidth, inner - row - gap});
    const float right = r.right() - 12 - rightWidth;
    playAndDate(ui, {right, y}, {rightWidth, row});
    hour(ui, {right, y + row + gap}, {rightWidth, inner - row - gap});
}

void narrow(Ui& ui) {
    const Rect& r = ui.layout.timeline;
    const float s = ui.scale;
    const float x = r.x + 12;
    const float width = r.width - 24;
    const float row = ui.layout.row;
    const float gap = ui.layout.rowGap;
    float y = r.y + (ui.layout.compact ? 8.0F : 12.0F);
    const float switchWidth = std::min(180 * s, width * 0.32F);
    const float dateWidth = std::min(240 * s, width * 0.36F);
    todayPlan(ui, {x, y}, {switchWidth, row});
    playAndDate(ui, {x + switchWidth + 10, y}, {dateWidth, row});
    const float hourX = x + switchWidth + dateWidth + 20;
    hour(ui, {hourX, y}, {x + width - hourX, row});
    y += row + gap;
    stops(ui, {x, y}, {width, row});
    y += row + gap;
    track(ui, {x, y}, {width, row});
}

}  // namespace

void showTimeline(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {12, 12});
    if (beginPanel("timeline", ui.layout.timeline)) ui.layout.wideTimeline ? wide(ui) : narrow(ui);
    ImGui::End();
    ImGui::PopStyleVar();
}

}  // namespace twin::app
