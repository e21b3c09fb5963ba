// tools/bake/kits/green.cpp: parks, gardens, rain gardens, cemetery, tanks.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

void flowerBed(Work& w, dvec2 at, double radius) {
    w.drapeDisc(at, radius + 0.25, "kerb", 0.07, 20);
    w.drapeDisc(at, radius, "soil", 0.1, 20);
    MeshBuilder s = w.solid();
    const int bushes = static_cast<int>(radius * radius * 3);
    for (int i = 0; i < bushes; ++i) {
        const double angle = i * 2.39996, r = radius * 0.92 * std::sqrt((i + 0.5) / bushes);
        const dvec2 p = at + r * dvec2{std::cos(angle), std::sin(angle)};
        const double z = w.groundZ(p) + 0.05, size = 0.3 + 0.12 * (i % 3);
        s.cone({p, z}, size * 0.7, size * 0.25, size, 6, w.material(i % 4 == 0 ? "hedge" : "flowerbed"));
    }
}

KitResult buildPocketPark(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double lx = params.number("length"), ly = params.number("width");
    w.drapeRect({0, 0}, {lx, ly}, "grass", 0.03);
    const double r = std::min(lx, ly) * 0.22;
    w.drapeDisc({0, 0}, r, "paving_light", 0.06, 28);
    const std::array<std::array<dvec2, 2>, 3> paths{{{{{-lx / 2, -ly * 0.3}, {-r * 0.8, -r * 0.3}}},
                                                     {{{r * 0.8, r * 0.3}, {lx / 2, ly * 0.25}}},
                                                     {{{0, -r * 0.9}, {lx * 0.1, -ly / 2}}}}};
    for (const auto& path : paths) w.ribbon(path, 1.8, "path_gravel", 0.05);
    flowerBed(w, {0, 0}, r * 0.35);
    for (int i = 0; i < 4; ++i) {
        const double heading = 90.0 * i + 45;
        bench(w, turn({0, r * 0.85}, heading), heading + 180);
    }
    flowerBed(w, {-lx * 0.32, ly * 0.28}, r * 0.5);
    flowerBed(w, {lx * 0.32, -ly * 0.28}, r * 0.45);
    hedge(w, {-lx / 2 + 1, ly / 2 - 0.5}, {lx / 2 - 1, ly / 2 - 0.5});
    lamp(w, {r * 0.6, -r * 0.95}, 0, 4.2, 0.5);
    lamp(w, {-r * 0.6, r * 0.95}, 180, 4.2, 0.5);
    bin(w, {r * 1.05, 0});
    bicycleStand(w, {-lx * 0.4, -ly * 0.4}, 0);
    bicycleStand(w, {-lx * 0.4 + 0.9, -ly * 0.4}, 0);
    const std::array<std::string_view, 4> species{"lime", "maple", "apple-ornamental", "birch"};
    for (int i = 0; i < static_cast<int>(params.number("trees")); ++i) {
        const double angle = kTurn * (i + 0.5) / params.number("trees");
        w.tree({lx * 0.42 * std::cos(angle), ly * 0.4 * std::sin(angle)}, species[static_cast<std::size_t>(i) % 4]);
    }
    w.measure("area_m2", lx * ly);
    return w.finish();
}

KitResult buildRainGarden(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double lx = params.number("length"), ly = params.number("width");
    std::vector<dvec2> outline, bed;
    for (int i = 0; i < 26; ++i) {
        const double angle = kTurn * i / 26, wave = 1 + 0.13 * std::sin(angle * 2 + 0.6) + 0.06 * std::sin(angle * 3);
        outline.emplace_back(lx / 2 * wave * std::cos(angle), ly / 2 * wave * std::sin(angle));
        bed.push_back(outline.back() * 0.82);
    }
    w.drape(outline, "gravel", 0.05);
    w.drape(bed, "soil", 0.08);
    MeshBuilder s = w.solid();
    const std::array<std::string_view, 3> plants{"reed", "flowerbed", "hedge"};
    const int count = static_cast<int>(lx * ly * 1.6);
    for (int i = 0; i < count; ++i) {
        const double angle = i * 2.39996, r = 0.78 * std::sqrt((i + 0.5) / count);
        const dvec2 p{lx / 2 * r * std::cos(angle), ly / 2 * r * std::sin(angle)};
        const double z = w.groundZ(p), height = w.random().between(0.4, 1.3);
        s.cone({p, z}, 0.1, 0.3, height, 5, w.material(plants[w.random().below(3)]));
    }
    for (int i = 0; i < 14; ++i) {
        const dvec2 p = outline[static_cast<std::size_t>(i * 26 / 14)] * 0.93;
        s.cone({p, w.groundZ(p) - 0.15}, 0.3, 0.16, 0.4, 6, w.material("stone"));
    }
    board(w, {lx / 2 + 1.2, 0}, 90, 1.0);
    w.measure("area_m2", areaOf(outline));
    return w.finish();
}

/// Garden at the library: paths, sounding objects, pergola, beds.
KitResult buildGarden(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double lx = params.number("length"), ly = params.number("width");
    w.drapeRect({0, 0}, {lx, ly}, "grass", 0.03);
    std::vector<dvec2> loop;
    for (int i = 0; i <= 28; ++i)
        loop.emplace_back(lx * 0.34 * std::cos(kTurn * i / 28), ly * 0.32 * std::sin(kTurn * i / 28));
    w.ribbon(loop, 1.6, "path_gravel", 0.05);
    w.ribbon(std::array<dvec2, 2>{dvec2{0, -ly / 2}, dvec2{0, -ly * 0.32}}, 2.0, "path_gravel", 0.05);
    MeshBuilder s = w.solid();
    for (int i = 0; i < 5; ++i) {  // pergola
        const double x = -lx * 0.18 + lx * 0.09 * i;
        const double z = w.groundZ({x, ly * 0.32});
        for (const double y : {ly * 0.32 - 1.2, ly * 0.32 + 1.2}) post(w, {x, y}, z + 2.5, 0.08, "wood_larch");
        s.box({x - 0.08, ly * 0.32 - 1.7, z + 2.5}, {x + 0.08, ly * 0.32 + 1.7, z + 2.68}, w.material("wood_larch"),
              true);
    }
    for (const double dy : {-1.2, 1.2})
        s.bar({-lx * 0.2, ly * 0.32 + dy, w.groundZ({0, ly * 0.32}) + 2.72},
              {lx * 0.2, ly * 0.32 + dy, w.groundZ({0, ly * 0.32}) + 2.72}, 0.07, 4, w.material("wood_larch"));
    for (int k = 0; k < 3; ++k) {  // frames with tubes that sound
        const dvec2 at = dvec2{lx * 0.12 * (k - 1), -ly * 0.04 + 1.5 * (k % 2)};
        const double z = w.groundZ(at);
        for (const double x : {-1.0, 1.0})
            s.bar({at.x + x, at.y, z - 0.4}, {at.x + x, at.y, z + 1.9}, 0.06, 6, w.material("wood_log"));
        s.bar({at.x - 1.1, at.y, z + 1.9}, {at.x + 1.1, at.y, z + 1.9}, 0.06, 6, w.material("wood_log"));
        for (int i = 0; i < 8; ++i)
            s.bar({at.x - 0.85 + 0.24 * i, at.y, z + 1.85}, {at.x - 0.85 + 0.24 * i, at.y, z + 1.0 - 0.08 * i}, 0.05, 6,
                  w.material(k == 1 ? "roof_copper" : "steel"));
    }
    flowerBed(w, {-lx * 0.18, -ly * 0.1}, std::min(lx, ly) * 0.1);
    flowerBed(w, {lx * 0.18, -ly * 0.1}, std::min(lx, ly) * 0.1);
    flowerBed(w, {0, ly * 0.14}, std::min(lx, ly) * 0.08);
    for (int i = 0; i < 5; ++i) {
        const double heading = 72.0 * i;
        bench(w, turn({0, 1}, heading) * dvec2{lx * 0.4, ly * 0.38}, heading + 180);
    }
    hedge(w, {-lx / 2, ly / 2}, {lx / 2, ly / 2});
    const std::array<std::string_view, 3> species{"apple-ornamental", "birch", "lime"};
    for (int i = 0; i < 8; ++i) {
        const double angle = kTurn * (i + 0.3) / 8;
        w.tree({lx * 0.46 * std::cos(angle), ly * 0.45 * std::sin(angle)}, species[static_cast<std::size_t>(i) % 3]);
    }
    w.measure("area_m2", lx * ly);
    return w.finish();
}

/// Paths, benches and lamps over an area; trees come from the stands.
KitResult buildPark(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> ring = w.points();
    const dvec2 centre = centreOf(ring);
    std::vector<dvec2> inner;
    for (const dvec2& p : ring) inner.push_back(glm::mix(p, centre, 0.16));
    inner.push_back(inner.front());
    const std::string_view surface = "path_gravel";
    double length = w.ribbon(inner, 2.4, surface, 0.05);
    const std::size_t spokes = std::max<std::size_t>(1, ring.size() / 5);
    for (std::size_t i = 0; i < ring.size(); i += spokes) {
        const dvec2 foot = glm::mix(ring[i], ring[(i + 1) % ring.size()], 0.4);
        length += w.ribbon(std::array<dvec2, 2>{foot, glm::mix(centre, foot, 0.12)}, 2.4, surface, 0.06);
    }
    const double plaza = std::min(9.0, std::sqrt(areaOf(ring)) * 0.08);
    w.drapeDisc(centre, plaza, "paving_light", 0.07, 28);
    flowerBed(w, centre, plaza * 0.4);
    const double total = lengthOf(inner);
    int lamps = 0;
    for (double at = 5; at < total; at += 22, ++lamps) {
        const OnLine here = alongLine(inner, at);
        const dvec2 right{here.direction.y, -here.direction.x};
        lamp(w, here.at + right * 1.7, headingOf(-right), 4.2, 0.6);
        if (lamps % 2 == 0) bench(w, here.at - right * 1.8 + here.direction * 4.0, headingOf(right));
    }
    for (int i = 0; i < 6; ++i) bench(w, centre + turn({0, plaza * 0.85}, 60.0 * i), 60.0 * i + 180);
    for (int i = 0; i < static_cast<int>(params.number("trees")); ++i) {
        const double angle = i * 2.39996;
        const dvec2 p = centre + (plaza + 6 + 3.2 * std::sqrt(i) * 2.2) * dvec2{std::cos(angle), std::sin(angle)};
        if (contains(ring, p)) w.tree(p, i % 3 == 0 ? "lime" : i % 3 == 1 ? "maple" : "oak", w.random().between(8, 16));
    }
    w.measure("area_m2", areaOf(ring));
    w.measure("paths_m", length);
    return w.finish();
}

KitResult buildCemetery(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double lx = params.number("length"), ly = params.number("width");
    w.ribbon(std::array<dvec2, 2>{dvec2{0, -ly / 2}, dvec2{0, ly / 2}}, 4, "paving_grey", 0.04);
    w.ribbon(std::array<dvec2, 2>{dvec2{-lx / 2, 0}, dvec2{lx / 2, 0}}, 3, "paving_grey", 0.05);
    MeshBuilder s = w.solid();
    const std::array<std::string_view, 3> stones{"stone", "concrete_dark", "black"};
    int graves = 0;
    for (double y = -ly / 2 + 3; y < ly / 2 - 3; y += 4.2) {
        for (double x = -lx / 2 + 3; x < lx / 2 - 3; x += 2.4) {
            if (std::abs(x) < 3.5 || std::abs(y) < 3.5 || w.random().below(9) == 0) continue;
            const double z = w.groundZ({x, y});
            const MaterialIndex stone = w.material(stones[w.random().below(3)]);
            s.box({x - 0.5, y - 1.0, z - 0.3}, {x + 0.5, y + 0.9, z + 0.35}, stone);
            s.box({x - 0.45, y + 0.75, z + 0.35}, {x + 0.45, y + 0.95, z + w.random().between(0.9, 1.5)}, stone);
            ++graves;
        }
    }
    HouseShape chapel{.widthM = 9,
                      .depthM = 14,
                      .storeys = 1,
                      .storeyM = 5,
                      .roof = RoofShape::Gable,
                      .pitchDeg = 48,
                      .overhangM = 0.6,
                      .ridgeAlongX = false,
                      .chimney = false,
                      .facade = w.material("facade_church"),
                      .roofing = w.material("roof_tile_brown"),
                      .chimneyMaterial = w.material("chimney")};
    house(w, {0, ly / 2 + 12}, 180, chapel);
    for (double x = -lx / 2; x <= lx / 2; x += 9) w.tree({x, -ly / 2 - 3}, "spruce", w.random().between(4, 7));
    w.measure("graves", graves);
    return w.finish();
}

KitResult buildTank(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double volume = params.number("volume"), radius = std::cbrt(volume / 3.14159265 / 1.6);
    Mesh part;
    MeshBuilder b{part};
    b.cylinder({0, 0, -0.6}, radius + 0.2, 0.75, 24, w.material("concrete"), w.material("concrete"));
    b.cylinder({0, 0, 0.1}, radius, radius * 1.6, 24, w.material("steel_green"), w.material("steel_green"));
    b.cone({0, 0, 0.1 + radius * 1.6}, radius + 0.1, 0.2, radius * 0.25, 24, w.material("steel"));
    b.bar({radius + 0.15, 0, -0.3}, {radius + 0.15, 0, radius * 1.7}, 0.08, 8, w.material("steel"));
    w.put(part, {0, 0, w.groundZ({0, 0})});
    board(w, {radius + 1.5, radius}, 0, 1.0);
    w.measure("volume_m3", volume);
    return w.finish();
}

}  // namespace

std::vector<Kit> greenKits() {
    return {
        {"pocket-park",
         {number("length", 26, 8, 80), number("width", 20, 8, 60), number("trees", 8, 0, 40)},
         {Shape::Point},
         Layer::Investments,
         buildPocketPark},
        {"rain-garden",
         {number("length", 9, 2, 40), number("width", 5, 1.5, 30)},
         {Shape::Point},
         Layer::Investments,
         buildRainGarden},
        {"garden",
         {number("length", 30, 8, 80), number("width", 22, 8, 60)},
         {Shape::Point},
         Layer::Investments,
         buildGarden},
        {"park", {number("trees", 0, 0, 200)}, {Shape::Polygon}, Layer::Landmarks, buildPark},
        {"cemetery",
         {number("length", 90, 20, 300), number("width", 70, 20, 300)},
         {Shape::Point},
         Layer::Landmarks,
         buildCemetery},
        {"retention-tank", {number("volume", 30, 1, 2000)}, {Shape::Point}, Layer::Investments, buildTank},
    };
}

}  // namespace twin::bake::kits
