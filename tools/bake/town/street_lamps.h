// tools/bake/town/street_lamps.h: rows of lamps along streets where people live: schematic.
#pragma once

#include <span>

#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"
#include "tools/bake/town/buildings.h"
#include "tools/bake/town/things.h"

namespace twin::bake {

/// An element a street. None where a thing's lamps already stand, in a carriageway, in water, or far from any building.
void addStreetLamps(Assembler& assembler, const Sources& sources, const Terrain& terrain,
                    std::span<const Building> buildings, std::span<const BuiltThing> things);

}  // namespace twin::bake
