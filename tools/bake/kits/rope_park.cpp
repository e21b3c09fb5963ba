// tools/bake/kits/rope_park.cpp: round houses on trees, joined by planked rope bridges under nets.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

constexpr double kHouseRadiusM = 1.35;

/// A cylinder house round a tree: floor, wall of staves with openings, cone roof, braces to the trunk.
void treeHouse(Work& w, dvec2 at, double floorZ, const std::vector<double>& doorsRad, std::string_view roof) {
    MeshBuilder s = w.solid();
    const MaterialIndex larch = w.material("wood_larch"), dark = w.material("wood_dark"),
                        deck = w.material("wood_deck");
    // The tree itself, a pine with a high crown: a grown one of the town's trees would hide the house.
    s.cone({at, w.groundZ(at) - 0.5}, 0.26, 0.12, floorZ - w.groundZ(at) + 13.5, 8, w.material("bark"));
    const double crown = floorZ + 8.5 + std::fmod(std::abs(at.x * 7.3 + at.y * 3.1), 1.5);
    for (int i = 0; i < 3; ++i) {
        s.cone({at, crown + 1.9 * i}, 0.5, 2.3 - 0.55 * i, 0.7, 9, w.material("hedge"));
        s.cone({at, crown + 0.7 + 1.9 * i}, 2.3 - 0.55 * i, 0.5, 1.5, 9, w.material("hedge"));
    }
    s.cylinder({at, floorZ - 0.15}, kHouseRadiusM + 0.25, 0.15, 18, deck, deck);
    std::vector<dvec3> under;
    for (const dvec2& p : circle(at, kHouseRadiusM + 0.25, 18)) under.emplace_back(p, floorZ - 0.15);
    std::reverse(under.begin(), under.end());
    s.polygon(under, dark);
    constexpr int kStaves = 24;
    for (int i = 0; i < kStaves; ++i) {
        const double angle = kTurn * (i + 0.5) / kStaves;
        bool open = false;
        for (const double door : doorsRad) open = open || std::abs(std::remainder(angle - door, kTurn)) < 0.4;
        if (open) continue;
        const dvec2 out{std::cos(angle), std::sin(angle)};
        const bool window = i % 6 == 2;
        const double top = window ? 0.9 : 2.05;
        s.orientedBox({at + out * kHouseRadiusM, floorZ}, {0.34, 0.06, top}, 90 - angle * 360 / kTurn, larch);
        if (window)
            s.orientedBox({at + out * kHouseRadiusM, floorZ + 1.6}, {0.34, 0.06, 0.45}, 90 - angle * 360 / kTurn,
                          larch);
    }
    s.cone({at, floorZ + 2.05}, kHouseRadiusM + 0.45, 0.22, 1.35, 18, w.material(roof));
    for (int i = 0; i < 4; ++i) {
        const dvec2 out{std::cos(kTurn * (i + 0.5) / 4), std::sin(kTurn * (i + 0.5) / 4)};
        s.bar({at + out * 0.18, floorZ - 1.3}, {at + out * (kHouseRadiusM + 0.1), floorZ - 0.15}, 0.06, 5, dark);
    }
}

/// A planked bridge that sags between two floors, with side ropes, nets at the sides and above; each kind looks different.
void bridge(Work& w, dvec3 from, dvec3 to, int kind) {
    const dvec2 flat{to - from};
    const double length = glm::length(flat);
    const dvec2 along = flat / length;
    const dvec2 across{along.y, -along.x};
    const double heading = headingOf(along);
    const auto at = [&](double share) {
        return glm::mix(from, to, share) - dvec3{0, 0, 0.28 * 4 * share * (1 - share)};
    };
    MeshBuilder s = w.solid(), nets = w.clear();
    const MaterialIndex deck = w.material("wood_deck"), larch = w.material("wood_larch"),
                        rope = w.material("wood_dark"), net = w.material("rope");
    const int planks = std::max(6, static_cast<int>(length / 0.34));
    for (int i = 0; i < planks; ++i) {
        const double share = (i + 0.5) / planks;
        const dvec3 p = at(share);
        const double turned = kind % 4 == 1 ? (i % 2 == 0 ? 18 : -18) : 0;  // slanted planks
        const double lift = kind % 4 == 2 && i % 3 == 1 ? 0.14 : 0;         // beams to step over
        s.orientedBox(p - dvec3{0, 0, 0.05 - lift}, {0.92, length / planks * (kind % 4 == 3 ? 0.98 : 0.86), 0.06},
                      heading + turned, deck);
        if (kind % 5 == 4 && i % 4 == 2) {  // tunnel hoops
            for (const double side : {-0.5, 0.5})
                s.bar(p + dvec3{across * side, 0}, p + dvec3{across * side, 1.5}, 0.04, 4, larch);
            s.bar(p + dvec3{across * -0.5, 1.5}, p + dvec3{across * 0.5, 1.5}, 0.04, 4, larch);
        }
    }
    constexpr int kParts = 6;
    for (int i = 0; i < kParts; ++i) {
        const dvec3 a = at(static_cast<double>(i) / kParts), b = at(static_cast<double>(i + 1) / kParts);
        for (const double side : {-0.5, 0.5}) {
            const dvec3 shift{across * side, 0};
            s.bar(a + shift, b + shift, 0.03, 4, rope);
            s.bar(a + shift + dvec3{0, 0, 1.05}, b + shift + dvec3{0, 0, 1.05}, 0.03, 4, rope);
            s.bar(a + shift + dvec3{0, 0, 2.0}, b + shift + dvec3{0, 0, 2.0}, 0.025, 4, rope);
            s.bar(a + shift, a + shift + dvec3{0, 0, 2.0}, 0.02, 3, rope);
            nets.quad(a + shift, b + shift, b + shift + dvec3{0, 0, 2}, a + shift + dvec3{0, 0, 2}, net);
            nets.quad(b + shift, a + shift, a + shift + dvec3{0, 0, 2}, b + shift + dvec3{0, 0, 2}, net);
        }
        const dvec3 half{across * 0.5, 0}, up{0, 0, 2.0};
        nets.quad(a - half + up, a + half + up, b + half + up, b - half + up, net);
        nets.quad(a + half + up, a - half + up, b - half + up, b + half + up, net);
    }
}

KitResult buildRopePark(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int houses = static_cast<int>(params.number("houses"));
    const int obstacles = std::min(houses, static_cast<int>(params.number("obstacles")));
    const double low = params.number("height_min"), high = params.number("height_max");
    const double radius = params.number("length") / (2.0 * houses * std::sin(kTurn / 2 / houses));
    // A closed round of chords of one length, squeezed and stretched in turns so that it wanders like a path in a forest;
    // the stretch is undone by scaling, so that the route keeps its length.
    std::vector<dvec2> at;
    for (int i = 0; i < houses; ++i) {
        const double angle = kTurn * i / houses;
        const double r = radius * (1 + 0.16 * std::sin(angle * 3 + 0.7));
        at.push_back(r * dvec2{std::cos(angle), std::sin(angle) * 0.8});
    }
    double sum = 0;
    for (int i = 0; i < obstacles; ++i)
        sum += glm::length(at[static_cast<std::size_t>((i + 1) % houses)] - at[static_cast<std::size_t>(i)]);
    for (dvec2& p : at) p *= params.number("length") / std::max(sum, 1e-6);
    std::vector<dvec3> floors;
    double lowest = 1e9, highest = 0;
    for (int i = 0; i < houses; ++i) {
        const double share = houses > 1 ? 0.5 - 0.5 * std::cos(kTurn * i / houses) : 0;
        const double above = low + (high - low) * share;
        const dvec2 p = at[static_cast<std::size_t>(i)];
        floors.emplace_back(p, w.groundZ(p) + above);
        lowest = std::min(lowest, floors.back().z - w.groundZ(p));
        highest = std::max(highest, floors.back().z - w.groundZ(p));
    }
    double route = 0;
    std::vector<std::vector<double>> doors(static_cast<std::size_t>(houses));
    int built = 0;
    for (int i = 0; i < obstacles; ++i, ++built) {
        const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>((i + 1) % houses);
        const dvec2 flat{floors[b] - floors[a]};
        const dvec2 along = flat / glm::length(flat);
        doors[a].push_back(std::atan2(along.y, along.x));
        doors[b].push_back(std::atan2(-along.y, -along.x));
        bridge(w, floors[a] + dvec3{along * kHouseRadiusM, 0}, floors[b] - dvec3{along * kHouseRadiusM, 0}, i);
        route += glm::length(flat);
    }
    // The way up: a stair to the first house from outside.
    const dvec2 out = glm::normalize(dvec2{floors[0]});
    const dvec3 head = floors[0] + dvec3{out * (kHouseRadiusM + 0.2), 0};
    doors[0].push_back(std::atan2(out.y, out.x));
    const std::array<std::string_view, 3> roofs{"roof_tile_brown", "wood_dark", "roof_sheet_green"};
    for (std::size_t i = 0; i < floors.size(); ++i) treeHouse(w, dvec2{floors[i]}, floors[i].z, doors[i], roofs[i % 3]);
    const double runM = low * 1.25;
    const double headingOut = headingOf(out);
    const dvec2 foot = dvec2{head} + out * runM;
    const double footZ = w.groundZ(foot);
    const int treads = std::max(4, static_cast<int>((head.z - footZ) / 0.19));
    for (int i = 0; i < treads; ++i) {
        const dvec3 p = glm::mix(head, dvec3{foot, footZ}, (i + 0.5) / treads);
        w.solid().orientedBox(p - dvec3{0, 0, 0.05}, {1.0, runM / treads, 0.05}, headingOut, w.material("wood_deck"));
    }
    const dvec3 side{out.y * 0.5, -out.x * 0.5, 0};
    for (const double k : {-1.0, 1.0}) {
        w.solid().bar(head + side * k, dvec3{foot, footZ - 0.2} + side * k, 0.06, 5, w.material("wood_dark"));
        railing(w, dvec3{foot, footZ} + side * k, head + side * k, "wood_larch", 1.0, 1.5);
    }
    board(w, foot + out * 2.0 + dvec2{side} * 4.0, headingOut);
    bench(w, foot + out * 1.5 - dvec2{side} * 5.0, headingOut + 180);
    if (params.flag("trees")) {
        for (int i = 0; i < 30; ++i) {
            const double angle = w.random().between(0, kTurn);
            const dvec2 p = radius * w.random().between(0.9, 1.9) * dvec2{std::cos(angle), std::sin(angle)};
            bool free = true;
            for (std::size_t k = 0; k < at.size(); ++k) {
                const dvec2 a = at[k], d = at[(k + 1) % at.size()] - a;
                const double t = std::clamp(glm::dot(p - a, d) / glm::dot(d, d), 0.0, 1.0);
                free = free && glm::length(p - a - d * t) > 5;
            }
            if (free && glm::length(p - foot) > 4)
                w.tree(p, w.random().below(4) == 0 ? "birch" : "pine", w.random().between(14, 22));
        }
    }
    w.measure("houses", houses);
    w.measure("obstacles", built);
    w.measure("length_m", route);
    w.measure("height_min_m", lowest);
    w.measure("height_max_m", highest);
    return w.finish();
}

}  // namespace

std::vector<Kit> ropeKits() {
    return {{"rope-park",
             {number("houses", 10, 3, 30), number("obstacles", 10, 2, 30), number("length", 120, 30, 400),
              number("height_min", 2.5, 1, 12), number("height_max", 3.5, 1, 12), flag("trees", true)},
             {Shape::Point},
             Layer::Investments,
             buildRopePark}};
}

}  // namespace twin::bake::kits
