// scene/city/state.h: what each element looks like on a day. Computed by scene/strategy, drawn by the renderer.
#pragma once

#include <cstdint>

namespace twin::city {

enum class Stage : std::uint8_t {
    Hidden,        ///< not there, or not shown
    Existing,      ///< stands since before the plan
    Planned,       ///< not begun: drawn as a plan
    Construction,  ///< work has begun
    Built,         ///< came with the plan and stands
    ToGo,          ///< stands, but the plan removes it
};

/// 4 bytes an element: the whole cost of changing the date.
struct ElementState {
    Stage stage = Stage::Hidden;
    std::uint8_t progress = 0;   ///< Construction and ToGo while it is taken down: 0 to 255
    std::uint8_t ageMonths = 0;  ///< months since it stands, capped at 255 (21 years): planted trees grow by it
    std::uint8_t flags = 0;      ///< ElementFlags
    friend bool operator==(const ElementState&, const ElementState&) = default;
};
static_assert(sizeof(ElementState) == 4);

enum ElementFlags : std::uint8_t { kSelected = 1, kHovered = 2, kTaskHighlighted = 4 };

}  // namespace twin::city
