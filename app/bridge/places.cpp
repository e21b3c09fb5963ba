#include "app/bridge/places.h"

#include <nlohmann/json.hpp>

namespace twin::app {

Result<Places> Places::create(const city::City& city) {
    const nlohmann::json meta = nlohmann::json::parse(city.metaJson(), nullptr, false);
    const auto numberAt = [&meta](const char* object, const char* field) {
        if (!meta.is_object() || !meta.contains(object)) return 0.0;
        const nlohmann::json& inner = meta[object];
        return inner.is_object() && inner.contains(field) && inner[field].is_number() ? inner[field].get<double>()
                                                                                      : 0.0;
    };
    Places places;
    Result<geo::Frame> frame = geo::Frame::create({numberAt("origin", "northing"), numberAt("origin", "easting")});
    if (!frame) return frame.error();
    places.frame_ = std::make_unique<geo::Frame>(std::move(*frame));
    places.centre_ = places.latLon(0, 0);
    places.convergenceDeg_ = places.frame_->convergenceDeg({0, 0});
    if (meta.is_object()) {
        for (const char* name : {"data_year", "dataYear"}) {
            if (meta.contains(name) && meta[name].is_number_integer()) places.dataYear_ = meta[name].get<int>();
        }
        for (const char* name : {"height_system", "heightSystem"}) {
            if (meta.contains(name) && meta[name].is_string()) places.heightSystem_ = meta[name].get<std::string>();
        }
    }
    if (places.heightSystem_.empty()) places.heightSystem_ = "PL-EVRF2007-NH";
    return places;
}

geo::LatLon Places::latLon(double xM, double yM) const {
    const Result<geo::LatLon> place = frame_->toLatLon({xM, yM});
    return place ? *place : geo::LatLon{};
}

}  // namespace twin::app
