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
};

const std::array<Outline, shared::kTreeForms> kOutlines{{
    {0.20F, 0.07F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.84F) / 1.16F, 2.4F))); }, 0},
    {0.17F, 0.08F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.8F) / 1.2F, 2.0F))) * 0.97F; }, 0},
    {0.06F, 0.06F, [](float t) { return std::pow(1 - t, 0.85F) * (0.90F + 0.10F * std::cos(t * 31)) + 0.01F; }, 0.03F},
    {0.07F, 0.12F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.75F) / 1.25F, 3.0F))); }, 0},
    {0.22F, 0.07F, [](float t) { return std::sqrt(std::max(0.0F, 1 - std::pow(std::abs(2 * t - 0.9F) / 1.1F, 2.6F))); },
     0.12F},
    {0.0F, 0.05F,
     [](float t) { return std::sqrt(std::max(0.0F, 1 - t * t)) * (0.86F + 0.14F * std::min(1.0F, t * 5)); }, 0},
}};

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
    std::uint16_t vertex(vec3 p, vec3 n, float open, bool leaf) {
        n = glm::normalize(n);
        meshes_.vertices.push_back(
            {{packed16(p.x), packed16(p.y), packed16(p.z), leaf ? std::int16_t{32767} : std::int16_t{0}},
             {packed8(n.x), packed8(n.y), packed8(n.z), packed8(open)}});
        return static_cast<std::uint16_t>(meshes_.vertices.size() - 1 - firstVertex_);
    }
    void triangle(std::uint16_t a, std::uint16_t b, std::uint16_t c) {
        for (const std::uint16_t index : {a, b, c}) meshes_.indices.push_back(index);
    }

    /// A lumpy body of revolution: the crown's mass.
    void crown(const Outline& outline, int sides, int rings, float shrink, float open, Dice& dice) {
        std::vector<std::uint16_t> before;
        const float top = 1 - 0.02F / shrink;
        const std::uint16_t bottomTip = vertex({0, 0, outline.base + 0.02F}, {0, 0, -1}, -0.9F, true);
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
                now.push_back(vertex(p, n, open * (0.15F + 0.95F * t) - 0.25F, true));
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
        const std::uint16_t tip = vertex({0, 0, top}, {0, 0, 1}, open, true);
        for (std::size_t i = 0; i < before.size(); ++i) triangle(before[i], before[(i + 1) % before.size()], tip);
    }

    void limb(vec3 from, vec3 to, float radiusFrom, float radiusTo, int sides) {
        std::vector<std::uint16_t> low;
        std::vector<std::uint16_t> high;
        for (int i = 0; i < sides; ++i) {
            const float angle = kTurn * static_cast<float>(i) / static_cast<float>(sides);
            const vec3 n{std::cos(angle), std::sin(angle), 0};
            low.push_back(vertex(from + n * radiusFrom, n, 0.1F, false));
            high.push_back(vertex(to + n * radiusTo, n, -0.2F, false));
        }
        for (std::size_t i = 0; i < low.size(); ++i) {
            const std::size_t j = (i + 1) % low.size();
            triangle(low[i], low[j], high[i]);
            triangle(low[j], high[j], high[i]);
        }
    }

    /// Clusters of leaves: small bent quads over the crown's surface, lit as if they were the crown.
    void leaves(const Outline& outline, int count, Dice& dice) {
        for (int i = 0; i < count; ++i) {
            // Golden-angle places spread evenly; a little luck keeps them from lining up.
            const float t =
                std::clamp((static_cast<float>(i) + dice.next()) / static_cast<float>(count), 0.01F, 0.985F);
            const float angle = static_cast<float>(i) * 2.399963F + dice.between(-0.35F, 0.35F);
            const float depth = dice.between(0.80F, 1.0F);
            const float radius = outline.width(t) * depth;
            const float height = outline.base + (0.985F - outline.base) * t - outline.droop * radius;
            const vec3 out = glm::normalize(vec3{std::cos(angle), std::sin(angle), (t - 0.40F) * 1.8F});
            const vec3 centre{radius * std::cos(angle) * 0.97F, radius * std::sin(angle) * 0.97F, height};
            const vec3 tilt = glm::normalize(
                out + vec3{dice.between(-0.8F, 0.8F), dice.between(-0.8F, 0.8F), dice.between(-0.5F, 0.9F)});
            const vec3 side = glm::normalize(glm::cross(tilt, vec3{0.31F, 0.17F, 0.93F}));
            const vec3 up = glm::cross(side, tilt);
            const float size = dice.between(0.11F, 0.20F) * (0.45F + 0.55F * outline.width(t));
            const vec3 flat{
                1, 1, 0.5F};  // heights are in another unit than radii: a crown is about twice as high as its radius
            const float open =
                std::clamp(0.25F + 0.75F * t - 0.6F * (1 - depth) * 4 + dice.between(-0.25F, 0.25F), -1.0F, 1.0F);
            std::array<std::uint16_t, 5> corner{};
            const vec3 n = glm::normalize(out + tilt * 0.35F);
            for (std::size_t k = 0; k < 5; ++k) {
                const float a = kTurn * (static_cast<float>(k) + 0.5F) / 5 + dice.between(-0.25F, 0.25F);
                const float r = size * dice.between(0.75F, 1.2F);
                corner[k] =
                    vertex(centre + flat * (side * (r * std::cos(a)) + up * (r * std::sin(a)) - out * (size * 0.12F)),
                           n, open, true);
            }
            triangle(corner[0], corner[1], corner[2]);
            triangle(corner[0], corner[2], corner[3]);
            triangle(corner[0], corner[3], corner[4]);
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
        build.begin();
        build.crown(outline, 8, conifer ? 5 : 4, 0.84F, 0.75F, dice);
        if (!shrub) {
            build.limb({0, 0, 0}, {0, 0, outline.base + 0.45F * (1 - outline.base)}, outline.trunkRadius,
                       outline.trunkRadius * 0.5F, 6);
            for (int i = 0; i < 4; ++i) {
                const float angle = kTurn * (static_cast<float>(i) + dice.next() * 0.6F) / 4;
                const float reach = conifer ? 0.2F : 0.55F;
                const float low = outline.base + 0.05F + 0.06F * static_cast<float>(i);
                build.limb({0, 0, low}, {reach * std::cos(angle), reach * std::sin(angle), low + 0.25F},
                           outline.trunkRadius * 0.5F, outline.trunkRadius * 0.15F, 3);
            }
        }
        build.leaves(outline, shrub ? 110 : 230, dice);
        meshes.ranges[form * shared::kTreeLods] = build.end();

        build.begin();
        build.crown(outline, 7, conifer ? 4 : 3, 1.0F, 0.8F, dice);
        if (!shrub)
            build.limb({0, 0, 0}, {0, 0, outline.base + 0.1F}, outline.trunkRadius, outline.trunkRadius * 0.8F, 3);
        meshes.ranges[form * shared::kTreeLods + 1] = build.end();

        build.begin();
        Outline low = outline;
        low.base *= 0.6F;  // no trunk: the crown comes a little lower instead
        build.crown(low, 4, 2, 1.08F, 0.75F, dice);
        meshes.ranges[form * shared::kTreeLods + 2] = build.end();
    }
    return meshes;
}

std::vector<std::uint16_t> makeFarTreeIndices() {
    // Corners 0 to 2 lie below, 3 to 5 above; corner 3 + i stands over the side from i to i + 1.
    static constexpr std::array<std::uint16_t, std::size_t{shared::kFarTreeTriangles} * 3> kOne{
        0, 1, 3, 1, 4, 3, 1, 2, 4, 2, 5, 4, 2, 0, 5, 0, 3, 5, 3, 4, 5};
    std::vector<std::uint16_t> indices;
    indices.reserve(kOne.size() * shared::kFarTreesAtOnce);
    for (std::uint32_t tree = 0; tree < shared::kFarTreesAtOnce; ++tree) {
        for (const std::uint16_t corner : kOne) {
            indices.push_back(static_cast<std::uint16_t>(tree * shared::kFarTreeVertices + corner));
        }
    }
    return indices;
}

}  // namespace twin::render
