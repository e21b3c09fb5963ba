// app/ui/layout.h: where each panel stands, for any window and text size. Pure; tests check that nothing overlaps.
#pragma once

namespace twin::app {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] float right() const noexcept { return x + width; }
    [[nodiscard]] float bottom() const noexcept { return y + height; }
    [[nodiscard]] bool empty() const noexcept { return width <= 0 || height <= 0; }
    [[nodiscard]] bool contains(float px, float py) const noexcept {
        return px >= x && py >= y && px < right() && py < bottom();
    }
    [[nodiscard]] bool overlaps(const Rect& other) const noexcept {
        return !empty() && !other.empty() && x < other.right() && other.x < right() && y < other.bottom() &&
               other.y < bottom();
    }
};

struct LayoutInput {
    float width = 1280, height = 720;
    float scale = 1;  ///< of the text, 1 to 2.5
    bool cardOpen = false;
    bool kiosk = false;  ///< fewer and larger things
};

struct Layout {
    float margin = 12;
    float icon = 40;           ///< side of an icon button
    float pad = 40;            ///< side of a pad
    bool wideTimeline = true;  ///< two rows with three parts, else three rows
    float row = 38;            ///< height of a row of the timeline
    float rowGap = 8;
    bool compact = false;  ///< large letters on a low window: everything moves together
    Rect top, left, card, timeline, pads, scaleBar, toasts;
};

[[nodiscard]] Layout layoutOf(const LayoutInput& input) noexcept;

}  // namespace twin::app
