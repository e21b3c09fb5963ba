// app/program/blend.h: a share that goes smoothly from one look to the other. Pure.
#pragma once

#include <algorithm>

namespace twin::app {

class Blend {
public:
    static constexpr double kSeconds = 0.6;

    /// @param instant pictures without a window: the new look is there at once, so that a script gives the same picture
    ///                whatever the clock says
    void update(bool on, double seconds, bool instant) noexcept {
        const double goal = on ? 1 : 0;
        const double step = instant ? 1 : seconds / kSeconds;
        way_ = way_ < goal ? std::min(goal, way_ + step) : std::max(goal, way_ - step);
        moving_ = way_ != goal;
    }
    [[nodiscard]] bool moving() const noexcept { return moving_; }
    /// 0 to 1, slow at both ends.
    [[nodiscard]] float share() const noexcept { return static_cast<float>(way_ * way_ * (3 - 2 * way_)); }

private:
    double way_ = 0;
    bool moving_ = false;
};

}  // namespace twin::app
