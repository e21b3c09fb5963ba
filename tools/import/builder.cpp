#include "tools/import/builder.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::import {
namespace {

constexpr std::uint32_t kNowhere = 0xFFFFFFFFU;
constexpr double kFarthest = 1e9;  ///< metres; a coordinate beyond this is a broken number

bool finite(const glm::dvec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

std::uint32_t toByte(float value) {
    if (!(value > 0)) return 0;  // catches NaN
    return static_cast<std::uint32_t>(std::min(value, 1.0F) * 255.0F + 0.5F);
}

std::uint32_t toRgba(const glm::vec4& colour) {
    return toByte(colour.r) | toByte(colour.g) << 8U | toByte(colour.b) << 16U | toByte(colour.a) << 24U;
}

float clamp01(float value) { return value > 0 ? std::min(value, 1.0F) : 0.0F; }

}  // namespace

glm::dmat4 yUpToZUp() { return {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, -1, 0, 0}, {0, 0, 0, 1}}; }

void MeshBuilder::add(const Piece& piece, const Surface& surface, const glm::dmat4& toMetres) {
    const glm::dmat3 linear{toMetres};
    const double determinant = glm::determinant(linear);
    if (!std::isfinite(determinant) || !finite(glm::dvec3{toMetres[3]})) {
        ++lostPieces_;
        return;
    }
    // The cofactor matrix: the inverse transpose up to a positive factor, defined for flattened pieces too.
    glm::dmat3 normalMatrix{glm::cross(linear[1], linear[2]), glm::cross(linear[2], linear[0]),
                            glm::cross(linear[0], linear[1])};
    const bool mirrored = determinant < 0;
    if (mirrored) normalMatrix = -normalMatrix;
    corners_.assign(piece.positions.size(), {});
    placed_.assign(piece.positions.size(), kNowhere);
    for (std::size_t i = 0; i < corners_.size(); ++i) {
        const glm::dvec3 at{toMetres * glm::dvec4{glm::dvec3{piece.positions[i]}, 1}};
        const bool usable =
            finite(at) && std::abs(at.x) < kFarthest && std::abs(at.y) < kFarthest && std::abs(at.z) < kFarthest;
        corners_[i] = {at, usable};
        if (usable && !hasBase_) {
            base_ = at;
            hasBase_ = true;
        }
    }
    Surface clean = surface;
    for (float& channel : clean.baseColour) channel = clamp01(channel);
    std::vector<std::uint32_t>& out = indices_[clean];
    for (std::size_t i = 0; i + 2 < piece.indices.size(); i += 3) {
        addTriangle(piece, {piece.indices[i], piece.indices[i + 1], piece.indices[i + 2]}, mirrored, normalMatrix, out);
    }
}

void MeshBuilder::addTriangle(const Piece& piece, const std::array<std::uint32_t, 3>& corners, bool mirrored,
                              const glm::dmat3& normalMatrix, std::vector<std::uint32_t>& out) {
    for (const std::uint32_t corner : corners) {
        if (corner >= corners_.size()) {
            ++lostIndices_;
            return;
        }
        if (!corners_[corner].usable) {
            ++lostNumbers_;
            return;
        }
    }
    std::array<std::uint32_t, 3> turn = corners;
    if (mirrored) std::swap(turn[1], turn[2]);
    const glm::dvec3 a = corners_[turn[0]].position, b = corners_[turn[1]].position, c = corners_[turn[2]].position;
    const glm::dvec3 cross = glm::cross(b - a, c - a);
    const double area = glm::length(cross);
    const double longest = std::max({glm::length(b - a), glm::length(c - b), glm::length(a - c)});
    if (!(area > longest * longest * 1e-9)) {
        ++lostFlat_;
        return;
    }
    if (++triangles_ > maxTriangles_) {
        throw Refusal("the model has more than " + std::to_string(maxTriangles_) +
                      " triangles, the most that is allowed");
    }
    const glm::vec3 faceNormal{cross / area};
    for (const std::uint32_t corner : turn) out.push_back(addVertex(piece, corner, &faceNormal, normalMatrix));
}

std::uint32_t MeshBuilder::addVertex(const Piece& piece, std::uint32_t at, const glm::vec3* faceNormal,
                                     const glm::dmat3& normalMatrix) {
    glm::dvec3 normal{0};
    if (!piece.normals.empty()) normal = normalMatrix * glm::dvec3{piece.normals[at]};
    const double length = glm::length(normal);
    const bool ownNormal = std::isfinite(length) && length > 0;
    if (ownNormal && placed_[at] != kNowhere) return placed_[at];
    const glm::vec3 unit = ownNormal ? glm::vec3{normal / length} : *faceNormal;
    const glm::vec3 position{corners_[at].position - base_};
    TmeshVertex vertex;
    vertex.position = {position.x, position.y, position.z};
    vertex.normal = {unit.x, unit.y, unit.z};
    if (!piece.uvs.empty()) {
        const glm::vec2 uv = piece.uvs[at];
        if (std::isfinite(uv.x) && std::isfinite(uv.y)) vertex.uv = {uv.x, uv.y};
    }
    if (!piece.colours.empty()) vertex.rgba = toRgba(piece.colours[at]);
    const auto index = static_cast<std::uint32_t>(vertices_.size());
    vertices_.push_back(vertex);
    if (ownNormal) placed_[at] = index;
    return index;
}

Tmesh MeshBuilder::finish() {
    tellOfLosses();
    if (triangles_ == 0) throw Refusal("the file contains no surfaces that could be shown");
    corners_ = {};
    placed_ = {};
    Tmesh mesh;
    gather(mesh);
    optimise(mesh);
    place(mesh);
    return mesh;
}

void MeshBuilder::tellOfLosses() {
    const auto tell = [this](std::uint64_t count, const char* what) {
        if (count != 0) report_.warn(std::string{what} + ": " + std::to_string(count));
    };
    tell(lostPieces_, "pieces left out because their place is not a number");
    tell(lostNumbers_, "triangles left out because a corner is not a number or lies beyond all measure");
    tell(lostIndices_, "triangles left out because they name corners that are not there");
    tell(lostFlat_, "triangles left out because they have no area");
}

void MeshBuilder::gather(Tmesh& mesh) {
    for (auto& [surface, indices] : indices_) {
        if (indices.empty()) continue;
        TmeshPart part;
        part.firstIndex = static_cast<std::uint32_t>(mesh.indices.size());
        part.indexCount = static_cast<std::uint32_t>(indices.size());
        part.baseColour = surface.baseColour;
        part.texture = surface.texture;
        part.flags = surface.doubleSided ? kTmeshDoubleSided : 0;
        mesh.parts.push_back(part);
        mesh.indices.insert(mesh.indices.end(), indices.begin(), indices.end());
        indices = {};
    }
}

void MeshBuilder::optimise(Tmesh& mesh) {
    std::vector<std::uint32_t> remap(vertices_.size());
    const std::size_t unique = meshopt_generateVertexRemap(remap.data(), mesh.indices.data(), mesh.indices.size(),
                                                           vertices_.data(), vertices_.size(), sizeof(TmeshVertex));
    mesh.vertices.resize(unique);
    meshopt_remapVertexBuffer(mesh.vertices.data(), vertices_.data(), vertices_.size(), sizeof(TmeshVertex),
                              remap.data());
    vertices_ = {};
    meshopt_remapIndexBuffer(mesh.indices.data(), mesh.indices.data(), mesh.indices.size(), remap.data());
    for (const TmeshPart& part : mesh.parts) {
        std::uint32_t* const first = mesh.indices.data() + part.firstIndex;
        meshopt_optimizeVertexCache(first, first, part.indexCount, unique);
    }
    const std::vector<TmeshVertex> welded = mesh.vertices;
    meshopt_optimizeVertexFetch(mesh.vertices.data(), mesh.indices.data(), mesh.indices.size(), welded.data(), unique,
                                sizeof(TmeshVertex));
}

void MeshBuilder::place(Tmesh& mesh) {
    std::array<float, 3> low{}, high{};
    low.fill(std::numeric_limits<float>::max());
    high.fill(std::numeric_limits<float>::lowest());
    for (const TmeshVertex& vertex : mesh.vertices) {
        for (std::size_t i = 0; i < 3; ++i) {
            low[i] = std::min(low[i], vertex.position[i]);
            high[i] = std::max(high[i], vertex.position[i]);
        }
    }
    const std::array<float, 3> shift{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]};
    for (TmeshVertex& vertex : mesh.vertices) {
        for (std::size_t i = 0; i < 3; ++i) vertex.position[i] -= shift[i];
    }
    for (int i = 0; i < 3; ++i) {
        const auto at = static_cast<std::size_t>(i);
        mesh.size[at] = high[at] - low[at];
        mesh.origin[at] = base_[i] + static_cast<double>(shift[at]);
    }
    const float largest = std::max({mesh.size[0], mesh.size[1], mesh.size[2]});
    const auto metres = [](float value) {
        std::string text = std::to_string(value);
        return value < 1 ? text : text.substr(0, text.find('.'));
    };
    if (largest > 2000) {
        report_.warn("the model is " + metres(largest) + " m across; perhaps its numbers are not metres");
    } else if (largest < 0.01F) {
        report_.warn("the model is only " + metres(largest) + " m across; perhaps its numbers are not metres");
    }
}

}  // namespace twin::import
