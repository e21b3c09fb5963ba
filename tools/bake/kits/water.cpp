// tools/bake/kits/water.cpp: piers, mooring, slip, rental, promenade and beach.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {

/// Open hull, bow towards +y, waterline at z = 0.
void boat(Mesh& mesh, double lengthM, double beamM, MaterialIndex hull, MaterialIndex inside) {
    MeshBuilder b{mesh};
    const double l = lengthM / 2, w = beamM / 2;
    const std::array<dvec2, 8> rim{{{-w * 0.8, -l},
                                    {w * 0.8, -l},
                                    {w, -l * 0.2},
                                    {w * 0.9, l * 0.35},
                                    {w * 0.45, l * 0.78},
                                    {0, l},
                                    {-w * 0.45, l * 0.78},
                                    {-w * 0.9, l * 0.35}}};
    std::vector<dvec3> floor;
    const double freeboard = 0.18 + 0.06 * lengthM;
    for (std::size_t i = 0; i < rim.size(); ++i) {
        const dvec2 a = rim[i], c = rim[(i + 1) % rim.size()];
        const auto sheer = [&](dvec2 p) { return freeboard + 0.12 * std::max(0.0, p.y / l); };
        const dvec3 topA{a, sheer(a)}, topC{c, sheer(c)};
        b.quad({a * 0.62, -0.22}, {c * 0.62, -0.22}, topC, topA, hull);
        const dvec3 inA{a * 0.86, sheer(a)}, inC{c * 0.86, sheer(c)};
        b.quad(topA, topC, inC, inA, inside);
        b.quad(inA, inC, {c * 0.6, 0.05}, {a * 0.6, 0.05}, inside);
        floor.emplace_back(a * 0.6, 0.05);
    }
    b.polygon(floor, inside);
    b.box({-w * 0.85, -l * 0.35, freeboard * 0.6}, {w * 0.85, -l * 0.2, freeboard * 0.6 + 0.05}, inside, true);
    b.box({-w * 0.8, l * 0.2, freeboard * 0.6}, {w * 0.8, l * 0.33, freeboard * 0.6 + 0.05}, inside, true);
}

void lifeguardTower(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex wood = w.material("wood_larch"), white = w.material("white"), red = w.material("plastic_red");
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0}) b.bar({x * 1.25, y * 1.25, -0.7}, {x * 0.95, y * 0.95, 2.6}, 0.08, 5, wood);
        b.bar({x * 1.2, -1.2, 0.4}, {x * 1.0, 1.0, 2.3}, 0.04, 4, wood);
    }
    b.box({-1.3, -1.3, 2.6}, {1.3, 1.5, 2.74}, wood, true);
    b.box({-0.95, -1.0, 2.74}, {0.95, 0.5, 3.35}, white);
    for (const double x : {-0.9, 0.9}) {
        for (const double y : {-0.95, 0.45}) b.box({x - 0.05, y - 0.05, 3.3}, {x + 0.05, y + 0.05, 4.6}, white);
    }
    b.quad({-0.95, -1.0, 3.35}, {-0.95, -1.0, 4.6}, {0.95, -1.0, 4.6}, {0.95, -1.0, 3.35}, white);
    b.quad({-0.95, -1.0, 3.35}, {0.95, -1.0, 3.35}, {0.95, -1.0, 4.6}, {-0.95, -1.0, 4.6}, white);
    const std::array<dvec3, 4> roof{{{-1.3, -1.4, 4.55}, {1.3, -1.4, 4.55}, {1.3, 1.1, 4.95}, {-1.3, 1.1, 4.95}}};
    slab(part, roof, 0.12, red);
    for (int i = 0; i < 8; ++i)
        b.box({-0.35, -1.45 - 0.22 * (8 - i), 0.3 * i}, {0.35, -1.2 - 0.22 * (8 - i), 0.3 * i + 0.06}, wood, true);
    for (const double x : {-0.38, 0.38}) b.bar({x, -3.2, -0.2}, {x, -1.35, 2.65}, 0.05, 4, wood);
    b.bar({1.25, 1.45, 2.7}, {1.25, 1.45, 5.8}, 0.03, 5, w.material("steel_white"));
    b.quad({1.25, 1.45, 5.1}, {2.15, 1.45, 5.1}, {2.15, 1.45, 5.7}, {1.25, 1.45, 5.7}, w.material("canvas_orange"));
    b.quad({2.15, 1.45, 5.1}, {1.25, 1.45, 5.1}, {1.25, 1.45, 5.7}, {2.15, 1.45, 5.7}, w.material("canvas_orange"));
    const double z = w.groundZ(at);
    w.put(part, {at, z}, headingDeg);
    const dvec2 forward = turn({0, 1}, headingDeg), right = turn({1, 0}, headingDeg);
    const dvec3 deck{at, z + 2.74};
    const auto edge = [&](double x, double y) { return deck + dvec3{right * x + forward * y, 0}; };
    railing(w, edge(-1.25, 1.45), edge(1.25, 1.45), "steel_white", 0.9, 1.2);
    for (const double x : {-1.25, 1.25}) railing(w, edge(x, -1.2), edge(x, 1.45), "steel_white", 0.9, 1.3);
}

namespace {

struct Deck {
    double z = 0;
    double lengthM = 0;
};

/// Boards, beams and posts along a line; answers the deck's height and its measured length.
Deck layDeck(Work& w, std::span<const dvec2> line, double widthM, double deckM, double postStepM) {
    Deck deck;
    deck.z = w.waterZ(line.back()) + deckM;
    std::vector<dvec3> spine;
    for (const dvec2& p : line) spine.emplace_back(p, deck.z);
    const double half = widthM / 2;
    Mesh boards;
    const std::array<dvec2, 4> section{{{-half, -0.1}, {half, -0.1}, {half, 0}, {-half, 0}}};
    MeshBuilder{boards}.sweep(spine, section, w.material("wood_deck"), true);
    if (line.size() == 2) {  // measured on the boards themselves
        const dvec2 along = glm::normalize(line[1] - line[0]);
        double from = 1e18, to = -1e18;
        for (const MeshVertex& v : boards.vertices) {
            const double at = glm::dot(dvec2{v.position}, along);
            from = std::min(from, at), to = std::max(to, at);
        }
        deck.lengthM = to - from;
    } else {
        deck.lengthM = lengthOf(line);
    }
    w.put(boards, {});
    for (const double side : {-1.0, 1.0}) {
        const std::array<dvec2, 4> beam{{{side * half * 0.75 - 0.09, -0.36},
                                         {side * half * 0.75 + 0.09, -0.36},
                                         {side * half * 0.75 + 0.09, -0.1},
                                         {side * half * 0.75 - 0.09, -0.1}}};
        w.solid().sweep(spine, beam, w.material("wood_dark"), true);
    }
    const double total = lengthOf(line);
    const int posts = std::max(1, static_cast<int>(std::round(total / postStepM)));
    for (int i = 0; i <= posts; ++i) {
        const OnLine here = alongLine(line, total * (0.01 + 0.98 * i / posts));
        const dvec2 right{here.direction.y, -here.direction.x};
        for (const double side : {-1.0, 1.0}) {
            const dvec2 at = here.at + right * side * half * 0.75;
            w.solid().bar({at, std::min(w.groundZ(at), deck.z - 0.4) - 0.7}, {at, deck.z - 0.1}, 0.13, 6,
                          w.material("wood_log"));
        }
    }
    return deck;
}

/// From the start of a deck back to the ground, no steeper than 1:12 where there is room.
void shoreRamp(Work& w, dvec2 start, dvec2 direction, double deckZ, double widthM) {
    const dvec2 right = dvec2{direction.y, -direction.x} * (widthM / 2);
    const double shoreZ = w.groundZ(start) + 0.03;
    dvec2 head = start;  // where the ramp meets the deck
    double lengthM = 1.5;
    if (shoreZ > deckZ + 0.05) {  // a high bank: the ramp goes down along the first boards
        head = start + direction * std::min(6.0, (shoreZ - deckZ) * 10);
        lengthM = glm::length(head - start) + 0.6;
    } else {
        while (lengthM < 14 && deckZ - w.groundZ(start - direction * lengthM) > lengthM / 12) lengthM += 0.5;
    }
    const dvec2 foot = head - direction * lengthM;
    const double footZ = w.groundZ(foot) + 0.03;
    const double headZ = deckZ + 0.015;
    const std::array<dvec3, 4> top{
        {{foot - right, footZ}, {foot + right, footZ}, {head + right, headZ}, {head - right, headZ}}};
    Mesh part;
    slab(part, top, 0.12, w.material("wood_deck"));
    w.put(part, {});
    for (const double share : {0.35, 0.75}) {
        const dvec2 at = glm::mix(foot, head, share);
        const double z = glm::mix(footZ, headZ, share) - 0.1;
        for (const double side : {-0.8, 0.8}) post(w, at + right * side, z, 0.08, "wood_log");
    }
    if (deckZ - footZ > 0.5) {
        for (const double side : {-1.0, 1.0})
            railing(w, {foot + right * side, footZ}, {head + right * side, headZ}, "wood_larch");
    }
}

KitResult buildPier(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double width = params.number("width");
    std::vector<dvec2> line = w.points();
    if (placement.shape == Shape::Point) line = {{0, 0}, {0, params.number("length")}};
    const Deck deck = layDeck(w, line, width, params.number("deck"), 3);
    const double total = lengthOf(line);
    const OnLine first = alongLine(line, 0), last = alongLine(line, total);
    shoreRamp(w, first.at, first.direction, deck.z, std::min(width, 3.0));
    const double head = params.number("platform");
    const auto sideOf = [](const OnLine& here) { return dvec2{here.direction.y, -here.direction.x}; };
    if (head > width) {  // a wider end, inside the length
        Mesh part;
        const dvec2 middle = last.at - last.direction * head * 0.5;
        const std::vector<dvec2> ring = rectangle(middle, {head, head}, headingOf(last.direction));
        std::vector<dvec3> top;
        for (const dvec2& p : ring) top.emplace_back(p, deck.z + 0.01);
        slab(part, top, 0.12, w.material("wood_deck"));
        w.put(part, {});
        for (const dvec2& p : ring) {
            const dvec2 in = glm::mix(p, middle, 0.1);
            w.solid().bar({in, w.groundZ(in) - 0.7}, {in, deck.z - 0.1}, 0.13, 6, w.material("wood_log"));
        }
    }
    if (params.flag("railing")) {
        const double until = head > width ? total - head : total;
        for (const double side : {-1.0, 1.0}) {
            const int parts = std::max(1, static_cast<int>(line.size()) - 1);
            double from = 0;
            for (int i = 0; i < parts; ++i) {
                const double to = std::min(until, from + glm::length(line[static_cast<std::size_t>(i) + 1] -
                                                                     line[static_cast<std::size_t>(i)]));
                const OnLine a = alongLine(line, from + 0.02), b = alongLine(line, to - 0.02);
                const double shift = side * (width / 2 - 0.07);
                if (to > from + 0.5)
                    railing(w, {a.at + sideOf(a) * shift, deck.z}, {b.at + sideOf(b) * shift, deck.z}, "wood_larch");
                from = to;
            }
        }
        if (head > width) {
            const dvec2 middle = last.at - last.direction * head * 0.5;
            const dvec2 f = last.direction * (head / 2 - 0.07), r = sideOf(last) * (head / 2 - 0.07),
                        gap = sideOf(last) * (width / 2 - 0.07);
            const auto at = [&](dvec2 p) { return dvec3{p, deck.z}; };
            railing(w, at(middle - r - f), at(middle - r + f), "wood_larch");
            railing(w, at(middle + r - f), at(middle + r + f), "wood_larch");
            railing(w, at(middle - r + f), at(middle + r + f), "wood_larch");
            railing(w, at(middle - r - f), at(middle - gap - f), "wood_larch");
            railing(w, at(middle + gap - f), at(middle + r - f), "wood_larch");
        } else {
            const dvec2 side = sideOf(last) * (width / 2 - 0.07);
            railing(w, {last.at - side, deck.z}, {last.at + side, deck.z}, "wood_larch");
        }
    }
    int lamps = 0;
    if (params.flag("lamps")) {
        for (double at = 2; at < total; at += 8) {
            const OnLine here = alongLine(line, at);
            const double side = lamps % 2 == 0 ? 1 : -1;
            lampOn(w, {here.at + sideOf(here) * side * (width / 2 - 0.2), deck.z}, 3.2);
            ++lamps;
        }
    }
    if (params.flag("benches")) {
        const int count = std::max(1, static_cast<int>(total / 12));
        for (int i = 0; i < count; ++i) {
            const OnLine here = alongLine(line, total - 2.5 - 12.0 * i);
            benchOn(w, {here.at + sideOf(here) * (width / 2 - 0.5), deck.z}, headingOf(-sideOf(here)));
        }
    }
    if (params.flag("ladder")) {
        for (const double side : {-0.4, 0.4}) {
            const dvec2 at = last.at + sideOf(last) * side + last.direction * 0.06;
            w.solid().bar({at, deck.z - 1.6}, {at, deck.z + 0.9}, 0.03, 5, w.material("steel"));
        }
        for (int i = 0; i < 6; ++i) {
            const dvec3 middle{last.at + last.direction * 0.06, deck.z - 0.2 - 0.25 * i};
            w.solid().bar(middle - dvec3{sideOf(last) * 0.4, 0}, middle + dvec3{sideOf(last) * 0.4, 0}, 0.025, 4,
                          w.material("steel"));
        }
    }
    w.measure("length_m", deck.lengthM);
    w.measure("width_m", width);
    w.measure("lamps", lamps);
    return w.finish();
}

KitResult buildMooring(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int wanted = static_cast<int>(params.number("berths"));
    const double berth = params.number("berth_width"), finger = params.number("berth_length");
    const int rows = (wanted + 1) / 2;
    const double gangway = params.number("gangway");
    const double start = gangway, end = gangway + rows * berth + 0.6;
    const double waterZ = w.waterZ({0, end});
    const double deckZ = waterZ + 0.45;
    const MaterialIndex wood = w.material("wood_deck"), steel = w.material("steel"),
                        concrete = w.material("concrete_dark");
    MeshBuilder s = w.solid();
    const auto pontoon = [&](dvec3 min, dvec3 max) {
        s.box(min, max, wood, true);
        s.box({min.x + 0.12, min.y + 0.12, waterZ - 0.25}, {max.x - 0.12, max.y - 0.12, min.z}, concrete);
    };
    pontoon({-1.1, start, deckZ - 0.12}, {1.1, end, deckZ});
    const double shoreZ = w.groundZ({0, 0}) + 0.05;
    const std::array<dvec3, 4> bridge{
        {{-0.8, 0, shoreZ}, {0.8, 0, shoreZ}, {0.8, start + 0.5, deckZ + 0.03}, {-0.8, start + 0.5, deckZ + 0.03}}};
    Mesh part;
    slab(part, bridge, 0.15, wood);
    w.put(part, {});
    for (const double x : {-0.75, 0.75}) railing(w, {x, 0, shoreZ}, {x, start + 0.4, deckZ + 0.03}, "steel", 1.0);
    post(w, {-0.7, 0.2}, shoreZ - 0.1, 0.12, "concrete");
    post(w, {0.7, 0.2}, shoreZ - 0.1, 0.12, "concrete");
    for (double y = start + 2; y < end; y += 6) {
        for (const double x : {-1.25, 1.25})
            s.bar({x, y, w.groundZ({x, y}) - 0.8}, {x, y, waterZ + 1.7}, 0.12, 8, steel);
    }
    int berths = 0;
    for (const double side : {-1.0, 1.0}) {
        for (int i = 0; i <= rows; i += 2) {
            const double y = start + 0.3 + i * berth;
            const double x0 = side > 0 ? 1.1 : -1.1 - finger, x1 = side > 0 ? 1.1 + finger : -1.1;
            pontoon({x0, y - 0.3, deckZ - 0.12}, {x1, y + 0.3, deckZ});
            const double tip = side * (1.1 + finger - 0.4);
            s.bar({tip, y + 0.42, w.groundZ({tip, y}) - 0.8}, {tip, y + 0.42, waterZ + 1.5}, 0.1, 6, steel);
        }
        for (int i = 0; i < rows && berths < wanted; ++i, ++berths) {
            const double y = start + 0.3 + (i + 0.5) * berth + (i % 2 == 0 ? 0.1 : -0.1);
            s.box({side * 1.0 - 0.06, y - 0.06, deckZ}, {side * 1.0 + 0.06, y + 0.06, deckZ + 0.25}, steel);
            if (w.random().between(0, 1) > params.number("boats")) continue;
            const double length = finger * w.random().between(0.68, 0.95);
            const std::array<std::string_view, 3> hulls{"boat_white", "boat_blue", "boat_wood"};
            Mesh hull;
            const double beam = std::min(berth * 0.62, length * 0.38);
            boat(hull, length, beam, w.material(hulls[w.random().below(3)]),
                 w.material(w.random().below(2) == 0 ? "boat_wood" : "white"));
            const std::size_t kind = w.random().below(3);
            if (kind == 0) {  // sailing dinghy
                MeshBuilder b{hull};
                b.bar({0, length * 0.12, 0}, {0, length * 0.12, length * 1.35}, 0.045, 5, steel);
                b.bar({0, length * 0.12, 1.1}, {0, -length * 0.42, 1.05}, 0.06, 5, w.material("canvas_blue"));
                b.bar({0, length * 0.12, length * 1.33}, {0, length * 0.49, 0.5}, 0.012, 3, steel);
            } else if (kind == 1) {  // motor boat
                MeshBuilder b{hull};
                const double w2 = beam * 0.36;
                b.quad({-w2, length * 0.08, 0.55}, {w2, length * 0.08, 0.55}, {w2 * 0.85, -0.05, 1.0},
                       {-w2 * 0.85, -0.05, 1.0}, w.material("glass_dark"));
                b.quad({w2, length * 0.08, 0.55}, {-w2, length * 0.08, 0.55}, {-w2 * 0.85, -0.05, 1.0},
                       {w2 * 0.85, -0.05, 1.0}, w.material("glass_dark"));
                b.box({-0.2, -length * 0.53, 0.05}, {0.2, -length * 0.46, 0.85}, w.material("black"), true);
            }
            w.put(hull, {side * (1.4 + length / 2), y, waterZ}, side > 0 ? 90 : -90);
        }
    }
    for (double y = start + 3; y < end; y += 9) lampOn(w, {0.95, y, deckZ}, 1.2);
    w.measure("berths", berths);
    w.measure("length_m", end - start);
    return w.finish();
}

KitResult buildSlip(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), half = params.number("width") / 2;
    const double top = w.groundZ({0, 0}) + 0.06;
    const double bottom = w.waterZ({0, length}) - params.number("draught");
    const std::array<dvec3, 4> ramp{{{-half, 0, top}, {half, 0, top}, {half, length, bottom}, {-half, length, bottom}}};
    Mesh part;
    slab(part, ramp, 0.5, w.material("concrete"));
    MeshBuilder b{part};
    for (const double x : {-half, half}) {
        const std::array<dvec3, 4> kerb{{{x - 0.15, 0, top + 0.2},
                                         {x + 0.15, 0, top + 0.2},
                                         {x + 0.15, length, bottom + 0.2},
                                         {x - 0.15, length, bottom + 0.2}}};
        slab(part, kerb, 0.7, w.material("concrete_dark"));
    }
    for (double y = 1; y < length; y += 0.6) {
        const double z = glm::mix(top, bottom, y / length) + 0.012;
        const double slope = (bottom - top) / length * 0.12;
        b.quad({-half + 0.3, y, z}, {half - 0.3, y, z}, {half - 0.3, y + 0.12, z + slope},
               {-half + 0.3, y + 0.12, z + slope}, w.material("concrete_dark"));
    }
    w.put(part, {});
    w.drapeRect({0, -3}, {half * 2 + 2, 6}, "paving_grey");
    for (const double x : {-half - 0.5, half + 0.5}) post(w, {x, 0.3}, w.groundZ({x, 0.3}) + 0.9, 0.08, "steel_yellow");
    w.measure("length_m", length);
    return w.finish();
}

void pedalo(Work& w, dvec2 at, double headingDeg, std::string_view colour) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex paint = w.material(colour), white = w.material("white");
    for (const double x : {-0.55, 0.55}) {
        b.box({x - 0.28, -1.3, 0.1}, {x + 0.28, 1.0, 0.5}, paint, true);
        b.quad({x - 0.28, 1.0, 0.1}, {x + 0.28, 1.0, 0.1}, {x + 0.2, 1.5, 0.5}, {x - 0.2, 1.5, 0.5}, paint);
        b.quad({x - 0.2, 1.5, 0.5}, {x + 0.2, 1.5, 0.5}, {x + 0.28, 1.0, 0.5}, {x - 0.28, 1.0, 0.5}, paint);
        b.box({x - 0.22, -0.5, 0.5}, {x + 0.22, -0.05, 0.75}, white);
        b.box({x - 0.22, -0.6, 0.5}, {x + 0.22, -0.5, 1.15}, white);
    }
    b.box({-0.35, -1.2, 0.3}, {0.35, 0.9, 0.42}, white, true);
    w.put(part, {at, w.groundZ(at) - 0.02}, headingDeg);
}

KitResult buildRental(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double width = params.number("length"), depth = params.number("width");
    const double plinth = w.standOver({0, 0}, {width / 2 + 1, depth / 2 + 2});
    MeshBuilder s = w.solid();
    const MaterialIndex larch = w.material("wood_larch"), dark = w.material("wood_dark"),
                        deck = w.material("wood_deck");
    const double hx = width / 2, hy = depth / 2;
    s.box({-hx - 0.5, -hy - 0.3, -plinth}, {hx + 0.5, hy + 3, 0.2}, deck);
    s.box({-hx, -hy, 0.2}, {hx, hy, 3.0}, larch);
    s.box({-hx + 0.4, hy, 1.2}, {-0.6, hy + 0.06, 2.4}, w.material("glass_dark"), true);  // counter window
    s.box({-hx + 0.3, hy, 1.1}, {-0.5, hy + 0.45, 1.18}, dark, true);
    s.box({0.6, hy, 0.2}, {hx - 0.5, hy + 0.06, 2.6}, dark, true);  // shutters of the store
    for (double x = 1.4; x < hx - 0.6; x += 0.9)
        s.box({x - 0.02, hy + 0.06, 0.2}, {x + 0.02, hy + 0.09, 2.6}, larch, true);
    Mesh roof;
    const std::array<dvec3, 4> top{{{-hx - 0.7, -hy - 0.6, 3.1},
                                    {hx + 0.7, -hy - 0.6, 3.1},
                                    {hx + 0.7, hy + 2.8, 3.85},
                                    {-hx - 0.7, hy + 2.8, 3.85}}};
    slab(roof, top, 0.2, w.material("roof_sheet_grey"));
    MeshBuilder{roof}.triangle({hx, -hy, 3.0}, {hx, hy, 3.0}, {hx, hy, 3.55}, larch);
    MeshBuilder{roof}.triangle({-hx, hy, 3.0}, {-hx, -hy, 3.0}, {-hx, hy, 3.55}, larch);
    MeshBuilder{roof}.quad({hx, hy, 3.0}, {-hx, hy, 3.0}, {-hx, hy, 3.55}, {hx, hy, 3.55}, w.material("sign_blue"));
    w.put(roof, {});
    for (double x = -hx - 0.3; x <= hx + 0.31; x += (width + 0.6) / 3) post(w, {x, hy + 2.5}, 3.6, 0.09, "wood_dark");
    const int canoes = static_cast<int>(params.number("canoes"));
    const std::array<std::string_view, 4> paints{"plastic_yellow", "plastic_red", "plastic_blue", "plastic_green"};
    for (int rack = 0; rack * 4 < canoes; ++rack) {  // racks of four beside the house
        const double x = hx + 2.6 + 1.7 * rack;
        for (const double y : {-1.4, 1.4}) {
            for (const double dx : {-0.55, 0.55}) post(w, {x + dx, y}, 1.9, 0.05, "wood_dark");
            for (const double z : {0.75, 1.75}) s.bar({x - 0.6, y, z}, {x + 0.6, y, z}, 0.05, 4, dark);
        }
        for (int i = 0; i < 4 && rack * 4 + i < canoes; ++i) {
            Mesh hull;
            boat(hull, 4.6, 0.75, w.material(paints[w.random().below(4)]), w.material("boat_wood"));
            w.put(hull, {x + (i % 2 == 0 ? -0.32 : 0.32), 0, i < 2 ? 0.92 : 1.92}, 0);
        }
    }
    const int pedalos = static_cast<int>(params.number("pedalos"));
    for (int i = 0; i < pedalos; ++i) {
        pedalo(w, {-hx - 2.4 - 2.4 * (i / 2), i % 2 == 0 ? hy + 1.4 : hy - 2.4}, 8,
               paints[static_cast<std::size_t>(i) % 4]);
    }
    board(w, {hx + 1.2, hy + 2.6}, 0);
    w.measure("canoes", canoes);
    w.measure("area_m2", width * depth);
    return w.finish();
}

KitResult buildPromenade(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> line = w.points();
    const double width = params.number("width");
    const double length = w.ribbon(line, width, params.text("surface"), 0.05);
    for (const double side : {-1.0, 1.0}) w.ribbon(line, 0.3, "kerb", 0.08, side * (width / 2 + 0.15));
    const double total = lengthOf(line);
    int lamps = 0, benches = 0;
    const auto right = [](const OnLine& here) { return dvec2{here.direction.y, -here.direction.x}; };
    if (params.number("lamp_step") > 0) {
        for (double at = 6; at < total; at += params.number("lamp_step"), ++lamps) {
            const OnLine here = alongLine(line, at);
            const double side = lamps % 2 == 0 ? 1 : -1;
            lamp(w, here.at + right(here) * side * (width / 2 + 0.6), headingOf(-right(here) * side), 4.2, 0.7);
        }
    }
    if (params.number("bench_step") > 0) {
        for (double at = 12; at < total; at += params.number("bench_step"), ++benches) {
            const OnLine here = alongLine(line, at);
            bench(w, here.at + right(here) * (width / 2 + 0.7), headingOf(-right(here)));
            if (benches % 2 == 0) bin(w, here.at + right(here) * (width / 2 + 0.7) + here.direction * 1.5);
        }
    }
    w.measure("length_m", length);
    w.measure("lamps", lamps);
    w.measure("benches", benches);
    return w.finish();
}

KitResult buildBeach(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> ring = w.points();
    w.drape(ring, "sand", 0.03);
    std::vector<dvec2> spots = gridInside(ring, 5.5, 2.5, placement.headingDeg);
    std::erase_if(spots, [&](dvec2 p) { return w.overWater(p); });
    for (std::size_t i = spots.size(); i > 1; --i) std::swap(spots[i - 1], spots[w.random().below(i)]);
    std::size_t next = 0;
    const auto take = [&]() { return spots[next++ % std::max<std::size_t>(1, spots.size())]; };
    const auto room = [&](double wanted) {
        return static_cast<int>(std::min(wanted, static_cast<double>(spots.size() - std::min(next, spots.size()))));
    };
    const std::array<std::string_view, 3> cloths{"canvas_orange", "canvas_blue", "canvas_white"};
    const int parasols = room(params.number("parasols"));
    for (int i = 0; i < parasols; ++i) {
        const dvec2 at = take();
        const std::string_view cloth = cloths[w.random().below(3)];
        parasol(w, at, cloth);
        deckChair(w, at + turn({0.9, 0.3}, placement.headingDeg), placement.headingDeg + 8, cloth);
        if (w.random().below(2) == 0)
            deckChair(w, at + turn({-0.9, 0.2}, placement.headingDeg), placement.headingDeg - 6, cloth);
    }
    const int cabins = room(params.number("cabins"));
    for (int i = 0; i < cabins; ++i) {
        const dvec2 at = take();
        Mesh part;
        MeshBuilder b{part};
        b.box({-0.75, -0.75, -0.3}, {0.75, 0.75, 2.1}, w.material(i % 2 == 0 ? "canvas_blue" : "wood_larch"));
        b.box({-0.85, -0.85, 2.1}, {0.85, 0.85, 2.2}, w.material("white"), true);
        b.box({-0.4, 0.75, 0.2}, {0.4, 0.78, 1.9}, w.material("white"), true);
        w.put(part, {at, w.groundZ(at)}, placement.headingDeg);
    }
    if (params.flag("tower") && next < spots.size()) {  // nearest to the water
        dvec2 best = spots[next];
        const dvec2 towards = turn({0, 1}, placement.headingDeg);
        for (std::size_t i = next; i < spots.size(); ++i) {
            if (glm::dot(spots[i], towards) -
                    std::abs(glm::dot(spots[i] - centreOf(ring), turn({1, 0}, placement.headingDeg))) >
                glm::dot(best, towards) - std::abs(glm::dot(best - centreOf(ring), turn({1, 0}, placement.headingDeg))))
                best = spots[i];
        }
        lifeguardTower(w, best, placement.headingDeg);
    }
    w.measure("area_m2", areaOf(ring));
    w.measure("parasols", parasols);
    return w.finish();
}

KitResult buildLifeguard(const KitPlacement& placement, const KitParams&, const KitSite& site) {
    Work w{placement, site};
    lifeguardTower(w, {0, 0}, 0);
    return w.finish();
}

}  // namespace

std::vector<Kit> waterKits() {
    return {
        {"pier",
         {number("length", 45, 4, 200), number("width", 2.5, 1.2, 8), number("deck", 0.7, 0.2, 2),
          number("platform", 0, 0, 14), flag("railing", true), flag("lamps", false), flag("benches", false),
          flag("ladder", false)},
         {Shape::Point, Shape::Line},
         Layer::Investments,
         buildPier},
        {"mooring",
         {number("berths", 16, 2, 80), number("berth_width", 2.8, 2, 5), number("berth_length", 5.5, 3, 10),
          number("gangway", 6, 2, 25), number("boats", 0.75, 0, 1)},
         {Shape::Point},
         Layer::Investments,
         buildMooring},
        {"slip",
         {number("length", 16, 6, 40), number("width", 4, 3, 10), number("draught", 1.2, 0.5, 3)},
         {Shape::Point},
         Layer::Investments,
         buildSlip},
        {"rental",
         {number("length", 12, 6, 30), number("width", 6, 4, 12), number("canoes", 12, 0, 40),
          number("pedalos", 4, 0, 20)},
         {Shape::Point},
         Layer::Investments,
         buildRental},
        {"promenade",
         {number("width", 4, 1.5, 10), number("lamp_step", 20, 0, 60), number("bench_step", 24, 0, 100),
          choice("surface", "paving_light", {"paving_light", "paving_grey", "paving_red", "wood_deck", "path_gravel"})},
         {Shape::Line},
         Layer::Investments,
         buildPromenade},
        {"beach",
         {number("parasols", 30, 0, 120), number("cabins", 4, 0, 20), flag("tower", true)},
         {Shape::Polygon},
         Layer::Investments,
         buildBeach},
        {"lifeguard-tower", {}, {Shape::Point}, Layer::Investments, buildLifeguard},
    };
}

}  // namespace twin::bake::kits
