// tools/bake/neutral/neutral_buildings.h: footprints of the neutral sources raised to walls and roofs, colour by colour.
#pragma once

#include <map>

#include "tools/bake/mesh.h"
#include "tools/bake/neutral/neutral.h"

namespace twin::bake {

/// A material for each kind and colour, in the order they were first asked for.
class NeutralMaterials {
public:
    NeutralMaterials();
    MaterialIndex terrain = 0, road = 0, water = 0;
    [[nodiscard]] MaterialIndex of(city::MaterialKind kind, Rgb8 colour);
    [[nodiscard]] const std::vector<city::Material>& all() const noexcept { return all_; }

private:
    std::vector<city::Material> all_;
    std::map<std::pair<city::MaterialKind, Rgb8>, MaterialIndex> known_;
};

/// Walls and roof exactly as the source gives them, `upM` higher; a gable's ridge runs along the longer side.
[[nodiscard]] Mesh raised(const NeutralBuilding& building, double upM, NeutralMaterials& materials);

/// The building with fewer corners, its outline nowhere farther off than `errorM`.
[[nodiscard]] NeutralBuilding coarser(const NeutralBuilding& building, double errorM);

}  // namespace twin::bake
