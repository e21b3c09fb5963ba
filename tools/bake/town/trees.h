// tools/bake/town/trees.h: forests, stands, orchards, gardens, rows along streets, and what is planted or felled.
#pragma once

#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"
#include "tools/bake/terrain/terrain_mesh.h"
#include "tools/bake/town/buildings.h"
#include "tools/bake/town/ground_index.h"
#include "tools/bake/town/things.h"

namespace twin::bake {

struct TreeContext {
    Assembler& assembler;
    const Sources& sources;
    const Terrain& terrain;
    const CoverGrid& cover;
    const GroundIndex& taken;
};

void addForests(const TreeContext& context);  ///< stands first, then land cover that no stand holds
void addGardens(const TreeContext& context, std::span<const Building> buildings);
void addStreetRows(const TreeContext& context);
/// @return trees planted by a task, for the audit
std::size_t addPlantings(const TreeContext& context);
void addKitTrees(const TreeContext& context, std::span<const BuiltThing> things);

}  // namespace twin::bake
