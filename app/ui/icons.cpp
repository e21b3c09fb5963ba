// Icons as a few strokes each: sharp at every size, no font and no picture needed.
#include <cmath>

#include "app/ui/widgets.h"

namespace twin::app {

namespace {

/// Strokes in a box from -1 to 1, y down.
struct Pen {
    ImDrawList& list;
    ImVec2 centre;
    float half;
    ImU32 colour;
    float width;

    [[nodiscard]] ImVec2 at(float x, float y) const { return {centre.x + x * half, centre.y + y * half}; }
    void line(float x0, float y0, float x1, float y1) const { list.AddLine(at(x0, y0), at(x1, y1), colour, width); }
    void triangle(float x0, float y0, float x1, float y1, float x2, float y2) const {
        list.AddTriangleFilled(at(x0, y0), at(x1, y1), at(x2, y2), colour);
    }
    void box(float x0, float y0, float x1, float y1, float round = 0) const {
        list.AddRect(at(x0, y0), at(x1, y1), colour, round * half, 0, width);
    }
    void filled(float x0, float y0, float x1, float y1) const {
        list.AddRectFilled(at(x0, y0), at(x1, y1), colour, 1.5F);
    }
    void ring(float x, float y, float radius) const { list.AddCircle(at(x, y), radius * half, colour, 0, width); }
    void disc(float x, float y, float radius) const { list.AddCircleFilled(at(x, y), radius * half, colour); }
    void arc(float x, float y, float radius, float from, float to) const {
        list.PathArcTo(at(x, y), radius * half, from, to, 20);
        list.PathStroke(colour, 0, width);
    }
};

void letter(const Pen& pen, float size, bool plus) {  // a capital A, and a sign beside it
    pen.line(-0.85F, size, -0.25F, -size);
    pen.line(-0.25F, -size, 0.35F, size);
    pen.line(-0.62F, size * 0.25F, 0.12F, size * 0.25F);
    pen.line(0.5F, -0.35F, 1.0F, -0.35F);
    if (plus) pen.line(0.75F, -0.6F, 0.75F, -0.1F);
}

/// An arc with an arrow head at its end; clockwise when `to` > `from` (y points down).
void arrowArc(const Pen& pen, float x, float y, float radius, float from, float to, float head) {
    const float side = to > from ? 1.0F : -1.0F;
    pen.arc(x, y, radius, from, to);
    const float ex = x + std::cos(to) * radius;
    const float ey = y + std::sin(to) * radius;
    const float tx = -std::sin(to) * side;
    const float ty = std::cos(to) * side;
    pen.triangle(ex + tx * head * 1.1F, ey + ty * head * 1.1F, ex - ty * head * 0.75F - tx * head * 0.2F,
                 ey + tx * head * 0.75F - ty * head * 0.2F, ex + ty * head * 0.75F - tx * head * 0.2F,
                 ey - tx * head * 0.75F - ty * head * 0.2F);
}

constexpr float kDegree = 0.0174532925F;

void bentArrow(const Pen& pen, float side) {  // undo (-1) and redo (1)
    if (side < 0)
        arrowArc(pen, 0.05F, 0.15F, 0.65F, 60 * kDegree, -160 * kDegree, 0.5F);
    else
        arrowArc(pen, -0.05F, 0.15F, 0.65F, 120 * kDegree, 340 * kDegree, 0.5F);
}

void turnArrow(const Pen& pen, float side) {  // about the upright axis, seen from above
    if (side < 0)
        arrowArc(pen, 0, 0.1F, 0.75F, -20 * kDegree, -165 * kDegree, 0.48F);
    else
        arrowArc(pen, 0, 0.1F, 0.75F, 200 * kDegree, 345 * kDegree, 0.48F);
    pen.disc(0, 0.35F, 0.16F);
}

void glass(const Pen& pen) {
    pen.ring(-0.18F, -0.18F, 0.55F);
    pen.line(0.24F, 0.24F, 0.85F, 0.85F);
}

void camera(const Pen& pen) {
    pen.box(-0.9F, -0.5F, 0.9F, 0.7F, 0.2F);
    pen.ring(0, 0.1F, 0.36F);
    pen.line(-0.35F, -0.5F, -0.2F, -0.8F);
    pen.line(-0.2F, -0.8F, 0.2F, -0.8F);
    pen.line(0.2F, -0.8F, 0.35F, -0.5F);
}

void corners(const Pen& pen) {
    for (const float x : {-1.0F, 1.0F}) {
        for (const float y : {-1.0F, 1.0F}) {
            pen.line(x * 0.75F, y * 0.75F, x * 0.25F, y * 0.75F);
            pen.line(x * 0.75F, y * 0.75F, x * 0.75F, y * 0.25F);
        }
    }
}

void sun(const Pen& pen) {
    pen.disc(0, 0, 0.38F);
    for (int i = 0; i < 8; ++i) {
        const float angle = static_cast<float>(i) * 0.785398F;
        pen.line(std::cos(angle) * 0.6F, std::sin(angle) * 0.6F, std::cos(angle) * 0.9F, std::sin(angle) * 0.9F);
    }
}

void house(const Pen& pen) {
    pen.line(-0.85F, 0, 0, -0.78F);
    pen.line(0, -0.78F, 0.85F, 0);
    pen.line(-0.6F, -0.2F, -0.6F, 0.75F);
    pen.line(0.6F, -0.2F, 0.6F, 0.75F);
    pen.line(-0.6F, 0.75F, 0.6F, 0.75F);
}

}  // namespace

void drawIcon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour) {
    const Pen pen{list, centre, size * 0.5F, colour, std::max(1.5F, size * 0.1F)};
    switch (icon) {
        case Icon::Play: pen.triangle(-0.55F, -0.8F, 0.85F, 0, -0.55F, 0.8F); break;
        case Icon::Pause:
            pen.filled(-0.6F, -0.75F, -0.18F, 0.75F);
            pen.filled(0.18F, -0.75F, 0.6F, 0.75F);
            break;
        case Icon::Home: house(pen); break;
        case Icon::Undo: bentArrow(pen, -1); break;
        case Icon::Redo: bentArrow(pen, 1); break;
        case Icon::Help: {  // drawn, so that it needs no text
            pen.ring(0, 0, 0.92F);
            pen.arc(0, -0.22F, 0.32F, -3.1F, 1.2F);
            pen.line(0.02F, 0.05F, 0.02F, 0.28F);
            pen.disc(0.02F, 0.55F, 0.11F);
            break;
        }
        case Icon::Camera: camera(pen); break;
        case Icon::Fullscreen: corners(pen); break;
        case Icon::Panels:
            pen.box(-0.85F, -0.7F, 0.85F, 0.7F, 0.15F);
            pen.line(-0.3F, -0.7F, -0.3F, 0.7F);
            pen.line(-0.3F, 0.3F, 0.85F, 0.3F);
            break;
        case Icon::Theme:
            pen.ring(0, 0, 0.8F);
            list.PathArcTo(centre, 0.8F * pen.half, -1.5708F, 1.5708F, 20);
            list.PathFillConvex(colour);
            break;
        case Icon::TextBigger: letter(pen, 0.8F, true); break;
        case Icon::TextSmaller: letter(pen, 0.55F, false); break;
        case Icon::TurnLeft: turnArrow(pen, -1); break;
        case Icon::TurnRight: turnArrow(pen, 1); break;
        case Icon::TiltUp:
            pen.line(-0.6F, 0.3F, 0, -0.4F);
            pen.line(0, -0.4F, 0.6F, 0.3F);
            break;
        case Icon::TiltDown:
            pen.line(-0.6F, -0.3F, 0, 0.4F);
            pen.line(0, 0.4F, 0.6F, -0.3F);
            break;
        case Icon::ZoomIn:
            pen.line(-0.7F, 0, 0.7F, 0);
            pen.line(0, -0.7F, 0, 0.7F);
            break;
        case Icon::ZoomOut: pen.line(-0.7F, 0, 0.7F, 0); break;
        case Icon::Close:
            pen.line(-0.55F, -0.55F, 0.55F, 0.55F);
            pen.line(-0.55F, 0.55F, 0.55F, -0.55F);
            break;
        case Icon::Fly: pen.triangle(-0.85F, 0.05F, 0.85F, -0.8F, 0.1F, 0.85F); break;
        case Icon::Search: glass(pen); break;
        case Icon::Sun: sun(pen); break;
    }
}

}  // namespace twin::app
