#include "tools/bake/source/places.h"

#include <algorithm>
#include <cmath>

#include "tools/bake/geometry/area.h"
#include "tools/bake/mesh.h"

namespace twin::bake {

using nlohmann::json;

std::optional<glm::dvec2> Places::point(const Fields& fields, std::string_view key, const json& value) const {
    if (!value.is_array() || value.size() < 2 || !value[0].is_number() || !value[1].is_number()) {
        fields.fault(key, "must be [longitude, latitude] in degrees");
        return std::nullopt;
    }
    const double lon = value[0].get<double>(), lat = value[1].get<double>();
    const std::string written = "[" + std::to_string(lon) + ", " + std::to_string(lat) + "]";
    if (!std::isfinite(lon) || !std::isfinite(lat)) {
        fields.fault(key, written + " is not finite");
        return std::nullopt;
    }
    // Poland lies in 14-25 E, 49-55 N: the other way round is a swapped pair.
    if (lon > 48 && lon < 56 && lat > 13 && lat < 26) {
        fields.fault(key, written + " looks swapped; GeoJSON has longitude first");
        return std::nullopt;
    }
    const Result<geo::Local> local = frame_->toLocal({lat, lon});
    if (!local) {
        fields.fault(key, local.error().what);
        return std::nullopt;
    }
    const glm::dvec2 p{local->xM, local->yM};
    if (!extent_.contains(p)) {
        fields.fault(key, written + " lies outside the extent of the town (local " + std::to_string(std::lround(p.x)) +
                              ", " + std::to_string(std::lround(p.y)) + " m)");
        return std::nullopt;
    }
    return p;
}

Course Places::line(const Fields& fields, std::string_view key, const json& value) const {
    Course result;
    if (!value.is_array() || value.size() < 2) {
        fields.fault(key, "must be a list of two or more points");
        return {};
    }
    for (const json& item : value) {
        const auto p = point(fields, key, item);
        if (!p) return {};
        if (result.empty() || glm::distance(result.back(), *p) > 0.01) result.push_back(*p);
    }
    if (result.size() >= 2) return result;
    fields.fault(key, "has no length");
    return {};
}

Ring Places::ring(const Fields& fields, std::string_view key, const json& value) const {
    if (!value.is_array() || value.size() < 3) {
        fields.fault(key, "must be a ring of three or more points");
        return {};
    }
    Ring result;
    for (const json& item : value) {
        const auto p = point(fields, key, item);
        if (!p) return {};
        if (result.empty() || glm::distance(result.back(), *p) > 0.005) result.push_back(*p);
    }
    if (result.size() > 1 && glm::distance(result.front(), result.back()) < 0.005) result.pop_back();
    if (const auto fault = faultOfRing(result)) {
        fields.fault(key, "is no simple polygon: " + *fault);
        return {};
    }
    if (signedArea(result) < 0) std::reverse(result.begin(), result.end());
    return result;
}

Geometry readGeometry(const Fields& fields, const Places& places, const json& feature) {
    Geometry result;
    const auto found = feature.find("geometry");
    if (found == feature.end() || !found->is_object() || !found->contains("coordinates") || !found->contains("type")) {
        fields.fault("geometry", "is missing");
        return result;
    }
    const json& type = (*found)["type"];
    const json& coordinates = (*found)["coordinates"];
    if (type == "Point") {
        result.kind = GeometryKind::Point;
        if (const auto p = places.point(fields, "geometry", coordinates)) result.points = {*p};
    } else if (type == "LineString") {
        result.kind = GeometryKind::Line;
        result.points = places.line(fields, "geometry", coordinates);
    } else if (type == "Polygon") {
        result.kind = GeometryKind::Polygon;
        if (!coordinates.is_array() || coordinates.size() != 1) {
            fields.fault("geometry", "must be a polygon of one ring");
        } else {
            result.points = places.ring(fields, "geometry", coordinates[0]);
        }
    } else {
        fields.fault("geometry", "type must be Point, LineString or Polygon");
    }
    result.good = !result.points.empty();
    return result;
}

void eachFeature(Reading& reading, const std::string& file, const json& collection,
                 const std::function<void(const Fields&, const json&)>& each) {
    if (collection.is_null()) return;  // the fault is known already
    if (!collection.is_object() || !collection.contains("features") || !collection["features"].is_array()) {
        reading.faults.add(file, "", "features", "is missing; a GeoJSON FeatureCollection is expected");
        return;
    }
    std::size_t index = 0;
    for (const json& feature : collection["features"]) {
        const bool good = feature.is_object() && feature.contains("properties") && feature["properties"].is_object();
        const json& properties = good ? feature["properties"] : noFields();
        const Fields fields{reading, file, nameOf(properties, index), properties};
        if (good) {
            each(fields, feature);
        } else {
            fields.fault("properties", "is missing");
        }
        ++index;
    }
}

}  // namespace twin::bake
