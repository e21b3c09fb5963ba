// tools/bake/town/paths.cpp: the middles of streets and ways, as they go to the pack.
#include <array>

#include "tools/bake/town/streets.h"

namespace twin::bake {

void addPaths(const GroundContext& context) {
    constexpr double kStepM = 12;  // the ground under a street bends no finer
    // In the order of StreetClass.
    constexpr std::array<city::PathClass, 8> kClasses{
        city::PathClass::Expressway, city::PathClass::Main,    city::PathClass::Main,       city::PathClass::Main,
        city::PathClass::Street,     city::PathClass::Service, city::PathClass::Pedestrian, city::PathClass::Way};
    for (const Street& street : context.sources.streets) {
        city::Path path;
        path.widthM = static_cast<float>(street.widthM);
        path.kind = kClasses[static_cast<std::size_t>(street.kind)];
        if (street.sidewalk != Sidewalk::None) path.sidewalkM = static_cast<float>(street.sidewalkM());
        const bool both = street.sidewalk == Sidewalk::Both;
        if (both || street.sidewalk == Sidewalk::Left) path.flags |= city::kPathSidewalkLeft;
        if (both || street.sidewalk == Sidewalk::Right) path.flags |= city::kPathSidewalkRight;
        std::vector<glm::dvec3> points;
        for (const glm::dvec2 p : resampled(street.line, kStepM)) points.emplace_back(p, context.terrain.heightM(p));
        if (points.size() >= 2) context.assembler.addPath(path, points);
    }
}

}  // namespace twin::bake
