// tools/bake/town/drape.h: flat areas laid exactly on the drawn ground.
#pragma once

#include <functional>
#include <map>

#include "tools/bake/geometry/area.h"
#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake {

/// Texture coordinates of a place, in metres; v may be any size and is wrapped.
using UvAt = std::function<glm::dvec2(glm::dvec2)>;

struct Cloth {
    MaterialIndex material = 0;
    double liftM = 0.05;  ///< above the ground
    UvAt uv;              ///< none: local metres
};

/// Pieces of an area on one level of the ground, cut along its triangles, by tile.
using TileMeshes = std::map<std::size_t, Mesh>;
void drape(TileMeshes& out, const Terrain& terrain, std::size_t level, const Assembler& assembler,
           std::span<const std::array<glm::dvec2, 3>> triangles, const Cloth& cloth);

/// Vertical faces below the outline of an area: kerbs, sides of a ballast bed. Level 0 only.
void drapeEdges(TileMeshes& out, const Terrain& terrain, const Assembler& assembler, const Area& area, double topM,
                double bottomM, MaterialIndex material);

/// Draws of all three levels that change together with the ground of their tile.
class DrapedElement {
public:
    DrapedElement(Assembler& assembler, const Terrain& terrain, std::span<const Sphere> spheres)
        : assembler_{assembler}, terrain_{terrain}, spheres_{spheres} {}
    /// @param farthest last level that shows it: 0 nearest only, 2 all.
    void lay(const Area& area, const Cloth& cloth, std::size_t farthest = 2);
    void edges(const Area& area, double topM, double bottomM, MaterialIndex material);
    /// Hands all that was laid to the assembler.
    void finish(std::uint32_t element, std::uint32_t flags);

private:
    Assembler& assembler_;
    const Terrain& terrain_;
    std::span<const Sphere> spheres_;
    std::array<TileMeshes, 3> levels_;
};

}  // namespace twin::bake
