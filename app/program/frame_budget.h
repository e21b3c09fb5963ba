// app/program/frame_budget.h: holds a frame's time within a budget by the level of quality and by the scale at which the
// scene is drawn. Fed by measured times alone, so the same times give the same choices. Takes no memory.
//
// The lowest level has no scale: it draws straight into the picture. Above it the scale does the quick part: it falls as soon as frames are too slow and rises one step at a time. The level moves
// only when the scale is at its end. Each rise that had to be taken back doubles the patience before the next, and a
// level that was once too slow is not tried again: what swings at first comes to rest.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "renderer/renderer.h"

namespace twin::app {

class FrameBudget {
public:
    struct Choice {
        render::Quality quality = render::Quality::Low;
        float scale = 1;
        bool operator==(const Choice&) const = default;
    };

    FrameBudget() = default;
    /// @param first, highest  where to begin, and the level it never passes by itself
    FrameBudget(render::Quality first, render::Quality highest, double budgetMs)
        : quality_{first}, highest_{highest}, budgetMs_{budgetMs} {}

    [[nodiscard]] Choice choice() const noexcept { return {quality_, kScales[scale_]}; }

    /// A frame drawn with choice() took this long.
    /// @return true when choice() has changed
    bool took(double ms) noexcept {
        ++sinceRise_;
        if (skip_ > 0) {  // the first frames after a change pay for the change
            --skip_;
            return false;
        }
        window_[filled_++] = ms;
        if (filled_ < kWindow) return false;
        filled_ = 0;
        std::array<double, kWindow> sorted = window_;
        std::sort(sorted.begin(), sorted.end());
        return judge(sorted[kWindow / 2]);
    }

private:
    static constexpr std::array<float, 5> kScales{1.0F, 0.85F, 0.7F, 0.6F, 0.5F};
    static constexpr std::size_t kWindow = 9;  // frames whose median is judged: one slow frame is no reason
    static constexpr int kSkip = 3;
    static constexpr int kPatience = 4;                 // windows in a row with room before the scale rises
    static constexpr int kLevelPatience = 24;           // and before the level does
    static constexpr int kMostPatience = 512;           // about a minute and a half at 60 frames a second
    static constexpr std::size_t kSoon = 40 * kWindow;  // frames: a rise taken back within these was wrong

    /// If the time goes with the number of pixels; some of it does not, so this errs towards too slow when rising.
    /// @param measuredAt  the scale of the frames that took this long
    [[nodiscard]] static double predicted(double ms, std::size_t measuredAt, std::size_t scale) noexcept {
        const double ratio = static_cast<double>(kScales[scale]) / static_cast<double>(kScales[measuredAt]);
        return ms * ratio * ratio;
    }

    bool judge(double ms) noexcept {
        if (ms > budgetMs_ * 1.05) {
            room_ = 0;
            return fall(ms);
        }
        late_ = 0;
        const bool canRise = scale_ > 0 && predicted(ms, scale_, scale_ - 1) < budgetMs_ * 0.85;
        // The next level costs two to three times as much.
        const bool canClimb = scale_ == 0 && quality_ < highest_ && ms < budgetMs_ * 0.3;
        if (!canRise && !canClimb) {
            room_ = 0;
            return false;
        }
        if (++room_ < (canRise ? patience_ : std::max(kLevelPatience, patience_))) return false;
        sinceRise_ = 0;
        rose_ = true;
        if (canRise)
            --scale_;
        else
            quality_ = static_cast<render::Quality>(static_cast<int>(quality_) + 1);
        return changed();
    }

    bool fall(double ms) noexcept {
        const bool takenBack = rose_ && sinceRise_ < kSoon;
        if (quality_ != render::Quality::Low && scale_ + 1 < kScales.size()) {
            const std::size_t measuredAt = scale_++;
            while (scale_ + 1 < kScales.size() && predicted(ms, measuredAt, scale_) > budgetMs_ * 0.95) ++scale_;
        } else {
            if (quality_ == render::Quality::Low || ++late_ < 3) return false;
            quality_ = static_cast<render::Quality>(static_cast<int>(quality_) - 1);
            highest_ = quality_;
            late_ = 0;
            if (quality_ == render::Quality::Low) scale_ = 0;
        }
        if (takenBack) patience_ = std::min(patience_ * 2, kMostPatience);
        rose_ = false;
        return changed();
    }

    bool changed() noexcept {
        room_ = 0;
        skip_ = kSkip;
        return true;
    }

    render::Quality quality_ = render::Quality::Low, highest_ = render::Quality::Low;
    double budgetMs_ = 1000.0 / 60;
    std::size_t scale_ = 0;  ///< into kScales
    std::array<double, kWindow> window_{};
    std::size_t filled_ = 0;
    int skip_ = kSkip, room_ = 0, late_ = 0, patience_ = kPatience;
    std::size_t sinceRise_ = 0;
    bool rose_ = false;
};

}  // namespace twin::app
