#include "tools/bake/town/street_lamps.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "tools/bake/geometry/plane.h"

namespace twin::bake {

namespace {

constexpr double kSquareM = 64;  // lived in: squares with a building, and their neighbours
constexpr float kSeenToM = 260;  // a post is a third of a pixel wide there

struct Row {
    double stepM, heightM, armM;
};

std::optional<Row> rowOf(StreetClass kind) {
    switch (kind) {
        case StreetClass::Trunk:
        case StreetClass::Primary:
        case StreetClass::Secondary: return Row{36, 9, 1.8};
        case StreetClass::Residential: return Row{34, 6.5, 1.2};
        case StreetClass::Pedestrian: return Row{24, 4.2, 0};
        default: return std::nullopt;  // expressways, service roads and paths have none, or their own
    }
}

using Square = std::pair<std::int64_t, std::int64_t>;

Square squareOf(glm::dvec2 p) {
    return {std::llround(std::floor(p.x / kSquareM)), std::llround(std::floor(p.y / kSquareM))};
}

std::set<Square> squaresLivedIn(std::span<const Building> buildings) {
    std::set<Square> lived;
    for (const Building& building : buildings) {
        const auto [x, y] = squareOf(building.plot.centre);
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
            for (std::int64_t dx = -1; dx <= 1; ++dx) lived.emplace(x + dx, y + dy);
        }
    }
    return lived;
}

}  // namespace

void addStreetLamps(Assembler& assembler, const Sources& sources, const Terrain& terrain,
                    std::span<const Building> buildings, std::span<const BuiltThing> things) {
    const std::set<Square> lived = squaresLivedIn(buildings);
    std::vector<glm::dvec2> others;
    for (const BuiltThing& thing : things) {
        for (const KitLamp& lamp : thing.result.lamps) others.emplace_back(lamp.at);
    }
    std::vector<Box> boxes;
    for (const Street& street : sources.streets) {
        boxes.push_back(boxOf(street.line));
        boxes.back().grow(street.widthM / 2 + 0.6);
    }
    const auto onAnotherStreet = [&](const Street& own, glm::dvec2 foot) {
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const Street& street = sources.streets[i];
            if (&street != &own && boxes[i].contains(foot) &&
                nearestOnLine(street.line, foot).distanceM < street.widthM / 2 + 0.6)
                return true;
        }
        return false;
    };
    const ThingMaterials lookup{sources};
    const Kit& kit = *findKit("lamp");
    const KitSite site{[&](glm::dvec2 p) { return terrain.heightM(p); },
                       [&](glm::dvec2 p) { return waterAt(sources, p); }, lookup, sources.head.seed};
    for (const Street& street : sources.streets) {
        const std::optional<Row> row = rowOf(street.kind);
        if (!row) continue;
        const KitParams params{{{"height", row->heightM}, {"step", row->stepM}, {"arm", row->armM}, {"deck", 0.7}}};
        const double side = street.sidewalk == Sidewalk::Left ? -1 : 1;
        Mesh mesh;
        std::vector<KitLamp> lamps;
        for (double at = row->stepM / 2; at < lengthOf(street.line); at += row->stepM) {
            const auto here = alongLine(street.line, at);
            const glm::dvec2 outward = glm::dvec2{here.direction.y, -here.direction.x} * side;
            const glm::dvec2 foot = here.point + outward * (street.widthM / 2 + 0.5);
            const bool lit = std::any_of(others.begin(), others.end(),
                                         [&](glm::dvec2 other) { return glm::distance(other, foot) < row->stepM / 2; });
            if (lit || !lived.contains(squareOf(foot)) || waterAt(sources, foot) > 0 || onAnotherStreet(street, foot))
                continue;
            const KitPlacement placement{
                KitPlacement::Shape::Point, {foot}, glm::degrees(std::atan2(-outward.x, -outward.y))};
            KitResult built = kit.build(placement, params, site);
            mesh.append(built.solid);
            lamps.insert(lamps.end(), built.lamps.begin(), built.lamps.end());
        }
        if (lamps.empty()) continue;
        const std::uint32_t element = assembler.addElement(
            {"lamps-" + street.id,
             "",
             "lamp",
             {"Rzędy lamp wzdłuż ulic, przy których mieszkają ludzie; miejsca, wysokości i odstępy przyjęte",
              street.provenance.year, city::Basis::Schematic},
             {},
             city::Layer::Furniture});
        assembler.addMesh(element, mesh, {city::kDrawCastsShadow, 0, kSeenToM});
        for (const KitLamp& lamp : lamps) assembler.addLamp(lamp, element);
    }
}

}  // namespace twin::bake
