#include "tools/import/gltf_codecs.h"

#include <meshoptimizer.h>

#include "tools/import/gltf_container.h"

#ifdef TWIN_HAS_DRACO
#include <draco/compression/decode.h>
#endif

namespace twin::import {
namespace {

constexpr std::uint64_t kMostElements = 100'000'000;
constexpr std::uint64_t kMostDecodedBytes = std::uint64_t{1} << 30U;

void applyFilter(const std::string& filter, std::vector<std::byte>& out, std::size_t count, std::size_t stride) {
    if (filter.empty() || filter == "NONE") return;
    if (filter == "OCTAHEDRAL" && (stride == 4 || stride == 8)) {
        meshopt_decodeFilterOct(out.data(), count, stride);
    } else if (filter == "QUATERNION" && stride == 8) {
        meshopt_decodeFilterQuat(out.data(), count, stride);
    } else if (filter == "EXPONENTIAL" && stride % 4 == 0) {
        meshopt_decodeFilterExp(out.data(), count, stride);
    } else {
        badGltf("the meshopt filter " + printable(filter, 20) + " does not fit its data");
    }
}

}  // namespace

std::vector<std::byte> decodeMeshopt(const nlohmann::json& description, std::span<const std::byte> bytes) {
    const std::uint64_t count = wholeNumber(description, "count").value_or(0);
    const std::uint64_t stride = wholeNumber(description, "byteStride").value_or(0);
    const std::string mode = text(description, "mode");
    if (stride == 0 || stride > 256 || count > kMostElements || count * stride > kMostDecodedBytes) {
        badGltf("a meshopt buffer view gives impossible sizes");
    }
    std::vector<std::byte> out(count * stride);
    const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
    int failed = -1;
    if (mode == "ATTRIBUTES" && stride % 4 == 0) {
        failed = meshopt_decodeVertexBuffer(out.data(), count, stride, data, bytes.size());
    } else if (mode == "TRIANGLES" && (stride == 2 || stride == 4) && count % 3 == 0) {
        failed = meshopt_decodeIndexBuffer(out.data(), count, stride, data, bytes.size());
    } else if (mode == "INDICES" && (stride == 2 || stride == 4)) {
        failed = meshopt_decodeIndexSequence(out.data(), count, stride, data, bytes.size());
    }
    if (failed != 0) badGltf("a buffer view with EXT_meshopt_compression cannot be decompressed");
    if (mode == "ATTRIBUTES") applyFilter(text(description, "filter"), out, count, stride);
    return out;
}

#ifdef TWIN_HAS_DRACO

bool hasDraco() noexcept { return true; }

DracoMesh decodeDraco(std::span<const std::byte> bytes, const std::map<std::string, std::uint32_t>& ids) {
    draco::DecoderBuffer buffer;
    buffer.Init(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    draco::Decoder decoder;
    auto decoded = decoder.DecodeMeshFromBuffer(&buffer);
    if (!decoded.ok() || decoded.value() == nullptr) {
        badGltf("a mesh with KHR_draco_mesh_compression cannot be decompressed");
    }
    const draco::Mesh& source = *decoded.value();
    DracoMesh mesh;
    mesh.vertexCount = source.num_points();
    mesh.indices.reserve(std::size_t{3} * source.num_faces());
    for (draco::FaceIndex face{0}; face < source.num_faces(); ++face) {
        for (const draco::PointIndex& point : source.face(face)) mesh.indices.push_back(point.value());
    }
    for (const auto& [name, id] : ids) {
        const draco::PointAttribute* const attribute = source.GetAttributeByUniqueId(id);
        if (attribute == nullptr) badGltf("a Draco mesh lacks its attribute " + printable(name, 30));
        const auto components = static_cast<std::size_t>(attribute->num_components());
        if (components == 0 || components > 4) badGltf("a Draco attribute has an impossible size");
        std::vector<float>& out = mesh.attributes[name];
        mesh.components[name] = components;
        out.resize(components * mesh.vertexCount);
        for (std::uint32_t point = 0; point < mesh.vertexCount; ++point) {
            const auto value = attribute->mapped_index(draco::PointIndex{point});
            if (!attribute->ConvertValue<float>(value, static_cast<std::int8_t>(components),
                                                out.data() + components * point)) {
                badGltf("a Draco attribute cannot be read");
            }
        }
    }
    return mesh;
}

#else

bool hasDraco() noexcept { return false; }

DracoMesh decodeDraco(std::span<const std::byte>, const std::map<std::string, std::uint32_t>&) {
    throw Refusal("the file needs the glTF extension KHR_draco_mesh_compression, which cannot be read here");
}

#endif

}  // namespace twin::import
