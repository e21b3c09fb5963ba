#include "tools/import/assimp_materials.h"

#include <assimp/material.h>

#include <cmath>
#include <cstring>

namespace twin::import {
namespace {

constexpr std::uintmax_t kMostPictureBytes = std::uintmax_t{256} << 20U;

}  // namespace

float linearOf(float screen) {
    if (!(screen > 0)) return 0;
    return screen <= 0.04045F ? screen / 12.92F : std::pow((std::min(screen, 1.0F) + 0.055F) / 1.055F, 2.4F);
}

const AssimpMaterial& AssimpMaterials::of(unsigned index) {
    if (index >= scene_.mNumMaterials || scene_.mMaterials[index] == nullptr) return plain_;
    auto& held = known_[index];
    if (!held) held = read(*scene_.mMaterials[index]);
    return *held;
}

AssimpMaterial AssimpMaterials::read(const aiMaterial& material) {
    AssimpMaterial out;
    aiColor4D colour{0.8F, 0.8F, 0.8F, 1};
    if (material.Get(AI_MATKEY_BASE_COLOR, colour) != aiReturn_SUCCESS) material.Get(AI_MATKEY_COLOR_DIFFUSE, colour);
    float opacity = 1;
    int twoSided = 0;
    material.Get(AI_MATKEY_OPACITY, opacity);
    material.Get(AI_MATKEY_TWOSIDED, twoSided);
    // A wholly invisible surface is nearly always an exporter that wrote transparency for opacity.
    if (!(opacity > 0)) opacity = 1;
    const bool see = opacity < 1;
    const AlphaUse use{see ? AlphaUse::Kind::Blend : AlphaUse::Kind::Mask, 0.5F};
    aiString path;
    for (const aiTextureType type : {aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE}) {
        if (material.GetTextureCount(type) == 0 || out.surface.texture >= 0) continue;
        if (material.GetTexture(type, 0, &path) != aiReturn_SUCCESS) continue;
        int set = 0;
        material.Get(AI_MATKEY_UVWSRC(type, 0), set);
        if (set > 0) out.uvSet = static_cast<unsigned>(set);
        out.surface.texture = texture(path.C_Str(), use);
        // Under a picture the colour is black in many files that mean the picture alone.
        if (colour.r + colour.g + colour.b <= 0) colour = {1, 1, 1, 1};
    }
    out.surface.baseColour = {linearOf(colour.r), linearOf(colour.g), linearOf(colour.b), opacity};
    out.surface.doubleSided = twoSided != 0;
    return out;
}

std::int32_t AssimpMaterials::texture(const std::string& path, const AlphaUse& use) {
    if (const auto found = textures_.known(path, use)) return *found;
    if (const aiTexture* const inside = scene_.GetEmbeddedTexture(path.c_str())) return embedded(*inside, path, use);
    const auto file = folder_.find(path);
    if (!file) return textures_.fail(path, use, path, "it is not beside the model");
    try {
        return textures_.add(path, use, readBytes(*file, kMostPictureBytes), path);
    } catch (const Refusal& refusal) {
        return textures_.fail(path, use, path, refusal.what());
    }
}

std::int32_t AssimpMaterials::embedded(const aiTexture& texture, const std::string& path, const AlphaUse& use) {
    if (texture.pcData == nullptr || texture.mWidth == 0) return textures_.fail(path, use, path, "it is empty");
    if (texture.mHeight == 0) {
        return textures_.add(path, use, {reinterpret_cast<const std::byte*>(texture.pcData), texture.mWidth}, path);
    }
    if (texture.mWidth > Textures::kMostPx || texture.mHeight > Textures::kMostPx) {
        return textures_.fail(path, use, path, "it is larger than 8192 pixels");
    }
    TmeshPicture picture{{texture.mWidth, texture.mHeight}, {}};
    const std::size_t count = std::size_t{texture.mWidth} * texture.mHeight;
    picture.rgba.reserve(4 * count);
    for (std::size_t i = 0; i < count; ++i) {
        const aiTexel& texel = texture.pcData[i];
        picture.rgba.insert(picture.rgba.end(), {texel.r, texel.g, texel.b, texel.a});
    }
    return textures_.addPixels(path, use, std::move(picture), path);
}

}  // namespace twin::import
