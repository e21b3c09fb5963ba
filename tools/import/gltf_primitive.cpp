#include "tools/import/gltf_primitive.h"

#include <cstring>
#include <numeric>

#include "tools/import/gltf_accessors.h"
#include "tools/import/gltf_codecs.h"

namespace twin::import {
namespace {

template <class Vector>
std::vector<Vector> grouped(const std::vector<float>& flat) {
    std::vector<Vector> out(flat.size() / static_cast<std::size_t>(Vector::length()));
    if (!out.empty()) std::memcpy(out.data(), flat.data(), out.size() * sizeof(Vector));
    return out;
}

/// The attributes of a primitive, wherever they lie.
class Attributes {
public:
    Attributes(GltfContainer& file, const Json& primitive) : file_{file} {
        const Json* const plain = member(primitive, "attributes");
        if (plain == nullptr || !plain->is_object()) badGltf("a primitive has no attributes");
        plain_ = plain;
        const Json* const packed = extension(primitive, "KHR_draco_mesh_compression");
        if (packed == nullptr || !hasDraco()) return;
        const Json* const names = member(*packed, "attributes");
        if (names == nullptr || !names->is_object()) badGltf("a Draco primitive has no attributes");
        std::map<std::string, std::uint32_t> ids;
        for (const auto& [name, id] : names->items()) {
            if (id.is_number_unsigned()) ids[name] = id.get<std::uint32_t>();
        }
        draco_ = decodeDraco(file.view(wholeNumber(*packed, "bufferView").value_or(0)), ids);
    }

    [[nodiscard]] bool has(const std::string& name) const {
        return (draco_ && draco_->attributes.contains(name)) || member(*plain_, name.c_str()) != nullptr;
    }
    [[nodiscard]] std::size_t components(const std::string& name) const {
        if (draco_ && draco_->attributes.contains(name)) return draco_->components.at(name);
        return componentsOfAccessor(file_, accessor(name));
    }
    [[nodiscard]] std::vector<float> floats(const std::string& name, std::size_t count) const {
        if (draco_ && draco_->attributes.contains(name)) {
            if (draco_->components.at(name) != count) badGltf("a Draco attribute has the wrong number of components");
            return draco_->attributes.at(name);
        }
        return readFloats(file_, accessor(name), count);
    }
    [[nodiscard]] const std::vector<std::uint32_t>* dracoIndices() const { return draco_ ? &draco_->indices : nullptr; }

private:
    [[nodiscard]] std::uint64_t accessor(const std::string& name) const {
        const auto index = wholeNumber(*plain_, name.c_str());
        if (!index) badGltf("a primitive lacks its " + printable(name, 30));
        return *index;
    }

    GltfContainer& file_;
    const Json* plain_ = nullptr;
    std::optional<DracoMesh> draco_;
};

std::vector<std::uint32_t> asTriangles(const std::vector<std::uint32_t>& run, std::uint64_t mode) {
    if (mode == 4) return run;
    std::vector<std::uint32_t> out;
    for (std::size_t i = 2; i < run.size(); ++i) {
        if (mode == 6)
            out.insert(out.end(), {run[0], run[i - 1], run[i]});
        else if (i % 2 == 0)
            out.insert(out.end(), {run[i - 2], run[i - 1], run[i]});
        else
            out.insert(out.end(), {run[i - 1], run[i - 2], run[i]});
    }
    return out;
}

void readColours(const Attributes& attributes, GltfPrimitive& out) {
    if (attributes.components("COLOR_0") == 3) {
        for (const glm::vec3& colour : grouped<glm::vec3>(attributes.floats("COLOR_0", 3))) {
            out.colours.emplace_back(colour, 1.0F);
        }
    } else {
        out.colours = grouped<glm::vec4>(attributes.floats("COLOR_0", 4));
    }
}

void applyMorphs(GltfContainer& file, const Json& primitive, const std::vector<double>& weights, GltfPrimitive& out) {
    const Json& targets = arrayOf(primitive, "targets");
    for (std::size_t i = 0; i < targets.size() && i < weights.size(); ++i) {
        if (weights[i] == 0) continue;
        const auto add = [&](const char* name, std::vector<glm::vec3>& to) {
            const auto accessor = wholeNumber(targets[i], name);
            if (!accessor || to.empty()) return;
            const auto moves = grouped<glm::vec3>(readFloats(file, *accessor, 3));
            if (moves.size() != to.size()) badGltf("a morph target has another number of vertices");
            for (std::size_t v = 0; v < to.size(); ++v) to[v] += static_cast<float>(weights[i]) * moves[v];
        };
        add("POSITION", out.positions);
        add("NORMAL", out.normals);
    }
}

template <class T>
void checkLength(const std::vector<T>& array, const GltfPrimitive& out, const char* name) {
    if (!array.empty() && array.size() != out.positions.size()) {
        badGltf(std::string{"the number of "} + name + " of a primitive is not that of its positions");
    }
}

}  // namespace

GltfPrimitive readPrimitive(GltfContainer& file, const Json& primitive, GltfMaterials& materials,
                            const std::vector<double>& weights, Report& report) {
    GltfPrimitive out;
    const std::uint64_t mode = wholeNumber(primitive, "mode").value_or(4);
    if (mode > 6) badGltf("a primitive has the unknown mode " + std::to_string(mode));
    if (mode < 4) {
        report.warn("points and lines are not shown");
        return out;
    }
    const Attributes attributes{file, primitive};
    if (!attributes.has("POSITION")) {
        report.warn("a primitive without positions is not shown");
        return out;
    }
    const GltfMaterial& material = materials.of(wholeNumber(primitive, "material"));
    out.surface = material.surface;
    out.positions = grouped<glm::vec3>(attributes.floats("POSITION", 3));
    if (attributes.has("NORMAL")) out.normals = grouped<glm::vec3>(attributes.floats("NORMAL", 3));
    const std::string uvName = "TEXCOORD_" + std::to_string(material.texCoord);
    if (out.surface.texture >= 0 && attributes.has(uvName)) {
        out.uvs = grouped<glm::vec2>(attributes.floats(uvName, 2));
        for (glm::vec2& uv : out.uvs) uv = glm::vec2{material.uvTransform * glm::vec3{uv, 1}};
    }
    if (attributes.has("COLOR_0")) readColours(attributes, out);
    if (attributes.has("JOINTS_0") && attributes.has("WEIGHTS_0")) {
        out.joints = grouped<glm::vec4>(attributes.floats("JOINTS_0", 4));
        out.weights = grouped<glm::vec4>(attributes.floats("WEIGHTS_0", 4));
    }
    checkLength(out.normals, out, "normals");
    checkLength(out.uvs, out, "texture coordinates");
    checkLength(out.colours, out, "colours");
    if (out.joints.size() != out.weights.size()) badGltf("a primitive has not as many joints as weights");
    checkLength(out.joints, out, "joints");
    applyMorphs(file, primitive, weights, out);
    std::vector<std::uint32_t> run;
    if (const auto* const packed = attributes.dracoIndices()) {
        out.indices = *packed;  // Draco holds triangles whatever the mode says
        return out;
    }
    if (const auto accessor = wholeNumber(primitive, "indices")) {
        run = readIndices(file, *accessor);
    } else {
        run.resize(out.positions.size());
        std::iota(run.begin(), run.end(), 0U);
    }
    for (const std::uint32_t index : run) {
        if (index >= out.positions.size()) badGltf("an index names a vertex that is not there");
    }
    out.indices = asTriangles(run, mode);
    return out;
}

}  // namespace twin::import
