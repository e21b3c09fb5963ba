// tools/bake/kits/sport.cpp: courts, stadium, swimming pools.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

void goal(Work& w, dvec2 at, double headingDeg, double widthM, double heightM) {
    Mesh part, net;
    MeshBuilder b{part};
    const MaterialIndex white = w.material("steel_white");
    const double half = widthM / 2, depth = heightM * 0.7;
    for (const double x : {-half, half}) {
        b.bar({x, 0, -0.3}, {x, 0, heightM}, 0.06, 6, white);
        b.bar({x, 0, heightM}, {x, -depth * 0.45, heightM}, 0.03, 4, white);
        b.bar({x, -depth * 0.45, heightM}, {x, -depth, 0}, 0.03, 4, white);
    }
    b.bar({-half, 0, heightM}, {half, 0, heightM}, 0.06, 6, white);
    MeshBuilder n{net};
    const MaterialIndex mesh = w.material("net");
    n.quad({-half, -depth, 0}, {half, -depth, 0}, {half, -depth * 0.45, heightM}, {-half, -depth * 0.45, heightM},
           mesh);
    n.quad({half, -depth, 0}, {-half, -depth, 0}, {-half, -depth * 0.45, heightM}, {half, -depth * 0.45, heightM},
           mesh);
    const double z = w.groundZ(at);
    w.put(part, {at, z}, headingDeg);
    w.putClear(net, {at, z}, headingDeg);
}

void basket(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    b.bar({0, 0, -0.5}, {0, 0, 3.1}, 0.09, 6, w.material("steel_blue"));
    b.bar({0, 0, 3.0}, {0, 1.1, 3.25}, 0.07, 6, w.material("steel_blue"));
    b.box({-0.9, 1.1, 2.9}, {0.9, 1.15, 3.95}, w.material("white"), true);
    b.box({-0.3, 1.15, 3.05}, {0.3, 1.16, 3.5}, w.material("plastic_red"), true);
    for (int i = 0; i < 8; ++i) {
        const double a = 0.7853981634 * i, c = a + 0.7853981634;
        b.bar({0.23 * std::cos(a), 1.42 + 0.23 * std::sin(a), 3.05},
              {0.23 * std::cos(c), 1.42 + 0.23 * std::sin(c), 3.05}, 0.015, 3, w.material("plastic_red"));
    }
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

/// A net across the middle, posts at x = +-half.
void courtNet(Work& w, double half, double low, double high, std::string_view postMaterial) {
    MeshBuilder n = w.clear();
    const double zl = w.groundZ({-half, 0}), zr = w.groundZ({half, 0});
    post(w, {-half, 0}, zl + high + 0.05, 0.05, postMaterial);
    post(w, {half, 0}, zr + high + 0.05, 0.05, postMaterial);
    const MaterialIndex net = w.material("net");
    n.quad({-half, 0, zl + low}, {half, 0, zr + low}, {half, 0, zr + high}, {-half, 0, zl + high}, net);
    n.quad({half, 0, zr + low}, {-half, 0, zl + low}, {-half, 0, zl + high}, {half, 0, zr + high}, net);
    w.solid().bar({-half, 0, zl + high}, {half, 0, zr + high}, 0.035, 4, w.material("white"));
}

/// Lines of an association football pitch, length along y.
void footballLines(Work& w, dvec2 at, double length, double width) {
    const std::string_view white = "marking_white";
    const double line = 0.12;
    w.markRect(at, {width, length}, white, line);
    w.mark(at + dvec2{-width / 2, 0}, at + dvec2{width / 2, 0}, white, line);
    const double scale = std::min(1.0, length / 90);
    w.markRing(at, 9.15 * scale, 0, 360, white, line);
    for (const double side : {-1.0, 1.0}) {
        const double end = side * length / 2;
        for (const dvec2 box : {dvec2{40.32, 16.5}, dvec2{18.32, 5.5}}) {
            const dvec2 half{box.x * scale / 2, box.y * scale};
            const double inner = end - side * half.y;
            w.mark(at + dvec2{-half.x, end}, at + dvec2{-half.x, inner}, white, line);
            w.mark(at + dvec2{half.x, end}, at + dvec2{half.x, inner}, white, line);
            w.mark(at + dvec2{-half.x, inner}, at + dvec2{half.x, inner}, white, line);
        }
        const double spot = end - side * 11 * scale;
        const double cut = 53.13;  // where the arc meets the box: cos = 5.5 / 9.15
        w.markRing(at + dvec2{0, spot}, 9.15 * scale, side > 0 ? 270 - cut : 90 - cut, side > 0 ? 270 + cut : 90 + cut,
                   white, line);
        w.drapeDisc(at + dvec2{0, spot}, 0.15, white, 0.07, 8);
    }
}

void courtFence(Work& w, dvec2 size, double height) {
    const std::vector<dvec2> ring = rectangle({0, 0}, size);
    for (std::size_t i = 0; i < 4; ++i) {
        if (i == 1) {
            fence(w, ring[1], glm::mix(ring[1], ring[2], 0.45), height, true);
            fence(w, glm::mix(ring[1], ring[2], 0.55), ring[2], height, true);
        } else {
            fence(w, ring[i], ring[(i + 1) % 4], height, true);
        }
    }
}

void floodlight(Work& w, dvec2 at, double headingDeg, double height, int lights) {
    Mesh part;
    MeshBuilder b{part};
    b.cone({0, 0, -1}, 0.35, 0.16, height + 1, 8, w.material("steel"));
    b.box({-1.5, -0.15, height}, {1.5, 0.15, height + 0.2}, w.material("steel"), true);
    for (int i = 0; i < lights; ++i) {
        const double x = -1.3 + 2.6 * (i % (lights / 2)) / std::max(1, lights / 2 - 1);
        const double z = height + 0.2 + 0.7 * (i / (lights / 2));
        b.box({x - 0.28, -0.1, z}, {x + 0.28, 0.2, z + 0.55}, w.material("steel_dark"), true);
        b.box({x - 0.24, 0.2, z + 0.04}, {x + 0.24, 0.23, z + 0.5}, w.material("lamp_glow"), true);
    }
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

struct CourtSize {
    double length, width;
};
CourtSize usualSize(std::string_view sport) {
    if (sport == "volleyball") return {16, 8};
    if (sport == "football") return {40, 20};
    if (sport == "tennis") return {23.77, 10.97};
    if (sport == "basketball") return {28, 15};
    return {36, 18};
}

KitResult buildCourt(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::string& sport = params.text("sport");
    const CourtSize usual = usualSize(sport);
    const double length = params.number("length") > 0 ? params.number("length") : usual.length;
    const double width = params.number("width") > 0 ? params.number("width") : usual.width;
    const double margin = params.number("margin");
    const bool sand = params.flag("sand");
    const dvec2 outer{width + 2 * margin, length + 2 * margin};
    std::string_view surface = "court_green", play = "court_blue";
    if (sport == "tennis") surface = play = "court_clay";
    if (sport == "football") surface = play = "grass_pitch";
    if (sand) surface = play = "sand";
    w.drapeRect({0, 0}, outer, surface, 0.04);
    if (play != surface) w.drapeRect({0, 0}, {width, length}, play, 0.06);
    const std::string_view line = sand ? "steel_blue" : "marking_white";
    w.markRect({0, 0}, {width, length}, line, sand ? 0.06 : 0.08, 0.09);
    if (sport == "volleyball" || (sport == "multi"))
        courtNet(w, width / 2 + 0.7, sport == "multi" ? 0.05 : 1.43, sport == "multi" ? 1.0 : 2.43, "steel_blue");
    if (sport == "volleyball" && !sand) {
        for (const double y : {-3.0, 0.0, 3.0}) w.mark({-width / 2, y}, {width / 2, y}, line, 0.08, 0.09);
    }
    if (sport == "tennis") {
        courtNet(w, width / 2 + 0.9, 0.05, 1.0, "steel_green");
        for (const double x : {-4.115, 4.115}) w.mark({x, -length / 2}, {x, length / 2}, line, 0.06, 0.09);
        for (const double y : {-6.4, 6.4}) w.mark({-4.115, y}, {4.115, y}, line, 0.06, 0.09);
        w.mark({0, -6.4}, {0, 6.4}, line, 0.06, 0.09);
    }
    if (sport == "basketball" || sport == "multi") {
        for (const double side : {-1.0, 1.0}) {
            basket(w, {0, side * (length / 2 + 0.3)}, side > 0 ? 180 : 0);
            const double end = side * length / 2;
            w.mark({-2.45, end}, {-2.45, end - side * 5.8}, line, 0.06, 0.09);
            w.mark({2.45, end}, {2.45, end - side * 5.8}, line, 0.06, 0.09);
            w.mark({-2.45, end - side * 5.8}, {2.45, end - side * 5.8}, line, 0.06, 0.09);
            w.markRing({0, end - side * 1.6}, 6.75, side > 0 ? 180 : 0, side > 0 ? 360 : 180, line, 0.06, 0.09);
        }
        w.mark({-width / 2, 0}, {width / 2, 0}, line, 0.06, 0.09);
        w.markRing({0, 0}, 1.8, 0, 360, line, 0.06, 0.09);
    }
    if (sport == "football" || sport == "multi") {
        const double goalWidth = length > 60 ? 7.32 : sand ? 5.5 : 3.0;
        const double goalHeight = length > 60 ? 2.44 : sand ? 2.2 : 2.0;
        for (const double side : {-1.0, 1.0})
            goal(w, {0, side * (length / 2)}, side > 0 ? 180 : 0, goalWidth, goalHeight);
        if (sport == "football" && !sand) footballLines(w, {0, 0}, length, width);
    }
    if (params.flag("fence")) courtFence(w, outer, sport == "tennis" || sport == "multi" ? 3.5 : 2.5);
    if (params.flag("lights")) {
        for (const double x : {-1.0, 1.0}) {
            for (const double y : {-0.6, 0.6})
                floodlight(w, {x * (outer.x / 2 + 1), y * outer.y / 2}, x > 0 ? 270 : 90, 9, 4);
        }
    }
    w.measure("length_m", length);
    w.measure("width_m", width);
    return w.finish();
}

KitResult buildStadium(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("pitch_length"), width = params.number("pitch_width");
    // The pitch is measured on its grass: a part of its own.
    w.drapeRect({0, 0}, {width + 10, length + 10}, "grass_pitch", 0.03);
    const std::size_t first = w.result().ground.vertices.size();
    w.drapeRect({0, 0}, {width, length}, "grass_pitch", 0.06);
    dvec2 least{1e9}, most{-1e9};
    for (std::size_t i = first; i < w.result().ground.vertices.size(); ++i) {
        const dvec2 p{w.result().ground.vertices[i].position};
        least = glm::min(least, p), most = glm::max(most, p);
    }
    w.measure("pitch_length_m", most.y - least.y);
    w.measure("pitch_width_m", most.x - least.x);
    footballLines(w, {0, 0}, length, width);
    for (const double side : {-1.0, 1.0}) goal(w, {0, side * length / 2}, side > 0 ? 180 : 0, 7.32, 2.44);
    for (const double x : {-1.0, 1.0}) {
        for (const double y : {-1.0, 1.0}) {
            const dvec2 corner{x * width / 2, y * length / 2};
            w.solid().bar({corner, w.groundZ(corner)}, {corner, w.groundZ(corner) + 1.5}, 0.025, 4,
                          w.material("plastic_yellow"));
        }
    }
    // Track-like margin and barrier.
    for (const double x : {-1.0, 1.0})
        railing(w, {x * (width / 2 + 5), -length / 2 - 5, w.groundZ({x * (width / 2 + 5), -length / 2 - 5})},
                {x * (width / 2 + 5), length / 2 + 5, w.groundZ({x * (width / 2 + 5), length / 2 + 5})}, "steel_white",
                1.0, 6);
    // Main stand on the left, open stand on the right: rows of coloured seats, 0.5 m a seat.
    const int wanted = static_cast<int>(params.number("seats"));
    int seats = 0;
    const double run = 0.8, rise = 0.42, sector = 16.5, gap = 1.5;
    const int sectors = 5;
    MeshBuilder s = w.solid();
    const MaterialIndex concrete = w.material("concrete");
    const int perSectorRow = static_cast<int>(sector / 0.5);
    const auto stand = [&](double side, int rows) {
        const double front = width / 2 + 8;
        const double total = sectors * sector + (sectors - 1) * gap;
        for (int k = 0; k < sectors; ++k) {
            const double y0 = -total / 2 + k * (sector + gap), y1 = y0 + sector;
            const double ground = w.lowestZ({side * (front + 4), (y0 + y1) / 2}, {5, sector / 2});
            const double base = w.highestZ({side * (front + 2), (y0 + y1) / 2}, {2, sector / 2});
            for (int r = 0; r < rows; ++r) {
                const double x0 = front + r * run, z = base + 0.6 + rise * r;
                const double left = side > 0 ? x0 : -x0 - run, right = side > 0 ? x0 + run : -x0;
                s.box({left, y0, ground - 0.5}, {right, y1, z}, concrete);
                const int here = std::min(perSectorRow, wanted - seats);
                if (here <= 0) continue;
                const double seatY1 = y0 + here * 0.5;
                const double back = side > 0 ? right - 0.12 : left + 0.12;
                const MaterialIndex seat = w.material(k % 2 == 0 ? "seat_blue" : "canvas_white");
                s.box({std::min(back, back - side * 0.4), y0 + 0.1, z + 0.32},
                      {std::max(back, back - side * 0.4), seatY1 - 0.1, z + 0.38}, seat, true);
                s.box({std::min(back, back + side * 0.06), y0 + 0.1, z + 0.38},
                      {std::max(back, back + side * 0.06), seatY1 - 0.1, z + 0.74}, seat, true);
                seats += here;
            }
            if (k + 1 < sectors) {  // stair between two sectors
                for (int r = 0; r < rows; ++r) {
                    const double x0 = front + r * run;
                    s.box({side > 0 ? x0 : -x0 - run, y1, ground - 0.5},
                          {side > 0 ? x0 + run : -x0, y1 + gap, base + 0.3 + rise * r}, w.material("concrete_dark"));
                }
            }
            const double rear = front + rows * run;
            if (side < 0 && k < static_cast<int>(params.number("roofed_sectors"))) {  // cantilever roof
                const double top = base + rows * rise + 4.2;
                Mesh roof;
                const std::array<dvec3, 4> ring{{{-rear - 0.8, y0 - 0.7, top - 0.7},
                                                 {-front + 1, y0 - 0.7, top + 0.5},
                                                 {-front + 1, y1 + 0.7, top + 0.5},
                                                 {-rear - 0.8, y1 + 0.7, top - 0.7}}};
                slab(roof, ring, 0.25, w.material("roof_sheet_grey"));
                w.put(roof, {});
                for (const double y : {y0 + 1, y0 + 8.2, y1 - 1}) {
                    s.bar({-rear - 0.4, y, ground - 0.5}, {-rear - 0.4, y, top - 0.6}, 0.18, 6,
                          w.material("steel_blue"));
                    s.bar({-rear - 0.4, y, top - 2.2}, {-front - rows * run * 0.4, y, top - 0.2}, 0.09, 5,
                          w.material("steel_blue"));
                }
            }
            s.box({side > 0 ? rear : -rear - 0.12, y0, ground - 0.5},
                  {side > 0 ? rear + 0.12 : -rear, y1, base + 0.6 + rows * rise + 0.7}, w.material("steel_blue"));
        }
    };
    const int rows = std::max(2, static_cast<int>(std::ceil(wanted / 2.0 / (sectors * perSectorRow))));
    stand(-1, rows);
    stand(1, rows);
    // Club building behind one goal, commentators' box, score board, floodlights.
    const double hy = length / 2 + 24;
    HouseShape club{.widthM = 38,
                    .depthM = 12,
                    .storeys = 2,
                    .storeyM = 3.3,
                    .roof = RoofShape::Flat,
                    .overhangM = 0.3,
                    .chimney = false,
                    .facade = w.material("facade_public"),
                    .roofing = w.material("roof_flat_gravel"),
                    .chimneyMaterial = w.material("chimney")};
    house(w, {0, -hy}, 0, club);
    const double score = w.groundZ({0, length / 2 + 9});
    for (const double x : {-3.0, 3.0}) post(w, {x, length / 2 + 9}, score + 3.2, 0.14, "steel_dark");
    s.box({-4, length / 2 + 8.8, score + 3.0}, {4, length / 2 + 9.2, score + 6}, w.material("black"), true);
    s.box({-3.2, length / 2 + 8.74, score + 4.2}, {-0.6, length / 2 + 8.8, score + 5.4}, w.material("lamp_glow"), true);
    s.box({0.6, length / 2 + 8.74, score + 4.2}, {3.2, length / 2 + 8.8, score + 5.4}, w.material("lamp_glow"), true);
    const double gx = -(width / 2 + 8 + rows * run + 4);
    const double gz = w.groundZ({gx, 0});
    s.box({gx - 2, -3, gz - 0.5}, {gx + 2, 3, gz + 6.2}, w.material("facade_plaster"));
    s.box({gx - 2.2, -3.2, gz + 6.2}, {gx + 2.4, 3.2, gz + 8.8}, w.material("glass_dark"), true);
    s.box({gx - 2.6, -3.6, gz + 8.8}, {gx + 3.2, 3.6, gz + 9.1}, w.material("roof_sheet_grey"), true);
    if (params.flag("floodlights")) {
        for (const double x : {-1.0, 1.0}) {
            for (const double y : {-1.0, 1.0})
                floodlight(w, {x * (width / 2 + 11 + rows * run), y * length * 0.46}, headingOf({-x, -y * 0.6}), 26,
                           12);
        }
    }
    w.measure("seats", seats);
    return w.finish();
}

void slide(Work& w, dvec2 at, double height, double turns, double radius, std::string_view colour) {
    MeshBuilder s = w.solid();
    const double z = w.groundZ(at);
    std::vector<dvec3> line;
    const int parts = static_cast<int>(turns * 14);
    for (int i = 0; i <= parts; ++i) {
        const double share = static_cast<double>(i) / parts, angle = 6.2832 * turns * share;
        const double r = radius * (1 + 0.5 * share);
        line.emplace_back(at + r * dvec2{std::cos(angle), std::sin(angle)}, z + height - (height - 0.4) * share);
    }
    const std::array<dvec2, 8> trough{
        {{-0.55, 0.5}, {-0.4, 0.1}, {0.4, 0.1}, {0.55, 0.5}, {0.62, 0.5}, {0.45, 0}, {-0.45, 0}, {-0.62, 0.5}}};
    s.sweep(line, trough, w.material(colour), true);
    for (std::size_t i = 3; i < line.size(); i += 6) post(w, dvec2{line[i]}, line[i].z, 0.09, "steel_white");
    const dvec2 tower = at + dvec2{radius, -1.4};
    for (const double x : {-0.9, 0.9}) {
        for (const double y : {-0.9, 0.9}) post(w, tower + dvec2{x, y}, z + height + 2.6, 0.07, "steel_white");
    }
    s.box({tower.x - 1.1, tower.y - 1.1, z + height - 0.1}, {tower.x + 1.1, tower.y + 1.3, z + height},
          w.material("steel_blue"), true);
    s.box({tower.x - 1.2, tower.y - 1.2, z + height + 2.6}, {tower.x + 1.2, tower.y + 1.2, z + height + 2.75},
          w.material("plastic_yellow"), true);
    const double runM = height * 0.8;
    for (int i = 0; i < 14; ++i) {
        const double share = (i + 0.5) / 14;
        s.box({tower.x - 0.5, tower.y - 1.1 - runM * share - 0.14, z + height * (1 - share) - 0.05},
              {tower.x + 0.5, tower.y - 1.1 - runM * share + 0.14, z + height * (1 - share)}, w.material("steel"),
              true);
    }
    for (const double x : {-0.5, 0.5})
        s.bar({tower.x + x, tower.y - 1.1 - runM, z - 0.2}, {tower.x + x, tower.y - 1.1, z + height}, 0.06, 4,
              w.material("steel_white"));
}

/// A basin let into a paved deck a little above the ground; water a hand below its edge.
void basin(Work& w, dvec2 centre, dvec2 size, double deckZ, int lanes) {
    MeshBuilder s = w.solid();
    const dvec2 half = size * 0.5;
    const std::array<dvec2, 4> inner{
        {centre - half, centre + dvec2{half.x, -half.y}, centre + half, centre + dvec2{-half.x, half.y}}};
    s.quad({inner[0], deckZ - 0.08}, {inner[1], deckZ - 0.08}, {inner[2], deckZ - 0.08}, {inner[3], deckZ - 0.08},
           w.material("water_pool"));
    for (std::size_t i = 0; i < 4; ++i) {
        const dvec2 a = inner[i], b = inner[(i + 1) % 4], d = glm::normalize(b - a), out{d.y, -d.x};
        const std::array<dvec3, 4> rim{{{a - d * 0.4 + out * 0.4, deckZ + 0.04},
                                        {b + d * 0.4 + out * 0.4, deckZ + 0.04},
                                        {b, deckZ + 0.04},
                                        {a, deckZ + 0.04}}};
        Mesh part;
        slab(part, rim, 0.16, w.material("white"));
        w.put(part, {});
    }
    for (int i = 1; i < lanes; ++i) {
        const double x = centre.x - half.x + size.x * i / lanes;
        s.bar({x, centre.y - half.y, deckZ - 0.06}, {x, centre.y + half.y, deckZ - 0.06}, 0.06, 4,
              w.material(i % 2 == 0 ? "plastic_red" : "plastic_yellow"));
    }
    for (int i = 0; i < lanes; ++i) {
        const double x = centre.x - half.x + size.x * (i + 0.5) / lanes;
        s.box({x - 0.25, centre.y - half.y - 0.7, deckZ}, {x + 0.25, centre.y - half.y - 0.2, deckZ + 0.7},
              w.material("white"));
    }
}

KitResult buildPool(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), width = params.number("width");
    const bool recreation = params.flag("recreation");
    const double recX = recreation ? 26.0 : 0.0;
    const dvec2 half{(width + recX) / 2 + 7, length / 2 + 7};
    const dvec2 middle{recX / 2, 0};
    const double plinth = w.standOver(middle, half);
    const double deck = 0.25;
    MeshBuilder s = w.solid();
    // Deck in strips round the basins, so that the water lies open.
    const MaterialIndex paving = w.material("paving_light");
    const auto strip = [&](double x0, double x1, double y0, double y1) {
        s.box({x0, y0, -plinth}, {x1, y1, deck}, paving);
    };
    const double x0 = middle.x - half.x, x1 = middle.x + half.x;
    strip(x0, -width / 2, -half.y, half.y);
    strip(-width / 2, width / 2, -half.y, -length / 2);
    strip(-width / 2, width / 2, length / 2, half.y);
    if (recreation) {
        const double rx0 = width / 2 + 6, rx1 = rx0 + 16;
        strip(width / 2, rx0, -half.y, half.y);
        strip(rx0, rx1, -half.y, -11);
        strip(rx0, rx1, 11, half.y);
        strip(rx1, x1, -half.y, half.y);
        basin(w, {(rx0 + rx1) / 2, 0}, {16, 22}, deck, 0);
        slide(w, {rx1 + 1.5, 11.5}, 4.6, 1.4, 2.6, "plastic_blue");
        for (int i = 0; i < 5; ++i)
            parasol(w, {(rx0 + rx1) / 2 - 6 + 3 * i, -15}, i % 2 == 0 ? "canvas_blue" : "canvas_orange");
    } else {
        strip(width / 2, x1, -half.y, half.y);
    }
    const std::size_t first = w.result().solid.vertices.size();
    basin(w, {0, 0}, {width, length}, deck, 8);
    dvec2 least{1e9}, most{-1e9};
    const MaterialIndex water = w.material("water_pool");
    for (std::size_t i = first; i < w.result().solid.vertices.size(); ++i) {
        const MeshVertex& v = w.result().solid.vertices[i];
        if (v.material != water) continue;
        least = glm::min(least, dvec2{v.position}), most = glm::max(most, dvec2{v.position});
    }
    w.measure("pool_length_m", most.y - least.y);
    w.measure("pool_width_m", most.x - least.x);
    for (int r = 0; r < 4; ++r) {  // stand along the left side
        s.box({-width / 2 - 6.8 + 0.8 * (3 - r) - 3.2, -length * 0.3, -plinth},
              {-width / 2 - 6.0 + 0.8 * (3 - r) - 3.2, length * 0.3, deck + 0.45 * (r + 1)}, w.material("concrete"));
        s.box({-width / 2 - 6.7 + 0.8 * (3 - r) - 3.2, -length * 0.3 + 0.2, deck + 0.45 * (r + 1)},
              {-width / 2 - 6.3 + 0.8 * (3 - r) - 3.2, length * 0.3 - 0.2, deck + 0.45 * (r + 1) + 0.05},
              w.material("seat_blue"), true);
    }
    if (params.flag("hall")) {  // indoor pool: a glazed hall with a curved roof
        const double hx = 24, hy = 17, cy = half.y + 24;
        const double reach = w.lowestZ({0, cy}, {hx, hy});
        const double z = w.highestZ({0, cy}, {hx, hy}) + 0.1;
        const std::vector<dvec2> ring = rectangle({0, cy}, {2 * hx, 2 * hy});
        s.box({-hx, cy - hy, reach - 0.5}, {hx, cy + hy, z}, w.material("stone"));
        Mesh walls;
        wallsRound(walls, ring, z, z + 6.4, 6.4, 3.2, w.material("facade_glass"));
        w.put(walls, {});
        constexpr int kParts = 10;
        for (int i = 0; i < kParts; ++i) {
            const auto arc = [&](int k) {
                const double t = 2.0 * k / kParts - 1;
                return dvec2{t * (hy + 0.8), z + 6.4 + 2.6 * (1 - t * t)};
            };
            const dvec2 a = arc(i), b = arc(i + 1);
            s.quad({hx + 0.7, cy + a.x, a.y}, {hx + 0.7, cy + b.x, b.y}, {-hx - 0.7, cy + b.x, b.y},
                   {-hx - 0.7, cy + a.x, a.y}, w.material("roof_sheet_grey"));
            for (const double side : {-1.0, 1.0}) {
                const double x = side * hx;
                const dvec3 la{x, cy + a.x, z + 6.3}, lb{x, cy + b.x, z + 6.3}, ua{x, cy + a.x, a.y},
                    ub{x, cy + b.x, b.y};
                if (side > 0)
                    s.quad(la, lb, ub, ua, w.material("facade_plaster"));
                else
                    s.quad(lb, la, ua, ub, w.material("facade_plaster"));
            }
        }
        s.box({-hx - 8, cy - 8, reach - 0.5}, {-hx, cy + 8, z + 4.2}, w.material("facade_plaster"));
        s.box({-hx - 8.06, cy - 6, z + 0.3}, {-hx - 8, cy + 6, z + 3.4}, w.material("glass_dark"), true);
        s.box({-hx - 8.5, cy - 8.5, z + 4.2}, {-hx + 0.2, cy + 8.5, z + 4.5}, w.material("roof_flat_gravel"), true);
    }
    return w.finish();
}

}  // namespace

std::vector<Kit> sportKits() {
    return {
        {"court",
         {choice("sport", "volleyball", {"volleyball", "football", "tennis", "basketball", "multi"}),
          number("length", 0, 0, 120), number("width", 0, 0, 90), number("margin", 3, 0.5, 8), flag("sand", false),
          flag("fence", false), flag("lights", false)},
         {Shape::Point},
         Layer::Investments,
         buildCourt},
        {"stadium",
         {number("pitch_length", 105, 60, 120), number("pitch_width", 68, 40, 90), number("seats", 1960, 0, 8000),
          number("roofed_sectors", 5, 0, 5), flag("floodlights", true)},
         {Shape::Point},
         Layer::Landmarks,
         buildStadium},
        {"pool",
         {number("length", 50, 10, 60), number("width", 21, 6, 30), flag("recreation", true), flag("hall", false)},
         {Shape::Point},
         Layer::Landmarks,
         buildPool},
    };
}

}  // namespace twin::bake::kits
