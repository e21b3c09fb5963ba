#include "tools/bake/pack/assembler.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/packing.hpp>
#include <string_view>
#include <tuple>

#include "scene/base/hash.h"
#include "scene/city/blocks.h"
#include "tools/bake/pack/tile_cut.h"

namespace twin::bake {

namespace {

constexpr double kTile = city::kTileM, kOverhang = city::kOverhangM;

std::uint16_t quantised(double metres) {
    return static_cast<std::uint16_t>(
        std::clamp(std::lround(metres / static_cast<double>(city::kQuantumM)), 0L, 65535L));
}

city::Vertex packed(const MeshVertex& v, glm::dvec2 corner) {
    city::Vertex out;
    out.xq = quantised(v.position.x - corner.x + kOverhang);
    out.yq = quantised(v.position.y - corner.y + kOverhang);
    out.zq = quantised(v.position.z - static_cast<double>(city::kZeroHeightM));
    out.material = v.material;
    const auto oct = octahedral(v.normal);
    out.normalOctX = oct[0];
    out.normalOctY = oct[1];
    out.occlusion = static_cast<std::uint8_t>(std::lround(std::clamp(v.occlusion, 0.0F, 1.0F) * 255.0F));
    out.variant = v.variant;
    out.u = halfFloat(v.uv.x);
    out.v = halfFloat(v.uv.y);
    return out;
}

}  // namespace

std::array<std::int8_t, 2> octahedral(glm::vec3 n) {
    const float sum = std::abs(n.x) + std::abs(n.y) + std::abs(n.z);
    if (!(sum > 0)) return {0, 0};
    glm::vec2 p = glm::vec2{n.x, n.y} / sum;
    if (n.z < 0)
        p = (1.0F - glm::abs(glm::vec2{p.y, p.x})) * glm::vec2{p.x >= 0 ? 1.0F : -1.0F, p.y >= 0 ? 1.0F : -1.0F};
    const auto snorm = [](float x) {
        return static_cast<std::int8_t>(std::lround(std::clamp(x, -1.0F, 1.0F) * 127.0F));
    };
    return {snorm(p.x), snorm(p.y)};
}

Sphere sphereOf(const Mesh& mesh) {
    glm::dvec3 low{1e300}, high{-1e300};
    for (const MeshVertex& v : mesh.vertices) low = glm::min(low, v.position), high = glm::max(high, v.position);
    const glm::dvec3 centre = (low + high) / 2.0;
    double radius2 = 0;
    for (const MeshVertex& v : mesh.vertices) {
        const glm::dvec3 d = v.position - centre;
        radius2 = std::max(radius2, glm::dot(d, d));
    }
    return {centre, std::sqrt(radius2) + 0.01};
}

std::uint16_t halfFloat(float value) { return glm::packHalf1x16(value); }

Assembler::Assembler(Extent extent)
    : extent_{extent},
      columns_{static_cast<std::size_t>(std::lround((extent.east - extent.west) / kTile))},
      rows_{static_cast<std::size_t>(std::lround((extent.north - extent.south) / kTile))},
      tileDraws_(columns_ * rows_),
      tileTrees_(columns_ * rows_) {}

std::size_t Assembler::tileAt(glm::dvec2 p) const {
    const double c = std::clamp(std::floor((p.x - extent_.west) / kTile), 0.0, static_cast<double>(columns_ - 1));
    const double r = std::clamp(std::floor((p.y - extent_.south) / kTile), 0.0, static_cast<double>(rows_ - 1));
    return static_cast<std::size_t>(r) * columns_ + static_cast<std::size_t>(c);
}

glm::dvec2 Assembler::tileCorner(std::size_t tile) const {
    const std::size_t column = tile % columns_, row = tile / columns_;
    return {extent_.west + static_cast<double>(column) * kTile, extent_.south + static_cast<double>(row) * kTile};
}

city::StringRef Assembler::text(const std::string& text) {
    if (text.empty()) return {};
    const auto found = textAt_.find(text);
    if (found != textAt_.end()) return found->second;
    const city::StringRef ref{static_cast<std::uint32_t>(tables_.strings.size()),
                              static_cast<std::uint32_t>(text.size())};
    tables_.strings += text;
    textAt_.emplace(text, ref);
    return ref;
}

std::uint32_t Assembler::addElement(const ElementSpec& spec) {
    city::Element e;
    e.id = hash64(spec.id);
    e.idText = text(spec.id);
    e.name = text(spec.name);
    e.kind = text(spec.kind);
    e.source = text(spec.provenance.source);
    e.workFrom = spec.life.workFrom;
    e.standsFrom = spec.life.standsFrom;
    e.demolishFrom = spec.life.demolishFrom;
    e.goneFrom = spec.life.goneFrom;
    e.task = spec.life.task;
    e.year = spec.provenance.year;
    e.basis = spec.provenance.basis;
    e.layer = spec.layer;
    e.boxMin = {1e30F, 1e30F, 1e30F};
    e.boxMax = {-1e30F, -1e30F, -1e30F};
    tables_.elements.push_back(e);
    return static_cast<std::uint32_t>(tables_.elements.size() - 1);
}

void Assembler::include(std::uint32_t element, glm::dvec3 p) {
    city::Element& e = tables_.elements[element];
    for (int i = 0; i < 3; ++i) {
        const auto k = static_cast<std::size_t>(i);
        e.boxMin[k] = std::min(e.boxMin[k], static_cast<float>(p[i]));
        e.boxMax[k] = std::max(e.boxMax[k], static_cast<float>(p[i]));
    }
}

std::map<std::size_t, Mesh> Assembler::byTile(const Mesh& mesh, bool exact) const {
    if (mesh.empty()) return {};
    Box box;
    for (const MeshVertex& v : mesh.vertices) box.add({v.position.x, v.position.y});
    const std::size_t tile = tileAt((box.min + box.max) / 2.0);
    const glm::dvec2 low = tileCorner(tile) - glm::dvec2{kOverhang},
                     high = low + glm::dvec2{kTile + 2 * kOverhang - 0.01};
    if (box.min.x >= low.x && box.min.y >= low.y && box.max.x <= high.x && box.max.y <= high.y) return {{tile, mesh}};
    return cutIntoTiles(mesh, *this, exact);
}

void Assembler::addMesh(std::uint32_t element, const Mesh& mesh, const DrawOptions& options, const Sphere* sphere) {
    for (const auto& [tile, part] : byTile(mesh)) addTileMesh(element, tile, part, options, sphere);
}

void Assembler::addTileMesh(std::uint32_t element, std::size_t tile, const Mesh& mesh, const DrawOptions& options,
                            const Sphere* sphere) {
    if (mesh.empty()) return;
    const glm::dvec2 corner = tileCorner(tile);
    const Sphere bound = sphere != nullptr ? *sphere : sphereOf(mesh);
    city::Draw draw;
    draw.centre = {static_cast<float>(bound.centre.x), static_cast<float>(bound.centre.y),
                   static_cast<float>(bound.centre.z)};
    draw.radiusM = static_cast<float>(bound.radiusM);
    draw.firstIndex = static_cast<std::uint32_t>(tables_.indices.size());
    draw.indexCount = static_cast<std::uint32_t>(mesh.indices.size());
    draw.vertexOffset = static_cast<std::int32_t>(tables_.vertices.size());
    draw.element = element;
    draw.tile = static_cast<std::uint32_t>(tile);
    draw.flags = options.flags;
    draw.lodNearM = options.nearM;
    draw.lodFarM = options.farM;
    // What is built triangle by triangle has many corners that come out the same, byte by byte.
    std::unordered_map<std::string_view, std::uint32_t> known;
    std::vector<city::Vertex> vertices;
    vertices.reserve(mesh.vertices.size());
    known.reserve(mesh.vertices.size());
    std::vector<std::uint32_t> place;
    place.reserve(mesh.vertices.size());
    for (const MeshVertex& v : mesh.vertices) {
        include(element, v.position);
        vertices.push_back(packed(v, corner));
        const std::string_view bytes{reinterpret_cast<const char*>(&vertices.back()), sizeof(city::Vertex)};
        const auto [at, fresh] = known.emplace(bytes, static_cast<std::uint32_t>(vertices.size() - 1));
        if (!fresh) vertices.pop_back();
        place.push_back(at->second);
    }
    for (const std::uint32_t index : mesh.indices) tables_.indices.push_back(place[index]);
    tables_.vertices.insert(tables_.vertices.end(), vertices.begin(), vertices.end());
    verticesAt_[draw.vertexOffset] = static_cast<std::uint32_t>(vertices.size());
    tileDraws_[tile].push_back(draw);
}

void Assembler::addMerged(std::uint32_t element, const Mesh& mesh, const DrawOptions& options, std::size_t parts) {
    if (mesh.empty()) return;
    const glm::dvec3 middle = sphereOf(mesh).centre;
    const std::size_t tile = tileAt(glm::dvec2{middle});
    const glm::dvec2 inTile = (glm::dvec2{middle} - tileCorner(tile)) / kTile * static_cast<double>(parts);
    const auto index = [&](double at) {
        return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(parts) - 0.5));
    };
    const MergeKey key{tile,          index(inTile.y) * parts + index(inTile.x),
                       parts,         options.flags | city::kDrawLodByTile,
                       options.nearM, options.farM};
    merged_[key].emplace_back(element, mesh);
}

void Assembler::drawMerged() {
    std::map<std::size_t, std::uint32_t> elements;  // one a tile, for what is drawn together
    for (const auto& [key, meshes] : merged_) {
        const DrawOptions options{key.flags, key.nearM, key.farM};
        Mesh whole;
        const city::Element* first = nullptr;
        for (const auto& [element, mesh] : meshes) {
            if (!standsForGood(element)) {
                addTileMesh(element, key.tile, mesh, options);
                continue;
            }
            whole.append(mesh);
            first = &tables_.elements[element];
        }
        if (first == nullptr || whole.empty()) continue;
        const auto [at, fresh] = elements.emplace(key.tile, 0U);
        if (fresh) {
            ElementSpec spec;
            spec.id = "together-" + std::to_string(key.tile);
            spec.kind = "together";
            spec.provenance = {tables_.strings.substr(first->source.offset, first->source.bytes), first->year,
                               first->basis};
            spec.layer = first->layer;
            at->second = addElement(spec);
        }
        addTileMesh(at->second, key.tile, whole, options);
    }
    merged_.clear();
}

bool Assembler::standsForGood(std::uint32_t element) const {
    const city::Element& e = tables_.elements[element];
    return e.workFrom == kAlways && e.standsFrom == kAlways && e.demolishFrom == kNever && e.goneFrom == kNever &&
           e.task < 0;
}

void Assembler::addTogether(std::uint32_t element, std::size_t tile, const Mesh& mesh, const DrawOptions& options,
                            double errorM, const Sphere& sphere) {
    if (!mesh.empty()) together_[{tile, options.flags}].push_back({element, mesh, options, errorM, sphere});
}

/// Where one draw for all of them is enough: the errors are a pixel at the nearest edge of the tile, and each has its
/// coarsest level by then.
float Assembler::tileFromM(std::size_t tile, std::span<const Together* const> members) const {
    const auto [low, high] = heightsOf(tile);
    const glm::dvec3 middle{tileCorner(tile) + glm::dvec2{kTile / 2}, 0.5 * static_cast<double>(low + high)};
    double from = 0;
    for (const Together* member : members) {
        from = std::max(from, member->errorM / kLevelPixelRad + kTile * 0.7072);
        from = std::max(
            from, static_cast<double>(member->options.nearM) + glm::distance(middle, member->sphere.centre) + 0.1);
    }
    return static_cast<float>(from);
}

void Assembler::drawTogether() {
    for (const auto& [key, things] : together_) {
        const auto& [tile, flags] = key;
        std::vector<const Together*> joined;
        for (const Together& thing : things) {
            if (standsForGood(thing.element)) joined.push_back(&thing);
        }
        const bool worth = joined.size() > 1;
        for (const Together& thing : things) {
            const std::uint32_t more = worth && standsForGood(thing.element) ? city::kDrawFarByTile : 0U;
            addTileMesh(thing.element, tile, thing.mesh, {flags | more, thing.options.nearM}, &thing.sphere);
        }
        if (!worth) continue;
        const float from = tileFromM(tile, joined);
        for (city::Draw& draw : tileDraws_[tile]) {
            if (draw.flags == (flags | city::kDrawFarByTile)) draw.lodFarM = from;
        }
        const city::Element like = tables_.elements[joined.front()->element];
        ElementSpec spec;
        spec.id = "houses-" + std::to_string(tile) + "-" + std::to_string(flags);
        spec.kind = "together";
        spec.provenance = {tables_.strings.substr(like.source.offset, like.source.bytes), like.year, like.basis};
        spec.layer = like.layer;
        const std::uint32_t together = addElement(spec);
        Mesh whole;
        for (const Together* thing : joined) {
            tables_.members.push_back({together, 0, static_cast<std::uint32_t>(whole.indices.size()), thing->element});
            whole.append(thing->mesh);
        }
        addTileMesh(together, tile, whole, {flags | city::kDrawLodByTile, from});
    }
    together_.clear();
}

/// Members know their draw by its element until the draws have their places.
void Assembler::nameDraws() {
    std::unordered_map<std::uint32_t, std::uint32_t> drawOf;
    for (std::uint32_t i = 0; i < tables_.draws.size(); ++i) {
        if ((tables_.draws[i].flags & city::kDrawLodByTile) != 0) drawOf[tables_.draws[i].element] = i;
    }
    for (city::Member& member : tables_.members) member.draw = drawOf.at(member.together);
    std::sort(tables_.members.begin(), tables_.members.end(), [](const city::Member& a, const city::Member& b) {
        return std::pair{a.draw, a.firstIndex} < std::pair{b.draw, b.firstIndex};
    });
}

void Assembler::addTree(const city::Tree& tree) {
    const glm::dvec3 foot{tree.foot[0], tree.foot[1], tree.foot[2]};
    tileTrees_[tileAt(foot)].push_back(tree);
    const double half = static_cast<double>(tree.crownM) / 2;
    include(tree.element, foot - glm::dvec3{half, half, 0});
    include(tree.element, foot + glm::dvec3{half, half, static_cast<double>(tree.heightM)});
    ++treeCount_;
}

void Assembler::addLamp(const KitLamp& lamp, std::uint32_t element) {
    tables_.lamps.push_back(
        {{static_cast<float>(lamp.at.x), static_cast<float>(lamp.at.y), static_cast<float>(lamp.at.z)},
         static_cast<float>(lamp.reachM),
         element});
}

void Assembler::addLabel(glm::dvec3 at, city::LabelKind kind, const std::string& name, std::uint32_t element,
                         double headingDeg) {
    tables_.labels.push_back({{static_cast<float>(at.x), static_cast<float>(at.y), static_cast<float>(at.z)},
                              kind,
                              text(name),
                              element,
                              static_cast<float>(headingDeg)});
}

void Assembler::addPath(city::Path path, std::span<const glm::dvec3> points) {
    path.firstPoint = static_cast<std::uint32_t>(tables_.pathPoints.size());
    path.pointCount = static_cast<std::uint32_t>(points.size());
    for (const glm::dvec3 p : points)
        tables_.pathPoints.push_back({static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z)});
    tables_.paths.push_back(path);
}

std::vector<std::uint32_t> Assembler::elementsOfTask(int task) const {
    std::vector<std::uint32_t> result;
    for (std::size_t i = 0; i < tables_.elements.size(); ++i) {
        if (tables_.elements[i].task == task) result.push_back(static_cast<std::uint32_t>(i));
    }
    return result;
}

namespace {

/// Where a run of indices stands after `from`; runs that are the same (houses of one form) are kept once a block.
class IndexRuns {
public:
    explicit IndexRuns(std::vector<std::uint32_t>& indices) : indices_{indices} {}
    void beginBlock() { runs_.clear(); }
    std::uint32_t place(std::span<const std::uint32_t> run) {
        const std::uint64_t hash = hash64(std::as_bytes(run));
        const auto [first, last] = runs_.equal_range(hash);
        for (auto at = first; at != last; ++at) {
            if (at->second + run.size() <= indices_.size() &&
                std::equal(run.begin(), run.end(), indices_.begin() + at->second))
                return at->second;
        }
        const auto at = static_cast<std::uint32_t>(indices_.size());
        indices_.insert(indices_.end(), run.begin(), run.end());
        runs_.emplace(hash, at);
        return at;
    }

private:
    std::vector<std::uint32_t>& indices_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> runs_;  ///< hash of a run to where it starts
};

}  // namespace

void Assembler::layOut() {
    std::vector<city::Vertex> vertices;
    vertices.reserve(tables_.vertices.size());
    std::vector<std::uint32_t> indices;
    IndexRuns runs{indices};
    for (std::vector<city::Draw>& draws : tileDraws_) {
        std::stable_sort(draws.begin(), draws.end(),
                         [](const city::Draw& a, const city::Draw& b) { return city::levelOf(a) < city::levelOf(b); });
        for (std::size_t i = 0; i < draws.size(); ++i) {
            city::Draw& draw = draws[i];
            if (i == 0 || city::levelOf(draw) != city::levelOf(draws[i - 1])) runs.beginBlock();
            draw.firstIndex = runs.place(std::span{tables_.indices}.subspan(draw.firstIndex, draw.indexCount));
            const auto first = tables_.vertices.begin() + draw.vertexOffset;
            const std::uint32_t count = verticesAt_.at(draw.vertexOffset);
            draw.vertexOffset = static_cast<std::int32_t>(vertices.size());
            vertices.insert(vertices.end(), first, first + count);
        }
    }
    tables_.vertices = std::move(vertices);
    tables_.indices = std::move(indices);
}

std::pair<float, float> Assembler::heightsOf(std::size_t tile) const {
    float low = 1e30F, high = -1e30F;
    for (const city::Draw& draw : tileDraws_[tile]) {
        for (std::uint32_t k = 0; k < draw.indexCount; ++k) {
            const city::Vertex& v =
                tables_.vertices[static_cast<std::size_t>(draw.vertexOffset) + tables_.indices[draw.firstIndex + k]];
            const float z = city::kZeroHeightM + static_cast<float>(v.zq) * city::kQuantumM;
            low = std::min(low, z);
            high = std::max(high, z);
        }
    }
    for (const city::Tree& tree : tileTrees_[tile]) {
        low = std::min(low, tree.foot[2]);
        high = std::max(high, tree.foot[2] + 40.0F);
    }
    return low > high ? std::pair{0.0F, 0.0F} : std::pair{low, high};
}

Assembler::Tables Assembler::finish() {
    drawMerged();
    drawTogether();
    layOut();
    for (city::Element& e : tables_.elements) {
        if (e.boxMin[0] <= e.boxMax[0]) continue;
        e.boxMin = e.boxMax = {0, 0, 0};  // drawn nowhere
    }
    for (std::size_t i = 0; i < tileDraws_.size(); ++i) {
        city::Tile tile;
        const glm::dvec2 corner = tileCorner(i);
        tile.west = static_cast<float>(corner.x);
        tile.south = static_cast<float>(corner.y);
        tile.firstDraw = static_cast<std::uint32_t>(tables_.draws.size());
        tile.drawCount = static_cast<std::uint32_t>(tileDraws_[i].size());
        tile.firstTree = static_cast<std::uint32_t>(tables_.trees.size());
        tile.treeCount = static_cast<std::uint32_t>(tileTrees_[i].size());
        std::tie(tile.minZ, tile.maxZ) = heightsOf(i);
        tables_.draws.insert(tables_.draws.end(), tileDraws_[i].begin(), tileDraws_[i].end());
        tables_.trees.insert(tables_.trees.end(), tileTrees_[i].begin(), tileTrees_[i].end());
        tables_.tiles.push_back(tile);
    }
    nameDraws();
    return std::move(tables_);
}

}  // namespace twin::bake
