#include "tools/bake/audit/audit.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace twin::bake {

using nlohmann::json;

namespace {

/// How far a value misses a figure, in percent. A range (">=" with an upper end) is met anywhere within.
double missedPercent(const Figure& figure, double measured) {
    const double scale = std::max(std::abs(figure.value), 1e-9) / 100;
    if (figure.relation == ">=") {
        if (measured < figure.value) return (measured - figure.value) / scale;
        if (figure.most && measured > *figure.most) return (measured - *figure.most) / scale;
        return 0;
    }
    return (measured - figure.value) / scale;
}

double rounded(double value) { return std::round(value * 1000) / 1000 + 0.0; }  // never -0

}  // namespace

std::string auditJson(const Measures& measures, const Sources& sources) {
    json out = json::array();
    for (const Figure& figure : sources.figures) {
        if (figure.measure.empty()) continue;
        json item{{"id", figure.id},
                  {"name", figure.name},
                  {"strategy", figure.value},
                  {"unit", figure.unit},
                  {"relation", figure.relation}};
        const auto found = measures.find(figure.measure);
        item["measured"] = found == measures.end() ? json{} : json(rounded(found->second));
        item["difference"] = found == measures.end() ? json{} : json(rounded(missedPercent(figure, found->second)));
        out.push_back(std::move(item));
    }
    return out.dump();
}

}  // namespace twin::bake
