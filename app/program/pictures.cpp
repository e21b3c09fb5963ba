// Drawing, lost devices, pictures on disk, measurements.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/base/heap_count.h"
#include "app/base/paths.h"
#include "app/base/png_file.h"
#include "app/bridge/proof.h"
#include "app/program/program.h"
#include "app/text/errors.h"
#include "scene/base/files.h"
#include "scene/base/process.h"
#include "scene/session/settle.h"

namespace twin::app {

namespace {
using Clock = std::chrono::steady_clock;
constexpr int kMostRecoveries = 3;

constexpr std::array<std::string_view, 4> kQualityWords{"low", "medium", "high", "film"};
}  // namespace

std::string Program::qualityWord(render::Quality quality) const {
    return texts_->get("ui.quality.", kQualityWords[static_cast<std::size_t>(quality)]);
}

void Program::resize(std::uint32_t widthPx, std::uint32_t heightPx) {
    renderer_->resize(widthPx, heightPx);
    if (widthPx == 0 || heightPx == 0) return;
    if (widthPx == widthPx_ && heightPx == heightPx_) return;
    widthPx_ = widthPx;
    heightPx_ = heightPx;
    uiChanged_ = true;
}

bool Program::moving() const {
    return navigator_->moving() || look_.moving() || still_ || navigator_->dragging() || session_->state().playing ||
           models_->busy() || pickFor_ != PickFor::Nothing || input_.left || input_.right || input_.up || input_.down;
}

double Program::quietSeconds() const {
    double seconds = 1e9;
    for (const Toast& toast : state_.toasts) seconds = std::min(seconds, std::max(0.05, toast.secondsLeft));
    if (window_ && !hoverAsked_ && input_.focused) seconds = std::min(seconds, 0.2);
    return seconds;
}

bool Program::stale() const {
    const Pose& pose = navigator_->pose();
    return uiChanged_ || drawnRevision_ != session_->revision() || pickFor_ != PickFor::Nothing ||
           pose.eye != drawnPose_.eye || pose.target != drawnPose_.target || look_.share() != drawnLook_ ||
           (drawnScale_ < 1 && !moving());
}

bool Program::settling() const {
    return settles() && !session::settledEnough(settled_ + 1, settleSeconds_) && !moving() && !stale();
}

Result<render::FrameOutcome> Program::drawOnce(const render::FrameInput& frame) {
    const render::UiDraw ui = ui_->draw();
    Result<render::FrameOutcome> outcome = renderer_->draw(frame, ui);
    while (!outcome && outcome.error().code == Errc::OutOfMemory && lowerQuality())
        outcome = renderer_->draw(frame, ui);
    const auto lost = [&] {
        return !outcome && (outcome.error().code == Errc::DeviceLost || outcome.error().code == Errc::NotFound);
    };
    for (int i = 0; i < kMostRecoveries && lost(); ++i) {
        const Result<Ok> back = renderer_->recover();
        ++recoveries_;
        if (!back && back.error().code == Errc::NotFound) break;
        if (!back) return Error{Errc::DeviceLost, texts_->say("error.device.lost", {std::to_string(i + 1)})};
        if (window_) actions_->say(texts_->get("ui.device.restored"));
        outcome = renderer_->draw(frame, ui);
    }
    if (!outcome && outcome.error().code == Errc::NotFound)
        return Error{Errc::NotFound, texts_->get("error.window.gone")};
    if (!outcome && outcome.error().code == Errc::BadData)  // a part of the town, seen for the first time
        return Error{Errc::BadData, sayCityError(*texts_, cityPath_, outcome.error())};
    if (!outcome && outcome.error().code == Errc::DeviceLost)
        return Error{Errc::DeviceLost, texts_->say("error.device.lost", {std::to_string(kMostRecoveries)})};
    if (!outcome) return Error{outcome.error().code, sayVulkanError(*texts_, outcome.error())};
    return outcome;
}

render::FrameInput Program::frameNow() {
    const session::State& state = session_->state();
    render::FrameInput frame =
        frameInput(state, navigator_->pose(), sunClock_.at(*places_, state.day, state.minutes), clock_);
    frame.symbolic = look_.share();
    // A design is judged without staffage.
    if (options_.mode != Mode::Design) frame.life = lifeAt(state.minutes, frame.weather.rain);
    return frame;
}

Result<render::FrameOutcome> Program::draw() {
    const Clock::time_point before = Clock::now();
    const std::uint64_t heapBefore = heapAllocations();
    feedStates(*session_, *renderer_);
    render::FrameInput frame = frameNow();
    if (pickFor_ != PickFor::Nothing)
        frame.pick = glm::uvec2{std::min(pickPixel_.x, widthPx_ - 1), std::min(pickPixel_.y, heightPx_ - 1)};
    // Coarser only while something moves: what rests is always sharp.
    const bool scaled = window_ && session_->state().quality == "auto" && moving() && !frame.pick;
    if (scaled) frame.scale = budget_.choice().scale;
    drawnScale_ = frame.scale;
    if (options_.forceDeviceLoss >= 0 && framesDrawn_ == static_cast<std::uint64_t>(options_.forceDeviceLoss) &&
        lossesForced_ == 0) {
        ++lossesForced_;
        renderer_->forceDeviceLoss();
    }
    const bool rests = settles() && framesDrawn_ > 0 && !moving() && !stale();
    settled_ = rests ? settled_ + 1 : 0;
    if (!rests) settleSeconds_ = 0;
    // The first is the frame itself, so that nothing flashes when the view comes to rest.
    if (rests) frame = sampleOf(frame, {widthPx_, heightPx_, session::kMostSettlePictures, 0}, settled_);
    if (settles()) frame.settle = rests ? render::Settle::Continue : render::Settle::Begin;
    uiChanged_ = false;
    drawnRevision_ = session_->revision();
    drawnPose_ = navigator_->pose();
    drawnLook_ = look_.share();
    Result<render::FrameOutcome> outcome = drawOnce(frame);
    if (!outcome) return outcome;
    stats_ = renderer_->stats();
    if (*outcome == render::FrameOutcome::Skipped) return outcome;
    if (frame.pick) answerPick();
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - before).count();
    if (framesDrawn_ == 0)
        firstFrameMs_ = std::chrono::duration<double, std::milli>(Clock::now() - start_).count();
    else
        times_.add(ms);
    ++framesDrawn_;
    state_.framesPerSecond = times_.recentMs() > 0 ? 1000 / times_.recentMs() : 0;
    // From the end of the frame before to the end of this one: panels and picture.
    heapLastFrame_ = heapAllocations() - (heapAtFrameStart_ == 0 ? heapBefore : heapAtFrameStart_);
    objectsLastFrame_ = stats_.vulkanObjectsCreated - objectsBefore_;
    objectsBefore_ = stats_.vulkanObjectsCreated;
    if (scaled) adaptQuality(ms);
    if (probe_.enabled()) writeProbe();
    heapAtFrameStart_ = heapAllocations();
    return outcome;
}

/// Automatic quality: level and scale follow the measured times; see FrameBudget.
void Program::adaptQuality(double frameMs) {
    // What the device worked; with the wait for the screen in it, no frame would ever seem quick.
    double deviceMs = 0;
    for (const render::PassTime& pass : stats_.passes) deviceMs += static_cast<double>(pass.gpuMs);
    if (!budget_.took(deviceMs > 0 ? deviceMs : frameMs)) return;
    if (budget_.choice().quality == qualityNow_) return;
    applyQuality(budget_.choice().quality);
    actions_->say(texts_->say("ui.quality.changed", {qualityWord(qualityNow_)}));
}

void Program::applyQuality(render::Quality quality) {
    qualityNow_ = quality;
    renderer_->setQuality(quality);
}

/// The video memory does not do: one level down, said aloud. False at the lowest.
bool Program::lowerQuality() {
    if (qualityNow_ == render::Quality::Low) return false;
    applyQuality(static_cast<render::Quality>(static_cast<int>(qualityNow_) - 1));
    budget_ = FrameBudget{qualityNow_, qualityNow_, 1000.0 / 60};
    const std::string sentence = texts_->say("ui.quality.memory", {qualityWord(qualityNow_)});
    actions_->say(sentence, true);
    if (!window_) std::fprintf(stderr, "twin: %s\n", sentence.c_str());
    return true;
}

std::string Program::proof() const {
    SunClock clock;
    const session::State& state = session_->state();
    const Sun& sun = clock.at(*places_, state.day, state.minutes);
    return proofLine(*texts_, proofFacts(*session_, *texts_, *places_, sun, navigator_->pose(), navigator_->ground()));
}

Result<Ok> Program::writeShot(const std::filesystem::path& path) {
    const Result<render::Image> image = renderer_->readback();
    if (!image) return Error{Errc::Internal, sayVulkanError(*texts_, image.error())};
    const Result<Ok> written = writePng(path, *image, proof());
    if (!written)
        return Error{Errc::BadArgument, texts_->say("error.picture.write", {path.string(), written.error().what})};
    return Ok{};
}

void Program::savePicture() {
    state_.takePicture = false;
    // Without panels, with its proof; drawn once more for it, and the window's own picture comes right after.
    const std::string line = proof();
    ui_->beginFrame(static_cast<float>(widthPx_), static_cast<float>(heightPx_), 0.001F);
    showProof(ui_->fonts(), static_cast<float>(widthPx_), static_cast<float>(heightPx_), line.c_str());
    ui_->endFrame();
    const session::State& state = session_->state();
    render::FrameInput frame = frameNow();
    // One more of the pictures whose mean is on the screen.
    const bool same = drawnRevision_ == session_->revision() && drawnPose_.eye == navigator_->pose().eye &&
                      drawnPose_.target == navigator_->pose().target && !moving();
    if (settles() && same)
        frame = sampleOf(frame, {widthPx_, heightPx_, session::kMostSettlePictures, 0}, settled_ + 1);
    if (settles()) frame.settle = same ? render::Settle::Continue : render::Settle::Begin;
    const Result<render::FrameOutcome> drawn = drawOnce(frame);
    const std::filesystem::path path = freeName(picturesFolder(), "krasnik-" + formatDate(state.day), ".png");
    Result<Ok> written = drawn ? writeShot(path) : Result<Ok>{drawn.error()};
    if (written)
        actions_->say(texts_->say("ui.picture.saved", {path.string()}));
    else
        actions_->say(written.error().what, true);
    uiChanged_ = true;
}

void Program::writeProbe() {
    nlohmann::ordered_json dump;
    dump["frame"] = framesDrawn_;
    dump["idle"] = !moving() && !stale() && !settling();
    dump["settled"] = settled_;
    dump["size"] = {widthPx_, heightPx_};
    const session::State& state = session_->state();
    dump["date"] = formatDate(state.day);
    dump["plan"] = state.plan;
    dump["language"] = state.language;
    dump["element"] = state.element ? std::string{city_->text(city_->elements()[*state.element].idText)} : "";
    dump["task"] = state.task ? session_->strategy().tasks[*state.task].id : "";
    dump["card"] = state_.card.open ? state_.card.title : "";
    dump["fullscreen"] = fullscreen_;
    for (const Probe::Spot& spot : probe_.spots())
        dump["spots"][spot.name] = {spot.rect.x, spot.rect.y, spot.rect.width, spot.rect.height};
    const ViewportPx viewport{static_cast<double>(widthPx_), static_cast<double>(heightPx_)};
    for (const city::Element& element : city_->elements()) {
        if (element.task < 0) continue;
        const glm::dvec3 centre{(element.boxMin[0] + element.boxMax[0]) * 0.5,
                                (element.boxMin[1] + element.boxMax[1]) * 0.5,
                                (element.boxMin[2] + element.boxMax[2]) * 0.5};
        const std::optional<glm::dvec2> at = project(navigator_->pose(), viewport, centre);
        if (!at || at->x < 0 || at->y < 0 || at->x >= viewport.width || at->y >= viewport.height) continue;
        dump["elements"][std::string{city_->text(element.idText)}] = {std::round(at->x), std::round(at->y)};
    }
    for (const Toast& toast : state_.toasts) dump["toasts"].push_back(toast.text);
    (void)writeFileAtomically(options_.dumpUi, dump.dump(1));
}

Result<Ok> Program::writeStats(const std::filesystem::path& path) {
    const render::DeviceReport& device = renderer_->device();
    nlohmann::ordered_json json;
    json["first_frame_ms"] = firstFrameMs_;
    json["open_town_ms"] = openTownMs_;
    json["open_device_ms"] = openDeviceMs_;
    json["load_ms"] = loadMs_;
    json["renderer_load_ms"] = stats_.loadMs;
    json["frames"] = framesDrawn_;
    json["frame_ms"] = {
        {"median", times_.percentile(0.5)}, {"p95", times_.percentile(0.95)}, {"p99", times_.percentile(0.99)}};
    json["passes"] = nlohmann::ordered_json::array();
    for (const render::PassTime& pass : stats_.passes) {
        json["passes"].push_back({{"name", std::string{pass.name}}, {"gpu_ms", pass.gpuMs}, {"cpu_ms", pass.cpuMs}});
    }
    json["heap_allocations_steady"] = heapLastFrame_;
    json["vulkan_objects_steady"] = objectsLastFrame_;
    json["vulkan_objects"] = stats_.vulkanObjectsCreated;
    json["device_allocations"] = stats_.deviceAllocations;
    json["device_bytes"] = stats_.deviceBytes;
    json["peak_rss_bytes"] = peakResidentBytes();
    json["town_bytes"] = stats_.townBytes;
    json["town_budget_bytes"] = stats_.townBudgetBytes;
    json["town_blocks"] = stats_.townBlocks;
    json["draws_tested"] = stats_.drawsTested;
    json["draws_drawn"] = stats_.drawsDrawn;
    json["trees_drawn"] = stats_.treesDrawn;
    json["triangles_drawn"] = stats_.trianglesDrawn;
    json["state_bytes_uploaded"] = stats_.stateBytesUploaded;
    json["elements_visited"] = session_->timeline().visitedBySet();
    json["validation_messages"] = stats_.validationMessages;
    json["device_recoveries"] = recoveries_;
    json["device"] = {
        {"name", device.name}, {"kind", device.kind}, {"api", device.apiVersion}, {"driver", device.driver}};
    json["quality"] = kQualityWords[static_cast<std::size_t>(qualityNow_)];
    json["scale"] = drawnScale_;
    json["size"] = {widthPx_, heightPx_};
    json["city"] = {{"path", cityPath_}, {"bytes", city_->fileBytes()}, {"elements", city_->elements().size()}};
    const Result<Ok> written = writeFileAtomically(path, json.dump(2) + "\n");
    if (!written)
        return Error{Errc::BadArgument, texts_->say("error.stats.write", {path.string(), written.error().what})};
    return Ok{};
}

}  // namespace twin::app
