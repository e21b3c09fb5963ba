#include "tools/import/gltf_reader.h"

#include <glm/gtc/quaternion.hpp>
#include <map>

#include "tools/import/gltf_accessors.h"
#include "tools/import/gltf_container.h"
#include "tools/import/gltf_materials.h"
#include "tools/import/gltf_primitive.h"

namespace twin::import {
namespace {

constexpr int kDeepest = 256;

glm::dmat4 transformOf(const glm::dvec3& move, const glm::dquat& turn, const glm::dvec3& scale) {
    glm::dmat4 matrix = glm::mat4_cast(glm::normalize(turn));
    for (int i = 0; i < 3; ++i) matrix[i] *= scale[i];
    matrix[3] = glm::dvec4{move, 1};
    return matrix;
}

glm::dmat4 localOf(const Json& node) {
    if (member(node, "matrix") != nullptr) {
        const auto values = numbers(node, "matrix", std::vector<double>(16));
        glm::dmat4 matrix{1};
        for (int i = 0; i < 16; ++i) matrix[i / 4][i % 4] = values[static_cast<std::size_t>(i)];
        return matrix;
    }
    const auto move = numbers(node, "translation", {0, 0, 0}), turn = numbers(node, "rotation", {0, 0, 0, 1}),
               scale = numbers(node, "scale", {1, 1, 1});
    return transformOf({move[0], move[1], move[2]}, glm::dquat{turn[3], turn[0], turn[1], turn[2]},
                       {scale[0], scale[1], scale[2]});
}

class Reader {
public:
    Reader(GltfContainer& file, MeshBuilder& builder, Textures& textures, Report& report)
        : file_{file},
          builder_{builder},
          report_{report},
          materials_{file, textures, report},
          world_(file.countOf("nodes")) {}

    void read() {
        for (const std::uint64_t root : roots()) walk(root, yUpToZUp(), 0);
        for (const std::uint64_t node : shown_) draw(file_.entry("nodes", node), *world_[node]);
        if (file_.countOf("animations") > 0) report_.warn("the model is animated; it is shown standing still");
    }

private:
    /// The nodes of the default scene; without scenes, those that are nobody's children.
    std::vector<std::uint64_t> roots() const {
        std::vector<std::uint64_t> found;
        if (file_.countOf("scenes") > 0) {
            const Json& scene = file_.entry("scenes", wholeNumber(file_.root(), "scene").value_or(0));
            return nodesOf(scene, "nodes");
        }
        std::vector<bool> child(file_.countOf("nodes"));
        for (std::size_t i = 0; i < child.size(); ++i) {
            for (const std::uint64_t under : nodesOf(file_.entry("nodes", i), "children")) {
                if (under < child.size()) child[under] = true;
            }
        }
        for (std::size_t i = 0; i < child.size(); ++i) {
            if (!child[i]) found.push_back(i);
        }
        return found;
    }

    static std::vector<std::uint64_t> nodesOf(const Json& object, const char* name) {
        std::vector<std::uint64_t> found;
        for (const Json& index : arrayOf(object, name)) {
            if (!index.is_number_unsigned()) badGltf("a node is not named by a number");
            found.push_back(index.get<std::uint64_t>());
        }
        return found;
    }

    void walk(std::uint64_t index, const glm::dmat4& parent, int depth) {
        const Json& node = file_.entry("nodes", index);
        if (depth > kDeepest) throw Refusal("the nodes of the file are nested too deeply");
        if (world_[index]) badGltf("node " + std::to_string(index) + " has two parents or is its own ancestor");
        world_[index] = parent * localOf(node);
        const Json* const visibility = extension(node, "KHR_node_visibility");
        if (visibility != nullptr && !truth(*visibility, "visible", true)) return;
        shown_.push_back(index);
        for (const std::uint64_t child : nodesOf(node, "children")) walk(child, *world_[index], depth + 1);
    }

    void draw(const Json& node, const glm::dmat4& world) {
        const auto mesh = wholeNumber(node, "mesh");
        if (!mesh) return;
        const std::vector<GltfPrimitive>& primitives = meshOf(*mesh, node);
        const auto skin = wholeNumber(node, "skin");
        if (const Json* const instancing = extension(node, "EXT_mesh_gpu_instancing")) {
            for (const glm::dmat4& place : instancesOf(*instancing)) {
                for (const GltfPrimitive& primitive : primitives) add(primitive, world * place);
            }
            return;
        }
        for (const GltfPrimitive& primitive : primitives) {
            if (skin && !primitive.joints.empty())
                addSkinned(primitive, *skin);
            else
                add(primitive, world);
        }
    }

    const std::vector<GltfPrimitive>& meshOf(std::uint64_t index, const Json& node) {
        const Json& mesh = file_.entry("meshes", index);
        const bool ownWeights = member(node, "weights") != nullptr;
        if (const auto found = meshes_.find(index); found != meshes_.end() && !ownWeights) return found->second;
        std::vector<double> weights;
        for (const Json& weight : arrayOf(ownWeights ? node : mesh, "weights")) {
            if (!weight.is_number()) badGltf("a morph weight is not a number");
            weights.push_back(weight.get<double>());
        }
        std::vector<GltfPrimitive>& primitives = ownWeights ? posed_ : meshes_[index];
        primitives.clear();
        for (const Json& primitive : arrayOf(mesh, "primitives")) {
            primitives.push_back(readPrimitive(file_, primitive, materials_, weights, report_));
        }
        return primitives;
    }

    std::vector<glm::dmat4> instancesOf(const Json& instancing) {
        const Json* const attributes = member(instancing, "attributes");
        if (attributes == nullptr) badGltf("instances have no attributes");
        const auto values = [&](const char* name, std::size_t components) {
            const auto accessor = wholeNumber(*attributes, name);
            return accessor ? readFloats(file_, *accessor, components) : std::vector<float>{};
        };
        const auto moves = values("TRANSLATION", 3), turns = values("ROTATION", 4), scales = values("SCALE", 3);
        const std::size_t count = std::max({moves.size() / 3, turns.size() / 4, scales.size() / 3});
        const auto fits = [count](std::size_t size, std::size_t components) {
            return size == 0 || size == count * components;
        };
        if (!fits(moves.size(), 3) || !fits(turns.size(), 4) || !fits(scales.size(), 3)) {
            badGltf("the attributes of instances differ in number");
        }
        std::vector<glm::dmat4> places;
        for (std::size_t i = 0; i < count; ++i) {
            const auto vector = [i](const std::vector<float>& from, float otherwise) {
                return from.empty() ? glm::dvec3{otherwise} : glm::dvec3{from[3 * i], from[3 * i + 1], from[3 * i + 2]};
            };
            const glm::dquat turn =
                turns.empty() ? glm::dquat{1, 0, 0, 0}
                              : glm::dquat{turns[4 * i + 3], turns[4 * i], turns[4 * i + 1], turns[4 * i + 2]};
            places.push_back(transformOf(vector(moves, 0), turn, vector(scales, 1)));
        }
        return places;
    }

    void add(const GltfPrimitive& primitive, const glm::dmat4& toMetres) {
        if (primitive.indices.empty()) return;
        builder_.add({primitive.positions, primitive.normals, primitive.uvs, primitive.colours, primitive.indices},
                     primitive.surface, toMetres);
    }

    /// Vertices of a skin stand where their joints take them; the node that carries the mesh does not count.
    void addSkinned(const GltfPrimitive& primitive, std::uint64_t skin) {
        const std::vector<glm::dmat4> joints = jointsOf(file_.entry("skins", skin));
        GltfPrimitive posed = primitive;
        for (std::size_t v = 0; v < posed.positions.size(); ++v) {
            glm::dmat4 matrix{0};
            for (int i = 0; i < 4; ++i) {
                const double weight = primitive.weights[v][i];
                if (!(weight > 0)) continue;
                const float joint = primitive.joints[v][i];
                if (!(joint >= 0 && joint < static_cast<float>(joints.size()))) {
                    badGltf("a vertex names a joint that is not there");
                }
                matrix += joints[static_cast<std::size_t>(joint)] * weight;
            }
            if (matrix[3][3] > 0) matrix /= matrix[3][3];
            posed.positions[v] = glm::vec3{matrix * glm::dvec4{glm::dvec3{primitive.positions[v]}, 1}};
            if (!posed.normals.empty()) {
                posed.normals[v] = glm::vec3{glm::dmat3{matrix} * glm::dvec3{primitive.normals[v]}};
            }
        }
        add(posed, glm::dmat4{1});
    }

    std::vector<glm::dmat4> jointsOf(const Json& skin) {
        std::vector<glm::dmat4> joints;
        for (const std::uint64_t node : nodesOf(skin, "joints")) {
            if (node >= world_.size()) badGltf("a skin names a joint that is not there");
            joints.push_back(world_[node].value_or(yUpToZUp()));
        }
        const auto accessor = wholeNumber(skin, "inverseBindMatrices");
        if (!accessor) return joints;
        const auto inverse = readFloats(file_, *accessor, 16);
        if (inverse.size() < 16 * joints.size()) badGltf("a skin has fewer matrices than joints");
        for (std::size_t j = 0; j < joints.size(); ++j) {
            glm::dmat4 matrix{1};
            for (int i = 0; i < 16; ++i) matrix[i / 4][i % 4] = inverse[16 * j + static_cast<std::size_t>(i)];
            joints[j] = joints[j] * matrix;
        }
        return joints;
    }

    GltfContainer& file_;
    MeshBuilder& builder_;
    Report& report_;
    GltfMaterials materials_;
    std::vector<std::optional<glm::dmat4>> world_;
    std::vector<std::uint64_t> shown_;
    std::map<std::uint64_t, std::vector<GltfPrimitive>> meshes_;
    std::vector<GltfPrimitive> posed_;
};

}  // namespace

void readGltf(const std::filesystem::path& file, const ModelFolder& folder, MeshBuilder& builder, Textures& textures,
              Report& report) {
    GltfContainer container{file, folder};
    Reader{container, builder, textures, report}.read();
}

}  // namespace twin::import
