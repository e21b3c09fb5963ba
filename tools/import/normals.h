// tools/import/normals.h: normals for surfaces that bring none.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <span>
#include <vector>

namespace twin::import {

/// One normal for each index: smooth over edges where the surface bends by less than `creaseDegrees`, sharp over others.
/// Vertices at the same place count as one. A corner that cannot have a normal gets zeros.
[[nodiscard]] std::vector<glm::vec3> cornerNormals(std::span<const glm::vec3> positions,
                                                   std::span<const std::uint32_t> indices, float creaseDegrees);

}  // namespace twin::import
