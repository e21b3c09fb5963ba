#include "tools/import/gltf_materials.h"

#include <cmath>

namespace twin::import {
namespace {

glm::mat3 uvTransformOf(const Json& transform) {
    const auto offset = numbers(transform, "offset", {0, 0}), scale = numbers(transform, "scale", {1, 1});
    const double turn = number(transform, "rotation", 0);
    const glm::dmat3 move{{1, 0, 0}, {0, 1, 0}, {offset[0], offset[1], 1}};
    const glm::dmat3 rotate{{std::cos(turn), -std::sin(turn), 0}, {std::sin(turn), std::cos(turn), 0}, {0, 0, 1}};
    const glm::dmat3 stretch{{scale[0], 0, 0}, {0, scale[1], 0}, {0, 0, 1}};
    return glm::mat3{move * rotate * stretch};
}

AlphaUse alphaUseOf(const Json& material) {
    const std::string mode = text(material, "alphaMode");
    if (mode == "BLEND") return {AlphaUse::Kind::Blend, 0.5F};
    if (mode == "MASK") return {AlphaUse::Kind::Mask, static_cast<float>(number(material, "alphaCutoff", 0.5))};
    return {AlphaUse::Kind::Ignore, 0.5F};
}

}  // namespace

const GltfMaterial& GltfMaterials::of(std::optional<std::uint64_t> index) {
    if (!index) return plain_;
    const Json& json = file_.entry("materials", *index);
    auto& held = known_.at(*index);
    if (!held) held = read(json);
    return *held;
}

GltfMaterial GltfMaterials::read(const Json& material) {
    GltfMaterial out;
    const AlphaUse use = alphaUseOf(material);
    std::vector<double> colour{1, 1, 1, 1};
    const Json* picture = nullptr;
    if (const Json* const gloss = extension(material, "KHR_materials_pbrSpecularGlossiness")) {
        colour = numbers(*gloss, "diffuseFactor", colour);
        picture = member(*gloss, "diffuseTexture");
    } else if (const Json* const metal = member(material, "pbrMetallicRoughness")) {
        colour = numbers(*metal, "baseColorFactor", colour);
        picture = member(*metal, "baseColorTexture");
    }
    for (std::size_t i = 0; i < 4; ++i) out.surface.baseColour[i] = static_cast<float>(colour[i]);
    if (use.kind == AlphaUse::Kind::Ignore) out.surface.baseColour[3] = 1;
    out.surface.doubleSided = truth(material, "doubleSided", false);
    if (picture != nullptr) readTexture(*picture, use, out);
    return out;
}

void GltfMaterials::readTexture(const Json& info, const AlphaUse& use, GltfMaterial& material) {
    material.texCoord = wholeNumber(info, "texCoord").value_or(0);
    if (const Json* const transform = extension(info, "KHR_texture_transform")) {
        material.uvTransform = uvTransformOf(*transform);
        material.texCoord = wholeNumber(*transform, "texCoord").value_or(material.texCoord);
    }
    const auto index = wholeNumber(info, "index");
    if (!index) badGltf("a material names a texture without its number");
    const Json& texture = file_.entry("textures", *index);
    std::optional<std::uint64_t> source = wholeNumber(texture, "source");
    if (const Json* const webp = extension(texture, "EXT_texture_webp")) {
        source = wholeNumber(*webp, "source").value_or(source.value_or(0));
    }
    const Json* const basis = extension(texture, "KHR_texture_basisu");
    if (!source && basis != nullptr) source = wholeNumber(*basis, "source");
    if (source)
        material.surface.texture = image(*source, use);
    else
        report_.warn("a texture names no picture and is not shown");
}

std::int32_t GltfMaterials::image(std::uint64_t index, const AlphaUse& use) {
    const std::string key = std::to_string(index);
    if (const auto found = textures_.known(key, use)) return *found;
    const Json& json = file_.entry("images", index);
    std::string name = text(json, "name");
    const std::string uri = text(json, "uri");
    if (name.empty()) name = uri.empty() || uri.starts_with("data:") ? "number " + key : uri;
    if (const auto view = wholeNumber(json, "bufferView")) return textures_.add(key, use, file_.view(*view), name);
    if (uri.empty()) return textures_.fail(key, use, name, "it is not in the file");
    std::vector<std::byte> bytes;
    try {
        bytes = file_.uri(uri);
    } catch (const Refusal& refusal) {
        return textures_.fail(key, use, name, refusal.what());
    }
    return textures_.add(key, use, bytes, name);
}

}  // namespace twin::import
