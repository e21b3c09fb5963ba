#include "app/models/model_host.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/text/format.h"

namespace twin::app {

render::ModelPlace ModelHost::placeOf(const session::PlacedModel& placed, bool visible) const {
    render::ModelPlace place;
    place.visible = visible;
    if (const Result<geo::Local> at = places_.frame().toLocal({placed.latDeg, placed.lonDeg})) {
        place.at = {at->xM, at->yM, ground_.at(at->xM, at->yM)};
        place.headingDeg = placed.headingDeg - places_.frame().convergenceDeg(*at);  // true to grid
    }
    return place;
}

bool ModelHost::differs(const session::Session& session) const {
    return session.state().models != seen_ ||
           (!importer_.running() && std::any_of(hosted_.begin(), hosted_.end(),
                                                [](const Hosted& h) { return h.wanted && !h.handle && !h.failed; }));
}

void ModelHost::follow(const session::Session& session, render::Renderer& renderer) {
    if (session.state().models == seen_) return;
    seen_ = session.state().models;
    for (Hosted& hosted : hosted_) {
        const auto now = std::find_if(seen_.begin(), seen_.end(), [&](const session::PlacedModel& m) {
            return m.id == hosted.placed.id && m.path == hosted.placed.path;
        });
        hosted.wanted = now != seen_.end();
        if (hosted.wanted) hosted.placed = *now;
        if (hosted.handle) renderer.moveModel(*hosted.handle, placeOf(hosted.placed, hosted.wanted));
    }
    for (const session::PlacedModel& placed : seen_) {
        const bool known = std::any_of(hosted_.begin(), hosted_.end(), [&](const Hosted& h) {
            return h.placed.id == placed.id && h.placed.path == placed.path;
        });
        if (!known) hosted_.push_back({placed, std::nullopt, false, true});
    }
    if (importer_.running() && std::none_of(hosted_.begin(), hosted_.end(),
                                            [&](const Hosted& h) { return h.placed.id == importing_ && h.wanted; })) {
        importer_.cancel();
    }
}

void ModelHost::take(Result<ImportedModel> outcome, render::Renderer& renderer, const Texts& texts,
                     std::vector<News>& news) {
    const auto hosted =
        std::find_if(hosted_.begin(), hosted_.end(), [&](const Hosted& h) { return h.placed.id == importing_; });
    if (hosted == hosted_.end()) return;
    const std::string name = std::filesystem::path{hosted->placed.path}.filename().string();
    const auto fail = [&](std::string sentence) {
        hosted->failed = true;
        news.push_back({hosted->placed.id, std::move(sentence), true});
    };
    if (!outcome) return fail(outcome.error().what);
    Result<std::uint32_t> added = renderer.addModel(std::move(outcome->data), placeOf(hosted->placed, hosted->wanted));
    if (!added) return fail(texts.say("error.model.big", {name, added.error().what}));
    hosted->handle = *added;
    news.push_back({hosted->placed.id, texts.say("ui.import.done", {name}), false});
    if (!outcome->notes.empty())
        news.push_back({hosted->placed.id, texts.say("ui.import.warning", {name, outcome->notes.front()}), false});
}

std::vector<ModelHost::News> ModelHost::update(const session::Session& session, render::Renderer& renderer,
                                               const Texts& texts) {
    std::vector<News> news;
    follow(session, renderer);
    if (importer_.running()) {
        if (std::optional<Result<ImportedModel>> outcome = importer_.poll(texts))
            take(std::move(*outcome), renderer, texts, news);
    }
    if (importer_.running()) return news;
    const auto next = std::find_if(hosted_.begin(), hosted_.end(),
                                   [](const Hosted& h) { return h.wanted && !h.handle && !h.failed; });
    if (next == hosted_.end()) return news;
    importing_ = next->placed.id;
    if (const Result<Ok> started = importer_.start(next->placed.path, texts); !started) {
        next->failed = true;
        news.push_back({next->placed.id, started.error().what, true});
    }
    return news;
}

Result<Ok> ModelHost::settle(const session::Session& session, render::Renderer& renderer, const Texts& texts) {
    while (differs(session) || busy()) {
        for (const News& news : update(session, renderer, texts)) {
            if (news.bad) return Error{Errc::BadData, news.sentence};
        }
        if (busy()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return Ok{};
}

std::optional<int> ModelHost::cancel() {
    if (!importer_.running()) return std::nullopt;
    importer_.cancel();
    for (Hosted& hosted : hosted_) {
        if (hosted.placed.id == importing_) hosted.failed = true;
    }
    return importing_;
}

std::optional<int> ModelHost::idOf(std::uint32_t rendererModel) const {
    for (const Hosted& hosted : hosted_) {
        if (hosted.handle == rendererModel) return hosted.placed.id;
    }
    return std::nullopt;
}

}  // namespace twin::app
