// tools/bake/town/streets.h: carriageways, junctions, sidewalks, squares, and the railway.
#pragma once

#include "tools/bake/geometry/area.h"
#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake {

/// Who paves which ground: no two streets of the plan overlap. One entry for each street of the sources.
struct StreetPlan {
    struct Parts {
        Area marked;    ///< carriageway with its markings
        Area plain;     ///< where others join it, and rounded corners
        Area sidewalk;  ///< beside any carriageway
    };
    std::vector<Parts> parts;
    Area carriageways;  ///< all of them, corners rounded
};
[[nodiscard]] StreetPlan planStreets(std::span<const Street> streets);

struct GroundContext {
    Assembler& assembler;
    const Sources& sources;
    const Terrain& terrain;
    std::span<const Sphere> spheres;
};
/// The middles of all streets, for who moves along them.
void addPaths(const GroundContext& context);
void addStreets(const GroundContext& context, const StreetPlan& plan);
/// Paved land cover that no street takes.
void addSquares(const GroundContext& context, const StreetPlan& plan);
/// Zebra crossings, as elements of their own: seen near only.
void addCrossings(const GroundContext& context);
void addRails(const GroundContext& context, const StreetPlan& plan);
void addWater(const GroundContext& context, const StreetPlan& plan);

}  // namespace twin::bake
