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
        if (size.x * size.y < smallest)
            smallest = size.x * size.y, result = {std::max(size.x, size.y), std::min(size.x, size.y)};
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

/// What a figure of placed things is measured on: things of a kit, or those whose id begins so.
enum class Of { Sum, Most, Least };
struct ThingMeasure {
    std::string_view measure, kit, key;
    Of of = Of::Sum;
    double scale = 1;
    std::string_view id;  ///< only things named so, or so with "-..." behind
};
constexpr std::array<ThingMeasure, 21> kThingMeasures{{
    {"reservoir-path", "path", "length_m", Of::Sum, 1, "reservoir-path"},
    {"pier-existing", "pier", "length_m", Of::Sum, 1, "pier-existing"},
    {"route-urzedowska", "cycle-path", "length_m", Of::Sum, 0.001, "route-urzedowska"},
    {"route-kolejowa", "cycle-path", "length_m", Of::Sum, 0.001, "route-kolejowa"},
    {"route-nadstawna", "cycle-path", "length_m", Of::Sum, 0.001, "route-nadstawna"},
    {"route-faustyny", "cycle-path", "length_m", Of::Sum, 0.001, "route-faustyny"},
    {"route-lubelska", "cycle-path", "length_m", Of::Sum, 0.001, "route-lubelska"},
    {"industrial-park", "industrial-park", "area_ha", Of::Sum, 1, {}},
    {"science-centre", "science-centre", "area_m2", Of::Sum, 1, {}},
    {"rope-park-houses", "rope-park", "houses", Of::Sum, 1, {}},
    {"rope-park-obstacles", "rope-park", "obstacles", Of::Sum, 1, {}},
    {"rope-park-length", "rope-park", "length_m", Of::Sum, 1, {}},
    {"rope-park-height-min", "rope-park", "height_min_m", Of::Least, 1, {}},
    {"rope-park-height-max", "rope-park", "height_max_m", Of::Most, 1, {}},
    {"pv-farm", "pv-farm", "power_mw", Of::Sum, 1, {}},
    {"mosir-pitch-length", "stadium", "pitch_length_m", Of::Most, 1, {}},
    {"mosir-pitch-width", "stadium", "pitch_width_m", Of::Most, 1, {}},
    {"pool-outdoor-length", "pool", "pool_length_m", Of::Most, 1, {}},
    {"pool-outdoor-width", "pool", "pool_width_m", Of::Most, 1, {}},
    {"synagogue-side", "synagogue", "side_m", Of::Most, 1, {}},
    {"station-tower-height", "railway-station", "tower_height_m", Of::Most, 1, {}},
}};

bool belongs(const BuiltThing& built, const ThingMeasure& wanted) {
    if (!wanted.kit.empty() && built.thing->kit->name != wanted.kit) return false;
    if (wanted.id.empty()) return true;
    const std::string& id = built.thing->id;
    return id.starts_with(wanted.id) && (id.size() == wanted.id.size() || id[wanted.id.size()] == '-');
}

void measureThings(Measures& out, std::span<const BuiltThing> things) {
    for (const ThingMeasure& wanted : kThingMeasures) {
        std::optional<double> value;
        for (const BuiltThing& built : things) {
            if (!belongs(built, wanted)) continue;
            const auto found = built.result.measures.find(wanted.key);
            if (found == built.result.measures.end()) continue;
            const double measured = found->second * wanted.scale;
            if (!value) {
                value = measured;
            } else if (wanted.of == Of::Sum) {
                *value += measured;
            } else {
                value = wanted.of == Of::Most ? std::max(*value, measured) : std::min(*value, measured);
            }
        }
        if (value) out[std::string{wanted.measure}] = *value;
    }
}

/// The wind farm is a skyline of turbines of one height: the lowest is reported.
void measureTurbines(Measures& out, std::span<const BuiltThing> things) {
    double count = 0, lowest = 1e300;
    for (const BuiltThing& built : things) {
        if (built.thing->kit->name != "wind-turbine") continue;
        ++count;
        if (const auto height = built.result.measures.find("height_m"); height != built.result.measures.end())
            lowest = std::min(lowest, height->second);
    }
    if (count == 0) return;
    out["turbines-count"] = count;
    out["turbines-height"] = lowest;
}

void measureRoutes(Measures& out) {
    double sum = 0;
    for (const std::string_view street :
         {"route-urzedowska", "route-kolejowa", "route-nadstawna", "route-faustyny", "route-lubelska"}) {
        const auto found = out.find(street);
        if (found == out.end()) return;
        sum += found->second;
    }
    out["route-sum"] = sum;
}

}  // namespace

Measures measureTown(const AuditInput& input) {
    Measures out;
    measureLake(out, input.sources);
    measureThings(out, input.things);
    measureTurbines(out, input.things);
    measureRoutes(out);
    if (input.counts.plantedTrees > 0) out["trees-first"] = static_cast<double>(input.counts.plantedTrees);
    return out;
}

}  // namespace twin::bake
