// tools/import/gltf_codecs.h: the two ways in which glTF files compress their meshes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/glm.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

namespace twin::import {

/// EXT_meshopt_compression: `description` is the extension's object in a buffer view. Throws Refusal.
[[nodiscard]] std::vector<std::byte> decodeMeshopt(const nlohmann::json& description, std::span<const std::byte> bytes);

[[nodiscard]] bool hasDraco() noexcept;

/// KHR_draco_mesh_compression, decoded: attributes by their glTF name, each `components[name]` floats a vertex.
struct DracoMesh {
    std::size_t vertexCount = 0;
    std::vector<std::uint32_t> indices;
    std::map<std::string, std::vector<float>> attributes;
    std::map<std::string, std::size_t> components;
};
/// `ids`: which attribute of the stream has which glTF name. Throws Refusal.
[[nodiscard]] DracoMesh decodeDraco(std::span<const std::byte> bytes, const std::map<std::string, std::uint32_t>& ids);

}  // namespace twin::import
