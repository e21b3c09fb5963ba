// scene/session/weather.h: the weather a person chooses, and a few named ones.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace twin::session {

/// A look, not a forecast: nothing in the town depends on it.
struct Weather {
    int cloudPercent = 12;  ///< of the sky that clouds cover
    int rainPercent = 0;    ///< 0 dry, 100 a downpour
    int snowPercent = 0;    ///< of what faces the sky that lies under snow
    int windMs = 3;
    friend bool operator==(const Weather&, const Weather&) = default;
};
inline constexpr int kMostWindMs = 30;

/// clear, cloudy, overcast, rain, snow
[[nodiscard]] std::span<const std::string_view> weatherNames() noexcept;
[[nodiscard]] std::optional<Weather> weatherNamed(std::string_view name) noexcept;

}  // namespace twin::session
