#include "app/program/runs.h"

#include <cstdio>
#include <filesystem>

#include "app/base/paths.h"
#include "app/cli/lists.h"
#include "app/program/program.h"
#include "app/text/errors.h"
#include "app/window/display_loss.h"
#include "app/window/window.h"
#include "scene/city/city.h"
#include "scene/session/journal.h"
#include "scene/session/session.h"

#ifndef TWIN_VERSION
#define TWIN_VERSION "0"
#endif

namespace twin::app {

namespace {

using Clock = std::chrono::steady_clock;
constexpr double kStillAfterSeconds = 60;  // then the water stands still too, and nothing is drawn

/// The measurements and the validation's verdict, at the end of every run.
Result<Ended> finished(Program& program, const Options& options) {
    program.finish();
    if (!options.stats.empty()) {
        if (const Result<Ok> written = program.writeStats(options.stats); !written) return written.error();
    }
    const std::uint64_t messages = program.renderer().stats().validationMessages;
    if (options.validate && messages > 0)
        return Error{Errc::Internal, program.texts().say("error.vulkan.call", {"Vulkan", std::to_string(messages) +
                                                                                             " validation messages"})};
    return Ended{0};
}

}  // namespace

Result<Ended> runHeadless(const Options& options, Clock::time_point start) {
    Result<std::unique_ptr<Program>> opened = Program::open(options, {}, start);
    if (!opened) return opened.error();
    Program& program = **opened;
    const int frames = options.frames.value_or(1);
    for (int i = 0; i < frames; ++i) {
        // A fixed clock: the first picture is at 0 s, every run gives the same ones.
        if (i == 0)
            program.settleUi(0);
        else
            program.uiPass(1.0 / 60);
        if (const Result<render::FrameOutcome> drawn = program.draw(); !drawn) return drawn.error();
    }
    if (!options.shot.empty()) {
        const Result<Ok> written =
            options.still ? program.writeStill(options.shot, *options.still) : program.writeShot(options.shot);
        if (!written) return written.error();
    }
    return finished(program, options);
}

Result<Ended> runWindow(const Options& options, Clock::time_point start) {
    Result<Texts> texts = Texts::load(options.language);
    if (!texts) return texts.error();
    Window::Wish wish{options.widthPx, options.heightPx, options.mode == Mode::Kiosk, false};
    Result<std::unique_ptr<Window>> windowOpened = Window::open(wish, *texts);
    if (!windowOpened) return windowOpened.error();
    Window& window = **windowOpened;
    render::CreateInfo surface;
    window.describeSurface(surface);
    Options opened = options;
    window.framebuffer(opened.widthPx, opened.heightPx);
    Result<std::unique_ptr<Program>> programOpened = Program::open(opened, surface, start);
    if (!programOpened) return programOpened.error();
    Program& program = **programOpened;
    window.connect(program.input());
    program.setFullscreen(window.fullscreen());
    program.startRecovery(options.recover);

    const bool quick = program.renderer().device().kind != "cpu";
    std::string language = options.language;
    double quietSeconds = 0;  // since someone touched anything
    int frames = 0;
    Clock::time_point last = Clock::now();
    while (!window.shouldClose() && !program.state().quit) {
        // Asleep until an event, unless something moves. Water moves where the device is quick and someone looks.
        const bool animate = quick && program.input().focused && !window.minimised() &&
                             quietSeconds < kStillAfterSeconds && !program.settles();
        if (window.minimised())
            window.wait(0.5);
        else if (program.moving() || program.stale() || program.settling() || options.frames)
            window.poll();
        else
            window.wait(animate ? 1.0 / 60 : std::min(program.quietSeconds(), 10.0));
        const Clock::time_point now = Clock::now();
        const double seconds = std::min(std::chrono::duration<double>(now - last).count(), 0.25);
        last = now;
        std::uint32_t width = 0;
        std::uint32_t height = 0;
        window.framebuffer(width, height);
        if (windowDestroyed()) return Error{Errc::NotFound, program.texts().get("error.window.gone")};
        if (program.texts().language() != language) {
            language = program.texts().language();
            setDisplayLossSentence(program.texts().get("error.window.gone"));
        }
        program.resize(width, height);
        if (width == 0 || height == 0) continue;
        const bool touched = window.takeTouched();
        quietSeconds = touched || program.moving() ? 0 : quietSeconds + seconds;
        if (touched || frames == 0)
            program.settleUi(seconds);
        else
            program.uiPass(seconds);
        window.updateCursor();
        if (program.state().toggleFullscreen) {
            program.state().toggleFullscreen = false;
            window.setFullscreen(!window.fullscreen());
            program.setFullscreen(window.fullscreen());
            continue;
        }
        if (program.state().takePicture) {
            program.savePicture();
            program.settleUi(0);
        }
        if (!program.stale() && !program.moving() && !program.settling() && !animate && !options.frames) continue;
        const Result<render::FrameOutcome> drawn = program.draw();
        if (!drawn) return drawn.error();
        if (*drawn == render::FrameOutcome::Skipped) {
            window.wait(0.02);
            window.touch();
            continue;
        }
        ++frames;
        if (options.frames && frames >= *options.frames) break;
    }
    return finished(program, options);
}

Result<Ended> runReplay(const Options& options) {
    Result<Texts> texts = Texts::load(options.language);
    if (!texts) return texts.error();
    std::error_code fault;
    if (!std::filesystem::exists(options.replay, fault))
        return Error{Errc::NotFound, texts->say("error.replay.missing", {options.replay})};
    std::filesystem::path path = options.city;
    if (path.empty()) {
        const auto found = findCity();
        if (!found) return Error{Errc::NotFound, texts->say("error.city.missing", {"krasnik.city"})};
        path = *found;
    }
    const Result<city::City> city = city::City::open(path);
    if (!city) return Error{Errc::BadData, sayCityError(*texts, path, city.error())};
    Result<strategy::Strategy> strategy = strategy::Strategy::parse(city->strategyJson(), city->elements().size());
    if (!strategy) return Error{Errc::BadData, texts->say("error.city.broken", {path.string(), "STRA"})};
    const Result<std::unique_ptr<session::Session>> session =
        session::Session::create(*city, std::move(*strategy), city->viewsJson());
    if (!session) return Error{Errc::BadData, texts->say("error.city.broken", {path.string(), "VIEW"})};
    const Result<session::PlayReport> report = session::play(options.replay, **session);
    if (!report) return Error{report.error().code, sayPlayError(*texts, options.replay, report.error(), **session)};
    char hash[24];
    std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>((*session)->hash()));
    std::printf("%s %s\n", hash, texts->count("commands", static_cast<long long>(report->linesApplied)).c_str());
    if (report->hasHash && !report->hashMatches)
        return Error{Errc::Internal, sayReplayDiffers(*texts, report->warning)};
    if (!report->warning.empty()) std::fprintf(stderr, "twin: %s\n", oneLine(report->warning).c_str());
    return Ended{0};
}

namespace {

Result<Ended> runWith(const Options& options, const Texts& texts, Clock::time_point start) {
    if (options.help) {
        std::fputs(helpText(texts).c_str(), stdout);
        return Ended{0};
    }
    if (options.helpTests) {
        std::fputs(testHelpText().c_str(), stdout);
        return Ended{0};
    }
    if (options.version) {
        std::puts("twin " TWIN_VERSION);
        return Ended{0};
    }
    if (!options.list.empty()) {
        const Result<std::string> text = listText(options, texts);
        if (!text) return text.error();
        std::fputs(text->c_str(), stdout);
        return Ended{0};
    }
    if (!options.replay.empty() && options.shot.empty()) return runReplay(options);
    if (!options.shot.empty() || (options.frames && !Window::displayPresent())) return runHeadless(options, start);
    return runWindow(options, start);
}

}  // namespace

int runProgram(const std::vector<std::string>& arguments) {
    const Clock::time_point start = Clock::now();
    Result<Texts> texts = Texts::load(languageOf(arguments));
    if (!texts) {
        std::fprintf(stderr, "twin: %s\n", texts.error().what.c_str());
        return 1;
    }
    const Result<Options> options = parseOptions(arguments, *texts);
    const Result<Ended> ended = options ? runWith(*options, *texts, start) : Result<Ended>{options.error()};
    if (ended) return ended->code;
    std::fprintf(stderr, "twin: %s\n", oneLine(ended.error().what).c_str());
    return exitCodeOf(ended.error().code);
}

}  // namespace twin::app
