#include "tests/renderer/tiny_town.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string>

#include "scene/base/hash.h"
#include "scene/city/blocks.h"
#include "scene/city/pack.h"

namespace twin::test {

namespace {

using city::Draw;
using city::Element;
using city::Material;
using city::MaterialKind;
using city::Vertex;

enum : std::uint16_t {
    kTerrainStuff,
    kFacadeStuff,
    kRoofStuff,
    kWaterStuff,
    kAsphaltStuff,
    kConcreteStuff,
    kGlassStuff,
    kHedgeStuff,
    kStuffCount
};

struct Point {
    float x, y, z;
};

/// Half floats for small numbers and zero: enough for texture coordinates here.
std::uint16_t half(float value) {
    if (value == 0) return 0;
    if (value < 0) return static_cast<std::uint16_t>(0x8000U | half(-value));
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto exponent = static_cast<int>(bits >> 23U & 0xFFU) - 127 + 15;
    if (exponent <= 0) return 0;
    return static_cast<std::uint16_t>(static_cast<std::uint32_t>(exponent) << 10U | (bits >> 13U & 0x3FFU));
}

class Maker {
public:
    void quad(std::array<Point, 4> corners, Point normal, std::uint16_t material, float u, float v) {
        const std::array<std::array<float, 2>, 4> uvs{{{0, 0}, {u, 0}, {u, v}, {0, v}}};
        const auto first = static_cast<std::uint32_t>(vertices_.size() - drawVertex_);
        for (std::size_t i = 0; i < 4; ++i) {
            Vertex vertex;
            vertex.xq = quantised(corners[i].x + city::kOverhangM);
            vertex.yq = quantised(corners[i].y + city::kOverhangM);
            vertex.zq = quantised(corners[i].z - city::kZeroHeightM);
            vertex.material = material;
            // Octahedral, for normals that do not point down.
            const float sum = std::abs(normal.x) + std::abs(normal.y) + std::abs(normal.z);
            vertex.normalOctX = static_cast<std::int8_t>(std::lround(normal.x / sum * 127));
            vertex.normalOctY = static_cast<std::int8_t>(std::lround(normal.y / sum * 127));
            vertex.u = half(uvs[i][0]);
            vertex.v = half(uvs[i][1]);
            vertices_.push_back(vertex);
            low_ = {std::min(low_.x, corners[i].x), std::min(low_.y, corners[i].y), std::min(low_.z, corners[i].z)};
            high_ = {std::max(high_.x, corners[i].x), std::max(high_.y, corners[i].y), std::max(high_.z, corners[i].z)};
        }
        for (const std::uint32_t index : {0U, 1U, 2U, 0U, 2U, 3U}) indices_.push_back(first + index);
    }

    void box(Point low, Point high, std::uint16_t walls, std::uint16_t roof, float bays, float storeys) {
        const auto [x0, y0, z0] = low;
        const auto [x1, y1, z1] = high;
        quad({{{x0, y0, z0}, {x1, y0, z0}, {x1, y0, z1}, {x0, y0, z1}}}, {0, -1, 0}, walls, bays, storeys);
        quad({{{x1, y0, z0}, {x1, y1, z0}, {x1, y1, z1}, {x1, y0, z1}}}, {1, 0, 0}, walls, bays, storeys);
        quad({{{x1, y1, z0}, {x0, y1, z0}, {x0, y1, z1}, {x1, y1, z1}}}, {0, 1, 0}, walls, bays, storeys);
        quad({{{x0, y1, z0}, {x0, y0, z0}, {x0, y0, z1}, {x0, y1, z1}}}, {-1, 0, 0}, walls, bays, storeys);
        quad({{{x0, y0, z1}, {x1, y0, z1}, {x1, y1, z1}, {x0, y1, z1}}}, {0, 0, 1}, roof, 10, 10);
    }

    /// A hull as tools/bake/town/gardens.cpp makes it.
    void hedge(std::uint32_t kind) {
        struct Rib {
            float across, up, side;
            std::uint8_t occlusion;
        };
        constexpr std::array<Rib, 4> kRibs{{{0.45F, -0.1F, 1, 140},
                                            {0.38F, kHedgeHighM, 0.5F, 255},
                                            {-0.38F, kHedgeHighM, -0.5F, 255},
                                            {-0.45F, -0.1F, -1, 140}}};
        const float middle = (kHedgeWest + kHedgeEast) / 2;
        for (const float x : {kHedgeWest, middle, kHedgeEast}) {
            for (const Rib& rib : kRibs) {
                const Point at{x, kHedgeY + rib.across, kGroundM + rib.up};
                Vertex vertex;
                vertex.xq = quantised(at.x + city::kOverhangM);
                vertex.yq = quantised(at.y + city::kOverhangM);
                vertex.zq = quantised(at.z - city::kZeroHeightM);
                vertex.material = kHedgeStuff;
                vertex.normalOctY = static_cast<std::int8_t>(std::lround(rib.side * 127));
                vertex.occlusion = rib.occlusion;
                vertex.variant =
                    static_cast<std::uint8_t>(kind << 6U | static_cast<std::uint32_t>(kHedgeHighM / 0.025F + 0.5F));
                vertex.u = half(std::min(x - kHedgeWest, kHedgeEast - x));
                vertex.v = half(rib.across);
                vertices_.push_back(vertex);
                low_ = {std::min(low_.x, at.x), std::min(low_.y, at.y), std::min(low_.z, at.z)};
                high_ = {std::max(high_.x, at.x), std::max(high_.y, at.y), std::max(high_.z, at.z)};
            }
        }
        const auto quad = [&](std::uint32_t i, std::uint32_t j, std::uint32_t k, std::uint32_t l) {
            for (const std::uint32_t index : {i, j, k, i, k, l}) indices_.push_back(index);
        };
        for (const std::uint32_t i : {0U, 4U}) {
            for (std::uint32_t k = i; k < i + 3; ++k) quad(k, k + 1, k + 5, k + 4);
        }
        quad(0, 3, 2, 1);
        quad(8, 9, 10, 11);
    }

    void finishDraw(std::uint32_t element, std::uint32_t flags) {
        Draw draw;
        draw.centre = {(low_.x + high_.x) / 2, (low_.y + high_.y) / 2, (low_.z + high_.z) / 2};
        draw.radiusM = std::hypot(high_.x - low_.x, std::hypot(high_.y - low_.y, high_.z - low_.z)) / 2 + 0.1F;
        draw.firstIndex = static_cast<std::uint32_t>(drawIndex_);
        draw.indexCount = static_cast<std::uint32_t>(indices_.size() - drawIndex_);
        draw.vertexOffset = static_cast<std::int32_t>(drawVertex_);
        draw.element = element;
        draw.flags = flags;
        draws_.push_back(draw);
        boxes_[element] = {low_, high_};
        drawIndex_ = indices_.size();
        drawVertex_ = vertices_.size();
        low_ = {1e9F, 1e9F, 1e9F};
        high_ = {-1e9F, -1e9F, -1e9F};
    }

    std::vector<Vertex> vertices_;
    std::vector<std::uint32_t> indices_;
    std::vector<Draw> draws_;
    std::array<std::pair<Point, Point>, kTinyElements> boxes_{};

private:
    static std::uint16_t quantised(float metres) {
        return static_cast<std::uint16_t>(std::lround(metres / city::kQuantumM));
    }
    std::size_t drawIndex_ = 0, drawVertex_ = 0;
    Point low_{1e9F, 1e9F, 1e9F}, high_{-1e9F, -1e9F, -1e9F};
};

float groundAt(float x, float y) { return std::hypot(x - 70, y - 170) < 26 ? kGroundM - 3 : kGroundM; }

std::vector<Material> materials() {
    std::vector<Material> all(kStuffCount);
    const auto set = [&](std::uint16_t index, MaterialKind kind, std::array<float, 3> colour,
                         std::array<float, 4> params = {}) {
        all[index].kind = kind;
        all[index].colour = colour;
        all[index].accent = {0.8F, 0.8F, 0.78F};
        all[index].params = params;
    };
    set(kTerrainStuff, MaterialKind::Plain, {0.2F, 0.27F, 0.1F});
    set(kFacadeStuff, MaterialKind::Facade, {0.75F, 0.68F, 0.5F}, {0.4F, 0.5F, 0, 0.25F});
    set(kRoofStuff, MaterialKind::RoofTile, {0.38F, 0.08F, 0.04F});
    set(kWaterStuff, MaterialKind::Water, {0.03F, 0.1F, 0.12F});
    all[kWaterStuff].roughness = 0.05F;
    set(kAsphaltStuff, MaterialKind::Asphalt, {0.08F, 0.08F, 0.09F}, {1, 6, 0, 0});
    set(kConcreteStuff, MaterialKind::Concrete, {0.45F, 0.44F, 0.4F});
    set(kGlassStuff, MaterialKind::Glass, {0.3F, 0.45F, 0.5F});
    set(kHedgeStuff, MaterialKind::Foliage, {0.08F, 0.16F, 0.05F});
    return all;
}

template <class Cell>
std::vector<std::byte> grid(float stepM, float zeroM, std::uint32_t columns, Cell (*value)(float x, float y)) {
    const city::GridHeader header{0, 0, stepM, zeroM, columns, columns};
    std::vector<Cell> cells;
    for (std::uint32_t row = 0; row < columns; ++row) {
        for (std::uint32_t column = 0; column < columns; ++column) {
            cells.push_back(value(static_cast<float>(column) * stepM, static_cast<float>(row) * stepM));
        }
    }
    const auto head = std::as_bytes(std::span(&header, 1));
    const auto body = std::as_bytes(std::span(cells));
    std::vector<std::byte> bytes(head.begin(), head.end());
    bytes.insert(bytes.end(), body.begin(), body.end());
    return bytes;
}

void addHouse(Maker& maker) {
    maker.box({122, 114, kGroundM}, {134, 126, kGroundM + 8}, kFacadeStuff, kRoofStuff, 4, 2);
}

void addShed(Maker& maker) { maker.box({96, 116, kGroundM}, {104, 124, kGroundM + 5}, kFacadeStuff, kRoofStuff, 2, 1); }

/// House and shed once more, in one draw; what they are in it.
std::vector<city::Member> addTogether(Maker& maker, float fromM) {
    for (Draw& draw : maker.draws_) {
        if (draw.element != kHouse && draw.element != kShed) continue;
        draw.flags |= city::kDrawFarByTile;
        draw.lodFarM = fromM;
    }
    addHouse(maker);
    addShed(maker);
    maker.finishDraw(kTogether, city::kDrawCastsShadow | city::kDrawLodByTile | city::kDrawClosed);
    maker.draws_.back().lodNearM = fromM;
    const auto draw = static_cast<std::uint32_t>(maker.draws_.size() - 1);
    return {{kTogether, draw, 0, kHouse}, {kTogether, draw, maker.draws_.back().indexCount / 2, kShed}};
}

void addShapes(Maker& maker) {
    for (int row = 0; row < 32; ++row) {
        for (int column = 0; column < 32; ++column) {
            const float x = static_cast<float>(column) * 8;
            const float y = static_cast<float>(row) * 8;
            maker.quad({{{x, y, groundAt(x, y)},
                         {x + 8, y, groundAt(x + 8, y)},
                         {x + 8, y + 8, groundAt(x + 8, y + 8)},
                         {x, y + 8, groundAt(x, y + 8)}}},
                       {0, 0, 1}, kTerrainStuff, 8, 8);
        }
    }
    maker.finishDraw(kGround, city::kDrawTerrain);
    addHouse(maker);
    maker.finishDraw(kHouse, city::kDrawCastsShadow | city::kDrawClosed);
    const float level = kGroundM - 0.5F;
    maker.quad({{{40, 140, level}, {100, 140, level}, {100, 200, level}, {40, 200, level}}}, {0, 0, 1}, kWaterStuff, 1,
               1);
    maker.finishDraw(kPond, city::kDrawWater);
    maker.box({153, 123, kGroundM}, {167, 137, kGroundM + 24}, kConcreteStuff, kConcreteStuff, 5, 8);
    maker.finishDraw(kTower, city::kDrawCastsShadow);
    addShed(maker);
    maker.finishDraw(kShed, city::kDrawCastsShadow);
    maker.quad({{{0, 92, kGroundM}, {256, 92, kGroundM}, {256, 98, kGroundM}, {0, 98, kGroundM}}}, {0, 0, 1},
               kAsphaltStuff, 6, 60);
    maker.finishDraw(kRoad, city::kDrawOnGround);
    maker.box({180, 105, kGroundM}, {190, 115, kGroundM + 6}, kGlassStuff, kGlassStuff, 3, 2);
    maker.finishDraw(kGlassBox, city::kDrawTransparent);
}

}  // namespace

std::vector<std::byte> tinyTown(std::uint32_t side, float togetherFromM, std::optional<std::uint32_t> hedge) {
    Maker maker;
    addShapes(maker);
    if (hedge) {
        maker.hedge(*hedge);
        maker.finishDraw(kShed, city::kDrawCastsShadow | city::kDrawHedge);
    }
    std::vector<city::Member> members;
    if (togetherFromM > 0) members = addTogether(maker, togetherFromM);

    std::string strings;
    const auto text = [&](std::string_view word) {
        const city::StringRef ref{static_cast<std::uint32_t>(strings.size()), static_cast<std::uint32_t>(word.size())};
        strings += word;
        return ref;
    };
    static constexpr std::array<std::string_view, kTinyElements> kNames{
        "ground", "house", "pond", "trees", "tower", "shed", "road", "glass-box", "together"};
    static constexpr std::array<city::Layer, kTinyElements> kLayers{
        city::Layer::Terrain, city::Layer::Buildings,   city::Layer::Water,
        city::Layer::Trees,   city::Layer::Investments, city::Layer::Buildings,
        city::Layer::Streets, city::Layer::Landmarks,   city::Layer::Buildings};
    std::vector<Element> elements(kTinyElements);
    for (std::uint32_t i = 0; i < kTinyElements; ++i) {
        elements[i].idText = text(kNames[i]);
        elements[i].id = hash64(kNames[i]);
        elements[i].layer = kLayers[i];
        const auto& [low, high] = maker.boxes_[i];
        elements[i].boxMin = {low.x, low.y, low.z};
        elements[i].boxMax = {high.x, high.y, high.z};
    }
    std::vector<city::Tree> trees;
    std::vector<city::Species> species(2);
    species[0] = {{}, {}, {},   {}, {}, {0.08F, 0.2F, 0.04F}, city::TreeForm::Broad, {0.4F, 0.2F, 0.02F},
                  16, 10, 0.2F, 0,  0};
    species[1] = {{}, {}, {},   {}, {}, {0.03F, 0.1F, 0.04F}, city::TreeForm::Conifer, {0.03F, 0.1F, 0.04F},
                  18, 7,  0.1F, 1,  0};
    for (int i = 0; i < 12; ++i) {
        city::Tree tree;
        tree.foot = {110 + static_cast<float>(i) * 9, 150, kGroundM};
        tree.heightM = 7;
        tree.crownM = 5;
        tree.element = kTrees;
        tree.species = static_cast<std::uint16_t>(i % 2);
        tree.yaw = static_cast<std::uint16_t>(i * 5000);
        tree.growthMPerYear = 0.5F;
        trees.push_back(tree);
    }
    const std::vector<Material> stuff = materials();
    const auto drawsOfTile = static_cast<std::uint32_t>(maker.draws_.size()),
               treesOfTile = static_cast<std::uint32_t>(trees.size());
    const city::Tile first{0, 0, kGroundM - 3, kGroundM + 30, 0, drawsOfTile, 0, treesOfTile};
    city::sortTrees(trees, first, species);
    std::vector<city::Tile> tiles;
    for (std::uint32_t i = 0; i < side * side; ++i) {
        city::Tile tile = first;
        const std::uint32_t column = i % side, row = i / side;
        tile.west = static_cast<float>(column) * city::kTileM;
        tile.south = static_cast<float>(row) * city::kTileM;
        tile.firstDraw = i * drawsOfTile;
        tile.firstTree = i * treesOfTile;
        tiles.push_back(tile);
        for (std::uint32_t k = 0; i > 0 && k < drawsOfTile; ++k) {
            Draw draw = maker.draws_[k];
            draw.centre[0] += tile.west, draw.centre[1] += tile.south;
            draw.tile = i;
            maker.draws_.push_back(draw);
        }
        for (std::uint32_t k = 0; i > 0 && k < treesOfTile; ++k) {
            city::Tree tree = trees[k];
            tree.foot[0] += tile.west, tree.foot[1] += tile.south;
            trees.push_back(tree);
        }
    }
    city::PackWriter writer;
    writer.addText(city::SectionId::Meta, "{}");
    writer.addText(city::SectionId::Strings, strings);
    writer.add<Element>(city::SectionId::Elements, elements);
    writer.add<Material>(city::SectionId::Materials, stuff);
    writer.add<city::Tile>(city::SectionId::Tiles, tiles);
    writer.add<city::Block>(city::SectionId::Blocks,
                            city::makeBlocks({tiles, maker.draws_, maker.vertices_, maker.indices_, trees, species}));
    writer.add<Draw>(city::SectionId::Draws, maker.draws_);
    writer.add<Vertex>(city::SectionId::Vertices, maker.vertices_);
    writer.add<std::uint32_t>(city::SectionId::Indices, maker.indices_);
    writer.add<city::Tree>(city::SectionId::Trees, trees);
    writer.add<city::Species>(city::SectionId::Species, species);
    writer.add<city::Label>(city::SectionId::Labels, {});
    // The road, with a sidewalk on its north side (left of its way east).
    const std::vector<city::PathPoint> points{{4, 95, kGroundM}, {128, 95, kGroundM}, {252, 95, kGroundM}};
    const std::vector<city::Path> paths{{0, 3, 6, 2, city::PathClass::Main, city::kPathSidewalkLeft}};
    writer.add<city::Path>(city::SectionId::Paths, paths);
    writer.add<city::PathPoint>(city::SectionId::PathPoints, points);
    writer.addText(city::SectionId::Strategy, "{}");
    writer.addText(city::SectionId::Views, "{\"views\":[]}");
    writer.addText(city::SectionId::Audit, "{}");
    const std::vector<city::Lamp> lamps{{{kLampX, kLampY, kGroundM + 5}, 12, kShed}};
    writer.add<city::Lamp>(city::SectionId::Lamps, lamps);
    if (!members.empty()) writer.add<city::Member>(city::SectionId::Members, members);
    writer.addBytes(
        city::SectionId::Heights,
        grid<std::uint16_t>(4, 100, 65,
                            [](float x, float y) { return static_cast<std::uint16_t>((groundAt(x, y) - 100) * 100); }),
        1);
    const auto lawnAndField = [](float x, float /*y*/) {
        return static_cast<std::uint8_t>(x < 128 ? city::CoverClass::Lawn : city::CoverClass::Field);
    };
    const auto allInTurn = [](float x, float y) {
        return static_cast<std::uint8_t>(
            coverOfTile(static_cast<std::uint32_t>(x / city::kTileM), static_cast<std::uint32_t>(y / city::kTileM)));
    };
    writer.addBytes(
        city::SectionId::Cover,
        side == 1 ? grid<std::uint8_t>(4, 0, 65, lawnAndField) : grid<std::uint8_t>(16, 0, side * 16 + 1, allInTurn),
        1);
    return writer.finish();
}

std::vector<city::ElementState> tinyStates() {
    std::vector<city::ElementState> states(kTinyElements, city::ElementState{city::Stage::Existing, 0, 0, 0});
    states[kTower].stage = city::Stage::Planned;
    return states;
}

}  // namespace twin::test
