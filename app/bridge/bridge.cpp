#include "app/bridge/bridge.h"

namespace twin::app {

const Sun& SunClock::at(const Places& places, Day day, int minutes) {
    if (day == day_ && minutes == minutes_) return sun_;
    const geo::LatLon here = places.centre();
    sun_.sky = light::skyAt(here, day, minutes);
    sun_.toSun = light::towards(sun_.sky.sun, places.convergenceDeg());
    sun_.toMoon = light::towards(sun_.sky.moon, places.convergenceDeg());
    if (day != day_) {
        constexpr int kStep = 20;
        sun_.riseMinutes = sun_.setMinutes = -1;
        double before = light::skyAt(here, day, 0).sun.elevationDeg;
        for (int m = kStep; m < 24 * 60; m += kStep) {
            const double now = light::skyAt(here, day, m).sun.elevationDeg;
            const double crossing = m - kStep + kStep * before / (before - now);
            if (before <= 0 && now > 0) sun_.riseMinutes = crossing;
            if (before > 0 && now <= 0) sun_.setMinutes = crossing;
            before = now;
        }
        if (sun_.riseMinutes < 0 || sun_.setMinutes < 0) sun_.riseMinutes = sun_.setMinutes = -1;
    }
    day_ = day;
    minutes_ = minutes;
    return sun_;
}

std::size_t feedStates(session::Session& session, render::Renderer& renderer) {
    std::size_t changed = 0;
    strategy::Timeline& timeline = session.timeline();
    const std::span<const city::ElementState> states = timeline.states();
    for (const strategy::Range& range : timeline.takeChanges()) {
        renderer.setElementStates(range.first, states.subspan(range.first, range.count));
        changed += range.count;
    }
    return changed;
}

float dayOfYear(Day day) noexcept {
    const CalendarDate date = calendarOf(day);
    return static_cast<float>(day - dayOf({date.year, 1, 1}));
}

render::FrameInput frameInput(const session::State& state, const Pose& pose, const Sun& sun, double seconds) {
    render::FrameInput input;
    input.camera = {pose.eye, pose.target, static_cast<float>(pose.fovYRad)};
    const auto vec = [](const std::array<double, 3>& v) { return glm::vec3{static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])}; };
    input.light = {vec(sun.toSun), vec(sun.toMoon), static_cast<float>(sun.sky.moonShare)};
    input.seconds = seconds;
    input.dayOfYear = dayOfYear(state.day);
    input.layers = state.layers;
    input.symbolic = state.symbolic;
    return input;
}

}  // namespace twin::app
