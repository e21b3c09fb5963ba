// tools/bake/town/ground_index.h: what ground is taken, for everything that looks for a free place.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/bake/geometry/plane.h"
#include "tools/bake/source/places.h"

namespace twin::bake {

/// Obstacles in cells of 32 m: bands round lines, rings, and turned rectangles.
class GroundIndex {
public:
    explicit GroundIndex(Extent extent);

    void addBand(std::span<const glm::dvec2> line, double reachM);
    void addRing(const Ring& ring);
    void addRect(const Rect& rect);

    /// Free of everything, `clearM` away from it?
    [[nodiscard]] bool isFree(const Rect& rect, double clearM = 0) const;
    [[nodiscard]] bool isFree(glm::dvec2 p, double clearM) const;

private:
    struct Segment {
        glm::dvec2 a, b;
        double reachM;
    };
    struct Cell {
        std::vector<std::uint32_t> segments, rings, rects;
    };
    template <class Each>
    void cells(const Box& box, const Each& each) const;

    Extent extent_;
    std::size_t columns_, rows_;
    mutable std::vector<Cell> cells_;
    std::vector<Segment> segments_;
    std::vector<Ring> rings_;
    std::vector<Rect> rects_;
};

}  // namespace twin::bake
