// scene/city/format.h: what the bytes of a `.city` file mean. Everything here is little-endian, plain and fixed in size.
//
// File: PackHeader, then PackSection x sectionCount, then the sections, each 64-byte aligned and checksummed.
// The header's contentHash covers the section table, and with it every checksum. Written by pack.h, read by city.h.
// The large tables (DRAW, VERT, INDX, TREE) are read block by block, as a view first needs them: each row of BLCK says
// where a block lies in them, what views may need it, and the checksums of its bytes.
#pragma once

#include <array>
#include <cstdint>

#include "scene/base/date.h"

namespace twin::city {

inline constexpr std::array<char, 8> kMagic{'K', 'R', 'A', 'S', 'N', 'I', 'K', '\n'};
inline constexpr std::uint32_t kVersion = 3;  ///< raise on every change of meaning; older and newer are refused
inline constexpr std::uint32_t kSectionAlignment = 64;

/// Section names are four letters, so that `info` and errors can say them.
enum class SectionId : std::uint32_t {
    Meta = 0x4154454D,        ///< "META" JSON, UTF-8: name, origin, extent, seed, phases, statistics, palette of layers
    Strings = 0x53525453,     ///< "STRS" UTF-8 bytes that StringRef points into
    Elements = 0x4D454C45,    ///< "ELEM" Element[]
    Materials = 0x4C54414D,   ///< "MATL" Material[]
    Tiles = 0x454C4954,       ///< "TILE" Tile[]
    Blocks = 0x4B434C42,      ///< "BLCK" Block[], in the order of their draws, then of their trees
    Draws = 0x57415244,       ///< "DRAW" Draw[], grouped by tile, there by level (blocks.h)
    Vertices = 0x54524556,    ///< "VERT" Vertex[]
    Indices = 0x58444E49,     ///< "INDX" uint32[], relative to Draw::vertexOffset
    Trees = 0x45455254,       ///< "TREE" Tree[], grouped by tile, there by form, there along a Z curve
    Species = 0x43455053,     ///< "SPEC" Species[]
    Heights = 0x54474548,     ///< "HEGT" GridHeader, then uint16[rows][cols], centimetres above GridHeader::zero
    Cover = 0x45564F43,       ///< "COVE" GridHeader, then uint8[rows][cols] of CoverClass
    Strategy = 0x41525453,    ///< "STRA" JSON, UTF-8: goals, undertakings, tasks, phases (assets/krasnik/README.md)
    Views = 0x57454956,       ///< "VIEW" JSON, UTF-8: named viewpoints in local metres
    Labels = 0x4C42414C,      ///< "LABL" Label[]: names that can be searched and drawn over the picture
    Audit = 0x54445541,       ///< "AUDT" JSON, UTF-8: figures measured on the baked geometry
    Paths = 0x48544150,       ///< "PATH" Path[]: middles of streets and ways; may be absent, with PathPoints
    PathPoints = 0x544E5050,  ///< "PPNT" PathPoint[] that Path points into
    Lamps = 0x504D414C,       ///< "LAMP" Lamp[]: what lights the ground by night; may be absent
    Members = 0x424D454D,     ///< "MEMB" Member[]: what is drawn in one from afar; may be absent
};

struct PackHeader {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t sectionCount = 0;
    std::uint64_t fileBytes = 0;
    std::uint64_t contentHash = 0;  ///< hash64 of the section table
};
static_assert(sizeof(PackHeader) == 32);

struct PackSection {
    SectionId id{};
    std::uint32_t elementBytes = 0;  ///< size of one entry; 1 for text
    std::uint64_t offset = 0;        ///< from the start of the file, a multiple of kSectionAlignment
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;  ///< hash64 of the section's bytes
};
static_assert(sizeof(PackSection) == 32);

struct StringRef {
    std::uint32_t offset = 0;
    std::uint32_t bytes = 0;
};

/// Where an object's place and shape come from; cards and pictures show it.
enum class Basis : std::uint8_t { Surveyed, Documented, Derived, Schematic, Assumed };

/// What a person can switch on and off. The order is the order of the panel.
enum class Layer : std::uint8_t {
    Terrain,
    Water,
    Streets,
    Rail,
    Buildings,
    Landmarks,
    Trees,
    Investments,
    Furniture,
    Models,
    Life,  ///< people and vehicles; holds no element
    Count
};

/// One thing of the town: it can be picked, has a life and a card. Its index is its handle within one file.
struct Element {
    std::uint64_t id = 0;    ///< hash64 of idText: the handle that survives a new bake
    StringRef idText;        ///< "pier-walking-new"
    StringRef name;          ///< a text key ("element.x.name"), or a proper name as it is ("ul. Urzędowska"), or empty
    StringRef kind;          ///< text key suffix: "house", "block", "pier", "street", ... -> text "kind.<kind>"
    StringRef source;        ///< page, document, or how it was worked out
    Day workFrom = kAlways;  ///< work starts; kAlways for what stands already
    Day standsFrom = kAlways;   ///< it stands
    Day demolishFrom = kNever;  ///< removal starts
    Day goneFrom = kNever;      ///< it is gone
    std::int32_t task = -1;     ///< index into the flat task list of the Strategy section, or -1
    std::uint16_t year = 0;     ///< of the data
    Basis basis = Basis::Schematic;
    Layer layer = Layer::Buildings;
    std::array<float, 3> boxMin{};  ///< local metres
    std::array<float, 3> boxMax{};
};
static_assert(sizeof(Element) == 88);

/// How a surface is shaded. The fragment shader has one branch per kind.
enum class MaterialKind : std::uint32_t {
    Plain,
    Facade,
    RoofTile,
    RoofSheet,
    RoofFlat,
    Asphalt,
    Setts,
    Paving,
    Concrete,
    Gravel,
    Sand,
    Grass,
    Soil,
    Wood,
    Brick,
    Glass,
    Metal,
    Water,
    Foliage,
    Net,
    Marking,
    Rail,
    Solar,
    Count
};

/// 64 bytes, the same in the shader. Colours are linear RGB.
struct Material {
    std::array<float, 3> colour{};
    float roughness = 0.8F;
    std::array<float, 3> accent{};  ///< Facade: frames and plinth; Brick: mortar; others free
    MaterialKind kind = MaterialKind::Plain;
    std::array<float, 4> params{};     ///< per kind: see assets/krasnik/town/materials.json
    std::array<float, 3> variation{};  ///< how far colour may shift from element to element, per channel
    float spare = 0;
};
static_assert(sizeof(Material) == 64);

inline constexpr float kTileM = 256.0F;
inline constexpr float kQuantumM = 1.0F / 128.0F;  ///< positions in a tile step by 7.8 mm
inline constexpr float kOverhangM = 128.0F;        ///< a tile's vertices may lie this far outside of it
inline constexpr float kZeroHeightM = 100.0F;      ///< height of a vertex with z = 0; the highest is 612 m

/// 16 bytes. x = tile west + xq/128 - 128, y = tile south + yq/128 - 128, z = 100 + zq/128 (metres).
struct Vertex {
    std::uint16_t xq = 0, yq = 0, zq = 0;
    std::uint16_t material = 0;  ///< index into Materials
    std::int8_t normalOctX = 0;  ///< octahedral snorm8
    std::int8_t normalOctY = 0;
    std::uint8_t occlusion = 255;  ///< baked ambient light: 255 open sky, 0 none
    std::uint8_t variant = 0;      ///< free per-part variation (colour step, door or not, lit window seed)
    std::uint16_t u = 0, v = 0;    ///< half floats; by kind (Facade: bays, storeys; others metres). Keep |uv| < 64.
};
static_assert(sizeof(Vertex) == 16);

/// One run of triangles of one element in one tile: what is culled and drawn as a unit.
/// Level 0 is nearest. A draw is used while its projected error allows: see lodNearM, lodFarM.
struct Draw {
    std::array<float, 3> centre{};  ///< bounding sphere, local metres
    float radiusM = 0;
    std::uint32_t firstIndex = 0;
    std::uint32_t indexCount = 0;
    std::int32_t vertexOffset = 0;
    std::uint32_t element = 0;
    std::uint32_t tile = 0;
    std::uint32_t flags = 0;  ///< DrawFlags
    float lodNearM = 0;       ///< shown when lodNearM <= distance < lodFarM (eye to sphere centre, see kDrawLodByTile)
    float lodFarM = 1e9F;
};
static_assert(sizeof(Draw) == 48);

enum DrawFlags : std::uint32_t {
    kDrawCastsShadow = 1,
    kDrawOnGround = 2,      ///< lies on the terrain (road, square): the renderer lifts it a little towards the eye
    kDrawWater = 4,         ///< drawn in the water pass
    kDrawTerrain = 8,       ///< shaded from the Cover grid
    kDrawTransparent = 16,  ///< drawn blended after the water (glass roof, net)
    kDrawLodByTile = 32,    ///< its level goes by the distance to the middle of its tile: all of a tile change at once
    kDrawFarByTile = 64,  ///< it ends by that distance and begins by its own: from there on its tile shows it (Member)
    kDrawHedge = 128,     ///< a hull of hedges (tools/bake/town/gardens.cpp): leaves may be cut out of it
    kDrawClosed = 256,    ///< nothing of it is seen from behind: what is turned away need not be drawn
};

struct Tile {
    float west = 0, south = 0;  ///< local metres, multiples of 256 from the extent's south-west corner
    float minZ = 0, maxZ = 0;
    std::uint32_t firstDraw = 0, drawCount = 0;
    std::uint32_t firstTree = 0, treeCount = 0;
};
static_assert(sizeof(Tile) == 32);

/// 32 bytes. A tree's size on a day follows from its species, its planting day and its ageYears then.
struct Tree {
    std::array<float, 3> foot{};  ///< local metres
    float heightM = 0;            ///< at the data year when it stands (growth 0), else at planting
    float crownM = 0;             ///< crown diameter at the same moment
    std::uint32_t element = 0;
    std::uint16_t species = 0;
    std::uint16_t yaw = 0;     ///< full circle = 65536; also the seed of its shape
    float growthMPerYear = 0;  ///< height gained per year after planting; 0 for mature stands
};
static_assert(sizeof(Tree) == 32);

/// One of the things that a draw of a whole tile shows in one: a run of its triangles, up to where the next begins. In the
/// order of `draw`, there of `firstIndex`. Shaders vary its colour by `together`, near and far, so that it looks the same.
struct Member {
    std::uint32_t together = 0;  ///< element of that draw, which stands for all of them
    std::uint32_t draw = 0;
    std::uint32_t firstIndex = 0;  ///< from the draw's first
    std::uint32_t element = 0;
};
static_assert(sizeof(Member) == 16);

/// What is read, checked, brought to the device and dropped there in one: the draws of one tile that are used at about the
/// same distances, with all their vertices and indices; or the trees of one tile. Every draw and every tree is in one block, in
/// the order of their tables; blocks may share vertices and indices.
struct Block {
    std::array<float, 3> low{}, high{};  ///< box about the middles of its draws' spheres; about all of its trees
    float radiusM = 0;                   ///< of the largest of those spheres; trees: 0
    float lodNearM = 0, lodFarM = 0;     ///< some of it is used from there, up to there
    std::uint32_t tile = 0;
    std::uint32_t firstDraw = 0, drawCount = 0;
    std::uint32_t firstVertex = 0, vertexCount = 0;
    std::uint32_t firstIndex = 0, indexCount = 0;
    std::uint32_t firstTree = 0, treeCount = 0;
    std::array<std::uint32_t, 4> checksums{};  ///< of its bytes in DRAW, VERT, INDX and TREE: low half of hash64
};
static_assert(sizeof(Block) == 88);

enum class TreeForm : std::uint32_t { Broad, Oval, Conifer, Column, Weeping, Shrub, Count };

struct Species {
    StringRef id;
    StringRef polish, latin, english, ukrainian;
    std::array<float, 3> leaf{};  ///< linear RGB in summer
    TreeForm form = TreeForm::Broad;
    std::array<float, 3> autumn{};
    float matureHeightM = 0;
    float matureCrownM = 0;
    float trunkShare = 0.2F;  ///< clear trunk height / total height
    std::uint32_t evergreen = 0;
    std::uint32_t spare = 0;  ///< 1: blossoms, the crown is white or rosy from late April to mid May
};
static_assert(sizeof(Species) == 88);

/// Ground classes of the Cover grid; the terrain shader colours them.
enum class CoverClass : std::uint8_t {
    Field,
    Meadow,
    Forest,
    Allotment,
    Park,
    Lawn,
    Orchard,
    Cemetery,
    Industrial,
    Paved,
    Sand,
    Wetland,
    Urban,
    WaterBed,
    Count
};

/// Row 0 is south, column 0 west; sample (c, r) lies at (west + c*step, south + r*step).
struct GridHeader {
    double westM = 0, southM = 0;
    float stepM = 0;
    float zeroM = 0;  ///< Heights: metres above sea level of value 0
    std::uint32_t columns = 0, rows = 0;
};
static_assert(sizeof(GridHeader) == 32);

/// Everyday: shops and bus stops, which are looked for from near by.
enum class LabelKind : std::uint32_t { District, Street, Landmark, Investment, Water, Everyday };

struct Label {
    std::array<float, 3> at{};
    LabelKind kind = LabelKind::Street;
    StringRef name;  ///< proper name, or text key
    std::uint32_t element = 0xFFFFFFFFU;
    float headingDeg = 0;
};
static_assert(sizeof(Label) == 32);

/// Who moves along a path.
enum class PathClass : std::uint32_t { Expressway, Main, Street, Service, Pedestrian, Way, Count };

enum PathFlags : std::uint32_t { kPathSidewalkLeft = 1, kPathSidewalkRight = 2 };

/// The middle of a street or way, in the direction it was drawn.
struct Path {
    std::uint32_t firstPoint = 0, pointCount = 0;  ///< at least two points
    float widthM = 0;                              ///< of the carriageway
    float sidewalkM = 0;                           ///< of one sidewalk, 0 where there is none
    PathClass kind = PathClass::Street;
    std::uint32_t flags = 0;  ///< PathFlags
};
static_assert(sizeof(Path) == 24);

/// Local metres; z is the ground.
struct PathPoint {
    float x = 0, y = 0, z = 0;
};
static_assert(sizeof(PathPoint) == 12);

/// A light by night. It shines while its element stands.
struct Lamp {
    std::array<float, 3> at{};  ///< of the light itself, local metres
    float reachM = 0;           ///< nothing farther is lit; 0.5 to 200
    std::uint32_t element = 0;
};
static_assert(sizeof(Lamp) == 20);

}  // namespace twin::city
