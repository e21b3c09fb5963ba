// scene/city/city.h: a read-only view over a mapped `.city` file.
//
// open() checks everything but the four tables that are read by block before it returns: magic, version, size, alignment,
// bounds, checksums, and that every index in a table points inside the table it names; of DRAW, VERT, INDX and TREE not a
// byte is read. Of those, block() hands out a part when it is asked for, checked; draws(), vertices(), indices() and
// trees() may be looked into only where block() has succeeded, or all over after checkAll().
// Immutable after open; safe to share between threads. Views live as long as the City.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "scene/base/files.h"
#include "scene/base/result.h"
#include "scene/city/format.h"

namespace twin::city {

/// One block of the town, checked: every index in it points inside the table it names.
struct BlockView {
    std::span<const Draw> draws;
    std::span<const Vertex> vertices;
    std::span<const std::uint32_t> indices;
    std::span<const Tree> trees;
};

class City {
public:
    /// Errors name the file, the section and the remedy ("bake it again", "update the program").
    [[nodiscard]] static Result<City> open(const std::filesystem::path& path);
    /// The same checks over bytes already in memory (tests, fuzzing); the bytes must outlive the City.
    [[nodiscard]] static Result<City> view(std::span<const std::byte> bytes, std::string_view nameInErrors);

    /// Reads and checks the bytes of one of blocks(), each time. Errors name the file, the section, the block, the remedy.
    [[nodiscard]] Result<BlockView> block(std::size_t index) const;
    /// The rest of what can be checked: the large sections as wholes, and every block.
    [[nodiscard]] Result<Ok> checkAll() const;

    [[nodiscard]] std::uint64_t contentHash() const noexcept { return contentHash_; }
    [[nodiscard]] std::uint64_t fileBytes() const noexcept { return bytes_.size(); }
    [[nodiscard]] std::span<const PackSection> sections() const noexcept { return sections_; }

    [[nodiscard]] std::span<const Element> elements() const noexcept { return elements_; }
    [[nodiscard]] std::span<const Material> materials() const noexcept { return materials_; }
    [[nodiscard]] std::span<const Tile> tiles() const noexcept { return tiles_; }
    [[nodiscard]] std::span<const Block> blocks() const noexcept { return blocks_; }
    [[nodiscard]] std::span<const Draw> draws() const noexcept { return draws_; }
    [[nodiscard]] std::span<const Vertex> vertices() const noexcept { return vertices_; }
    [[nodiscard]] std::span<const std::uint32_t> indices() const noexcept { return indices_; }
    [[nodiscard]] std::span<const Tree> trees() const noexcept { return trees_; }
    [[nodiscard]] std::span<const Species> species() const noexcept { return species_; }
    [[nodiscard]] std::span<const Label> labels() const noexcept { return labels_; }
    [[nodiscard]] std::span<const Path> paths() const noexcept { return paths_; }  ///< none in a town without streets
    [[nodiscard]] std::span<const PathPoint> pathPoints() const noexcept { return pathPoints_; }
    [[nodiscard]] std::span<const Lamp> lamps() const noexcept { return lamps_; }  ///< none in a town without
    [[nodiscard]] std::span<const Member> members() const noexcept {
        return members_;
    }  ///< none where all are drawn alone
    [[nodiscard]] const GridHeader& heightGrid() const noexcept { return *heightGrid_; }
    [[nodiscard]] std::span<const std::uint16_t> heightsCm() const noexcept { return heightsCm_; }
    [[nodiscard]] const GridHeader& coverGrid() const noexcept { return *coverGrid_; }
    [[nodiscard]] std::span<const std::uint8_t> cover() const noexcept { return cover_; }
    [[nodiscard]] std::string_view metaJson() const noexcept { return meta_; }
    [[nodiscard]] std::string_view strategyJson() const noexcept { return strategy_; }
    [[nodiscard]] std::string_view viewsJson() const noexcept { return views_; }
    [[nodiscard]] std::string_view auditJson() const noexcept { return audit_; }

    [[nodiscard]] std::string_view text(StringRef ref) const noexcept { return strings_.substr(ref.offset, ref.bytes); }

    /// Bytes of a table that will not be read again soon (they have gone to the device): their memory may be taken back.
    void forget(std::span<const std::byte> part) const noexcept { file_.forget(part); }
    /// The four tables that are read by block.
    void forgetBlocks() const noexcept;

private:
    /// Binds the tables and checks what they say of each other; reads whatever the bytes hold, so checksums can wait.
    [[nodiscard]] Result<Ok> checkTables(std::string_view name);
    [[nodiscard]] Result<Ok> bind(std::string_view name);
    [[nodiscard]] Result<Ok> checkReferences(std::string_view name) const;
    [[nodiscard]] Result<Ok> checkBlocks(std::string_view name) const;

    MappedFile file_;
    std::string name_;  ///< in errors
    std::span<const std::byte> bytes_;
    std::uint64_t contentHash_ = 0;
    std::span<const PackSection> sections_;
    std::span<const Element> elements_;
    std::span<const Material> materials_;
    std::span<const Tile> tiles_;
    std::span<const Block> blocks_;
    std::span<const Draw> draws_;
    std::span<const Vertex> vertices_;
    std::span<const std::uint32_t> indices_;
    std::span<const Tree> trees_;
    std::span<const Species> species_;
    std::span<const Label> labels_;
    std::span<const Path> paths_;
    std::span<const PathPoint> pathPoints_;
    std::span<const Lamp> lamps_;
    std::span<const Member> members_;
    const GridHeader* heightGrid_ = nullptr;
    std::span<const std::uint16_t> heightsCm_;
    const GridHeader* coverGrid_ = nullptr;
    std::span<const std::uint8_t> cover_;
    std::string_view strings_, meta_, strategy_, views_, audit_;
};

}  // namespace twin::city
