// tools/import/gltf_materials.h: what of a glTF material shows on a still surface: base colour, its picture, opacity, sides.
#pragma once

#include <glm/glm.hpp>
#include <vector>

#include "tools/import/builder.h"
#include "tools/import/gltf_container.h"
#include "tools/import/textures.h"

namespace twin::import {

struct GltfMaterial {
    Surface surface;
    std::uint64_t texCoord = 0;  ///< which TEXCOORD_n
    glm::mat3 uvTransform{1};    ///< KHR_texture_transform
};

class GltfMaterials {
public:
    GltfMaterials(GltfContainer& file, Textures& textures, Report& report)
        : file_{file}, textures_{textures}, report_{report}, known_(file.countOf("materials")) {}

    /// Of the primitive's "material"; the default one for nullopt.
    [[nodiscard]] const GltfMaterial& of(std::optional<std::uint64_t> index);

private:
    [[nodiscard]] GltfMaterial read(const Json& material);
    void readTexture(const Json& info, const AlphaUse& use, GltfMaterial& material);
    [[nodiscard]] std::int32_t image(std::uint64_t index, const AlphaUse& use);

    GltfContainer& file_;
    Textures& textures_;
    Report& report_;
    std::vector<std::optional<GltfMaterial>> known_;
    GltfMaterial plain_;
};

}  // namespace twin::import
