#include "scene/model/tmesh.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace twin::import {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is written as it lies in memory");

template <class T>
void put(std::vector<std::byte>& out, std::span<const T> items) {
    const auto bytes = std::as_bytes(items);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Reads items of one type after another out of bytes that need not be aligned. The caller has checked the sizes.
class Cursor {
public:
    explicit Cursor(std::span<const std::byte> bytes) : left_{bytes} {}

    template <class T>
    T take() {
        T item{};
        std::memcpy(&item, left_.data(), sizeof(T));
        left_ = left_.subspan(sizeof(T));
        return item;
    }
    template <class T>
    void take(std::vector<T>& items, std::size_t count) {
        items.resize(count);
        if (count != 0) std::memcpy(items.data(), left_.data(), count * sizeof(T));
        left_ = left_.subspan(count * sizeof(T));
    }

private:
    std::span<const std::byte> left_;
};

bool finite(std::span<const float> values) {
    for (const float value : values) {
        if (!std::isfinite(value)) return false;
    }
    return true;
}

bool within01(std::span<const float> values) {
    for (const float value : values) {
        if (!(value >= 0 && value <= 1)) return false;
    }
    return true;
}

std::string readHeader(std::span<const std::byte> bytes, TmeshHeader& header) {
    if (bytes.size() < sizeof(TmeshHeader)) return "the file is shorter than its header";
    header = Cursor{bytes}.take<TmeshHeader>();
    if (header.magic != kTmeshMagic) return "the file does not begin with TMSH";
    if (header.version != kTmeshVersion) return "version " + std::to_string(header.version) + " is not known";
    if (header.totalBytes != bytes.size()) return "the file's length is not the one its header gives";
    if (header.indexCount == 0 || header.indexCount % 3 != 0) return "the number of indices is not a multiple of 3";
    if (header.partCount == 0) return "there is no part";
    for (const double value : header.origin) {
        if (!std::isfinite(value)) return "the origin is not a number";
    }
    if (!finite(header.size)) return "the size is not a number";
    const std::uint64_t fixed = sizeof(TmeshHeader) + std::uint64_t{sizeof(TmeshVertex)} * header.vertexCount +
                                std::uint64_t{4} * header.indexCount +
                                std::uint64_t{sizeof(TmeshPart)} * header.partCount +
                                std::uint64_t{sizeof(TmeshTexture)} * header.textureCount;
    if (fixed > bytes.size()) return "the file is shorter than the arrays its header names";
    return {};
}

std::string checkParts(const TmeshHeader& header, std::span<const TmeshPart> parts) {
    std::uint64_t next = 0;
    for (const TmeshPart& part : parts) {
        if (part.firstIndex != next) return "the parts do not follow one another";
        if (part.indexCount == 0 || part.indexCount % 3 != 0) return "a part is not made of whole triangles";
        if (!within01(part.baseColour)) return "a colour is not within 0 to 1";
        if (part.texture < -1 || part.texture >= static_cast<std::int64_t>(header.textureCount)) {
            return "a part names a texture that is not there";
        }
        if ((part.flags & ~kTmeshDoubleSided) != 0) return "a part has a flag that is not known";
        next += part.indexCount;
    }
    return next == header.indexCount ? std::string{} : "the parts do not cover the indices";
}

/// Everything but the pixels.
std::string readArrays(std::span<const std::byte> bytes, Tmesh& mesh) {
    TmeshHeader header;
    if (std::string wrong = readHeader(bytes, header); !wrong.empty()) return wrong;
    Cursor cursor{bytes.subspan(sizeof(TmeshHeader))};
    cursor.take(mesh.vertices, header.vertexCount);
    cursor.take(mesh.indices, header.indexCount);
    cursor.take(mesh.parts, header.partCount);
    std::vector<TmeshTexture> sizes;
    cursor.take(sizes, header.textureCount);
    for (const TmeshVertex& vertex : mesh.vertices) {
        if (!finite(vertex.position) || !finite(vertex.normal) || !finite(vertex.uv)) return "a vertex is not a number";
    }
    for (const std::uint32_t index : mesh.indices) {
        if (index >= header.vertexCount) return "an index names a vertex that is not there";
    }
    if (std::string wrong = checkParts(header, mesh.parts); !wrong.empty()) return wrong;
    std::uint64_t pixels = 0;
    mesh.textures.clear();
    for (const TmeshTexture& size : sizes) {
        if (size.widthPx == 0 || size.heightPx == 0 || size.widthPx > kTmeshMaxTexturePx ||
            size.heightPx > kTmeshMaxTexturePx) {
            return "a texture's size is not within 1 to " + std::to_string(kTmeshMaxTexturePx);
        }
        pixels += std::uint64_t{size.widthPx} * size.heightPx;
        mesh.textures.push_back({size, {}});
    }
    const std::uint64_t before = header.totalBytes - 4 * pixels;
    const std::uint64_t fixed = sizeof(TmeshHeader) + mesh.vertices.size() * sizeof(TmeshVertex) +
                                mesh.indices.size() * 4 + mesh.parts.size() * sizeof(TmeshPart) +
                                sizes.size() * sizeof(TmeshTexture);
    if (4 * pixels > header.totalBytes || before != fixed) return "the file's length does not fit its textures";
    mesh.size = header.size;
    mesh.origin = header.origin;
    return {};
}

}  // namespace

std::vector<std::byte> packTmesh(const Tmesh& mesh) {
    TmeshHeader header;
    header.vertexCount = static_cast<std::uint32_t>(mesh.vertices.size());
    header.indexCount = static_cast<std::uint32_t>(mesh.indices.size());
    header.partCount = static_cast<std::uint32_t>(mesh.parts.size());
    header.textureCount = static_cast<std::uint32_t>(mesh.textures.size());
    header.size = mesh.size;
    header.origin = mesh.origin;
    std::vector<TmeshTexture> sizes;
    std::uint64_t pixelBytes = 0;
    for (const TmeshPicture& picture : mesh.textures) {
        sizes.push_back(picture.size);
        pixelBytes += picture.rgba.size();
    }
    header.totalBytes = sizeof(header) + mesh.vertices.size() * sizeof(TmeshVertex) + mesh.indices.size() * 4 +
                        mesh.parts.size() * sizeof(TmeshPart) + sizes.size() * sizeof(TmeshTexture) + pixelBytes;
    std::vector<std::byte> out;
    out.reserve(header.totalBytes);
    put(out, std::span<const TmeshHeader>{&header, 1});
    put(out, std::span<const TmeshVertex>{mesh.vertices});
    put(out, std::span<const std::uint32_t>{mesh.indices});
    put(out, std::span<const TmeshPart>{mesh.parts});
    put(out, std::span<const TmeshTexture>{sizes});
    for (const TmeshPicture& picture : mesh.textures) put(out, std::span<const std::uint8_t>{picture.rgba});
    return out;
}

std::string unpackTmesh(std::span<const std::byte> bytes, Tmesh& mesh) {
    if (std::string wrong = readArrays(bytes, mesh); !wrong.empty()) return wrong;
    std::size_t pixelBytes = 0;
    for (const TmeshPicture& picture : mesh.textures) {
        pixelBytes += std::size_t{4} * picture.size.widthPx * picture.size.heightPx;
    }
    Cursor cursor{bytes.subspan(bytes.size() - pixelBytes)};
    for (TmeshPicture& picture : mesh.textures) {
        cursor.take(picture.rgba, std::size_t{4} * picture.size.widthPx * picture.size.heightPx);
    }
    return {};
}

std::string checkTmesh(std::span<const std::byte> bytes) {
    Tmesh mesh;
    return readArrays(bytes, mesh);
}

}  // namespace twin::import
