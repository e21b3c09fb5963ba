// tools/import/gltf_primitive.h: one primitive of a glTF mesh as plain triangles.
#pragma once

#include <glm/glm.hpp>
#include <vector>

#include "tools/import/gltf_container.h"
#include "tools/import/gltf_materials.h"

namespace twin::import {

struct GltfPrimitive {
    Surface surface;
    std::vector<glm::vec3> positions;
    std::vector<glm::vec3> normals;
    std::vector<glm::vec2> uvs;
    std::vector<glm::vec4> colours;
    std::vector<glm::vec4> joints;   ///< four joints of the skin a vertex
    std::vector<glm::vec4> weights;  ///< and how much each counts
    std::vector<std::uint32_t> indices;
};

/// `weights`: how far each morph target is applied. Empty indices: there is nothing to draw. Throws Refusal.
[[nodiscard]] GltfPrimitive readPrimitive(GltfContainer& file, const Json& primitive, GltfMaterials& materials,
                                          const std::vector<double>& weights, Report& report);

}  // namespace twin::import
