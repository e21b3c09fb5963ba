#include "tools/bake/town/drape.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "scene/base/hash.h"
#include "tools/bake/pack/simplify.h"

namespace twin::bake {

namespace {

// Texture coordinates start again after this many metres, by level: a whole number of every marking's period (12 m), and
// with the length of a piece still below 64, where half floats are fine (format.h). On the coarsest ground, where a lane is
// some pixels wide, all is one place beside the markings: without seams most of the triangles can go.
constexpr std::array<double, 3> kWrapM{48, 36, 0};
constexpr glm::dvec2 kBesideMarkings{1.2, 7};
constexpr double kLargestCutM =
    32;  // pieces on the coarsest ground are cut smaller than its triangles, for the same reason

using Outline = std::vector<glm::dvec2>;

Outline cut(const Outline& outline, glm::dvec2 normal, double limit) {
    Outline kept;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const glm::dvec2 a = outline[i], b = outline[(i + 1) % outline.size()];
        const double da = glm::dot(a, normal) - limit, db = glm::dot(b, normal) - limit;
        if (da <= 0) kept.push_back(a);
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) kept.push_back(glm::mix(a, b, da / (da - db)));
    }
    return kept;
}

double areaOf(const Outline& outline) { return outline.size() < 3 ? 0 : signedArea(outline); }

glm::vec3 groundNormal(const HeightField& field, glm::dvec2 p) {
    const double h = field.stepM() / 2;
    const double dx = (field.heightM(p + glm::dvec2{h, 0}) - field.heightM(p - glm::dvec2{h, 0})) / (2 * h);
    const double dy = (field.heightM(p + glm::dvec2{0, h}) - field.heightM(p - glm::dvec2{0, h})) / (2 * h);
    return glm::vec3{glm::normalize(glm::dvec3{-dx, -dy, 1})};
}

/// Adds convex pieces, sharing corners between them.
class PieceWriter {
public:
    PieceWriter(TileMeshes& out, const HeightField& field, double wrapM, const Assembler& assembler, const Cloth& cloth)
        : out_{out}, field_{field}, wrapM_{wrapM}, assembler_{assembler}, cloth_{cloth} {}

    void add(const Outline& piece) {
        if (areaOf(piece) < 1e-3) return;
        glm::dvec2 middle{};
        for (const glm::dvec2 p : piece) middle += p / static_cast<double>(piece.size());
        const std::size_t tile = assembler_.tileAt(middle);
        Mesh& mesh = out_[tile];
        double lowest = 1e300, leftmost = 1e300;
        std::vector<glm::dvec2> uvs;
        for (const glm::dvec2 p : piece) {
            uvs.push_back(wrapM_ == 0 ? kBesideMarkings : cloth_.uv ? cloth_.uv(p) : p - assembler_.tileCorner(tile));
            lowest = std::min(lowest, uvs.back().y);
            leftmost = std::min(leftmost, uvs.back().x);
        }
        const double wrap = wrapM_ == 0 ? 0 : std::floor(lowest / wrapM_) * wrapM_;
        const double wrapU = wrapM_ == 0 || cloth_.uv
                                 ? 0
                                 : std::floor(leftmost / wrapM_) * wrapM_;  // across a street u counts from its edge
        std::vector<std::uint32_t> corners;
        for (std::size_t i = 0; i < piece.size(); ++i)
            corners.push_back(vertex(mesh, tile, piece[i], uvs[i] - glm::dvec2{wrapU, wrap}));
        for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
            if (corners[0] != corners[i] && corners[i] != corners[i + 1] && corners[i + 1] != corners[0]) {
                mesh.indices.insert(mesh.indices.end(), {corners[0], corners[i], corners[i + 1]});
            }
        }
    }

private:
    struct Key {
        std::size_t tile;
        std::int64_t x, y, u, v;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& k) const noexcept { return hash64(std::as_bytes(std::span{&k, 1})); }
    };
    std::uint32_t vertex(Mesh& mesh, std::size_t tile, glm::dvec2 p, glm::dvec2 uv) {
        const Key key{tile, std::llround(p.x * 64), std::llround(p.y * 64), std::llround(uv.x * 4),
                      std::llround(uv.y * 4)};
        const auto [at, fresh] = known_.emplace(key, static_cast<std::uint32_t>(mesh.vertices.size()));
        if (fresh) {
            MeshVertex v;
            v.position = {p, field_.heightM(p) + cloth_.liftM};
            v.normal = groundNormal(field_, p);
            v.uv = glm::vec2{uv};
            v.material = cloth_.material;
            mesh.vertices.push_back(v);
        }
        return at->second;
    }

    TileMeshes& out_;
    const HeightField& field_;
    double wrapM_;
    const Assembler& assembler_;
    const Cloth& cloth_;
    std::unordered_map<Key, std::uint32_t, KeyHash> known_;
};

/// Where a segment crosses the lines of the ground's triangles, as shares of its length, with both ends.
std::vector<double> crossings(const HeightField& field, glm::dvec2 a, glm::dvec2 b) {
    std::vector<double> at{0, 1};
    const glm::dvec2 origin{field.extent().west, field.extent().south};
    const auto family = [&](double from, double to) {
        const double low = std::min(from, to), high = std::max(from, to);
        for (double k = std::ceil(low); k <= high; k += 1) {
            if (high - low > 1e-9) at.push_back((k - from) / (to - from));
        }
    };
    const glm::dvec2 p = (a - origin) / field.stepM(), q = (b - origin) / field.stepM();
    family(p.x, q.x);
    family(p.y, q.y);
    family(p.x - p.y, q.x - q.y);
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end(), [](double x, double y) { return y - x < 1e-6; }), at.end());
    return at;
}

}  // namespace

void drape(TileMeshes& out, const Terrain& terrain, std::size_t level, const Assembler& assembler,
           std::span<const std::array<glm::dvec2, 3>> triangles, const Cloth& cloth) {
    const HeightField& field = terrain.levels[level];
    const double step = std::min(field.stepM(), kLargestCutM);
    const glm::dvec2 origin{field.extent().west, field.extent().south};
    PieceWriter writer{out, field, kWrapM[level], assembler, cloth};
    for (const auto& triangle : triangles) {
        const Box box = boxOf(triangle);
        const double c1 = std::floor((box.max.x - origin.x) / step);
        for (double c = std::floor((box.min.x - origin.x) / step); c <= c1; c += 1) {
            const double west = origin.x + c * step;
            Outline column = cut(cut({triangle.begin(), triangle.end()}, {-1, 0}, -west), {1, 0}, west + step);
            if (column.size() < 3) continue;
            const Box tall = boxOf(column);
            const double r1 = std::floor((tall.max.y - origin.y) / step);
            for (double r = std::floor((tall.min.y - origin.y) / step); r <= r1; r += 1) {
                const double south = origin.y + r * step;
                const Outline cell = cut(cut(column, {0, -1}, -south), {0, 1}, south + step);
                if (cell.size() < 3) continue;
                const double diagonal = west - south;  // x - y on the line from the cell's south-west corner
                writer.add(cut(cell, {1, -1}, diagonal));
                writer.add(cut(cell, {-1, 1}, -diagonal));
            }
        }
    }
}

void drapeEdges(TileMeshes& out, const Terrain& terrain, const Assembler& assembler, const Area& area, double topM,
                double bottomM, MaterialIndex material) {
    const HeightField& field = terrain.levels[0];
    const auto ringEdges = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const glm::dvec2 a = ring[i], b = ring[(i + 1) % ring.size()];
            const double length = glm::distance(a, b);
            if (length < 1e-3) continue;
            const glm::dvec2 outward = -leftOf((b - a) / length);
            const std::vector<double> at = crossings(field, a, b);
            for (std::size_t k = 1; k < at.size(); ++k) {
                const glm::dvec2 p = glm::mix(a, b, at[k - 1]), q = glm::mix(a, b, at[k]);
                Mesh& mesh = out[assembler.tileAt((p + q) / 2.0)];
                const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
                for (const auto& [place, lift] : {std::pair{p, bottomM}, {q, bottomM}, {q, topM}, {p, topM}}) {
                    MeshVertex v;
                    v.position = {place, field.heightM(place) + lift};
                    v.normal = {outward, 0};
                    v.uv = {static_cast<float>(glm::distance(place, p)), static_cast<float>(lift - bottomM)};
                    v.material = material;
                    v.occlusion = lift == topM ? 1.0F : 0.7F;
                    mesh.vertices.push_back(v);
                }
                mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
            }
        }
    };
    for (const PolygonWithHoles& polygon : area.polygons()) {
        ringEdges(polygon.outer);
        for (const Ring& hole : polygon.holes) ringEdges(hole);
    }
}

void DrapedElement::lay(const Area& area, const Cloth& cloth, std::size_t farthest) {
    const auto triangles = area.triangles();
    for (std::size_t level = 0; level <= farthest; ++level)
        drape(levels_[level], terrain_, level, assembler_, triangles, cloth);
}

void DrapedElement::edges(const Area& area, double topM, double bottomM, MaterialIndex material) {
    drapeEdges(levels_[0], terrain_, assembler_, area, topM, bottomM, material);
}

void DrapedElement::finish(std::uint32_t element, std::uint32_t flags) {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        for (auto& [tile, mesh] : levels_[level]) {
            const std::array<float, 4>& farM = terrain_.farM(tile);
            if (farM[level] >= farM[level + 1]) continue;
            if (terrain_.drapeErrorM[level] > 0) {
                simplify(mesh, terrain_.drapeErrorM[level], false);
                dropUnused(mesh);
            }
            assembler_.addTileMesh(element, tile, mesh, {flags, farM[level], farM[level + 1]}, &spheres_[tile]);
        }
        levels_[level].clear();
    }
}

}  // namespace twin::bake
