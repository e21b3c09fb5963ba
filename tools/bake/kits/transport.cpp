// tools/bake/kits/transport.cpp: station, stops, parking, charging, cycling and paths.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {

/// Glass shelter with a bench and a stop sign; open towards the heading.
void busShelter(Work& w, dvec2 at, double headingDeg, double lengthM) {
    Mesh part, glass;
    MeshBuilder b{part}, g{glass};
    const MaterialIndex steel = w.material("steel_dark");
    const double hx = lengthM / 2;
    for (const double x : {-hx, hx}) {
        b.box({x - 0.05, -0.7, -0.3}, {x + 0.05, -0.6, 2.5}, steel);
        b.box({x - 0.04, 0.5, -0.3}, {x + 0.04, 0.58, 2.5}, steel);
        for (const int flip : {0, 1}) {
            const dvec3 p{x, -0.6, 0.25}, q{x, 0.5, 0.25}, r{x, 0.5, 2.3}, s{x, -0.6, 2.3};
            if (flip == 0)
                g.quad(p, q, r, s, w.material("glass"));
            else
                g.quad(s, r, q, p, w.material("glass"));
        }
    }
    g.quad({-hx, -0.65, 0.25}, {hx, -0.65, 0.25}, {hx, -0.65, 2.3}, {-hx, -0.65, 2.3}, w.material("glass"));
    g.quad({hx, -0.65, 0.25}, {-hx, -0.65, 0.25}, {-hx, -0.65, 2.3}, {hx, -0.65, 2.3}, w.material("glass"));
    b.box({-hx - 0.25, -0.85, 2.5}, {hx + 0.25, 0.95, 2.64}, w.material("steel"), true);
    b.box({-hx + 0.3, -0.55, 0.42}, {hx - 0.5, -0.2, 0.48}, w.material("wood_larch"), true);
    for (const double x : {-hx + 0.5, hx - 0.7}) b.box({x - 0.04, -0.5, -0.2}, {x + 0.04, -0.25, 0.42}, steel);
    b.bar({hx + 0.9, 0.7, -0.4}, {hx + 0.9, 0.7, 2.9}, 0.04, 6, w.material("steel"));
    b.box({hx + 0.6, 0.68, 2.25}, {hx + 1.2, 0.72, 2.9}, w.material("sign_blue"), true);
    const double z = w.groundZ(at) + 0.08;
    w.put(part, {at, z}, headingDeg);
    w.putClear(glass, {at, z}, headingDeg);
}

void charger(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    b.box({-0.45, -0.35, -0.3}, {0.45, 0.35, 0.12}, w.material("concrete"));
    b.box({-0.32, -0.22, 0.12}, {0.32, 0.22, 1.9}, w.material("white"));
    b.box({-0.33, -0.23, 1.62}, {0.33, 0.23, 1.95}, w.material("steel_green"), true);
    b.box({-0.2, 0.22, 1.2}, {0.2, 0.235, 1.5}, w.material("glass_dark"), true);
    for (const double x : {-0.36, 0.36}) {
        b.bar({x, 0.05, 1.3}, {x * 1.25, 0.25, 0.5}, 0.035, 5, w.material("black"));
        b.bar({x * 1.25, 0.25, 0.5}, {x, 0.15, 0.95}, 0.035, 5, w.material("black"));
    }
    for (const double x : {-0.75, 0.75}) b.bar({x, 0.5, -0.3}, {x, 0.5, 0.8}, 0.06, 6, w.material("steel_yellow"));
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

int parkingSpaces(Work& w, dvec2 centre, dvec2 size, double headingDeg, int spaces, double carShare) {
    constexpr double kSpaceW = 2.5, kSpaceL = 5.0, kLane = 6.0;
    const int perRow = std::max(1, static_cast<int>((size.x - 0.2) / kSpaceW));
    const std::array<std::string_view, 6> paints{"steel_white", "steel",      "steel_dark",
                                                 "steel_red",   "steel_blue", "black"};
    int made = 0;
    double y = -size.y / 2;
    bool up = true;  // rows face the lanes: row, lane, row, row, lane, row ...
    const auto local = [&](double x, double yy) { return centre + turn({x, yy}, headingDeg); };
    while (made < spaces && y + kSpaceL <= size.y / 2 + 0.01) {
        const int here = std::min(perRow, spaces - made);
        const double x0 = -here * kSpaceW / 2;
        for (int i = 0; i <= here; ++i)
            w.mark(local(x0 + i * kSpaceW, y), local(x0 + i * kSpaceW, y + kSpaceL), "marking_white", 0.1, 0.08);
        for (int i = 0; i < here; ++i, ++made) {
            if (w.random().between(0, 1) >= carShare) continue;
            car(w, local(x0 + (i + 0.5) * kSpaceW, y + kSpaceL / 2), headingDeg + (w.random().below(2) == 0 ? 0 : 180),
                paints[w.random().below(6)]);
        }
        y += up ? kSpaceL + kLane : kSpaceL;
        up = !up;
    }
    return made;
}

namespace {

using Line2 = std::array<dvec2, 2>;

KitResult buildParking(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const dvec2 size{params.number("length"), params.number("width")};
    w.drapeRect({0, 0}, size, params.text("surface"), 0.04);
    const std::vector<dvec2> ring = rectangle({0, 0}, size + 0.3);
    for (std::size_t i = 0; i < 4; ++i) w.ribbon(Line2{ring[i], ring[(i + 1) % 4]}, 0.3, "kerb", 0.1);
    const auto asked = static_cast<int>(params.number("spaces"));
    const int spaces = parkingSpaces(w, {0, 0}, size - 1.0, 0.0, asked, params.number("cars"));
    for (const double x : {-1.0, 1.0}) {
        lamp(w, {x * (size.x / 2 + 0.8), 0}, x > 0 ? 270 : 90, 7, 1.4);
        if (params.flag("trees")) {
            for (double y = -size.y / 2 + 3; y < size.y / 2 - 2; y += 8)
                w.tree({x * (size.x / 2 + 2.4), y}, "maple", w.random().between(4, 6));
        }
    }
    const int chargers = static_cast<int>(params.number("chargers"));
    for (int i = 0; i < chargers; ++i) charger(w, {-size.x / 2 + 3 + 5.0 * i, -size.y / 2 - 0.9}, 0);
    w.measure("spaces", spaces);
    w.measure("area_m2", size.x * size.y);
    return w.finish();
}

KitResult buildCharger(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int points = static_cast<int>(params.number("points"));
    w.drapeRect({0, 3.2}, {points * 2.6, 5}, "asphalt_plain", 0.04);
    for (int i = 0; i <= points; ++i)
        w.mark({(i - points / 2.0) * 2.6, 0.7}, {(i - points / 2.0) * 2.6, 5.7}, "marking_white", 0.1, 0.08);
    for (int i = 0; i < points; ++i) {
        w.mark({(i - points / 2.0 + 0.25) * 2.6, 3.2}, {(i - points / 2.0 + 0.75) * 2.6, 3.2}, "steel_green", 1.6,
               0.07);
        if (i % 2 == 0) charger(w, {(i - points / 2.0 + (i + 1 < points ? 1.0 : 0.5)) * 2.6, 0}, 0);
        if (i % 3 == 1) car(w, {(i - points / 2.0 + 0.5) * 2.6, 3.2}, 180, "steel_white");
    }
    w.measure("points", points);
    return w.finish();
}

void bus(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    b.box({-1.25, -5.2, 0.35}, {1.25, 5.2, 1.25}, w.material("white"), true);
    b.box({-1.22, -5.17, 1.25}, {1.22, 5.17, 2.55}, w.material("glass_dark"));
    b.box({-1.25, -5.2, 2.55}, {1.25, 5.2, 3.0}, w.material("steel_green"), true);
    b.box({-0.9, -4, 3.0}, {0.9, 1.5, 3.3}, w.material("white"));
    for (const double x : {-1.1, 1.1}) {
        for (const double y : {-3.2, 3.0})
            b.bar({x - 0.18, y, 0.48}, {x + 0.18, y, 0.48}, 0.48, 10, w.material("black"));
    }
    w.put(part, {at, w.groundZ(at) + 0.05}, headingDeg);
}

/// A row of bays under one long timber roof with solar panels and grass, and a glazed waiting hall at its end.
KitResult buildBusStation(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int bays = static_cast<int>(params.number("bays"));
    const double bay = 12, length = bays * bay, hall = 16;
    const double total = length + hall + 4;
    w.drapeRect({0, 0}, {total + 16, 40}, "asphalt_plain", 0.03);
    const double floor = w.highestZ({0, 0}, {total / 2, 4}) + 0.18;
    const double low = w.lowestZ({0, 0}, {total / 2, 4}) - 0.5;
    MeshBuilder s = w.solid(), g = w.clear();
    const MaterialIndex larch = w.material("wood_larch"), steel = w.material("steel_dark");
    s.box({-total / 2, -4, low}, {total / 2, 4, floor}, w.material("paving_light"));
    const double roofZ = floor + 4.6;
    s.box({-total / 2 - 2, -7, roofZ}, {total / 2 + 2, 7, roofZ + 0.45}, larch, true);
    s.box({-total / 2 - 1.6, -6.6, roofZ + 0.45}, {total / 2 + 1.6, 6.6, roofZ + 0.55}, w.material("roof_green"));
    for (double x = -total / 2 + 4; x < total / 2 - 6; x += 6) {
        const std::array<dvec3, 4> panel{
            {{x, -3, roofZ + 0.7}, {x + 4.8, -3, roofZ + 0.7}, {x + 4.8, 1.6, roofZ + 1.5}, {x, 1.6, roofZ + 1.5}}};
        Mesh part;
        slab(part, panel, 0.06, w.material("solar"));
        w.put(part, {});
        s.box({x + 2.3, 1.2, roofZ + 0.5}, {x + 2.5, 1.4, roofZ + 1.45}, steel);
    }
    for (double x = -total / 2 + 2; x <= total / 2; x += 6) {  // Y-shaped posts
        s.bar({x, 0, low}, {x, 0, floor + 2.6}, 0.16, 6, larch);
        for (const double y : {-4.5, 4.5}) s.bar({x, 0, floor + 2.5}, {x, y, roofZ}, 0.12, 5, larch);
    }
    const double hx0 = total / 2 - hall, hx1 = total / 2 - 1;
    const std::vector<dvec2> ring{{hx0, -3.6}, {hx1, -3.6}, {hx1, 3.6}, {hx0, 3.6}};
    Mesh walls;
    wallsRound(walls, ring, floor, roofZ, 4.6, 2.4, w.material("facade_glass"));
    w.put(walls, {});
    for (int i = 0; i < bays; ++i) {
        const double x = -total / 2 + 3 + (i + 0.5) * bay;
        const double side = i % 2 == 0 ? 1 : -1;
        s.bar({x + 4, side * 3.6, floor - 0.1}, {x + 4, side * 3.6, floor + 2.9}, 0.05, 6, steel);
        s.box({x + 3.6, side * 3.58, floor + 2.2}, {x + 4.4, side * 3.62, floor + 2.9}, w.material("sign_blue"), true);
        benchOn(w, {x, side * 1.6, floor}, side > 0 ? 0 : 180);
        w.mark({x - bay / 2 + 0.5, side * 7.6}, {x + bay / 2 - 0.5, side * 7.6}, "marking_yellow", 0.15);
        if (i % 3 == 0) bus(w, {x, side * 6.0}, 90);
    }
    (void)g;
    for (int i = 0; i < static_cast<int>(params.number("chargers")); ++i) {
        const double x = -total / 2 + 6 + 9.0 * i;
        const double z = w.groundZ({x, -16});
        s.bar({x, -16, z - 0.5}, {x, -16, z + 5.2}, 0.18, 6, w.material("steel_white"));  // pantograph mast
        s.bar({x, -16, z + 5.1}, {x, -12.4, z + 5.1}, 0.16, 6, w.material("steel_white"));
        s.box({x - 0.5, -13.2, z + 4.6}, {x + 0.5, -12.0, z + 5.0}, w.material("steel_green"), true);
        s.box({x + 0.8, -17, z - 0.3}, {x + 2.2, -16, z + 2.2}, w.material("white"));
        if (i == 0) bus(w, {x, -12.4}, 90);
    }
    for (double x = -total / 2; x <= total / 2; x += 16) w.tree({x, 21.5}, "lime", w.random().between(5, 7));
    w.measure("bays", bays);
    w.measure("length_m", total);
    return w.finish();
}

KitResult buildInterchange(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int shelters = static_cast<int>(params.number("shelters"));
    const double step = 12;
    w.drapeRect({0, 0}, {shelters * step + 14, 6}, "paving_red", 0.06);
    for (int i = 0; i < shelters; ++i) busShelter(w, {(i - (shelters - 1) / 2.0) * step, -1.2}, 0, 6);
    HouseShape waiting{.widthM = 9,
                       .depthM = 5,
                       .storeys = 1,
                       .storeyM = 3.4,
                       .roof = RoofShape::Flat,
                       .overhangM = 0.3,
                       .chimney = false,
                       .facade = w.material("facade_glass"),
                       .roofing = w.material("roof_flat_gravel"),
                       .chimneyMaterial = w.material("chimney")};
    house(w, {shelters * step / 2 + 8, -2}, 0, waiting);
    for (int i = 0; i < 6; ++i) bicycleStand(w, {-shelters * step / 2 - 3 - 0.9 * i, -1}, 0);
    for (int i = 0; i <= shelters; i += 2) lamp(w, {(i - shelters / 2.0) * step, -3.2}, 0, 6, 1.2);
    w.measure("shelters", shelters);
    return w.finish();
}

KitResult buildBusStop(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    w.drapeRect({0, 0}, {9, 3}, "paving_grey", 0.06);
    if (params.flag("shelter")) busShelter(w, {0, -0.4}, 0, 3.6);
    bin(w, {-3, -0.6});
    return w.finish();
}

KitResult buildBicycleParking(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int stands = static_cast<int>(params.number("stands"));
    const double length = stands * 0.9 + 0.6;
    w.drapeRect({0, 0}, {length, 2.6}, "paving_grey", 0.05);
    for (int i = 0; i < stands; ++i) bicycleStand(w, {(i - (stands - 1) / 2.0) * 0.9, 0}, 0);
    if (params.flag("roof")) {
        const double z = w.highestZ({0, 0}, {length / 2, 1});
        Mesh part;
        const std::array<dvec3, 4> top{{{-length / 2 - 0.3, -1.5, 2.35},
                                        {length / 2 + 0.3, -1.5, 2.35},
                                        {length / 2 + 0.3, 1.5, 2.75},
                                        {-length / 2 - 0.3, 1.5, 2.75}}};
        slab(part, top, 0.12, w.material("steel"));
        w.put(part, {0, 0, z});
        for (const double x : {-length / 2 + 0.2, length / 2 - 0.2}) {
            post(w, {x, -1.2}, z + 2.3, 0.05, "steel_dark");
            post(w, {x, 1.2}, z + 2.6, 0.05, "steel_dark");
        }
    }
    w.measure("stands", stands);
    return w.finish();
}

/// A cyclists' stop: roof, benches, stands, repair post, board.
KitResult buildServicePoint(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    w.drapeRect({0, 0}, {10, 7}, "paving_light", 0.05);
    shelterRoof(w, {-1.5, -0.5}, 90, {3.2, 4.5}, 2.4, "wood_dark");
    bench(w, {-1.5, -1.5}, 0);
    picnicTable(w, {-1.5, 0.2}, 0);
    const int stands = static_cast<int>(params.number("stands"));
    for (int i = 0; i < stands; ++i) bicycleStand(w, {2.0 + 0.8 * (i % 4), i < 4 ? -1.5 : 1.2}, 0);
    Mesh part;
    MeshBuilder b{part};
    b.box({-0.16, -0.16, -0.3}, {0.16, 0.16, 1.5}, w.material("steel_red"));
    b.bar({0, 0, 1.4}, {0.7, 0, 1.55}, 0.03, 5, w.material("steel"));
    b.cylinder({0.4, 0.35, -0.2}, 0.06, 1.1, 6, w.material("steel_dark"), w.material("steel_dark"));
    w.put(part, {3.8, -2.6, w.groundZ({3.8, -2.6})});
    board(w, {-4.3, 2.6}, 0, 1.8);
    bin(w, {0.8, -2.6});
    lamp(w, {4.6, 2.8}, 210, 5);
    w.tree({-5.5, -3}, "lime", 5);
    w.measure("stands", stands);
    return w.finish();
}

KitResult buildCyclePath(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> line = w.points();
    const double width = params.number("width");
    const double length = w.ribbon(line, width, "cycle_red", 0.06);
    w.ribbon(line, 0.12, "kerb", 0.07, -width / 2 - 0.06);
    w.ribbon(line, 0.12, "kerb", 0.07, width / 2 + 0.06);
    const double walk = params.number("walk");
    if (walk > 0) w.ribbon(line, walk, "paving_grey", 0.06, width / 2 + walk / 2 + 0.12);
    for (double at = 30; at < length - 5; at += 120) {  // bicycle signs on the surface
        const OnLine here = alongLine(line, at);
        const dvec2 right{here.direction.y, -here.direction.x};
        for (const double d : {-0.55, 0.55})
            w.markRing(here.at + here.direction * d, 0.32, 0, 360, "marking_white", 0.08, 0.09);
        w.mark(here.at - here.direction * 0.55, here.at + here.direction * 0.1 + right * 0.3, "marking_white", 0.08,
               0.09);
        w.mark(here.at + here.direction * 0.55, here.at + here.direction * 0.1 + right * 0.3, "marking_white", 0.08,
               0.09);
    }
    if (params.number("lamp_step") > 0) {
        for (double at = 10; at < length; at += params.number("lamp_step")) {
            const OnLine here = alongLine(line, at);
            const dvec2 right{here.direction.y, -here.direction.x};
            lamp(w, here.at - right * (width / 2 + 0.7), headingOf(right), 5, 1.0);
        }
    }
    w.measure("length_m", length);
    return w.finish();
}

KitResult buildPath(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> line = w.points();
    const double width = params.number("width");
    const double length = w.ribbon(line, width, params.text("surface"), 0.05);
    int benches = 0, lamps = 0;
    const auto right = [](const OnLine& here) { return dvec2{here.direction.y, -here.direction.x}; };
    for (double at = 20; params.number("bench_step") > 0 && at < length; at += params.number("bench_step"), ++benches) {
        const OnLine here = alongLine(line, at);
        bench(w, here.at + right(here) * (width / 2 + 0.6), headingOf(-right(here)));
    }
    for (double at = 8; params.number("lamp_step") > 0 && at < length; at += params.number("lamp_step"), ++lamps) {
        const OnLine here = alongLine(line, at);
        lamp(w, here.at - right(here) * (width / 2 + 0.6), headingOf(right(here)), 4.2, 0.6);
    }
    w.measure("length_m", length);
    w.measure("benches", benches);
    w.measure("lamps", lamps);
    return w.finish();
}

/// Two volumes under one common roof, a glazed waiting hall between them, and a clock tower at the end; front towards +y.
KitResult buildStation(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width"), tower = params.number("tower");
    const double hx = length / 2, hy = depth / 2;
    const double plinth = w.standOver({0, 0}, {hx + 3, hy + 2});
    MeshBuilder s = w.solid();
    const MaterialIndex brick = w.material("brick"), white = w.material("facade_plaster"),
                        dark = w.material("steel_dark"), larch = w.material("wood_larch");
    s.box({-hx - 3, -hy - 3, -plinth}, {hx + 3, hy + 3, 0.1}, w.material("paving_light"));
    const double eave = 3.7;
    s.box({-hx, -hy, 0.1}, {-hx * 0.25, hy, eave}, brick);
    s.box({hx * 0.45, -hy, 0.1}, {hx * 0.95, hy, eave}, white);
    Mesh walls;
    wallsRound(walls, rectangle({hx * 0.1, 0}, {hx * 0.7, depth - 1.6}), 0.1, eave, 3.6, 1.5,
               w.material("facade_glass"));
    w.put(walls, {});
    for (int i = 0; i < 4; ++i) {
        const double x = -hx * 0.9 + i * hx * 0.17;
        for (const double side : {-1.0, 1.0})
            s.box({x - 0.5, side * hy - 0.04, 1.0}, {x + 0.5, side * hy + 0.04, 2.9}, w.material("glass_dark"), true);
    }
    for (int i = 0; i < 24; ++i) {  // timber lamellas before the white volume
        const double x = hx * 0.46 + i * hx * 0.49 / 24;
        s.box({x, hy, 0.2}, {x + 0.07, hy + 0.16, eave}, larch, true);
    }
    s.box({-hx - 1.6, -hy - 2.6, eave}, {hx + 1.6, hy + 2.6, eave + 0.5}, w.material("white"), true);
    s.box({-hx - 1.3, -hy - 2.3, eave + 0.5}, {hx + 1.3, hy + 2.3, eave + 0.58}, w.material("roof_flat_gravel"));
    for (double x = -hx - 1.2; x <= hx + 1.3; x += (length + 2.4) / 5) {
        for (const double y : {-hy - 2.2, hy + 2.2}) post(w, {x, y}, eave, 0.11, "steel_dark");
    }
    // Clock tower: its top is `tower` above the paving, measured on what stands.
    Mesh clock;
    MeshBuilder c{clock};
    const double t = 1.1;
    c.box({-t, -t, 0.1 - plinth}, {t, t, tower + 0.1}, brick);
    double top = 0;
    for (const MeshVertex& v : clock.vertices) top = std::max(top, v.position.z);
    for (const dvec2 out : {dvec2{1, 0}, dvec2{-1, 0}, dvec2{0, 1}, dvec2{0, -1}}) {
        const dvec2 right{-out.y, out.x};
        std::vector<dvec3> rim, face;
        for (const dvec2& p : circle({0, 0}, 0.78, 24)) {
            rim.emplace_back(out * (t + 0.03) + right * p.x * 1.1, tower - 1.1 + p.y * 1.1);
            face.emplace_back(out * (t + 0.05) + right * p.x, tower - 1.1 + p.y);
        }
        c.polygon(rim, dark);
        c.polygon(face, w.material("clock_face"));
        c.bar({out * (t + 0.07), tower - 1.1}, {out * (t + 0.07) + right * 0.25, tower - 0.75}, 0.04, 4, dark);
        c.bar({out * (t + 0.07), tower - 1.1}, {out * (t + 0.07) - right * 0.1, tower - 0.5}, 0.03, 4, dark);
    }
    w.put(clock, {hx + 3.4, hy - 1, 0});
    w.measure("tower_height_m", top - 0.1);
    // Square before it: 28 covered bicycle stands, lamps.
    const double px = -hx - 3;
    for (int i = 0; i < static_cast<int>(params.number("bicycle_stands")); ++i)
        bicycleStand(w, {px + 0.75 * i, hy + 6.5}, 0);
    const double z = w.highestZ({px + 9, hy + 6.5}, {10, 1});
    s.box({px - 0.6, hy + 5.2, z + 2.5}, {px + 0.75 * params.number("bicycle_stands") + 0.2, hy + 7.8, z + 2.62},
          w.material("steel"), true);
    for (double x = px - 0.3; x < px + 0.75 * params.number("bicycle_stands"); x += 5) {
        post(w, {x, hy + 5.4}, z + 2.5, 0.05, "steel_dark");
        post(w, {x, hy + 7.6}, z + 2.5, 0.05, "steel_dark");
    }
    w.drapeRect({0, hy + 8}, {length + 12, 10}, "paving_grey", 0.04);
    for (double x = -hx; x <= hx; x += hx) lamp(w, {x, hy + 12.4}, 180, 6, 1);
    if (params.flag("platform")) {
        const double py = -hy - 8;
        const double pz = w.highestZ({0, py}, {60, 2}) + 0.55;
        s.box({-60, py - 2, w.lowestZ({0, py}, {60, 2}) - 0.5}, {60, py + 2, pz}, w.material("paving_grey"));
        s.box({-60, py - 1.5, pz}, {60, py - 1.35, pz + 0.02}, w.material("marking_yellow"));
        for (double x = -54; x <= 54; x += 18) lampOn(w, {x, py + 1.5, pz}, 4);
        for (double x = -40; x <= 40; x += 20) benchOn(w, {x, py + 1.4, pz}, 180);
    }
    return w.finish();
}

}  // namespace

std::vector<Kit> transportKits() {
    return {
        {"parking",
         {number("length", 50, 5, 200), number("width", 33, 5, 150), number("spaces", 60, 1, 800),
          number("cars", 0.45, 0, 1), number("chargers", 0, 0, 20), flag("trees", true),
          choice("surface", "asphalt_plain", {"asphalt_plain", "paving_grey", "paving_red", "gravel"})},
         {Shape::Point},
         Layer::Investments,
         buildParking},
        {"ev-charger", {number("points", 4, 1, 20)}, {Shape::Point}, Layer::Investments, buildCharger},
        {"bus-station",
         {number("bays", 6, 1, 24), number("chargers", 2, 0, 10)},
         {Shape::Point},
         Layer::Investments,
         buildBusStation},
        {"interchange", {number("shelters", 5, 1, 12)}, {Shape::Point}, Layer::Landmarks, buildInterchange},
        {"bus-stop", {flag("shelter", true)}, {Shape::Point}, Layer::Furniture, buildBusStop, true},
        {"bicycle-parking",
         {number("stands", 10, 2, 60), flag("roof", false)},
         {Shape::Point},
         Layer::Investments,
         buildBicycleParking},
        {"service-point", {number("stands", 6, 2, 8)}, {Shape::Point}, Layer::Investments, buildServicePoint},
        {"cycle-path",
         {number("width", 2.5, 1, 5), number("walk", 0, 0, 4), number("lamp_step", 0, 0, 100)},
         {Shape::Line},
         Layer::Investments,
         buildCyclePath},
        {"path",
         {number("width", 2, 0.8, 8), number("bench_step", 0, 0, 200), number("lamp_step", 0, 0, 100),
          choice("surface", "path_gravel",
                 {"path_gravel", "gravel", "paving_grey", "paving_light", "wood_deck", "rubber_red", "asphalt_plain"})},
         {Shape::Line},
         Layer::Investments,
         buildPath},
        {"railway-station",
         {number("length", 30, 12, 80), number("width", 9, 6, 25), number("tower", 8, 5, 30),
          number("bicycle_stands", 28, 0, 60), flag("platform", false)},
         {Shape::Point},
         Layer::Landmarks,
         buildStation},
    };
}

}  // namespace twin::bake::kits
