// tools/bake/town/place_buildings.cpp: finding a place for every building of a quarter.
#include <algorithm>
#include <cmath>

#include "tools/bake/geometry/random.h"
#include "tools/bake/town/buildings.h"

namespace twin::bake {

namespace {

constexpr double kSearchM = 60;  // farther from a quarter's edge no street serves it
constexpr double kRetryM = 2.5;

class QuarterFiller {
public:
    QuarterFiller(const Sources& sources, GroundIndex& taken, std::vector<Building>& out, std::size_t quarter)
        : sources_{sources},
          taken_{taken},
          out_{out},
          quarter_{quarter},
          ring_{sources.quarters[quarter].ring},
          rule_{sources.rules[sources.quarters[quarter].rule]},
          random_{sources.quarters[quarter].id, sources.head.seed},
          box_{boxOf(ring_)} {}

    void fill() {
        if (rule_.kind == "block" || rule_.kind == "hall" || rule_.kind == "garage" || rule_.kind == "shop") {
            fillRows();
        } else {
            for (const Street* street : streets()) {
                alongStreet(*street, 1);
                alongStreet(*street, -1);
            }
        }
    }

private:
    [[nodiscard]] std::vector<const Street*> streets() const {
        std::vector<const Street*> near;
        Box reach = box_;
        reach.grow(kSearchM);
        for (const Street& street : sources_.streets) {
            if (street.kind == StreetClass::Path || street.kind == StreetClass::Expressway) continue;
            if (boxOf(street.line).overlaps(reach)) near.push_back(&street);
        }
        return near;
    }

    double pick(const std::array<double, 2>& range) { return random_.between(range[0], range[1]); }

    /// Houses one after the other on one side of a street.
    void alongStreet(const Street& street, double side) {
        Box reach = box_;
        reach.grow(kSearchM);
        const double length = lengthOf(street.line);
        double along = pick(rule_.gapM) / 2;
        double width = pick(rule_.widthM);
        while (along + width < length) {
            const OnLine here = alongLine(street.line, along + width / 2);
            if (!reach.contains(here.point)) {
                along += 8;
                continue;
            }
            const double depth = pick(rule_.depthM), setback = pick(rule_.setbackM);
            const glm::dvec2 out = leftOf(here.direction) * side;
            Rect plot{here.point + out * (street.reachM() + setback + depth / 2), width, depth, headingOf(-out)};
            if (!settle(plot)) {
                along += kRetryM;
                continue;
            }
            const bool backyard = random_.chance(rule_.outbuilding);
            build(plot);
            if (backyard) outbuilding(plot);
            along += width + pick(rule_.gapM);
            width = pick(rule_.widthM);
        }
    }

    [[nodiscard]] bool inside(const Rect& plot) const {
        if (!insideRing(ring_, plot.centre)) return false;
        const auto corners = plot.corners();
        return std::all_of(corners.begin(), corners.end(),
                           [&](glm::dvec2 p) { return insideRing(ring_, p) || distanceToRing(ring_, p) < 1.5; });
    }

    /// Moves a plot away from the street a little when it touches a bend of it; false when no place is free.
    bool settle(Rect& plot) const {
        for (int step = 0; step < 3; ++step) {
            if (inside(plot) && taken_.isFree(plot)) return true;
            plot.centre -= plot.forward() * 0.8;
        }
        return false;
    }

    void build(const Rect& plot) {
        Building b;
        b.plot = plot;
        b.quarter = quarter_;
        b.kind = rule_.id == "villa" ? "villa" : rule_.kind;
        b.storeys = random_.whole(static_cast<int>(std::lround(rule_.storeys[0])),
                                  static_cast<int>(std::lround(rule_.storeys[1])));
        b.storeyM = rule_.storeyM;
        b.roof = rule_.roof;
        if (rule_.kind == "house" && random_.chance(0.18))
            b.roof = rule_.roof == RoofShape::Gable ? RoofShape::Hip : RoofShape::Gable;
        if (rule_.kind == "house" && rule_.id.starts_with("single_family") && b.storeys == 2 && random_.chance(0.22))
            b.roof = RoofShape::Flat;  // cubes of the 1970s
        b.ridgeAlongStreet = rule_.kind == "tenement" || plot.widthM >= plot.depthM * 1.25 ||
                             (rule_.kind == "house" && random_.chance(0.55));
        b.chimney = rule_.kind == "house" || rule_.kind == "tenement" || rule_.id == "block_1950";
        b.facade = rule_.facades[random_.index(rule_.facades.size())];
        b.roofing = rule_.roofs[random_.index(rule_.roofs.size())];
        if (b.roof == RoofShape::Flat && rule_.roof != RoofShape::Flat) b.roofing = flatRoof();
        b.variant = static_cast<std::uint8_t>(random_.next() & 0xFFU);
        taken_.addRect(plot);
        out_.push_back(std::move(b));
    }

    [[nodiscard]] MaterialIndex flatRoof() const { return sources_.material("roof_flat_tar").value_or(rule_.roofs[0]); }

    void outbuilding(const Rect& house) {
        const double width = random_.between(4, 7), depth = random_.between(4, 6.5);
        const double behind = house.depthM / 2 + random_.between(4, 9) + depth / 2,
                     beside = random_.between(-0.5, 0.5) * house.widthM;
        const Rect plot{house.centre - house.forward() * behind + house.right() * beside, width, depth,
                        house.headingDeg};
        if (!insideRing(ring_, plot.centre) || !taken_.isFree(plot, 1)) return;
        build(plot);
        Building& b = out_.back();
        b.kind = "outbuilding";
        b.shed = true;
        b.storeys = 1;
        b.storeyM = 2.5;
        b.roof = random_.chance(0.5) ? RoofShape::Gable : RoofShape::Flat;
        if (b.roof == RoofShape::Flat) b.roofing = flatRoof();
        b.chimney = false;
        b.variant = static_cast<std::uint8_t>(b.variant & ~3U);  // no porch, no dormer
    }

    /// Slabs in rows parallel to the nearest street, through the whole quarter.
    void fillRows() {
        const glm::dvec2 middle = centroidOf(ring_);
        const Street* nearest = nullptr;
        OnLine at;
        for (const Street* street : streets()) {
            const OnLine here = nearestOnLine(street->line, middle);
            if (here.distanceM < at.distanceM) at = here, nearest = street;
        }
        const glm::dvec2 along = nearest != nullptr ? at.direction : glm::dvec2{1, 0};
        const glm::dvec2 across = leftOf(along);
        Box turned;
        for (const glm::dvec2 p : ring_) turned.add({glm::dot(p - middle, along), glm::dot(p - middle, across)});
        double row = turned.min.y + 1;
        while (row < turned.max.y) {
            const double depth = pick(rule_.depthM);
            bool any = false;
            double u = turned.min.x + 1;
            double width = pick(rule_.widthM);
            int misses = 0;
            while (u + rule_.widthM[0] < turned.max.x) {
                Rect plot{middle + along * (u + width / 2) + across * (row + depth / 2), width, depth,
                          headingOf(at.leftM > 0 ? -across : across)};
                if (inside(plot) && taken_.isFree(plot, rule_.setbackM[0] * 0.5)) {
                    build(plot);
                    any = true;
                    u += width + pick(rule_.gapM);
                    width = pick(rule_.widthM);
                    misses = 0;
                } else {
                    u += 3;
                    if (++misses % 4 == 0) width = pick(rule_.widthM);  // a shorter one may fit
                }
            }
            row += any ? depth + pick(rule_.gapM) : 3;
        }
    }

    const Sources& sources_;
    GroundIndex& taken_;
    std::vector<Building>& out_;
    std::size_t quarter_;
    const Ring& ring_;
    const BuildingRule& rule_;
    Random random_;
    Box box_;
};

}  // namespace

std::vector<Building> placeBuildings(const Sources& sources, GroundIndex& taken) {
    std::vector<Building> result;
    // Old rows first: they stand closest to the street and would find no place later.
    std::vector<std::size_t> order(sources.quarters.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto first = [&](std::size_t q) { return sources.rules[sources.quarters[q].rule].kind != "tenement"; };
        return first(a) < first(b);
    });
    for (const std::size_t i : order) QuarterFiller{sources, taken, result, i}.fill();
    return result;
}

std::vector<Rect> plotsToLevel(std::span<const Building> buildings) {
    std::vector<Rect> result;
    for (const Building& b : buildings) {
        if (std::max(b.plot.widthM, b.plot.depthM) >= 24) result.push_back(b.plot);
    }
    return result;
}

}  // namespace twin::bake
