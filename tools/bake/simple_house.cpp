// tools/bake/simple_house.cpp: what is left of a house from some hundred metres on: walls and a roof without eaves.
#include <array>
#include <cmath>

#include "tools/bake/house_sizes.h"

namespace twin::bake {
namespace {

/// Built with the ridge along x, in a frame that may be turned by a quarter.
class SimpleRoof {
public:
    SimpleRoof(Mesh& mesh, const HouseShape& shape, bool ridgeAlongX)
        : builder_{mesh}, shape_{shape}, turn_{!ridgeAlongX} {}

    /// Two slopes between gables, or four with the ends sloping too.
    void ridged(double hx, double hy, double eavesZ, double slope, bool hip) {
        const double ridge = eavesZ + hy * slope;
        const double inset = hip ? std::min(hy, hx * 0.98) : 0;
        const glm::dvec3 west = at(-hx + inset, 0, ridge), east = at(hx - inset, 0, ridge);
        builder_.quad(at(-hx, -hy, eavesZ), at(hx, -hy, eavesZ), east, west, shape_.roofing);
        builder_.quad(at(hx, hy, eavesZ), at(-hx, hy, eavesZ), west, east, shape_.roofing);
        const MaterialIndex end = hip ? shape_.roofing : shape_.facade;
        builder_.triangle(at(hx, -hy, eavesZ), at(hx, hy, eavesZ), east, end);
        builder_.triangle(at(-hx, hy, eavesZ), at(-hx, -hy, eavesZ), west, end);
    }

    void mansard(double hx, double hy, double eavesZ, double slope) {
        const double rise = mansardRise(hx, hy), in = rise * kMansardLean;
        const std::array<glm::dvec2, 4> foot{{{-hx, -hy}, {hx, -hy}, {hx, hy}, {-hx, hy}}};
        const std::array<glm::dvec2, 4> head{
            {{-hx + in, -hy + in}, {hx - in, -hy + in}, {hx - in, hy - in}, {-hx + in, hy - in}}};
        const double top = eavesZ + rise;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t j = (i + 1) % 4;
            builder_.quad(at(foot[i].x, foot[i].y, eavesZ), at(foot[j].x, foot[j].y, eavesZ),
                          at(head[j].x, head[j].y, top), at(head[i].x, head[i].y, top), shape_.roofing);
        }
        ridged(hx - in, hy - in, top, std::min(slope, kMansardTopSlope), true);
    }

    void shed(double hx, double hy, double eavesZ, double slope) {
        const double high = eavesZ + 2 * hy * slope;
        builder_.quad(at(-hx, -hy, high), at(hx, -hy, high), at(hx, hy, eavesZ), at(-hx, hy, eavesZ), shape_.roofing);
        builder_.quad(at(hx, -hy, eavesZ), at(hx, -hy, high), at(-hx, -hy, high), at(-hx, -hy, eavesZ), shape_.facade);
        builder_.triangle(at(hx, -hy, eavesZ), at(hx, hy, eavesZ), at(hx, -hy, high), shape_.facade);
        builder_.triangle(at(-hx, hy, eavesZ), at(-hx, -hy, eavesZ), at(-hx, -hy, high), shape_.facade);
    }

private:
    [[nodiscard]] glm::dvec3 at(double x, double y, double z) const {
        return turn_ ? glm::dvec3{-y, x, z} : glm::dvec3{x, y, z};
    }

    MeshBuilder builder_;
    const HouseShape& shape_;
    bool turn_;
};

double slopeOf(const HouseShape& shape) { return std::tan(glm::radians(std::clamp(shape.pitchDeg, 2.0, 70.0))); }

/// How far what the simple house leaves out stands from it.
double leftOutM(const HouseShape& shape) {
    const double slope = shape.roof == RoofShape::Flat ? 0 : slopeOf(shape);
    const double across = 1 / std::hypot(1.0, slope);  // straight off a slope for each metre up
    // The corner of the eaves lies out to two sides, and at the upper end of a shed roof higher by the slope.
    double most =
        shape.roof == RoofShape::Flat ? kParapetM : shape.overhangM * std::sqrt(2 + slope * slope) + kRoofThickM;
    if (shape.chimney) most = std::max(most, (kChimneyM + kChimneyHalfM * slope) * across + kRoofThickM);
    // On a mansard roof it stands on a height for all of the upper part.
    if (shape.chimney && shape.roof == RoofShape::Mansard) most = std::max(most, kChimneyM + 0.4 + kRoofThickM);
    if (hasRoofHeads(shape)) most = std::max(most, kRoofHeadM + 0.05);
    if (hasPorch(shape)) most = std::max(most, kPorchM);
    if (mayHaveDormer(shape)) most = std::max(most, (kDormerM + 0.14 + 0.3 * slope) * across);
    return most;
}

}  // namespace

SimpleHouse simpleHouse(const HouseShape& shape) {
    SimpleHouse house;
    MeshBuilder builder{house.mesh};
    const double x = shape.widthM / 2, y = shape.depthM / 2, eaves = shape.storeys * shape.storeyM;
    const std::array<glm::dvec2, 4> foot{{{-x, -y}, {x, -y}, {x, y}, {-x, y}}};
    for (std::size_t i = 0; i < 4; ++i) {
        // One quad for each wall, from the plinth to the eaves: bays and storeys as the near house counts them.
        const glm::dvec2 a = foot[i], b = foot[(i + 1) % 4];
        const double bays = std::max(1.0, std::round(glm::distance(a, b) / kBayM));
        builder.quadUv({a, -shape.plinthM}, {b, -shape.plinthM}, {b, eaves}, {a, eaves},
                       {0, static_cast<float>(-shape.plinthM / shape.storeyM)},
                       {static_cast<float>(std::min(bays, 60.0)), static_cast<float>(shape.storeys)}, shape.facade);
    }
    // The detailed hip roof's ridge runs along the longer side, whatever the street says.
    const bool hip = shape.roof == RoofShape::Hip;
    const bool alongX = hip ? x >= y : shape.ridgeAlongX;
    const double rx = alongX ? x : y, ry = alongX ? y : x;
    SimpleRoof roof{house.mesh, shape, alongX};
    switch (shape.roof) {
        case RoofShape::Flat:
            builder.quad({-x, -y, eaves}, {x, -y, eaves}, {x, y, eaves}, {-x, y, eaves}, shape.roofing);
            break;
        case RoofShape::Gable:
        case RoofShape::Hip: roof.ridged(rx, ry, eaves, slopeOf(shape), hip); break;
        case RoofShape::Mansard: roof.mansard(rx, ry, eaves, slopeOf(shape)); break;
        case RoofShape::Shed: roof.shed(rx, ry, eaves, slopeOf(shape)); break;
    }
    for (MeshVertex& vertex : house.mesh.vertices) vertex.variant = shape.variant;  // the near house's colours
    house.errorM = leftOutM(shape);
    return house;
}

}  // namespace twin::bake
