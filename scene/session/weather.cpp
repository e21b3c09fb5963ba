#include "scene/session/weather.h"

#include <algorithm>
#include <array>

namespace twin::session {

namespace {
constexpr std::array<std::string_view, 5> kNames{"clear", "cloudy", "overcast", "rain", "snow"};
constexpr std::array<Weather, 5> kWeathers{Weather{}, {55, 0, 0, 4}, {100, 0, 0, 4}, {100, 60, 0, 7}, {70, 0, 90, 2}};
}  // namespace

std::span<const std::string_view> weatherNames() noexcept { return kNames; }

std::optional<Weather> weatherNamed(std::string_view name) noexcept {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return kWeathers[static_cast<std::size_t>(found - kNames.begin())];
}

}  // namespace twin::session
