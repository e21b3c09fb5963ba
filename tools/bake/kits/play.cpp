// tools/bake/kits/play.cpp: playgrounds, water playground, outdoor gym.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

/// A climbing tower with roof, slide, net and stair.
void playTower(Work& w, dvec2 at, double headingDeg, double deckM, std::string_view roof, std::string_view slide) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex log = w.material("wood_log"), deck = w.material("wood_deck"), colour = w.material(slide);
    for (const double x : {-0.75, 0.75}) {
        for (const double y : {-0.75, 0.75}) b.bar({x, y, -0.5}, {x, y, deckM + 1.9}, 0.08, 6, log);
    }
    b.box({-0.85, -0.85, deckM - 0.1}, {0.85, 0.85, deckM}, deck, true);
    for (const double x : {-0.78, 0.78})
        b.box({x - 0.03, -0.75, deckM}, {x + 0.03, 0.75, deckM + 0.8}, w.material("plastic_green"), true);
    pyramid(part, {0, 0, deckM + 1.85}, {1.05, 1.05}, 1.1, w.material(roof));
    const dvec3 top{0, 0.85, deckM}, foot{0, 0.85 + deckM * 1.7, 0.25};  // slide
    for (const double x : {-0.3, 0.3}) {
        const std::array<dvec3, 4> side{{{x - 0.04, top.y, top.z + 0.22},
                                         {x + 0.04, top.y, top.z + 0.22},
                                         {x + 0.04, foot.y, foot.z + 0.22},
                                         {x - 0.04, foot.y, foot.z + 0.22}}};
        slab(part, side, 0.28, colour);
    }
    const std::array<dvec3, 4> bed{
        {{-0.3, top.y, top.z}, {0.3, top.y, top.z}, {0.3, foot.y, foot.z}, {-0.3, foot.y, foot.z}}};
    slab(part, bed, 0.05, colour);
    b.box({-0.3, foot.y, 0.2}, {0.3, foot.y + 0.7, 0.25}, colour, true);
    for (const double x : {-0.3, 0.3})
        b.box({x - 0.04, foot.y + 0.2, -0.3}, {x + 0.04, foot.y + 0.3, 0.22}, w.material("steel"));
    for (int i = 0; i < 7; ++i) {  // ladder
        const double z = deckM * (i + 0.5) / 7;
        b.bar({-0.45, -1.3 + 0.45 * z / deckM, z}, {0.45, -1.3 + 0.45 * z / deckM, z}, 0.035, 5,
              w.material("wood_larch"));
    }
    for (const double x : {-0.45, 0.45}) b.bar({x, -1.35, -0.3}, {x, -0.85, deckM + 0.6}, 0.045, 5, log);
    w.put(part, {at, w.groundZ(at)}, headingDeg);
    Mesh net;  // climbing net on the side
    const std::array<dvec3, 4> rope{{{0.85, -0.7, deckM}, {2.1, -0.7, 0}, {2.1, 0.7, 0}, {0.85, 0.7, deckM}}};
    MeshBuilder{net}.quad(rope[0], rope[1], rope[2], rope[3], w.material("rope"));
    MeshBuilder{net}.quad(rope[3], rope[2], rope[1], rope[0], w.material("rope"));
    w.putClear(net, {at, w.groundZ(at)}, headingDeg);
}

void springHorse(Work& w, dvec2 at, double headingDeg, std::string_view colour) {
    Mesh part;
    MeshBuilder b{part};
    b.cone({0, 0, -0.2}, 0.14, 0.1, 0.55, 8, w.material("black"));
    b.box({-0.12, -0.45, 0.35}, {0.12, 0.45, 0.6}, w.material(colour), true);
    b.box({-0.1, 0.25, 0.6}, {0.1, 0.55, 1.0}, w.material(colour), true);
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

void roundabout(Work& w, dvec2 at) {
    Mesh part;
    MeshBuilder b{part};
    b.cylinder({0, 0, -0.1}, 1.1, 0.3, 16, w.material("plastic_red"), w.material("plastic_yellow"));
    b.bar({0, 0, 0}, {0, 0, 1.0}, 0.06, 6, w.material("steel"));
    for (int i = 0; i < 4; ++i) {
        const double angle = kTurn * i / 4;
        const dvec3 out{0.85 * std::cos(angle), 0.85 * std::sin(angle), 0};
        b.bar(out + dvec3{0, 0, 0.2}, out + dvec3{0, 0, 0.85}, 0.03, 5, w.material("steel"));
        b.bar(out + dvec3{0, 0, 0.85}, {0, 0, 0.9}, 0.03, 5, w.material("steel"));
    }
    w.put(part, {at, w.groundZ(at)});
}

void seesaw(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    b.box({-0.1, -0.25, -0.3}, {0.1, 0.25, 0.55}, w.material("steel_blue"));
    const std::array<dvec3, 4> beam{{{-0.12, -1.8, 0.4}, {0.12, -1.8, 0.4}, {0.12, 1.8, 0.85}, {-0.12, 1.8, 0.85}}};
    slab(part, beam, 0.1, w.material("plastic_yellow"));
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

void rope_pyramid(Work& w, dvec2 at, double radius, double height) {
    const double z = w.groundZ(at);
    w.solid().bar({at, z - 0.6}, {at, z + height}, 0.09, 8, w.material("steel_red"));
    for (int i = 0; i < 6; ++i) {
        const auto foot = [&](int k) {
            return dvec3{at + radius * dvec2{std::cos(kTurn * k / 6), std::sin(kTurn * k / 6)}, z + 0.15};
        };
        const dvec3 top{at, z + height - 0.1};
        w.solid().bar(foot(i) - dvec3{0, 0, 0.5}, top, 0.02, 3, w.material("steel_red"));
        w.clear().triangle(foot(i), foot(i + 1), top, w.material("rope"));
        w.clear().triangle(foot(i + 1), foot(i), top, w.material("rope"));
        for (const double share : {0.25, 0.5, 0.75})
            w.solid().bar(glm::mix(foot(i), top, share), glm::mix(foot(i + 1), top, share), 0.02, 3,
                          w.material("steel_red"));
    }
}

KitResult buildPlayground(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double lx = params.number("length"), ly = params.number("width");
    w.drapeRect({0, 0}, {lx + 2, ly + 2}, "paving_grey", 0.02);
    w.drapeRect({0, 0}, {lx, ly}, params.text("surface"), 0.05);
    w.drapeDisc({-lx * 0.22, ly * 0.1}, std::min(lx, ly) * 0.24,
                params.text("surface") == "sand" ? "rubber_red" : "rubber_blue", 0.08);
    w.drapeDisc({lx * 0.3, -ly * 0.2}, std::min(lx, ly) * 0.18, "sand", 0.08);
    playTower(w, {-lx * 0.26, ly * 0.02}, 20, 1.5, "plastic_red", "plastic_yellow");
    const double size = lx * ly;
    if (size > 250) playTower(w, {-lx * 0.08, ly * 0.22}, -65, 2.1, "plastic_blue", "plastic_red");
    swing(w, {lx * 0.08, -ly * 0.28}, 0);
    if (size > 180) rope_pyramid(w, {lx * 0.26, ly * 0.22}, std::min(3.0, ly * 0.2), 4.2);
    seesaw(w, {-lx * 0.34, -ly * 0.32}, 70);
    springHorse(w, {-lx * 0.12, -ly * 0.34}, 30, "plastic_green");
    springHorse(w, {-lx * 0.02, -ly * 0.05}, 140, "plastic_red");
    if (size > 150) roundabout(w, {lx * 0.1, ly * 0.02});
    for (const double side : {-1.0, 1.0}) {
        bench(w, {side * lx * 0.2, ly / 2 + 0.6}, 180);
        bin(w, {side * lx * 0.2 + 1.4, ly / 2 + 0.6});
    }
    if (params.flag("fence")) {
        const std::vector<dvec2> ring = rectangle({0, 0}, {lx + 3, ly + 3});
        for (std::size_t i = 0; i < 4; ++i) {
            if (i == 2) {  // the gate
                fence(w, ring[2], glm::mix(ring[2], ring[3], 0.44), 1.0, false);
                fence(w, glm::mix(ring[2], ring[3], 0.56), ring[3], 1.0, false);
            } else {
                fence(w, ring[i], ring[(i + 1) % 4], 1.0, false);
            }
        }
    }
    w.measure("area_m2", lx * ly);
    return w.finish();
}

KitResult buildWaterPlayground(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double radius = params.number("radius");
    w.drapeDisc({0, 0}, radius + 2, "paving_light", 0.02, 36);
    w.drapeDisc({0, 0}, radius, "rubber_blue", 0.05, 36);
    w.drapeDisc({-radius * 0.3, radius * 0.25}, radius * 0.45, "court_blue", 0.08);
    w.drapeDisc({radius * 0.4, -radius * 0.3}, radius * 0.3, "water_pool", 0.08);
    const double z = w.groundZ({0, 0});
    MeshBuilder s = w.solid();
    const std::array<std::string_view, 4> paints{"plastic_red", "plastic_yellow", "plastic_blue", "plastic_green"};
    for (int i = 0; i < 4; ++i) {  // water arches
        const double y = -radius * 0.5 + radius * 0.33 * i;
        dvec3 last{};
        for (int k = 0; k <= 10; ++k) {
            const double angle = kTurn / 2 * k / 10;
            const dvec3 p{-radius * 0.3 + 1.3 * std::cos(angle), y, z - 0.15 + 2.2 * std::sin(angle)};
            if (k > 0) s.bar(last, p, 0.07, 6, w.material(paints[static_cast<std::size_t>(i)]));
            last = p;
        }
    }
    for (int i = 0; i < 3; ++i) {  // flowers that pour
        const double angle = kTurn * (0.08 + 0.1 * i);
        const dvec2 at = radius * 0.65 * dvec2{std::cos(angle), std::sin(angle)};
        const double g = w.groundZ(at);
        s.bar({at, g - 0.3}, {at, g + 3.1 + 0.4 * i}, 0.06, 6, w.material("plastic_green"));
        s.cone({at, g + 3.0 + 0.4 * i}, 0.15, 0.75, 0.35, 10, w.material(paints[static_cast<std::size_t>(i)]));
        s.cone({at, g + 3.35 + 0.4 * i}, 0.75, 0.2, 0.12, 10, w.material("plastic_yellow"));
    }
    const dvec2 bucket{radius * 0.4, -radius * 0.3};
    const double gb = w.groundZ(bucket);
    for (const double side : {-0.9, 0.9})
        s.bar({bucket.x + side, bucket.y, gb - 0.4}, {bucket.x + side * 0.8, bucket.y, gb + 3.6}, 0.09, 6,
              w.material("steel_white"));
    s.bar({bucket.x - 0.75, bucket.y, gb + 3.5}, {bucket.x + 0.75, bucket.y, gb + 3.5}, 0.07, 6,
          w.material("steel_white"));
    s.cone({bucket, gb + 2.6}, 0.35, 0.6, 0.8, 12, w.material("plastic_red"));
    for (int i = 0; i < 12; ++i) {  // jets
        const dvec2 at = radius * 0.82 * dvec2{std::cos(kTurn * i / 12), std::sin(kTurn * i / 12)};
        const double g = w.groundZ(at) + 0.05;
        w.clear().cone({at, g}, 0.02, 0.12, 1.1 + 0.3 * (i % 3), 5, w.material("glass_roof"));
        s.cylinder({at, g - 0.05}, 0.1, 0.07, 6, w.material("steel"), w.material("steel"));
    }
    for (int i = 0; i < 6; ++i) {
        const double heading = 60.0 * i + 30;
        bench(w, turn({0, radius + 2.6}, heading), heading + 180);
    }
    w.measure("radius_m", radius);
    w.measure("area_m2", kTurn / 2 * radius * radius);
    return w.finish();
}

void gymStation(Work& w, dvec2 at, int kind, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex post = w.material("steel_dark"), paint = w.material("steel_yellow"), seat = w.material("black");
    b.bar({0, 0, -0.4}, {0, 0, 1.95}, 0.09, 8, post);
    b.box({-0.25, -0.03, 1.35}, {0.25, 0.12, 1.75}, w.material("sign_blue"), true);
    switch (kind % 5) {
        case 0:  // walker
            for (const double x : {-0.45, 0.45}) {
                b.bar({x, 0, 1.5}, {x, 0.35 * (x > 0 ? 1 : -1), 0.35}, 0.04, 5, paint);
                b.box({x - 0.12, 0.1 * (x > 0 ? 1 : -3), 0.3}, {x + 0.12, 0.35 * (x > 0 ? 1 : -1) + 0.3, 0.36}, seat,
                      true);
                b.bar({0, 0, 1.5}, {x, 0, 1.5}, 0.04, 5, paint);
            }
            break;
        case 1:  // chest press
            b.bar({0, 0, 1.2}, {0, 0.9, 1.1}, 0.05, 5, paint);
            b.box({-0.25, 0.6, 0.5}, {0.25, 1.05, 0.56}, seat, true);
            b.box({-0.25, 1.05, 0.55}, {0.25, 1.12, 1.2}, seat, true);
            b.bar({0, 0.8, -0.3}, {0, 0.8, 0.5}, 0.06, 6, post);
            for (const double x : {-0.4, 0.4}) b.bar({x, 0.35, 1.05}, {x, 0.95, 0.95}, 0.03, 5, paint);
            b.bar({-0.4, 0.35, 1.05}, {0.4, 0.35, 1.05}, 0.04, 5, paint);
            break;
        case 2:  // wheels
            for (const double x : {-0.42, 0.42}) b.bar({x - 0.02, 0.25, 1.15}, {x + 0.02, 0.25, 1.15}, 0.34, 14, paint);
            b.bar({-0.45, 0.25, 1.15}, {0.45, 0.25, 1.15}, 0.04, 5, post);
            b.bar({0, 0, 1.15}, {0, 0.25, 1.15}, 0.05, 5, post);
            break;
        case 3:  // pull-up frame
            for (const double x : {-0.9, 0.9}) b.bar({x, 0.6, -0.4}, {x, 0.6, 2.35}, 0.05, 6, post);
            b.bar({-0.9, 0.6, 2.35}, {0.9, 0.6, 2.35}, 0.03, 6, paint);
            b.bar({-0.9, 0.6, 1.3}, {0.9, 0.6, 1.3}, 0.03, 6, paint);
            b.bar({0, 0, 1.9}, {0, 0.6, 2.35}, 0.03, 5, paint);
            break;
        default:  // twister
            b.cylinder({0, 0.7, -0.05}, 0.3, 0.2, 12, post, seat);
            b.bar({-0.35, 0.3, 1.1}, {0.35, 0.3, 1.1}, 0.03, 5, paint);
            b.bar({0, 0, 1.1}, {0, 0.3, 1.1}, 0.03, 5, paint);
    }
    w.put(part, {at, w.groundZ(at)}, headingDeg);
}

KitResult buildGym(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const int stations = static_cast<int>(params.number("stations"));
    const int columns = (stations + 1) / 2;
    const double lx = columns * 3.2 + 1.5;
    w.drapeRect({0, 0}, {lx, 8}, "path_gravel", 0.04);
    for (int i = 0; i < stations; ++i) {
        const double x = -lx / 2 + 2.3 + 3.2 * (i / 2);
        gymStation(w, {x, i % 2 == 0 ? 1.7 : -1.7}, i, i % 2 == 0 ? 180 : 0);
    }
    bench(w, {0, 4.8}, 180);
    board(w, {-lx / 2 - 1, 3}, 180);
    lamp(w, {lx / 2 + 0.8, 0}, 270);
    w.measure("stations", stations);
    return w.finish();
}

}  // namespace

std::vector<Kit> playKits() {
    return {
        {"playground",
         {number("length", 22, 8, 60), number("width", 16, 8, 50), flag("fence", true),
          choice("surface", "sand", {"sand", "rubber_red", "rubber_blue", "grass"})},
         {Shape::Point},
         Layer::Investments,
         buildPlayground},
        {"water-playground", {number("radius", 9, 4, 25)}, {Shape::Point}, Layer::Investments, buildWaterPlayground},
        {"gym", {number("stations", 10, 2, 30)}, {Shape::Point}, Layer::Investments, buildGym},
    };
}

}  // namespace twin::bake::kits
