// tools/bake/town/things.h: kits placed by hand become elements.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"
#include "tools/bake/town/ground_index.h"

namespace twin::bake {

struct BuiltThing {
    const PlacedThing* thing = nullptr;
    KitResult result;
    std::uint32_t element = kNoElement;
};

/// Builds every placed thing on the ground as it is now.
[[nodiscard]] std::vector<BuiltThing> buildThings(const Sources& sources, const Terrain& terrain);
/// Ground that nothing generated may take: footprints of built things.
void occupy(GroundIndex& taken, std::span<const BuiltThing> things);
/// Materials of the sources by name, for kits.
class ThingMaterials final : public MaterialLookup {
public:
    explicit ThingMaterials(const Sources& sources) : sources_{sources} {}
    [[nodiscard]] MaterialIndex find(std::string_view id) const override;

private:
    const Sources& sources_;
};

/// Level of the lake there, metres; very low on land.
[[nodiscard]] double waterAt(const Sources& sources, glm::dvec2 p);

/// Plots of large things that need level ground: not those that belong on a slope or over water.
[[nodiscard]] std::vector<Rect> plotsToLevel(const Sources& sources, std::span<const BuiltThing> things);
void addThings(Assembler& assembler, const Sources& sources, const Terrain& terrain, std::vector<BuiltThing>& things);

}  // namespace twin::bake
