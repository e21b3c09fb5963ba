#include "tools/import/assimp_reader.h"

#include <assimp/config.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>

#include <algorithm>
#include <array>
#include <assimp/DefaultLogger.hpp>
#include <assimp/Importer.hpp>
#include <assimp/LogStream.hpp>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <map>
#include <numeric>
#include <string>

#include "tools/import/assimp_files.h"
#include "tools/import/assimp_materials.h"
#include "tools/import/ifc_rewrite.h"
#include "tools/import/normals.h"

namespace twin::import {
namespace {

constexpr std::uintmax_t kMostFileBytes = std::uintmax_t{1} << 30U;
constexpr int kDeepest = 512;
constexpr float kCreaseDegrees = 40;
constexpr std::uint64_t kMostNodes = 2'000'000;

constexpr std::array<std::string_view, 17> kEndings{"obj", "fbx", "dae", "zae", "ifc", "stl", "ply",   "3ds", "off",
                                                    "x",   "ase", "lwo", "dxf", "3mf", "ac",  "blend", "amf"};

std::string endingOf(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    if (!ending.empty()) ending.erase(0, 1);
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return ending;
}

/// Assimp's reasons come with line breaks, prefixes and full stops; one clause is wanted.
std::string reason(const char* text) {
    std::string line = printable(text == nullptr ? "" : text, 300);
    while (!line.empty() && (line.back() == '.' || line.back() == ' ' || line.back() == '?')) line.pop_back();
    if (const std::size_t stop = line.find(". "); stop != std::string::npos) line.erase(stop);
    return line.empty() ? "no reason is given" : line;
}

double metadata(const aiScene& scene, const char* name, double otherwise) {
    if (scene.mMetaData == nullptr) return otherwise;
    float single = 0;
    double twice = 0;
    std::int32_t whole = 0;
    if (scene.mMetaData->Get(name, twice)) return twice;
    if (scene.mMetaData->Get(name, single)) return static_cast<double>(single);
    if (scene.mMetaData->Get(name, whole)) return whole;
    return otherwise;
}

int axisOf(double value) { return value >= 0 && value <= 2 ? static_cast<int>(value) : -1; }

/// FBX keeps its coordinates as they are and says which axis is which: right is "Coord", the viewer stands at "Front".
glm::dmat4 frameOfFbx(const aiScene& scene, Report& report) {
    const double unit = metadata(scene, "UnitScaleFactor", 1);  // in centimetres
    const double scale = std::isfinite(unit) && unit > 0 ? unit / 100 : 0.01;
    const int right = axisOf(metadata(scene, "CoordAxis", 0)), up = axisOf(metadata(scene, "UpAxis", 1)),
              front = axisOf(metadata(scene, "FrontAxis", 2));
    const auto valid = [](int axis) { return axis >= 0 && axis <= 2; };
    if (!valid(right) || !valid(up) || !valid(front) || right == up || up == front || right == front) {
        report.warn("the file's axes make no sense; y is taken to point up");
        return glm::scale(glm::dmat4{1}, glm::dvec3{scale}) * yUpToZUp();
    }
    const auto sign = [&](const char* name) { return metadata(scene, name, 1) < 0 ? -scale : scale; };
    glm::dmat4 frame{0};
    frame[right][0] = sign("CoordAxisSign");
    frame[front][1] = -sign("FrontAxisSign");
    frame[up][2] = sign("UpAxisSign");
    frame[3][3] = 1;
    return frame;
}

glm::dmat4 frameOf(const aiScene& scene, const std::string& ending, Report& report) {
    if (ending == "fbx") return frameOfFbx(scene, report);
    if (ending == "stl" || ending == "ply" || ending == "off" || ending == "dxf" || ending == "amf") {
        report.warn("files of this kind do not say their unit or which way is up; metres and z are taken");
        return glm::dmat4{1};
    }
    if (ending == "3mf") return glm::dmat4{1};
    return yUpToZUp();  // Assimp turns COLLADA, IFC, 3DS and Blender files so, and scales the first two to metres
}

glm::dmat4 matrixOf(const aiMatrix4x4& from) {
    glm::dmat4 to{1};
    for (unsigned row = 0; row < 4; ++row) {
        for (unsigned column = 0; column < 4; ++column) {
            to[static_cast<int>(column)][static_cast<int>(row)] = static_cast<double>(from[row][column]);
        }
    }
    return to;
}

/// Hears from Assimp which shapes of an IFC file it passes over.
class UnknownShapes final : public Assimp::LogStream {
public:
    void write(const char* message) override {
        const std::string_view line{message == nullptr ? "" : message};
        constexpr std::string_view skipped = "skipping unknown Ifc", before = "type is ";
        const std::size_t at = line.find(before);
        if (line.find(skipped) == std::string_view::npos || at == std::string_view::npos) return;
        std::string_view kind = line.substr(at + before.size());
        kind = kind.substr(0, kind.find_first_of(" \n"));
        // Lines, texts and boxes beside the surfaces are not missed.
        for (const std::string_view flat :
             {"Curve", "Polyline", "Text", "BoundingBox", "Annotation", "Circle", "Point"}) {
            if (kind.find(flat) != std::string_view::npos) return;
        }
        ++counts[std::string{kind}];
    }
    std::map<std::string, int> counts;
};

/// UTF-16 text, known by its mark, as UTF-8. Other bytes as they are.
std::vector<std::byte> asUtf8(std::vector<std::byte> bytes) {
    if (bytes.size() < 2) return bytes;
    const auto first = std::to_integer<unsigned>(bytes[0]), second = std::to_integer<unsigned>(bytes[1]);
    const bool little = first == 0xFF && second == 0xFE, big = first == 0xFE && second == 0xFF;
    if (!little && !big) return bytes;
    std::vector<std::byte> out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t at) {
        const auto a = std::to_integer<unsigned>(bytes[at]), b = std::to_integer<unsigned>(bytes[at + 1]);
        return little ? a | b << 8U : a << 8U | b;
    };
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        unsigned code = unit(at);
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
            const unsigned low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        const auto push = [&out](unsigned value) { out.push_back(static_cast<std::byte>(value)); };
        const auto tail = [&](unsigned shift) { push(0x80U | (code >> shift & 0x3FU)); };
        if (code < 0x80)
            push(code);
        else if (code < 0x800)
            push(0xC0U | code >> 6U), tail(0);
        else if (code < 0x10000)
            push(0xE0U | code >> 12U), tail(6), tail(0);
        else
            push(0xF0U | code >> 18U), tail(12), tail(6), tail(0);
    }
    return out;
}

constexpr unsigned kSteps = aiProcess_Triangulate | aiProcess_TransformUVCoords | aiProcess_FlipUVs;

void configure(Assimp::Importer& importer) {
    importer.SetPropertyBool(AI_CONFIG_IMPORT_IFC_SKIP_SPACE_REPRESENTATIONS, true);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_FBX_PRESERVE_PIVOTS, false);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_FBX_READ_ANIMATIONS, false);
}

class Walker {
public:
    Walker(const aiScene& scene, MeshBuilder& builder, AssimpMaterials& materials, Report& report)
        : scene_{scene}, builder_{builder}, materials_{materials}, report_{report} {}

    void walk(const aiNode& node, const glm::dmat4& parent, int depth) {
        if (depth > kDeepest || ++nodes_ > kMostNodes) throw Refusal("the file has too many nested parts");
        const glm::dmat4 world = parent * matrixOf(node.mTransformation);
        for (unsigned i = 0; i < node.mNumMeshes; ++i) {
            if (node.mMeshes[i] < scene_.mNumMeshes) add(*scene_.mMeshes[node.mMeshes[i]], world);
        }
        for (unsigned i = 0; i < node.mNumChildren; ++i) walk(*node.mChildren[i], world, depth + 1);
    }

private:
    void add(const aiMesh& mesh, const glm::dmat4& world) {
        if (mesh.mVertices == nullptr || mesh.mNumVertices == 0) return;
        const AssimpMaterial& material = materials_.of(mesh.mMaterialIndex);
        indices_.clear();
        for (unsigned i = 0; i < mesh.mNumFaces; ++i) {
            const aiFace& face = mesh.mFaces[i];
            if (face.mNumIndices == 3)
                indices_.insert(indices_.end(), face.mIndices, face.mIndices + 3);
            else
                report_.warn("points and lines are not shown");
        }
        if (indices_.empty()) return;
        const std::size_t count = mesh.mNumVertices;
        const auto vectors = [count](const aiVector3D* from) {
            std::vector<glm::vec3> to;
            if (from == nullptr) return to;
            to.reserve(count);
            for (std::size_t i = 0; i < count; ++i) to.emplace_back(from[i].x, from[i].y, from[i].z);
            return to;
        };
        const std::vector<glm::vec3> positions = vectors(mesh.mVertices), normals = vectors(mesh.mNormals);
        std::vector<glm::vec2> uvs;
        const unsigned set = mesh.HasTextureCoords(material.uvSet) ? material.uvSet : 0;
        if (material.surface.texture >= 0 && mesh.HasTextureCoords(set)) {
            for (std::size_t i = 0; i < count; ++i) {
                uvs.emplace_back(mesh.mTextureCoords[set][i].x, mesh.mTextureCoords[set][i].y);
            }
        }
        std::vector<glm::vec4> colours;
        if (mesh.HasVertexColors(0)) {
            for (std::size_t i = 0; i < count; ++i) {
                const aiColor4D& colour = mesh.mColors[0][i];
                colours.emplace_back(linearOf(colour.r), linearOf(colour.g), linearOf(colour.b), colour.a);
            }
        }
        Surface surface = material.surface;
        if (surface.texture >= 0 && uvs.empty()) surface.texture = -1;
        if (!normals.empty()) return builder_.add({positions, normals, uvs, colours, indices_}, surface, world);
        addSmoothed(positions, uvs, colours, surface, world);
    }

    /// Of a mesh without normals every corner becomes a vertex with its own; welding joins the equal ones again.
    void addSmoothed(const std::vector<glm::vec3>& positions, const std::vector<glm::vec2>& uvs,
                     const std::vector<glm::vec4>& colours, const Surface& surface, const glm::dmat4& world) {
        const std::vector<glm::vec3> normals = cornerNormals(positions, indices_, kCreaseDegrees);
        const auto spread = [this](const auto& from) {
            auto to = from;
            to.clear();
            if (from.empty()) return to;
            to.reserve(indices_.size());
            for (const std::uint32_t index : indices_) to.push_back(from[index]);
            return to;
        };
        const auto corners = spread(positions);
        const auto cornerUvs = spread(uvs);
        const auto cornerColours = spread(colours);
        std::iota(indices_.begin(), indices_.end(), 0U);
        builder_.add({corners, normals, cornerUvs, cornerColours, indices_}, surface, world);
    }

    const aiScene& scene_;
    MeshBuilder& builder_;
    AssimpMaterials& materials_;
    Report& report_;
    std::vector<std::uint32_t> indices_;
    std::uint64_t nodes_ = 0;
};

}  // namespace

bool assimpReads(std::string_view ending) {
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

void readWithAssimp(const std::filesystem::path& file, const ModelFolder& folder, MeshBuilder& builder,
                    Textures& textures, Report& report) {
    const std::string ending = endingOf(file), name = file.filename().string();
    std::vector<std::byte> bytes = readBytes(file, kMostFileBytes);
    if (bytes.empty()) throw Refusal("the file is empty");
    if (ending == "ifc") bytes = rewriteIfc(bytes, report);
    if (ending == "obj" || ending == "dae") bytes = asUtf8(std::move(bytes));

    UnknownShapes unknown;
    Assimp::DefaultLogger::create("", Assimp::Logger::NORMAL, 0);
    Assimp::DefaultLogger::get()->attachStream(&unknown, Assimp::Logger::Warn | Assimp::Logger::Err);
    Assimp::Importer importer;
    configure(importer);
    importer.SetIOHandler(new AssimpFiles{folder, name, bytes, true});  // the importer deletes it
    const aiScene* scene = importer.ReadFile(name, kSteps);
    if (scene == nullptr && ending == "obj") {
        // A broken material library need not cost the shapes.
        const std::string why = reason(importer.GetErrorString());
        importer.SetIOHandler(new AssimpFiles{folder, name, bytes, false});
        scene = importer.ReadFile(name, kSteps);
        if (scene != nullptr) report.warn("the materials cannot be read: " + why);
    }
    Assimp::DefaultLogger::get()->detachStream(&unknown);
    if (scene == nullptr || scene->mRootNode == nullptr) {
        throw Refusal("the file cannot be read: " + reason(importer.GetErrorString()));
    }
    for (const auto& [kind, count] : unknown.counts) {
        report.warn("shapes of the kind " + printable(kind, 40) + " are not shown: " + std::to_string(count));
    }
    AssimpMaterials materials{*scene, folder, textures, report};
    Walker{*scene, builder, materials, report}.walk(*scene->mRootNode, frameOf(*scene, ending, report), 0);
    if (scene->mNumAnimations > 0) report.warn("the model is animated; it is shown standing still");
}

}  // namespace twin::import
