#include "app/camera/navigator.h"

#include <algorithm>
#include <cmath>

namespace twin::app {

namespace {
constexpr double kPadSeconds = 0.3;
constexpr double kWheelRestSeconds = 0.25;
constexpr double kPadTurnRad = 0.2618;  // 15 degrees
constexpr double kPadTiltRad = 0.1309;  // 7.5 degrees
constexpr double kPadZoom = 0.72;
}  // namespace

void Navigator::setTwoPoint(bool on) noexcept {
    twoPoint_ = pose_.twoPoint = dragStart_.twoPoint = on;
    if (flight_) flight_->from.twoPoint = flight_->to.twoPoint = on;
}

void Navigator::beginHold(glm::dvec2 pixel) noexcept {
    flight_.reset();
    drag_ = Drag::Hold;
    dragStart_ = pose_;
    dragPixel_ = pixel;
    const glm::dvec3 ray = rayThrough(pose_, viewport_, pixel);
    const std::optional<glm::dvec3> hit = ground_.hit(pose_.eye, ray);
    pivot_ = hit ? *hit : centreOf(pose_, ground_);
}

void Navigator::beginOrbit(glm::dvec2 pixel) noexcept {
    beginHold(pixel);
    drag_ = Drag::Orbit;
}

void Navigator::drag(glm::dvec2 pixel) noexcept {
    if (drag_ == Drag::None || pixel == dragPixel_) return;
    if (drag_ == Drag::Hold) {
        pose_ = holdGround(dragStart_, pivot_, viewport_, pixel, ground_);
    } else {
        const glm::dvec2 moved = pixel - dragPixel_;
        pose_ = orbit(pose_, pivot_, moved.x * 0.006, -moved.y * 0.005, ground_);
        dragPixel_ = pixel;
    }
    dirty_ = true;
}

void Navigator::endDrag() noexcept { drag_ = Drag::None; }

void Navigator::wheel(glm::dvec2 pixel, double steps) noexcept {
    const Pose from = goal();
    const std::optional<glm::dvec3> hit = ground_.hit(from.eye, rayThrough(from, viewport_, pixel));
    const Pose to = zoomTo(from, hit ? *hit : centreOf(from, ground_), std::pow(0.82, steps), ground_);
    wheeling_ = true;
    wheelIdle_ = 0;
    fly(to, kPadSeconds * 0.6, true);
}

void Navigator::keys(const Keys& held, double seconds) noexcept {
    const bool any = held.right != 0 || held.forward != 0 || held.turn != 0 || held.tilt != 0 || held.zoom != 0;
    keysHeld_ = any;
    if (!any) return;
    flight_.reset();
    const double height = pose_.eye.z - ground_.at(pose_.eye.x, pose_.eye.y);
    const double step = std::clamp(height * 0.9, 4.0, 2500.0) * (held.fast ? 3 : 1) * seconds;
    if (held.right != 0 || held.forward != 0) pose_ = pan(pose_, held.right * step, held.forward * step, ground_);
    if (held.turn != 0) pose_ = orbit(pose_, centreOf(pose_, ground_), held.turn * seconds * 0.9, 0, ground_);
    if (held.tilt != 0) pose_ = tilt(pose_, held.tilt * seconds * 0.6, ground_);
    if (held.zoom != 0) pose_ = zoomTo(pose_, centreOf(pose_, ground_), std::pow(0.35, held.zoom * seconds), ground_);
    dirty_ = true;
}

void Navigator::padTurn(double steps) noexcept {
    const Pose from = goal();
    fly(orbit(from, centreOf(from, ground_), steps * kPadTurnRad, 0, ground_), kPadSeconds, true);
}

void Navigator::padTilt(double steps) noexcept { fly(tilt(goal(), steps * kPadTiltRad, ground_), kPadSeconds, true); }

void Navigator::padZoom(double steps) noexcept {
    const Pose from = goal();
    fly(zoomTo(from, centreOf(from, ground_), std::pow(kPadZoom, steps), ground_), kPadSeconds, true);
}

void Navigator::rightView() noexcept { fly(northUp(goal(), ground_), kPadSeconds, true); }

void Navigator::flyTo(const Pose& pose) noexcept { fly(keepAllowed(pose, ground_), 0.8, true); }

void Navigator::fly(const Pose& to, double seconds, bool post) noexcept {
    if (instant_) {
        pose_ = to;
        flight_.reset();
        dirty_ = dirty_ || post;
        return;
    }
    flight_ = Flight{pose_, to, seconds, 0, post};
}

void Navigator::update(const session::CameraPose& session, double seconds) noexcept {
    if (!(session == known_)) {
        known_ = session;
        dirty_ = false;
        drag_ = Drag::None;
        Pose to = poseOf(session);
        to.twoPoint = twoPoint_;
        fly(keepAllowed(to, ground_), 0.6, false);
    }
    if (wheeling_) {
        wheelIdle_ += seconds;
        if (wheelIdle_ > kWheelRestSeconds) wheeling_ = false;
    }
    if (!flight_) return;
    flight_->passed += seconds;
    pose_ = between(flight_->from, flight_->to, flight_->passed / flight_->seconds, ground_);
    if (flight_->passed < flight_->seconds) return;
    dirty_ = dirty_ || flight_->post;
    flight_.reset();
}

std::optional<session::CameraPose> Navigator::takeSettled() noexcept {
    if (!dirty_ || flight_ || drag_ != Drag::None || keysHeld_ || wheeling_) return std::nullopt;
    dirty_ = false;
    known_ = sessionPose(pose_);
    return known_;
}

}  // namespace twin::app
