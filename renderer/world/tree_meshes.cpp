#include "renderer/world/tree_meshes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "renderer/world/dice.h"

namespace twin::render {

namespace {

using glm::vec3;
constexpr float kTurn = 2 * std::numbers::pi_v<float>;

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

/// How many clumps of leaves a level of a form has. A clump is a lump of 20 triangles, or cards of 2.
struct Richness {
    int clumps;
    float size;     ///< of a clump, in crown radii
    int cards = 0;  ///< a clump: one that looks out, the others round it; 0: a lump
};
/// Of the shapes of far trees and of the software level's, which stay as they are when others change.
constexpr std::array<std::uint32_t, shared::kTreeForms> kPlainSeeds{416619336U,  1612317421U, 2018921703U,
                                                                    3776897237U, 32581674U,   2464716500U};
constexpr std::array<Richness, shared::kTreeForms> kNear{
    {{46, 0.36F, 5}, {48, 0.36F, 5}, {0, 0}, {34, 0.56F, 5}, {46, 0.32F, 5}, {24, 0.46F, 5}}};
constexpr std::array<Richness, shared::kTreeForms> kMiddle{
    {{18, 0.54F, 3}, {18, 0.56F, 3}, {0, 0}, {14, 0.84F, 3}, {18, 0.52F, 3}, {13, 0.60F, 3}}};
constexpr std::array<Richness, shared::kTreeForms> kSolid{
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
    std::uint16_t vertex(vec3 p, vec3 n, float open, std::int16_t part) {
        n = glm::normalize(n);
        meshes_.vertices.push_back({{packed16(p.x), packed16(p.y), packed16(p.z), part},
                                    {packed8(n.x), packed8(n.y), packed8(n.z), packed8(open)}});
        return static_cast<std::uint16_t>(meshes_.vertices.size() - 1 - firstVertex_);
    }
    void triangle(std::uint16_t a, std::uint16_t b, std::uint16_t c) {
        for (const std::uint16_t index : {a, b, c}) meshes_.indices.push_back(index);
    }

    /// A lumpy body of revolution: the crown's mass.
    void crown(const Outline& outline, int sides, int rings, float shrink, float open, Dice& dice,
               std::int16_t part = kTreeCore, float highest = 1) {
        std::vector<std::uint16_t> before;
        const float top = highest - 0.02F / shrink;
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

    /// What is dark inside the crown, so that one does not see through between the leaves; well below them all round.
    void heart(Outline outline, int sides, int rings, Dice& dice) {
        outline.base += 0.14F * (1 - outline.base);
        crown(outline, sides, rings, 0.54F, -0.2F, dice, kTreeCore, 0.80F);
    }

    /// The whole crown as two rings of six corners, one at each share of its height, between two tips.
    /// @param lowerUp  how far the lower ring faces up
    void gem(const Outline& outline, float lower, float upper, float lowerUp, Dice& dice) {
        const std::uint16_t bottom = vertex({0, 0, outline.base + 0.02F}, {0, 0, -1}, -0.9F, kTreeFirstLeaf);
        std::array<std::array<std::uint16_t, 6>, 2> rings{};
        for (std::size_t ring = 0; ring < rings.size(); ++ring) {
            const float t = ring == 0 ? lower : upper;
            for (std::size_t side = 0; side < 6; ++side) {
                const float angle = kTurn * (static_cast<float>(side) + 0.5F * static_cast<float>(ring)) / 6;
                const float radius = std::min(outline.width(t) * dice.between(0.96F, 1.04F), 1.0F);
                const vec3 p{radius * std::cos(angle), radius * std::sin(angle),
                             outline.base + (1 - outline.base) * t - outline.droop * radius};
                rings[ring][side] = vertex(p, {std::cos(angle), std::sin(angle), ring == 0 ? lowerUp : 0.75F},
                                           ring == 0 ? 0.1F : 0.7F, kTreeFirstLeaf);
            }
        }
        const std::uint16_t top = vertex({0, 0, 1}, {0, 0, 1}, 1.0F, kTreeFirstLeaf);
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

    static std::int16_t lumpPart(int i) {
        return static_cast<std::int16_t>(kTreeFirstLump + i % static_cast<int>(kTreeClumps));
    }

    /// A lump of leaves: an icosahedron knocked out of shape. Number `i` tells the vertex shader which lumps move together.
    void clump(vec3 centre, vec3 radii, vec3 out, float open, int i, Dice& dice) {
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
                           std::clamp(open + 0.50F * n.z + 0.25F * glm::dot(n, out), -1.0F, 1.0F), lumpPart(i));
        }
        for (const auto& face : kFaces) triangle(at[face[0]], at[face[1]], at[face[2]]);
    }

    /// What a card of leaves is: its clump, its number in it, the picture it shows.
    struct Card {
        std::uint32_t kind;
        int clump, number;
    };

    /// Four corners round `centre`; directions in crown radii, which `flat` turns into heights. Leaves grow from -up to up.
    /// The normals are bent: those of a ball round `heart`, so that light runs over the clump and not over its cards.
    template <class Light>
    void card(vec3 centre, vec3 right, vec3 up, float flat, Card what, const Light& light) {
        const float side = std::max(glm::length(right), glm::length(up));
        const auto size = static_cast<std::uint32_t>(std::clamp(std::lround((side - kTreeCardLeast) / kTreeCardStep),
                                                                0L, static_cast<long>(kTreeCardSizes) - 1));
        const std::uint32_t first =
            ((what.kind * kTreeClumps + static_cast<std::uint32_t>(what.clump) % kTreeClumps) * kTreeCardsOfClump +
             static_cast<std::uint32_t>(what.number) % kTreeCardsOfClump) *
            4;
        std::array<std::uint16_t, 4> at{};
        for (std::uint32_t k = 0; k < 4; ++k) {
            const vec3 reach = (k == 0 || k == 3 ? -right : right) + (k < 2 ? -up : up);
            const vec3 p = centre + reach;
            const auto [normal, open] = light(p);
            const auto part = static_cast<std::int16_t>(static_cast<std::uint32_t>(kTreeFirstLeaf) +
                                                        (first + k) * kTreeCardSizes + size);
            at[k] = vertex({p.x, p.y, std::clamp(p.z * flat, 0.0F, 1.0F)}, normal, std::clamp(open, -1.0F, 1.0F), part);
        }
        triangle(at[0], at[1], at[2]);
        triangle(at[0], at[2], at[3]);
    }

    /// A clump as cards: one looks out of the crown, the others stand round it.
    void cards(vec3 centre, float size, vec3 out, float open, float flat, int count, Card what, Dice& dice) {
        const vec3 heart{centre.x, centre.y, centre.z / flat};
        const vec3 aside = glm::normalize(glm::cross(out, std::abs(out.z) < 0.9F ? vec3{0, 0, 1} : vec3{1, 0, 0}));
        const vec3 over = glm::cross(aside, out);
        const float phase = dice.between(0, kTurn);
        const auto light = [&](vec3 p) {
            const vec3 n = (p - heart) / size;
            return std::pair{n * 0.55F + out * 0.65F,
                             open + 0.36F * n.z + 0.30F * glm::dot(n, out) + 0.1F * dice.between(-1, 1)};
        };
        for (int i = 0; i < count; ++i) {
            const float angle = phase + kTurn * static_cast<float>(i) / static_cast<float>(std::max(count - 1, 1));
            const float tilt = i == 0 ? dice.between(0.0F, 0.25F) : dice.between(1.05F, 1.45F);
            const vec3 face =
                out * std::cos(tilt) + (aside * std::cos(angle) + over * std::sin(angle)) * std::sin(tilt);
            // Leaves and twigs grow outwards and a little upwards.
            vec3 grow = out * 0.6F + vec3{0, 0, what.kind == shared::kLeafNarrow ? -1.4F : 0.5F} +
                        vec3{dice.between(-0.4F, 0.4F), dice.between(-0.4F, 0.4F), dice.between(-0.2F, 0.2F)};
            grow -= face * glm::dot(grow, face);
            const vec3 up = glm::normalize(grow) * size * dice.between(0.9F, 1.1F);
            const vec3 right = glm::normalize(glm::cross(up, face)) * size * dice.between(0.9F, 1.1F);
            what.number = i;
            card(heart + face * size * (i == 0 ? 0.40F : 0.30F), right, up, flat, what, light);
        }
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
            const vec3 centre{reach * std::cos(angle), reach * std::sin(angle), z};
            const float open = -0.15F + 0.65F * t + dice.between(-0.12F, 0.12F);
            if (rich.cards == 0) {
                clump(centre, {size, size, tall}, out, open, i, dice);
            } else {
                const std::uint32_t kind = hangs ? shared::kLeafNarrow : shared::kLeafBroad;
                cards(centre, size, out, open, std::max(outline.flat, tall / size), rich.cards, {kind, i, 0}, dice);
            }
        }
    }

    /// A conifer: tiers of drooping boughs, each a ragged skirt round the stem.
    void tiers(const Outline& outline, int count, int boughs, Dice& dice) {
        for (int tier = 0; tier < count; ++tier) {
            const float t = static_cast<float>(tier) / static_cast<float>(count);
            const std::int16_t part = lumpPart(tier);
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

    /// The same of cards: each bough a roof of two, so that it is seen from the side and from above.
    void boughs(const Outline& outline, int count, int each, Dice& dice) {
        for (int tier = 0; tier < count; ++tier) {
            const float t = static_cast<float>(tier) / static_cast<float>(count);
            const float step = (1 - outline.base) / static_cast<float>(count);
            const float foot = outline.base + (1 - outline.base) * t;
            const float radius = (0.98F * std::pow(1 - t, 0.80F) + 0.06F) * dice.between(0.92F, 1.04F);
            const float phase = dice.between(0, kTurn);
            for (int k = 0; k < each; ++k) {
                const float angle =
                    phase + kTurn * (static_cast<float>(k) + dice.between(-0.2F, 0.2F)) / static_cast<float>(each);
                const vec3 out{std::cos(angle), std::sin(angle), 0};
                const float reach = radius * dice.between(0.85F, 1.05F);
                const vec3 root{0, 0, (foot + step * dice.between(0.7F, 1.3F)) / outline.flat};
                const vec3 tip = out * reach + vec3{0, 0, (foot + step * dice.between(-0.25F, 0.15F)) / outline.flat};
                const vec3 up = 0.5F * (tip - root);
                const vec3 level = glm::normalize(glm::cross(up, vec3{0, 0, 1}));
                const vec3 above = glm::normalize(glm::cross(level, up));
                const float half = std::max(reach * std::sin(0.62F * kTurn / static_cast<float>(each)), 0.10F);
                const auto light = [&](vec3 p) {
                    const float far = std::min(std::hypot(p.x, p.y) / std::max(radius, 0.05F), 1.2F);
                    return std::pair{out + vec3{0, 0, 0.75F},
                                     -0.75F + 0.45F * t + 0.95F * far + 0.1F * dice.between(-1, 1)};
                };
                for (const float side : {-1.0F, 1.0F}) {
                    const vec3 right = (level * 0.80F + above * (side * 0.60F)) * half;
                    card(0.5F * (root + tip), right, up, outline.flat,
                         {shared::kLeafNeedles, tier, 2 * k + (side > 0 ? 1 : 0)}, light);
                }
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
        build.heart(outline, 8, 4, dice);
        if (conifer) {
            build.boughs(outline, 13, 8, dice);
            build.limb({0, 0, -0.02F}, {0, 0, 0.9F}, outline.trunkRadius, outline.trunkRadius * 0.2F, 5);
        } else {
            build.clumps(outline, kNear[form], hangs, dice);
            if (!shrub) build.branches(outline, column ? 6 : 11, column || hangs, dice);
        }
        meshes.ranges[form * shared::kTreeMeshes] = build.end();

        const auto stem = [&] {
            if (!shrub)
                build.limb({0, 0, 0}, {0, 0, outline.base + 0.25F * (1 - outline.base)}, outline.trunkRadius,
                           outline.trunkRadius * 0.6F, 3);
        };
        build.begin();
        build.heart(outline, 5, 2, dice);
        if (conifer) {
            build.boughs(outline, 6, 5, dice);
        } else {
            build.clumps(outline, kMiddle[form], hangs, dice);
        }
        stem();
        meshes.ranges[form * shared::kTreeMeshes + 1] = build.end();

        build.begin();
        if (conifer) {
            build.tiers(outline, 5, 5, dice);
        } else {
            build.crown(outline, 5, 2, 0.70F, -0.2F, dice);
            build.clumps(outline, kSolid[form], hangs, dice);
        }
        stem();
        meshes.ranges[form * shared::kTreeMeshes + shared::kSolidTreeMesh] = build.end();

        Dice plain(kPlainSeeds[form]);
        build.begin();
        Outline low = outline;
        low.base *= 0.6F;  // no trunk: the crown comes a little lower instead
        build.crown(low, 4, 2, 1.08F, 0.75F, plain, kTreeFirstLeaf);  // it stays when leaves fall: its twigs
        meshes.ranges[form * shared::kTreeMeshes + 2] = build.end();

        build.begin();
        build.gem(outline, conifer ? 0.03F : 0.24F, conifer ? 0.52F : 0.74F, conifer ? 0.45F : -0.15F, plain);
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
