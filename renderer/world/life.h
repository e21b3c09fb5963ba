// renderer/world/life.h: people and vehicles along the streets: meshes made in code, places from the pack's paths.
//
// Where something stands follows from the seed, the path and how busy the hour is, so that a picture can be drawn again.
// Schematic: nobody was counted. Nothing here takes memory but place().
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <span>
#include <vector>

#include "renderer/world/shared.h"
#include "scene/city/city.h"

namespace twin::render {

enum class LifeKind : std::uint8_t { Car, Bus, Bicycle, Walker, Stander, Count };
inline constexpr std::size_t kLifeKinds = static_cast<std::size_t>(LifeKind::Count);
inline constexpr std::size_t kMostLifeShown = 2048;  ///< in one frame

/// The layout of ModelVertex. uv.x 1: painted in the colour of the thing; 0: as it is.
struct LifeVertex {
    glm::vec3 position{};  ///< metres, y ahead, z up, the origin on the ground
    glm::vec3 normal{};
    glm::vec2 uv{};
    std::uint32_t rgba = 0;
};
static_assert(sizeof(LifeVertex) == 36);

struct LifeMeshes {
    std::vector<LifeVertex> vertices;
    std::vector<std::uint32_t> indices;
    struct Range {
        std::uint32_t firstIndex = 0, indexCount = 0;
    };
    std::array<Range, kLifeKinds> ranges{};
};
[[nodiscard]] LifeMeshes makeLifeMeshes();

struct LifePlace {
    glm::vec3 at{};    ///< local metres, on the ground
    float yawRad = 0;  ///< clockwise from north
    std::uint32_t rgba = 0;
};

/// What is shown of each kind, in the order of the instances.
struct LifeShown {
    std::array<std::uint32_t, kLifeKinds> first{}, count{};
    [[nodiscard]] bool any() const noexcept {
        std::uint32_t sum = 0;
        for (const std::uint32_t n : count) sum += n;
        return sum > 0;
    }
};

class LifeTable {
public:
    /// @param traffic, walkers how busy the hour is, 0 to 1 of the busiest
    void place(const city::City& city, float traffic, float walkers, std::uint32_t seed);
    /// Fills `out` with what is near enough and in the picture or just beside it.
    [[nodiscard]] LifeShown select(const shared::FrameData& frame, std::span<shared::LifeInstance> out) const noexcept;
    [[nodiscard]] std::span<const LifePlace> places(LifeKind kind) const noexcept {
        return places_[static_cast<std::size_t>(kind)];
    }

private:
    std::array<std::vector<LifePlace>, kLifeKinds> places_;
};

}  // namespace twin::render
