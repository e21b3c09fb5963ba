// tools/bake/town/crossings.cpp: zebra crossings where a street with pavements meets another.
#include "tools/bake/town/streets.h"

namespace twin::bake {

namespace {

constexpr double kBarM = 0.5, kLongM = 4.0;  // bars half a metre wide and apart, four metres long, as the rules say
constexpr double kBackM = 2.6;               // from the kerb of the crossed street to the first bar
constexpr double kLiftM = 0.085;             // above the carriageway's 0.05
constexpr float kCrossingFarM = 450;

bool hasCrossings(const Street& street) {
    return street.surface == StreetSurface::Asphalt && street.sidewalk != Sidewalk::None && street.widthM >= 5 &&
           street.kind < StreetClass::Pedestrian && street.kind != StreetClass::Expressway;
}

}  // namespace

void addCrossings(const GroundContext& context) {
    const auto paint = context.sources.material("marking_white");
    if (!paint) return;
    for (const Street& street : context.sources.streets) {
        if (!hasCrossings(street) || street.closed) continue;
        const double length = lengthOf(street.line);
        std::map<std::size_t, Mesh> meshes;
        for (const bool atEnd : {false, true}) {
            const glm::dvec2 end = atEnd ? street.line.back() : street.line.front();
            for (const Street& other : context.sources.streets) {
                if (&other == &street || !hasCrossings(other)) continue;
                if (nearestOnLine(other.line, end).distanceM > other.widthM / 2 + 0.5) continue;
                const double in = other.reachM() + kBackM + kLongM / 2;
                if (length < 3 * in) break;
                const OnLine here = alongLine(street.line, atEnd ? length - in : in);
                const glm::dvec2 across = leftOf(here.direction), half = here.direction * (kLongM / 2);
                MeshBuilder builder{meshes[context.assembler.tileAt(here.point)]};
                const auto at = [&](glm::dvec2 p) { return glm::dvec3{p, context.terrain.heightM(p) + kLiftM}; };
                for (double side = -street.widthM / 2 + 0.4; side + kBarM < street.widthM / 2; side += 2 * kBarM) {
                    const glm::dvec2 a = here.point + across * side, b = a + across * kBarM;
                    builder.quad(at(a - half), at(a + half), at(b + half), at(b - half), *paint);
                }
                break;
            }
        }
        if (meshes.empty()) continue;
        const std::uint32_t element = context.assembler.addElement(
            {street.id + "-crossings", street.name, "street", street.provenance, {}, city::Layer::Streets});
        for (auto& [tile, mesh] : meshes) {
            for (MeshVertex& v : mesh.vertices) v.normal = {0, 0, 1};
            context.assembler.addTileMesh(element, tile, mesh, {city::kDrawOnGround, 0, kCrossingFarM});
        }
    }
}

}  // namespace twin::bake
