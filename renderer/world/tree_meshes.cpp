#include "renderer/world/tree_meshes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::render {

namespace {

using glm::vec3;
constexpr float kTurn = 2 * std::numbers::pi_v<float>;

/// A small generator of our own: the library's distributions differ between systems.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : state_{seed} {}
    float next() {
        state_ = state_ * 1664525U + 1013904223U;
        return static_cast<float>(state_ >> 8U) / 16777216.0F;
    }
    float between(float low, float high) { return low + (high - low) * next(); }

private:
    std::uint32_t state_;
};

/// Outline of a form: where its crown begins, and how wide it is at each share of its height.
struct Outline {
    float base;         ///< clear trunk, share of the height
    float trunkRadius;  ///< in crown radii
    float (*width)(float t);
    float droop;  ///< how far the rim hangs down
    float flat;   ///< a crown radius in heights: what makes a clump of leaves round
};

const std::array<Outline, shared::kTreeForms> kOutlines{{
    {0.20F, 0.07F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.84F) / 1.16F, 2.4F))); }, 0, 0.35F},
    {0.15F, 0.08F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.8F) / 1.2F, 2.0F))) * 0.97F; }, 0,
     0.28F},
    {0.06F, 0.06F, [](float t) { return std::pow(1 - t, 0.85F) * (0.90F + 0.10F * std::cos(t * 31)) + 0.01F; }, 0.03F,
     0.17F},
    {0.07F, 0.12F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.75F) / 1.25F, 3.0F))); }, 0, 0.09F},
    {0.22F, 0.07F, [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.9F) / 1.1F, 2.6F))); },
     0.12F, 0.27F},
    {0.0F, 0.05F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - t * t)) * (0.86F + 0.14F * std::min(1.0F, t * 5)); }, 0, 0.5F},
}};

/// How many clumps of leaves a level of a form has. A clump has 20 triangles.
struct Richness {
    int clumps;
    float size;  ///< of a clump, in crown radii
};
constexpr std::array<Richness, shared::kTreeForms> kNear{
    {{38, 0.34F}, {40, 0.34F}, {0, 0}, {30, 0.52F}, {40, 0.30F}, {22, 0.42F}}};
constexpr std::array<Richness, shared::kTreeForms> kMiddle{
    {{6, 0.62F}, {6, 0.64F}, {0, 0}, {5, 0.94F}, {6, 0.58F}, {4, 0.68F}}};

/// Corners and faces of an icosahedron.
constexpr float kGolden = 0.8506508F, kShort = 0.5257311F;
const std::array<vec3, 12> kCorners{{{-kShort, kGolden, 0},
                                     {kShort, kGolden, 0},
                                     {-kShort, -kGolden, 0},
                                     {kShort, -kGolden, 0},
                                     {0, -kShort, kGolden},
                                     {0, kShort, kGolden},
                                     {0, -kShort, -kGolden},
                                     {0, kShort, -kGolden},
                                     {kGolden, 0, -kShort},
                                     {kGolden, 0, kShort},
                                     {-kGolden, 0, -kShort},
                                     {-kGolden, 0, kShort}}};
constexpr std::array<std::array<std::uint8_t, 3>, 20> kFaces{
    {{0, 11, 5},  {0, 5, 1},  {0, 1, 7},  {0, 7, 10}, {0, 10, 11}, {1, 5, 9}, {5, 11, 4},
     {11, 10, 2}, {10, 7, 6}, {7, 1, 8},  {3, 9, 4},  {3, 4, 2},   {3, 2, 6}, {3, 6, 8},
     {3, 8, 9},   {4, 9, 5},  {2, 4, 11}, {6, 2, 10}, {8, 6, 7},   {9, 8, 1}}};

std::int16_t packed16(float value) {
    return static_cast<std::int16_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 32767));
}
std::int8_t packed8(float value) { return static_cast<std::int8_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 127)); }

class Builder {
public:
    explicit Builder(TreeMeshes& meshes) : meshes_{meshes} {}

    void begin() {
        firstVertex_ = meshes_.vertices.size();
        firstIndex_ = meshes_.indices.size();
    }
    shared::MeshRange end() const {
        return {static_cast<std::uint32_t>(firstIndex_),
                static_cast<std::uint32_t>(meshes_.indices.size() - firstIndex_),
                static_cast<std::int32_t>(firstVertex_), 0};
    }
    std::uint16_t vertex(vec3 p, vec3 n, float open, float part) {
        n = glm::normalize(n);
        meshes_.vertices.push_back({{packed16(p.x), packed16(p.y), packed16(p.z), packed16(part)},
                                    {packed8(n.x), packed8(n.y), packed8(n.z), packed8(open)}});
        return static_cast<std::uint16_t>(meshes_.vertices.size() - 1 - firstVertex_);
    }
    void triangle(std::uint16_t a, std::uint16_t b, std::uint16_t c) {
        for (const std::uint16_t index : {a, b, c}) meshes_.indices.push_back(index);
    }

    /// A lumpy body of revolution: the crown's mass.
    void crown(const Outline& outline, int sides, int rings, float shrink, float open, Dice& dice,
               float part = kTreeCore) {
        std::vector<std::uint16_t> before;
        const float top = 1 - 0.02F / shrink;
        const std::uint16_t bottomTip = vertex({0, 0, outline.base + 0.02F}, {0, 0, -1}, -0.9F, part);
        const float phase = dice.next();
        for (int ring = 0; ring < rings; ++ring) {
            const float t = (static_cast<float>(ring) + 0.55F) / static_cast<float>(rings);
            std::vector<std::uint16_t> now;
            for (int side = 0; side < sides; ++side) {
                const float angle = kTurn * (static_cast<float>(side) + 0.5F * static_cast<float>(ring % 2) + phase) /
                                    static_cast<float>(sides);
                const float lump = dice.between(0.80F, 1.06F) * shrink;
                const float radius = std::min(outline.width(t) * lump, 1.0F);
                const float height =
                    outline.base + (top - outline.base) * (t + dice.between(-0.03F, 0.03F)) - outline.droop * radius;
                const vec3 p{radius * std::cos(angle), radius * std::sin(angle), height};
                const vec3 n{std::cos(angle), std::sin(angle), (t - 0.42F) * 1.7F};
                now.push_back(vertex(p, n, open * (0.15F + 0.95F * t) - 0.25F, part));
            }
            for (std::size_t i = 0; i < now.size(); ++i) {
                const std::size_t j = (i + 1) % now.size();
                if (ring == 0) {
                    triangle(bottomTip, now[j], now[i]);
                } else {
                    triangle(before[i], before[j], now[i]);
                    triangle(before[j], now[j], now[i]);
                }
            }
            before = now;
        }
        const std::uint16_t tip = vertex({0, 0, top}, {0, 0, 1}, open, part);
        for (std::size_t i = 0; i < before.size(); ++i) triangle(before[i], before[(i + 1) % before.size()], tip);
    }

    /// The whole crown as two rings of six corners, one at each share of its height, between two tips.
    /// @param lowerUp  how far the lower ring faces up
    void gem(const Outline& outline, float lower, float upper, float lowerUp, Dice& dice) {
        const std::uint16_t bottom = vertex({0, 0, outline.base + 0.02F}, {0, 0, -1}, -0.9F, kTreeFirstClump);
        std::array<std::array<std::uint16_t, 6>, 2> rings{};
        for (std::size_t ring = 0; ring < rings.size(); ++ring) {
            const float t = ring == 0 ? lower : upper;
            for (std::size_t side = 0; side < 6; ++side) {
                const float angle = kTurn * (static_cast<float>(side) + 0.5F * static_cast<float>(ring)) / 6;
                const float radius = std::min(outline.width(t) * dice.between(0.96F, 1.04F), 1.0F);
                const vec3 p{radius * std::cos(angle), radius * std::sin(angle),
                             outline.base + (1 - outline.base) * t - outline.droop * radius};
                rings[ring][side] = vertex(p, {std::cos(angle), std::sin(angle), ring == 0 ? lowerUp : 0.75F},
                                           ring == 0 ? 0.1F : 0.7F, kTreeFirstClump);
            }
        }
        const std::uint16_t top = vertex({0, 0, 1}, {0, 0, 1}, 1.0F, kTreeFirstClump);
        for (std::size_t i = 0; i < 6; ++i) {
            const std::size_t j = (i + 1) % 6;
            triangle(bottom, rings[0][j], rings[0][i]);
            triangle(rings[0][i], rings[0][j], rings[1][i]);
            triangle(rings[0][j], rings[1][j], rings[1][i]);
            triangle(rings[1][i], rings[1][j], top);
        }
    }

    void limb(vec3 from, vec3 to, float radiusFrom, float radiusTo, int sides) {
        std::vector<std::uint16_t> low;
        std::vector<std::uint16_t> high;
        for (int i = 0; i < sides; ++i) {
            const float angle = kTurn * static_cast<float>(i) / static_cast<float>(sides);
            const vec3 n{std::cos(angle), std::sin(angle), 0};
            low.push_back(vertex(from + n * radiusFrom, n, 0.1F, 0));
            high.push_back(vertex(to + n * radiusTo, n, -0.2F, 0));
        }
        for (std::size_t i = 0; i < low.size(); ++i) {
            const std::size_t j = (i + 1) % low.size();
            triangle(low[i], low[j], high[i]);
            triangle(low[j], high[j], high[i]);
        }
    }

    /// A lump of leaves: an icosahedron knocked out of shape. Number `i` tells the vertex shader which lumps move together.
    void clump(vec3 centre, vec3 radii, vec3 out, float open, int i, Dice& dice) {
        const float part = kTreeFirstClump + kTreeClumpStep * static_cast<float>(i % kTreeClumps);
        const float turn = dice.between(0, kTurn);
        const float c = std::cos(turn);
        const float s = std::sin(turn);
        std::array<std::uint16_t, 12> at{};
        for (std::size_t k = 0; k < kCorners.size(); ++k) {
            const vec3 corner = kCorners[k];
            const vec3 n{c * corner.x - s * corner.y, s * corner.x + c * corner.y, corner.z};
            const vec3 p = centre + radii * n * dice.between(0.78F, 1.22F);
            // Lit half as a lump and half as a part of the crown; undersides and the inside get less sky.
            at[k] = vertex({p.x, p.y, std::min(p.z, 1.0F)}, n * 0.75F + out * 0.5F,
                           std::clamp(open + 0.50F * n.z + 0.25F * glm::dot(n, out), -1.0F, 1.0F), part);
        }
        for (const auto& face : kFaces) triangle(at[face[0]], at[face[1]], at[face[2]]);
    }

    /// The crown as lumps over its outline; a golden angle between two spreads them evenly.
    void clumps(const Outline& outline, Richness rich, bool hangs, Dice& dice) {
        const auto count = static_cast<float>(rich.clumps);
        for (int i = 0; i < rich.clumps; ++i) {
            const float t = std::clamp((static_cast<float>(i) + dice.between(0.2F, 0.8F)) / count, 0.03F, 0.97F);
            const float angle = static_cast<float>(i) * 2.399963F + dice.between(-0.4F, 0.4F);
            const float size = rich.size * dice.between(0.75F, 1.2F) * (0.55F + 0.45F * outline.width(t));
            const float reach = std::max(outline.width(t) * dice.between(0.92F, 1.08F) - size * 0.85F, 0.0F);
            // Narrow crowns are stacked lumps: each as tall as its share, so that no sky shows between two.
            const float tall =
                std::max(size * outline.flat * (hangs ? dice.between(1.1F, 2.1F) : dice.between(0.7F, 0.95F)),
                         0.68F * (1 - outline.base) / (outline.flat < 0.1F ? count : 2 * count));
            const float low = outline.base + tall * 0.5F;
            const float z = low + (0.985F - tall * 0.8F - low) * t - (hangs ? outline.droop * reach : 0.0F);
            const vec3 out = glm::normalize(vec3{std::cos(angle), std::sin(angle), (t - 0.40F) * 1.9F});
            clump({reach * std::cos(angle), reach * std::sin(angle), z}, {size, size, tall}, out,
                  -0.15F + 0.65F * t + dice.between(-0.12F, 0.12F), i, dice);
        }
    }

    /// A conifer: tiers of drooping boughs, each a ragged skirt round the stem.
    void tiers(const Outline& outline, int count, int boughs, Dice& dice) {
        for (int tier = 0; tier < count; ++tier) {
            const float t = static_cast<float>(tier) / static_cast<float>(count);
            const float part = kTreeFirstClump + kTreeClumpStep * static_cast<float>(tier % kTreeClumps);
            const float step = (1 - outline.base) / static_cast<float>(count);
            const float foot = outline.base + (1 - outline.base) * t;
            const float radius = (0.96F * std::pow(1 - t, 0.80F) + 0.05F) * dice.between(0.9F, 1.04F);
            const float head = std::min(foot + step * 2.1F + 0.02F, 0.995F);
            const std::uint16_t tip = vertex({0, 0, head}, {0, 0, 1}, 0.35F, part);
            const std::uint16_t under = vertex({0, 0, foot + step * 0.6F}, {0, 0, -1}, -0.9F, part);
            const float phase = dice.between(0, kTurn);
            std::vector<std::uint16_t> rim;
            for (int k = 0; k < 2 * boughs; ++k) {
                const bool bough = k % 2 == 0;
                const float angle = phase + kTurn * static_cast<float>(k) / static_cast<float>(2 * boughs);
                const float r = radius * (bough ? dice.between(0.86F, 1.04F) : dice.between(0.50F, 0.66F));
                const float z = foot + step * (bough ? dice.between(-0.30F, 0.05F) : dice.between(0.25F, 0.5F));
                rim.push_back(vertex({r * std::cos(angle), r * std::sin(angle), std::max(z, 0.01F)},
                                     {std::cos(angle), std::sin(angle), 0.75F},
                                     bough ? 0.15F + 0.55F * t : -0.45F + 0.4F * t, part));
            }
            for (std::size_t k = 0; k < rim.size(); ++k) {
                const std::size_t next = (k + 1) % rim.size();
                triangle(rim[k], rim[next], tip);
                triangle(rim[next], rim[k], under);
            }
        }
    }

    /// Trunk and boughs, each with two branches: what is left of a tree in winter.
    void branches(const Outline& outline, int boughs, bool stem, Dice& dice) {
        const float top = outline.base + (stem ? 0.85F : 0.42F) * (1 - outline.base);
        const float thick = outline.trunkRadius;
        limb({0, 0, -0.02F}, {0, 0, outline.base}, thick * 1.15F, thick * 0.85F, 6);
        limb({0, 0, outline.base}, {0, 0, top}, thick * 0.85F, thick * (stem ? 0.15F : 0.5F), 5);
        for (int i = 0; i < boughs; ++i) {
            const float share = static_cast<float>(i) / static_cast<float>(boughs);
            const float angle = static_cast<float>(i) * 2.399963F + dice.between(-0.3F, 0.3F);
            const float from = outline.base + (top - outline.base) * (0.15F + 0.85F * share);
            const float reach = (0.62F - 0.34F * share) * (stem ? 0.9F : 1.0F);
            const float to = std::min(from + (0.20F + 0.22F * share) * (1 - outline.base), 0.93F);
            const vec3 start{0, 0, from};
            const vec3 end{reach * std::cos(angle), reach * std::sin(angle), to};
            limb(start, end, thick * 0.45F, thick * 0.16F, 3);
            for (const float side : {-0.6F, 0.6F}) {
                const vec3 fork = start + (end - start) * dice.between(0.5F, 0.8F);
                const float turned = angle + side + dice.between(-0.3F, 0.3F);
                const float more = dice.between(0.22F, 0.36F);
                limb(fork,
                     {fork.x + more * std::cos(turned), fork.y + more * std::sin(turned),
                      std::min(fork.z + dice.between(0.05F, 0.14F), 0.96F)},
                     thick * 0.2F, thick * 0.06F, 3);
            }
        }
    }

private:
    TreeMeshes& meshes_;
    std::size_t firstVertex_ = 0;
    std::size_t firstIndex_ = 0;
};

}  // namespace

TreeMeshes makeTreeMeshes() {
    TreeMeshes meshes;
    Builder build(meshes);
    for (std::uint32_t form = 0; form < shared::kTreeForms; ++form) {
        const Outline& outline = kOutlines[form];
        const bool conifer = form == static_cast<std::uint32_t>(city::TreeForm::Conifer);
        const bool shrub = form == static_cast<std::uint32_t>(city::TreeForm::Shrub);
        Dice dice(977 + form * 131);
        const bool hangs = form == static_cast<std::uint32_t>(city::TreeForm::Weeping);
        const bool column = form == static_cast<std::uint32_t>(city::TreeForm::Column);
        build.begin();
        if (conifer) {
            build.tiers(outline, 11, 9, dice);
            build.limb({0, 0, -0.02F}, {0, 0, 0.9F}, outline.trunkRadius, outline.trunkRadius * 0.2F, 5);
        } else {
            // A dark heart, so that one does not see through between the lumps.
            build.crown(outline, 8, 4, 0.62F, -0.2F, dice);
            build.clumps(outline, kNear[form], hangs, dice);
            if (!shrub) build.branches(outline, column ? 6 : 11, column || hangs, dice);
        }
        meshes.ranges[form * shared::kTreeMeshes] = build.end();

        build.begin();
        if (conifer) {
            build.tiers(outline, 5, 5, dice);
        } else {
            build.crown(outline, 5, 2, 0.70F, -0.2F, dice);
            build.clumps(outline, kMiddle[form], hangs, dice);
        }
        if (!shrub)
            build.limb({0, 0, 0}, {0, 0, outline.base + 0.25F * (1 - outline.base)}, outline.trunkRadius,
                       outline.trunkRadius * 0.6F, 3);
        meshes.ranges[form * shared::kTreeMeshes + 1] = build.end();

        build.begin();
        Outline low = outline;
        low.base *= 0.6F;  // no trunk: the crown comes a little lower instead
        build.crown(low, 4, 2, 1.08F, 0.75F, dice, kTreeFirstClump);  // it stays when leaves fall: its twigs
        meshes.ranges[form * shared::kTreeMeshes + 2] = build.end();

        build.begin();
        build.gem(outline, conifer ? 0.03F : 0.24F, conifer ? 0.52F : 0.74F, conifer ? 0.45F : -0.15F, dice);
        build.limb({0, 0, 0}, {0, 0, outline.base + 0.08F}, outline.trunkRadius, outline.trunkRadius, 3);
        meshes.ranges[form * shared::kTreeMeshes + kLeanTreeMesh] = build.end();
    }
    return meshes;
}

std::vector<std::uint16_t> makeFarTreeIndices() {
    static constexpr std::array<std::uint16_t, std::size_t{shared::kFarTreeTriangles} * 3> kOne{0, 1, 2, 0, 2, 3};
    std::vector<std::uint16_t> indices;
    indices.reserve(kOne.size() * shared::kFarTreesAtOnce);
    for (std::uint32_t tree = 0; tree < shared::kFarTreesAtOnce; ++tree) {
        for (const std::uint16_t corner : kOne)
            indices.push_back(static_cast<std::uint16_t>(tree * shared::kFarTreeVertices + corner));
    }
    return indices;
}

std::vector<std::uint16_t> makeLeanTreeIndices(const TreeMeshes& meshes) {
    const shared::MeshRange& range = meshes.ranges[kLeanTreeMesh];
    std::vector<std::uint16_t> indices;
    indices.reserve(std::size_t{range.indexCount} * shared::kLeanTreesAtOnce);
    for (std::uint32_t tree = 0; tree < shared::kLeanTreesAtOnce; ++tree) {
        for (std::uint32_t i = 0; i < range.indexCount; ++i) {
            indices.push_back(
                static_cast<std::uint16_t>(tree * shared::kLeanTreeVertices + meshes.indices[range.firstIndex + i]));
        }
    }
    return indices;
}

}  // namespace twin::render
