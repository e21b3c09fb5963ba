// tools/bake/kits/public.cpp: offices, culture, schools, hospital, shops: a body with wings, an entrance and a forecourt.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

RoofShape roofOf(std::string_view name) {
    if (name == "gable") return RoofShape::Gable;
    if (name == "hip") return RoofShape::Hip;
    if (name == "mansard") return RoofShape::Mansard;
    if (name == "shed") return RoofShape::Shed;
    return RoofShape::Flat;
}

struct Body {
    double length, depth, storeyM;
    int storeys;
    RoofShape roof;
    std::string_view facade, roofing;
};

void body(Work& w, dvec2 at, double headingDeg, const Body& b) {
    HouseShape shape{.widthM = b.length,
                     .depthM = b.depth,
                     .storeys = b.storeys,
                     .storeyM = b.storeyM,
                     .roof = b.roof,
                     .pitchDeg = 32,
                     .overhangM = 0.4,
                     .ridgeAlongX = b.length >= b.depth,
                     .chimney = b.roof != RoofShape::Flat,
                     .facade = w.material(b.facade),
                     .roofing = w.material(b.roofing),
                     .chimneyMaterial = w.material("chimney")};
    house(w, at, headingDeg, shape);
}

/// Canopy on columns with steps, doors and a sign over them, before the wall y = front.
void entrance(Work& w, double front, double widthM, double heightM, bool columns) {
    const double z = w.highestZ({0, front + 2}, {widthM / 2, 2}) + 0.3;
    const double low = w.lowestZ({0, front + 2}, {widthM / 2 + 1, 3}) - 0.5;
    MeshBuilder s = w.solid();
    s.box({-widthM / 2 - 0.8, front - 0.2, low}, {widthM / 2 + 0.8, front + 3.4, z}, w.material("stone"));
    s.box({-widthM / 2 - 1.2, front - 0.2, low}, {widthM / 2 + 1.2, front + 3.9, z - 0.16}, w.material("stone"));
    s.box({-widthM / 2 + 0.6, front, z}, {widthM / 2 - 0.6, front + 0.08, z + std::min(3.0, heightM - 0.4)},
          w.material("glass_dark"), true);
    for (int i = 0; i <= 4; ++i) {
        const double x = -widthM / 2 + 0.6 + (widthM - 1.2) * i / 4;
        s.box({x - 0.05, front, z}, {x + 0.05, front + 0.13, z + std::min(3.0, heightM - 0.4)},
              w.material("steel_white"), true);
    }
    s.box({-widthM / 2, front - 0.1, z + heightM}, {widthM / 2, front + 3.2, z + heightM + 0.45},
          w.material("facade_plaster"), true);
    const int posts = columns ? 4 : 2;
    for (int i = 0; i < posts; ++i) {
        const double x = -widthM / 2 + 0.5 + (widthM - 1.0) * i / (posts - 1);
        if (columns)
            s.bar({x, front + 2.7, z - 0.1}, {x, front + 2.7, z + heightM}, 0.32, 12, w.material("stone_light"));
        else
            s.box({x - 0.12, front + 2.6, z - 0.1}, {x + 0.12, front + 2.84, z + heightM}, w.material("steel_dark"));
    }
}

void forecourt(Work& w, double front, double length) {
    w.drapeRect({0, front + 9}, {length * 0.7, 12}, "paving_grey", 0.04);
    for (const double side : {-1.0, 1.0}) {
        bench(w, {side * length * 0.2, front + 12}, 180);
        lamp(w, {side * length * 0.28, front + 13.5}, 180, 5, 0.6);
        w.drapeDisc({side * length * 0.3, front + 7}, 2.2, "flowerbed", 0.09, 16);
        w.tree({side * length * 0.42, front + 10}, "lime", w.random().between(6, 11));
    }
    for (int i = 0; i < 3; ++i) {  // flags
        const double x = length * 0.12 + 1.3 * i, y = front + 7.5, z = w.groundZ({x, y});
        w.solid().bar({x, y, z - 0.4}, {x, y, z + 7.5}, 0.05, 6, w.material("steel_white"));
        const std::string_view cloth = i == 0 ? "white" : i == 1 ? "sign_blue" : "canvas_orange";
        w.solid().quad({x, y, z + 6.2}, {x + 1.4, y, z + 6.2}, {x + 1.4, y, z + 7.4}, {x, y, z + 7.4},
                       w.material(cloth));
        w.solid().quad({x + 1.4, y, z + 6.2}, {x, y, z + 6.2}, {x, y, z + 7.4}, {x + 1.4, y, z + 7.4},
                       w.material(cloth));
    }
}

KitResult buildPublic(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width"), storey = 3.5;
    const int storeys = static_cast<int>(params.number("storeys"));
    const Body main{
        length, depth, storey, storeys, roofOf(params.text("roof")), params.text("facade"), params.text("roofing")};
    body(w, {0, 0}, 0, main);
    const double wings = params.number("wings");
    if (wings > 0) {
        Body wing = main;
        wing.length = depth, wing.depth = wings;
        for (const double side : {-1.0, 1.0})
            body(w, {side * (length - depth) / 2, -(depth + wings) / 2 + 0.3}, 0, wing);
    }
    entrance(w, depth / 2, std::min(9.0, length * 0.35), 3.2, false);
    if (params.flag("forecourt")) forecourt(w, depth / 2, length);
    w.measure("area_m2", length * depth * storeys);
    return w.finish();
}

/// Culture house of the 1950s: portico, tall hall windows, attic, flanking wings, roofed stage on the square beside it.
KitResult buildCulture(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width");
    const double front = depth / 2;
    body(w, {0, 0}, 0, {length * 0.46, depth, 6.0, 2, RoofShape::Flat, "facade_public", "roof_flat_tar"});
    for (const double side : {-1.0, 1.0})
        body(w, {side * length * 0.36, -1.5}, 0,
             {length * 0.3, depth - 5, 4.2, 2, RoofShape::Hip, "facade_public", "roof_tile_red"});
    body(w, {0, -depth / 2 - 6}, 0,
         {length * 0.34, 13, 7.6, 2, RoofShape::Flat, "facade_plaster", "roof_flat_tar"});  // stage house
    const double z = w.highestZ({0, front + 2}, {length * 0.22, 3}) + 0.9;
    const double low = w.lowestZ({0, front + 4}, {length * 0.25, 5}) - 0.5;
    MeshBuilder s = w.solid();
    const MaterialIndex stone = w.material("stone_light");
    for (int i = 0; i < 5; ++i)
        s.box({-length * 0.2 - 0.35 * (5 - i), front - 0.2, low},
              {length * 0.2 + 0.35 * (5 - i), front + 3.6 + 0.35 * (5 - i), z - 0.17 * (5 - i)}, stone);
    s.box({-length * 0.2, front - 0.2, low}, {length * 0.2, front + 3.6, z}, stone);
    const int columns = 6;
    for (int i = 0; i < columns; ++i) {
        const double x = -length * 0.18 + length * 0.36 * i / (columns - 1);
        s.bar({x, front + 2.8, z}, {x, front + 2.8, z + 8.2}, 0.5, 14, stone);
        s.box({x - 0.65, front + 2.15, z}, {x + 0.65, front + 3.45, z + 0.4}, stone);
        s.box({x - 0.65, front + 2.15, z + 8.0}, {x + 0.65, front + 3.45, z + 8.4}, stone);
    }
    s.box({-length * 0.2, front - 0.1, z + 8.4}, {length * 0.2, front + 3.6, z + 9.8}, stone, true);
    s.box({-length * 0.21, front - 0.1, z + 9.8}, {length * 0.21, front + 3.9, z + 10.2}, stone, true);
    const std::array<dvec3, 3> tympanum{
        {{-length * 0.2, front + 3.5, z + 10.2}, {length * 0.2, front + 3.5, z + 10.2}, {0, front + 3.5, z + 13.0}}};
    s.triangle(tympanum[1], tympanum[0], tympanum[2], w.material("facade_plaster"));
    s.quad(tympanum[0], {-length * 0.2, front - 3, z + 10.2}, {0, front - 3, z + 13.0}, tympanum[2],
           w.material("roof_sheet_grey"));
    s.quad({length * 0.2, front - 3, z + 10.2}, tympanum[1], tympanum[2], {0, front - 3, z + 13.0},
           w.material("roof_sheet_grey"));
    s.triangle({-length * 0.2, front - 3, z + 10.2}, {length * 0.2, front - 3, z + 10.2}, {0, front - 3, z + 13.0},
               w.material("facade_plaster"));
    for (int i = 0; i < 5; ++i) {
        const double x = -length * 0.144 + length * 0.288 * i / 4;
        s.box({x - 0.9, front, z + 0.1}, {x + 0.9, front + 0.08, z + 3.4}, w.material("wood_dark"), true);
        s.box({x - 0.9, front, z + 4.2}, {x + 0.9, front + 0.08, z + 7.6}, w.material("glass_dark"), true);
    }
    s.box({-length * 0.1, front + 3.62, z + 8.7}, {length * 0.1, front + 3.68, z + 9.5}, w.material("sign_blue"), true);
    forecourt(w, front + 4, length);
    if (params.flag("stage")) {  // roofed stage of the festival square
        const dvec2 at{length * 0.5 + 22, front - 2};
        const double sz = w.highestZ(at, {7, 5}) + 1.0;
        s.box({at.x - 7, at.y - 5, w.lowestZ(at, {7, 5}) - 0.4}, {at.x + 7, at.y + 5, sz}, w.material("concrete"));
        for (const double x : {-6.5, 6.5}) {
            for (const double y : {-4.5, 4.5})
                s.bar({at.x + x, at.y + y, sz}, {at.x + x, at.y + y, sz + 5.5}, 0.14, 8, w.material("steel_dark"));
        }
        Mesh roof;
        const std::array<dvec3, 4> top{{{-7.8, -5.6, 5.2}, {7.8, -5.6, 5.2}, {7.8, 6.2, 6.6}, {-7.8, 6.2, 6.6}}};
        slab(roof, top, 0.3, w.material("roof_sheet_red"));
        w.put(roof, {at, sz});
        s.box({at.x - 6.6, at.y - 4.8, sz}, {at.x + 6.6, at.y - 4.5, sz + 5.2}, w.material("wood_dark"));
        w.drapeRect(at + dvec2{0, 17}, {30, 24}, "paving_red", 0.04);
    }
    w.measure("area_m2", length * depth);
    return w.finish();
}

/// Library after its rebuilding: a plastered old body and a glazed new one with a timber frame.
KitResult buildLibrary(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width");
    body(w, {-length * 0.22, 0}, 0,
         {length * 0.56, depth, 3.4, 2, RoofShape::Hip, "facade_public", "roof_tile_graphite"});
    body(w, {length * 0.28, 1.0}, 0,
         {length * 0.44, depth + 2, 3.6, 2, RoofShape::Flat, "facade_glass", "roof_flat_gravel"});
    const double z = w.highestZ({length * 0.28, 1}, {length * 0.22, depth / 2});
    MeshBuilder s = w.solid();
    const double x0 = length * 0.06, x1 = length * 0.5, front = depth / 2 + 2;
    for (int i = 0; i <= 14; ++i) {
        const double x = glm::mix(x0, x1, i / 14.0);
        s.box({x - 0.06, front, z - 0.4}, {x + 0.06, front + 0.45, z + 7.4}, w.material("wood_larch"));
    }
    s.box({x0 - 0.2, front - 0.1, z + 7.3}, {x1 + 0.2, front + 0.6, z + 7.7}, w.material("wood_larch"), true);
    entrance(w, front + 0.5, 6, 3.0, false);
    forecourt(w, front, length);
    for (int i = 0; i < 4; ++i) bicycleStand(w, {-length * 0.35 + 0.8 * i, front + 4}, 0);
    w.measure("area_m2", length * depth * 2);
    return w.finish();
}

KitResult buildTownHall(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width");
    const int storeys = static_cast<int>(params.number("storeys"));
    body(w, {0, 0}, 0, {length, depth, 3.4, storeys, RoofShape::Flat, "facade_public", "roof_flat_gravel"});
    body(w, {-length / 2 - 5, -3}, 0,
         {12, depth + 8, 3.4, std::max(1, storeys - 1), RoofShape::Flat, "facade_public", "roof_flat_gravel"});
    const double z = w.highestZ({0, 0}, {length / 2, depth / 2});
    MeshBuilder s = w.solid();
    s.box({length * 0.28, depth / 2 - 0.2, z - 0.5}, {length * 0.36, depth / 2 + 0.8, z + storeys * 3.4 + 2.4},
          w.material("brick"));
    s.box({length * 0.29, depth / 2 + 0.8, z + storeys * 3.4 - 0.6},
          {length * 0.35, depth / 2 + 0.86, z + storeys * 3.4 + 1.6}, w.material("sign_blue"), true);
    entrance(w, depth / 2, 9, 3.2, true);
    forecourt(w, depth / 2, length);
    w.measure("area_m2", length * depth * storeys);
    return w.finish();
}

KitResult buildSchool(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width");
    const int storeys = static_cast<int>(params.number("storeys"));
    body(w, {0, 0}, 0, {length, depth, 3.4, storeys, RoofShape::Flat, "facade_school", "roof_flat_tar"});
    body(w, {-length / 2 + depth / 2, -depth / 2 - 11}, 0,
         {depth, 22.6, 3.4, storeys, RoofShape::Flat, "facade_school", "roof_flat_tar"});
    body(w, {length / 2 + 3, -depth / 2 - 10}, 0,
         {18, 30, 8.0, 1, RoofShape::Shed, "facade_hall", "roof_sheet_grey"});  // gym hall
    entrance(w, depth / 2, 8, 3.0, false);
    forecourt(w, depth / 2, length);
    if (params.flag("court")) {
        w.drapeRect({0, -depth / 2 - 36}, {30, 18}, "court_green", 0.04);
        w.drapeRect({0, -depth / 2 - 36}, {26, 14}, "court_blue", 0.06);
        w.markRect({0, -depth / 2 - 36}, {26, 14});
    }
    w.measure("area_m2", length * depth * storeys);
    return w.finish();
}

KitResult buildHospital(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width");
    const int storeys = static_cast<int>(params.number("storeys"));
    const Body main{length, depth, 3.3, storeys, RoofShape::Flat, "facade_block_1970_a", "roof_flat_gravel"};
    body(w, {0, 0}, 0, main);
    body(w, {0, -depth / 2 - 14}, 0,
         {depth, 29, 3.3, std::max(1, storeys - 1), RoofShape::Flat, "facade_block_1970_a", "roof_flat_gravel"});
    body(w, {length * 0.32, depth / 2 + 7}, 0,
         {length * 0.3, 14.5, 3.6, 1, RoofShape::Flat, "facade_glass", "roof_flat_gravel"});
    const double z = w.highestZ({0, 0}, {length / 2, depth / 2});
    MeshBuilder s = w.solid();
    const double top = z + storeys * 3.3 + 0.4;
    s.box({-5, -3, top - 0.4}, {5, 3, top + 3}, w.material("facade_plaster"));
    s.box({-0.5, 3.0, top + 0.5}, {0.5, 3.08, top + 2.6}, w.material("plastic_red"), true);
    s.box({-1.1, 3.0, top + 1.1}, {1.1, 3.08, top + 2.0}, w.material("plastic_red"), true);
    entrance(w, depth / 2, 10, 3.4, false);
    w.drapeRect({0, depth / 2 + 11}, {length * 0.5, 14}, "asphalt_plain", 0.04);
    if (params.flag("helipad")) {
        const dvec2 at{-length * 0.5 - 22, 10};
        w.drapeDisc(at, 11, "concrete_dark", 0.05, 32);
        w.markRing(at, 9.5, 0, 360, "marking_yellow", 0.5, 0.08);
        for (const double x : {-2.0, 2.0}) w.mark(at + dvec2{x, -3}, at + dvec2{x, 3}, "marking_white", 0.8, 0.09);
        w.mark(at + dvec2{-2, 0}, at + dvec2{2, 0}, "marking_white", 0.8, 0.09);
    }
    for (const double side : {-1.0, 1.0}) w.tree({side * length * 0.45, depth / 2 + 9}, "maple", 9);
    w.measure("area_m2", length * depth * storeys);
    return w.finish();
}

KitResult buildShop(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double length = params.number("length"), depth = params.number("width"), height = params.number("height");
    const double hx = length / 2, hy = depth / 2;
    const double plinth = w.standOver({0, 0}, {hx, hy});
    const std::string& colour = params.text("sign");
    MeshBuilder s = w.solid();
    s.box({-hx, -hy, -plinth}, {hx, hy, 0.25}, w.material("concrete"));
    Mesh walls;
    wallsRound(walls, rectangle({0, 0}, {length, depth}), 0.2, height, height, 4, w.material("facade_shop"));
    w.put(walls, {});
    s.box({-hx - 0.1, -hy - 0.1, height}, {hx + 0.1, hy + 0.1, height + 0.7}, w.material("white"), true);
    s.box({-hx * 0.9, hy, 0.3}, {hx * 0.45, hy + 0.08, std::min(3.0, height - 0.6)}, w.material("glass_dark"), true);
    s.box({-hx - 0.3, hy, height - 0.55}, {hx + 0.3, hy + std::min(2.2, depth * 0.2), height - 0.2},
          w.material("white"), true);
    s.box({-hx * 0.5, hy + 0.1, height - 0.15}, {hx * 0.5, hy + 0.3, height + 1.0}, w.material(colour), true);
    s.box({-hx * 0.4, hy + 0.3, height + 0.15}, {hx * 0.4, hy + 0.36, height + 0.7}, w.material("lamp_glow"), true);
    for (int i = 0; i < static_cast<int>(length / 12); ++i)
        s.box({-hx + 6 + 12 * i, -hy * 0.4, height + 0.7}, {-hx + 8 + 12 * i, -hy * 0.4 + 2, height + 1.7},
              w.material("steel"), true);
    const int spaces = static_cast<int>(params.number("parking"));
    if (spaces > 0) {
        w.drapeRect({0, hy + 10}, {std::max(length, 30.0), 18}, "asphalt_plain", 0.04);
        parkingSpaces(w, {0, hy + 10.5}, {std::max(length, 30.0) - 1, 16.2}, 0, spaces, 0.5);
        const double z = w.groundZ({hx + 2, hy + 19});
        s.bar({hx + 2, hy + 19, z - 0.6}, {hx + 2, hy + 19, z + 8}, 0.16, 8, w.material("steel"));
        s.box({hx + 0.8, hy + 18.8, z + 6}, {hx + 3.2, hy + 19.2, z + 8.2}, w.material(colour), true);
    }
    w.measure("area_m2", length * depth);
    return w.finish();
}

}  // namespace

std::vector<Kit> publicKits() {
    const KitParam roof = choice("roof", "hip", {"flat", "gable", "hip", "mansard", "shed"});
    const KitParam facade = choice("facade", "facade_public",
                                   {"facade_public", "facade_school", "facade_tenement_a", "facade_tenement_b",
                                    "facade_tenement_c", "facade_block_1950_a", "facade_house_brick", "facade_glass"});
    const KitParam roofing = choice("roofing", "roof_tile_red",
                                    {"roof_tile_red", "roof_tile_brown", "roof_tile_graphite", "roof_sheet_grey",
                                     "roof_sheet_red", "roof_flat_tar", "roof_flat_gravel"});
    const std::vector<KitParam> plain{number("length", 30, 6, 150),
                                      number("width", 13, 5, 60),
                                      number("storeys", 2, 1, 10),
                                      number("wings", 0, 0, 60),
                                      flag("forecourt", true),
                                      roof,
                                      facade,
                                      roofing};
    return {
        {"public", plain, {Shape::Point}, Layer::Landmarks, buildPublic},
        {"office", plain, {Shape::Point}, Layer::Landmarks, buildPublic},
        {"culture-centre",
         {number("length", 62, 30, 120), number("width", 26, 14, 50), flag("stage", true)},
         {Shape::Point},
         Layer::Landmarks,
         buildCulture},
        {"library",
         {number("length", 34, 14, 80), number("width", 14, 8, 40)},
         {Shape::Point},
         Layer::Landmarks,
         buildLibrary},
        {"town-hall",
         {number("length", 44, 16, 100), number("width", 15, 8, 40), number("storeys", 3, 1, 8)},
         {Shape::Point},
         Layer::Landmarks,
         buildTownHall},
        {"school",
         {number("length", 60, 16, 120), number("width", 14, 8, 30), number("storeys", 3, 1, 5), flag("court", true)},
         {Shape::Point},
         Layer::Landmarks,
         buildSchool},
        {"hospital",
         {number("length", 80, 20, 160), number("width", 16, 10, 40), number("storeys", 4, 1, 10),
          flag("helipad", false)},
         {Shape::Point},
         Layer::Landmarks,
         buildHospital},
        {"shop-box",
         {number("length", 40, 5, 120), number("width", 26, 4, 90), number("height", 5, 3, 12),
          number("parking", 0, 0, 24),
          choice("sign", "plastic_red", {"plastic_red", "plastic_green", "plastic_yellow", "sign_blue"})},
         {Shape::Point},
         Layer::Landmarks,
         buildShop,
         true},
    };
}

}  // namespace twin::bake::kits
