// tools/bake/town/buildings.h: houses, blocks, halls and garages set into quarters by their rules.
#pragma once

#include <string>
#include <vector>

#include "tools/bake/pack/assembler.h"
#include "tools/bake/terrain/terrain.h"
#include "tools/bake/town/ground_index.h"

namespace twin::bake {

/// One building on its plot, or the shed behind it; its front (+y) looks to the street.
struct Building {
    Rect plot;
    std::size_t quarter = 0;
    std::string kind;
    RoofShape roof = RoofShape::Gable;
    int storeys = 1;
    double storeyM = 3;
    bool ridgeAlongStreet = true;
    bool chimney = true;
    MaterialIndex facade = 0, roofing = 0;
    std::uint8_t variant = 0;
    bool shed = false;  ///< belongs to the building before it: one plot, one element
};

/// Fills the quarters; every building is entered into the index as it is placed. Same sources, same buildings.
[[nodiscard]] std::vector<Building> placeBuildings(const Sources& sources, GroundIndex& taken);

/// Plots that need level ground: those too long for a sloping plinth.
[[nodiscard]] std::vector<Rect> plotsToLevel(std::span<const Building> buildings);

/// Buildings without their sheds.
[[nodiscard]] std::size_t countBuildings(std::span<const Building> buildings);
void addBuildings(Assembler& assembler, const Sources& sources, const Terrain& terrain,
                  std::span<const Building> buildings);

/// The simple form begins there, or farther where it differs by more than a pixel (kLevelPixelRad). Windows and eaves are
/// seen longer than they are measured.
inline constexpr float kHouseDetailFarM = 900;

}  // namespace twin::bake
