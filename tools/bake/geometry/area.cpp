#include "tools/bake/geometry/area.h"

#include <geos_c.h>

#include <algorithm>

#include "tools/bake/mesh.h"

namespace twin::bake {

namespace {

void silent(const char*, void*) {}

/// One GEOS handle for each thread; it lives until the thread ends.
GEOSContextHandle_t context() {
    struct Context {
        GEOSContextHandle_t handle = GEOS_init_r();
        Context() {
            GEOSContext_setNoticeMessageHandler_r(handle, silent, nullptr);
            GEOSContext_setErrorMessageHandler_r(handle, silent, nullptr);
        }
        Context(const Context&) = delete;
        Context& operator=(const Context&) = delete;
        ~Context() { GEOS_finish_r(handle); }
    };
    thread_local Context held;
    return held.handle;
}

GEOSCoordSequence* sequence(std::span<const glm::dvec2> points, bool close) {
    GEOSContextHandle_t c = context();
    const std::size_t count = points.size() + (close ? 1 : 0);
    GEOSCoordSequence* result = GEOSCoordSeq_create_r(c, static_cast<unsigned>(count), 2);
    for (std::size_t i = 0; i < count; ++i) {
        const glm::dvec2 p = points[i % points.size()];
        GEOSCoordSeq_setXY_r(c, result, static_cast<unsigned>(i), p.x, p.y);
    }
    return result;
}

GEOSGeometry* polygonOf(std::span<const glm::dvec2> ring) {
    GEOSContextHandle_t c = context();
    return GEOSGeom_createPolygon_r(c, GEOSGeom_createLinearRing_r(c, sequence(ring, true)), nullptr, 0);
}

Ring ringOf(const GEOSGeometry* line) {
    GEOSContextHandle_t c = context();
    const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(c, line);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(c, points, &count);
    Ring ring;
    for (unsigned i = 0; i + 1 < count; ++i) {
        glm::dvec2 p{};
        GEOSCoordSeq_getXY_r(c, points, i, &p.x, &p.y);
        ring.push_back(p);
    }
    return ring;
}

void turn(Ring& ring, bool counterClockwise) {
    if ((signedArea(ring) > 0) != counterClockwise) std::reverse(ring.begin(), ring.end());
}

}  // namespace

struct Area::Held {
    GEOSGeometry* geometry;
    explicit Held(GEOSGeometry* g) : geometry{g} {}
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() { GEOSGeom_destroy_r(context(), geometry); }
};

struct AreaAccess {
    static Area make(GEOSGeometry* geometry) {
        if (geometry == nullptr) return {};
        return Area{std::make_shared<const Area::Held>(geometry)};
    }
    static const GEOSGeometry* get(const Area& area) { return area.held_ ? area.held_->geometry : nullptr; }
};

Area Area::ofRing(std::span<const glm::dvec2> ring) {
    if (ring.size() < 3) return {};
    GEOSGeometry* raw = polygonOf(ring);
    if (raw == nullptr) return {};
    if (GEOSisValid_r(context(), raw) == 1) return AreaAccess::make(raw);
    GEOSGeometry* mended = GEOSBuffer_r(context(), raw, 0, 8);
    GEOSGeom_destroy_r(context(), raw);
    return AreaAccess::make(mended);
}

Area Area::band(std::span<const glm::dvec2> line, double halfWidthM, LineCap cap) {
    if (line.size() < 2) return {};
    GEOSContextHandle_t c = context();
    GEOSGeometry* path = GEOSGeom_createLineString_r(c, sequence(line, false));
    GEOSGeometry* band = GEOSBufferWithStyle_r(
        c, path, halfWidthM, 4, cap == LineCap::Round ? GEOSBUF_CAP_ROUND : GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_ROUND, 2.0);
    GEOSGeom_destroy_r(c, path);
    return AreaAccess::make(band);
}

Area Area::unionOf(std::span<const Area> areas) {
    GEOSContextHandle_t c = context();
    std::vector<GEOSGeometry*> copies;
    for (const Area& area : areas) {
        if (!area.empty()) copies.push_back(GEOSGeom_clone_r(c, AreaAccess::get(area)));
    }
    if (copies.empty()) return {};
    GEOSGeometry* all =
        GEOSGeom_createCollection_r(c, GEOS_GEOMETRYCOLLECTION, copies.data(), static_cast<unsigned>(copies.size()));
    GEOSGeometry* joined = GEOSUnaryUnion_r(c, all);
    GEOSGeom_destroy_r(c, all);
    return AreaAccess::make(joined);
}

Area Area::minus(const Area& other) const {
    if (empty() || other.empty()) return *this;
    return AreaAccess::make(GEOSDifference_r(context(), AreaAccess::get(*this), AreaAccess::get(other)));
}
Area Area::within(const Area& other) const {
    if (empty() || other.empty()) return {};
    return AreaAccess::make(GEOSIntersection_r(context(), AreaAccess::get(*this), AreaAccess::get(other)));
}
Area Area::grown(double byM) const {
    if (empty()) return {};
    return AreaAccess::make(GEOSBuffer_r(context(), AreaAccess::get(*this), byM, 4));
}
Area Area::simplified(double toleranceM) const {
    if (empty()) return {};
    return AreaAccess::make(GEOSTopologyPreserveSimplify_r(context(), AreaAccess::get(*this), toleranceM));
}

bool Area::empty() const { return !held_ || GEOSisEmpty_r(context(), held_->geometry) != 0; }

double Area::areaM2() const {
    double area = 0;
    if (held_) GEOSArea_r(context(), held_->geometry, &area);
    return area;
}

Box Area::box() const {
    Box box;
    if (empty()) return box;
    GEOSContextHandle_t c = context();
    GEOSGeom_getXMin_r(c, held_->geometry, &box.min.x);
    GEOSGeom_getYMin_r(c, held_->geometry, &box.min.y);
    GEOSGeom_getXMax_r(c, held_->geometry, &box.max.x);
    GEOSGeom_getYMax_r(c, held_->geometry, &box.max.y);
    return box;
}

std::vector<PolygonWithHoles> Area::polygons() const {
    std::vector<PolygonWithHoles> result;
    if (empty()) return result;
    GEOSContextHandle_t c = context();
    const int count = GEOSGetNumGeometries_r(c, held_->geometry);
    for (int i = 0; i < count; ++i) {
        const GEOSGeometry* part = GEOSGetGeometryN_r(c, held_->geometry, i);
        if (GEOSGeomTypeId_r(c, part) != GEOS_POLYGON || GEOSisEmpty_r(c, part) != 0) continue;
        PolygonWithHoles polygon;
        polygon.outer = ringOf(GEOSGetExteriorRing_r(c, part));
        turn(polygon.outer, true);
        for (int k = 0; k < GEOSGetNumInteriorRings_r(c, part); ++k) {
            polygon.holes.push_back(ringOf(GEOSGetInteriorRingN_r(c, part, k)));
            turn(polygon.holes.back(), false);
        }
        result.push_back(std::move(polygon));
    }
    return result;
}

std::vector<Area> Area::parts() const {
    std::vector<Area> result;
    if (empty()) return result;
    GEOSContextHandle_t c = context();
    const int count = GEOSGetNumGeometries_r(c, held_->geometry);
    for (int i = 0; i < count; ++i) {
        const GEOSGeometry* part = GEOSGetGeometryN_r(c, held_->geometry, i);
        if (GEOSGeomTypeId_r(c, part) == GEOS_POLYGON) result.push_back(AreaAccess::make(GEOSGeom_clone_r(c, part)));
    }
    return result;
}

std::vector<std::array<glm::dvec2, 3>> Area::triangles() const {
    std::vector<std::array<glm::dvec2, 3>> result;
    GEOSContextHandle_t c = context();
    for (const Area& part : parts()) {
        GEOSGeometry* mesh = GEOSConstrainedDelaunayTriangulation_r(c, AreaAccess::get(part));
        if (mesh == nullptr) continue;
        for (const PolygonWithHoles& triangle : AreaAccess::make(mesh).polygons()) {
            if (triangle.outer.size() == 3) result.push_back({triangle.outer[0], triangle.outer[1], triangle.outer[2]});
        }
    }
    return result;
}

std::optional<std::string> faultOfRing(std::span<const glm::dvec2> ring) {
    if (ring.size() < 3) return "has fewer than three corners";
    GEOSContextHandle_t c = context();
    GEOSGeometry* raw = polygonOf(ring);
    if (raw == nullptr) return "is not a ring";
    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const char valid = GEOSisValidDetail_r(c, raw, 0, &reason, &where);
    std::optional<std::string> fault;
    if (valid != 1) {
        fault = reason != nullptr ? reason : "is not valid";
        if (where != nullptr) {
            glm::dvec2 p{};
            GEOSGeomGetX_r(c, where, &p.x);
            GEOSGeomGetY_r(c, where, &p.y);
            *fault += " at " + std::to_string(p.x) + ", " + std::to_string(p.y) + " m";
        }
    }
    if (reason != nullptr) GEOSFree_r(c, reason);
    if (where != nullptr) GEOSGeom_destroy_r(c, where);
    GEOSGeom_destroy_r(c, raw);
    return fault;
}

Ring convexHull(std::span<const glm::dvec2> points) {
    Ring sorted{points.begin(), points.end()};
    const auto less = [](glm::dvec2 a, glm::dvec2 b) { return a.x < b.x || (a.x == b.x && a.y < b.y); };
    std::sort(sorted.begin(), sorted.end(), less);
    const auto turnsLeft = [](glm::dvec2 o, glm::dvec2 a, glm::dvec2 b) {
        return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x) > 0;
    };
    Ring hull;
    for (int pass = 0; pass < 2; ++pass) {
        const std::size_t start = hull.size();
        for (const glm::dvec2 p : sorted) {
            while (hull.size() >= start + 2 && !turnsLeft(hull[hull.size() - 2], hull.back(), p)) hull.pop_back();
            hull.push_back(p);
        }
        hull.pop_back();
        std::reverse(sorted.begin(), sorted.end());
    }
    return hull;
}

}  // namespace twin::bake
