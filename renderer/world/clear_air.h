// renderer/world/clear_air.h: light scattered in clear air after Hillaire, "A Scalable and Production Ready Sky and Atmosphere
// Rendering Technique" (2020), as seen by an eye in the town. Lengths in km; a sun of irradiance 1 outside the air. Pure.
//
// On the processor, though the paper has it on the graphics card: what comes of it are 64 x 57 colours that change when the
// sun moves (two milliseconds), and as shaders they took Mesa's software device a quarter of a second to compile.
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <span>
#include <vector>

namespace twin::render {

class ClearAir {
public:
    static constexpr std::uint32_t kMostDirections = 64;

    /// Works out the two tables that do not depend on where the sun stands; some ten milliseconds.
    ClearAir();

    /// Share of the sun's light that reaches the town; softly to nothing where the ground comes between.
    /// @param sunHeight  sine of the sun's elevation
    [[nodiscard]] glm::vec3 sunInTown(float sunHeight) const;

    /// Radiance towards the town of directions at one elevation, above the horizon. Reads the tables only; any thread.
    /// @param sine      of that elevation
    /// @param azimuths  cosines of the azimuth from the sun, kMostDirections at most
    /// @param to        as many
    void radiance(float sine, float sunHeight, std::span<const float> azimuths, std::span<glm::vec3> to) const;

private:
    struct Layer;  ///< the tables at one height
    void fillThrough();
    void fillAgain();
    void lookAt(float radius, Layer& layer) const;

    // Of red, green and blue; the fourth is there for the processor, which reckons with four at once.
    std::vector<glm::vec4> through_;  ///< what comes through from outside, a row a height
    std::vector<glm::vec4> again_;    ///< light scattered more than once, as if it came evenly from all around
};

}  // namespace twin::render
