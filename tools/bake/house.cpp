// tools/bake/house.cpp: a house of walls with bays and storeys, a roof with eaves, a chimney, by variant a porch and dormer.
#include <algorithm>
#include <array>
#include <cmath>

#include "tools/bake/house_sizes.h"
#include "tools/bake/mesh.h"

namespace twin::bake {
namespace {

/// Half extents of the walls and of the roof's edge, in a frame where the ridge runs along x.
struct Plan {
    double hx, hy;  ///< walls
    double ox, oy;  ///< roof edge
};

glm::dvec3 turned(const glm::dvec3& p, bool ridgeAlongX) {
    return ridgeAlongX ? p : glm::dvec3{-p.y, p.x, p.z};  // a quarter turn keeps faces counter-clockwise
}

/// Everything of the roof is built with its ridge along x and turned when it runs along y.
class RoofBuilder {
public:
    RoofBuilder(Mesh& mesh, const HouseShape& shape)
        : builder_{mesh}, shape_{shape}, alongX_{shape.ridgeAlongX}, eaveZ_{shape.storeys * shape.storeyM} {
        plan_.hx = (alongX_ ? shape.widthM : shape.depthM) / 2;
        plan_.hy = (alongX_ ? shape.depthM : shape.widthM) / 2;
        plan_.ox = plan_.hx + shape.overhangM;
        plan_.oy = plan_.hy + shape.overhangM;
        slope_ = std::tan(glm::radians(std::clamp(shape.pitchDeg, 2.0, 70.0)));
    }

    void build() {
        switch (shape_.roof) {
            case RoofShape::Flat: flat(); break;
            case RoofShape::Gable: gable(); break;
            case RoofShape::Hip: hip(eaveZ_, plan_.hx, plan_.hy, plan_.ox, plan_.oy, slope_); break;
            case RoofShape::Mansard: mansard(); break;
            case RoofShape::Shed: shed(); break;
        }
    }

    /// Height of the roof's surface over a point, for what stands on it.
    [[nodiscard]] double roofZ(double x, double y) const {
        if (!alongX_) std::swap(x, y);
        const double riseGable = (plan_.hy - std::abs(y)) * slope_;
        switch (shape_.roof) {
            case RoofShape::Flat: return eaveZ_;
            case RoofShape::Gable: return eaveZ_ + riseGable;
            case RoofShape::Hip: return eaveZ_ + std::min(riseGable, (plan_.hx - std::abs(x)) * slope_);
            case RoofShape::Mansard: return eaveZ_ + mansardRise() + 0.4;
            case RoofShape::Shed: return eaveZ_ + (plan_.hy - y) * slope_;
        }
        return eaveZ_;
    }
    [[nodiscard]] double slope() const { return slope_; }

private:
    void face(std::initializer_list<glm::dvec3> ring, MaterialIndex material) {
        std::vector<glm::dvec3> points;
        for (const glm::dvec3& p : ring) points.push_back(turned(p, alongX_));
        builder_.polygon(points, material);
    }

    /// A sloping slab: top, underside and the edge all round. `top` is counter-clockwise from above.
    void slab(std::initializer_list<glm::dvec3> top) {
        std::vector<glm::dvec3> upper;
        for (const glm::dvec3& p : top) upper.push_back(turned(p, alongX_));
        builder_.polygon(upper, shape_.roofing);
        std::vector<glm::dvec3> lower(upper.rbegin(), upper.rend());
        for (glm::dvec3& p : lower) p.z -= kRoofThickM;
        builder_.polygon(lower, shape_.roofing);
        for (std::size_t i = 0; i < upper.size(); ++i) {
            const glm::dvec3 a = upper[i];
            const glm::dvec3 b = upper[(i + 1) % upper.size()];
            const glm::dvec3 down{0, 0, kRoofThickM};
            builder_.quad(a - down, b - down, b, a, shape_.roofing);
        }
    }

    /// The wall under a gable, with one window axis in its middle where it fits.
    void gableWall(double x, double rise, bool facingPlusX) {
        const double side = facingPlusX ? 1 : -1;
        const glm::dvec3 a = turned({x, -side * plan_.hy, eaveZ_}, alongX_);
        const glm::dvec3 b = turned({x, side * plan_.hy, eaveZ_}, alongX_);
        const glm::dvec3 c = turned({x, 0, eaveZ_ + rise}, alongX_);
        Mesh part;
        MeshBuilder{part}.triangle(a, b, c, shape_.facade);
        for (MeshVertex& vertex : part.vertices) {  // plain wall: the edge of a bay above the storeys holds no window
            vertex.uv = {0.015F, static_cast<float>(shape_.storeys) + 0.3F};
            vertex.variant = shape_.variant;
        }
        builder_.mesh().append(part);
        const double bayM = std::min(kBayM, shape_.storeyM);
        if (rise * (1 - bayM / (2 * plan_.hy)) < bayM * 0.85) return;
        const double out = x + side * 0.015;
        const double half = bayM * side / 2;
        builder_.quadUv(turned({out, -half, eaveZ_ + 0.05}, alongX_), turned({out, half, eaveZ_ + 0.05}, alongX_),
                        turned({out, half, eaveZ_ + 0.05 + bayM * 0.8}, alongX_),
                        turned({out, -half, eaveZ_ + 0.05 + bayM * 0.8}, alongX_), {0, 1}, {1, 1.8F}, shape_.facade,
                        shape_.variant);
    }

    void gable() {
        const double rise = plan_.hy * slope_;
        const double low = eaveZ_ - (plan_.oy - plan_.hy) * slope_ + kRoofThickM;
        const double top = eaveZ_ + rise + kRoofThickM;
        slab({{-plan_.ox, -plan_.oy, low}, {plan_.ox, -plan_.oy, low}, {plan_.ox, 0, top}, {-plan_.ox, 0, top}});
        slab({{-plan_.ox, 0, top}, {plan_.ox, 0, top}, {plan_.ox, plan_.oy, low}, {-plan_.ox, plan_.oy, low}});
        gableWall(plan_.hx, rise, true);
        gableWall(-plan_.hx, rise, false);
    }

    void hip(double eaveZ, double hx, double hy, double ox, double oy, double slope) {
        const double run = std::min(ox, oy);
        const double low = eaveZ - (oy - hy) * slope + kRoofThickM * 0.5;
        const double top = low + run * slope;
        const double rx = std::max(0.0, ox - run);  // half the ridge
        const double ry = std::max(0.0, oy - run);
        const glm::dvec3 r0{-rx, -ry, top}, r1{rx, ry, top};
        if (ox >= oy) {
            face({{-ox, -oy, low}, {ox, -oy, low}, r1, r0}, shape_.roofing);
            face({{ox, oy, low}, {-ox, oy, low}, r0, r1}, shape_.roofing);
            face({{ox, -oy, low}, {ox, oy, low}, r1}, shape_.roofing);
            face({{-ox, oy, low}, {-ox, -oy, low}, r0}, shape_.roofing);
        } else {
            face({{-ox, -oy, low}, {ox, -oy, low}, r0}, shape_.roofing);
            face({{ox, oy, low}, {-ox, oy, low}, r1}, shape_.roofing);
            face({{ox, -oy, low}, {ox, oy, low}, r1, r0}, shape_.roofing);
            face({{-ox, oy, low}, {-ox, -oy, low}, r0, r1}, shape_.roofing);
        }
        eavesBox(low, hx, hy, ox, oy);
    }

    /// Fascia and soffit of a roof with level eaves all round.
    void eavesBox(double low, double hx, double hy, double ox, double oy) {
        const double under = low - kRoofThickM;
        const std::array<glm::dvec2, 4> outer{{{-ox, -oy}, {ox, -oy}, {ox, oy}, {-ox, oy}}};
        const std::array<glm::dvec2, 4> inner{{{-hx, -hy}, {hx, -hy}, {hx, hy}, {-hx, hy}}};
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t j = (i + 1) % 4;
            face({{outer[i], under}, {outer[j], under}, {outer[j], low}, {outer[i], low}}, shape_.roofing);
            face({{inner[i], under}, {inner[j], under}, {outer[j], under}, {outer[i], under}}, shape_.roofing);
        }
    }

    [[nodiscard]] double mansardRise() const { return bake::mansardRise(plan_.hx, plan_.hy); }

    void mansard() {
        const double rise = mansardRise();
        const double in = rise * kMansardLean;
        const double ox = plan_.ox, oy = plan_.oy;
        const double ix = plan_.hx - in, iy = plan_.hy - in;
        const std::array<glm::dvec3, 4> foot{
            {{-ox, -oy, eaveZ_}, {ox, -oy, eaveZ_}, {ox, oy, eaveZ_}, {-ox, oy, eaveZ_}}};
        const double breakZ = eaveZ_ + rise;
        const std::array<glm::dvec3, 4> head{
            {{-ix, -iy, breakZ}, {ix, -iy, breakZ}, {ix, iy, breakZ}, {-ix, iy, breakZ}}};
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t j = (i + 1) % 4;
            face({foot[i], foot[j], head[j], head[i]}, shape_.roofing);
        }
        eavesBox(eaveZ_, plan_.hx, plan_.hy, ox, oy);
        hip(breakZ, ix - 0.1, iy - 0.1, ix + 0.15, iy + 0.15, std::min(slope_, kMansardTopSlope));
    }

    void flat() {
        const double top = eaveZ_ + kParapetM;
        const double hx = plan_.hx, hy = plan_.hy;
        const double in = 0.25;
        const std::array<glm::dvec2, 4> outer{{{-hx, -hy}, {hx, -hy}, {hx, hy}, {-hx, hy}}};
        const std::array<glm::dvec2, 4> inner{
            {{-hx + in, -hy + in}, {hx - in, -hy + in}, {hx - in, hy - in}, {-hx + in, hy - in}}};
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t j = (i + 1) % 4;
            face({{outer[i], eaveZ_}, {outer[j], eaveZ_}, {outer[j], top}, {outer[i], top}}, shape_.roofing);
            face({{outer[i], top}, {outer[j], top}, {inner[j], top}, {inner[i], top}}, shape_.roofing);
            face({{inner[j], eaveZ_ + 0.05}, {inner[i], eaveZ_ + 0.05}, {inner[i], top}, {inner[j], top}},
                 shape_.roofing);
        }
        face({{inner[0], eaveZ_ + 0.05},
              {inner[1], eaveZ_ + 0.05},
              {inner[2], eaveZ_ + 0.05},
              {inner[3], eaveZ_ + 0.05}},
             shape_.roofing);
    }

    void shed() {
        const double low = eaveZ_ - (plan_.oy - plan_.hy) * slope_ + kRoofThickM;
        const double high = eaveZ_ + (plan_.oy + plan_.hy) * slope_ + kRoofThickM;
        slab({{-plan_.ox, -plan_.oy, high},
              {plan_.ox, -plan_.oy, high},
              {plan_.ox, plan_.oy, low},
              {-plan_.ox, plan_.oy, low}});
        const double rise = 2 * plan_.hy * slope_;
        const double hx = plan_.hx, hy = plan_.hy;
        Mesh part;
        MeshBuilder walls{part};
        const auto at = [&](double x, double y, double z) { return turned({x, y, eaveZ_ + z}, alongX_); };
        walls.triangle(at(hx, -hy, 0), at(hx, hy, 0), at(hx, -hy, rise), shape_.facade);
        walls.triangle(at(-hx, hy, 0), at(-hx, -hy, 0), at(-hx, -hy, rise), shape_.facade);
        walls.quad(at(-hx, -hy, 0), at(hx, -hy, 0), at(hx, -hy, rise), at(-hx, -hy, rise), shape_.facade);
        for (MeshVertex& vertex : part.vertices) {
            vertex.uv = {0.015F, static_cast<float>(shape_.storeys) + 0.3F};
            vertex.variant = shape_.variant;
        }
        builder_.mesh().append(part);
    }

    MeshBuilder builder_;
    const HouseShape& shape_;
    bool alongX_;
    double eaveZ_;
    double slope_ = 0;
    Plan plan_{};
};

void buildWalls(Mesh& mesh, const HouseShape& shape) {
    MeshBuilder builder{mesh};
    const double hx = shape.widthM / 2, hy = shape.depthM / 2;
    const std::array<glm::dvec2, 4> ring{{{-hx, -hy}, {hx, -hy}, {hx, hy}, {-hx, hy}}};
    for (std::size_t i = 0; i < 4; ++i) {
        const glm::dvec2 a = ring[i], b = ring[(i + 1) % 4];
        builder.wall(a, b, 0, shape.storeys * shape.storeyM, shape.storeyM, kBayM, shape.facade, shape.variant);
        if (shape.plinthM <= 0) continue;
        builder.quadUv({a, -shape.plinthM}, {b, -shape.plinthM}, {b, 0}, {a, 0}, {0.02F, 0.02F}, {0.03F, 0.03F},
                       shape.facade, shape.variant);
    }
}

void buildChimney(Mesh& mesh, const HouseShape& shape, const RoofBuilder& roof) {
    const double x = shape.widthM * (shape.variant % 3 == 0 ? 0.22 : -0.18);
    const double y = shape.depthM * (shape.variant % 2 == 0 ? -0.12 : 0.1);
    const double base = roof.roofZ(x, y);
    const double cap = kChimneyHalfM, half = cap - 0.07;
    const double foot = base - half * 2 * roof.slope() - 0.1;
    MeshBuilder{mesh}.box({x - half, y - half, foot}, {x + half, y + half, base + kChimneyM - 0.1},
                          shape.chimneyMaterial);
    MeshBuilder{mesh}.box({x - cap, y - cap, base + kChimneyM - 0.1}, {x + cap, y + cap, base + kChimneyM},
                          shape.chimneyMaterial, true);
}

/// A small roof on two posts before the front door.
void buildPorch(Mesh& mesh, const HouseShape& shape) {
    MeshBuilder builder{mesh};
    const double x = shape.widthM * 0.16 * (shape.variant % 4 == 1 ? 1 : -1);
    const double front = shape.depthM / 2;
    const double z = std::min(2.5, shape.storeyM * 0.9);
    for (const double side : {-1.0, 1.0}) {
        const double px = x + side * 1.1;
        builder.box({px - 0.08, front + 1.22, -shape.plinthM}, {px + 0.08, front + 1.38, z}, shape.chimneyMaterial);
    }
    builder.box({x - 1.4, front - 0.1, z}, {x + 1.4, front + kPorchM, z + 0.14}, shape.roofing, true);
    builder.box({x - 1.1, front - 0.1, -shape.plinthM}, {x + 1.1, front + 1.2, 0.12}, shape.chimneyMaterial);
}

/// A dormer with a shed roof on the front slope.
void buildDormer(Mesh& mesh, const HouseShape& shape, const RoofBuilder& roof) {
    MeshBuilder builder{mesh};
    const double half = 1.25;
    const double face = shape.depthM / 2 - 0.9;
    const double foot = roof.roofZ(0, face);
    const double top = foot + kDormerM;
    const double ridge = roof.roofZ(0, 0);
    if (ridge < top + 0.3) return;
    const double back = face - (top + 0.15 - foot) / roof.slope();
    builder.quadUv({half, face, foot}, {-half, face, foot}, {-half, face, top}, {half, face, top}, {0, 1}, {1, 2},
                   shape.facade, shape.variant);
    builder.triangle({-half, face, foot}, {-half, back, top}, {-half, face, top}, shape.roofing);
    builder.triangle({half, face, foot}, {half, face, top}, {half, back, top}, shape.roofing);
    builder.box({-half - 0.2, back - 0.3, top}, {half + 0.2, face + 0.3, top + 0.14}, shape.roofing, true);
}

/// What stands on the flat roof of a block: a head of stairs over every staircase, flues between.
void buildRoofHeads(Mesh& mesh, const HouseShape& shape) {
    constexpr double kStairsM = 15;  // a staircase serves two flats of some seven metres on each floor
    MeshBuilder builder{mesh};
    const double z = shape.storeys * shape.storeyM + 0.05;
    const int heads = std::max(1, static_cast<int>(shape.widthM / kStairsM));
    for (int i = 0; i < heads; ++i) {
        const double x = shape.widthM * ((i + 0.5) / heads - 0.5);
        builder.box({x - 1.4, -1.6, z}, {x + 1.4, 1.6, z + kRoofHeadM}, shape.roofing);
        for (const double side : {-3.6, 3.6}) {
            if (std::abs(x + side) > shape.widthM / 2 - 1) continue;
            builder.box({x + side - 0.35, -1.0, z}, {x + side + 0.35, 1.0, z + 1.0}, shape.chimneyMaterial);
        }
    }
}

}  // namespace

void buildHouse(Mesh& mesh, const HouseShape& shape) {
    const std::size_t first = mesh.vertices.size();
    buildWalls(mesh, shape);
    RoofBuilder roof{mesh, shape};
    roof.build();
    if (shape.chimney) buildChimney(mesh, shape, roof);
    if (hasRoofHeads(shape)) buildRoofHeads(mesh, shape);
    if (hasPorch(shape)) buildPorch(mesh, shape);
    if (mayHaveDormer(shape)) buildDormer(mesh, shape, roof);
    for (std::size_t i = first; i < mesh.vertices.size(); ++i) mesh.vertices[i].variant = shape.variant;
}

}  // namespace twin::bake
