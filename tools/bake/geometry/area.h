// tools/bake/geometry/area.h: areas with holes and parts, computed by GEOS.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tools/bake/geometry/plane.h"

namespace twin::bake {

struct PolygonWithHoles {
    Ring outer;               ///< counter-clockwise
    std::vector<Ring> holes;  ///< clockwise
};

enum class LineCap { Round, Flat };

/// Zero or more polygons. Immutable, cheap to copy; operations that GEOS refuses give an empty area.
class Area {
public:
    Area() = default;
    [[nodiscard]] static Area ofRing(std::span<const glm::dvec2> ring);
    /// The band of halfWidthM on both sides of a line.
    [[nodiscard]] static Area band(std::span<const glm::dvec2> line, double halfWidthM, LineCap cap = LineCap::Round);
    [[nodiscard]] static Area unionOf(std::span<const Area> areas);

    [[nodiscard]] Area minus(const Area& other) const;
    [[nodiscard]] Area within(const Area& other) const;
    [[nodiscard]] Area grown(double byM) const;
    [[nodiscard]] Area simplified(double toleranceM) const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] double areaM2() const;
    [[nodiscard]] Box box() const;
    [[nodiscard]] std::vector<PolygonWithHoles> polygons() const;
    /// Each part as an area of its own.
    [[nodiscard]] std::vector<Area> parts() const;
    /// Constrained Delaunay triangles, counter-clockwise.
    [[nodiscard]] std::vector<std::array<glm::dvec2, 3>> triangles() const;

    struct Held;

private:
    explicit Area(std::shared_ptr<const Held> held) : held_{std::move(held)} {}
    std::shared_ptr<const Held> held_;
    friend struct AreaAccess;
};

/// Why a ring is no simple polygon ("Self-intersection at or near point 12.0 7.5"), or nothing when it is one.
[[nodiscard]] std::optional<std::string> faultOfRing(std::span<const glm::dvec2> ring);
[[nodiscard]] Ring convexHull(std::span<const glm::dvec2> points);

}  // namespace twin::bake
