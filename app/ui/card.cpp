// The card on the right: everything known about what is picked, with where it is known from.
#include <algorithm>
#include <cmath>

#include "app/text/format.h"
#include "app/ui/widgets.h"
#include "scene/base/hash.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

using strategy::Task;

void add(Card& card, const char* label, std::string value, ImU32 dot = 0, bool wide = false, bool quiet = false) {
    if (!value.empty()) card.rows.push_back({label, std::move(value), dot, wide, quiet});
}

std::string fixed(double value, int decimals) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

void addMoney(const Ui& ui, Card& card, const strategy::Money& sum, const char* label) {
    const Texts& t = ui.texts;
    std::string value = sum.currency == "PLN" ? money(t, sum.total) : number(t, sum.total) + " " + sum.currency;
    add(card, t.get(label), std::move(value));
    if (sum.eu && sum.total > 0) {
        const std::string share = sum.currency == "PLN" ? money(t, *sum.eu) : number(t, *sum.eu) + " " + sum.currency;
        add(card, t.get("ui.card.eu"), t.say("ui.card.eu-share", {share, number(t, *sum.eu / sum.total * 100)}));
    }
    add(card, t.get("ui.card.basis-money"), t.get("basis.", sum.basis));
}

void addTask(const Ui& ui, Card& card, std::uint32_t index) {
    const Texts& t = ui.texts;
    const strategy::Strategy& strategy = ui.session.strategy();
    const Task& task = strategy.tasks[index];
    const strategy::Undertaking& undertaking = strategy.undertakings[task.undertaking];
    add(card, t.get("ui.card.what"), t.get(task.summary), 0, true);
    if (task.start != kNever && task.end != kNever) {
        const std::string from = monthYear(t, task.start);
        const std::string to = monthYear(t, task.end);
        add(card, t.get("ui.card.when"), from == to ? from : t.say("format.range", {from, to}));
        add(card, "", t.get("date_basis.", task.dateBasis), 0, true, true);
    }
    add(card, t.get("ui.card.phase"), t.get(strategy.phases[task.phase].text), phaseColour(task.phase));
    if (!task.elements.empty()) {
        const city::Stage stage = ui.session.timeline().states()[task.elements.front()].stage;
        const std::string_view key = stageKey(stage);
        add(card, t.get("ui.card.stage"), key.empty() ? t.get("ui.common.none") : t.get("stage.", key),
            stageColour(stage));
    }
    add(card, t.get("ui.card.status"), t.get("status.", task.status));
    if (task.money)
        addMoney(ui, card, *task.money, "ui.card.money");
    else if (!task.moneyNote.empty())
        add(card, t.get("ui.card.money"), t.get(task.moneyNote), 0, true);
    else if (!undertaking.money)
        add(card, t.get("ui.card.money"), t.get("money.none"), 0, true);
    if (!task.money && undertaking.money) addMoney(ui, card, *undertaking.money, "ui.card.money-undertaking");
    const std::string& programme = task.programme.empty() ? undertaking.programme : task.programme;
    add(card, t.get("ui.card.programme"), programme.empty() ? t.get("programme.unknown") : t.get(programme), 0, true);
    add(card, t.get("ui.card.undertaking"), t.get(undertaking.name), 0, true);
    add(card, t.get("ui.card.goal"), strategy.goals[task.goal].id + ". " + t.get(strategy.goals[task.goal].name), 0,
        true);
    if (task.elements.empty()) add(card, "", t.get("ui.card.no-place"), 0, true, true);
    add(card, t.get("ui.card.basis-place"), t.get("basis.", task.basis));
    add(card, "", t.get("basis.", task.basis, ".explain"), 0, true, true);
    for (std::size_t i = 0; i < task.sources.size(); ++i) {
        add(card, i == 0 ? t.get("ui.card.sources") : "", task.sources[i], 0, true, true);
    }
}

void addPosition(const Ui& ui, Card& card, double x, double y) {
    const Texts& t = ui.texts;
    const geo::LatLon place = ui.places->latLon(x, y);
    const geo::Pl2000 flat = ui.places->frame().toPl2000({x, y});
    add(card, t.get("ui.card.position-wgs84"), fixed(place.latDeg, 6) + ", " + fixed(place.lonDeg, 6), 0, true);
    add(card, t.get("ui.card.position-pl2000"), "X " + fixed(flat.northingM, 1) + "  Y " + fixed(flat.eastingM, 1), 0,
        true);
    add(card, t.get("ui.card.ground"), measure(t, ui.navigator.ground().at(x, y), "m", 1));
    add(card, "", t.say("ui.card.heights", {ui.places->heightSystem()}), 0, true, true);
}

void addElement(const Ui& ui, Card& card, std::uint32_t index, bool withSource) {
    const Texts& t = ui.texts;
    const city::City& city = ui.session.city();
    const city::Element& element = city.elements()[index];
    const city::Stage stage = ui.session.timeline().states()[index].stage;
    if (element.task < 0 && stage != city::Stage::Hidden) {
        add(card, t.get("ui.card.stage"), t.get("stage.", stageKey(stage)), stageColour(stage));
    }
    if (element.task < 0 && element.standsFrom != kAlways && element.standsFrom != kNever) {
        add(card, t.get("ui.card.when"), monthYear(t, element.standsFrom));
    }
    const double width = element.boxMax[0] - element.boxMin[0];
    const double depth = element.boxMax[1] - element.boxMin[1];
    const double height = element.boxMax[2] - element.boxMin[2];
    if (element.layer != city::Layer::Terrain && width > 0 && depth > 0) {
        const int decimals = std::max(width, depth) < 100 ? 1 : 0;
        add(card, t.get("ui.card.dimensions"),
            t.say("format.dimensions", {number(t, width, decimals), number(t, depth, decimals)}));
        if (height > 0.3) add(card, t.get("ui.card.height"), measure(t, height, "m", 1));
    }
    addPosition(ui, card, (element.boxMin[0] + element.boxMax[0]) * 0.5, (element.boxMin[1] + element.boxMax[1]) * 0.5);
    if (element.year != 0) add(card, t.get("ui.card.year"), std::to_string(element.year));
    if (!withSource) return;
    add(card, t.get("ui.card.basis"), t.get("basis.", basisKey(element.basis)), basisColour(element.basis));
    add(card, "", t.get("basis.", basisKey(element.basis), ".explain"), 0, true, true);
    if (element.source.bytes > 0)
        add(card, t.get("ui.card.source"), std::string{city.text(element.source)}, 0, true, true);
}

void addModel(const Ui& ui, Card& card, const session::PlacedModel& model) {
    const Texts& t = ui.texts;
    const std::size_t slash = model.path.find_last_of('/');
    card.title = slash == std::string::npos ? model.path : model.path.substr(slash + 1);
    card.subtitle = capitalised(t.get("kind.model"));
    add(card, "", t.say("ui.card.imported", {model.path}), 0, true, true);
    add(card, t.get("ui.card.heading"), t.say("format.degrees", {number(t, model.headingDeg, 1)}));
    if (const Result<geo::Local> at = ui.places->frame().toLocal({model.latDeg, model.lonDeg}))
        addPosition(ui, card, at->xM, at->yM);
}

void showRow(Ui& ui, const CardRow& row, float labelWidth) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float dotRoom = row.dot != 0 ? 18 * ui.scale : 0;
    const bool wide = row.wide || textWidth(ui.fonts.regular, row.value.c_str()) + dotRoom > width - labelWidth - 4 ||
                      textWidth(ui.fonts.small, row.label.c_str()) > labelWidth - 6;
    if (!row.label.empty()) quietText(ui, row.label.c_str());
    if (!wide && !row.label.empty())
        ImGui::SameLine(labelWidth);
    else if (!wide && !row.quiet)
        ImGui::SetCursorPosX(labelWidth);
    if (row.dot != 0) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float radius = 6 * ui.scale;
        ImGui::GetWindowDrawList()->AddCircleFilled({at.x + radius, at.y + ui.fonts.regular->FontSize * 0.55F}, radius,
                                                    row.dot);
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + radius * 2 + 6 * ui.scale);
    }
    if (row.quiet) {
        quietText(ui, row.value.c_str());
        return;
    }
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(row.value.c_str());
    ImGui::PopTextWrapPos();
}

}  // namespace

void refreshCard(Ui& ui) {
    Card& card = ui.state.card;
    const session::State& state = ui.session.state();
    const std::uint64_t model = ui.state.pickedModel ? static_cast<std::uint64_t>(*ui.state.pickedModel) + 1 : 0;
    const std::uint64_t key = hash64(ui.texts.language(), ui.session.revision() * 1031 + model) | 1U;
    if (card.key == key) return;
    card = {};
    card.key = key;
    if (ui.state.pickedModel) {
        const auto found =
            std::find_if(state.models.begin(), state.models.end(),
                         [&](const session::PlacedModel& placed) { return placed.id == *ui.state.pickedModel; });
        if (found == state.models.end()) {
            ui.state.pickedModel.reset();
        } else {
            card.open = true;
            card.model = found->id;
            addModel(ui, card, *found);
            return;
        }
    }
    std::optional<std::uint32_t> task = state.task;
    card.element = state.element;
    const city::City& city = ui.session.city();
    if (!task && card.element && city.elements()[*card.element].task >= 0) {
        task = static_cast<std::uint32_t>(city.elements()[*card.element].task);
    }
    card.task = task;
    card.open = task.has_value() || card.element.has_value();
    if (!card.open) return;
    const char* taskName = task ? ui.texts.get(ui.session.strategy().tasks[*task].name) : nullptr;
    if (card.element) {
        const city::Element& element = city.elements()[*card.element];
        const bool named = element.name.bytes > 0;
        card.subtitle = capitalised(ui.texts.get("kind.", city.text(element.kind)));
        card.title = named ? ui.texts.nameOf(city.text(element.name)) : taskName != nullptr ? taskName : card.subtitle;
        if (card.subtitle == card.title) card.subtitle.clear();
        if (taskName != nullptr && card.title != taskName) add(card, ui.texts.get("ui.card.task"), taskName, 0, true);
    } else {
        card.title = taskName;
        card.subtitle = ui.texts.get("ui.card.task");
    }
    if (task) addTask(ui, card, *task);
    if (card.element) addElement(ui, card, *card.element, !task);
}

void showCard(Ui& ui) {
    Card& card = ui.state.card;
    if (!card.open || ui.layout.card.empty()) return;
    const Rect& rect = ui.layout.card;
    if (beginPanel("card", rect)) {
        const float close = 30 * std::min(ui.scale, 1.5F);
        ImGui::PushFont(ui.scale < 1.6F ? ui.fonts.title : ui.fonts.bold);
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - close - 6);
        ImGui::TextUnformatted(card.title.c_str());
        ImGui::PopTextWrapPos();
        ImGui::PopFont();
        const ImVec2 after = ImGui::GetCursorPos();
        ImGui::SetCursorPos({rect.width - close - 10, 10});
        const bool closed =
            iconButton(ui, "card-close", Icon::Close, ui.texts.get("ui.common.close"), close, {.flat = true});
        ImGui::SetCursorPos(after);
        if (!card.subtitle.empty()) quietText(ui, card.subtitle.c_str());
        ImGui::Separator();
        ImGui::BeginChild("rows", {0, 0}, false, 0);
        if (card.task && textButton(ui, "card-fly", ui.texts.get("ui.card.fly"), {0, 0}, {})) goToTask(ui, *card.task);
        if (card.model && textButton(ui, "card-remove-model", ui.texts.get("ui.card.remove-model"), {0, 0}, {})) {
            session::ModelRemove command;
            command.model = *card.model;
            ui.actions.post(command);
        }
        const float labelWidth = ImGui::GetContentRegionAvail().x * 0.44F;
        for (const CardRow& row : card.rows) showRow(ui, row, labelWidth);
        ImGui::Dummy({0, 4});
        ImGui::EndChild();
        if (closed) {
            ui.state.pickedModel.reset();
            ui.actions.post(session::SelectClear{});
            card.key = 0;
        }
    }
    note(ui, "card");
    ui.probe.add("card-panel", "", rect);
    ImGui::End();
}

}  // namespace twin::app
