#include "scene/geo/frame.h"

#include <proj.h>

#include <cmath>
#include <numbers>
#include <string>

namespace twin::geo {

struct Frame::Projection {
    PJ_CONTEXT* context = nullptr;
    PJ* toGrid = nullptr;  // lon, lat degrees -> easting, northing metres (normalised for visualisation)

    Projection() = default;
    Projection(const Projection&) = delete;
    Projection& operator=(const Projection&) = delete;
    ~Projection() {
        if (toGrid != nullptr) proj_destroy(toGrid);
        if (context != nullptr) proj_context_destroy(context);
    }
};

Frame::Frame(std::unique_ptr<Projection> projection, Pl2000 origin)
    : projection_{std::move(projection)}, origin_{origin} {}
Frame::Frame(Frame&&) noexcept = default;
Frame& Frame::operator=(Frame&&) noexcept = default;
Frame::~Frame() = default;

Result<Frame> Frame::create(Pl2000 origin) {
    auto projection = std::make_unique<Projection>();
    projection->context = proj_context_create();
    proj_log_level(projection->context, PJ_LOG_NONE);  // a wrong place is our error value, not a line on the console
    PJ* native = proj_create_crs_to_crs(projection->context, "EPSG:4326", "EPSG:2178", nullptr);
    if (native != nullptr) {
        // EPSG:2178 is northing-first and EPSG:4326 latitude-first; normalising makes both x, y for good.
        projection->toGrid = proj_normalize_for_visualization(projection->context, native);
        proj_destroy(native);
    }
    if (projection->toGrid == nullptr) {
        return Error{Errc::Unsupported, "PROJ cannot build EPSG:4326 to EPSG:2178; install the proj-data package"};
    }
    return Frame{std::move(projection), origin};
}

Result<Local> Frame::toLocal(LatLon place) const {
    const PJ_COORD grid = proj_trans(projection_->toGrid, PJ_FWD, proj_coord(place.lonDeg, place.latDeg, 0, 0));
    if (!std::isfinite(grid.xy.x) || !std::isfinite(grid.xy.y) || std::abs(place.latDeg) > 90) {
        return Error{Errc::BadArgument, "latitude " + std::to_string(place.latDeg) + ", longitude " +
                                            std::to_string(place.lonDeg) +
                                            " is not a place in PL-2000; give degrees like 50.9214,22.2199"};
    }
    return Local{grid.xy.x - origin_.eastingM, grid.xy.y - origin_.northingM};
}

Result<LatLon> Frame::toLatLon(Local place) const {
    const PJ_COORD degrees = proj_trans(projection_->toGrid, PJ_INV,
                                        proj_coord(place.xM + origin_.eastingM, place.yM + origin_.northingM, 0, 0));
    if (!std::isfinite(degrees.xy.x) || !std::isfinite(degrees.xy.y)) {
        return Error{Errc::BadArgument, "local position " + std::to_string(place.xM) + ", " + std::to_string(place.yM) +
                                            " lies outside PL-2000"};
    }
    return LatLon{degrees.xy.y, degrees.xy.x};
}

Pl2000 Frame::toPl2000(Local place) const noexcept {
    return {place.yM + origin_.northingM, place.xM + origin_.eastingM};
}

Local Frame::fromPl2000(Pl2000 place) const noexcept {
    return {place.eastingM - origin_.eastingM, place.northingM - origin_.northingM};
}

double Frame::convergenceDeg(Local place) const {
    // One hundredth of a degree of latitude (1.1 km) north, seen in the grid: a difference quotient is exact enough (1e-4 degrees).
    const Result<LatLon> here = toLatLon(place);
    if (!here) return 0;
    const Result<Local> north = toLocal({here->latDeg + 0.01, here->lonDeg});
    if (!north) return 0;
    return -std::atan2(north->xM - place.xM, north->yM - place.yM) * 180.0 / std::numbers::pi;
}

}  // namespace twin::geo
