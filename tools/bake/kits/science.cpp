// tools/bake/kits/science.cpp: the Science and Robotics Centre: two glazed storeys under a folded roof, with its grounds.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

void exhibits(Work& w, double front) {
    MeshBuilder s = w.solid();
    {  // a dome of rods
        const dvec2 at{-24, front + 16};
        const double z = w.groundZ(at), r = 4;
        const auto p = [&](int ring, int k) {
            const double up = kTurn / 4 * ring / 4, a = kTurn * (k + 0.5 * (ring % 2)) / 12;
            return dvec3{at + r * std::cos(up) * dvec2{std::cos(a), std::sin(a)}, z + r * std::sin(up)};
        };
        w.drapeDisc(at, 4.6, "rubber_blue", 0.06, 24);
        for (int ring = 0; ring < 4; ++ring) {
            for (int k = 0; k < 12; ++k) {
                s.bar(p(ring, k), p(ring, k + 1), 0.05, 4, w.material("steel_white"));
                s.bar(p(ring, k), p(ring + 1, k), 0.05, 4, w.material("steel_white"));
                s.bar(p(ring, k + (ring % 2 == 0 ? 0 : 1)), p(ring + 1, k + (ring % 2 == 0 ? -1 : 1)), 0.05, 4,
                      w.material("steel_white"));
            }
        }
    }
    {  // a robot of boxes, five metres tall
        const dvec2 at{22, front + 15};
        const double z = w.groundZ(at);
        const MaterialIndex body = w.material("steel_yellow"), dark = w.material("steel_dark");
        s.cylinder({at, z - 0.3}, 2.2, 0.6, 20, w.material("concrete"), w.material("concrete"));
        for (const double x : {-0.6, 0.6}) {
            s.box({at.x + x - 0.35, at.y - 0.4, z + 0.3}, {at.x + x + 0.35, at.y + 0.6, z + 0.7}, dark);
            s.box({at.x + x - 0.22, at.y - 0.22, z + 0.7}, {at.x + x + 0.22, at.y + 0.22, z + 2.2}, body);
            s.bar({at.x + x * 2.0, at.y, z + 3.5}, {at.x + x * 2.6, at.y + 0.5, z + 2.4}, 0.17, 8, dark);
            s.bar({at.x + x * 2.6, at.y + 0.5, z + 2.4}, {at.x + x * 2.3, at.y + 1.5, z + (x > 0 ? 3.4 : 2.2)}, 0.14, 8,
                  body);
        }
        s.box({at.x - 1.0, at.y - 0.5, z + 2.2}, {at.x + 1.0, at.y + 0.5, z + 3.8}, body);
        s.box({at.x - 0.6, at.y + 0.5, z + 2.7}, {at.x + 0.6, at.y + 0.55, z + 3.4}, w.material("glass_dark"), true);
        s.box({at.x - 0.6, at.y - 0.45, z + 4.0}, {at.x + 0.6, at.y + 0.45, z + 4.9}, w.material("white"), true);
        for (const double x : {-0.28, 0.28})
            s.box({at.x + x - 0.13, at.y + 0.45, z + 4.4}, {at.x + x + 0.13, at.y + 0.5, z + 4.65},
                  w.material("lamp_glow"), true);
        s.bar({at, z + 4.9}, {at, z + 5.5}, 0.03, 4, dark);
    }
    {  // sundial and water wheel table
        const dvec2 at{8, front + 20};
        const double z = w.groundZ(at);
        w.drapeDisc(at, 3, "paving_light", 0.08, 24);
        s.bar({at + dvec2{0, -1.6}, z}, {at + dvec2{0, 1.2}, z + 3.4}, 0.09, 6, w.material("roof_copper"));
        for (int i = 0; i < 12; ++i) {
            const double a = kTurn * i / 12;
            s.box({at.x + 2.5 * std::cos(a) - 0.15, at.y + 2.5 * std::sin(a) - 0.15, z - 0.2},
                  {at.x + 2.5 * std::cos(a) + 0.15, at.y + 2.5 * std::sin(a) + 0.15, z + 0.4}, w.material("stone"));
        }
    }
    for (int i = 0; i < 6; ++i) {  // a track of arches with planets
        const dvec2 at{-8.0 + 2.4 * i, front + 24 + 0.6 * (i % 2)};
        const double z = w.groundZ(at), r = 0.25 + 0.12 * ((i * 5) % 4);
        s.bar({at, z - 0.3}, {at, z + 1.3}, 0.05, 5, w.material("steel"));
        const std::array<std::string_view, 3> paints{"plastic_red", "plastic_blue", "plastic_yellow"};
        const MaterialIndex paint = w.material(paints[static_cast<std::size_t>(i) % 3]);
        s.cone({at, z + 1.3}, r * 0.3, r, r * 0.7, 10, paint);
        s.cone({at, z + 1.3 + r * 0.7}, r, r * 0.3, r * 0.7, 10, paint);
    }
}

KitResult buildScience(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double wanted = params.number("area");
    const int storeys = static_cast<int>(params.number("storeys"));
    // Floor area over all storeys: a long body and, above the ground floor, a shifted upper one of the same size.
    const double floorArea = wanted / storeys;
    const double depth = std::sqrt(floorArea / 2.1), length = floorArea / depth;
    const double hx = length / 2, hy = depth / 2, storey = 4.2;
    const double plinth = w.standOver({0, 0}, {hx + 2, hy + 2});
    const MaterialIndex glassWall = w.material("facade_glass"), white = w.material("white"),
                        larch = w.material("wood_larch"), dark = w.material("steel_dark");
    MeshBuilder s = w.solid();
    s.box({-hx - 0.6, -hy - 0.6, -plinth}, {hx + 0.6, hy + 0.6, 0.2}, w.material("concrete"));
    double built = 0;
    double top = 0.2;
    for (int i = 0; i < storeys; ++i) {
        const double shift = i % 2 == 1 ? 3.2 : 0;
        const std::vector<dvec2> ring = rectangle({shift, i % 2 == 1 ? 1.4 : 0}, {length, depth});
        Mesh walls;
        wallsRound(walls, ring, top, top + storey - 0.5, storey - 0.5, 2.4, glassWall);
        w.put(walls, {});
        built += areaOf(ring);
        const double low = top + storey - 0.5;
        const double out = i + 1 == storeys ? 1.3 : 0.7;
        s.box({ring[0].x - out, ring[0].y - out, low}, {ring[2].x + out, ring[2].y + out, top + storey}, white, true);
        if (i % 2 == 1) {  // timber fins of the upper floor, closer towards the corners
            for (int k = 0; k <= 44; ++k) {
                const double t = k / 44.0, x = glm::mix(ring[0].x, ring[2].x, 0.5 - 0.5 * std::cos(t * kTurn / 2));
                for (const double y : {ring[0].y - 0.55, ring[2].y + 0.1})
                    s.box({x - 0.06, y, top}, {x + 0.06, y + 0.45, low}, larch);
            }
        }
        for (int k = 0; k < 4 && i == 1; ++k) {  // columns under the overhang
            const double y = -hy + depth * k / 3.0;
            s.bar({hx + 2.2, y + 0.6, -plinth}, {hx + 3.0, y + 1.4, top}, 0.16, 8, dark);
            s.bar({hx + 2.2, y + 0.6, -plinth}, {hx + 1.2, y + 1.0, top}, 0.16, 8, dark);
        }
        top += storey;
    }
    // Folded roof: saw teeth with north lights and panels on their backs.
    const int teeth = 5;
    for (int i = 0; i < teeth; ++i) {
        const double y0 = -hy + depth * i / teeth + 1.2, y1 = -hy + depth * (i + 1) / teeth + 0.9;
        const double x0 = -hx + 2.5, x1 = hx + 4.5;
        s.quad({x0, y0, top + 0.05}, {x1, y0, top + 0.05}, {x1, y1, top + 1.9}, {x0, y1, top + 1.9},
               w.material("solar"));
        s.quad({x1, y1, top}, {x0, y1, top}, {x0, y1, top + 1.9}, {x1, y1, top + 1.9}, w.material("glass_dark"));
        s.triangle({x1, y0, top}, {x1, y1, top}, {x1, y1, top + 1.9}, white);
        s.triangle({x0, y1, top}, {x0, y0, top}, {x0, y1, top + 1.9}, white);
    }
    // Observatory drum with a dome over the entrance hall.
    const dvec2 drum{-hx + 1.0, hy + 0.5};
    s.cylinder({drum, -plinth}, 5.2, top + plinth + 1.4, 32, larch, white);
    for (int i = 0; i < 20; ++i) {
        const double a = kTurn * i / 20;
        const dvec2 out{std::cos(a), std::sin(a)};
        s.orientedBox({drum + out * 5.22, 0.4}, {0.9, 0.08, 3.2}, 90 - a * 360 / kTurn, w.material("glass_dark"));
    }
    for (int i = 0; i < 6; ++i) {
        const double a0 = kTurn / 4 * i / 6, a1 = kTurn / 4 * (i + 1) / 6;
        s.cone({drum, top + 1.4 + 4.2 * std::sin(a0)}, 4.2 * std::cos(a0), 4.2 * std::cos(a1),
               4.2 * (std::sin(a1) - std::sin(a0)), 28, w.material("steel_white"));
    }
    s.orientedBox({drum + dvec2{1.9, 1.9}, top + 2.6}, {1.0, 0.5, 3.0}, 45, dark);
    // Way in, sign, canopy.
    s.box({-hx + 7, hy, 0.2}, {-hx + 13, hy + 0.1, 3.4}, w.material("glass_dark"), true);
    s.box({-hx + 6, hy, 3.5}, {-hx + 14, hy + 4.5, 3.8}, larch, true);
    for (const double x : {-hx + 6.4, -hx + 13.6}) s.bar({x, hy + 4.2, -plinth}, {x, hy + 4.2, 3.5}, 0.1, 8, dark);
    s.box({2, hy + 2.75, top - storey + 1.0}, {hx - 1, hy + 2.85, top - storey + 2.6}, w.material("sign_blue"), true);
    // Grounds.
    if (params.flag("grounds")) {
        w.drapeRect({0, hy + 9}, {length + 18, 14}, "paving_light", 0.04);
        w.drapeRect({0, hy + 20}, {length + 18, 12}, "grass", 0.03);
        w.ribbon(std::array<dvec2, 4>{dvec2{-hx - 8, hy + 26}, dvec2{-6, hy + 22}, dvec2{10, hy + 26},
                                      dvec2{hx + 8, hy + 22}},
                 2.2, "path_gravel", 0.06);
        exhibits(w, hy - 1);
        for (int i = 0; i < 7; ++i) {
            const double x = -hx - 5 + (length + 10) * i / 6.0;
            bench(w, {x, hy + 12.5}, 180);
            lamp(w, {x + 2.5, hy + 14.6}, 180, 4.5, 0.6);
            w.tree({x, hy + 29}, i % 2 == 0 ? "maple" : "birch");
            w.tree({x + 3, -hy - 6}, "lime");
        }
        for (int i = 0; i < 8; ++i) bicycleStand(w, {hx + 5 + 0.8 * (i % 4), hy + 5 + 2.0 * (i / 4)}, 0);
        w.drapeRect({hx + 15, -2}, {16, 26}, "asphalt_plain", 0.04);
        parkingSpaces(w, {hx + 15, -2}, {24, 15.5}, 90, 16, 0.4);
        charger(w, {hx + 7.6, -2}, 90);
    }
    w.measure("area_m2", built);
    w.measure("storeys", storeys);
    return w.finish();
}

}  // namespace

std::vector<Kit> scienceKits() {
    return {{"science-centre",
             {number("area", 1400, 200, 8000), number("storeys", 2, 1, 4), flag("grounds", true)},
             {Shape::Point},
             Layer::Investments,
             buildScience}};
}

}  // namespace twin::bake::kits
