// tools/bake/neutral/neutral.h: a town as neutral sources that any viewer can read, in local metres, baked for comparison.
//
// The folder holds what tools/bench/peer_town.py --neutral writes: terrain.asc, buildings.geojson, roads.geojson,
// lake.geojson, trees.csv, city.json. x is east, y north, z up; only city.json has y up and z south.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <glm/glm.hpp>
#include <vector>

#include "scene/base/result.h"
#include "tools/bake/bake.h"
#include "tools/bake/geometry/plane.h"
#include "tools/bake/source/faults.h"
#include "tools/bake/terrain/height_field.h"

namespace twin::bake {

using Rgb8 = std::array<std::uint8_t, 3>;

struct NeutralBuilding {
    Ring ring;  ///< counter-clockwise; a gable roof has four corners
    double baseM = 0, eavesM = 0, ridgeM = 0;
    int floors = 1;
    bool gable = false;
    Rgb8 wall{}, roof{};
};
struct NeutralRoad {
    Course line;
    double widthM = 0;
};
struct NeutralLake {
    Ring ring;
    double levelM = 0;
};
struct NeutralTree {
    glm::dvec3 foot{};
    double headingRad = 0, heightM = 0;
    std::size_t species = 0;  ///< spruce, oak, birch, maple
};
/// The camera circles about a point that it looks at.
struct NeutralOrbit {
    glm::dvec3 centre{};
    double radiusM = 0, heightM = 0, fovYDeg = 0;
    int frames = 0;
};

struct NeutralTown {
    HeightField ground;  ///< as given, its rows from the north: y is mirrored, see heightM()
    std::vector<NeutralBuilding> buildings;
    std::vector<NeutralRoad> roads;
    std::vector<NeutralLake> lakes;
    std::vector<NeutralTree> trees;
    NeutralOrbit orbit;
    glm::dvec3 toSun{0, 0, 1};
    double shadowExtentM = 0;
    int shadowMapPx = 0;

    /// On the triangles of the source: cells are cut from north-west to south-east.
    [[nodiscard]] double heightM(glm::dvec2 p) const { return ground.heightM({p.x, -p.y}); }
};

/// Reads the whole folder. Every fault names file, feature (or line) and field; what is faulty is left out.
[[nodiscard]] NeutralTown readNeutral(const std::filesystem::path& folder, Faults& faults);

/// The town must be free of faults. Same town, same bytes.
/// @param copies  1: the town alone; more: see copies.h
[[nodiscard]] Result<std::vector<std::byte>> bakeNeutral(const NeutralTown& town, const Progress& progress,
                                                         int copies = 1);

}  // namespace twin::bake
