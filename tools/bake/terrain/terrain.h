// tools/bake/terrain/terrain.h: the finished ground: relief with water, streets and building plots worked into it.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "tools/bake/geometry/plane.h"
#include "tools/bake/source/sources.h"
#include "tools/bake/terrain/height_field.h"

namespace twin::bake {

/// Three grids of the same ground; a tile is drawn from one of them by its distance.
inline constexpr std::array<double, 3> kLevelStepM{8, 16, 64};
inline constexpr std::array<float, 4> kLevelFarM{0, 700, 1800, 1e9F};
inline constexpr std::array<double, 3> kSkirtM{2, 4, 10};

/// The angle of one pixel of a picture of 1280 x 720 with a field of view of 60 degrees: levels of detail that are chosen
/// by their error in metres may be off by this much.
inline constexpr double kLevelPixelRad = 2 * 0.57735026919 / 720;

/// Ground as it is drawn. Change it with the functions below, then call finishLevels once.
struct Terrain {
    std::array<HeightField, 3> levels;
    std::array<double, 3> stepM = kLevelStepM;
    /// How far the triangles that are drawn may leave the grid, by level: streets lie 5 cm above it, and a pixel is some
    /// 0.5 m wide where the second level begins. 0 keeps every triangle.
    std::array<double, 3> errorM{0.02, 0.10, 0.30};
    std::array<double, 3> drapeErrorM = errorM;    ///< the same for what is laid on it
    std::array<double, 3> skirtM = kSkirtM;        ///< how deep a tile's edge hangs down, by level
    bool finestEverywhere = false;                 ///< false: tiles in which nothing stands go without the finest level
    std::vector<std::array<float, 4>> tileFarM{};  ///< where each tile changes level; empty: kLevelFarM for all
    [[nodiscard]] const std::array<float, 4>& farM(std::size_t tile) const {
        return tileFarM.empty() ? kLevelFarM : tileFarM[tile];
    }

    [[nodiscard]] double heightM(glm::dvec2 p) const { return levels[0].heightM(p); }
    [[nodiscard]] const Extent& extent() const { return levels[0].extent(); }
};

/// Lakes: the shore of the ground is the edge of the polygon; below the level inside, above it outside.
void shapeLakes(HeightField& field, std::span<const Lake> lakes);
/// Rivers: a bed one metre below the banks, falling steadily from the first point of the line to the last.
void carveRivers(HeightField& field, std::span<const River> rivers, std::span<const Lake> lakes);
/// Streets and rails: no tilt across, a smoothed profile along. Later lines do not undo earlier ones: they are averaged.
/// @param before the ground the profiles follow: without river beds, so that a street crosses a river level.
void gradeStreets(HeightField& field, const HeightField& before, std::span<const Street> streets,
                  std::span<const Rail> rails);
/// A level plot below a large building, blended into the ground around.
void levelPlots(HeightField& field, std::span<const Rect> plots);
/// Fills the coarse grids from the finest. Beside water they take the lowest, so that no bank stands in the lake far off.
void finishLevels(Terrain& terrain, std::span<const Lake> lakes);

}  // namespace twin::bake
