// tools/import/builder.h: collects the triangles of a model, already in metres with z up, and makes the one mesh of them.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "scene/model/tmesh.h"
#include "tools/import/report.h"

namespace twin::import {

/// How a part looks. Parts that look the same become one.
struct Surface {
    std::array<float, 4> baseColour{1, 1, 1, 1};  ///< linear
    std::int32_t texture = -1;
    bool doubleSided = false;
    auto operator<=>(const Surface&) const = default;
};

/// One piece in its own frame. `normals`, `uvs` and `colours` are empty or as long as `positions`.
struct Piece {
    std::span<const glm::vec3> positions;
    std::span<const glm::vec3> normals;  ///< empty: flat normals are made
    std::span<const glm::vec2> uvs;
    std::span<const glm::vec4> colours;  ///< linear, 0 to 1
    std::span<const std::uint32_t> indices;
};

/// y-up to z-up: x stays right, the side that looked at the viewer (+z) looks south.
[[nodiscard]] glm::dmat4 yUpToZUp();

class MeshBuilder {
public:
    MeshBuilder(std::uint64_t maxTriangles, Report& report) : maxTriangles_{maxTriangles}, report_{report} {}

    /// Leaves out what cannot be drawn and counts it; throws Refusal above the limit of triangles.
    void add(const Piece& piece, const Surface& surface, const glm::dmat4& toMetres);

    /// Moves the mesh onto its origin, welds it, orders it for the GPU. Throws Refusal when there is no triangle.
    [[nodiscard]] Tmesh finish();

private:
    struct Corner {
        glm::dvec3 position{};
        bool usable = false;
    };
    void addTriangle(const Piece& piece, const std::array<std::uint32_t, 3>& corners, bool mirrored,
                     const glm::dmat3& normalMatrix, std::vector<std::uint32_t>& out);
    std::uint32_t addVertex(const Piece& piece, std::uint32_t at, const glm::vec3* faceNormal,
                            const glm::dmat3& normalMatrix);
    void place(Tmesh& mesh);
    void gather(Tmesh& mesh);
    void optimise(Tmesh& mesh);
    void tellOfLosses();

    std::uint64_t maxTriangles_;
    Report& report_;
    bool hasBase_ = false;
    glm::dvec3 base_{};  ///< the first vertex; the others are kept relative to it so that floats are enough
    std::vector<TmeshVertex> vertices_;
    std::map<Surface, std::vector<std::uint32_t>> indices_;
    std::uint64_t triangles_ = 0;
    std::uint64_t lostIndices_ = 0, lostNumbers_ = 0, lostFlat_ = 0, lostPieces_ = 0;
    std::vector<Corner> corners_;        // scratch of add()
    std::vector<std::uint32_t> placed_;  // scratch: where a vertex of the piece went
};

}  // namespace twin::import
