// tools/bake/geometry/plane.h: points, lines, rings and boxes in the plane, in local metres.
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <span>
#include <vector>

namespace twin::bake {

using Course = std::vector<glm::dvec2>;  ///< two or more points
using Ring = std::vector<glm::dvec2>;    ///< three or more points, not closed

struct Box {
    glm::dvec2 min{1e300, 1e300};
    glm::dvec2 max{-1e300, -1e300};
    void add(glm::dvec2 p);
    void grow(double byM);
    [[nodiscard]] bool empty() const noexcept { return min.x > max.x; }
    [[nodiscard]] bool contains(glm::dvec2 p) const noexcept;
    [[nodiscard]] bool overlaps(const Box& other) const noexcept;
};
[[nodiscard]] Box boxOf(std::span<const glm::dvec2> points);

[[nodiscard]] double lengthOf(std::span<const glm::dvec2> line);
[[nodiscard]] glm::dvec2 centroidOf(std::span<const glm::dvec2> ring);
[[nodiscard]] bool insideRing(std::span<const glm::dvec2> ring, glm::dvec2 p);
[[nodiscard]] double distanceToSegment(glm::dvec2 p, glm::dvec2 a, glm::dvec2 b);
/// Distance to the edge of a ring, whichever side p lies on.
[[nodiscard]] double distanceToRing(std::span<const glm::dvec2> ring, glm::dvec2 p);
[[nodiscard]] glm::dvec2 leftOf(glm::dvec2 direction);

/// Where a point lies beside a line.
struct OnLine {
    double distanceM = 1e300;
    double alongM = 0;       ///< from the first point
    double leftM = 0;        ///< signed: positive on the left of the line's direction
    glm::dvec2 point{};      ///< nearest point of the line
    glm::dvec2 direction{};  ///< unit
};
[[nodiscard]] OnLine nearestOnLine(std::span<const glm::dvec2> line, glm::dvec2 p);
/// Point and direction at a distance along; clamped to the ends.
[[nodiscard]] OnLine alongLine(std::span<const glm::dvec2> line, double alongM);
/// Points every `stepM` at most, ends kept, corners kept.
[[nodiscard]] Course resampled(std::span<const glm::dvec2> line, double stepM);
/// A line parallel to this one, `leftM` to its left (mitred, mitres limited).
[[nodiscard]] Course offsetLine(std::span<const glm::dvec2> line, double leftM);

/// A rectangle turned clockwise by headingDeg: width across, depth along its forward direction.
struct Rect {
    glm::dvec2 centre{};
    double widthM = 0, depthM = 0;
    double headingDeg = 0;
    [[nodiscard]] std::array<glm::dvec2, 4> corners() const;  ///< counter-clockwise
    [[nodiscard]] glm::dvec2 forward() const;
    [[nodiscard]] glm::dvec2 right() const;
    [[nodiscard]] Rect grown(double byM) const { return {centre, widthM + 2 * byM, depthM + 2 * byM, headingDeg}; }
};
[[nodiscard]] bool overlap(const Rect& a, const Rect& b);
[[nodiscard]] bool segmentMeets(const Rect& rect, glm::dvec2 a, glm::dvec2 b);
[[nodiscard]] double headingOf(glm::dvec2 direction);  ///< degrees clockwise from north

}  // namespace twin::bake
