// tools/bake/kits/furniture.cpp: lamps, benches, railings and other small things that many kits use.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/kits/part.h"

namespace twin::bake::kits {

void lampOn(Work& w, dvec3 at, double heightM) {
    Mesh part;
    MeshBuilder b{part};
    b.bar({0, 0, -0.4}, {0, 0, heightM}, 0.06, 6, w.material("steel_dark"));
    b.cylinder({0, 0, heightM - 0.35}, 0.14, 0.28, 8, w.material("lamp_glow"), w.material("lamp_glow"));
    b.cone({0, 0, heightM - 0.07}, 0.3, 0.06, 0.14, 8, w.material("steel_dark"));
    w.put(std::move(part), at);
    w.light({at.x, at.y, at.z + heightM - 0.2}, heightM);
}

void lamp(Work& w, dvec2 at, double headingDeg, double heightM, double armM) {
    const double z = w.groundZ(at);
    if (armM <= 0) {
        lampOn(w, {at, z}, heightM);
        return;
    }
    Mesh part;
    MeshBuilder b{part};
    b.cone({0, 0, -0.4}, 0.1, 0.05, heightM + 0.4, 6, w.material("steel_dark"));
    b.bar({0, 0, heightM}, {0, armM, heightM + 0.12}, 0.035, 5, w.material("steel_dark"));
    b.box({-0.13, armM - 0.3, heightM + 0.08}, {0.13, armM + 0.35, heightM + 0.18}, w.material("steel_dark"));
    b.box({-0.1, armM - 0.25, heightM + 0.05}, {0.1, armM + 0.3, heightM + 0.08}, w.material("lamp_glow"), true);
    w.put(std::move(part), {at, z}, headingDeg);
    w.light({at + turn({0, armM}, headingDeg), z + heightM}, heightM);
}

void benchOn(Work& w, dvec3 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex wood = w.material("wood_larch"), steel = w.material("steel_dark");
    for (const double x : {-0.7, 0.7}) {
        b.box({x - 0.04, -0.2, -0.15}, {x + 0.04, 0.22, 0.42}, steel);
        b.box({x - 0.03, -0.26, 0.4}, {x + 0.03, -0.18, 0.85}, steel);
    }
    b.box({-0.9, -0.2, 0.42}, {0.9, 0.24, 0.47}, wood, true);
    b.box({-0.9, -0.2, 0.58}, {0.9, -0.15, 0.86}, wood, true);
    w.put(std::move(part), at, headingDeg);
}
void bench(Work& w, dvec2 at, double headingDeg) { benchOn(w, {at, w.groundZ(at)}, headingDeg); }

void bin(Work& w, dvec2 at) {
    Mesh part;
    MeshBuilder{part}.cylinder({0, 0, -0.1}, 0.22, 0.9, 8, w.material("steel_dark"), w.material("black"));
    w.put(std::move(part), {at, w.groundZ(at)});
}

void picnicTable(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex wood = w.material("wood_larch"), dark = w.material("wood_dark");
    for (const double x : {-0.6, 0.6}) {
        b.box({x - 0.05, -0.75, -0.2}, {x + 0.05, -0.55, 0.43}, dark);
        b.box({x - 0.05, 0.55, -0.2}, {x + 0.05, 0.75, 0.43}, dark);
        b.box({x - 0.05, -0.3, -0.2}, {x + 0.05, 0.3, 0.71}, dark);
    }
    b.box({-0.95, -0.38, 0.71}, {0.95, 0.38, 0.77}, wood, true);
    b.box({-0.95, -0.82, 0.42}, {0.95, -0.52, 0.47}, wood, true);
    b.box({-0.95, 0.52, 0.42}, {0.95, 0.82, 0.47}, wood, true);
    w.put(std::move(part), {at, w.groundZ(at)}, headingDeg);
}

void board(Work& w, dvec2 at, double headingDeg, double widthM) {
    Mesh part;
    MeshBuilder b{part};
    const double half = widthM / 2;
    for (const double side : {-1.0, 1.0})
        b.box({side * half - 0.05, -0.06, -0.5}, {side * half + 0.05, 0.06, 2.25}, w.material("wood_dark"));
    b.box({-half, -0.03, 0.85}, {half, 0.03, 1.95}, w.material("white"), true);
    b.box({-half + 0.06, 0.03, 0.95}, {half - 0.06, 0.045, 1.85}, w.material("sign_blue"), true);
    b.box({-half + 0.14, 0.045, 1.2}, {half * 0.2, 0.05, 1.75}, w.material("paving_light"), true);
    b.box({-half - 0.2, -0.25, 2.2}, {half + 0.2, 0.25, 2.28}, w.material("wood_dark"), true);
    w.put(std::move(part), {at, w.groundZ(at)}, headingDeg);
}

void bicycleStand(Work& w, dvec2 at, double headingDeg) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex steel = w.material("steel");
    b.bar({0, -0.4, -0.2}, {0, -0.4, 0.85}, 0.03, 5, steel);
    b.bar({0, 0.4, -0.2}, {0, 0.4, 0.85}, 0.03, 5, steel);
    b.bar({0, -0.4, 0.85}, {0, 0.4, 0.85}, 0.03, 5, steel);
    w.put(std::move(part), {at, w.groundZ(at)}, headingDeg);
}

void camera(Work& w, dvec2 at, double headingDeg, double heightM) {
    Mesh part;
    MeshBuilder b{part};
    b.cone({0, 0, -0.5}, 0.11, 0.06, heightM + 0.5, 8, w.material("steel"));
    b.bar({0, 0, heightM - 0.2}, {0, 0.8, heightM - 0.1}, 0.035, 5, w.material("steel"));
    b.box({-0.09, 0.5, heightM - 0.36}, {0.09, 1.0, heightM - 0.18}, w.material("white"), true);
    b.box({-0.06, 1.0, heightM - 0.32}, {0.06, 1.02, heightM - 0.22}, w.material("black"), true);
    b.bar({0, 0, heightM - 0.5}, {0, -0.5, heightM - 0.5}, 0.03, 5, w.material("steel"));
    b.cone({0, -0.5, heightM - 0.7}, 0.06, 0.16, 0.2, 8, w.material("black"));
    b.box({-0.2, -0.22, 1.6}, {0.2, -0.06, 2.2}, w.material("steel"), true);
    w.put(std::move(part), {at, w.groundZ(at)}, headingDeg);
}

void parasol(Work& w, dvec2 at, std::string_view canvas) {
    Mesh part;
    MeshBuilder b{part};
    b.bar({0, 0, -0.3}, {0, 0, 2.5}, 0.03, 5, w.material("wood_larch"));
    b.cone({0, 0, 2.0}, 1.35, 0, 0.55, 10, w.material(canvas));
    b.cone({0, 0, 1.85}, 1.35, 1.35, 0.15, 10, w.material("canvas_white"));
    std::vector<dvec3> under;
    for (const dvec2& p : circle({0, 0}, 1.34, 10)) under.emplace_back(p, 1.99);
    std::reverse(under.begin(), under.end());
    b.polygon(under, w.material(canvas));
    w.put(std::move(part), {at, w.groundZ(at)});
}

void deckChair(Work& w, dvec2 at, double headingDeg, std::string_view canvas) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex cloth = w.material(canvas), wood = w.material("wood_larch");
    const std::array<dvec3, 4> seat{{{-0.3, -0.45, 0.85}, {0.3, -0.45, 0.85}, {0.3, 0.5, 0.32}, {-0.3, 0.5, 0.32}}};
    slab(part, seat, 0.03, cloth);
    for (const double x : {-0.32, 0.32}) {
        b.bar({x, -0.5, 0.9}, {x, 0.6, -0.05}, 0.025, 4, wood);
        b.bar({x, 0.5, 0.35}, {x, -0.4, -0.05}, 0.025, 4, wood);
    }
    w.put(std::move(part), {at, w.groundZ(at)}, headingDeg);
}

void hedge(Work& w, dvec2 a, dvec2 b, double widthM, double heightM) {
    const double lengthM = glm::length(b - a);
    const int parts = std::max(1, static_cast<int>(std::ceil(lengthM / 4)));
    for (int i = 0; i < parts; ++i) {
        const dvec2 from = glm::mix(a, b, static_cast<double>(i) / parts);
        const dvec2 to = glm::mix(a, b, static_cast<double>(i + 1) / parts);
        const dvec2 middle = (from + to) * 0.5;
        w.solid().orientedBox({middle, w.groundZ(middle) - 0.3}, {widthM, glm::length(to - from) + 0.1, heightM + 0.3},
                              headingOf(to - from), w.material("hedge"));
    }
}

void railing(Work& w, dvec3 a, dvec3 b, std::string_view materialId, double heightM, double stepM) {
    MeshBuilder s = w.solid();
    const MaterialIndex material = w.material(materialId);
    const double lengthM = glm::length(b - a);
    const int parts = std::max(1, static_cast<int>(std::round(lengthM / stepM)));
    for (int i = 0; i <= parts; ++i) {
        const dvec3 foot = glm::mix(a, b, static_cast<double>(i) / parts);
        s.bar(foot - dvec3{0, 0, 0.1}, foot + dvec3{0, 0, heightM}, 0.045, 4, material);
    }
    for (const double share : {0.35, 0.68, 1.0}) {
        s.bar(a + dvec3{0, 0, heightM * share}, b + dvec3{0, 0, heightM * share}, share > 0.9 ? 0.045 : 0.025, 4,
              material);
    }
}

void fence(Work& w, dvec2 a, dvec2 b, double heightM, bool net) {
    const double lengthM = glm::length(b - a);
    const int parts = std::max(1, static_cast<int>(std::ceil(lengthM / 3)));
    for (int i = 0; i < parts; ++i) {
        const dvec2 from = glm::mix(a, b, static_cast<double>(i) / parts);
        const dvec2 to = glm::mix(a, b, static_cast<double>(i + 1) / parts);
        const dvec3 f{from, w.groundZ(from)}, t{to, w.groundZ(to)};
        const dvec3 up{0, 0, heightM};
        const dvec3 low{0, 0, 0.08};
        post(w, from, f.z + heightM, 0.035, net ? "steel_green" : "wood_dark");
        if (i + 1 == parts) post(w, to, t.z + heightM, 0.035, net ? "steel_green" : "wood_dark");
        MeshBuilder builder = net ? w.clear() : w.solid();
        const MaterialIndex material = w.material(net ? "net" : "wood_larch");
        builder.quad(f + low, t + low, t + up, f + up, material);
        builder.quad(t + low, f + low, f + up, t + up, material);
        if (net) w.solid().bar(f + up, t + up, 0.025, 4, w.material("steel_green"));
    }
}

void post(Work& w, dvec2 at, double topZ, double halfM, std::string_view material, double intoGroundM) {
    const double foot = std::min(w.groundZ(at), topZ - 0.05) - intoGroundM;
    w.solid().box({at.x - halfM, at.y - halfM, foot}, {at.x + halfM, at.y + halfM, topZ}, w.material(material));
}

void steps(Work& w, dvec2 at, double topZ, double headingDeg, double widthM, std::string_view material) {
    const dvec2 forward = turn({0, 1}, headingDeg);
    double z = topZ;
    for (int i = 0; i < 60; ++i) {
        z -= 0.17;
        const dvec2 middle = at + forward * (0.15 + 0.3 * i);
        const double ground = w.groundZ(middle);
        if (z <= ground) break;
        w.solid().orientedBox({middle, ground - 0.4}, {widthM, 0.3, z - ground + 0.4}, headingDeg,
                              w.material(material));
    }
}

void house(Work& w, dvec2 at, double headingDeg, HouseShape shape) {
    const double reach = std::hypot(shape.widthM, shape.depthM) / 2 * 0.8;
    const double low = w.lowestZ(at, {reach, reach});
    const double high = w.highestZ(at, {reach, reach});
    const double z = low + (high - low) * 0.6 + 0.15;
    shape.plinthM = std::max(shape.plinthM, z - low + 0.4);
    Mesh part;
    buildHouse(part, shape);
    w.put(std::move(part), {at, z}, headingDeg);
}

void car(Work& w, dvec2 at, double headingDeg, std::string_view paint) {
    Mesh part;
    MeshBuilder b{part};
    const MaterialIndex body = w.material(paint), glass = w.material("glass_dark"), tyre = w.material("black");
    b.box({-0.88, -2.1, 0.28}, {0.88, 2.1, 0.82}, body, true);
    const std::array<dvec2, 4> low{{{-0.82, -1.75}, {0.82, -1.75}, {0.82, 0.95}, {-0.82, 0.95}}};
    const std::array<dvec2, 4> high{{{-0.68, -1.2}, {0.68, -1.2}, {0.68, 0.25}, {-0.68, 0.25}}};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t k = (i + 1) % 4;
        b.quad({low[i], 0.82}, {low[k], 0.82}, {high[k], 1.42}, {high[i], 1.42}, glass);
    }
    b.quad({high[0], 1.42}, {high[1], 1.42}, {high[2], 1.42}, {high[3], 1.42}, body);
    for (const double x : {-0.8, 0.8}) {
        for (const double y : {-1.3, 1.3}) b.bar({x - 0.1, y, 0.3}, {x + 0.1, y, 0.3}, 0.31, 8, tyre);
    }
    w.put(std::move(part), {at, w.groundZ(at) + 0.04}, headingDeg);
}

void slab(Mesh& mesh, std::span<const dvec3> top, double thicknessM, MaterialIndex material) {
    MeshBuilder b{mesh};
    b.polygon(top, material);
    std::vector<dvec3> under(top.rbegin(), top.rend());
    for (dvec3& p : under) p.z -= thicknessM;
    b.polygon(under, material);
    const dvec3 down{0, 0, thicknessM};
    for (std::size_t i = 0; i < top.size(); ++i) {
        const dvec3 a = top[i], c = top[(i + 1) % top.size()];
        b.quad(a - down, c - down, c, a, material);
    }
}

void pyramid(Mesh& mesh, dvec3 base, dvec2 half, double height, MaterialIndex material) {
    MeshBuilder b{mesh};
    const std::vector<dvec2> ring = rectangle(dvec2{base}, half * 2.0);
    for (std::size_t i = 0; i < 4; ++i) {
        b.triangle({ring[i], base.z}, {ring[(i + 1) % 4], base.z}, base + dvec3{0, 0, height}, material);
        b.quad({ring[i], base.z - 0.12}, {ring[(i + 1) % 4], base.z - 0.12}, {ring[(i + 1) % 4], base.z},
               {ring[i], base.z}, material);
    }
    b.quad({ring[3], base.z - 0.12}, {ring[2], base.z - 0.12}, {ring[1], base.z - 0.12}, {ring[0], base.z - 0.12},
           material);
}

void wallsRound(Mesh& mesh, std::span<const dvec2> ring, double z0, double z1, double storeyM, double bayM,
                MaterialIndex material) {
    MeshBuilder b{mesh};
    for (std::size_t i = 0; i < ring.size(); ++i)
        b.wall(ring[i], ring[(i + 1) % ring.size()], z0, z1, storeyM, bayM, material);
}

}  // namespace twin::bake::kits
