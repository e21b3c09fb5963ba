// renderer/world/sky_table.h: the sky's colours over a town for sun, moon and weather, and what light the ground gets of them.
// Pure. Worked out anew when one of those changes.
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <glm/gtc/type_precision.hpp>
#include <span>
#include <vector>

#include "renderer/world/clear_air.h"
#include "renderer/world/shared.h"

namespace twin::render {

/// x: azimuth from the sun, 0 to pi; y: elevation from the nadir to the zenith, denser near the horizon; see skyColour() in
/// shaders/lib/pattern.glsl. Below the horizon the table holds the horizon, a little darker: far ground in haze.
inline constexpr std::uint32_t kSkyWidthPx = 64, kSkyHeightPx = 112;
inline constexpr std::size_t kSkyTexels = std::size_t{kSkyWidthPx} * kSkyHeightPx;
using SkyTexel = glm::u16vec4;  ///< half floats: red, green, blue, 1

class SkyTable {
public:
    /// Allocates all it needs. The air must outlive this.
    explicit SkyTable(const ClearAir& air);

    /// @param data  reads sun, moon, what throws shadows, weather; where nothing changed the result is the same
    /// @param to    kSkyTexels
    [[nodiscard]] shared::SkyState work(const shared::FrameData& data, std::span<SkyTexel> to);

    /// Of the last work(): radiance without the sun's disc. @param toSun  as it was given
    [[nodiscard]] glm::vec3 colour(glm::vec3 dir, glm::vec3 toSun) const;

private:
    struct Conditions;
    void paint(const shared::FrameData& data, float overcast);
    void paintRow(float elevation, const Conditions& now, std::span<glm::vec3> row) const;
    [[nodiscard]] shared::SkyState light(const shared::FrameData& data, float overcast) const;

    const ClearAir& air_;
    std::array<float, kSkyWidthPx> azimuths_{};  ///< cosines
    std::vector<glm::vec3> colours_;
};

}  // namespace twin::render
