// app/ui/labels.h: which names stand over the picture, and where, without one covering another. Pure, but for the drawing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/ui/layout.h"

namespace twin::app {

/// A name that would like to be shown.
struct LabelWish {
    float x = 0, y = 0;           ///< its foot: the text stands centred above it
    float width = 0, height = 0;  ///< of the text
    float priority = 0;           ///< higher goes first
    std::uint32_t index = 0;
};

/// Highest priority first; a name that would touch one already placed, or leave `bounds`, is left out. Order of equal
/// priority is by index, so that the picture does not flicker. Reorders `wishes`; the result points into it.
/// @return how many of the first wishes are shown, in the order they were placed.
[[nodiscard]] std::size_t placeLabels(std::vector<LabelWish>& wishes, std::vector<Rect>& taken, const Rect& bounds,
                                      std::size_t most);

}  // namespace twin::app
