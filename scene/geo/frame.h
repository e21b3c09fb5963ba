// scene/geo/frame.h: between WGS 84 degrees, PL-2000 zone 7 and the town's local frame.
#pragma once

#include <array>
#include <memory>

#include "scene/base/result.h"

namespace twin::geo {

/// WGS 84 degrees. Latitude first, as people say it.
struct LatLon {
    double latDeg = 0;
    double lonDeg = 0;
};

/// Metres in the local frame: x east, y north (grid north of EPSG:2178), from the origin of the town.
struct Local {
    double xM = 0;
    double yM = 0;
};

/// EPSG:2178 (PL-2000 zone 7), metres. Named, because the axis order differs from file to file.
struct Pl2000 {
    double northingM = 0;
    double eastingM = 0;
};

/// Converts with PROJ. Separate instances are independent; one instance is for one thread at a time.
class Frame {
public:
    /// @param origin where local (0, 0) lies. Fails with Unsupported when PROJ lacks its database.
    [[nodiscard]] static Result<Frame> create(Pl2000 origin);
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    ~Frame();

    /// Non-finite or unprojectable input gives BadArgument naming the values.
    [[nodiscard]] Result<Local> toLocal(LatLon place) const;
    [[nodiscard]] Result<LatLon> toLatLon(Local place) const;
    [[nodiscard]] Pl2000 toPl2000(Local place) const noexcept;
    [[nodiscard]] Local fromPl2000(Pl2000 place) const noexcept;

    /// Meridian convergence: trueBearing = gridBearing + convergenceDeg (positive east of the zone meridian at 21 E).
    [[nodiscard]] double convergenceDeg(Local place) const;

private:
    struct Projection;
    explicit Frame(std::unique_ptr<Projection> projection, Pl2000 origin);
    std::unique_ptr<Projection> projection_;
    Pl2000 origin_;
};

}  // namespace twin::geo
