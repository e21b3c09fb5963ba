// One pass of the panels: keys, mouse, camera, time, models, messages.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/program/program.h"
#include "app/text/errors.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {
constexpr double kDaysASecond = 75;  // playing: two and a half months
constexpr double kHoverRestSeconds = 0.15;
constexpr double kClickPx = 6;
}  // namespace

Ui Program::makeUi() {
    const session::State& state = session_->state();
    const auto width = static_cast<float>(widthPx_);
    const float height = static_cast<float>(heightPx_) - bandPx_;
    const Layout layout =
        layoutOf({width, height, ui_->scale(), state_.card.open && state.panels, options_.mode == Mode::Kiosk});
    return Ui{*session_,
              *texts_,
              ui_->theme(),
              ui_->fonts(),
              state_,
              *actions_,
              *navigator_,
              probe_,
              search_,
              stats_,
              renderer_->device(),
              sunClock_.at(*places_, state.day, state.minutes),
              layout,
              ui_->scale(),
              width,
              height,
              options_.mode,
              window_,
              fullscreen_,
              places_.get()};
}

void Program::uiPass(double seconds) {
    syncLanguage();
    syncLook();
    syncQuality();
    updateStill();  // which lays out a proof line of its own, between two passes
    probe_.clear();
    navigator_->setViewport({static_cast<double>(widthPx_), static_cast<double>(heightPx_)});
    ui_->beginFrame(static_cast<float>(widthPx_), static_cast<float>(heightPx_), static_cast<float>(seconds));
    hotKeys();
    navigate(seconds);
    advancePlay(seconds);
    look_.update(session_->state().symbolic, seconds, !window_ || framesDrawn_ == 0);
    navigator_->setTwoPoint(session_->state().twoPoint);
    navigator_->update(session_->state().camera, seconds);
    if (const std::optional<session::CameraPose> settled = navigator_->takeSettled()) {
        session::CameraSet command;
        std::tie(command.eyeX, command.eyeY, command.eyeZ) =
            std::tuple{settled->eye[0], settled->eye[1], settled->eye[2]};
        std::tie(command.targetX, command.targetY, command.targetZ) =
            std::tuple{settled->target[0], settled->target[1], settled->target[2]};
        command.fovDeg = settled->fovDeg;
        actions_->post(command);
    }
    updateImports(seconds);
    updateToasts(seconds);
    Ui ui = makeUi();
    if (!options_.noUi) showPanels(ui);
    if (bandPx_ > 0)
        showProof(ui_->fonts(), static_cast<float>(widthPx_), static_cast<float>(heightPx_), bandLine_.c_str());
    ui_->endFrame();
    // Where a frame takes long, moving water would only flicker: there it stands still.
    // A mean of pictures is one moment's.
    if ((!window_ || renderer_->device().kind != "cpu") && !settles()) clock_ += seconds;
    settleSeconds_ += seconds;
    if (state_.recover) takeRecovery();
    if (state_.startFresh) {
        std::error_code ignored;
        std::filesystem::remove(foundRecovery_, ignored);
        foundRecovery_.clear();
        state_.startFresh = false;
        state_.recoveryText.reset();
        openRecoveryJournal();
    }
}

void Program::settleUi(double seconds) {
    if (bandPx_ > 0) {
        bandLine_ = proof();
        bandPx_ = std::max(34.0F, std::clamp(static_cast<float>(widthPx_) / 85, 11.0F, 20.0F) * 3.3F);
    }
    constexpr int kMostPasses = 8;
    uiPass(seconds);
    int settled = 0;
    for (int i = 0; i < kMostPasses && settled < 2; ++i) {
        settled = ui_->hasPendingEvents() ? 0 : settled + 1;
        uiPass(0);
    }
    uiChanged_ = true;
}

void Program::hotKeys() {
    const ImGuiIO& io = ImGui::GetIO();
    const auto pressed = [](ImGuiKey key, bool repeat = false) { return ImGui::IsKeyPressed(key, repeat); };
    if (state_.recoveryText) {  // first the answer; closing is always possible
        if (io.KeyCtrl && pressed(ImGuiKey_Q)) state_.quit = true;
        return;
    }
    if (pressed(ImGuiKey_F1)) state_.help = !state_.help;
    if (pressed(ImGuiKey_F3)) state_.stats = !state_.stats;
    if (pressed(ImGuiKey_F11)) state_.toggleFullscreen = true;
    if (pressed(ImGuiKey_F12)) {
        if (io.KeyShift)
            state_.still.open = true;
        else
            state_.takePicture = true;
    }
    if (pressed(ImGuiKey_Escape)) {
        if (state_.help)
            state_.help = false;
        else if (state_.card.open) {
            state_.pickedModel.reset();
            state_.card.key = 0;
            actions_->post(session::SelectClear{});
        } else if (fullscreen_ && options_.mode != Mode::Kiosk)
            state_.toggleFullscreen = true;
    }
    if (io.KeyCtrl) {
        if (pressed(ImGuiKey_Q)) state_.quit = true;
        if (pressed(ImGuiKey_F)) {
            state_.tab = Tab::Search;
            state_.focusSearch = true;
        }
        if (!io.WantTextInput && pressed(ImGuiKey_Z, true)) io.KeyShift ? actions_->redo() : actions_->undo();
        if (!io.WantTextInput && pressed(ImGuiKey_Y, true)) actions_->redo();
        const int grow = (pressed(ImGuiKey_Equal) || pressed(ImGuiKey_KeypadAdd) ? 25 : 0) -
                         (pressed(ImGuiKey_Minus) || pressed(ImGuiKey_KeypadSubtract) ? 25 : 0);
        if (grow != 0) {
            session::TextSizeSet command;
            command.percent = std::clamp(session_->state().textPercent + grow, 100, 250);
            if (command.percent != session_->state().textPercent) actions_->post(command);
        }
        return;
    }
    if (io.WantTextInput) return;
    if (pressed(ImGuiKey_H)) {
        session::PanelsSetVisible command;
        command.visible = !session_->state().panels;
        if (actions_->post(command) && !command.visible) actions_->say(texts_->get("ui.panels.hidden"));
    }
    if (pressed(ImGuiKey_Home)) actions_->goHome();
    if (pressed(ImGuiKey_N)) navigator_->rightView();
    if (pressed(ImGuiKey_Space) && !io.NavVisible) {
        session::PlaySet command;
        command.playing = !session_->state().playing;
        actions_->post(command);
    }
    if (pressed(ImGuiKey_T)) {
        session::PlanSet command;
        command.plan = !session_->state().plan;
        actions_->post(command);
    }
    if (pressed(ImGuiKey_P)) {
        session::SymbolicSet command;
        command.symbolic = !session_->state().symbolic;
        actions_->post(command);
    }
    if (pressed(ImGuiKey_L)) {
        const auto languages = Texts::languages();
        const auto at = std::find(languages.begin(), languages.end(), session_->state().language) - languages.begin();
        session::LanguageSet command;
        command.language = languages[static_cast<std::size_t>(at + 1) % languages.size()];
        actions_->post(command);
    }
    if (pressed(ImGuiKey_Comma, true)) stepMonths(-1);
    if (pressed(ImGuiKey_Period, true)) stepMonths(1);
    if (pressed(ImGuiKey_LeftBracket)) stepStop(-1);
    if (pressed(ImGuiKey_RightBracket)) stepStop(1);
    if (pressed(ImGuiKey_Delete) && state_.pickedModel) {
        session::ModelRemove command;
        command.model = *state_.pickedModel;
        actions_->post(command);
    }
    for (int i = 0; i < 9; ++i) {
        if (pressed(static_cast<ImGuiKey>(ImGuiKey_1 + i))) stepView(i);
    }
}

void Program::setDay(Day day) {
    const auto& phases = session_->strategy().phases;
    session::DateSet command;
    command.date = formatDate(std::clamp(day, phases.front().from, phases.back().to));
    if (day != session_->state().day) actions_->post(command);
}

void Program::stepMonths(int months) {
    CalendarDate date = calendarOf(session_->state().day);
    const int month = static_cast<int>(date.month) - 1 + months;
    date.year += month < 0 ? -1 : month / 12;
    date.month = static_cast<unsigned>((month + 12) % 12 + 1);
    date.day = 1;
    const CalendarDate next =
        date.month == 12 ? CalendarDate{date.year + 1, 1, 1} : CalendarDate{date.year, date.month + 1, 1};
    setDay(dayOf(next) - 1);  // its last day: what a month brings stands at its end
}

void Program::stepStop(int step) {
    const auto& phases = session_->strategy().phases;
    const Day now = session_->state().day;
    if (step > 0) {
        for (const strategy::Phase& phase : phases) {
            if (phase.to > now) return setDay(phase.to);
        }
    } else {
        for (auto phase = phases.rbegin(); phase != phases.rend(); ++phase) {
            if (phase->to < now) return setDay(phase->to);
        }
    }
}

void Program::stepView(int index) {
    if (static_cast<std::size_t>(index) >= session_->views().size()) return;
    session::CameraView command;
    command.view = session_->views()[static_cast<std::size_t>(index)].id;
    actions_->post(command);
}

void Program::navigate(double seconds) {
    ImGuiIO& io = ImGui::GetIO();
    const glm::dvec2 mouse{io.MousePos.x, io.MousePos.y};
    const bool valid = ImGui::IsMousePosValid();
    const bool dialog = state_.help || state_.recoveryText;
    const bool overPicture = valid && !io.WantCaptureMouse && !dialog;
    const bool rightFirst =
        ImGui::IsMouseClicked(ImGuiMouseButton_Right) || ImGui::IsMouseClicked(ImGuiMouseButton_Middle);
    if (!pressedOnPicture_ && overPicture && (ImGui::IsMouseClicked(ImGuiMouseButton_Left) || rightFirst)) {
        pressedOnPicture_ = true;
        orbiting_ = rightFirst;
        pressedAt_ = mouse;
        orbiting_ ? navigator_->beginOrbit(mouse) : navigator_->beginHold(mouse);
        state_.hovered.reset();
    }
    if (pressedOnPicture_) {
        const bool held = orbiting_ ? (io.MouseDown[1] || io.MouseDown[2]) : io.MouseDown[0];
        const double moved = std::hypot(mouse.x - pressedAt_.x, mouse.y - pressedAt_.y);
        if (moved > kClickPx) navigator_->drag(mouse);
        if (!held) {
            navigator_->endDrag();
            pressedOnPicture_ = false;
            if (!orbiting_ && moved <= kClickPx && mouse.x >= 0 && mouse.y >= 0) {
                pickFor_ = PickFor::Click;
                pickPixel_ = {static_cast<unsigned>(mouse.x), static_cast<unsigned>(mouse.y)};
            }
        }
    }
    if (overPicture && io.MouseWheel != 0) navigator_->wheel(mouse, static_cast<double>(io.MouseWheel));

    Navigator::Keys keys;
    if (!io.WantTextInput && !io.KeyCtrl && !dialog) {
        const auto axis = [](bool plus, bool minus) { return (plus ? 1.0 : 0.0) - (minus ? 1.0 : 0.0); };
        const auto down = [](ImGuiKey key) { return ImGui::IsKeyDown(key); };
        keys.right = axis(input_.right || down(ImGuiKey_D), input_.left || down(ImGuiKey_A));
        keys.forward = axis(input_.up || down(ImGuiKey_W), input_.down || down(ImGuiKey_S));
        keys.turn = axis(down(ImGuiKey_E), down(ImGuiKey_Q));
        keys.tilt = axis(down(ImGuiKey_R), down(ImGuiKey_F));
        keys.zoom = axis(down(ImGuiKey_PageUp) || down(ImGuiKey_Equal) || down(ImGuiKey_KeypadAdd),
                         down(ImGuiKey_PageDown) || down(ImGuiKey_Minus) || down(ImGuiKey_KeypadSubtract));
        keys.fast = io.KeyShift;
    }
    navigator_->keys(keys, std::min(seconds, 0.1));

    // A resting mouse asks once what is under it.
    if (mouse != restAt_) {
        restAt_ = mouse;
        restSeconds_ = 0;
        hoverAsked_ = false;
        if (!pressedOnPicture_) state_.hovered.reset();
    } else {
        restSeconds_ += seconds;
    }
    const bool inside = mouse.x >= 0 && mouse.y >= 0 && mouse.x < widthPx_ && mouse.y < heightPx_;
    if (window_ && overPicture && inside && !hoverAsked_ && restSeconds_ > kHoverRestSeconds &&
        pickFor_ == PickFor::Nothing && !navigator_->moving() && !pressedOnPicture_ && input_.focused) {
        pickFor_ = PickFor::Hover;
        pickPixel_ = {static_cast<unsigned>(mouse.x), static_cast<unsigned>(mouse.y)};
        hoverAsked_ = true;
    }
}

void Program::answerPick() {
    const PickFor asked = pickFor_;
    pickFor_ = PickFor::Nothing;
    const Result<render::Picked> picked = renderer_->picked();
    if (!picked) return;
    if (asked == PickFor::Hover) {
        state_.hovered.reset();
        if (picked->element != render::kNothing) state_.hovered = picked->element;
        uiChanged_ = uiChanged_ || state_.hovered.has_value();
        return;
    }
    state_.pickedModel.reset();
    state_.card.key = 0;
    const bool model = picked->element != render::kNothing && (picked->element & render::kModelBit) != 0;
    if (model) state_.pickedModel = models_->idOf(picked->element & ~render::kModelBit);
    const city::City& city = *city_;
    const bool element = !model && picked->element < city.elements().size() &&
                         city.elements()[picked->element].layer != city::Layer::Terrain;
    if (element) {
        session::SelectElement command;
        command.id = city.text(city.elements()[picked->element].idText);
        actions_->post(command);
    } else if (session_->state().element || session_->state().task) {
        actions_->post(session::SelectClear{});
    }
    uiChanged_ = true;
}

void Program::advancePlay(double seconds) {
    const session::State& state = session_->state();
    if (!state.playing) {
        if (playGesture_) session_->endGesture();
        playGesture_ = false;
        playDays_ = 0;
        return;
    }
    const Day last = session_->strategy().phases.back().to;
    if (!playGesture_) {
        session_->beginGesture();  // one press of play is one step of undo
        playGesture_ = true;
        if (state.day >= last) setDay(session_->strategy().phases.front().to);
    }
    playDays_ += seconds * kDaysASecond;
    const auto whole = static_cast<Day>(playDays_);
    if (whole <= 0) return;
    playDays_ -= whole;
    setDay(std::min(state.day + whole, last));
    if (session_->state().day < last) return;
    session::PlaySet stop;
    stop.playing = false;
    actions_->post(stop);
}

void Program::updateToasts(double seconds) {
    if (!notice_.empty()) {
        actions_->say(notice_, true);
        notice_.clear();
    }
    for (Toast& toast : state_.toasts) toast.secondsLeft -= seconds;
    const auto gone = std::remove_if(state_.toasts.begin(), state_.toasts.end(),
                                     [](const Toast& toast) { return toast.secondsLeft <= 0; });
    if (gone == state_.toasts.end()) return;
    state_.toasts.erase(gone, state_.toasts.end());
    uiChanged_ = true;
}

void Program::updateImports(double) {
    addDropped();
    if (state_.cancelImport) {
        state_.cancelImport = false;
        const std::string name = models_->importer().model().filename().string();
        if (const std::optional<int> id = models_->cancel()) {
            session::ModelRemove command;
            command.model = *id;
            if (session_->post(command)) actions_->say(texts_->say("ui.import.cancelled", {name}));
        }
    }
    if (window_ && (models_->differs(*session_) || models_->busy())) {
        for (const ModelHost::News& news : models_->update(*session_, *renderer_, *texts_)) {
            actions_->say(news.sentence, news.bad);
            uiChanged_ = true;
            if (!news.bad) continue;
            session::ModelRemove command;  // what cannot be shown does not stay in the list
            command.model = news.model;
            (void)session_->post(command);
        }
    }
    if (models_->busy() && !state_.import)
        state_.import = ImportProgress{models_->importer().model().filename().string(), 0};
    if (!models_->busy())
        state_.import.reset();
    else
        state_.import->seconds = models_->importer().seconds();
}

void Program::addDropped() {
    if (input_.dropped.empty()) return;
    const std::vector<std::string> files = std::move(input_.dropped);
    input_.dropped.clear();
    const glm::dvec3 centre = centreOf(navigator_->pose(), navigator_->ground());
    const geo::LatLon place = places_->latLon(centre.x, centre.y);
    for (const std::string& file : files) {
        session::ModelAdd command;
        command.path = file;
        command.latDeg = place.latDeg;
        command.lonDeg = place.lonDeg;
        actions_->post(command);
    }
}

}  // namespace twin::app
