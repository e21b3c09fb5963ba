// tools/bake/kits/families.h: the kits of each file, and builders that more than one of them uses.
#pragma once

#include "tools/bake/kits/part.h"

namespace twin::bake::kits {

using Shape = KitPlacement::Shape;
using city::Layer;

[[nodiscard]] std::vector<Kit> waterKits();  // water.cpp: piers, mooring, beach
[[nodiscard]] std::vector<Kit> campKits();   // camp.cpp: cottages, campsite, sanitary block, fire pit, shelters
[[nodiscard]] std::vector<Kit> playKits();   // play.cpp: playgrounds, gym
[[nodiscard]] std::vector<Kit> ropeKits();   // rope_park.cpp
[[nodiscard]] std::vector<Kit> sportKits();  // sport.cpp: courts, stadium, pools
[[nodiscard]] std::vector<Kit>
leisureKits();  // leisure.cpp: graduation tower, kiln, viewing tower, seating, amphitheatre
[[nodiscard]] std::vector<Kit> transportKits();  // transport.cpp: stations, stops, parking, paths
[[nodiscard]] std::vector<Kit> energyKits();     // energy.cpp: solar farm, turbine, halls, industrial park
[[nodiscard]] std::vector<Kit> greenKits();      // green.cpp: parks, gardens, cemetery
[[nodiscard]] std::vector<Kit> streetKits();     // street.cpp: lamps, boards, fountain, market, square, walls
[[nodiscard]] std::vector<Kit> sacredKits();     // sacred.cpp: churches and synagogues
[[nodiscard]] std::vector<Kit> publicKits();     // public.cpp: town hall, library, schools, hospital, shop
[[nodiscard]] std::vector<Kit> scienceKits();    // science.cpp: Science and Robotics Centre

// Shared between families.
void boat(Mesh& mesh, double lengthM, double beamM, MaterialIndex hull, MaterialIndex inside);
void lifeguardTower(Work& w, dvec2 at, double headingDeg);
void cottage(Work& w, dvec2 at, double headingDeg, double widthM, double depthM);
void shelterRoof(Work& w, dvec2 at, double headingDeg, dvec2 size, double eaveM, std::string_view roof);
void busShelter(Work& w, dvec2 at, double headingDeg, double lengthM);
void charger(Work& w, dvec2 at, double headingDeg);
void swing(Work& w, dvec2 at, double headingDeg);
void firePit(Work& w, dvec2 at, double radiusM, int benches);
/// Rows of parking spaces over a rectangle, with some cars; answers the number of spaces drawn.
int parkingSpaces(Work& w, dvec2 centre, dvec2 size, double headingDeg, int spaces, double carShare);
void gableRoof(Mesh& mesh, dvec2 half, double eaveZ, double ridgeZ, double overhangM, MaterialIndex roof);

}  // namespace twin::bake::kits
