// tools/bake/audit/measures.cpp: lengths, areas and counts, measured on geometry.
#include <algorithm>
#include <cmath>

#include "tools/bake/audit/audit.h"
#include "tools/bake/geometry/area.h"

namespace twin::bake {

namespace {

/// Longest extent of a ring in any direction, and the widest extent across it.
std::array<double, 2> lengthAndWidth(const Ring& ring) {
    glm::dvec2 a{}, b{};
    double longest = 0;
    for (const glm::dvec2 p : ring) {
        for (const glm::dvec2 q : ring) {
            if (glm::distance(p, q) > longest) longest = glm::distance(p, q), a = p, b = q;
        }
    }
    const glm::dvec2 across = leftOf(glm::normalize(b - a));
    double low = 1e300, high = -1e300;
    for (const glm::dvec2 p : ring) low = std::min(low, glm::dot(p, across)), high = std::max(high, glm::dot(p, across));
    return {longest, high - low};
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
