// tools/bake/audit/audit.h: every figure of the strategy against the geometry just made.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tools/bake/pack/documents.h"
#include "tools/bake/source/sources.h"
#include "tools/bake/terrain/terrain.h"
#include "tools/bake/town/things.h"

namespace twin::bake {

struct AuditInput {
    const Sources& sources;
    const Terrain& terrain;
    std::span<const BuiltThing> things;
    const Counts& counts;
};

/// Measure id to value, in the unit of its figure. A measure that nothing in the town shows is absent.
using Measures = std::map<std::string, double, std::less<>>;
[[nodiscard]] Measures measureTown(const AuditInput& input);

/// An array of {id, name, strategy, measured, unit, relation, difference}; `measured` is null where nothing was found.
/// `difference` is in percent of the figure: 0 where the relation holds, else how far it is missed.
[[nodiscard]] std::string auditJson(const Measures& measures, const Sources& sources);

}  // namespace twin::bake
