// app/models/model_host.h: keeps the renderer's models the same as the session's list of placed models.
//
// A model that stands in the session and not yet in the renderer is read (in the child process); undo and redo only hide
// and show. Headless: settle() waits until all is read.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/bridge/places.h"
#include "app/camera/pose.h"
#include "app/models/importer.h"
#include "scene/session/session.h"

namespace twin::app {

class ModelHost {
public:
    ModelHost(const Places& places, Ground ground) : places_{places}, ground_{ground} {}

    struct News {
        int model = 0;
        std::string sentence;
        bool bad = false;
    };
    /// Looks at the session's list and the running import. @return what people should be told
    [[nodiscard]] std::vector<News> update(const session::Session& session, render::Renderer& renderer,
                                           const Texts& texts);
    /// Until nothing is left to read. @return the first refusal
    [[nodiscard]] Result<Ok> settle(const session::Session& session, render::Renderer& renderer, const Texts& texts);
    [[nodiscard]] bool busy() const noexcept { return importer_.running(); }
    [[nodiscard]] const Importer& importer() const noexcept { return importer_; }
    /// Stops the running import. @return its model's id
    std::optional<int> cancel();
    /// Of the renderer's model index.
    [[nodiscard]] std::optional<int> idOf(std::uint32_t rendererModel) const;
    /// Whether update() has anything to do but wait: asks only the list.
    [[nodiscard]] bool differs(const session::Session& session) const;

private:
    struct Hosted {
        session::PlacedModel placed;
        std::optional<std::uint32_t> handle;
        bool failed = false, wanted = true;
    };
    [[nodiscard]] render::ModelPlace placeOf(const session::PlacedModel& placed, bool visible) const;
    void follow(const session::Session& session, render::Renderer& renderer);
    void take(Result<ImportedModel> outcome, render::Renderer& renderer, const Texts& texts, std::vector<News>& news);

    const Places& places_;
    Ground ground_;
    Importer importer_;
    int importing_ = 0;
    std::vector<Hosted> hosted_;
    std::vector<session::PlacedModel> seen_;
};

}  // namespace twin::app
