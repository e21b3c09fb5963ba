// How a program starts: town, renderer, and what the command line wants.
#include <algorithm>

#include "app/base/paths.h"
#include "app/program/program.h"
#include "app/text/errors.h"
#include "scene/session/commands.h"

namespace twin::app {

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

render::Quality qualityOf(std::string_view name, std::string_view deviceKind) {
    if (name == "low") return render::Quality::Low;
    if (name == "medium") return render::Quality::Medium;
    if (name == "high") return render::Quality::High;
    if (name == "film") return render::Quality::Film;
    return deviceKind == "cpu"        ? render::Quality::Low
           : deviceKind == "discrete" ? render::Quality::High
                                      : render::Quality::Medium;
}

}  // namespace

Program::Program(Options options, Clock::time_point start)
    : options_{std::move(options)}, start_{start}, widthPx_{options_.widthPx}, heightPx_{options_.heightPx} {}

Program::~Program() = default;

Result<std::unique_ptr<Program>> Program::open(const Options& options, const render::CreateInfo& surface,
                                               Clock::time_point start) {
    std::unique_ptr<Program> program{new Program{options, start}};
    program->window_ = static_cast<bool>(surface.makeSurface);
    Result<Texts> texts = Texts::load(options.language);
    if (!texts) return texts.error();
    program->texts_ = std::make_unique<Texts>(std::move(*texts));
    auto renderer = std::async(std::launch::async, render::Renderer::create, program->rendererWish(surface));
    const Clock::time_point before = Clock::now();
    if (const Result<Ok> done = program->openTown(); !done) return done.error();
    program->openTownMs_ = msSince(before);
    if (const Result<Ok> done = program->openJournal(); !done) return done.error();
    if (options.recover && !program->window_) program->startRecovery(true);
    if (const Result<Ok> done = program->applyOptions(); !done) return done.error();
    if (const Result<Ok> done = program->openRenderer(std::move(renderer)); !done) return done.error();
    if (!program->window_) {
        if (const Result<Ok> read = program->models_->settle(*program->session_, *program->renderer_, *program->texts_);
            !read)
            return read.error();
    }
    return program;
}

Result<Ok> Program::openTown() {
    std::filesystem::path path = options_.city;
    if (path.empty()) {
        const std::optional<std::filesystem::path> found = findCity();
        if (!found) return Error{Errc::NotFound, texts_->say("error.city.missing", {"krasnik.city"})};
        path = *found;
    }
    cityPath_ = path.string();
    Result<city::City> city = city::City::open(path);
    if (!city) return Error{Errc::BadData, sayCityError(*texts_, path, city.error())};
    city_ = std::make_unique<city::City>(std::move(*city));
    Result<strategy::Strategy> strategy = strategy::Strategy::parse(city_->strategyJson(), city_->elements().size());
    if (!strategy) return Error{Errc::BadData, texts_->say("error.city.broken", {cityPath_, "STRA"})};
    Result<std::unique_ptr<session::Session>> session =
        session::Session::create(*city_, std::move(*strategy), city_->viewsJson());
    if (!session) return Error{Errc::BadData, texts_->say("error.city.broken", {cityPath_, "VIEW"})};
    session_ = std::move(*session);
    Result<Places> places = Places::create(*city_);
    if (!places) return places.error();
    places_ = std::make_unique<Places>(std::move(*places));
    freshState_ = session_->stateJson();
    const Ground ground{*city_};
    navigator_ = std::make_unique<Navigator>(ground, keepAllowed(poseOf(session_->state().camera), ground), !window_);
    models_ = std::make_unique<ModelHost>(*places_, ground);
    actions_ = std::make_unique<Actions>(*session_, state_, *texts_);
    state_.taskLabels = taskLabels(*session_);
    return Ok{};
}

Result<Ok> Program::openJournal() {
    if (!options_.journal.empty()) {
        Result<session::Journal> journal = session::Journal::create(options_.journal, *session_);
        if (!journal)
            return Error{Errc::BadArgument,
                         texts_->say("error.journal.write", {options_.journal, journal.error().what})};
        journal_ = std::move(*journal);
    }
    session_->setListener([this](std::string_view line) {
        for (std::optional<session::Journal>* journal : {&journal_, &recovery_}) {
            if (!*journal) continue;
            if (const Result<Ok> written = (*journal)->append(line); !written) {
                const std::string name = journal == &journal_ ? options_.journal : recoveryPath_.string();
                actions_->say(texts_->say("error.journal.write", {name, written.error().what}), true);
                journal->reset();
            }
        }
    });
    return Ok{};
}

Result<Ok> Program::applyOptions() {
    const auto post = [this](const session::Command& command) -> Result<Ok> {
        const Result<Ok> done = session_->post(command);
        if (done) return Ok{};
        return Error{done.error().code,
                     sayCommandError(*texts_, session::commandToJson(command), done.error(), *session_)};
    };
    const session::State& state = session_->state();
    if (options_.languageGiven && options_.language != state.language) {
        session::LanguageSet command;
        command.language = options_.language;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (!options_.theme.empty()) {
        session::ThemeSet command;
        command.theme = options_.theme;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (options_.textPercent != 0) {
        session::TextSizeSet command;
        command.percent = options_.textPercent;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (!options_.quality.empty() && options_.quality != state.quality) {
        session::QualitySet command;
        command.quality = options_.quality;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (!options_.date.empty()) {
        session::DateSet command;
        command.date = options_.date;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (options_.minutes) {
        session::HourSet command;
        command.minutes = *options_.minutes;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (const auto weather = session::weatherNamed(options_.weather)) {
        session::WeatherSet command;
        command.cloudPercent = weather->cloudPercent;
        command.rainPercent = weather->rainPercent;
        command.snowPercent = weather->snowPercent;
        command.windMs = weather->windMs;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (!options_.view.empty()) {
        session::CameraView command;
        command.view = options_.view;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (options_.focalMm) {
        session::CameraLens command;
        command.focalMm = *options_.focalMm;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (options_.eyeHeightM) {
        session::CameraEyeHeight command;
        command.metres = *options_.eyeHeightM;
        if (Result<Ok> done = post(command); !done) return done;
    }
    if (options_.twoPoint) {
        if (Result<Ok> done = post(session::CameraTwoPoint{}); !done) return done;
    }
    if (!options_.model.empty()) {
        std::error_code fault;
        if (!std::filesystem::is_regular_file(options_.model, fault))
            return Error{Errc::NotFound, texts_->say("error.model.missing", {options_.model})};
        session::ModelAdd command;
        command.path = std::filesystem::absolute(options_.model, fault).string();
        command.latDeg = options_.at->latDeg;
        command.lonDeg = options_.at->lonDeg;
        command.headingDeg = options_.at->headingDeg;
        if (const Result<Ok> done = session_->post(command); !done) {
            const std::string at = std::to_string(command.latDeg) + ", " + std::to_string(command.lonDeg);
            return Error{done.error().code, texts_->say("error.at.outside", {at})};
        }
    }
    if (!options_.replay.empty()) {
        if (Result<Ok> done = playReplay(); !done) return done;
    }
    if (!options_.script.empty()) {
        if (Result<Ok> done = playScript(); !done) return done;
    }
    navigator_->setTwoPoint(session_->state().twoPoint);
    navigator_->update(session_->state().camera, 0);
    return Ok{};
}

Result<Ok> Program::playScript() {
    const Result<session::PlayReport> report = session::play(options_.script, *session_, session::OtherTown::Warn);
    if (!report) return Error{report.error().code, sayPlayError(*texts_, options_.script, report.error(), *session_)};
    if (!report->warning.empty()) notice_ = report->warning;
    return Ok{};
}

Result<Ok> Program::playReplay() {
    const Result<session::PlayReport> report = session::play(options_.replay, *session_);
    if (!report) return Error{report.error().code, sayPlayError(*texts_, options_.replay, report.error(), *session_)};
    if (report->hasHash && !report->hashMatches)
        return Error{Errc::Internal, sayReplayDiffers(*texts_, report->warning)};
    if (!report->warning.empty()) notice_ = report->warning;
    return Ok{};
}

render::CreateInfo Program::rendererWish(const render::CreateInfo& surface) const {
    render::CreateInfo info = surface;
    info.widthPx = widthPx_;
    info.heightPx = heightPx_;
    info.validate = options_.validate;
    info.cacheFolder = cacheFolder();
    info.deviceFilter = options_.refuseFeature;
    info.memoryBudgetBytes = options_.memoryBudgetMb << 20U;
    info.quality = qualityOf(options_.quality, "cpu");
    return info;
}

Result<Ok> Program::openRenderer(std::future<Result<std::unique_ptr<render::Renderer>>> coming) {
    ui_ = std::make_unique<UiSystem>();
    setLook();  // letters are drawn while the device is still being opened
    const Clock::time_point before = Clock::now();
    Result<std::unique_ptr<render::Renderer>> renderer = coming.get();
    if (!renderer) return Error{renderer.error().code, sayVulkanError(*texts_, renderer.error())};
    renderer_ = std::move(*renderer);
    qualityNow_ = qualityOf(options_.quality, "cpu");
    syncQuality();
    openDeviceMs_ = msSince(before);
    const Clock::time_point load = Clock::now();
    Result<Ok> loaded = renderer_->loadCity(*city_);
    while (!loaded && loaded.error().code == Errc::OutOfMemory && lowerQuality()) loaded = renderer_->loadCity(*city_);
    if (!loaded) return Error{loaded.error().code, sayVulkanError(*texts_, loaded.error())};
    feedStates(*session_, *renderer_);
    loadMs_ = msSince(load);
    if (!options_.dumpUi.empty()) probe_.enable();
    sendAtlas();
    constexpr std::array<std::string_view, 5> kTabs{"strategy", "layers", "legend", "views", "search"};
    for (std::size_t i = 0; i < kTabs.size(); ++i) {
        if (options_.panel == kTabs[i]) state_.tab = static_cast<Tab>(i);
    }
    state_.help = options_.panel == "help";
    state_.stats = options_.panel == "stats";
    if (!ui_->missingFont().empty()) notice_ = texts_->say("error.font.missing", {ui_->missingFont()});
    if (options_.theme.empty() && renderer_->device().kind == "cpu" && window_)
        actions_->say(texts_->get("ui.device.software"));
    stats_ = renderer_->stats();
    if (!options_.shot.empty() && !options_.noUi) {
        bandPx_ = 40;  // made exact once fonts are known, in settleUi
    }
    return Ok{};
}

void Program::syncQuality() {
    const std::string& wanted = session_->state().quality;
    if (wanted == quality_) return;
    quality_ = wanted;
    const std::string& kind = renderer_->device().kind;
    const render::Quality next = qualityOf(wanted, kind);
    if (next != qualityNow_) renderer_->setQuality(next);
    qualityNow_ = next;
    // A processor that draws makes no 60 pictures a second; 20 still follow the hand.
    budget_ = FrameBudget{next, next, kind == "cpu" ? 1000.0 / 20 : 1000.0 / 60};
}

void Program::syncLanguage() {
    if (texts_->language() != session_->state().language) {
        Result<Texts> texts = Texts::load(session_->state().language);
        if (texts) *texts_ = std::move(*texts);
        state_.card.key = 0;
    }
    // The index takes as long to build as a tenth of the town to load, and not everybody searches.
    if (state_.tab != Tab::Search || searchLanguage_ == texts_->language()) return;
    search_.build(*session_, *texts_);
    searchLanguage_ = texts_->language();
    state_.searched.clear();  // what is typed is to be looked for again
}

bool Program::setLook() {
    const session::State& state = session_->state();
    return ui_->setLook(state.theme, state.textPercent, displayFactor(static_cast<float>(heightPx_)));
}

void Program::syncLook() {
    if (setLook()) sendAtlas();
}

void Program::sendAtlas() {
    if (const Result<Ok> taken = renderer_->setUiAtlas(ui_->atlas()); !taken) actions_->say(taken.error().what, true);
}

void Program::startRecovery(bool take) {
    const std::filesystem::path folder = session::recoveryFolder();
    const std::vector<session::Recovery> found = session::findRecoveries(folder);
    if (found.empty()) {
        openRecoveryJournal();
        return;
    }
    foundRecovery_ = found.front().journal;
    if (take) {
        takeRecovery();
        return;
    }
    std::error_code fault;
    const std::string commands = texts_->count("commands", static_cast<long long>(found.front().lines));
    const auto written = std::filesystem::last_write_time(foundRecovery_, fault);
    const auto system = std::chrono::file_clock::to_sys(written);
    const auto day =
        static_cast<Day>(std::chrono::duration_cast<std::chrono::hours>(system.time_since_epoch()).count() / 24);
    const CalendarDate date = calendarOf(day);
    const std::string when =
        texts_->say("format.date", {std::to_string(date.day), texts_->get("month.", std::to_string(date.month), ".of"),
                                    std::to_string(date.year)});
    state_.recoveryText = texts_->say("ui.recovery.text", {when, commands});
}

void Program::takeRecovery() {
    state_.recoveryText.reset();
    state_.recover = false;
    (void)session_->restore(freshState_);  // the journal begins where a new session does
    const Result<session::PlayReport> played = session::play(foundRecovery_, *session_, session::OtherTown::Warn);
    const bool partial = !played || !played->warning.empty();
    actions_->say(texts_->get(partial ? "ui.recovery.partial" : "ui.recovery.restored"));
    openRecoveryJournal();  // holds the whole state before the old one goes
    if (recovery_) {
        std::error_code ignored;
        std::filesystem::remove(foundRecovery_, ignored);
    }
    foundRecovery_.clear();
}

/// This window's own; only once the question of the start is answered, so that a second crash does not hide the first.
void Program::openRecoveryJournal() {
    if (!window_ || recovery_) return;
    const Result<std::filesystem::path> path = session::recoveryJournal(session::recoveryFolder());
    if (!path)
        return actions_->say(
            texts_->say("error.journal.write", {session::recoveryFolder().string(), path.error().what}), true);
    recoveryPath_ = *path;
    Result<session::Journal> journal = session::Journal::create(recoveryPath_, *session_);
    if (!journal)
        return actions_->say(texts_->say("error.journal.write", {recoveryPath_.string(), journal.error().what}), true);
    recovery_ = std::move(*journal);
}

void Program::finish() {
    if (playGesture_) session_->endGesture();
    playGesture_ = false;
    if (journal_) (void)journal_->finish(*session_);
    journal_.reset();
    if (recovery_) {
        (void)recovery_->finish(*session_);
        recovery_.reset();
        std::error_code ignored;
        std::filesystem::remove(recoveryPath_, ignored);
    }
}

}  // namespace twin::app
