// tools/bake/pack/assembler.h: elements, draws, trees and labels of the town on their way into the pack.
#pragma once

#include <array>
#include <compare>
#include <glm/glm.hpp>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "scene/city/format.h"
#include "tools/bake/mesh.h"
#include "tools/bake/source/sources.h"
#include "tools/bake/terrain/terrain.h"

namespace twin::bake {

inline constexpr std::uint32_t kNoElement = 0xFFFFFFFFU;

struct ElementSpec {
    std::string id, name, kind;
    Provenance provenance;
    Life life;
    city::Layer layer = city::Layer::Buildings;
};

struct Sphere {
    glm::dvec3 centre{};
    double radiusM = 0;
};

[[nodiscard]] Sphere sphereOf(const Mesh& mesh);

struct DrawOptions {
    std::uint32_t flags = 0;
    float nearM = 0, farM = 1e9F;
};

/// Collects everything that stands in tables of the pack. Order of calls is order in the file.
class Assembler {
public:
    explicit Assembler(Extent extent);

    [[nodiscard]] std::size_t tileColumns() const noexcept { return columns_; }
    [[nodiscard]] std::size_t tileRows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t tileAt(glm::dvec2 p) const;
    [[nodiscard]] glm::dvec2 tileCorner(std::size_t tile) const;  ///< south-west

    std::uint32_t addElement(const ElementSpec& spec);
    /// Town coordinates; cut into tiles where it reaches farther than a tile's overhang.
    /// @param sphere  about all of it, when several draws must change their level at the same distance
    void addMesh(std::uint32_t element, const Mesh& mesh, const DrawOptions& options, const Sphere* sphere = nullptr);
    /// What addMesh() cuts a mesh into; `exact` as in cutIntoTiles().
    [[nodiscard]] std::map<std::size_t, Mesh> byTile(const Mesh& mesh, bool exact = false) const;
    /// All of it in one tile.
    void addTileMesh(std::uint32_t element, std::size_t tile, const Mesh& mesh, const DrawOptions& options,
                     const Sphere* sphere = nullptr);
    /// Drawn in one with all that were added for the same part of a tile with the same options and stand for good; alone
    /// where its element has dates or a task. Levels go by the tile's distance; `element` keeps it in its box either way.
    /// @param parts  a tile is cut into parts x parts blocks
    void addMerged(std::uint32_t element, const Mesh& mesh, const DrawOptions& options, std::size_t parts);
    /// The coarsest level of a thing that is drawn alone near by (options.nearM on, farM does not count): it goes on until
    /// its tile is so far that `errorM` is a pixel in all of it, and from there all of a tile that stand for good are one draw
    /// (city::Member). A thing with dates or a task stays alone.
    void addTogether(std::uint32_t element, std::size_t tile, const Mesh& mesh, const DrawOptions& options,
                     double errorM, const Sphere& sphere);
    void addTree(const city::Tree& tree);
    void addLabel(glm::dvec3 at, city::LabelKind kind, const std::string& name, std::uint32_t element,
                  double headingDeg);
    void addLamp(const KitLamp& lamp, std::uint32_t element);
    /// Grows the element's box without drawing anything (a forest's ground, a tree's crown).
    void include(std::uint32_t element, glm::dvec3 p);

    city::StringRef text(const std::string& text);

    struct Tables {
        std::vector<city::Element> elements;
        std::vector<city::Tile> tiles;
        std::vector<city::Draw> draws;
        std::vector<city::Vertex> vertices;
        std::vector<std::uint32_t> indices;
        std::vector<city::Tree> trees;
        std::vector<city::Label> labels;
        std::vector<city::Path> paths;
        std::vector<city::PathPoint> pathPoints;
        std::vector<city::Lamp> lamps;
        std::vector<city::Member> members;
        std::string strings;
    };
    /// @param path without its points, which are given here; at least two
    void addPath(city::Path path, std::span<const glm::dvec3> points);
    /// Groups draws and trees by tile, and draws, vertices and indices there by level, so that a renderer can bring them
    /// as they are seen (city::Block). Empty boxes become a point. Call once.
    [[nodiscard]] Tables finish();

    [[nodiscard]] const std::vector<city::Element>& elements() const noexcept { return tables_.elements; }
    [[nodiscard]] bool hasDraws(std::size_t tile) const { return !tileDraws_[tile].empty(); }
    [[nodiscard]] std::size_t treeCount() const noexcept { return treeCount_; }
    [[nodiscard]] std::vector<std::uint32_t> elementsOfTask(int task) const;

private:
    /// What addMerged() gathers into one draw.
    struct MergeKey {
        std::size_t tile, part, parts;
        std::uint32_t flags;
        float nearM, farM;
        auto operator<=>(const MergeKey&) const = default;
    };
    void drawMerged();
    struct Together {
        std::uint32_t element = 0;
        Mesh mesh;
        DrawOptions options;
        double errorM = 0;
        Sphere sphere;
    };
    void drawTogether();
    [[nodiscard]] float tileFromM(std::size_t tile, std::span<const Together* const> members) const;
    [[nodiscard]] bool standsForGood(std::uint32_t element) const;
    /// Least and most height of what is drawn and grows in a tile.
    [[nodiscard]] std::pair<float, float> heightsOf(std::size_t tile) const;
    void nameDraws();

    /// Puts draws, vertices and indices of each tile together, nearest level first.
    void layOut();

    Extent extent_;
    std::size_t columns_, rows_, treeCount_ = 0;
    Tables tables_;
    std::vector<std::vector<city::Draw>> tileDraws_;
    std::unordered_map<std::int32_t, std::uint32_t> verticesAt_;  ///< how many a draw that starts there has
    std::vector<std::vector<city::Tree>> tileTrees_;
    std::map<MergeKey, std::vector<std::pair<std::uint32_t, Mesh>>> merged_;
    std::map<std::pair<std::size_t, std::uint32_t>, std::vector<Together>>
        together_;  ///< by tile and flags of the draw
    std::map<std::string, city::StringRef, std::less<>> textAt_;
};

[[nodiscard]] std::array<std::int8_t, 2> octahedral(glm::vec3 normal);
[[nodiscard]] std::uint16_t halfFloat(float value);

}  // namespace twin::bake
