#include "app/bridge/bridge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/glm.hpp>

namespace twin::app {

namespace {

/// From where the sun stands at noon: its declination, when it crosses the south, and how long its arc is. Within a minute
/// or two, which is finer than the slider.
void riseAndSet(const geo::LatLon& here, Day day, Sun& sun) {
    constexpr int kNoon = 12 * 60;
    const light::SkyPosition noon = light::skyAt(here, day, kNoon).sun;
    const double latitude = glm::radians(here.latDeg);
    const double height = glm::radians(noon.elevationDeg);
    const double azimuth = glm::radians(noon.azimuthDeg);
    const double declination =
        std::asin(std::sin(latitude) * std::sin(height) + std::cos(latitude) * std::cos(height) * std::cos(azimuth));
    const double hourAngle =
        std::asin(std::clamp(-std::sin(azimuth) * std::cos(height) / std::cos(declination), -1.0, 1.0));
    constexpr double kHorizonDeg = -0.833;  // refraction and the sun's radius
    const double arc = (std::sin(glm::radians(kHorizonDeg)) - std::sin(latitude) * std::sin(declination)) /
                       (std::cos(latitude) * std::cos(declination));
    sun.riseMinutes = sun.setMinutes = -1;
    if (std::abs(arc) >= 1) return;
    const double south = kNoon - glm::degrees(hourAngle) * 4;  // a degree is four minutes
    const double half = glm::degrees(std::acos(arc)) * 4;
    sun.riseMinutes = std::clamp(south - half, 0.0, 1440.0);
    sun.setMinutes = std::clamp(south + half, 0.0, 1440.0);
}

}  // namespace

const Sun& SunClock::at(const Places& places, Day day, int minutes) {
    if (day == day_ && minutes == minutes_) return sun_;
    const geo::LatLon here = places.centre();
    sun_.sky = light::skyAt(here, day, minutes);
    sun_.toSun = light::towards(sun_.sky.sun, places.convergenceDeg());
    sun_.toMoon = light::towards(sun_.sky.moon, places.convergenceDeg());
    if (day != day_) riseAndSet(here, day, sun_);
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

render::Life lifeAt(int minutes, float rain) noexcept {
    constexpr std::array<float, 24> kTraffic{0.05F, 0.03F, 0.03F, 0.04F, 0.10F, 0.35F, 0.75F, 0.95F,
                                             0.85F, 0.70F, 0.68F, 0.70F, 0.72F, 0.75F, 0.88F, 1.00F,
                                             0.95F, 0.80F, 0.62F, 0.48F, 0.36F, 0.26F, 0.16F, 0.09F};
    constexpr std::array<float, 24> kWalkers{0.02F, 0.01F, 0.01F, 0.01F, 0.03F, 0.12F, 0.35F, 0.60F,
                                             0.55F, 0.65F, 0.78F, 0.85F, 0.88F, 0.85F, 0.90F, 0.95F,
                                             1.00F, 0.95F, 0.80F, 0.62F, 0.42F, 0.25F, 0.12F, 0.05F};
    const auto hour = static_cast<std::size_t>(std::clamp(minutes, 0, 1439)) / 60;
    return {kTraffic[hour], kWalkers[hour] * (1 - 0.6F * std::clamp(rain, 0.0F, 1.0F)),
            static_cast<std::uint32_t>(hour) + 1};
}

float dayOfYear(Day day) noexcept {
    const CalendarDate date = calendarOf(day);
    return static_cast<float>(day - dayOf({date.year, 1, 1}));
}

render::FrameInput frameInput(const session::State& state, const Pose& pose, const Sun& sun, double seconds) {
    render::FrameInput input;
    input.camera = {pose.eye, pose.target, static_cast<float>(pose.fovYRad), pose.twoPoint};
    const auto vec = [](const std::array<double, 3>& v) {
        return glm::vec3{static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
    };
    input.light = {vec(sun.toSun), vec(sun.toMoon), static_cast<float>(sun.sky.moonShare)};
    input.seconds = seconds;
    input.dayOfYear = state.seasonDay < 0 ? dayOfYear(state.day) : static_cast<float>(state.seasonDay);
    input.hour = static_cast<float>(state.minutes) / 60;
    const auto share = [](int percent) { return static_cast<float>(percent) / 100; };
    input.weather = {share(state.weather.cloudPercent), share(state.weather.rainPercent),
                     share(state.weather.snowPercent), static_cast<float>(state.weather.windMs)};
    input.layers = state.layers;
    input.symbolic = state.symbolic ? 1.0F : 0.0F;
    return input;
}

}  // namespace twin::app
