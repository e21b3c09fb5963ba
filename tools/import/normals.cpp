#include "tools/import/normals.h"

#include <meshoptimizer.h>

#include <algorithm>
#include <cmath>

namespace twin::import {
namespace {

/// Corners that meet in one place and are looked at for one of them; beyond, a fan of thousands would take for ever.
constexpr std::size_t kMostNeighbours = 64;

std::vector<glm::vec3> faceNormals(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices) {
    std::vector<glm::vec3> faces(indices.size() / 3, glm::vec3{0});
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const std::uint32_t a = indices[3 * i], b = indices[3 * i + 1], c = indices[3 * i + 2];
        if (std::max({a, b, c}) >= positions.size()) continue;
        const glm::vec3 cross = glm::cross(positions[b] - positions[a], positions[c] - positions[a]);
        if (std::isfinite(glm::dot(cross, cross))) faces[i] = cross;
    }
    return faces;
}

}  // namespace

std::vector<glm::vec3> cornerNormals(std::span<const glm::vec3> positions, std::span<const std::uint32_t> indices,
                                     float creaseDegrees) {
    std::vector<glm::vec3> normals(indices.size(), glm::vec3{0});
    if (positions.empty()) return normals;
    const std::vector<glm::vec3> faces = faceNormals(positions, indices);
    std::vector<std::uint32_t> place(positions.size());
    const std::size_t places = meshopt_generateVertexRemap(place.data(), nullptr, positions.size(), positions.data(),
                                                           positions.size(), sizeof(glm::vec3));
    // The corners of each place, one place after another.
    std::vector<std::uint32_t> first(places + 1, 0), corners(indices.size());
    for (const std::uint32_t index : indices) {
        if (index < place.size()) ++first[place[index] + 1];
    }
    for (std::size_t i = 0; i < places; ++i) first[i + 1] += first[i];
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::size_t corner = 0; corner < indices.size(); ++corner) {
        if (indices[corner] < place.size())
            corners[next[place[indices[corner]]]++] = static_cast<std::uint32_t>(corner);
    }
    const float limit = std::cos(glm::radians(creaseDegrees));
    for (std::size_t corner = 0; corner < indices.size() / 3 * 3; ++corner) {
        if (indices[corner] >= place.size()) continue;
        const glm::vec3 own = faces[corner / 3];
        const float ownLength = glm::length(own);
        if (!(ownLength > 0)) continue;
        glm::vec3 sum = own;
        const std::uint32_t at = place[indices[corner]];
        const std::size_t end = std::min<std::size_t>(first[at + 1], first[at] + kMostNeighbours);
        for (std::size_t i = first[at]; i < end; ++i) {
            const std::size_t face = corners[i] / 3;
            if (face >= faces.size() || face == corner / 3) continue;
            const float along = glm::dot(own, faces[face]);
            if (along > limit * ownLength * glm::length(faces[face])) sum += faces[face];
        }
        normals[corner] = glm::normalize(sum);
    }
    return normals;
}

}  // namespace twin::import
