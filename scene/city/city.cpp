#include "scene/city/city.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <future>
#include <set>
#include <string>

#include "scene/base/hash.h"
#include "scene/city/blocks.h"
#include "scene/city/pack.h"

namespace twin::city {

namespace {

Error damaged(std::string_view name, const std::string& detail) {
    return {Errc::BadData, std::string{name} + ": " + detail + "; bake the town again with twin-bake"};
}

/// Header and section table, checked against the size of the file.
Result<std::span<const PackSection>> readTable(std::span<const std::byte> bytes, std::string_view name,
                                               std::uint64_t& contentHash) {
    if (bytes.empty()) return damaged(name, "the file is empty");
    PackHeader header;
    if (bytes.size() < sizeof header) return damaged(name, "the file is shorter than its header");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != kMagic) return damaged(name, "this is not a .city file (wrong first bytes)");
    if (header.version > kVersion) {
        return Error{Errc::Unsupported, std::string{name} + ": made by a newer program (format " +
                                            std::to_string(header.version) + ", this program reads " +
                                            std::to_string(kVersion) + "); update the program"};
    }
    if (header.version < kVersion)
        return damaged(name, "made by an older program (format " + std::to_string(header.version) + ")");
    if (header.fileBytes != bytes.size()) {
        return damaged(name, "the file has " + std::to_string(bytes.size()) + " bytes, its header says " +
                                 std::to_string(header.fileBytes) + " (cut short or appended to)");
    }
    if (header.sectionCount > 64 || sizeof header + header.sectionCount * sizeof(PackSection) > bytes.size()) {
        return damaged(name, "the section table does not fit into the file");
    }
    // The mapping is page-aligned and the table follows a 32-byte header, so the cast is aligned.
    const std::span<const PackSection> table{reinterpret_cast<const PackSection*>(bytes.data() + sizeof header),
                                             header.sectionCount};
    if (hash64(std::as_bytes(table)) != header.contentHash)
        return damaged(name, "the section table is damaged (checksum differs)");
    contentHash = header.contentHash;
    return table;
}

Result<Ok> checkSection(std::span<const std::byte> bytes, const PackSection& section, std::string_view name) {
    const std::string label = "section " + sectionName(section.id);
    if (section.offset % kSectionAlignment != 0) return damaged(name, label + " is not aligned");
    if (section.offset > bytes.size() || section.bytes > bytes.size() - section.offset)
        return damaged(name, label + " reaches past the end of the file");
    if (section.elementBytes == 0) return damaged(name, label + " has entries of no size");
    return Ok{};
}

/// Sections of which open() reads nothing.
bool readByBlock(SectionId id) {
    return id == SectionId::Draws || id == SectionId::Vertices || id == SectionId::Indices || id == SectionId::Trees;
}

Result<Ok> checkBytes(std::span<const std::byte> bytes, const PackSection& section, std::string_view name) {
    const std::string label = "section " + sectionName(section.id);
    if (hash64(bytes.subspan(section.offset, section.bytes)) != section.checksum)
        return damaged(name, label + " is damaged (checksum differs)");
    return Ok{};
}

/// Of all sections that are read block by block, or of all others.
Result<Ok> checkAllBytes(std::span<const std::byte> bytes, std::span<const PackSection> table, bool byBlock,
                         std::string_view name) {
    for (const PackSection& section : table) {
        if (readByBlock(section.id) != byBlock) continue;
        if (auto good = checkBytes(bytes, section, name); !good) return good;
    }
    return Ok{};
}

class Binder {
public:
    Binder(std::span<const std::byte> bytes, std::span<const PackSection> table, std::string_view name)
        : bytes_{bytes}, table_{table}, name_{name} {}

    Result<std::span<const std::byte>> raw(SectionId id, std::size_t elementBytes) const {
        const auto found =
            std::find_if(table_.begin(), table_.end(), [id](const PackSection& s) { return s.id == id; });
        if (found == table_.end()) return damaged(name_, "section " + sectionName(id) + " is missing");
        if (found->elementBytes != elementBytes || found->bytes % elementBytes != 0) {
            return damaged(name_, "section " + sectionName(id) + " has entries of the wrong size");
        }
        return bytes_.subspan(found->offset, found->bytes);
    }
    /// As table(), but a pack may go without it.
    template <class T>
    Result<Ok> tableIfThere(SectionId id, std::span<const T>& out) const {
        const auto is = [id](const PackSection& s) { return s.id == id; };
        return std::any_of(table_.begin(), table_.end(), is) ? table(id, out) : Result<Ok>{Ok{}};
    }
    template <class T>
    Result<Ok> table(SectionId id, std::span<const T>& out) const {
        const auto found = raw(id, sizeof(T));
        if (!found) return found.error();
        out = {reinterpret_cast<const T*>(found->data()), found->size() / sizeof(T)};
        return Ok{};
    }
    Result<Ok> text(SectionId id, std::string_view& out) const {
        const auto found = raw(id, 1);
        if (!found) return found.error();
        out = {reinterpret_cast<const char*>(found->data()), found->size()};
        return Ok{};
    }
    template <class T>
    Result<Ok> grid(SectionId id, const GridHeader*& header, std::span<const T>& out) const {
        const auto found = raw(id, 1);
        if (!found) return found.error();
        if (found->size() < sizeof(GridHeader))
            return damaged(name_, "section " + sectionName(id) + " is shorter than its header");
        header = reinterpret_cast<const GridHeader*>(found->data());
        const std::uint64_t cells = std::uint64_t{header->columns} * header->rows;
        const bool sane = header->columns >= 2 && header->rows >= 2 && header->columns <= 65536 &&
                          header->rows <= 65536 && header->stepM > 0 && std::isfinite(header->stepM) &&
                          std::isfinite(header->westM) && std::isfinite(header->southM) && std::isfinite(header->zeroM);
        if (!sane || cells * sizeof(T) != found->size() - sizeof(GridHeader)) {
            return damaged(name_, "section " + sectionName(id) + " does not hold the grid its header describes");
        }
        out = {reinterpret_cast<const T*>(found->data() + sizeof(GridHeader)), static_cast<std::size_t>(cells)};
        return Ok{};
    }

private:
    std::span<const std::byte> bytes_;
    std::span<const PackSection> table_;
    std::string_view name_;
};

}  // namespace

Result<City> City::open(const std::filesystem::path& path) {
    Result<MappedFile> file = MappedFile::open(path);
    if (!file) return file.error();
    const std::span<const std::byte> bytes = file->bytes();
    Result<City> city = view(bytes, path.string());
    if (!city) return city;
    city->file_ = std::move(*file);
    city->forget(bytes);  // what was read to be checked will mostly not be needed for long
    return city;
}

Result<City> City::view(std::span<const std::byte> bytes, std::string_view nameInErrors) {
    City city;
    city.bytes_ = bytes;
    city.name_ = nameInErrors;
    const auto table = readTable(bytes, nameInErrors, city.contentHash_);
    if (!table) return table.error();
    city.sections_ = *table;
    std::set<SectionId> seen;
    for (const PackSection& section : *table) {
        if (const auto good = checkSection(bytes, section, nameInErrors); !good) return good.error();
        if (!seen.insert(section.id).second)
            return damaged(nameInErrors, "section " + sectionName(section.id) + " stands twice");
    }
    // A large town's checksums are worked out beside the other checks: the program waits for both at its start.
    constexpr std::size_t kLarge = 8U << 20U;
    std::future<Result<Ok>> sums = std::async(bytes.size() >= kLarge ? std::launch::async : std::launch::deferred,
                                              [&] { return checkAllBytes(bytes, *table, false, nameInErrors); });
    const Result<Ok> sound = city.checkTables(nameInErrors);
    if (const auto good = sums.get(); !good) return good.error();
    if (!sound) return sound.error();
    return city;
}

Result<Ok> City::checkTables(std::string_view name) {
    if (auto bound = bind(name); !bound) return bound;
    if (auto whole = checkReferences(name); !whole) return whole;
    return checkBlocks(name);
}

Result<Ok> City::bind(std::string_view name) {
    const Binder binder{bytes_, sections_, name};
    for (const Result<Ok>& step : {binder.text(SectionId::Meta, meta_),
                                   binder.text(SectionId::Strings, strings_),
                                   binder.table(SectionId::Elements, elements_),
                                   binder.table(SectionId::Materials, materials_),
                                   binder.table(SectionId::Tiles, tiles_),
                                   binder.table(SectionId::Blocks, blocks_),
                                   binder.table(SectionId::Draws, draws_),
                                   binder.table(SectionId::Vertices, vertices_),
                                   binder.table(SectionId::Indices, indices_),
                                   binder.table(SectionId::Trees, trees_),
                                   binder.table(SectionId::Species, species_),
                                   binder.table(SectionId::Labels, labels_),
                                   binder.tableIfThere(SectionId::Paths, paths_),
                                   binder.tableIfThere(SectionId::PathPoints, pathPoints_),
                                   binder.tableIfThere(SectionId::Lamps, lamps_),
                                   binder.tableIfThere(SectionId::Members, members_),
                                   binder.text(SectionId::Strategy, strategy_),
                                   binder.text(SectionId::Views, views_),
                                   binder.text(SectionId::Audit, audit_),
                                   binder.grid(SectionId::Heights, heightGrid_, heightsCm_),
                                   binder.grid(SectionId::Cover, coverGrid_, cover_)}) {
        if (!step) return step.error();
    }
    return Ok{};
}

Result<Ok> City::checkReferences(std::string_view name) const {
    const auto bad = [&](const char* table, std::size_t index, const char* field) {
        return damaged(name,
                       std::string{table} + " " + std::to_string(index) + ": " + field + " points outside its table");
    };
    const auto textInside = [&](StringRef ref) { return std::uint64_t{ref.offset} + ref.bytes <= strings_.size(); };
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        const Element& e = elements_[i];
        if (!textInside(e.idText) || !textInside(e.name) || !textInside(e.kind) || !textInside(e.source))
            return bad("element", i, "text");
        if (e.layer >= Layer::Count || e.basis > Basis::Assumed) return bad("element", i, "layer or basis");
    }
    for (std::size_t i = 0; i < materials_.size(); ++i) {
        if (materials_[i].kind >= MaterialKind::Count) return bad("material", i, "kind");
    }
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        const Tile& t = tiles_[i];
        if (std::uint64_t{t.firstDraw} + t.drawCount > draws_.size()) return bad("tile", i, "draw range");
        if (std::uint64_t{t.firstTree} + t.treeCount > trees_.size()) return bad("tile", i, "tree range");
    }
    for (std::size_t i = 0; i < species_.size(); ++i) {
        const Species& s = species_[i];
        if (!textInside(s.id) || !textInside(s.polish) || !textInside(s.latin) || !textInside(s.english) ||
            !textInside(s.ukrainian))
            return bad("species", i, "text");
        if (s.form >= TreeForm::Count) return bad("species", i, "form");
    }
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (!textInside(labels_[i].name) ||
            (labels_[i].element != 0xFFFFFFFFU && labels_[i].element >= elements_.size()))
            return bad("label", i, "text or element");
    }
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        const Path& p = paths_[i];
        if (p.pointCount < 2 || std::uint64_t{p.firstPoint} + p.pointCount > pathPoints_.size())
            return bad("path", i, "point range");
        const bool sane = p.widthM > 0 && p.widthM < 1000 && p.sidewalkM >= 0 && p.sidewalkM < 1000;
        if (!sane || p.kind >= PathClass::Count) return bad("path", i, "width or class");
    }
    for (std::size_t i = 0; i < pathPoints_.size(); ++i) {
        const PathPoint& p = pathPoints_[i];
        const bool near = std::abs(p.x) < 1e6F && std::abs(p.y) < 1e6F && std::abs(p.z) < 1e5F;  // false for NaN too
        if (!near) return bad("path point", i, "place");
    }
    for (std::size_t i = 0; i < lamps_.size(); ++i) {
        const Lamp& lamp = lamps_[i];
        if (lamp.element >= elements_.size()) return bad("lamp", i, "element");
        const auto placed = [](float metres) { return std::abs(metres) <= 1e6F; };  // false for NaN too
        if (!placed(lamp.at[0]) || !placed(lamp.at[1]) || !placed(lamp.at[2]) ||
            !(lamp.reachM >= 0.5F && lamp.reachM <= 200.0F))
            return damaged(name, "lamp " + std::to_string(i) + " has no place or reach that a lamp can have");
    }
    for (std::size_t i = 0; i < members_.size(); ++i) {
        const Member& m = members_[i];
        if (m.element >= elements_.size() || m.together >= elements_.size() || m.draw >= draws_.size())
            return bad("member", i, "element or draw");
        const auto orderOf = [](const Member& row) { return std::pair{row.draw, row.firstIndex}; };
        if (i > 0 && orderOf(members_[i - 1]) >= orderOf(m))
            return damaged(name, "member " + std::to_string(i) + " is out of order");
    }
    for (const std::uint8_t value : cover_) {
        if (value >= static_cast<std::uint8_t>(CoverClass::Count))
            return damaged(name, "section COVE holds an unknown ground class");
    }
    return Ok{};
}

Result<Ok> City::checkBlocks(std::string_view name) const {
    std::uint64_t draw = 0, tree = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const Block& b = blocks_[i];
        const auto bad = [&](const char* what) { return damaged(name, "block " + std::to_string(i) + " " + what); };
        if (b.tile >= tiles_.size()) return bad("lies in a tile that is not there");
        if ((b.drawCount > 0 && b.firstDraw != draw) || (b.treeCount > 0 && b.firstTree != tree))
            return bad("does not begin where the one before it ends");
        draw += b.drawCount;
        tree += b.treeCount;
        if (std::uint64_t{b.firstDraw} + b.drawCount > draws_.size() ||
            std::uint64_t{b.firstTree} + b.treeCount > trees_.size() ||
            std::uint64_t{b.firstVertex} + b.vertexCount > vertices_.size() ||
            std::uint64_t{b.firstIndex} + b.indexCount > indices_.size())
            return bad("reaches past the end of a table");
        const auto sane = [](float metres) { return std::abs(metres) <= 1e30F; };  // false for NaN too
        bool bounded = sane(b.radiusM) && sane(b.lodNearM) && sane(b.lodFarM);
        for (std::size_t k = 0; k < 3; ++k) bounded = bounded && sane(b.low[k]) && sane(b.high[k]);
        if (!bounded) return bad("has no bounds that a block can have");
    }
    if (draw != draws_.size() || tree != trees_.size()) return damaged(name, "section BLCK leaves draws or trees out");
    return Ok{};
}

Result<BlockView> City::block(std::size_t index) const {
    const Block& b = blocks_[index];
    const auto fault = [&](const char* section, const std::string& what) {
        return damaged(name_, "section " + std::string{section} + ", block " + std::to_string(index) + " " + what);
    };
    const BlockBytes bytes =
        bytesOf(b, {std::as_bytes(draws_), std::as_bytes(vertices_), std::as_bytes(indices_), std::as_bytes(trees_)});
    const std::array<std::uint32_t, 4> sums = checksumsOf(bytes);
    static constexpr std::array<const char*, 4> kSections{"DRAW", "VERT", "INDX", "TREE"};
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (sums[i] != b.checksums[i]) return fault(kSections[i], "is damaged (checksum differs)");
    }
    const auto bad = [&](const char* section, const char* table, std::size_t row, const char* field) {
        return fault(section, std::string{"has a "} + table + " " + std::to_string(row) + ": " + field +
                                  " points outside its table");
    };
    const BlockView view{draws_.subspan(b.firstDraw, b.drawCount), vertices_.subspan(b.firstVertex, b.vertexCount),
                         indices_.subspan(b.firstIndex, b.indexCount), trees_.subspan(b.firstTree, b.treeCount)};
    const std::uint64_t endVertex = std::uint64_t{b.firstVertex} + b.vertexCount;
    const std::uint64_t endIndex = std::uint64_t{b.firstIndex} + b.indexCount;
    for (std::size_t i = 0; i < view.draws.size(); ++i) {
        const Draw& d = view.draws[i];
        const std::size_t row = b.firstDraw + i;
        if (d.firstIndex < b.firstIndex || std::uint64_t{d.firstIndex} + d.indexCount > endIndex ||
            d.indexCount % 3 != 0)
            return bad("DRAW", "draw", row, "index range");
        if (d.element >= elements_.size() || d.tile != b.tile) return bad("DRAW", "draw", row, "element or tile");
        if (d.vertexOffset < 0 || static_cast<std::uint64_t>(d.vertexOffset) < b.firstVertex ||
            static_cast<std::uint64_t>(d.vertexOffset) > endVertex)
            return bad("DRAW", "draw", row, "vertex offset");
        const std::uint64_t room = endVertex - static_cast<std::uint64_t>(d.vertexOffset);
        std::uint32_t most = 0;
        for (const std::uint32_t vertex : indices_.subspan(d.firstIndex, d.indexCount)) most = std::max(most, vertex);
        if (d.indexCount > 0 && most >= room) return bad("INDX", "draw", row, "vertex index");
    }
    for (std::size_t i = 0; i < view.vertices.size(); ++i) {
        if (view.vertices[i].material >= materials_.size()) return bad("VERT", "vertex", b.firstVertex + i, "material");
    }
    for (std::size_t i = 0; i < view.trees.size(); ++i) {
        if (view.trees[i].element >= elements_.size() || view.trees[i].species >= species_.size())
            return bad("TREE", "tree", b.firstTree + i, "element or species");
        if (i > 0 && species_[view.trees[i].species].form < species_[view.trees[i - 1].species].form)
            return fault("TREE", "has a tree " + std::to_string(b.firstTree + i) + " that is out of order");
    }
    return view;
}

Result<Ok> City::checkAll() const {
    if (auto good = checkAllBytes(bytes_, sections_, true, name_); !good) return good;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        if (const auto good = block(i); !good) return good.error();
    }
    return Ok{};
}

void City::forgetBlocks() const noexcept {
    forget(std::as_bytes(draws_));
    forget(std::as_bytes(vertices_));
    forget(std::as_bytes(indices_));
    forget(std::as_bytes(trees_));
}

}  // namespace twin::city
