#include "tools/bake/geometry/plane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::bake {

namespace {

double cross(glm::dvec2 a, glm::dvec2 b) { return a.x * b.y - a.y * b.x; }

/// Do the two convex outlines have a separating axis among the normals of the first?
template <class A, class B>
bool separated(const A& first, const B& second) {
    for (std::size_t i = 0; i < first.size(); ++i) {
        const glm::dvec2 axis = leftOf(first[(i + 1) % first.size()] - first[i]);
        double low1 = 1e300, high1 = -1e300, low2 = 1e300, high2 = -1e300;
        for (const glm::dvec2 p : first)
            low1 = std::min(low1, glm::dot(axis, p)), high1 = std::max(high1, glm::dot(axis, p));
        for (const glm::dvec2 p : second)
            low2 = std::min(low2, glm::dot(axis, p)), high2 = std::max(high2, glm::dot(axis, p));
        if (high1 <= low2 || high2 <= low1) return true;
    }
    return false;
}

}  // namespace

void Box::add(glm::dvec2 p) {
    min = glm::min(min, p);
    max = glm::max(max, p);
}
void Box::grow(double byM) {
    min -= glm::dvec2{byM};
    max += glm::dvec2{byM};
}
bool Box::contains(glm::dvec2 p) const noexcept { return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y; }
bool Box::overlaps(const Box& other) const noexcept {
    return min.x <= other.max.x && max.x >= other.min.x && min.y <= other.max.y && max.y >= other.min.y;
}
Box boxOf(std::span<const glm::dvec2> points) {
    Box box;
    for (const glm::dvec2 p : points) box.add(p);
    return box;
}

double lengthOf(std::span<const glm::dvec2> line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += glm::distance(line[i - 1], line[i]);
    return sum;
}

glm::dvec2 centroidOf(std::span<const glm::dvec2> ring) {
    glm::dvec2 sum{};
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const glm::dvec2 a = ring[i] - ring[0], b = ring[(i + 1) % ring.size()] - ring[0];
        const double part = cross(a, b);
        twice += part;
        sum += (a + b) * part;
    }
    if (std::abs(twice) < 1e-9) return ring[0];
    return ring[0] + sum / (3 * twice);
}

bool insideRing(std::span<const glm::dvec2> ring, glm::dvec2 p) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const glm::dvec2 a = ring[i], b = ring[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
}

double distanceToSegment(glm::dvec2 p, glm::dvec2 a, glm::dvec2 b) {
    const glm::dvec2 ab = b - a;
    const double length2 = glm::dot(ab, ab);
    const double t = length2 > 0 ? std::clamp(glm::dot(p - a, ab) / length2, 0.0, 1.0) : 0.0;
    return glm::distance(p, a + ab * t);
}

double distanceToRing(std::span<const glm::dvec2> ring, glm::dvec2 p) {
    double best = 1e300;
    for (std::size_t i = 0; i < ring.size(); ++i)
        best = std::min(best, distanceToSegment(p, ring[i], ring[(i + 1) % ring.size()]));
    return best;
}

glm::dvec2 leftOf(glm::dvec2 direction) { return {-direction.y, direction.x}; }

OnLine nearestOnLine(std::span<const glm::dvec2> line, glm::dvec2 p) {
    OnLine best;
    double before = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const glm::dvec2 ab = line[i] - line[i - 1];
        const double length = glm::length(ab);
        if (length <= 0) continue;
        const glm::dvec2 direction = ab / length;
        const double along = std::clamp(glm::dot(p - line[i - 1], direction), 0.0, length);
        const glm::dvec2 foot = line[i - 1] + direction * along;
        const double distance = glm::distance(p, foot);
        if (distance < best.distanceM) {
            const double side = glm::dot(p - foot, leftOf(direction)) < 0 ? -1.0 : 1.0;
            best = {distance, before + along, side * distance, foot, direction};
        }
        before += length;
    }
    return best;
}

OnLine alongLine(std::span<const glm::dvec2> line, double alongM) {
    double before = 0;
    OnLine last;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = glm::distance(line[i - 1], line[i]);
        if (length <= 0) continue;
        const glm::dvec2 direction = (line[i] - line[i - 1]) / length;
        const double along = std::clamp(alongM - before, 0.0, length);
        last = {0, before + along, 0, line[i - 1] + direction * along, direction};
        before += length;
        if (alongM <= before) break;
    }
    return last;
}

Course resampled(std::span<const glm::dvec2> line, double stepM) {
    Course result{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = glm::distance(line[i - 1], line[i]);
        const int parts = std::max(1, static_cast<int>(std::ceil(length / stepM)));
        for (int k = 1; k <= parts; ++k)
            result.push_back(glm::mix(line[i - 1], line[i], static_cast<double>(k) / parts));
    }
    return result;
}

Course offsetLine(std::span<const glm::dvec2> line, double leftM) {
    Course result;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const glm::dvec2 before = i > 0 ? glm::normalize(line[i] - line[i - 1]) : glm::dvec2{};
        const glm::dvec2 after = i + 1 < line.size() ? glm::normalize(line[i + 1] - line[i]) : glm::dvec2{};
        const glm::dvec2 mean = before + after;
        if (glm::dot(mean, mean) < 1e-12) {
            result.push_back(line[i] + leftOf(after) * leftM);
            continue;
        }
        const glm::dvec2 normal = leftOf(glm::normalize(mean));
        const glm::dvec2 reference = i > 0 ? leftOf(before) : leftOf(after);
        result.push_back(line[i] + normal * (leftM / std::max(0.4, glm::dot(normal, reference))));
    }
    return result;
}

glm::dvec2 Rect::forward() const {
    const double angle = headingDeg * std::numbers::pi / 180;
    return {std::sin(angle), std::cos(angle)};
}
glm::dvec2 Rect::right() const {
    const glm::dvec2 f = forward();
    return {f.y, -f.x};
}
std::array<glm::dvec2, 4> Rect::corners() const {
    const glm::dvec2 x = right() * (widthM / 2), y = forward() * (depthM / 2);
    return {centre - x - y, centre + x - y, centre + x + y, centre - x + y};
}

bool overlap(const Rect& a, const Rect& b) {
    const auto cornersA = a.corners(), cornersB = b.corners();
    return !separated(cornersA, cornersB) && !separated(cornersB, cornersA);
}

bool segmentMeets(const Rect& rect, glm::dvec2 a, glm::dvec2 b) {
    const auto corners = rect.corners();
    const std::array<glm::dvec2, 2> segment{a, b};
    if (separated(corners, segment)) return false;
    const glm::dvec2 axis = leftOf(b - a);
    double low = 1e300, high = -1e300;
    for (const glm::dvec2 p : corners)
        low = std::min(low, glm::dot(axis, p - a)), high = std::max(high, glm::dot(axis, p - a));
    return low <= 0 && high >= 0;
}

double headingOf(glm::dvec2 direction) {
    const double degrees = std::atan2(direction.x, direction.y) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

}  // namespace twin::bake
