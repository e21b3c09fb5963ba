// app/camera/navigator.h: the camera as it is shown: gestures, keys, pads and smooth ways, over the session's pose.
//
// The session holds the pose that scripts, journals and undo know; the navigator moves at once and hands a new pose over
// when a gesture or a way ends (takeSettled). A pose that the session got from elsewhere is flown to, or taken at once
// where there is no clock (headless).
#pragma once

#include <optional>

#include "app/camera/moves.h"

namespace twin::app {

class Navigator {
public:
    Navigator(const Ground& ground, const Pose& start, bool instant)
        : ground_{ground}, pose_{start}, known_{sessionPose(start)}, instant_{instant} {}

    [[nodiscard]] const Pose& pose() const noexcept { return pose_; }
    [[nodiscard]] const Ground& ground() const noexcept { return ground_; }
    [[nodiscard]] bool moving() const noexcept { return flight_.has_value(); }
    /// A shift lens, from the next frame on; the place stays.
    void setTwoPoint(bool on) noexcept;
    void setViewport(ViewportPx viewport) noexcept { viewport_ = viewport; }
    [[nodiscard]] ViewportPx viewport() const noexcept { return viewport_; }

    void beginHold(glm::dvec2 pixel) noexcept;
    void beginOrbit(glm::dvec2 pixel) noexcept;
    void drag(glm::dvec2 pixel) noexcept;
    void endDrag() noexcept;
    [[nodiscard]] bool dragging() const noexcept { return drag_ != Drag::None; }
    void wheel(glm::dvec2 pixel, double steps) noexcept;

    /// Held keys, each -1, 0 or 1, for `seconds`.
    struct Keys {
        double right = 0, forward = 0, turn = 0, tilt = 0, zoom = 0;
        bool fast = false;
    };
    void keys(const Keys& keys, double seconds) noexcept;

    // Pads: one step each, flown in 0.3 s.
    void padTurn(double steps) noexcept;
    void padTilt(double steps) noexcept;
    void padZoom(double steps) noexcept;
    void rightView() noexcept;
    void flyTo(const Pose& pose) noexcept;

    /// Moves along; the session's pose is flown to when it is not one we gave it.
    void update(const session::CameraPose& session, double seconds) noexcept;
    /// The pose to post to the session, once after each gesture or way.
    [[nodiscard]] std::optional<session::CameraPose> takeSettled() noexcept;

private:
    enum class Drag { None, Hold, Orbit };
    struct Flight {
        Pose from, to;
        double seconds = 0.3, passed = 0;
        bool post = false;  ///< the session does not know its end yet
    };
    void fly(const Pose& to, double seconds, bool post) noexcept;
    [[nodiscard]] Pose goal() const noexcept { return flight_ ? flight_->to : pose_; }

    Ground ground_;
    Pose pose_;
    session::CameraPose known_;  ///< the session's pose as last seen or given
    bool instant_;
    ViewportPx viewport_;
    bool twoPoint_ = false;
    Drag drag_ = Drag::None;
    Pose dragStart_;
    glm::dvec2 dragPixel_{};
    glm::dvec3 pivot_{};
    bool dirty_ = false;  ///< moved since the session was told
    bool keysHeld_ = false;
    double wheelIdle_ = 0;  ///< seconds since the wheel turned; a gesture ends after a short rest
    bool wheeling_ = false;
    std::optional<Flight> flight_;
};

}  // namespace twin::app
