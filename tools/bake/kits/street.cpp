// tools/bake/kits/street.cpp: lamps, boards, fountain, market, square, walls, murals, castle hill.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

void fountainAt(Work& w, dvec2 at, double radius) {
    const double z = w.highestZ(at, {radius, radius});
    MeshBuilder s = w.solid();
    const MaterialIndex stone = w.material("stone_light"), water = w.material("water_pool");
    s.cylinder({at, z - 0.6}, radius + 0.35, 0.75, 28, stone, stone);
    for (int i = 0; i < 28; ++i) {  // rim
        const double a = kTurn * (i + 0.5) / 28;
        s.orientedBox({at + radius * dvec2{std::cos(a), std::sin(a)}, z + 0.1}, {radius * kTurn / 28 * 1.06, 0.4, 0.4},
                      90 - a * 360 / kTurn + 0.0, stone);
    }
    s.cylinder({at, z + 0.05}, radius - 0.15, 0.3, 24, water, water);
    s.cone({at, z + 0.3}, 0.35, 0.22, 1.0, 10, stone);
    s.cone({at, z + 1.3}, 0.25, radius * 0.38, 0.35, 16, stone);
    s.cylinder({at, z + 1.6}, radius * 0.36, 0.06, 16, water, water);
    w.clear().cone({at, z + 1.6}, 0.18, 0.04, 1.3, 8, w.material("glass_roof"));
    for (int i = 0; i < 8; ++i) {
        const double a = kTurn * i / 8;
        const dvec2 out{std::cos(a), std::sin(a)};
        w.clear().bar({at + out * radius * 0.85, z + 0.4}, {at + out * radius * 0.45, z + 1.35}, 0.05, 4,
                      w.material("glass_roof"));
    }
}

KitResult buildLamp(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double step = params.number("step"), height = params.number("height");
    int count = 0;
    if (placement.shape == Shape::Point) {
        lamp(w, {0, 0}, 0, height, params.number("arm"));
        count = 1;
    } else {
        const std::vector<dvec2> line = w.points();
        for (double at = 0; at <= lengthOf(line) + 0.01; at += step, ++count) {
            const OnLine here = alongLine(line, at);
            if (w.overWater(here.at)) {  // on a deck over water, not on the bed
                lampOn(w, {here.at, w.waterZ(here.at) + params.number("deck")}, height);
            } else {
                lamp(w, here.at, headingOf({here.direction.y, -here.direction.x}), height, params.number("arm"));
            }
        }
    }
    w.measure("lamps", count);
    return w.finish();
}
KitResult buildBench(const KitPlacement& placement, const KitParams&, const KitSite& site) {
    Work w{placement, site};
    bench(w, {0, 0}, 0);
    return w.finish();
}
KitResult buildBoard(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    board(w, {0, 0}, 0, params.number("width"));
    return w.finish();
}
KitResult buildCctv(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    camera(w, {0, 0}, 0, params.number("height"));
    w.measure("height_m", params.number("height"));
    return w.finish();
}
KitResult buildFountain(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    w.drapeDisc({0, 0}, params.number("radius") + 3, "paving_light", 0.05, 28);
    fountainAt(w, {0, 0}, params.number("radius"));
    return w.finish();
}

/// Market square: setts, paved walks, fountain, brick benches, trees and parking on the far side.
KitResult buildSquare(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double lx = params.number("length"), ly = params.number("width");
    w.drapeRect({0, 0}, {lx, ly}, "setts", 0.04);
    w.drapeRect({0, ly * 0.08}, {lx - 10, ly * 0.66}, "paving_light", 0.07);
    w.drapeRect({0, ly * 0.08}, {lx * 0.5, ly * 0.4}, "paving_red", 0.1);
    fountainAt(w, {-lx * 0.16, ly * 0.08}, 3.6);
    MeshBuilder s = w.solid();
    for (int i = 0; i < 6; ++i) {  // brick benches
        const double x = -lx * 0.36 + lx * 0.144 * i;
        for (const double y : {ly * 0.32, -ly * 0.16}) {
            const double z = w.groundZ({x, y});
            s.box({x - 1.5, y - 0.35, z - 0.4}, {x + 1.5, y + 0.35, z + 0.42}, w.material("brick"));
            s.box({x - 1.55, y - 0.38, z + 0.42}, {x + 1.55, y + 0.38, z + 0.48}, w.material("wood_larch"), true);
        }
        lamp(w, {x + 2.6, ly * 0.36}, 180, 5, 0);
        w.tree({x, ly * 0.38}, "lime", w.random().between(6, 9));
        if (i % 2 == 0) w.tree({x + 3, -ly * 0.2}, "maple", w.random().between(5, 7));
    }
    const double mz = w.groundZ({lx * 0.2, ly * 0.08});
    for (int i = 0; i < 3; ++i)
        s.box({lx * 0.2 - 1.8 + 0.4 * i, ly * 0.08 - 1.8 + 0.4 * i, mz - 0.4},
              {lx * 0.2 + 1.8 - 0.4 * i, ly * 0.08 + 1.8 - 0.4 * i, mz + 0.25 * (i + 1)}, w.material("stone"));
    s.box({lx * 0.2 - 0.5, ly * 0.08 - 0.5, mz + 0.7}, {lx * 0.2 + 0.5, ly * 0.08 + 0.5, mz + 3.2},
          w.material("stone_light"));
    s.cone({lx * 0.2, ly * 0.08, mz + 3.2}, 0.4, 0.25, 1.8, 8, w.material("roof_copper"));
    s.cone({lx * 0.2, ly * 0.08, mz + 5.0}, 0.1, 0.28, 0.25, 8, w.material("roof_copper"));
    const int spaces =
        parkingSpaces(w, {0, -ly * 0.36}, {lx - 16, 5.2}, 0, static_cast<int>(params.number("parking")), 0.5);
    w.measure("area_m2", lx * ly);
    w.measure("spaces", spaces);
    return w.finish();
}

KitResult buildMarket(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int stalls = static_cast<int>(params.number("stalls"));
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(stalls * 1.6))));
    const int rows = (stalls + columns - 1) / columns;
    w.drapeRect({0, 0}, {columns * 4.2 + 8, rows * 7.0 + 8}, "asphalt_plain", 0.04);
    const std::array<std::string_view, 4> roofs{"canvas_orange", "canvas_blue", "plastic_green", "canvas_white"};
    int made = 0;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns && made < stalls; ++c, ++made) {
            const dvec2 at{(c - (columns - 1) / 2.0) * 4.2, (r - (rows - 1) / 2.0) * 7.0};
            Mesh part;
            MeshBuilder b{part};
            for (const double x : {-1.6, 1.6}) {
                for (const double y : {-1.2, 1.2}) b.bar({x, y, -0.3}, {x, y, 2.3}, 0.04, 4, w.material("steel"));
            }
            gableRoof(part, {1.8, 1.5}, 2.2, 2.9, 0.25, w.material(roofs[w.random().below(4)]));
            b.box({-1.5, 0.7, -0.1}, {1.5, 1.3, 0.9}, w.material("wood_larch"));
            b.box({-1.4, 0.75, 0.9}, {-0.3, 1.25, 1.05},
                  w.material(w.random().below(2) == 0 ? "plastic_red" : "plastic_green"), true);
            b.box({0.2, 0.75, 0.9}, {1.3, 1.25, 1.05},
                  w.material(w.random().below(2) == 0 ? "plastic_yellow" : "flowerbed"), true);
            w.put(part, {at, w.groundZ(at)}, r % 2 == 0 ? 0 : 180);
        }
    }
    HouseShape office{.widthM = 16,
                      .depthM = 7,
                      .storeys = 1,
                      .storeyM = 3.2,
                      .roof = RoofShape::Shed,
                      .pitchDeg = 8,
                      .overhangM = 0.5,
                      .chimney = false,
                      .facade = w.material("facade_shop"),
                      .roofing = w.material("roof_sheet_grey"),
                      .chimneyMaterial = w.material("chimney")};
    house(w, {0, rows * 3.5 + 9}, 180, office);
    w.measure("stalls", made);
    return w.finish();
}

KitResult buildMonument(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double height = params.number("height"), z = w.groundZ({0, 0});
    w.drapeDisc({0, 0}, 4.5, "paving_grey", 0.05, 24);
    MeshBuilder s = w.solid();
    for (int i = 0; i < 3; ++i)
        s.box({-2.0 + 0.45 * i, -2.0 + 0.45 * i, z - 0.4}, {2.0 - 0.45 * i, 2.0 - 0.45 * i, z + 0.22 * (i + 1)},
              w.material("stone"));
    s.box({-0.75, -0.75, z + 0.6}, {0.75, 0.75, z + height * 0.45}, w.material("stone_light"));
    s.cone({0, 0, z + height * 0.45}, 0.55, 0.12, height * 0.55, 4, w.material("stone_light"));
    s.box({-0.5, 0.75, z + 1.0}, {0.5, 0.8, z + 1.8}, w.material("roof_copper"), true);
    for (int i = 0; i < 4; ++i) hedge(w, turn({-2.6, 3.2}, 90.0 * i), turn({-0.9, 3.2}, 90.0 * i), 0.5, 0.5);
    w.measure("height_m", height);
    return w.finish();
}

/// A wall with a picture on it: bands of colour like a poster, the wall standing free or before a gable.
KitResult buildMural(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double half = params.number("length") / 2, height = params.number("height");
    const double z = w.lowestZ({0, 0}, {half, 0.5});
    MeshBuilder s = w.solid();
    s.box({-half, -0.18, z - 0.6}, {half, 0.0, z + height}, w.material("facade_plaster"));
    const std::array<std::string_view, 6> paints{"court_blue", "plastic_yellow", "canvas_orange",
                                                 "rubber_red", "court_green",    "canvas_blue"};
    const MaterialIndex sky = w.material(paints[w.random().below(6)]);
    const auto flat = [&](std::vector<dvec2> shape, double out, MaterialIndex material) {
        std::vector<dvec3> ring;
        for (const dvec2& p : shape)
            ring.emplace_back(-std::clamp(p.x, -1.0, 1.0) * half, out, z + std::clamp(p.y, 0.0, 1.0) * height);
        s.polygon(ring, material);
    };
    flat({{-1, 0.0}, {1, 0.0}, {1, 1}, {-1, 1}}, 0.02, sky);
    std::vector<dvec2> sun, hillA{{-1, 0}, {1, 0}}, hillB{{-1, 0}, {1, 0}};
    for (int i = 0; i < 20; ++i)
        sun.emplace_back(0.45 + 0.26 * std::cos(kTurn * i / 20),
                         0.68 + 0.26 * half / height * 2.0 * 0.5 * std::sin(kTurn * i / 20));
    for (int i = 0; i <= 16; ++i) {
        const double x = 1 - i / 8.0;
        hillA.emplace_back(x, 0.38 + 0.13 * std::sin(x * 3.1));
        hillB.emplace_back(x, 0.2 + 0.09 * std::sin(x * 4.6 + 1.2));
    }
    flat(sun, 0.03, w.material("plastic_yellow"));
    flat(hillA, 0.04, w.material("court_green"));
    flat(hillB, 0.05, w.material(paints[w.random().below(6)]));
    for (int i = 0; i < 4; ++i) {  // towers of the town
        const double x = -0.75 + 0.22 * i, top = 0.5 + 0.09 * ((i * 7) % 3);
        flat({{x, 0.25}, {x + 0.14, 0.25}, {x + 0.14, top}, {x + 0.07, top + 0.14}, {x, top}}, 0.06,
             w.material(i % 2 == 0 ? "canvas_white" : "brick"));
    }
    w.measure("area_m2", 2 * half * height);
    return w.finish();
}

KitResult buildWall(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> line = w.points();
    const double height = params.number("height");
    MeshBuilder s = w.solid();
    const MaterialIndex stone = w.material(params.text("material"));
    const bool ruin = params.flag("ruin");
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const dvec2 d = line[i + 1] - line[i];
        const int parts = std::max(1, static_cast<int>(glm::length(d) / 1.6));
        for (int k = 0; k < parts; ++k) {
            const dvec2 p = line[i] + d * ((k + 0.5) / parts);
            const double top = ruin ? height * w.random().between(0.25, 1.0) : height;
            if (ruin && w.random().below(7) == 0) continue;
            s.orientedBox({p, w.groundZ(p) - 0.9},
                          {ruin ? w.random().between(0.8, 1.1) : 0.5, glm::length(d) / parts + 0.05, top + 0.9},
                          headingOf(d), stone);
        }
    }
    w.measure("length_m", lengthOf(line));
    return w.finish();
}

KitResult buildFence(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> line = w.points();
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        fence(w, line[i], line[i + 1], params.number("height"), params.flag("net"));
    w.measure("length_m", lengthOf(line));
    return w.finish();
}

/// Scraps of walls on the spur; `works` adds what a revitalisation brings: paths, railings, a look-out deck, boards.
KitResult buildCastleHill(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    MeshBuilder s = w.solid();
    const double radius = params.number("radius");
    if (!params.flag("works")) {
        const MaterialIndex stone = w.material("stone");
        for (int i = 0; i < 40; ++i) {  // a broken quadrangle
            const double share = i / 40.0 * 4, side = std::floor(share), t = share - side;
            const std::vector<dvec2> ring = rectangle({0, 0}, {radius * 1.3, radius * 1.3}, 20);
            const dvec2 a = ring[static_cast<std::size_t>(side) % 4],
                        b = ring[(static_cast<std::size_t>(side) + 1) % 4];
            if (w.random().between(0, 1) < 0.45) continue;
            const dvec2 p = glm::mix(a, b, t);
            s.orientedBox(
                {p, w.groundZ(p) - 0.8},
                {w.random().between(0.9, 1.3), glm::length(b - a) / 10 + 0.1, 0.8 + w.random().between(0.3, 2.4)},
                headingOf(b - a), stone);
        }
        board(w, {0, -radius * 0.5}, 180);
        return w.finish();
    }
    std::vector<dvec2> loop;
    for (int i = 0; i <= 40; ++i)
        loop.emplace_back(radius * 0.8 * std::cos(kTurn * i / 40), radius * 0.7 * std::sin(kTurn * i / 40));
    double length = w.ribbon(loop, 2, "path_gravel", 0.06);
    length += w.ribbon(
        std::array<dvec2, 3>{dvec2{0, -radius * 1.6}, dvec2{radius * 0.2, -radius * 1.1}, dvec2{0, -radius * 0.7}}, 2,
        "path_gravel", 0.06);
    const dvec2 deck{0, radius * 0.85};
    const double z = w.highestZ(deck, {4, 3}) + 0.4;
    Mesh part;
    const std::array<dvec3, 4> top{{{-4, -3, z}, {4, -3, z}, {4, 3, z}, {-4, 3, z}}};
    slab(part, top, 0.14, w.material("wood_deck"));
    w.put(part, {deck, 0});
    for (const double x : {-3.6, 0.0, 3.6}) {
        for (const double y : {-2.6, 2.6}) post(w, deck + dvec2{x, y}, z - 0.1, 0.12, "wood_log");
    }
    railing(w, {deck + dvec2{-3.9, 2.9}, z}, {deck + dvec2{3.9, 2.9}, z}, "steel_dark", 1.1, 1.5);
    for (const double x : {-3.9, 3.9})
        railing(w, {deck + dvec2{x, -2.0}, z}, {deck + dvec2{x, 2.9}, z}, "steel_dark", 1.1, 1.5);
    benchOn(w, {deck + dvec2{-1.5, -1.0}, z}, 0);
    benchOn(w, {deck + dvec2{1.5, -1.0}, z}, 0);
    for (int i = 0; i < 8; ++i) {
        const OnLine here = alongLine(loop, lengthOf(loop) * (i + 0.5) / 8);
        const dvec2 right{here.direction.y, -here.direction.x};
        lamp(w, here.at + right * 1.5, headingOf(-right), 3.8, 0.4);
        bench(w, here.at - right * 1.6 + here.direction * 2.0, headingOf(right));
        if (i % 3 == 0) board(w, here.at + right * 1.8 - here.direction * 3.0, headingOf(-right));
    }
    // The plan of the castle, laid out in stone on the ground.
    const std::vector<dvec2> plan = rectangle({0, 0}, {radius * 0.7, radius * 0.7}, 20);
    for (std::size_t i = 0; i < 4; ++i)
        w.ribbon(std::array<dvec2, 2>{plan[i], plan[(i + 1) % 4]}, 1.2, "stone_light", 0.1);
    w.measure("paths_m", length);
    return w.finish();
}

}  // namespace

std::vector<Kit> streetKits() {
    return {
        {"lamp",
         {number("height", 5, 2.5, 14), number("step", 25, 5, 80), number("arm", 0.9, 0, 3), number("deck", 0.7, 0, 3)},
         {Shape::Point, Shape::Line},
         Layer::Furniture,
         buildLamp},
        {"bench", {}, {Shape::Point}, Layer::Furniture, buildBench},
        {"board", {number("width", 1.4, 0.6, 4)}, {Shape::Point}, Layer::Furniture, buildBoard},
        {"cctv", {number("height", 6, 3, 14)}, {Shape::Point}, Layer::Furniture, buildCctv},
        {"fountain", {number("radius", 3.5, 1, 12)}, {Shape::Point}, Layer::Landmarks, buildFountain},
        {"square",
         {number("length", 100, 20, 250), number("width", 80, 20, 250), number("parking", 24, 0, 100)},
         {Shape::Point},
         Layer::Landmarks,
         buildSquare},
        {"market", {number("stalls", 40, 1, 200)}, {Shape::Point}, Layer::Landmarks, buildMarket},
        {"monument", {number("height", 6, 2, 25)}, {Shape::Point}, Layer::Landmarks, buildMonument},
        {"mural",
         {number("length", 12, 3, 40), number("height", 8, 2, 30)},
         {Shape::Point},
         Layer::Investments,
         buildMural},
        {"wall",
         {number("height", 2, 0.4, 12), flag("ruin", false),
          choice("material", "stone", {"stone", "brick_old", "brick", "concrete"})},
         {Shape::Line},
         Layer::Landmarks,
         buildWall},
        {"fence", {number("height", 1.6, 0.5, 5), flag("net", true)}, {Shape::Line}, Layer::Furniture, buildFence},
        {"castle-hill",
         {number("radius", 22, 8, 80), flag("works", false)},
         {Shape::Point},
         Layer::Landmarks,
         buildCastleHill},
    };
}

}  // namespace twin::bake::kits
