// tools/bake/pack/documents.h: the JSON sections of the pack.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tools/bake/pack/assembler.h"
#include "tools/bake/source/sources.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake {

struct Counts {
    std::size_t buildings = 0, streets = 0, streetNames = 0, trees = 0, plantedTrees = 0, things = 0;
};

[[nodiscard]] std::string metaJson(const Sources& sources, const Assembler& assembler, const Counts& counts);
[[nodiscard]] std::string strategyJson(const Sources& sources, const Assembler& assembler);
[[nodiscard]] std::string viewsJson(const Sources& sources, const Terrain& terrain);

}  // namespace twin::bake
