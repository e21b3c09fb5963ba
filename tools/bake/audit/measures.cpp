// tools/bake/audit/measures.cpp: lengths, areas and counts, measured on geometry.
#include <algorithm>
#include <cmath>

#include "tools/bake/audit/audit.h"
#include "tools/bake/geometry/area.h"

namespace twin::bake {

namespace {

/// Length and width of the smallest rectangle round a ring; one of its sides lies on a side of the hull.
std::array<double, 2> lengthAndWidth(const Ring& ring) {
    const Ring hull = convexHull(ring);
    double smallest = 1e300;
    std::array<double, 2> result{};
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const glm::dvec2 along = glm::normalize(hull[(i + 1) % hull.size()] - hull[i]);
        Box box;
        for (const glm::dvec2 p : hull) box.add({glm::dot(p, along), glm::dot(p, leftOf(along))});
        const glm::dvec2 size = box.max - box.min;
        if (size.x * size.y < smallest) smallest = size.x * size.y, result = {std::max(size.x, size.y), std::min(size.x, size.y)};
    }
    return result;
}

void measureLake(Measures& out, const Sources& sources) {
    const Lake* largest = nullptr;
    for (const Lake& lake : sources.lakes) {
        if (largest == nullptr || signedArea(lake.ring) > signedArea(largest->ring)) largest = &lake;
    }
    if (largest == nullptr) return;
    out["reservoir-area"] = signedArea(largest->ring) / 10'000;
    const auto extent = lengthAndWidth(largest->ring);
    out["reservoir-length"] = extent[0];
    out["reservoir-width"] = extent[1];
}

}  // namespace

Measures measureTown(const AuditInput& input) {
    Measures out;
    measureLake(out, input.sources);
    return out;
}

}  // namespace twin::bake
