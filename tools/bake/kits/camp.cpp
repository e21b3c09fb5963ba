// tools/bake/kits/camp.cpp: cottages, campsite, sanitary block, fire pit, roofed shelters.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {

/// Two slopes with thickness over a rectangle, ridge along y.
void gableRoof(Mesh& mesh, dvec2 half, double eaveZ, double ridgeZ, double overhangM, MaterialIndex roof) {
    const double slope = (ridgeZ - eaveZ) / half.x;
    const double x = half.x + overhangM, y = half.y + overhangM, low = eaveZ - slope * overhangM;
    const std::array<dvec3, 4> left{{{-x, -y, low}, {0, -y, ridgeZ}, {0, y, ridgeZ}, {-x, y, low}}};
    const std::array<dvec3, 4> right{{{0, -y, ridgeZ}, {x, -y, low}, {x, y, low}, {0, y, ridgeZ}}};
    slab(mesh, left, 0.14, roof);
    slab(mesh, right, 0.14, roof);
}

/// Timber holiday cottage with a steep roof to the deck and a veranda in front.
void cottage(Work& w, dvec2 at, double headingDeg, double widthM, double depthM) {
    const double reach = std::max(widthM, depthM) / 2 + 0.5;
    const double low = w.lowestZ(at, {reach, reach}), high = w.highestZ(at, {reach, reach});
    const double floor = high - low < 0.5 ? high + 0.3 : low + (high - low) * 0.8 + 0.3;
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex larch = w.material("wood_larch"), dark = w.material("wood_dark"),
                        deck = w.material("wood_deck");
    const double hx = widthM / 2, hy = depthM / 2, wall = 2.2, ridge = wall + hx * 1.15;
    b.box({-hx - 0.1, -hy - 0.1, -0.25}, {hx + 0.1, hy + 2.1, 0.05}, deck, true);
    for (const double x : {-hx + 0.2, hx - 0.2}) {
        for (const double y : {-hy + 0.2, hy - 0.2, hy + 1.9})
            b.box({x - 0.15, y - 0.15, low - floor - 0.4}, {x + 0.15, y + 0.15, -0.2}, w.material("stone"));
    }
    b.box({-hx, -hy, 0.05}, {hx, hy, wall}, larch);
    b.triangle({hx, hy, wall}, {-hx, hy, wall}, {0, hy, ridge}, larch);
    b.triangle({-hx, -hy, wall}, {hx, -hy, wall}, {0, -hy, ridge}, larch);
    b.box({-0.95, hy, 0.1}, {0.0, hy + 0.04, 2.1}, w.material("glass_dark"), true);
    b.box({0.2, hy, 0.1}, {1.1, hy + 0.05, 2.05}, dark, true);
    b.triangle({0.55, hy + 0.03, wall + 0.35}, {-0.55, hy + 0.03, wall + 0.35}, {0, hy + 0.03, wall + 1.35},
               w.material("glass_dark"));
    for (const double side : {-1.0, 1.0}) {
        b.box({side * (hx + 0.01) - 0.03, -0.55, 0.95}, {side * (hx + 0.01) + 0.03, 0.55, 1.85},
              w.material("glass_dark"), true);
        b.box({side * (hx - 0.08) - 0.07, hy + 1.8, 0.05}, {side * (hx - 0.08) + 0.07, hy + 1.94, wall}, dark);
    }
    const double slope = (ridge - wall) / hx;
    const double x = hx + 0.45, z = wall - slope * 0.45;
    for (const double side : {-1.0, 1.0}) {
        std::array<dvec3, 4> top{{{side * x, -hy - 0.4, z},
                                  {0, -hy - 0.4, ridge + 0.1},
                                  {0, hy + 2.2, ridge + 0.1},
                                  {side * x, hy + 2.2, z}}};
        if (side > 0) std::reverse(top.begin(), top.end());
        slab(part, top, 0.14, w.material("roof_tile_graphite"));
    }
    b.box({-hx, hy + 2.0, 0.05}, {-0.6, hy + 2.06, 0.95}, larch, true);
    b.box({0.6, hy + 2.0, 0.05}, {hx, hy + 2.06, 0.95}, larch, true);
    w.put(part, {at, floor}, headingDeg);
    steps(w, at + turn({0, hy + 2.1}, headingDeg), floor, headingDeg, 1.2, "wood_deck");
}

/// An open roof on posts.
void shelterRoof(Work& w, dvec2 at, double headingDeg, dvec2 size, double eaveM, std::string_view roof) {
    const double z = w.highestZ(at, size * 0.4);
    const dvec2 half = size * 0.5;
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 0.0, 1.0})
            post(w, at + turn({x * (half.x - 0.2), y * (half.y - 0.2)}, headingDeg), z + eaveM, 0.09, "wood_dark");
    }
    Mesh part;
    gableRoof(part, half, eaveM, eaveM + half.x * 0.55, 0.4, w.material(roof));
    for (const double x : {-1.0, 1.0})
        MeshBuilder{part}.bar({x * (half.x - 0.2), -half.y, eaveM}, {x * (half.x - 0.2), half.y, eaveM}, 0.1, 4,
                              w.material("wood_dark"));
    for (const double y : {-1.0, 0.0, 1.0}) {
        MeshBuilder{part}.bar({-half.x, y * (half.y - 0.2), eaveM}, {half.x, y * (half.y - 0.2), eaveM}, 0.1, 4,
                              w.material("wood_dark"));
        MeshBuilder{part}.bar({0, y * (half.y - 0.2), eaveM}, {0, y * (half.y - 0.2), eaveM + half.x * 0.5}, 0.08, 4,
                              w.material("wood_dark"));
    }
    w.put(part, {at, z}, headingDeg);
}

void firePit(Work& w, dvec2 at, double radiusM, int benches) {
    const double z = w.groundZ(at);
    w.drapeDisc(at, radiusM + 1.4, "path_gravel", 0.03);
    Mesh part;
    MeshBuilder b{part};
    for (int i = 0; i < 14; ++i) {
        const double angle = 2 * 3.14159265358979 * i / 14;
        b.orientedBox({0.85 * std::cos(angle), 0.85 * std::sin(angle), -0.3}, {0.36, 0.3, 0.62},
                      90 - angle * 57.2957795, w.material("stone"));
    }
    b.cylinder({0, 0, -0.2}, 0.75, 0.3, 10, w.material("black"), w.material("black"));
    for (int i = 0; i < 5; ++i) {
        const double angle = 1.2566 * i;
        b.bar({0.5 * std::cos(angle), 0.5 * std::sin(angle), 0.1}, {0, 0, 0.62}, 0.07, 5, w.material("wood_log"));
    }
    w.put(part, {at, z});
    for (int i = 0; i < benches; ++i) {
        const double heading = 360.0 * i / benches;
        const dvec2 seat = at + turn({0, radiusM}, heading);
        const double ground = w.groundZ(seat);
        const dvec2 along = turn({1.0, 0}, heading);
        w.solid().bar({seat - along, ground + 0.36}, {seat + along, ground + 0.36}, 0.18, 8, w.material("wood_log"));
        for (const double side : {-0.7, 0.7}) post(w, seat + along * side, ground + 0.3, 0.16, "wood_log", 0.3);
    }
}

void swing(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex wood = w.material("wood_log"), steel = w.material("steel");
    for (const double x : {-1.7, 1.7}) {
        for (const double y : {-1.0, 1.0}) b.bar({x * 1.05, y, -0.4}, {x, 0, 2.4}, 0.07, 6, wood);
    }
    b.bar({-1.9, 0, 2.4}, {1.9, 0, 2.4}, 0.08, 6, wood);
    for (const double x : {-0.75, 0.75}) {
        for (const double dx : {-0.22, 0.22}) b.bar({x + dx, 0, 2.4}, {x + dx, 0, 0.5}, 0.015, 3, steel);
        b.box({x - 0.25, -0.12, 0.46}, {x + 0.25, 0.12, 0.51}, w.material("black"), true);
    }
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

namespace {

void hammock(Work& w, dvec2 at, double headingDeg, std::string_view canvas) {
    const double z = w.groundZ(at);
    const dvec2 along = turn({1, 0}, headingDeg), across = turn({0, 1}, headingDeg);
    MeshBuilder s = w.solid();
    for (const double side : {-1.0, 1.0}) post(w, at + along * side * 1.8, z + 1.7, 0.08, "wood_log");
    const MaterialIndex cloth = w.material(canvas);
    for (int i = 0; i < 6; ++i) {
        const auto sag = [&](int k) {
            const double t = k / 3.0 - 1;
            return dvec3{at + along * t * 1.35, z + 0.62 + 0.62 * t * t};
        };
        const dvec3 a = sag(i), b = sag(i + 1), side{across * 0.42, 0.06};
        s.quad(a - side, b - side, b + side, a + side, cloth);
        s.quad(a + side, b + side, b - side, a - side, cloth);
    }
    for (const double side : {-1.0, 1.0})
        s.bar({at + along * side * 1.35, z + 1.24}, {at + along * side * 1.8, z + 1.6}, 0.02, 3,
              w.material("wood_larch"));
}

void tent(Work& w, dvec2 at, double headingDeg, std::string_view canvas) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex cloth = w.material(canvas);
    b.quad({-1.2, -1.5, -0.1}, {0, -1.3, 1.4}, {0, 1.3, 1.4}, {-1.2, 1.5, -0.1}, cloth);
    b.quad({0, -1.3, 1.4}, {1.2, -1.5, -0.1}, {1.2, 1.5, -0.1}, {0, 1.3, 1.4}, cloth);
    b.triangle({1.2, 1.5, -0.1}, {-1.2, 1.5, -0.1}, {0, 1.3, 1.4}, w.material("canvas_white"));
    b.triangle({-1.2, -1.5, -0.1}, {1.2, -1.5, -0.1}, {0, -1.3, 1.4}, cloth);
    for (MeshVertex& v : part.vertices) {
        if (v.normal.z < 0) v.normal.z = -v.normal.z;
    }
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

KitResult buildCottage(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    cottage(w, {0, 0}, 0, params.number("width"), params.number("depth"));
    w.measure("area_m2", params.number("width") * params.number("depth"));
    return w.finish();
}

KitResult buildCampsite(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> ring = w.points();
    const double heading = placement.headingDeg;
    w.drape(ring, "grass", 0.02);
    std::vector<dvec2> spots = gridInside(ring, 12, 6, heading);
    const auto wanted = [&](std::string_view name) { return static_cast<int>(params.number(name)); };
    std::size_t next = 0;
    int cottages = 0;
    for (int i = 0; i < wanted("cottages") && next < spots.size(); ++i, ++cottages) {  // in rows from the back
        cottage(w, spots[next], heading + w.random().between(-7, 7), 4.4, 5.6);
        ++next;
    }
    std::vector<dvec2> path;
    for (std::size_t i = 0; i < next; ++i) path.push_back(spots[i] + turn({0, 6.2}, heading));
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (glm::length(path[i] - path[i - 1]) < 14) {
            const std::array<dvec2, 2> piece{path[i - 1], path[i]};
            w.ribbon(piece, 1.8, "path_gravel", 0.03);
        }
    }
    const std::array<std::string_view, 3> cloths{"canvas_orange", "canvas_blue", "canvas_white"};
    for (std::size_t i = spots.size(); i > next + 1; --i)
        std::swap(spots[i - 1], spots[next + w.random().below(i - next)]);
    const auto more = [&](std::string_view name, auto build) {
        int made = 0;
        for (; made < wanted(name) && next < spots.size(); ++made, ++next) build(spots[next]);
        return made;
    };
    const int hammocks = more("hammocks", [&](dvec2 p) { hammock(w, p, heading + 35, cloths[w.random().below(3)]); });
    more("swings", [&](dvec2 p) { swing(w, p, heading); });
    more("tents", [&](dvec2 p) { tent(w, p, heading + w.random().between(-40, 40), cloths[w.random().below(2)]); });
    more("tables", [&](dvec2 p) { picnicTable(w, p, heading + 20); });
    for (int made = 0; made < wanted("deck_chairs") && next < spots.size(); ++next) {
        for (int k = 0; k < 4 && made < wanted("deck_chairs"); ++k, ++made) {
            deckChair(w, spots[next] + turn({k * 1.3 - 2, 0.5 * (k % 2)}, heading), heading + k * 5,
                      cloths[static_cast<std::size_t>(k) % 3]);
        }
    }
    const std::array<std::string_view, 3> species{"pine", "birch", "lime"};
    for (const dvec2& p : gridInside(ring, 25, 3, heading + 31)) {
        bool free = true;
        for (std::size_t i = 0; i < next; ++i) free = free && glm::length(spots[i] - p) > 6;
        if (free) w.tree(p, species[w.random().below(3)], w.random().between(9, 16));
    }
    w.measure("cottages", cottages);
    w.measure("hammocks", hammocks);
    w.measure("area_m2", areaOf(ring));
    return w.finish();
}

KitResult buildSanitary(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double hx = params.number("length") / 2, hy = params.number("width") / 2;
    const double plinth = w.standOver({0, 0}, {hx, hy});
    Mesh part;
    MeshBuilder b{part};
    b.box({-hx - 0.1, -hy - 0.1, -plinth}, {hx + 0.1, hy + 0.1, 0.15}, w.material("stone"));
    b.box({-hx, -hy, 0.15}, {hx, hy, 3.0}, w.material("facade_plaster"));
    for (double x = -hx + 0.05; x < hx - 0.1; x += 0.34) {  // larch battens in front and behind
        b.box({x, hy, 0.3}, {x + 0.22, hy + 0.05, 2.9}, w.material("wood_larch"), true);
        b.box({x, -hy - 0.05, 0.3}, {x + 0.22, -hy, 2.9}, w.material("wood_larch"), true);
    }
    for (int i = 0; i < 4; ++i) {
        const double x = -hx + (i + 0.5) * 2 * hx / 4;
        b.box({x - 0.5, hy + 0.05, 0.15}, {x + 0.5, hy + 0.09, 2.3}, w.material(i < 2 ? "steel_blue" : "steel_dark"),
              true);
        b.box({x - 0.6, -hy - 0.09, 2.0}, {x + 0.6, -hy - 0.05, 2.55}, w.material("glass_dark"), true);
    }
    const std::array<dvec3, 4> roof{{{-hx - 0.6, -hy - 0.5, 3.0},
                                     {hx + 0.6, -hy - 0.5, 3.0},
                                     {hx + 0.6, hy + 1.4, 3.45},
                                     {-hx - 0.6, hy + 1.4, 3.45}}};
    slab(part, roof, 0.22, w.material("roof_sheet_grey"));
    if (params.flag("solar")) {
        b.quad({-hx + 0.4, -hy + 0.2, 3.25}, {hx - 0.4, -hy + 0.2, 3.25}, {hx - 0.4, hy, 3.42}, {-hx + 0.4, hy, 3.42},
               w.material("solar"));
    }
    w.put(part, {});
    w.drapeRect({0, hy + 2}, {hx * 2 + 2, 4}, "paving_grey");
    for (const double x : {-hx - 0.3, hx + 0.3}) post(w, {x, hy + 1.2}, 3.2, 0.07, "steel_dark");
    for (int i = 0; i < 2; ++i) {  // outdoor showers
        const double x = hx + 1.6 + 1.4 * i;
        const double z = w.groundZ({x, 0});
        w.solid().bar({x, 0, z - 0.3}, {x, 0, z + 2.3}, 0.05, 6, w.material("steel"));
        w.solid().bar({x, 0, z + 2.3}, {x, 0.5, z + 2.25}, 0.03, 5, w.material("steel"));
        w.drapeDisc({x, 0.3}, 0.9, "concrete", 0.05, 10);
    }
    w.measure("area_m2", 4 * hx * hy);
    return w.finish();
}

KitResult buildFirePit(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double radius = params.number("radius");
    firePit(w, {0, 0}, radius, static_cast<int>(params.number("benches")));
    if (params.flag("wood_store")) {
        const dvec2 at{0, -radius - 4};
        shelterRoof(w, at, 90, {2.0, 4.0}, 2.1, "roof_sheet_grey");
        const double z = w.groundZ(at);
        for (int row = 0; row < 6; ++row) {
            for (int k = 0; k < 11; ++k) {
                w.solid().bar({at.x - 1.6 + 0.32 * k, at.y - 0.5, z + 0.15 + 0.27 * row},
                              {at.x - 1.6 + 0.32 * k, at.y + 0.5, z + 0.15 + 0.27 * row}, 0.14, 6,
                              w.material("wood_log"));
            }
        }
    }
    w.measure("benches", params.number("benches"));
    return w.finish();
}

KitResult buildShelter(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const dvec2 size{params.number("width"), params.number("length")};
    w.drapeRect({0, 0}, size + 1.0, "paving_grey", 0.03);
    shelterRoof(w, {0, 0}, 0, size, 2.4, "roof_tile_brown");
    for (double y = -size.y / 2 + 1.8; y <= size.y / 2 - 1.7; y += 2.4) picnicTable(w, {-0.2, y}, 90);
    if (params.flag("grill")) {
        Mesh part;
        MeshBuilder b{part};
        b.box({-0.6, -0.45, -0.3}, {0.6, 0.45, 0.85}, w.material("brick"));
        b.box({-0.35, -0.35, 0.85}, {0.35, 0.35, 2.9}, w.material("brick"));
        w.put(part, {size.x / 2 + 1.2, 0, w.groundZ({size.x / 2 + 1.2, 0})}, 90);
    }
    w.measure("area_m2", size.x * size.y);
    return w.finish();
}

}  // namespace

std::vector<Kit> campKits() {
    return {
        {"cottage",
         {number("width", 4.4, 3, 9), number("depth", 5.6, 3, 10)},
         {Shape::Point},
         Layer::Investments,
         buildCottage},
        {"campsite",
         {number("cottages", 10, 0, 60), number("hammocks", 6, 0, 40), number("deck_chairs", 12, 0, 80),
          number("swings", 2, 0, 20), number("tents", 4, 0, 60), number("tables", 4, 0, 40)},
         {Shape::Polygon},
         Layer::Investments,
         buildCampsite},
        {"sanitary-block",
         {number("length", 12, 4, 30), number("width", 6, 3, 12), flag("solar", false)},
         {Shape::Point},
         Layer::Investments,
         buildSanitary},
        {"fire-pit",
         {number("radius", 3.2, 1.5, 8), number("benches", 7, 2, 16), flag("wood_store", true)},
         {Shape::Point},
         Layer::Investments,
         buildFirePit},
        {"shelter",
         {number("length", 8, 3, 20), number("width", 5, 3, 10), flag("grill", true)},
         {Shape::Point},
         Layer::Investments,
         buildShelter},
    };
}

}  // namespace twin::bake::kits
