// The tabs Layers, Legend, Views and Search.
#include <cmath>
#include <cstdio>
#include <cstring>

#include "app/ui/widgets.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

constexpr std::array<city::Stage, 5> kStages{city::Stage::Existing, city::Stage::Planned, city::Stage::Construction,
                                             city::Stage::Built, city::Stage::ToGo};
constexpr std::array<city::Basis, 5> kBases{city::Basis::Surveyed, city::Basis::Documented, city::Basis::Derived,
                                            city::Basis::Schematic, city::Basis::Assumed};

void legendRow(Ui& ui, ImU32 colour, const char* name, const char* explain) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float side = ui.fonts.regular->FontSize;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    list.AddRectFilled({at.x + 2, at.y + 2}, {at.x + side + 2, at.y + side + 2}, colour, 4);
    if (ui.theme.contrast) list.AddRect({at.x + 2, at.y + 2}, {at.x + side + 2, at.y + side + 2}, ui.theme.text, 4);
    ImGui::Indent(side + 12);
    ImGui::TextUnformatted(name);
    if (explain != nullptr) quietText(ui, explain);
    ImGui::Unindent(side + 12);
    ImGui::Dummy({0, 1});
}

template <class Words, class Choose>
void choice(Ui& ui, const Words& words, std::string_view now, Choose choose) {
    const float width = ImGui::GetContentRegionAvail().x;
    float x = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& [word, id, key] = words[i];
        const char* text = ui.texts.get(key);
        const float w = textWidth(ui.fonts.small, text) + 20 * ui.scale;
        if (i > 0 && x + 4 + w <= width) {
            ImGui::SameLine(0, 4);
            x += 4;
        } else {
            x = 0;
        }
        if (textButton(ui, id, text, {w, 0}, {.active = now == word, .font = ui.fonts.small})) choose(word);
        x += w;
    }
}

}  // namespace

void showLayersTab(Ui& ui) {
    const session::State& state = ui.session.state();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {4, 1 * ui.scale});
    const auto names = session::layerNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool shown = (state.layers >> i & 1U) != 0;
        std::array<char, 48> id{};
        if (checkBox(ui, fillInto(id, "layer-{0}", {names[i]}), ui.texts.get("layer.", names[i]), shown)) {
            session::LayerSetVisible command;
            command.layer = names[i];
            command.visible = !shown;
            ui.actions.post(command);
        }
    }
    if (checkBox(ui, "layer-labels", ui.texts.get("ui.layers.labels"), ui.state.labels))
        ui.state.labels = !ui.state.labels;
    ImGui::PopStyleVar();
    ImGui::Separator();
    struct Word {
        std::string_view word;
        const char *id, *key;
    };
    constexpr std::array<Word, 2> kLooks{Word{"real", "look-real", "ui.layers.realistic"},
                                         Word{"symbolic", "look-symbolic", "ui.layers.symbolic"}};
    choice(ui, kLooks, state.symbolic ? "symbolic" : "real", [&](std::string_view word) {
        session::SymbolicSet command;
        command.symbolic = word == "symbolic";
        if (command.symbolic != state.symbolic) ui.actions.post(command);
    });
    quietText(ui, ui.texts.get("ui.layers.symbolic.hint"));
    ImGui::Separator();
    showWeather(ui);
    ImGui::Separator();
    heading(ui, ui.texts.get("ui.quality.title"));
    constexpr std::array<Word, 5> kQualities{
        Word{"low", "quality-low", "ui.quality.low"}, Word{"medium", "quality-medium", "ui.quality.medium"},
        Word{"high", "quality-high", "ui.quality.high"}, Word{"film", "quality-film", "ui.quality.film"},
        Word{"auto", "quality-auto", "ui.quality.auto"}};
    choice(ui, kQualities, state.quality, [&](std::string_view word) {
        session::QualitySet command;
        command.quality = word;
        if (command.quality != state.quality) ui.actions.post(command);
    });
    if (checkBox(ui, "settle", ui.texts.get("ui.quality.settle"), state.settle)) {
        session::SettleSet command;
        command.on = !state.settle;
        ui.actions.post(command);
    }
    quietText(ui, ui.texts.get("ui.quality.settle.hint"));
    quietText(ui, ui.device.name.c_str());
}

void showLegendTab(Ui& ui) {
    heading(ui, ui.texts.get("ui.legend.stages"));
    for (const city::Stage stage : kStages) {
        legendRow(ui, stageColour(stage), ui.texts.get("stage.", stageKey(stage)),
                  ui.texts.get("stage.", stageKey(stage), ".explain"));
    }
    ImGui::Separator();
    heading(ui, ui.texts.get("ui.phases.title"));
    const auto& phases = ui.session.strategy().phases;
    for (std::uint32_t i = 0; i < phases.size(); ++i) {
        const std::string_view key = phases[i].text;
        legendRow(ui, phaseColour(i), ui.texts.get(key),
                  ui.texts.has(key, ".summary", "") ? ui.texts.get(key, ".summary") : nullptr);
    }
    ImGui::Separator();
    heading(ui, ui.texts.get("ui.legend.basis"));
    for (const city::Basis basis : kBases) {
        legendRow(ui, basisColour(basis), ui.texts.get("basis.", basisKey(basis)),
                  ui.texts.get("basis.", basisKey(basis), ".explain"));
    }
}

namespace {

/// Focal length, eye height and upright lines: what an architect writes beside a picture.
void showCamera(Ui& ui) {
    const session::State& state = ui.session.state();
    const Pose& pose = ui.navigator.pose();
    heading(ui, ui.texts.get("ui.camera.title"));
    std::array<char, 96> line{};
    std::array<char, 16> digits{};
    const double focal = focalLengthMm(pose.fovYRad);
    std::snprintf(digits.data(), digits.size(), "%.0f", focal);
    quietText(ui, fillInto(line, ui.texts.get("ui.camera.focal"), {digits.data()}));
    struct Lens {
        std::string_view word;
        const char *id, *text;
        double mm;
    };
    constexpr std::array<Lens, 6> kLenses{Lens{"18", "lens-18", "18", 18}, Lens{"24", "lens-24", "24", 24},
                                          Lens{"35", "lens-35", "35", 35}, Lens{"50", "lens-50", "50", 50},
                                          Lens{"85", "lens-85", "85", 85}, Lens{"135", "lens-135", "135", 135}};
    for (std::size_t i = 0; i < kLenses.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, 3);
        const float width = (ImGui::GetContentRegionAvail().x - 3 * static_cast<float>(kLenses.size() - 1 - i)) /
                            static_cast<float>(kLenses.size() - i);
        const bool active = std::abs(focal - kLenses[i].mm) < 0.5;
        if (textButton(ui, kLenses[i].id, kLenses[i].text, {width, 0}, {.active = active, .font = ui.fonts.small})) {
            session::CameraLens command;
            command.focalMm = kLenses[i].mm;
            ui.actions.post(command);
        }
    }
    const double eye = pose.eye.z - ui.navigator.ground().at(pose.eye.x, pose.eye.y);
    std::snprintf(digits.data(), digits.size(), eye < 100 ? "%.1f" : "%.0f", eye);
    quietText(ui, fillInto(line, ui.texts.get("ui.camera.eye"), {digits.data()}));
    struct Height {
        const char *id, *key;
        double metres;
    };
    constexpr std::array<Height, 3> kHeights{Height{"eye-person", "ui.camera.eye.person", 1.7},
                                             Height{"eye-roof", "ui.camera.eye.roof", 15},
                                             Height{"eye-air", "ui.camera.eye.air", 120}};
    for (const Height& height : kHeights) {
        const bool active = std::abs(eye - height.metres) < 0.05 * height.metres;
        if (textButton(ui, height.id, ui.texts.get(height.key), {ImGui::GetContentRegionAvail().x, 0},
                       {.active = active, .left = true, .font = ui.fonts.small})) {
            session::CameraEyeHeight command;
            command.metres = height.metres;
            ui.actions.post(command);
        }
    }
    if (checkBox(ui, "two-point", ui.texts.get("ui.camera.two-point"), state.twoPoint)) {
        session::CameraTwoPoint command;
        command.on = !state.twoPoint;
        ui.actions.post(command);
    }
}

}  // namespace

void showViewsTab(Ui& ui) {
    quietText(ui, ui.texts.get("ui.views.hint"));
    const float width = ImGui::GetContentRegionAvail().x;
    for (const session::NamedView& view : ui.session.views()) {
        const bool here = ui.session.state().camera == view.pose;
        std::array<char, 64> id{};
        if (textButton(ui, fillInto(id, "view-{0}", {view.id}), ui.texts.nameOf(view.name), {width, 0},
                       {.active = here, .left = true})) {
            session::CameraView command;
            command.view = view.id;
            ui.actions.post(command);
        }
    }
    ImGui::Separator();
    showCamera(ui);
}

namespace {

const char* kindKey(HitKind kind) {
    switch (kind) {
        case HitKind::Street: return "ui.search.kind.street";
        case HitKind::District: return "ui.search.kind.district";
        case HitKind::Task: return "ui.search.kind.task";
        case HitKind::View: return "ui.search.kind.view";
        default: return "ui.search.kind.place";
    }
}

void goTo(Ui& ui, const SearchHit& hit) {
    if (hit.kind == HitKind::Task) {
        goToTask(ui, hit.index);
        return;
    }
    if (hit.kind == HitKind::View) {
        session::CameraView command;
        command.view = ui.session.views()[hit.index].id;
        ui.actions.post(command);
        return;
    }
    const city::City& city = ui.session.city();
    const city::Label& label = city.labels()[hit.index];
    if (label.element < city.elements().size()) {
        session::SelectElement command;
        command.id = city.text(city.elements()[label.element].idText);
        ui.actions.post(command);
    }
    const double reach = hit.kind == HitKind::District ? 500 : 60;
    const glm::dvec3 at{label.at[0], label.at[1], label.at[2]};
    ui.navigator.flyTo(lookAtBox(ui.navigator.pose(), at - glm::dvec3{reach, reach, 0},
                                 at + glm::dvec3{reach, reach, 10}, ui.navigator.ground()));
}

}  // namespace

void showSearchTab(Ui& ui) {
    UiState& state = ui.state;
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.5F);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (state.focusSearch) {
        ImGui::SetKeyboardFocusHere();
        state.focusSearch = false;
    }
    ImGui::InputText("##query", state.query.data(), state.query.size());
    note(ui, "search-field");
    ImGui::PopStyleVar();
    if (state.query[0] == 0) {
        quietText(ui, ui.texts.get("ui.search.hint"));
        return;
    }
    const std::string& language = ui.texts.language();
    const std::size_t length = std::strlen(state.query.data());
    if (state.searched.size() != length + language.size() ||
        state.searched.compare(0, length, state.query.data()) != 0 ||
        state.searched.compare(length, language.size(), language) != 0) {
        state.searched = state.query.data() + language;
        state.hits = ui.search.find(state.query.data());
    }
    if (state.hits.empty()) {
        std::array<char, 256> line{};
        quietText(ui, fillInto(line, ui.texts.get("ui.search.none"), {state.query.data()}));
        return;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    ImFont* font = ui.fonts.regular;
    for (std::size_t i = 0; i < state.hits.size(); ++i) {
        const SearchHit& hit = state.hits[i];
        std::array<char, 32> id{};
        fillInto(id, "hit-{0}", {std::string_view{"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"}.substr(i, 1)});
        const float height = font->FontSize + ui.fonts.small->FontSize + 10 * ui.scale;
        const bool pressed = ImGui::InvisibleButton(id.data(), {width, height});
        const ImVec2 low = ImGui::GetItemRectMin();
        const ImVec2 high = ImGui::GetItemRectMax();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (ImGui::IsItemHovered()) list.AddRectFilled(low, high, ui.theme.buttonHover, 8);
        if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) list.AddRect(low, high, ui.theme.accent, 8, 0, 2);
        fittedText(list, font, {low.x + 8, low.y + 4 * ui.scale}, width - 16, ui.theme.text, hit.name.c_str());
        fittedText(list, ui.fonts.small, {low.x + 8, low.y + 5 * ui.scale + font->FontSize}, width - 16, ui.theme.quiet,
                   ui.texts.get(kindKey(hit.kind)));
        note(ui, id.data());
        if (pressed) goTo(ui, hit);
    }
}

}  // namespace twin::app
