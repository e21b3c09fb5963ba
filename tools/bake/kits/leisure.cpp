// tools/bake/kits/leisure.cpp: graduation tower, brick kiln, viewing tower, seating in slopes, amphitheatre.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

/// One straight run of brine tower in its own frame, length along y: timber frame, blackthorn faces leaning inward,
/// a gutter walk along the ridge with railing, a trough at the foot.
void brineRun(Work& w, Mesh& part, double length, double height) {
    MeshBuilder b{part};
    const MaterialIndex wood = w.material("wood_larch"), dark = w.material("wood_dark"),
                        thorn = w.material("blackthorn");
    const double l = length / 2;
    const double foot = 0.5 + height * 0.17, head = 0.55;  // half widths of the thorn walls
    const double top = height - 1.15;
    const int frames = std::max(2, static_cast<int>(std::round(length / 3)) + 1);
    for (const double side : {-1.0, 1.0}) {
        std::array<dvec3, 4> face{
            {{side * foot, -l, 0.45}, {side * foot, l, 0.45}, {side * head, l, top}, {side * head, -l, top}}};
        if (side < 0) std::swap(face[0], face[1]), std::swap(face[2], face[3]);
        b.quad(face[0], face[1], face[2], face[3], thorn);
        const int layers = static_cast<int>((top - 0.6) / 0.55);  // bundles show as layers that stand out
        for (int i = 0; i < layers; ++i) {
            const double z = 0.7 + 0.55 * i, x = glm::mix(foot, head, (z - 0.45) / (top - 0.45)) + 0.1;
            const double x2 = glm::mix(foot, head, (z + 0.34 - 0.45) / (top - 0.45)) + 0.02;
            std::array<dvec3, 4> band{{{side * x, -l + 0.05, z},
                                       {side * x, l - 0.05, z},
                                       {side * x2, l - 0.05, z + 0.34},
                                       {side * x2, -l + 0.05, z + 0.34}}};
            if (side < 0) std::swap(band[0], band[1]), std::swap(band[2], band[3]);
            b.quad(band[0], band[1], band[2], band[3], thorn);
        }
        b.box({std::min(side * (foot - 0.1), side * (foot + 0.8)), -l, 0.25},
              {std::max(side * (foot - 0.1), side * (foot + 0.8)), l, 0.5}, wood, true);  // trough
        b.bar({side * head, -l - 0.3, top}, {side * head, l + 0.3, top}, 0.12, 4, dark);
        b.bar({side * (head + foot) / 2, -l, (top + 0.45) / 2 + 0.1},
              {side * (head + foot) / 2, l, (top + 0.45) / 2 + 0.1}, 0.08, 4, wood);
    }
    for (int i = 0; i < frames; ++i) {
        const double y = -l + length * i / (frames - 1);
        for (const double side : {-1.0, 1.0}) {
            b.bar({side * (foot + 1.35), y, -0.5}, {side * (head + 0.1), y, top}, 0.11, 5, wood);  // raking strut
            b.bar({side * (foot + 0.12), y, -0.5}, {side * (head + 0.12), y, top}, 0.12, 5,
                  dark);  // post along the thorn
            b.bar({side * (foot + 0.75), y, 1.1 + height * 0.1}, {side * foot * 0.8, y, 1.1 + height * 0.1}, 0.07, 4,
                  wood);
        }
        b.bar({-head - 0.5, y, top}, {head + 0.5, y, top}, 0.1, 4, dark);
    }
    for (const double y : {-l, l}) {  // the ends: thorn behind crossed beams
        std::array<dvec3, 4> end{{{foot, y, 0.45}, {-foot, y, 0.45}, {-head, y, top}, {head, y, top}}};
        if (y < 0) std::swap(end[0], end[1]), std::swap(end[2], end[3]);
        b.quad(end[0], end[1], end[2], end[3], thorn);
        const double out = y > 0 ? 0.1 : -0.1;
        b.bar({-foot, y + out, 0.45}, {head, y + out, top}, 0.07, 4, dark);
        b.bar({foot, y + out, 0.45}, {-head, y + out, top}, 0.07, 4, dark);
    }
    b.box({-head - 0.6, -l - 0.3, top + 0.05}, {head + 0.6, l + 0.3, top + 0.15}, w.material("wood_deck"),
          true);                                               // walk
    b.box({-0.3, -l, top + 0.15}, {0.3, l, top + 0.5}, dark);  // gutter
    b.box({-0.2, -l + 0.1, top + 0.5}, {0.2, l - 0.1, top + 0.51}, w.material("water_pool"));
    for (const double x : {-head - 0.55, head + 0.55}) {
        for (int i = 0; i < frames; ++i) {
            const double y = -l + length * i / (frames - 1);
            b.bar({x, y, top}, {x, y, height}, 0.045, 4, wood);
        }
        b.bar({x, -l, height}, {x, l, height}, 0.05, 4, wood);
        b.bar({x, -l, height - 0.45}, {x, l, height - 0.45}, 0.03, 4, wood);
    }
}

KitResult buildGraduation(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), height = params.number("height"), around = params.number("width");
    const std::string& form = params.text("form");
    if (form == "ring") {
        const double radius = length / kTurn;
        w.standOver({0, 0}, {radius, radius});
        w.drapeDisc({0, 0}, radius + around, "paving_light", 0.03, 40);
        w.drapeDisc({0, 0}, radius * 0.42, "flowerbed", 0.07, 24);
        constexpr int kParts = 9;  // eight runs and an entrance
        for (int i = 0; i < kParts - 1; ++i) {
            const double angle = kTurn * (i + 1) / kParts - kTurn / 4 + kTurn / 2;
            Mesh part;
            brineRun(w, part, length / kParts * 0.94, height);
            w.put(part, {radius * std::cos(angle), radius * std::sin(angle), 0}, -angle * 360 / kTurn);
        }
        for (int i = 0; i < 7; ++i) {
            const double heading = 360.0 * i / 7 + 12;
            bench(w, turn({0, radius * 0.5}, heading), heading);
        }
    } else {
        const double head = 0.55, foot = 0.5 + height * 0.17;
        w.standOver({0, 0}, {foot + 1, length / 2});
        w.drapeRect({0, 0}, {2 * (foot + 1.5 + around), length + 2 * around}, "paving_light", 0.03);
        Mesh part;
        brineRun(w, part, length, height);
        w.put(part, {});
        // Stair tower with a roof at the end.
        MeshBuilder s = w.solid();
        const MaterialIndex larch = w.material("wood_larch");
        const double y = length / 2 + 1.6, top = height - 1.1;
        for (const double x : {-1.1, 1.1}) {
            for (const double dy : {-1.2, 1.2}) post(w, {x, y + dy}, height + 1.4, 0.1, "wood_dark");
        }
        s.box({-1.2, y - 1.3, top - 0.12}, {1.2, y + 1.3, top}, w.material("wood_deck"), true);
        pyramid(w.result().solid, {0, y, height + 1.35}, {1.55, 1.6}, 1.6, w.material("roof_tile_brown"));
        for (int i = 0; i < 16; ++i) {
            const double share = (i + 0.5) / 16;
            s.box({-0.6, y + 1.2 + top * 0.95 * (1 - share) - 0.15, top * share - 0.06},
                  {0.6, y + 1.2 + top * 0.95 * (1 - share) + 0.15, top * share}, larch, true);
        }
        for (const double x : {-0.6, 0.6}) {
            s.bar({x, y + 1.2 + top * 0.95, w.groundZ({x, y + 1.2 + top * 0.95}) - 0.2}, {x, y + 1.2, top}, 0.08, 4,
                  w.material("wood_dark"));
            s.bar({x, y + 1.2 + top * 0.95, 1.0}, {x, y + 1.2, top + 1.0}, 0.05, 4, larch);
        }
        for (const double side : {-1.0, 1.0}) {
            for (double at = -length / 2 + 3; at < length / 2; at += 6)
                bench(w, {side * (foot + 1.2 + around * 0.7), at}, side > 0 ? 270 : 90);
            for (double at = -length / 2; at <= length / 2; at += length / 2)
                lamp(w, {side * (foot + 1.8 + around), at}, side > 0 ? 270 : 90, 4, 0.6);
        }
        (void)head;
    }
    // Lawn and trees round it.
    const double reach = (form == "ring" ? length / kTurn : length / 2) + around + 5;
    w.drape(circle({0, 0}, reach + 5, 28), "grass", 0.015);
    for (int i = 0; i < 9; ++i) {
        const double angle = kTurn * (i + 0.5) / 9;
        w.tree((reach + 2) * dvec2{std::cos(angle), std::sin(angle)}, i % 3 == 0 ? "birch" : "lime",
               w.random().between(5, 8));
    }
    board(w, {2.5, -length / 2 * (form == "ring" ? 0.5 : 1) - 3}, 180);
    w.measure("height_m", height);
    w.measure("length_m", length);
    return w.finish();
}

KitResult buildKiln(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), width = params.number("width"), ridge = params.number("height");
    const dvec2 half{width / 2, length / 2};
    w.standOver({0, 0}, half);
    w.drapeRect({0, 0}, dvec2{width, length} + 4.0, "paving_grey", 0.03);
    w.drapeRect({0, 0}, dvec2{width, length} - 1.0, "gravel", 0.06);
    const double low = w.lowestZ({0, 0}, half) - 0.5;
    MeshBuilder s = w.solid();
    const MaterialIndex brick = w.material("brick_old"), steel = w.material("steel_dark");
    // The kiln: two fire tunnels between brick walls, arches over them, ruined at different heights.
    const double kx = width * 0.3, ky = length * 0.32;
    const std::array<double, 5> walls{-1.0, -0.5, 0.0, 0.5, 1.0};
    for (std::size_t i = 0; i < walls.size(); ++i) {
        const double x = walls[i] * kx;
        for (int k = 0; k < 5; ++k) {
            const double y0 = -ky + 2 * ky * k / 5, y1 = y0 + 2 * ky / 5;
            const double top = 0.7 + 0.75 * std::abs(std::sin(1.7 * static_cast<double>(i) + 0.9 * k));
            s.box({x - 0.28, y0, low}, {x + 0.28, y1, i == 0 || i == 4 ? top + 0.5 : top}, brick);
        }
    }
    for (std::size_t i = 0; i + 1 < walls.size(); i += 2) {  // arches over the tunnels at the front
        const double x0 = walls[i] * kx + 0.28, x1 = walls[i + 1] * kx - 0.28, mid = (x0 + x1) / 2, r = (x1 - x0) / 2;
        for (int k = 0; k < 7; ++k) {
            const double a = kTurn / 2 * (k + 0.5) / 7;
            s.orientedBox({mid + (r + 0.1) * std::cos(a), -ky + 0.5, 0.55 + (r + 0.1) * std::sin(a)}, {0.3, 1.0, 0.24},
                          0, brick);
        }
        s.box({x0, -ky + 1.2, low}, {x1, ky - 0.6, 0.35}, w.material("soil"));
    }
    s.box({-kx, ky - 0.4, low}, {kx, ky, 1.5}, brick);
    // Steel frames and the double-pitched glass roof.
    const double eave = ridge * 0.55;
    const int frames = std::max(2, static_cast<int>(std::round(length / 2.6)));
    for (int i = 0; i <= frames; ++i) {
        const double y = -half.y + length * i / frames;
        for (const double x : {-half.x, half.x}) {
            s.box({x - 0.09, y - 0.09, low}, {x + 0.09, y + 0.09, eave}, steel);
            s.bar({x, y, eave}, {0, y, ridge}, 0.08, 4, steel);
        }
        s.bar({-half.x, y, eave}, {half.x, y, eave}, 0.035, 4, steel);
    }
    for (const double x : {-half.x, half.x}) s.bar({x, -half.y, eave}, {x, half.y, eave}, 0.07, 4, steel);
    s.bar({0, -half.y, ridge}, {0, half.y, ridge}, 0.07, 4, steel);
    for (const double share : {0.33, 0.66}) {
        for (const double side : {-1.0, 1.0})
            s.bar({side * half.x * share, -half.y, glm::mix(ridge, eave, share)},
                  {side * half.x * share, half.y, glm::mix(ridge, eave, share)}, 0.04, 4, steel);
    }
    Mesh glass;
    gableRoof(glass, half, eave + 0.1, ridge + 0.1, 0.6, w.material("glass_roof"));
    w.putClear(glass, {});
    for (const double x : {-half.x, half.x}) railing(w, {x, -half.y, 0}, {x, half.y, 0}, "steel", 1.0, 2.6);
    railing(w, {-half.x, half.y, 0}, {half.x, half.y, 0}, "steel", 1.0, 2.6);
    board(w, {half.x + 1.4, -half.y + 1}, 90);
    board(w, {half.x + 1.4, half.y - 1}, 90);
    bench(w, {-half.x - 1.3, 0}, 270);
    w.measure("area_m2", width * length);
    return w.finish();
}

KitResult buildTower(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double height = params.number("height");
    const double low = w.lowestZ({0, 0}, {3, 3});
    w.drapeDisc({0, 0}, 5.5, "paving_light", 0.03, 24);
    MeshBuilder s = w.solid();
    const MaterialIndex larch = w.material("wood_larch"), steel = w.material("steel_dark"),
                        deck = w.material("wood_deck");
    const double deckZ = height - 3.4;  // floor of the platform; the roof's top is the height
    const double hb = 2.6, ht = 2.0;    // half width at foot and head
    const auto corner = [&](int i, double z) {
        const double half = glm::mix(hb, ht, z / deckZ);
        return dvec3{(i == 0 || i == 3 ? -half : half), (i < 2 ? -half : half), z};
    };
    s.box({-hb - 0.4, -hb - 0.4, low - 0.6}, {hb + 0.4, hb + 0.4, 0.15}, w.material("concrete"));
    const int storeys = std::max(2, static_cast<int>(std::round(deckZ / 3.2)));
    for (int i = 0; i < 4; ++i) {
        s.bar(corner(i, 0), corner(i, deckZ), 0.16, 6, larch);
        s.bar(corner(i, deckZ), corner(i, deckZ) + dvec3{0, 0, 2.6}, 0.1, 5, larch);
    }
    for (int k = 0; k < storeys; ++k) {
        const double z0 = deckZ * k / storeys, z1 = deckZ * (k + 1) / storeys;
        for (int i = 0; i < 4; ++i) {
            const int j = (i + 1) % 4;
            s.bar(corner(i, z1), corner(j, z1), 0.09, 4, larch);
            s.bar(corner(i, z0), corner(j, z1), 0.05, 4, steel);
            s.bar(corner(j, z0), corner(i, z1), 0.05, 4, steel);
            for (int q = 1; q < 7; ++q) {  // openwork of laths
                if ((q + k + i) % 3 == 0) continue;
                s.bar(glm::mix(corner(i, z0), corner(j, z0), q / 7.0), glm::mix(corner(i, z1), corner(j, z1), q / 7.0),
                      0.035, 4, larch);
            }
        }
        const double side = k % 2 == 0 ? 1 : -1;  // flights of stairs to and fro
        for (int t = 0; t < 10; ++t) {
            const double share = (t + 0.5) / 10, y = side * (-1.4 + 2.8 * share), z = glm::mix(z0, z1, share);
            s.box({side * 0.7 - 0.55, y - 0.16, z - 0.05}, {side * 0.7 + 0.55, y + 0.16, z}, deck, true);
        }
        s.box({-1.4, side * 1.75 - 0.45, z1 - 0.06}, {1.4, side * 1.75 + 0.35, z1}, deck, true);
    }
    const double out = ht + 0.7;
    s.box({-out, -out, deckZ - 0.05}, {out, -0.9, deckZ + 0.1}, deck, true);
    s.box({-out, 0.9, deckZ - 0.05}, {out, out, deckZ + 0.1}, deck, true);
    s.box({-out, -0.9, deckZ - 0.05}, {-1.4, 0.9, deckZ + 0.1}, deck, true);
    s.box({1.4, -0.9, deckZ - 0.05}, {out, 0.9, deckZ + 0.1}, deck, true);
    const std::array<dvec3, 4> rim{
        {{-out, -out, deckZ + 0.1}, {out, -out, deckZ + 0.1}, {out, out, deckZ + 0.1}, {-out, out, deckZ + 0.1}}};
    for (std::size_t i = 0; i < 4; ++i) railing(w, rim[i], rim[(i + 1) % 4], "steel_dark", 1.15, 1.0);
    pyramid(w.result().solid, {0, 0, deckZ + 2.5}, {out + 0.5, out + 0.5}, 0.9, w.material("roof_sheet_grey"));
    bench(w, {4.6, 0}, 90);
    board(w, {-4.5, 2}, 270);
    w.measure("height_m", height);
    return w.finish();
}

/// Rows of seats that follow the slope under them.
KitResult buildTerraces(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), step = params.number("row_step");
    const int rows = static_cast<int>(params.number("rows"));
    MeshBuilder s = w.solid();
    int seatsM = 0;
    const int parts = std::max(1, static_cast<int>(std::round(length / 4)));
    for (int r = 0; r < rows; ++r) {
        const double y = -r * step;  // the first row lies nearest to the view, the others behind and above it
        for (int i = 0; i < parts; ++i) {
            const double x0 = -length / 2 + length * i / parts, x1 = x0 + length / parts;
            if (parts > 3 && i == parts / 2) {  // a stair in the middle
                for (int k = 0; k < 3; ++k) {
                    const double sy = y - step * k / 3.0, z = w.groundZ({(x0 + x1) / 2, sy - step / 6});
                    s.box({(x0 + x1) / 2 - 0.9, sy - step / 3, z - 0.6}, {(x0 + x1) / 2 + 0.9, sy, z + 0.1},
                          w.material("concrete"));
                }
                continue;
            }
            const double z = w.highestZ({(x0 + x1) / 2, y - 0.3}, {(x1 - x0) / 2, 0.3});
            const double low = w.lowestZ({(x0 + x1) / 2, y - 0.3}, {(x1 - x0) / 2, 0.4});
            s.box({x0, y - 0.55, low - 0.7}, {x1 - 0.06, y, z + 0.4}, w.material("concrete"));
            s.box({x0 + 0.05, y - 0.5, z + 0.4}, {x1 - 0.11, y - 0.03, z + 0.46}, w.material("wood_larch"), true);
            seatsM += static_cast<int>(std::round((x1 - x0) / 0.55));
        }
    }
    w.ribbon(std::array<dvec2, 2>{dvec2{-length / 2, 1.2}, dvec2{length / 2, 1.2}}, 1.6, "path_gravel", 0.04);
    for (const double x : {-length / 2 - 0.8, length / 2 + 0.8}) lamp(w, {x, -rows * step * 0.5}, x > 0 ? 270 : 90, 4);
    w.measure("rows", rows);
    w.measure("seats", seatsM);
    return w.finish();
}

KitResult buildAmphitheatre(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int rows = static_cast<int>(params.number("rows"));
    const double radius = params.number("radius");
    const double fan = params.number("fan");
    const double stageZ = 0.9;
    MeshBuilder s = w.solid();
    const MaterialIndex wood = w.material("wood_larch"), concrete = w.material("concrete");
    // The audience looks along -y of the frame to the stage at y = -6; rows fan out behind the front at y = 0.
    w.drapeDisc({0, -1}, radius, "paving_light", 0.03, 28);
    int seats = 0;
    for (int r = 0; r < rows; ++r) {
        const double rr = radius + 1.0 * r;
        const int parts = std::max(6, static_cast<int>(rr * glm::radians(fan) / 2.2));
        for (int i = 0; i < parts; ++i) {
            if (i == parts / 3 || i == parts - 1 - parts / 3) continue;  // two aisles
            const double angle = glm::radians(90 - fan / 2 + fan * (i + 0.5) / parts);
            const dvec2 at = rr * dvec2{std::cos(angle), std::sin(angle)} - dvec2{0, 1};
            const double rise = 0.28 * r;
            const double ground = w.groundZ(at);
            const double z = std::max(ground, rise * 0.6);
            const double width = rr * glm::radians(fan) / parts;
            s.orientedBox({at, std::min(ground, z) - 0.5}, {width, 0.85, z - std::min(ground, z) + 0.55},
                          90 - glm::degrees(angle), concrete);
            s.orientedBox({at, z + 0.36}, {width - 0.06, 0.4, 0.07}, 90 - glm::degrees(angle), wood);
            s.orientedBox({at, z + 0.04}, {0.14, 0.3, 0.34}, 90 - glm::degrees(angle), concrete);
            seats += static_cast<int>(width / 0.5);
        }
    }
    const double sy = -radius - 4, hx = params.number("stage_width") / 2, hy = 5;
    const double low = w.lowestZ({0, sy}, {hx + 1, hy + 1}) - 0.5;
    s.box({-hx - 1, sy - hy - 1, low}, {hx + 1, sy + hy, stageZ}, w.material("wood_deck"));
    if (params.flag("roof")) {  // a shell of timber arches with a white membrane
        constexpr int kArches = 6, kParts = 10;
        const auto shell = [&](int a, int k) {
            const double depth = static_cast<double>(a) / kArches, t = kTurn / 2 * k / kParts;
            const double half = glm::mix(hx * 0.55, hx + 0.8, depth), top = glm::mix(4.2, 8.2, depth);
            return dvec3{half * std::cos(t), glm::mix(sy - hy, sy + hy + 1.2, depth),
                         stageZ + top * std::pow(std::sin(t), 0.8)};
        };
        for (int a = 0; a <= kArches; ++a) {
            for (int k = 0; k < kParts; ++k) {
                s.bar(shell(a, k), shell(a, k + 1), a == kArches ? 0.2 : 0.12, 5, wood);
                if (a == kArches) continue;
                const dvec3 p = shell(a, k), q = shell(a + 1, k), r = shell(a + 1, k + 1), t = shell(a, k + 1);
                s.quad(p, q, r, t, w.material("canvas_white"));
                s.quad(t, r, q, p, w.material("canvas_white"));
            }
        }
        std::vector<dvec3> back;
        for (int k = 0; k <= kParts; ++k) back.push_back(shell(0, k));
        std::reverse(back.begin(), back.end());
        s.polygon(back, w.material("wood_larch"));
        std::reverse(back.begin(), back.end());
        s.polygon(back, w.material("wood_larch"));
    } else {
        s.box({-hx, sy - hy - 0.9, stageZ}, {hx, sy - hy - 0.5, stageZ + 3.2}, w.material("stone"));
    }
    for (const double x : {-1.0, 1.0}) lamp(w, {x * (radius + rows * 0.6), radius * 0.2}, x > 0 ? 270 : 90, 6);
    w.measure("rows", rows);
    w.measure("seats", seats);
    return w.finish();
}

}  // namespace

std::vector<Kit> leisureKits() {
    return {
        {"graduation-tower",
         {number("length", 24, 6, 120), number("width", 3, 1, 10), number("height", 6.5, 3, 16),
          choice("form", "straight", {"straight", "ring"})},
         {Shape::Point},
         Layer::Investments,
         buildGraduation},
        {"kiln",
         {number("length", 13, 6, 30), number("width", 9, 5, 20), number("height", 6, 3.5, 12)},
         {Shape::Point},
         Layer::Landmarks,
         buildKiln},
        {"viewpoint-tower", {number("height", 16, 6, 45)}, {Shape::Point}, Layer::Investments, buildTower},
        {"terraces",
         {number("length", 30, 6, 120), number("rows", 5, 1, 20), number("row_step", 1.4, 0.8, 4)},
         {Shape::Point},
         Layer::Investments,
         buildTerraces},
        {"amphitheatre",
         {number("rows", 10, 2, 40), number("radius", 10, 5, 40), number("fan", 140, 60, 200),
          number("stage_width", 16, 8, 40), flag("roof", false)},
         {Shape::Point},
         Layer::Landmarks,
         buildAmphitheatre},
    };
}

}  // namespace twin::bake::kits
