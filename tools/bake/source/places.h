// tools/bake/source/places.h: longitude and latitude of the sources to local metres, checked.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "scene/geo/frame.h"
#include "tools/bake/geometry/plane.h"
#include "tools/bake/source/fields.h"

namespace twin::bake {

struct Extent {
    double west = 0, east = 0, south = 0, north = 0;
    [[nodiscard]] bool contains(glm::dvec2 p) const noexcept {
        return p.x >= west && p.x <= east && p.y >= south && p.y <= north;
    }
};

class Places {
public:
    Places(const geo::Frame& frame, Extent extent) : frame_{&frame}, extent_{extent} {}

    /// [lon, lat, ...]; a fault under `key` when it is no place in the extent.
    [[nodiscard]] std::optional<glm::dvec2> point(const Fields& fields, std::string_view key,
                                                  const nlohmann::json& value) const;
    [[nodiscard]] Course line(const Fields& fields, std::string_view key, const nlohmann::json& value) const;
    /// Closing point dropped, counter-clockwise; self-crossing is a fault.
    [[nodiscard]] Ring ring(const Fields& fields, std::string_view key, const nlohmann::json& value) const;
    [[nodiscard]] const Extent& extent() const noexcept { return extent_; }

private:
    const geo::Frame* frame_;
    Extent extent_;
};

enum class GeometryKind { Point, Line, Polygon };
struct Geometry {
    GeometryKind kind = GeometryKind::Point;
    std::vector<glm::dvec2> points;
    bool good = false;
};
/// The geometry of a GeoJSON feature. Polygons with holes are refused: the schema has none.
[[nodiscard]] Geometry readGeometry(const Fields& fields, const Places& places, const nlohmann::json& feature);

/// Calls `each` for every feature of a FeatureCollection.
void eachFeature(Reading& reading, const std::string& file, const nlohmann::json& collection,
                 const std::function<void(const Fields&, const nlohmann::json& feature)>& each);

}  // namespace twin::bake
