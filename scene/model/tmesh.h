// scene/model/tmesh.h: the file that twin-import leaves for twin: one triangle mesh in metres, ready to be drawn.
//
// Little endian, no padding, in this order, nothing before, between or after:
//
//   TmeshHeader
//   TmeshVertex  [vertexCount]
//   uint32       [indexCount]     three to a triangle, counter-clockwise seen from outside, each below vertexCount
//   TmeshPart    [partCount]      in order, and together covering every index once
//   TmeshTexture [textureCount]   sizes of the pictures
//   uint8        [4 x width x height] of each picture in turn: RGBA, rows from the top, colours sRGB, alpha linear
//
// The mesh: x east (right), y north (forward), z up, metres. Its box stands on z = 0 and is centred on x = y = 0; where
// that origin lay in the model's own file is kept in `origin`. Base colours and vertex colours are linear.
// Texture coordinates: (0, 0) is the upper left corner, they may leave 0..1 and then repeat.
// Whoever reads it must not trust it: checkTmesh() holds every rule of this page (scene/model/tmesh.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace twin::import {

inline constexpr std::array<char, 4> kTmeshMagic{'T', 'M', 'S', 'H'};
inline constexpr std::uint32_t kTmeshVersion = 1;

struct TmeshHeader {
    std::array<char, 4> magic = kTmeshMagic;
    std::uint32_t version = kTmeshVersion;
    std::uint32_t vertexCount = 0;
    std::uint32_t indexCount = 0;  ///< a multiple of 3, at least 3
    std::uint32_t partCount = 0;   ///< at least 1
    std::uint32_t textureCount = 0;
    std::uint64_t totalBytes = 0;    ///< of the whole file, this header included
    std::array<float, 3> size{};     ///< metres east, north, up
    std::uint32_t reserved = 0;      ///< 0
    std::array<double, 3> origin{};  ///< metres in the model's own frame, turned to z up
};
static_assert(sizeof(TmeshHeader) == 72);

struct TmeshVertex {
    std::array<float, 3> position{};
    std::array<float, 3> normal{};  ///< unit
    std::array<float, 2> uv{};
    std::uint32_t rgba = 0xFFFFFFFFU;  ///< red in the lowest byte
};
static_assert(sizeof(TmeshVertex) == 36);

inline constexpr std::uint32_t kTmeshDoubleSided = 1;

struct TmeshPart {
    std::uint32_t firstIndex = 0, indexCount = 0;
    std::array<float, 4> baseColour{1, 1, 1, 1};  ///< each 0 to 1; alpha is the opacity
    std::int32_t texture = -1;                    ///< -1: none
    std::uint32_t flags = 0;                      ///< kTmeshDoubleSided
};
static_assert(sizeof(TmeshPart) == 32);

inline constexpr std::uint32_t kTmeshMaxTexturePx = 8192;

struct TmeshTexture {
    std::uint32_t widthPx = 0, heightPx = 0;  ///< 1 to kTmeshMaxTexturePx
};
static_assert(sizeof(TmeshTexture) == 8);

struct TmeshPicture {
    TmeshTexture size;
    std::vector<std::uint8_t> rgba;
};

/// The same in memory.
struct Tmesh {
    std::vector<TmeshVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<TmeshPart> parts;
    std::vector<TmeshPicture> textures;
    std::array<float, 3> size{};
    std::array<double, 3> origin{};
};

/// The bytes of the file.
[[nodiscard]] std::vector<std::byte> packTmesh(const Tmesh& mesh);

/// Reads `bytes` into `mesh`. Empty when all is well, else what is wrong with them; `mesh` is then left half filled.
[[nodiscard]] std::string unpackTmesh(std::span<const std::byte> bytes, Tmesh& mesh);

/// The same checks without the copy.
[[nodiscard]] std::string checkTmesh(std::span<const std::byte> bytes);

}  // namespace twin::import
