// Large pictures: the command line's --shot-size, and the dialog's, which a renderer of its own draws tile by tile.
#include <algorithm>

#include "app/base/paths.h"
#include "app/program/program.h"
#include "app/text/errors.h"

namespace twin::app {

namespace {

constexpr double kShareOfMemory = 0.8;  // the rest stays with the system

/// What was drawn, larger by `factor`.
StillOverlay overlayOf(const render::UiDraw& ui, float factor) {
    StillOverlay overlay;
    overlay.vertices.assign(ui.vertices.begin(), ui.vertices.end());
    for (render::UiVertex& vertex : overlay.vertices) vertex.position *= factor;
    overlay.indices.assign(ui.indices.begin(), ui.indices.end());
    overlay.commands.assign(ui.commands.begin(), ui.commands.end());
    for (render::UiCommand& command : overlay.commands) command.clip *= factor;
    return overlay;
}

}  // namespace

Result<Ok> Program::roomFor(const StillWish& wish) const {
    const std::uint64_t needed = stillBytes(wish) + (window_ ? city_->fileBytes() : 0);
    const std::optional<std::uint64_t> available = memoryAvailable();
    if (!available || static_cast<double>(needed) < kShareOfMemory * static_cast<double>(*available)) return Ok{};
    const auto megabytes = [](std::uint64_t bytes) { return std::to_string(bytes / 1'000'000); };
    return Error{Errc::OutOfMemory, texts_->say("error.picture.memory", {megabytes(needed), megabytes(*available)})};
}

Result<Ok> Program::beginStill(render::Renderer& renderer, const StillWish& wish, const std::filesystem::path& path) {
    const std::string line = proof();
    StillOverlay overlay;
    if (!options_.noUi) {
        // Drawn once at a size that fonts are made for, and enlarged with the picture.
        const float factor = std::max(1.0F, static_cast<float>(wish.widthPx) / 1920.0F);
        const float width = static_cast<float>(wish.widthPx) / factor;
        const float height = static_cast<float>(wish.heightPx) / factor;
        ui_->beginFrame(width, height, 0.001F);
        showProof(ui_->fonts(), width, height, line.c_str());
        ui_->endFrame();
        overlay = overlayOf(ui_->draw(), factor);
        uiChanged_ = true;
    }
    feedStates(*session_, renderer);
    Result<Still> still = Still::begin(renderer, frameNow(), wish, path, line, std::move(overlay));
    if (!still)
        return Error{Errc::BadArgument, texts_->say("error.picture.write", {path.string(), still.error().what})};
    still_.emplace(std::move(*still));
    stillPath_ = path;
    stillWish_ = wish;
    return Ok{};
}

Result<Ok> Program::writeStill(const std::filesystem::path& path, const StillWish& wish) {
    if (Result<Ok> room = roomFor(wish); !room) return room;
    if (Result<Ok> begun = beginStill(*renderer_, wish, path); !begun) return begun;
    while (true) {
        const Result<bool> done = still_->step();
        if (done && !*done) continue;
        still_.reset();
        renderer_->resize(widthPx_, heightPx_);
        if (done) return Ok{};
        if (done.error().code != Errc::OutOfMemory) return stillFault(path, done.error());
        // All of it again: a picture has one quality.
        if (!lowerQuality()) return Error{Errc::OutOfMemory, texts_->get("error.memory.gpu")};
        if (Result<Ok> begun = beginStill(*renderer_, wish, path); !begun) return begun;
    }
}

Error Program::stillFault(const std::filesystem::path& path, const Error& fault) const {
    if (fault.code == Errc::OutOfMemory) return {fault.code, texts_->get("error.memory.gpu")};
    return {Errc::BadArgument, texts_->say("error.picture.write", {path.string(), fault.what})};
}

/// The dialog's wishes, and one tile of a still that is being drawn.
void Program::updateStill() {
    StillDialog& dialog = state_.still;
    if (dialog.start && !still_) {
        dialog.start = false;
        const StillWish wish = dialog.wish;
        Result<Ok> begun = roomFor(wish);
        if (begun) begun = openStillRenderer();
        const std::filesystem::path path =
            freeName(picturesFolder(), "krasnik-" + formatDate(session_->state().day), ".png");
        if (begun) begun = beginStill(*stillRenderer_, wish, path);
        if (!begun) {
            stillRenderer_.reset();
            actions_->say(begun.error().what, true);
        }
    }
    if (dialog.cancel) {
        dialog.cancel = false;
        if (still_) actions_->say(texts_->get("ui.still.cancelled"));
        still_.reset();  // and with it the unfinished file
        stillRenderer_.reset();
    }
    dialog.share = -1;
    if (!still_) return;
    const Result<bool> done = still_->step();
    dialog.share = still_->share();
    uiChanged_ = true;
    if (done && !*done) return;
    still_.reset();
    if (!done && done.error().code == Errc::OutOfMemory && lowerStillQuality()) {
        const Result<Ok> again = beginStill(*stillRenderer_, stillWish_, stillPath_);  // all of it, in one quality
        if (again) return;
        actions_->say(again.error().what, true);
    }
    stillRenderer_.reset();
    dialog.share = -1;
    dialog.open = !done;
    if (done)
        actions_->say(texts_->say("ui.picture.saved", {stillPath_.string()}));
    else
        actions_->say(stillFault(stillPath_, done.error()).what, true);
}

/// The picture's own device has too little memory: one level down, said aloud. False at the lowest.
bool Program::lowerStillQuality() {
    if (stillQuality_ == render::Quality::Low) return false;
    stillQuality_ = static_cast<render::Quality>(static_cast<int>(stillQuality_) - 1);
    stillRenderer_->setQuality(stillQuality_);
    actions_->say(texts_->say("ui.quality.memory", {qualityWord(stillQuality_)}), true);
    return true;
}

/// A renderer without a window, so that the window goes on; it has the town, its states, the models and the font.
Result<Ok> Program::openStillRenderer() {
    stillQuality_ = renderer_->device().kind == "cpu" ? render::Quality::Medium : render::Quality::High;
    render::CreateInfo info;
    info.widthPx = info.heightPx = 64;
    info.quality = stillQuality_;
    info.cacheFolder = cacheFolder();
    info.memoryBudgetBytes = options_.memoryBudgetMb << 20U;
    Result<std::unique_ptr<render::Renderer>> made = render::Renderer::create(info);
    if (!made) return Error{made.error().code, sayVulkanError(*texts_, made.error())};
    stillRenderer_ = std::move(*made);
    Result<Ok> loaded = stillRenderer_->loadCity(*city_);
    while (!loaded && loaded.error().code == Errc::OutOfMemory && lowerStillQuality())
        loaded = stillRenderer_->loadCity(*city_);
    if (!loaded) return Error{loaded.error().code, sayVulkanError(*texts_, loaded.error())};
    stillRenderer_->setElementStates(0, session_->timeline().states());
    if (const Result<Ok> atlas = stillRenderer_->setUiAtlas(ui_->atlas()); !atlas)
        return Error{atlas.error().code, sayVulkanError(*texts_, atlas.error())};
    ModelHost host{*places_, navigator_->ground()};
    return host.settle(*session_, *stillRenderer_, *texts_);
}

}  // namespace twin::app
