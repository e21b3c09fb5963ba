// tools/bake/kits/energy.cpp: solar farm, wind turbine, halls, industrial park, chimney.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/families.h"

namespace twin::bake::kits {
namespace {

constexpr double kPanelKwPerM2 = 0.21;  // rated power of a square metre of present-day modules

/// Rows of tables facing south over the area, as many as the power asks for.
KitResult buildPvFarm(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> ring = w.points();
    const double depth = 3.4, tilt = glm::radians(25.0), table = 12.0;
    const double wanted = params.number("power_mw") * 1000 / kPanelKwPerM2;  // m2 of panels
    double area = 0;
    int tables = 0;
    const double pitch = params.number("row_step");
    dvec2 least{1e9}, most{-1e9};
    for (const dvec2& p : ring) least = glm::min(least, p), most = glm::max(most, p);
    MeshBuilder s = w.solid();
    const MaterialIndex solar = w.material("solar"), steel = w.material("steel");
    for (double y = most.y - 6; y > least.y + 6 && area < wanted; y -= pitch) {
        for (double x = least.x + 6; x + table < most.x - 6 && area < wanted; x += table + 0.6) {
            bool fits = true;
            for (const dvec2 corner :
                 {dvec2{x - 3, y - 4}, dvec2{x + table + 3, y - 4}, dvec2{x + table + 3, y + 4}, dvec2{x - 3, y + 4}})
                fits = fits && contains(ring, corner);
            if (!fits) continue;
            const double z0 = w.groundZ({x, y}) + 0.8, z1 = w.groundZ({x + table, y}) + 0.8;
            const double dy = depth * std::cos(tilt) / 2, dz = depth * std::sin(tilt);
            const dvec3 a{x, y - dy, z0}, b{x + table, y - dy, z1}, c{x + table, y + dy, z1 + dz},
                d{x, y + dy, z0 + dz};
            s.quadUv(a, b, c, d, {0, 0}, {static_cast<float>(table), static_cast<float>(depth)}, solar);
            s.quad(d - dvec3{0, 0, 0.05}, c - dvec3{0, 0, 0.05}, b - dvec3{0, 0, 0.05}, a - dvec3{0, 0, 0.05}, steel);
            for (const double px : {x + 2, x + table - 2}) {
                const double g = w.groundZ({px, y + dy * 0.5});
                s.box({px - 0.06, y + dy * 0.5 - 0.06, g - 0.8},
                      {px + 0.06, y + dy * 0.5 + 0.06, glm::mix(z0, z1, (px - x) / table) + dz * 0.75}, steel);
            }
            area += table * depth;
            ++tables;
        }
    }
    for (std::size_t i = 0; i < ring.size(); ++i) fence(w, ring[i], ring[(i + 1) % ring.size()], 2.0, true);
    const dvec2 hut = centreOf(ring) + dvec2{0, (least.y - centreOf(ring).y) * 0.88};
    const double hz = w.groundZ(hut);
    s.box({hut.x - 3, hut.y - 1.3, hz - 0.5}, {hut.x + 3, hut.y + 1.3, hz + 2.7}, w.material("white"));
    s.box({hut.x - 3.2, hut.y - 1.5, hz + 2.7}, {hut.x + 3.2, hut.y + 1.5, hz + 2.85}, w.material("roof_flat_gravel"),
          true);
    w.measure("power_mw", area * kPanelKwPerM2 / 1000);
    w.measure("panel_area_m2", area);
    w.measure("tables", tables);
    return w.finish();
}

/// Three blades upwind of the heading; `height` is to the tip of a blade that stands straight up.
KitResult buildTurbine(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double height = params.number("height"), rotor = params.number("rotor") / 2, hub = height - rotor;
    const MaterialIndex white = w.material("steel_white");
    Mesh part;
    MeshBuilder b{part};
    b.cylinder({0, 0, -1.5}, 10, 1.6, 20, w.material("concrete"), w.material("concrete"));
    b.cone({0, 0, -0.5}, 2.2, 1.35, hub - 1.3, 20, white);
    b.box({-2.0, -7.5, hub - 1.9}, {2.0, 4.0, hub + 2.1}, white, true);
    b.bar({0, 4.0, hub}, {0, 5.6, hub}, 1.6, 14, white);
    const dvec3 axis{0, 5.2, hub};
    double top = 0;
    for (int i = 0; i < 3; ++i) {
        const double angle = 2 * 3.14159265358979 * i / 3;
        const dvec3 out{std::sin(angle), 0, std::cos(angle)}, side{std::cos(angle), 0, -std::sin(angle)},
            thick{0, 1, 0};
        const std::array<std::array<double, 3>, 5> stations{
            {{0.0, 1.1, 1.1}, {0.08, 1.2, 1.0}, {0.22, 2.1, 0.5}, {0.6, 1.2, 0.28}, {1.0, 0.12, 0.06}}};
        for (std::size_t k = 0; k + 1 < stations.size(); ++k) {
            const auto ringAt = [&](std::size_t q) {
                const auto& [share, chord, depth] = stations[q];
                const dvec3 c = axis + out * rotor * share;
                return std::array<dvec3, 4>{
                    {c - side * chord * 0.35, c - thick * depth * 0.5, c + side * chord, c + thick * depth * 0.5}};
            };
            const auto lower = ringAt(k), upper = ringAt(k + 1);
            for (std::size_t q = 0; q < 4; ++q) {
                b.quad(lower[q], lower[(q + 1) % 4], upper[(q + 1) % 4], upper[q], white);
                b.quad(upper[q], upper[(q + 1) % 4], lower[(q + 1) % 4], lower[q], white);
            }
        }
    }
    for (const MeshVertex& v : part.vertices) top = std::max(top, v.position.z);
    w.put(part, {});
    w.drapeRect({0, -26}, {24, 34}, "gravel", 0.05);
    w.measure("height_m", top);
    w.measure("blades", 3);
    return w.finish();
}

void hall(Work& w, dvec2 at, double headingDeg, dvec2 size, double height, std::string_view facade) {
    const double low = w.lowestZ(at, size * 0.5), high = w.highestZ(at, size * 0.5);
    const double z = low + (high - low) * 0.7 + 0.15;
    Mesh part;
    MeshBuilder b{part};
    const dvec2 half = size * 0.5;
    b.box({-half.x - 0.1, -half.y - 0.1, low - z - 0.5}, {half.x + 0.1, half.y + 0.1, 0.25}, w.material("concrete"));
    wallsRound(part, rectangle({0, 0}, size), 0.2, height, height, 5, w.material(facade));
    const double ridge = height + half.x * 0.12;
    gableRoof(part, half, height, ridge, 0.3, w.material("roof_sheet_grey"));
    for (const double side : {-1.0, 1.0}) {
        const dvec3 a{-side * half.x, side * half.y, height}, c{side * half.x, side * half.y, height},
            top{0, side * half.y, ridge};
        b.triangle(c, a, top, w.material("steel"));
    }
    for (double y = -half.y + 6; y < half.y - 4; y += 9) {  // roof lights and vents
        b.box({-half.x * 0.55, y, glm::mix(ridge, height, 0.45)},
              {-half.x * 0.25, y + 2.4, glm::mix(ridge, height, 0.25) + 0.25}, w.material("glass_roof"), true);
        b.cylinder({half.x * 0.4, y + 1, glm::mix(ridge, height, 0.5)}, 0.5, 1.3, 8, w.material("steel"),
                   w.material("steel_dark"));
    }
    for (double x = -half.x + 5; x < half.x - 4; x += 9) {  // gates with ramps
        b.box({x - 2, half.y, 0.2}, {x + 2, half.y + 0.12, 4.4}, w.material("steel_blue"), true);
        b.box({x - 2.4, half.y, 4.5}, {x + 2.4, half.y + 1.6, 4.7}, w.material("steel_dark"), true);
    }
    w.put(part, {at, z}, headingDeg);
}

KitResult buildHall(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const dvec2 size{params.number("width"), params.number("length")};
    const double height = params.number("height");
    hall(w, {0, 0}, 0, size, height, params.text("facade"));
    w.drapeRect({0, size.y / 2 + 9}, {size.x + 8, 18}, "asphalt_plain", 0.03);
    HouseShape office{.widthM = std::min(24.0, size.x * 0.7),
                      .depthM = 10,
                      .storeys = 2,
                      .storeyM = 3.4,
                      .roof = RoofShape::Flat,
                      .overhangM = 0.2,
                      .chimney = false,
                      .facade = w.material("facade_glass"),
                      .roofing = w.material("roof_flat_gravel"),
                      .chimneyMaterial = w.material("chimney")};
    if (params.flag("office")) house(w, {-size.x / 2 - 6, size.y / 2 - 14}, 270, office);
    w.measure("area_m2", size.x * size.y);
    return w.finish();
}

/// Plots along an inner road inside the area; halls are left out on plots that stand for sale.
KitResult buildIndustrialPark(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const std::vector<dvec2> ring = w.points();
    const double heading = placement.headingDeg;
    const double plotX = params.number("plot_width"), plotY = params.number("plot_depth");
    const double road = 16;
    const dvec2 centre = centreOf(ring);
    double reach = 0;
    for (const dvec2& p : ring) reach = std::max(reach, glm::length(p - centre));
    int plots = 0, halls = 0;
    const auto inside = [&](dvec2 at, dvec2 half) {
        for (int i = -2; i <= 2; ++i) {
            for (int k = -2; k <= 2; ++k) {
                if (!contains(ring, at + turn({half.x * i / 2, half.y * k / 2}, heading))) return false;
            }
        }
        return true;
    };
    const int n = static_cast<int>(reach / std::min(plotX, plotY)) + 1;
    for (int row = -n; row <= n; ++row) {
        // Two rows of plots share a road between them.
        const double y = row * plotY + std::floor(row / 2.0) * road;
        for (int column = -n; column <= n; ++column) {
            const dvec2 at = centre + turn({(column + 0.5) * plotX, y}, heading);
            const dvec2 half{plotX / 2 - 1.5, plotY / 2 - 1.5};
            if (!inside(at, half)) continue;
            const std::vector<dvec2> edge = rectangle(at, half * 2.0, heading);
            for (std::size_t i = 0; i < 4; ++i)
                w.ribbon(std::array<dvec2, 2>{edge[i], edge[(i + 1) % 4]}, 0.6, "marking_yellow", 0.08);
            for (const dvec2& p : edge) post(w, p, w.groundZ(p) + 1.2, 0.12, "steel_yellow");
            ++plots;
            if (w.random().between(0, 1) < params.number("built")) {
                hall(w, at, heading, {plotX * 0.5, plotY * 0.55}, w.random().between(8, 11), "facade_hall");
                w.drapeRect(at + turn({0, plotY * 0.38}, heading), {plotX * 0.6, plotY * 0.16}, "asphalt_plain", 0.06,
                            heading);
                ++halls;
            }
            if (row % 2 == 0) continue;
            const dvec2 lane = centre + turn({(column + 0.5) * plotX, y + plotY / 2 + road / 2}, heading);
            if (!inside(lane, {plotX / 2, road / 2})) continue;
            w.drapeRect(lane, {plotX, 7}, "asphalt_plain", 0.05, heading);
            lamp(w, lane + turn({0, 5.5}, heading), heading + 180, 8, 1.6);
            w.tree(lane + turn({plotX / 4, -5.5}, heading), "lime", 5);
            w.tree(lane + turn({-plotX / 4, -5.5}, heading), "lime", 5);
        }
    }
    w.measure("area_m2", areaOf(ring));
    w.measure("area_ha", areaOf(ring) / 10000);
    w.measure("plots", plots);
    w.measure("halls", halls);
    return w.finish();
}

KitResult buildChimney(const KitPlacement& placement, const KitParams& params, const KitSite& site) {
    Work w{placement, site};
    const double height = params.number("height"), radius = std::max(1.2, height * 0.035);
    MeshBuilder s = w.solid();
    s.cone({0, 0, -1}, radius, radius * 0.6, height + 1, 16, w.material("concrete"));
    for (int i = 0; i < 3; ++i) {
        const double z = height * (0.76 + 0.09 * i);
        const double r = glm::mix(radius, radius * 0.6, z / height) + 0.05;
        s.cone({0, 0, z}, r, r - radius * 0.015, height * 0.045, 16, w.material("steel_red"));
    }
    s.cylinder({0, 0, height - 0.3}, radius * 0.64, 0.35, 16, w.material("steel_dark"), w.material("black"));
    w.measure("height_m", height);
    return w.finish();
}

}  // namespace

std::vector<Kit> energyKits() {
    return {
        {"pv-farm",
         {number("power_mw", 2.4, 0.05, 60), number("row_step", 7.5, 5, 15)},
         {Shape::Polygon},
         Layer::Investments,
         buildPvFarm},
        {"wind-turbine",
         {number("height", 200, 30, 260), number("rotor", 126, 15, 180)},
         {Shape::Point},
         Layer::Landmarks,
         buildTurbine},
        {"hall",
         {number("length", 60, 10, 260), number("width", 40, 8, 200), number("height", 10, 3, 30),
          flag("office", false), choice("facade", "facade_hall", {"facade_hall", "facade_hall_brick", "facade_glass"})},
         {Shape::Point},
         Layer::Investments,
         buildHall},
        {"industrial-park",
         {number("plot_width", 90, 30, 300), number("plot_depth", 80, 30, 300), number("built", 0.25, 0, 1)},
         {Shape::Polygon},
         Layer::Investments,
         buildIndustrialPark},
        {"chimney", {number("height", 60, 10, 200)}, {Shape::Point}, Layer::Landmarks, buildChimney},
    };
}

}  // namespace twin::bake::kits
