// app/bridge/bridge.h: from the session to what the renderer is told.
#pragma once

#include "app/bridge/places.h"
#include "app/camera/pose.h"
#include "app/ui/panels.h"
#include "renderer/renderer.h"
#include "scene/session/session.h"

namespace twin::app {

/// Sun and moon of a day and minute; the sunrise only when the day changed. Keeps what it computed last.
class SunClock {
public:
    const Sun& at(const Places& places, Day day, int minutes);

private:
    Sun sun_;
    Day day_ = kNever;
    int minutes_ = -1;
};

/// Hands changed element states over: at most 4 bytes an element. @return how many elements
std::size_t feedStates(session::Session& session, render::Renderer& renderer);

[[nodiscard]] render::FrameInput frameInput(const session::State& state, const Pose& pose, const Sun& sun,
                                            double seconds);

/// How busy streets and ways are at a minute of the day, each 0 to 1 of the busiest hour. Schematic: a usual curve with a
/// morning and an afternoon peak, no count of Krasnik. Rain keeps people indoors.
[[nodiscard]] render::Life lifeAt(int minutes, float rain) noexcept;

/// 0 to 365.
[[nodiscard]] float dayOfYear(Day day) noexcept;

}  // namespace twin::app
