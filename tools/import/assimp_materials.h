// tools/import/assimp_materials.h: base colour, picture, opacity and sides of the materials Assimp found.
#pragma once

#include <assimp/scene.h>

#include <optional>
#include <vector>

#include "tools/import/builder.h"
#include "tools/import/folder.h"
#include "tools/import/textures.h"

namespace twin::import {

/// Colours outside glTF are meant as they look on a screen; ours are linear.
[[nodiscard]] float linearOf(float screen);

struct AssimpMaterial {
    Surface surface;
    unsigned uvSet = 0;
};

class AssimpMaterials {
public:
    AssimpMaterials(const aiScene& scene, const ModelFolder& folder, Textures& textures, Report& report)
        : scene_{scene}, folder_{folder}, textures_{textures}, report_{report}, known_(scene.mNumMaterials) {}

    [[nodiscard]] const AssimpMaterial& of(unsigned index);

private:
    [[nodiscard]] AssimpMaterial read(const aiMaterial& material);
    [[nodiscard]] std::int32_t texture(const std::string& path, const AlphaUse& use);
    [[nodiscard]] std::int32_t embedded(const aiTexture& texture, const std::string& path, const AlphaUse& use);

    const aiScene& scene_;
    const ModelFolder& folder_;
    Textures& textures_;
    Report& report_;
    std::vector<std::optional<AssimpMaterial>> known_;
    AssimpMaterial plain_;
};

}  // namespace twin::import
