#include "app/ui/layout.h"

#include <algorithm>

namespace twin::app {

Layout layoutOf(const LayoutInput& in) noexcept {
    Layout out;
    const float s = in.scale;
    const float chrome = std::min(s, 1.0F + (s - 1) * 0.6F);  // icons need not grow as fast as letters
    out.margin = 12;
    const float gap = 10;
    out.icon = std::min(40 * chrome, in.width / 22);
    out.pad = std::min({42 * chrome, in.width / 24, in.height / 18});

    // Nine icons, three languages and the gaps between their groups.
    const float language = std::max(out.icon * 1.05F, 42 * s * 0.86F);
    const float topWidth = std::min(in.width - 2 * out.margin, out.icon * 9 + language * 3 + 16 * 4 + 20);
    const float topHeight = std::max(out.icon, 30 * s) + 12;
    out.top = {in.width - out.margin - topWidth, out.margin, topWidth, topHeight};

    out.wideTimeline = in.width - 2 * out.margin >= 1100 * s;
    out.compact = in.height < 520 * s;
    out.row = (out.compact ? 30 : 38) * s;
    out.rowGap = (out.compact ? 4 : 8) * s;
    const float timelineHeight =
        (out.wideTimeline ? out.row * 2 + out.rowGap : out.row * 3 + out.rowGap * 2) + (out.compact ? 16 : 24);
    out.timeline = {out.margin, in.height - out.margin - timelineHeight, in.width - 2 * out.margin, timelineHeight};

    const float leftWidth = std::min(372 * s, in.width * 0.42F);
    const bool underTop = out.margin + leftWidth + gap > out.top.x;
    const float leftY = underTop ? out.top.bottom() + gap : out.margin;
    if (!in.kiosk) out.left = {out.margin, leftY, leftWidth, std::max(0.0F, out.timeline.y - gap - leftY)};

    const float cardWidth = std::min(372 * s, in.width * 0.36F);
    if (in.cardOpen) {
        const float y = out.top.bottom() + gap;
        out.card = {in.width - out.margin - cardWidth, y, cardWidth, std::max(0.0F, out.timeline.y - gap - y)};
    }

    const float padsWidth = out.pad * 3 + 2 * 4 + 16;
    const float padsHeight = out.pad * 4.95F + 3 * 4 + 16;
    const float padsRight = in.cardOpen ? out.card.x - gap : in.width - out.margin;
    out.pads = {padsRight - padsWidth, out.timeline.y - gap - padsHeight, padsWidth, padsHeight};

    const float leftEdge = in.kiosk ? out.margin : out.left.right() + gap;
    const float scaleWidth = std::min(220 * s, out.pads.x - gap - leftEdge);
    const float scaleHeight = 34 * s;
    if (scaleWidth >= 90 * s) out.scaleBar = {leftEdge, out.timeline.y - gap - scaleHeight, scaleWidth, scaleHeight};

    const float toastLeft = leftEdge;
    const float toastRight = in.cardOpen ? out.card.x - gap : in.width - out.margin;
    const float toastWidth = std::clamp(toastRight - toastLeft, 120.0F, 560 * s);
    out.toasts = {toastLeft + (toastRight - toastLeft - toastWidth) / 2, out.top.bottom() + gap, toastWidth,
                  in.height * 0.4F};
    return out;
}

}  // namespace twin::app
