// app/program/program.h: one running twin: town, session, renderer, camera and panels, for a window or for none.
//
// A frame is uiPass() as often as events need it, then draw(). Everything a person does becomes a command here; what the
// renderer is told comes from the bridge. One thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/bridge/bridge.h"
#include "app/bridge/places.h"
#include "app/camera/navigator.h"
#include "app/cli/options.h"
#include "app/models/model_host.h"
#include "app/program/blend.h"
#include "app/program/frame_budget.h"
#include "app/program/frame_times.h"
#include "app/program/input.h"
#include "app/program/still.h"
#include "app/search/search.h"
#include "app/ui/panels.h"
#include "app/ui/system.h"
#include "renderer/renderer.h"
#include "scene/session/journal.h"
#include "scene/session/session.h"

namespace twin::app {

class Program {
public:
    /// Opens the town and the renderer and does what the command line says (date, view, script, model, ...).
    /// @param surface extensions and surface maker of a window; nothing: headless
    /// @param start when the process began, for the time to the first picture
    [[nodiscard]] static Result<std::unique_ptr<Program>> open(const Options& options,
                                                               const render::CreateInfo& surface,
                                                               std::chrono::steady_clock::time_point start);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// One pass of the panels over the input; no picture yet.
    void uiPass(double seconds);
    /// Passes until ImGui has taken all events and settled.
    void settleUi(double seconds);
    /// One picture; recovers a lost device by itself.
    [[nodiscard]] Result<render::FrameOutcome> draw();
    /// Size of the framebuffer; 0 x 0 while minimised.
    void resize(std::uint32_t widthPx, std::uint32_t heightPx);

    [[nodiscard]] Input& input() noexcept { return input_; }
    [[nodiscard]] session::Session& session() noexcept { return *session_; }
    [[nodiscard]] const Texts& texts() const noexcept { return *texts_; }
    [[nodiscard]] UiState& state() noexcept { return state_; }
    [[nodiscard]] render::Renderer& renderer() noexcept { return *renderer_; }
    [[nodiscard]] const Probe& probe() const noexcept { return probe_; }
    [[nodiscard]] const Navigator& navigator() const noexcept { return *navigator_; }
    [[nodiscard]] bool window() const noexcept { return window_; }
    void setFullscreen(bool on) noexcept { fullscreen_ = on; }

    /// Something moves by itself: the camera, time, a model being read, water where the device is quick.
    [[nodiscard]] bool moving() const;
    /// Seconds until something on the screen changes by itself although nothing moves (a message goes).
    [[nodiscard]] double quietSeconds() const;
    /// A picture that rests is becoming the mean of many: settles() says that it may, settling() that it is not done.
    [[nodiscard]] bool settles() const { return session_->state().settle; }
    [[nodiscard]] bool settling() const;
    /// Something changed since the last picture.
    [[nodiscard]] bool stale() const;

    /// --shot: the picture drawn last.
    [[nodiscard]] Result<Ok> writeShot(const std::filesystem::path& path);
    /// F12: a picture without panels, with its proof line. Says where it went.
    void savePicture();
    /// --shot with --shot-size: a picture of any size, tile by tile.
    [[nodiscard]] Result<Ok> writeStill(const std::filesystem::path& path, const StillWish& wish);
    [[nodiscard]] Result<Ok> writeStats(const std::filesystem::path& path);
    [[nodiscard]] std::string proof() const;

    /// Offers or takes the state a crash left behind, and starts this window's own journal.
    void startRecovery(bool take);
    void addDropped();
    /// Ends the journals in order.
    void finish();

private:
    Program(Options options, std::chrono::steady_clock::time_point start);
    [[nodiscard]] Result<Ok> openTown();
    /// @param coming  begun before the town was opened: drivers take as long to load as a town
    [[nodiscard]] Result<Ok> openRenderer(std::future<Result<std::unique_ptr<render::Renderer>>> coming);
    [[nodiscard]] render::CreateInfo rendererWish(const render::CreateInfo& surface) const;
    [[nodiscard]] Result<Ok> applyOptions();
    [[nodiscard]] Result<Ok> playScript();
    [[nodiscard]] Result<Ok> playReplay();
    [[nodiscard]] Result<Ok> openJournal();
    [[nodiscard]] Ui makeUi();
    void syncLanguage();
    /// Whether letters were drawn anew: then sendAtlas().
    bool setLook();
    void sendAtlas();
    void syncLook();
    void syncQuality();
    void navigate(double seconds);
    void hotKeys();
    void posted(const session::Command& command);
    void advancePlay(double seconds);
    void stepMonths(int months);
    void stepStop(int step);
    void setDay(Day day);
    void stepView(int index);
    void updateToasts(double seconds);
    void updateImports(double seconds);
    void answerPick();
    void takeRecovery();
    void openRecoveryJournal();
    [[nodiscard]] Result<render::FrameOutcome> drawOnce(const render::FrameInput& frame);
    void writeProbe();
    [[nodiscard]] Result<Ok> roomFor(const StillWish& wish) const;
    [[nodiscard]] Result<Ok> beginStill(render::Renderer& renderer, const StillWish& wish,
                                        const std::filesystem::path& path);
    [[nodiscard]] Result<Ok> openStillRenderer();
    [[nodiscard]] bool lowerStillQuality();
    [[nodiscard]] Error stillFault(const std::filesystem::path& path, const Error& fault) const;
    void updateStill();
    [[nodiscard]] render::FrameInput frameNow();
    void adaptQuality(double frameMs);
    [[nodiscard]] bool lowerQuality();
    [[nodiscard]] std::string qualityWord(render::Quality quality) const;
    void applyQuality(render::Quality quality);

    Options options_;
    std::chrono::steady_clock::time_point start_;
    bool window_ = false;
    bool fullscreen_ = false;
    std::unique_ptr<Texts> texts_;
    std::unique_ptr<city::City> city_;
    std::unique_ptr<session::Session> session_;
    std::unique_ptr<Places> places_;
    std::unique_ptr<render::Renderer> renderer_;
    std::unique_ptr<Navigator> navigator_;
    std::unique_ptr<ModelHost> models_;
    std::unique_ptr<UiSystem> ui_;
    std::unique_ptr<Actions> actions_;
    std::string cityPath_;
    UiState state_;
    Search search_;
    std::string searchLanguage_;  ///< that it was built in
    Probe probe_;
    SunClock sunClock_;
    Input input_;
    render::Stats stats_;
    std::string quality_;
    render::Quality qualityNow_ = render::Quality::Low;
    FrameBudget budget_;
    float drawnScale_ = 1;  ///< of the picture drawn last
    std::uint32_t widthPx_ = 1280, heightPx_ = 720;
    float bandPx_ = 0;  ///< foot of the picture kept free for the proof line
    std::string bandLine_;

    std::optional<session::Journal> journal_, recovery_;
    std::filesystem::path recoveryPath_, foundRecovery_;
    std::string freshState_;

    enum class PickFor { Nothing, Click, Hover };
    PickFor pickFor_ = PickFor::Nothing;
    glm::uvec2 pickPixel_{};
    bool asked_ = false;  ///< the frame drawn last carried the pick
    glm::dvec2 pressedAt_{};
    bool pressedOnPicture_ = false, orbiting_ = false;
    double restSeconds_ = 0;  ///< since the mouse moved
    glm::dvec2 restAt_{-1, -1};
    bool hoverAsked_ = false;

    std::unique_ptr<render::Renderer> stillRenderer_;  ///< while a still is drawn beside the window
    std::optional<Still> still_;
    std::filesystem::path stillPath_;
    StillWish stillWish_;
    render::Quality stillQuality_ = render::Quality::Medium;

    Blend look_;  ///< realistic to symbolic
    float drawnLook_ = 0;
    std::uint32_t settled_ = 0;  ///< pictures drawn since the view came to rest, after the first
    double settleSeconds_ = 0;   ///< since that first one
    double clock_ = 0;           ///< of animation, seconds
    double playDays_ = 0;
    bool playGesture_ = false;
    std::uint64_t drawnRevision_ = 0;
    bool uiChanged_ = true;
    Pose drawnPose_;
    std::uint64_t framesDrawn_ = 0;
    std::uint64_t initialMessages_ = 0;
    std::uint64_t lossesForced_ = 0, recoveries_ = 0;
    double firstFrameMs_ = 0, openTownMs_ = 0, openDeviceMs_ = 0, loadMs_ = 0;
    FrameTimes times_;
    std::uint64_t heapAtFrameStart_ = 0, heapLastFrame_ = 0;
    std::uint64_t objectsBefore_ = 0, objectsLastFrame_ = 0;
    std::string notice_;
};

}  // namespace twin::app
