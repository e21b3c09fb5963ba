#include "tools/bake/neutral/copies.h"

#include <algorithm>
#include <cmath>

#include "scene/base/hash.h"

namespace twin::bake {

Extent repeatTown(Assembler::Tables& t, const Extent& one, int count) {
    const auto elements = static_cast<std::uint32_t>(t.elements.size()),
               tiles = static_cast<std::uint32_t>(t.tiles.size()), draws = static_cast<std::uint32_t>(t.draws.size()),
               trees = static_cast<std::uint32_t>(t.trees.size());
    const auto all = static_cast<std::size_t>(count);
    t.elements.reserve(elements * all);
    t.tiles.reserve(tiles * all);
    t.draws.reserve(draws * all);
    t.trees.reserve(trees * all);
    const int columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
    Extent whole = one;
    for (int copy = 1; copy < count; ++copy) {
        const int column = (copy - 1) % columns - columns / 2, row = (copy - 1) / columns + 1;
        const double east = column * (one.east - one.west), north = -row * (one.north - one.south);
        const auto x = static_cast<float>(east), y = static_cast<float>(north);
        const auto k = static_cast<std::uint32_t>(copy);
        whole = {std::min(whole.west, one.west + east), std::max(whole.east, one.east + east),
                 std::min(whole.south, one.south + north), whole.north};
        for (std::uint32_t i = 0; i < elements; ++i) {
            city::Element e = t.elements[i];
            const std::string id = t.strings.substr(e.idText.offset, e.idText.bytes) + "-" + std::to_string(copy);
            e.id = hash64(id);
            e.idText = {static_cast<std::uint32_t>(t.strings.size()), static_cast<std::uint32_t>(id.size())};
            t.strings += id;
            for (std::array<float, 3>* corner : {&e.boxMin, &e.boxMax}) (*corner)[0] += x, (*corner)[1] += y;
            t.elements.push_back(e);
        }
        for (std::uint32_t i = 0; i < tiles; ++i) {
            city::Tile tile = t.tiles[i];
            tile.west += x;
            tile.south += y;
            tile.firstDraw += k * draws;
            tile.firstTree += k * trees;
            t.tiles.push_back(tile);
        }
        for (std::uint32_t i = 0; i < draws; ++i) {
            city::Draw draw = t.draws[i];
            draw.centre[0] += x;
            draw.centre[1] += y;
            draw.element += k * elements;
            draw.tile += k * tiles;
            t.draws.push_back(draw);
        }
        for (std::uint32_t i = 0; i < trees; ++i) {
            city::Tree tree = t.trees[i];
            tree.foot[0] += x;
            tree.foot[1] += y;
            tree.element += k * elements;
            t.trees.push_back(tree);
        }
    }
    return whole;
}

}  // namespace twin::bake
