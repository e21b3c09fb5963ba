// renderer/world/ground_paint.h: paints the map of the open ground (passes/ground_map.h) block by block. Pure: the same town
// and day give the same texels, whatever else was painted.
#pragma once

#include <glm/gtc/type_precision.hpp>

#include "renderer/world/ground_colours.h"
#include "scene/city/city.h"

namespace twin::render {

/// Four bytes: square roots of linear red, green and blue, so that eight bits are enough for dark soil.
using GroundTexel = std::array<std::uint8_t, 4>;

class GroundPaint {
public:
    static constexpr std::uint32_t kLevels = 7;
    /// Texels a side of a block, which is one texel of the last level: a block's levels are made of that block alone.
    static constexpr std::uint32_t kBlock = 1U << (kLevels - 1);
    /// Of all levels of a block.
    static constexpr std::size_t kBlockTexels = ((std::size_t{1} << 2U * kLevels) - 1) / 3;

    /// A texel is 8 m or so, or what keeps the longer side within 2048 texels. The city must outlive this.
    /// @param noise  coarseNoise()
    GroundPaint(const city::City& city, std::vector<glm::vec4> noise);

    [[nodiscard]] glm::uvec2 size() const noexcept { return blocks_ * kBlock; }
    [[nodiscard]] glm::uvec2 blocks() const noexcept { return blocks_; }

    /// Local metres.
    struct Box {
        glm::vec3 low{}, high{};
    };
    /// Where the ground lies that may show something of a block, be it from the coarsest level.
    [[nodiscard]] Box reach(glm::uvec2 block) const noexcept;

    void setDay(float dayOfYear);
    /// Blocks that lie beside each other, from the west: what comes first of a level, in texels of all their levels.
    [[nodiscard]] static constexpr std::size_t firstOf(std::uint32_t level, std::uint32_t blocks) noexcept {
        return blocks * (kBlockTexels - (kBlockTexels >> 2U * level));
    }
    /// After setDay(); from several threads at once as well.
    /// @param to    levels of `beside` blocks that lie beside each other, the finest first, each a picture of all of them
    /// @param place of this one among them
    void paint(glm::uvec2 block, std::span<GroundTexel> to, std::uint32_t beside = 1, std::uint32_t place = 0) const;
    /// The Cover grid's pages of the file are not needed for a while.
    void rest() const noexcept { city_.forget(std::as_bytes(city_.cover())); }

private:
    struct Parcels;
    struct Column;
    struct Row;
    void paintStrips(float y, Parcels& near, Row& row) const;
    void paintRow(std::uint32_t number, std::span<const Column, kBlock> columns, Parcels& near,
                  std::span<GroundTexel, kBlock> to) const;

    const city::City& city_;
    std::vector<glm::vec4> noise_;
    std::span<const std::uint8_t> cover_;
    glm::uvec2 coverSize_{1};
    glm::vec2 corner_{}, texelM_{8}, coverTexels_{1};  ///< steps of the Cover grid a texel
    std::vector<glm::vec3> watered_;                   ///< wateredTile()
    std::vector<glm::u16vec3> wateredRoots_;           ///< their roots, in 256ths: for colours as they are kept
    float lowM_ = 0, highM_ = 0;
    glm::uvec2 blocks_{1};
    GroundColours colours_;
    std::array<std::vector<GroundTexel>, kCoverClasses> tiles_;  ///< colours_, as they are kept
};

}  // namespace twin::render
