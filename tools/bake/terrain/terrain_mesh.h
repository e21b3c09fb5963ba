// tools/bake/terrain/terrain_mesh.h: the drawn ground, tile by tile, in three levels; and the grid of what covers it.
#pragma once

#include <vector>

#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake {

/// One sphere for each tile: all levels of the ground and everything that lies on it change at the same distance.
[[nodiscard]] std::vector<Sphere> tileSpheres(const Assembler& assembler, const Terrain& terrain);
/// Chooses for each tile where it changes level: where the greatest vertical error of the coarser level, measured against
/// the finest, is one pixel (kLevelPixelRad) to an eye at the tile's edge. Skirts become as deep as that error.
void measureLevels(Terrain& terrain, const Assembler& assembler);
/// Call last: tiles in which nothing else is drawn go without the finest level.
void addTerrain(Assembler& assembler, const Terrain& terrain, std::span<const Sphere> spheres, MaterialIndex material,
                const Provenance& provenance);

struct CoverGrid {
    city::GridHeader header;
    std::vector<std::uint8_t> cells;
    [[nodiscard]] city::CoverClass at(glm::dvec2 p) const;
};
/// Sampled at grid points. Later areas lie over earlier ones; lakes over all.
[[nodiscard]] CoverGrid buildCover(const Sources& sources);

}  // namespace twin::bake
