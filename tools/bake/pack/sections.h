// tools/bake/pack/sections.h: the bytes of a `.city` file from the tables, grids and documents of a town.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain_mesh.h"

namespace twin::bake {

struct Documents {
    std::string meta, strategy, views, audit;  ///< JSON
};

[[nodiscard]] std::vector<std::byte> packTown(Assembler::Tables tables, const Documents& documents,
                                              const std::vector<city::Material>& materials,
                                              const std::vector<city::Species>& species, const HeightField& ground,
                                              const CoverGrid& cover);

}  // namespace twin::bake
