// app/bridge/places.h: what the pack's META section says to people: origin, data year, heights; and places in degrees.
#pragma once

#include <memory>
#include <string>

#include "scene/base/result.h"
#include "scene/city/city.h"
#include "scene/geo/frame.h"

namespace twin::app {

/// One thread at a time.
class Places {
public:
    [[nodiscard]] static Result<Places> create(const city::City& city);
    [[nodiscard]] const geo::Frame& frame() const noexcept { return *frame_; }
    [[nodiscard]] geo::LatLon latLon(double xM, double yM) const;  ///< (0, 0) where PROJ refuses
    [[nodiscard]] geo::LatLon centre() const noexcept { return centre_; }
    [[nodiscard]] double convergenceDeg() const noexcept { return convergenceDeg_; }
    [[nodiscard]] int dataYear() const noexcept { return dataYear_; }
    [[nodiscard]] const std::string& heightSystem() const noexcept { return heightSystem_; }

private:
    std::unique_ptr<geo::Frame> frame_;
    geo::LatLon centre_;
    double convergenceDeg_ = 0;
    int dataYear_ = 2024;
    std::string heightSystem_;
};

}  // namespace twin::app
