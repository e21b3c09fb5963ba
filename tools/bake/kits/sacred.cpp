// tools/bake/kits/sacred.cpp: churches and synagogues of the town. Heights are not documented: they are schematic.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

/// A stepped support against a wall; its back stands at `at`, it leans out along `out`.
void buttress(MeshBuilder& b, dvec2 at, dvec2 out, double foot, double height, double depth, MaterialIndex wall,
              MaterialIndex cap) {
    const double heading = headingOf(out);
    b.orientedBox({at + out * depth * 0.5, foot}, {1.0, depth, height * 0.55 - foot}, heading, wall);
    b.orientedBox({at + out * depth * 0.33, height * 0.55}, {0.9, depth * 0.66, height * 0.33}, heading, wall);
    const dvec2 side = dvec2{out.y, -out.x} * 0.55;
    const auto slope = [&](double from, double to, double z0, double z1) {
        b.quad({at + out * to + side, z0}, {at + out * to - side, z0}, {at + out * from - side, z1},
               {at + out * from + side, z1}, cap);
        b.quad({at + out * from + side, z1}, {at + out * from - side, z1}, {at + out * to - side, z0},
               {at + out * to + side, z0}, cap);
    };
    slope(depth * 0.6, depth + 0.06, height * 0.55, height * 0.55 + 0.7);
    slope(-0.02, depth * 0.68, height * 0.88, height * 0.88 + 0.8);
}

/// Pointed (or round) window: a dark pane with a light frame, on a wall; `out` is the wall's outside.
void archWindow(MeshBuilder& b, dvec2 at, dvec2 out, double z0, double z1, double widthM, bool pointed,
                MaterialIndex frame, MaterialIndex pane) {
    const dvec2 right{-out.y, out.x};
    const auto ringOf = [&](double half, double low, double high, double proud) {
        std::vector<dvec3> ring;
        const auto add = [&](double x, double z) { ring.emplace_back(at + right * x + out * proud, z); };
        add(-half, low);
        add(half, low);
        const double spring = high - (pointed ? half * 1.7 : half);
        add(half, spring);
        for (int i = 1; i < 6; ++i) {
            const double t = i / 6.0;
            if (pointed) {
                const double angle = t * 2;  // two arcs that meet in a point
                if (angle <= 1)
                    add(half * (1 - 0.25 * angle - 0.2 * angle * angle), glm::mix(spring, high, angle * 0.75));
                else
                    add(-half * (1 - 0.25 * (2 - angle) - 0.2 * (2 - angle) * (2 - angle)),
                        glm::mix(spring, high, (2 - angle) * 0.75));
            } else {
                add(half * std::cos(t * 3.14159265), spring + half * std::sin(t * 3.14159265));
            }
            if (pointed && i == 3) ring.back() = dvec3{at + out * proud, high};
        }
        add(-half, spring);
        return ring;
    };
    b.polygon(ringOf(widthM / 2 + 0.22, z0 - 0.2, z1 + 0.22, 0.04), frame);
    b.polygon(ringOf(widthM / 2, z0, z1, 0.07), pane);
    b.orientedBox({at + out * 0.08, z0}, {0.09, 0.05, (z1 - z0) * 0.85}, headingOf(out), frame);
}

struct Stone {
    MaterialIndex wall, trim, roof, pane, plinth;
};

/// A stepped gable standing over the wall y = const (outside towards `side`), triangular field with steps and blind niches.
void steppedGable(MeshBuilder& b, double y, double side, double half, double eave, double top, int stepsCount,
                  const Stone& m) {
    const double thick = 0.8;
    const double y0 = side > 0 ? y - thick : y, y1 = side > 0 ? y : y + thick;
    for (int i = 0; i < stepsCount; ++i) {
        const double h = half * (1 - static_cast<double>(i) / stepsCount);
        const double z0 = eave + (top - eave) * i / stepsCount, z1 = eave + (top - eave) * (i + 1) / stepsCount;
        b.box({-h, y0, z0 - 0.02}, {h, y1, z1}, m.wall, true);
        b.box({-h - 0.1, y0 - 0.08, z1}, {h + 0.1, y1 + 0.08, z1 + 0.18}, m.trim, true);
        const int niches = std::max(1, static_cast<int>(h / 1.6));
        for (int k = 0; k < niches; ++k) {
            const double x = h * 2 * ((k + 0.5) / niches - 0.5);
            const double out = side > 0 ? y1 + 0.04 : y0 - 0.04;
            b.box({x - 0.4, std::min(out, y), z0 + 0.3}, {x + 0.4, std::max(out, y), z1 - 0.25}, m.trim, true);
        }
        for (const double s : {-1.0, 1.0}) {  // pinnacles
            b.box({s * h - 0.28, y0, z1}, {s * h + 0.28, y1, z1 + 0.9}, m.wall);
            b.cone({s * h, (y0 + y1) / 2, z1 + 0.9}, 0.4, 0, 0.8, 6, m.trim);
        }
    }
}

void cross(MeshBuilder& b, dvec3 at, double size, MaterialIndex material) {
    b.box(at + dvec3{-0.06, -0.06, 0} * size, at + dvec3{0.06, 0.06, 1.0} * size, material);
    b.box(at + dvec3{-0.32, -0.05, 0.55} * size, at + dvec3{0.32, 0.05, 0.67} * size, material, true);
}

void clockFace(MeshBuilder& b, dvec3 at, dvec2 out, double radius, MaterialIndex face, MaterialIndex hand) {
    const dvec2 right{-out.y, out.x};
    std::vector<dvec3> rim, inner;
    for (const dvec2& p : circle({0, 0}, radius, 20)) {
        rim.push_back(at + dvec3{right * p.x * 1.12 + out * 0.05, p.y * 1.12});
        inner.push_back(at + dvec3{right * p.x + out * 0.08, p.y});
    }
    b.polygon(rim, hand);
    b.polygon(inner, face);
    b.bar(at + dvec3{out * 0.1, 0}, at + dvec3{right * -0.35 * radius + out * 0.1, 0.4 * radius}, 0.05 * radius, 4,
          hand);
    b.bar(at + dvec3{out * 0.1, 0}, at + dvec3{right * 0.1 * radius + out * 0.1, 0.8 * radius}, 0.04 * radius, 4, hand);
}

/// Three-aisled Gothic church with a presbytery of three sides towards +y, a clock tower on the right (south when +y is
/// east), canons' monastery wings on the left and a wall round the court.
KitResult buildNmp(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const Stone m{w.material("brick_old"), w.material("stone_light"), w.material("roof_tile_red"),
                  w.material("glass_dark"), w.material("stone")};
    const double hx = params.number("width") / 2;  // nave with aisles
    const double nave = params.number("length") * 0.56, choir = params.number("length") - nave;
    const double eave = params.number("eaves"), ridge = params.number("ridge");
    const double y0 = -params.number("length") / 2, y1 = y0 + nave, y2 = y1 + choir;
    const double cx = hx * 0.56;  // half width of the presbytery
    const double plinth = w.standOver({0, 0}, {hx + 4, (y2 - y0) / 2 + 2});
    MeshBuilder s = w.solid();
    // Nave.
    s.box({-hx - 0.25, y0 - 0.25, -plinth}, {hx + 0.25, y1 + 0.25, 0.8}, m.plinth);
    s.box({-hx, y0, 0.5}, {hx, y1, eave}, m.wall);
    s.box({-hx - 0.15, y0 - 0.1, eave - 0.45}, {hx + 0.15, y1 + 0.1, eave}, m.trim, true);
    Mesh roof;
    gableRoof(roof, {hx, nave / 2 - 0.5}, eave, ridge, 0.45, m.roof);
    w.put(roof, {0, (y0 + y1) / 2, 0});
    steppedGable(s, y0, -1, hx + 0.1, eave, ridge + 1.6, 5, m);
    steppedGable(s, y1, 1, hx + 0.1, eave, ridge + 0.8, 5, m);
    s.box({-cx, y1 - 0.2, 0}, {cx, y1 + 0.4, eave}, m.wall);
    constexpr int kBays = 4;
    for (int i = 0; i <= kBays; ++i) {
        const double y = y0 + 0.6 + (nave - 1.2) * i / kBays;
        for (const double side : {-1.0, 1.0}) {
            buttress(s, {side * hx, y}, {side, 0}, -plinth, eave, 1.7, m.wall, m.roof);
            if (i < kBays)
                archWindow(s, {side * hx, y + (nave - 1.2) / kBays / 2}, {side, 0}, 3.2, eave - 1.4, 1.5, true, m.trim,
                           m.pane);
        }
    }
    for (const double x : {-hx * 0.98, -hx * 0.36, hx * 0.36, hx * 0.98})
        buttress(s, {x, y0}, {0, -1}, -plinth, eave * 0.95, 1.5, m.wall, m.roof);
    archWindow(s, {0, y0}, {0, -1}, 5.6, eave - 0.8, 1.8, true, m.trim, m.pane);
    archWindow(s, {0, y0 - 0.02}, {0, -1}, 0.3, 4.2, 2.2, true, m.trim, w.material("wood_dark"));
    // Presbytery with a three-sided end.
    const double end = y2 - cx * 0.9;
    const std::vector<dvec2> apse{{-cx, y1}, {cx, y1}, {cx, end}, {cx * 0.42, y2}, {-cx * 0.42, y2}, {-cx, end}};
    s.prism(apse, -plinth, eave, m.wall, m.wall);
    const double choirRidge = ridge - 1.2;
    const double o = 0.45;
    const std::vector<dvec2> edge{
        {cx + o, y1},         {cx + o, end + 0.2}, {cx * 0.42 + 0.2, y2 + o}, {-cx * 0.42 - 0.2, y2 + o},
        {-cx - o, end + 0.2}, {-cx - o, y1}};
    const dvec3 r0{0, y1, choirRidge}, r1{0, end, choirRidge};
    const auto at = [&](std::size_t i) { return dvec3{edge[i], eave - 0.3}; };
    s.quad(at(0), at(1), r1, r0, m.roof);
    s.triangle(at(1), at(2), r1, m.roof);
    s.triangle(at(2), at(3), r1, m.roof);
    s.triangle(at(3), at(4), r1, m.roof);
    s.quad(at(4), at(5), r0, r1, m.roof);
    for (std::size_t i = 0; i + 1 < edge.size(); ++i)
        s.quad({edge[i], eave - 0.75}, {edge[i + 1], eave - 0.75}, at(i + 1), at(i), m.trim);
    for (int i = 0; i < 3; ++i) {
        const double y = y1 + 2.6 + (end - y1 - 2.6) * i / 2.0;
        for (const double side : {-1.0, 1.0}) {
            buttress(s, {side * cx, y}, {side, 0}, -plinth, eave, 1.6, m.wall, m.roof);
            if (i < 2)
                archWindow(s, {side * cx, y + (end - y1 - 2.6) / 4.0}, {side, 0}, 3.4, eave - 1.2, 1.3, true, m.trim,
                           m.pane);
        }
    }
    for (const double side : {-1.0, 1.0}) {
        const dvec2 corner{side * cx * 0.42, y2}, out = glm::normalize(dvec2{side * 0.55, 1});
        buttress(s, corner, out, -plinth, eave, 1.6, m.wall, m.roof);
        const dvec2 middle = (dvec2{side * cx, end} + corner) * 0.5;
        const dvec2 edgeDir = glm::normalize(corner - dvec2{side * cx, end});
        archWindow(s, middle, side > 0 ? dvec2{edgeDir.y, -edgeDir.x} : dvec2{-edgeDir.y, edgeDir.x}, 3.4, eave - 1.2,
                   1.2, true, m.trim, m.pane);
    }
    archWindow(s, {0, y2}, {0, 1}, 3.4, eave - 1.2, 1.4, true, m.trim, m.pane);
    // Ridge turret.
    const double ty = y1 + 1.5;
    s.box({-0.7, ty - 0.7, choirRidge - 0.4}, {0.7, ty + 0.7, choirRidge + 2.2}, w.material("roof_copper"));
    s.cone({0, ty, choirRidge + 2.2}, 1.05, 0.12, 3.6, 8, w.material("roof_copper"));
    cross(s, {0, ty, choirRidge + 5.8}, 1.3, w.material("steel_dark"));
    cross(s, {0, y0 + 0.4, ridge + 1.8}, 1.4, w.material("steel_dark"));
    // Clock tower on the right of the nave.
    const double tx = hx + 3.4, tyc = y0 + 3.2, th = 3.1, tower = params.number("tower");
    s.box({tx - th - 0.3, tyc - th - 0.3, -plinth - 0.5}, {tx + th + 0.3, tyc + th + 0.3, 1.0}, m.plinth);
    s.box({tx - th, tyc - th, 0.8}, {tx + th, tyc + th, tower}, m.wall);
    for (const double z : {tower * 0.38, tower * 0.68, tower - 0.3})
        s.box({tx - th - 0.15, tyc - th - 0.15, z}, {tx + th + 0.15, tyc + th + 0.15, z + 0.35}, m.trim, true);
    for (const dvec2 out : {dvec2{1, 0}, dvec2{-1, 0}, dvec2{0, 1}, dvec2{0, -1}}) {
        const dvec2 wall = dvec2{tx, tyc} + out * th;
        const dvec2 right{-out.y, out.x};
        archWindow(s, wall, out, tower * 0.44, tower * 0.63, 1.3, true, m.trim, m.pane);
        for (const double k : {-1.1, 1.1})
            archWindow(s, wall + right * k, out, tower * 0.1, tower * 0.3, 0.8, true, m.trim, m.pane);
        clockFace(s, {wall, tower * 0.84}, out, 1.35, w.material("clock_face"), w.material("black"));
    }
    Mesh helm;
    pyramid(helm, {0, 0, 0}, {th + 0.5, th + 0.5}, 3.4, w.material("roof_copper"));
    MeshBuilder h{helm};
    h.box({-0.95, -0.95, 2.2}, {0.95, 0.95, 4.4}, w.material("roof_copper"));
    h.cone({0, 0, 4.4}, 1.45, 0.1, 4.2, 8, w.material("roof_copper"));
    cross(h, {0, 0, 8.6}, 1.6, w.material("steel_dark"));
    w.put(helm, {tx, tyc, tower + 0.05});
    // South chapel and sacristy lower on.
    Mesh chapel;
    gableRoof(chapel, {3.0, 3.2}, 6.2, 9.2, 0.3, m.roof);
    w.put(chapel, {hx + 2.6, y1 - 4, 0}, 90);
    s.box({hx - 0.2, y1 - 7.0, -plinth}, {hx + 5.6, y1 - 1.0, 6.2}, m.wall);
    s.triangle({hx + 5.6, y1 - 7.0, 6.2}, {hx + 5.6, y1 - 1.0, 6.2}, {hx + 5.6, y1 - 4, 9.1}, m.wall);
    archWindow(s, {hx + 5.6, y1 - 4}, {1, 0}, 1.8, 5.0, 1.3, true, m.trim, m.pane);
    // Monastery: two wings round a garth on the left, plastered, with tiled roofs.
    if (params.flag("monastery")) {
        const MaterialIndex white = w.material("facade_public");
        const auto wing = [&](dvec2 centre, double lengthM, double depthM, double heading) {
            HouseShape shape{.widthM = lengthM,
                             .depthM = depthM,
                             .storeys = 2,
                             .storeyM = 3.7,
                             .roof = RoofShape::Hip,
                             .pitchDeg = 42,
                             .overhangM = 0.5,
                             .chimney = true,
                             .facade = white,
                             .roofing = m.roof,
                             .chimneyMaterial = w.material("chimney")};
            house(w, centre, heading, shape);
        };
        wing({-hx - 13, y0 + 5}, 24, 9, 0);
        wing({-hx - 20.5, y1 - 1}, 22, 9, 90);
        const std::array<dvec2, 6> wallLine{{{-hx - 26, y0 - 6},
                                             {-hx - 26, y2 + 6},
                                             {hx + 12, y2 + 8},
                                             {hx + 12, y0 + 12},
                                             {hx + 12, y0 - 8},
                                             {-hx - 26, y0 - 8}}};
        for (std::size_t i = 0; i + 1 < wallLine.size(); ++i) {
            const dvec2 a = wallLine[i], b = wallLine[i + 1];
            const int parts = std::max(1, static_cast<int>(glm::length(b - a) / 4));
            for (int k = 0; k < parts; ++k) {
                if (i == 4 && k >= parts - 6 && k <= parts - 4) continue;  // gate
                const dvec2 p = glm::mix(a, b, (k + 0.5) / parts);
                const double z = w.groundZ(p);
                s.orientedBox({p, z - 1.2}, {0.5, glm::length(b - a) / parts + 0.06, 3.4}, headingOf(b - a), m.plinth);
                s.orientedBox({p, z + 2.2}, {0.75, glm::length(b - a) / parts + 0.06, 0.2}, headingOf(b - a), m.roof);
            }
        }
    }
    w.measure("floor_m2", nave * 2 * hx + areaOf(apse));
    w.measure("height_m", tower + 8.6);
    return w.finish();
}

/// Baroque church on a hill: nave with diagonal buttresses, curved gable with vases, ridge turret; +y is the altar end.
KitResult buildBaroque(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double hx = params.number("width") / 2, hy = params.number("length") / 2, eave = params.number("eaves");
    const double ridge = eave + hx * 1.15;
    const double plinth = w.standOver({0, 0}, {hx + 1, hy + 1});
    const MaterialIndex white = w.material("facade_plaster"), trim = w.material("stone_light"),
                        roof = w.material("roof_tile_red"), pane = w.material("glass_dark");
    MeshBuilder s = w.solid();
    s.box({-hx - 0.2, -hy - 0.2, -plinth}, {hx + 0.2, hy + 0.2, 0.6}, w.material("stone"));
    s.box({-hx, -hy, 0.5}, {hx, hy, eave}, white);
    s.box({-hx - 0.3, -hy - 0.2, eave - 0.4}, {hx + 0.3, hy + 0.2, eave}, trim, true);
    const std::vector<dvec2> choir{{-hx * 0.6, hy},       {hx * 0.6, hy},         {hx * 0.6, hy + 4},
                                   {hx * 0.25, hy + 6.5}, {-hx * 0.25, hy + 6.5}, {-hx * 0.6, hy + 4}};
    s.prism(choir, -plinth, eave - 1.5, white, white);
    for (std::size_t i = 1; i < choir.size(); ++i)
        s.triangle({choir[i], eave - 1.5}, {choir[(i + 1) % choir.size()], eave - 1.5}, {0, hy + 0.5, ridge - 1.5},
                   roof);
    Mesh top;
    gableRoof(top, {hx, hy - 0.3}, eave, ridge, 0.3, roof);
    w.put(top, {});
    s.triangle({hx, hy, eave}, {-hx, hy, eave}, {0, hy, ridge}, white);
    // Curved gable: a polygon between volutes, drawn in front.
    const std::array<dvec2, 13> half{{{1.06, 0},
                                      {1.06, 0.1},
                                      {0.98, 0.16},
                                      {0.8, 0.24},
                                      {0.66, 0.36},
                                      {0.6, 0.5},
                                      {0.62, 0.54},
                                      {0.62, 0.6},
                                      {0.5, 0.66},
                                      {0.38, 0.78},
                                      {0.3, 0.92},
                                      {0.18, 1.02},
                                      {0, 1.08}}};
    std::vector<dvec3> front, back;
    const double h = ridge - eave + 1.4;
    for (const dvec2& p : half) front.emplace_back(p.x * hx, -hy - 0.3, eave + p.y * h);
    for (std::size_t i = half.size() - 1; i-- > 0;)
        front.emplace_back(-half[i].x * hx, -hy - 0.3, eave + half[i].y * h);
    std::reverse(front.begin(), front.end());
    for (auto it = front.rbegin(); it != front.rend(); ++it) back.push_back(*it + dvec3{0, 0.8, 0});
    s.polygon(std::vector<dvec3>(front.rbegin(), front.rend()), white);
    s.polygon(std::vector<dvec3>(back.rbegin(), back.rend()), white);
    for (std::size_t i = 0; i < front.size(); ++i) {
        const dvec3 a = front[i], b = front[(i + 1) % front.size()], d{0, 0.8, 0};
        s.quad(a, b, b + d, a + d, trim);
    }
    for (const dvec2 p : {dvec2{1.0, 0.12}, dvec2{0.62, 0.6}, dvec2{-1.0, 0.12}, dvec2{-0.62, 0.6}}) {  // vases
        s.cone({p.x * hx, -hy + 0.1, eave + std::abs(p.y) * h}, 0.18, 0.38, 0.6, 8, trim);
        s.cone({p.x * hx, -hy + 0.1, eave + std::abs(p.y) * h + 0.6}, 0.38, 0.05, 0.5, 8, trim);
    }
    cross(s, {0, -hy + 0.1, eave + 1.08 * h}, 1.3, w.material("steel_dark"));
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0})
            buttress(s, {x * hx, y * hy}, glm::normalize(dvec2{x, y}), -plinth, eave * 0.9, 1.6, white, roof);
        for (int i = 0; i < 3; ++i)
            archWindow(s, {x * hx, -hy + (i + 0.5) * 2 * hy / 3}, {x, 0}, 3.0, eave - 1.3, 1.4, false, trim, pane);
        for (const double px : {0.55, 0.95})
            s.box({x * px * hx - 0.3, -hy - 0.45, 0.4}, {x * px * hx + 0.3, -hy, eave}, trim);  // pilasters
    }
    archWindow(s, {0, -hy - 0.05}, {0, -1}, 5.2, eave - 0.8, 1.5, false, trim, pane);
    archWindow(s, {0, -hy - 0.05}, {0, -1}, 0.4, 3.6, 1.9, false, trim, w.material("wood_dark"));
    s.box({-0.8, -0.8, ridge - 0.8}, {0.8, 0.8, ridge + 1.8}, w.material("roof_copper"));
    s.cone({0, 0, ridge + 1.8}, 1.2, 0.5, 0.9, 8, w.material("roof_copper"));
    s.cone({0, 0, ridge + 2.7}, 0.5, 0.7, 0.5, 8, w.material("roof_copper"));
    s.cone({0, 0, ridge + 3.2}, 0.7, 0, 1.6, 8, w.material("roof_copper"));
    cross(s, {0, 0, ridge + 4.7}, 1.1, w.material("steel_dark"));
    if (params.flag("manor")) {  // larch hospital beside it
        HouseShape manor{.widthM = 18,
                         .depthM = 9,
                         .storeys = 1,
                         .storeyM = 3.0,
                         .roof = RoofShape::Hip,
                         .pitchDeg = 45,
                         .overhangM = 0.9,
                         .chimney = true,
                         .facade = w.material("wood_dark"),
                         .roofing = w.material("wood_dark"),
                         .chimneyMaterial = w.material("chimney")};
        house(w, {hx + 14, 4}, 90, manor);
    }
    for (const dvec2 p :
         {dvec2{-hx - 6, -hy}, dvec2{-hx - 7, hy}, dvec2{hx + 6, hy + 8}, dvec2{-hx - 5, 0}, dvec2{0, hy + 13}})
        w.tree(p, "lime", w.random().between(12, 18));
    w.measure("floor_m2", 4 * hx * hy);
    return w.finish();
}

/// Church of the 1980s: a tall tent of two roof planes, a glazed front and a free-standing tower of slabs; front towards -y.
KitResult buildModern(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double hx = params.number("width") / 2, hy = params.number("length") / 2, top = params.number("height");
    const double plinth = w.standOver({0, 0}, {hx, hy});
    const MaterialIndex brick = w.material("brick"), roof = w.material("roof_copper"),
                        white = w.material("facade_plaster"), glass = w.material("glass_dark");
    MeshBuilder s = w.solid();
    s.box({-hx, -hy, -plinth}, {hx, hy, 3.6}, brick);
    const double back = top * 0.62;
    const auto ridge = [&](double y) { return dvec3{0, y, glm::mix(top, back, (y + hy) / (2 * hy))}; };
    for (const double side : {-1.0, 1.0}) {  // sweeping planes that rise towards the front
        std::array<dvec3, 4> plane{{{side * (hx + 1.2), -hy - 2, 3.2},
                                    {side * (hx + 1.2), hy + 0.6, 3.2},
                                    ridge(hy) + dvec3{0, 0.6, 0},
                                    ridge(-hy) + dvec3{0, -2.6, 0.6}}};
        if (side < 0) std::reverse(plane.begin(), plane.end());
        Mesh part;
        slab(part, plane, 0.35, roof);
        w.put(part, {});
        for (int i = 0; i < 5; ++i)
            s.box({side * hx - 0.05, -hy + 2 + i * (2 * hy - 4) / 4.6, 1.0},
                  {side * hx + 0.05, -hy + 3.6 + i * (2 * hy - 4) / 4.6, 3.0}, glass, true);
    }
    const auto front = [&](double y, double inset, MaterialIndex material, double proud) {
        const dvec3 peak = ridge(y);
        s.triangle({-hx + inset, y - proud, 3.6}, {hx - inset, y - proud, 3.6},
                   {0, y - proud, peak.z - 0.8 - inset * 0.9}, material);
    };
    front(-hy, 0, white, 0);
    front(-hy, 1.4, glass, 0.06);
    for (int i = -3; i <= 3; ++i) {
        const double x = i * hx * 0.22;
        s.box({x - 0.12, -hy - 0.2, 3.5}, {x + 0.12, -hy, 3.6 + (top - 5.2) * (1 - std::abs(x) / hx) - 0.3}, white,
              true);
    }
    s.triangle({hx, hy, 3.6}, {-hx, hy, 3.6}, {0, hy, back - 0.5}, white);
    s.box({-2.2, -hy - 0.25, 0}, {2.2, -hy, 3.2}, w.material("wood_dark"));
    s.box({-5, -hy - 4, -plinth}, {5, -hy, 0.15}, w.material("paving_light"));
    const double tower = params.number("tower");
    const double tx = -hx - 7;
    for (const double d : {-1.3, 1.3}) {
        s.box({tx + d - 0.35, -hy - 1.2, w.lowestZ({tx, -hy}, {2, 2}) - 0.6},
              {tx + d + 0.35, -hy + 2.4, tower - (d > 0 ? 0 : 2.5)}, white);
    }
    for (const double z : {tower * 0.3, tower * 0.6, tower - 4.5})
        s.box({tx - 1, -hy - 0.9, z}, {tx + 1, -hy + 2.1, z + 0.3}, white, true);
    s.cone({tx, -hy + 0.6, tower - 3.9}, 0.6, 0.3, 0.9, 10, w.material("steel_dark"));
    cross(s, {tx + 1.3, -hy + 0.6, tower}, 3.0, w.material("steel_dark"));
    cross(s, {0, -hy - 2.4, top + 0.4}, 2.2, w.material("steel_dark"));
    w.drapeRect({0, -hy - 10}, {2 * hx + 12, 14}, "paving_grey");
    w.measure("height_m", tower);
    return w.finish();
}

/// Great Synagogue: a square hall with pilasters, buttresses and round windows under a broken four-sided sheet roof,
/// lower women's galleries on the left and behind.
KitResult buildSynagogue(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double half = params.number("side") / 2, eave = params.number("eaves");
    const double plinth = w.standOver({0, 0}, {half + 4, half + 4});
    const MaterialIndex wall = w.material("facade_plaster"), trim = w.material("stone_light"),
                        roof = w.material("roof_sheet_grey"), pane = w.material("glass_dark");
    Mesh hall;
    MeshBuilder b{hall};
    b.box({-half, -half, -plinth}, {half, half, eave}, wall);
    dvec2 least{1e9}, most{-1e9};
    for (const MeshVertex& v : hall.vertices)
        least = glm::min(least, dvec2{v.position}), most = glm::max(most, dvec2{v.position});
    w.measure("side_m", (most.x - least.x + most.y - least.y) / 2);
    b.box({-half - 0.35, -half - 0.35, eave - 0.5}, {half + 0.35, half + 0.35, eave}, trim, true);
    b.box({-half - 0.15, -half - 0.15, -plinth}, {half + 0.15, half + 0.15, 0.7}, w.material("stone"));
    for (const dvec2 out : {dvec2{1, 0}, dvec2{-1, 0}, dvec2{0, 1}, dvec2{0, -1}}) {
        const dvec2 right{-out.y, out.x};
        for (int i = 0; i < 4; ++i) {
            const double x = half * (-0.98 + 1.96 * i / 3.0);
            b.orientedBox({out * half + right * x, 0.3}, {0.9, 0.5, eave - 0.7}, headingOf(out), trim);  // pilasters
        }
        for (int i = 0; i < 3; ++i)
            archWindow(b, out * half + right * half * (-0.65 + 0.65 * i), out, eave * 0.46, eave * 0.83, 1.7, false,
                       trim, pane);
    }
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0})
            buttress(b, {x * half, y * half}, glm::normalize(dvec2{x, y}), -plinth, eave * 0.8, 2.0, wall, roof);
    }
    // Broken roof: a lower hip, a short upright break, an upper hip.
    const auto frustum = [&](double h0, double z0, double h1, double z1, MaterialIndex material) {
        const std::array<dvec2, 4> sign{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
        for (std::size_t i = 0; i < 4; ++i) {
            const dvec2 p = sign[i], q = sign[(i + 1) % 4];
            b.quad({p * h0, z0}, {q * h0, z0}, {q * h1, z1}, {p * h1, z1}, material);
        }
    };
    const double rise = half * 0.62;
    frustum(half + 0.8, eave - 0.1, half * 0.58, eave + rise, roof);
    frustum(half * 0.56, eave + rise, half * 0.56, eave + rise + 1.0, trim);
    frustum(half * 0.66, eave + rise + 0.9, 0.12, eave + rise + 1.0 + half * 0.52, roof);
    b.quad({-half - 0.8, half + 0.8, eave - 0.1}, {half + 0.8, half + 0.8, eave - 0.1},
           {half + 0.8, -half - 0.8, eave - 0.1}, {-half - 0.8, -half - 0.8, eave - 0.1}, trim);
    b.cone({0, 0, eave + rise + 1.0 + half * 0.52}, 0.2, 0.03, 0.9, 6, w.material("steel_dark"));
    // Galleries with pent roofs.
    const double gallery = 4.2, gz = eave * 0.5;
    const auto annex = [&](dvec2 out, double along) {
        Mesh part;
        MeshBuilder a{part};
        a.box({-along, 0, -plinth}, {along, gallery, gz}, wall);
        const std::array<dvec3, 4> top{{{-along - 0.3, 0, gz + 1.9},
                                        {along + 0.3, 0, gz + 1.9},
                                        {along + 0.3, gallery + 0.5, gz},
                                        {-along - 0.3, gallery + 0.5, gz}}};
        std::array<dvec3, 4> up{{top[3], top[2], top[1], top[0]}};
        std::reverse(up.begin(), up.end());
        slab(part, up, 0.14, roof);
        a.triangle({along, 0, gz}, {along, gallery, gz}, {along, 0, gz + 1.8}, wall);
        a.triangle({-along, gallery, gz}, {-along, 0, gz}, {-along, 0, gz + 1.8}, wall);
        for (int i = 0; i < 5; ++i)
            archWindow(a, {along * (-0.8 + 0.4 * i), gallery}, {0, 1}, 1.4, 3.0, 0.9, false, trim, pane);
        part.place({out * half, 0}, headingOf(out));
        hall.append(part);
    };
    annex({-1, 0}, half);
    annex({0, 1}, half * 0.9);
    archWindow(b, {half * 0.0, -half}, {0, -1}, 0.2, 3.2, 1.8, false, trim, w.material("wood_dark"));
    w.put(hall, {});
    w.drapeRect({0, -half - 4}, {2 * half + 6, 8}, "setts");
    w.measure("height_m", eave + rise + 1.0 + half * 0.52);
    return w.finish();
}

KitResult buildSmallSynagogue(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double hx = params.number("width") / 2, hy = params.number("length") / 2, eave = params.number("eaves");
    const double plinth = w.standOver({0, 0}, {hx, hy});
    const MaterialIndex wall = w.material("facade_plaster"), trim = w.material("stone_light"),
                        pane = w.material("glass_dark");
    MeshBuilder s = w.solid();
    s.box({-hx, -hy, -plinth}, {hx, hy, eave}, wall);
    s.box({-hx - 0.25, -hy - 0.25, eave - 0.4}, {hx + 0.25, hy + 0.25, eave}, trim, true);
    for (const double side : {-1.0, 1.0}) {
        for (int i = 0; i < 4; ++i) {
            const double y = -hy + (i + 0.5) * hy / 2;
            archWindow(s, {side * hx, y}, {side, 0}, 3.3, eave - 1.0, 1.2, false, trim, pane);
            s.box({side * hx - 0.1, y - hy / 4 - 0.3, 0}, {side * hx + 0.1, y - hy / 4 + 0.3, eave - 0.4}, trim);
        }
        for (int i = 0; i < 3; ++i)
            archWindow(s, {hx * (-0.6 + 0.6 * i), side * hy}, {0, side}, 3.3, eave - 1.0, 1.2, false, trim, pane);
    }
    archWindow(s, {0, -hy - 0.02}, {0, -1}, 0.2, 2.7, 1.4, false, trim, w.material("wood_dark"));
    HouseShape roofOnly{.widthM = 2 * hx,
                        .depthM = 2 * hy,
                        .storeys = 0,
                        .storeyM = 3,
                        .roof = RoofShape::Hip,
                        .pitchDeg = 34,
                        .overhangM = 0.5,
                        .plinthM = 0,
                        .ridgeAlongX = hx > hy,
                        .chimney = false,
                        .facade = wall,
                        .roofing = w.material("roof_sheet_grey"),
                        .chimneyMaterial = wall};
    Mesh roof;
    buildHouse(roof, roofOnly);
    w.put(roof, {0, 0, eave});
    w.measure("area_m2", 4 * hx * hy);
    return w.finish();
}

}  // namespace

std::vector<Kit> sacredKits() {
    return {
        {"church-nmp",
         {number("length", 36, 20, 70), number("width", 19, 10, 40), number("eaves", 12, 6, 25),
          number("ridge", 22, 10, 45), number("tower", 27, 10, 60), flag("monastery", true)},
         {Shape::Point},
         Layer::Landmarks,
         buildNmp},
        {"church",
         {number("length", 22, 10, 50), number("width", 12, 6, 24), number("eaves", 8.5, 4, 18), flag("manor", false)},
         {Shape::Point},
         Layer::Landmarks,
         buildBaroque},
        {"church-modern",
         {number("length", 34, 12, 60), number("width", 26, 8, 50), number("height", 20, 8, 45),
          number("tower", 30, 8, 60)},
         {Shape::Point},
         Layer::Landmarks,
         buildModern},
        {"synagogue",
         {number("side", 20, 8, 40), number("eaves", 10, 5, 20)},
         {Shape::Point},
         Layer::Landmarks,
         buildSynagogue},
        {"synagogue-small",
         {number("length", 18, 8, 40), number("width", 13, 6, 30), number("eaves", 7, 4, 14)},
         {Shape::Point},
         Layer::Landmarks,
         buildSmallSynagogue},
    };
}

}  // namespace twin::bake::kits
