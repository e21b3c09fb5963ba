#include "tools/bake/pack/sections.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "scene/city/blocks.h"
#include "scene/city/pack.h"

namespace twin::bake {

namespace {

template <class T>
std::vector<std::byte> gridBytes(const city::GridHeader& header, const std::vector<T>& cells) {
    std::vector<std::byte> bytes(sizeof header + cells.size() * sizeof(T));
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, cells.data(), cells.size() * sizeof(T));
    return bytes;
}

std::vector<std::byte> heightBytes(const HeightField& field) {
    city::GridHeader header;
    header.westM = field.extent().west;
    header.southM = field.extent().south;
    header.stepM = static_cast<float>(field.stepM());
    header.zeroM = city::kZeroHeightM;
    header.columns = static_cast<std::uint32_t>(field.columns());
    header.rows = static_cast<std::uint32_t>(field.rows());
    std::vector<std::uint16_t> cells;
    cells.reserve(field.columns() * field.rows());
    for (std::size_t r = 0; r < field.rows(); ++r) {
        for (std::size_t c = 0; c < field.columns(); ++c) {
            const double cm = (field.at(c, r) - static_cast<double>(city::kZeroHeightM)) * 100;
            cells.push_back(static_cast<std::uint16_t>(std::clamp(std::lround(cm), 0L, 65535L)));
        }
    }
    return gridBytes(header, cells);
}

}  // namespace

std::vector<std::byte> packTown(Assembler::Tables tables, const Documents& documents,
                                const std::vector<city::Material>& materials, const std::vector<city::Species>& species,
                                const HeightField& ground, const CoverGrid& cover) {
    for (const city::Tile& tile : tables.tiles)
        city::sortTrees(std::span{tables.trees}.subspan(tile.firstTree, tile.treeCount), tile, species);
    const std::vector<city::Block> blocks =
        city::makeBlocks({tables.tiles, tables.draws, tables.vertices, tables.indices, tables.trees, species});
    city::PackWriter pack;
    pack.addText(city::SectionId::Meta, documents.meta);
    pack.addText(city::SectionId::Strings, tables.strings);
    pack.add<city::Element>(city::SectionId::Elements, tables.elements);
    pack.add<city::Material>(city::SectionId::Materials, materials);
    pack.add<city::Tile>(city::SectionId::Tiles, tables.tiles);
    pack.add<city::Block>(city::SectionId::Blocks, blocks);
    pack.add<city::Draw>(city::SectionId::Draws, tables.draws);
    pack.add<city::Vertex>(city::SectionId::Vertices, tables.vertices);
    pack.add<std::uint32_t>(city::SectionId::Indices, tables.indices);
    pack.add<city::Tree>(city::SectionId::Trees, tables.trees);
    pack.add<city::Species>(city::SectionId::Species, species);
    pack.addBytes(city::SectionId::Heights, heightBytes(ground), 1);
    pack.addBytes(city::SectionId::Cover, gridBytes(cover.header, cover.cells), 1);
    pack.addText(city::SectionId::Strategy, documents.strategy);
    pack.addText(city::SectionId::Views, documents.views);
    pack.add<city::Label>(city::SectionId::Labels, tables.labels);
    pack.add<city::Path>(city::SectionId::Paths, tables.paths);
    pack.add<city::PathPoint>(city::SectionId::PathPoints, tables.pathPoints);
    pack.addText(city::SectionId::Audit, documents.audit);
    if (!tables.lamps.empty()) pack.add<city::Lamp>(city::SectionId::Lamps, tables.lamps);
    if (!tables.members.empty()) pack.add<city::Member>(city::SectionId::Members, tables.members);
    return pack.finish();
}

}  // namespace twin::bake
