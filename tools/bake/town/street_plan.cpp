// tools/bake/town/street_plan.cpp: dividing the ground between streets.
#include <algorithm>
#include <numeric>

#include "tools/bake/town/streets.h"

namespace twin::bake {

namespace {

constexpr double kCornerM = 3.5;  // radius of the kerb where two streets meet

bool forCars(const Street& street) { return street.kind < StreetClass::Pedestrian; }

/// Those of `areas` (by index) whose boxes meet this one.
class Neighbours {
public:
    explicit Neighbours(std::span<const Area> areas) {
        for (const Area& area : areas) boxes_.push_back(area.box());
    }
    template <class Take>
    Area joined(std::span<const Area> areas, const Box& box, const Take& take) const {
        std::vector<Area> near;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            if (!boxes_[i].empty() && boxes_[i].overlaps(box) && take(i)) near.push_back(areas[i]);
        }
        return Area::unionOf(near);
    }

private:
    std::vector<Box> boxes_;
};

/// The half of a street's band that has no sidewalk.
Area sideWithout(const Street& street) {
    if (street.sidewalk == Sidewalk::Both) return {};
    const double left = street.sidewalk == Sidewalk::Left ? -1 : 1;
    const double beyond = street.reachM() + 1;  // past the ends too: the band has round caps
    Course line = street.line;
    line.front() -= glm::normalize(line[1] - line[0]) * beyond;
    line.back() += glm::normalize(line.back() - line[line.size() - 2]) * beyond;
    Ring ring = line;
    const Course far = offsetLine(line, left * beyond);
    ring.insert(ring.end(), far.rbegin(), far.rend());
    return Area::ofRing(ring);
}

}  // namespace

StreetPlan planStreets(std::span<const Street> streets) {
    StreetPlan plan;
    plan.parts.resize(streets.size());
    std::vector<Area> bands;
    for (const Street& street : streets) bands.push_back(Area::band(street.line, street.widthM / 2));
    std::vector<std::size_t> rank(streets.size());
    std::iota(rank.begin(), rank.end(), std::size_t{0});
    std::stable_sort(rank.begin(), rank.end(), [&](std::size_t a, std::size_t b) {
        if (streets[a].kind != streets[b].kind) return streets[a].kind < streets[b].kind;
        return streets[a].widthM > streets[b].widthM;
    });
    std::vector<std::size_t> place(streets.size());
    for (std::size_t i = 0; i < rank.size(); ++i) place[rank[i]] = i;

    const Neighbours near{bands};
    std::vector<Area> cars;
    for (std::size_t i = 0; i < streets.size(); ++i) {
        const Box box = bands[i].box();
        const Area own = bands[i].minus(near.joined(bands, box, [&](std::size_t k) { return place[k] < place[i]; }));
        const Area joining =
            near.joined(bands, box, [&](std::size_t k) { return place[k] > place[i] && forCars(streets[k]); });
        plan.parts[i].plain = own.within(joining);
        plan.parts[i].marked = own.minus(joining);
        if (forCars(streets[i])) cars.push_back(bands[i]);
    }

    const Area all = Area::unionOf(cars);
    plan.carriageways = all.grown(kCornerM).grown(-kCornerM);
    for (const Area& corner : plan.carriageways.minus(all).parts()) {
        if (corner.areaM2() < 0.2) continue;
        const Box box = corner.box();
        std::size_t nearest = streets.size();
        double best = 1e300;
        for (std::size_t i = 0; i < streets.size(); ++i) {
            Box reach = bands[i].box();
            reach.grow(1);
            if (!forCars(streets[i]) || !reach.overlaps(box)) continue;
            const double distance =
                nearestOnLine(streets[i].line, (box.min + box.max) / 2.0).distanceM - streets[i].widthM / 2;
            if (distance < best) best = distance, nearest = i;
        }
        if (nearest == streets.size()) continue;
        const std::array<Area, 2> both{plan.parts[nearest].plain, corner};
        plan.parts[nearest].plain = Area::unionOf(both);
    }

    std::vector<Area> walks(streets.size());
    for (std::size_t i = 0; i < streets.size(); ++i) {
        if (streets[i].sidewalk != Sidewalk::None)
            walks[i] = Area::band(streets[i].line, streets[i].reachM()).minus(sideWithout(streets[i]));
    }
    const Neighbours nearWalks{walks};
    std::vector<Area> corners;  // with the rounded corners, which bands do not hold
    for (const StreetPlan::Parts& parts : plan.parts) corners.push_back(parts.plain);
    const Neighbours nearCorners{corners};
    for (const std::size_t i : rank) {
        if (walks[i].empty()) continue;
        const Box box = walks[i].box();
        const Area roads = near.joined(bands, box, [&](std::size_t k) { return forCars(streets[k]); });
        const Area earlier = nearWalks.joined(walks, box, [&](std::size_t k) { return place[k] < place[i]; });
        const Area rounded = nearCorners.joined(corners, box, [](std::size_t) { return true; });
        const Area walk = walks[i].minus(roads).minus(rounded).minus(earlier);
        std::vector<Area> kept;
        for (const Area& part : walk.parts()) {
            if (part.areaM2() > 2) kept.push_back(part);  // no slivers
        }
        plan.parts[i].sidewalk = Area::unionOf(kept);
    }
    return plan;
}

}  // namespace twin::bake
