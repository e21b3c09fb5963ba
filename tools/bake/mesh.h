// tools/bake/mesh.h: triangles in metres while they are being built, before they are cut into tiles and packed.
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace twin::bake {

/// Index into the material table of this bake; from MaterialTable::find.
using MaterialIndex = std::uint16_t;

struct MeshVertex {
    glm::dvec3 position{};  ///< metres, in the frame the builder was given (local to a kit, or of the town)
    glm::vec3 normal{0, 0, 1};
    glm::vec2 uv{};       ///< unit by material kind: see scene/city/format.h
    float occlusion = 1;  ///< 1 open sky, 0 none
    std::uint8_t variant = 0;
    MaterialIndex material = 0;
};

struct Mesh {
    std::vector<MeshVertex> vertices;
    std::vector<std::uint32_t> indices;  ///< counter-clockwise seen from outside

    [[nodiscard]] bool empty() const noexcept { return indices.empty(); }
    void append(const Mesh& other);
    /// Rotates clockwise by `headingDeg` seen from above (x east, y north), then moves.
    void place(glm::dvec3 at, double headingDeg);
};

/// Corners and triangles of a flat area, counter-clockwise.
struct FlatTriangles {
    std::vector<glm::dvec2> points;
    std::vector<std::array<std::uint32_t, 3>> triangles;
};
/// Ear clipping of one simple ring, either way round; indices into the ring. A ring that crosses itself still ends.
[[nodiscard]] std::vector<std::array<std::uint32_t, 3>> triangulateRing(std::span<const glm::dvec2> ring);
/// Outer ring with holes: constrained Delaunay triangles by GEOS; empty where GEOS refuses the polygon.
[[nodiscard]] FlatTriangles triangulateFlat(std::span<const glm::dvec2> outer,
                                            std::span<const std::vector<glm::dvec2>> holes);
/// Twice the area, positive when counter-clockwise, halved: the signed area in square metres.
[[nodiscard]] double signedArea(std::span<const glm::dvec2> ring);

/// A frame of parts: right-handed, x right, y forward, z up.
class MeshBuilder {
public:
    explicit MeshBuilder(Mesh& mesh) : mesh_{mesh} {}

    /// Axis-aligned box; faces outward. uv in metres. `bottom` false leaves the underside out.
    void box(glm::dvec3 min, glm::dvec3 max, MaterialIndex material, bool bottom = false);
    /// Box with its length along `forward` seen from above, centred on `centre` at its base.
    void orientedBox(glm::dvec3 baseCentre, glm::dvec3 size, double headingDeg, MaterialIndex material);
    /// Any planar polygon (convex or not, counter-clockwise seen from its normal), triangulated; uv in metres in its plane.
    void polygon(std::span<const glm::dvec3> ring, MaterialIndex material);
    /// Polygon with holes lying flat at their own z; triangulated by GEOS (constrained Delaunay).
    void flatPolygon(std::span<const glm::dvec2> outer, std::span<const std::vector<glm::dvec2>> holes, double z,
                     MaterialIndex material);
    /// Wall over a ground line, from z0 to z1, facade uv: u counts bays of about `bayM`, v counts storeys.
    /// The outside is on the right of the line from a to b.
    void wall(glm::dvec2 a, glm::dvec2 b, double z0, double z1, double storeyM, double bayM, MaterialIndex material,
              std::uint8_t variant = 0);
    /// Upright prism over a counter-clockwise footprint: walls and a flat top.
    void prism(std::span<const glm::dvec2> footprint, double z0, double z1, MaterialIndex walls, MaterialIndex top);
    void cylinder(glm::dvec3 base, double radius, double height, int sides, MaterialIndex side, MaterialIndex top);
    void cone(glm::dvec3 base, double radiusBase, double radiusTop, double height, int sides, MaterialIndex material);
    /// Round bar between any two points.
    void bar(glm::dvec3 from, glm::dvec3 to, double radius, int sides, MaterialIndex material);
    /// Surface swept along a line: the cross-section's x is to the right of the line, y is up. uv metres, v along.
    /// An open section faces the left of its own direction (a section from left to right faces up); a closed one faces
    /// outward whichever way round it is given, and its ends are capped.
    void sweep(std::span<const glm::dvec3> line, std::span<const glm::dvec2> section, MaterialIndex material,
               bool closedSection);
    void quad(glm::dvec3 a, glm::dvec3 b, glm::dvec3 c, glm::dvec3 d, MaterialIndex material);
    void triangle(glm::dvec3 a, glm::dvec3 b, glm::dvec3 c, MaterialIndex material);
    void quadUv(glm::dvec3 a, glm::dvec3 b, glm::dvec3 c, glm::dvec3 d, glm::vec2 uvA, glm::vec2 uvC,
                MaterialIndex material, std::uint8_t variant = 0);

    [[nodiscard]] Mesh& mesh() noexcept { return mesh_; }

private:
    Mesh& mesh_;
};

/// Gable, hip, flat, mansard or shed roof over a rectangle centred on the origin, eaves at z = eavesZ.
enum class RoofShape { Flat, Gable, Hip, Mansard, Shed };
struct HouseShape {
    double widthM = 10;  ///< along x (the street side)
    double depthM = 10;  ///< along y
    int storeys = 1;
    double storeyM = 2.9;
    RoofShape roof = RoofShape::Gable;
    double pitchDeg = 38;
    double overhangM = 0.4;
    double plinthM = 0.4;  ///< how far walls reach below z = 0, so that no house floats on a slope
    bool ridgeAlongX = true;
    bool chimney = true;
    MaterialIndex facade = 0, roofing = 0, chimneyMaterial = 0;
    std::uint8_t variant = 0;  ///< also decides: bit 0 a porch in front, bit 1 a dormer on a gable roof of one ridge
};
/// The front is the side +y looks to. Walls, roof with overhang and thickness, chimney, by variant a porch and a dormer.
void buildHouse(Mesh& mesh, const HouseShape& shape);

/// The same house from afar: walls and a roof without eaves, at most 22 triangles.
struct SimpleHouse {
    Mesh mesh;
    double errorM = 0;  ///< no point of the house above lies farther from this one's surface, and none of this from it
};
[[nodiscard]] SimpleHouse simpleHouse(const HouseShape& shape);

}  // namespace twin::bake
