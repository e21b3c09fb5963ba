#include "scene/city/ground.h"

#include <algorithm>
#include <cmath>

namespace twin::city {

double groundHeightM(const GridHeader& grid, std::span<const std::uint16_t> heightsCm, double xM, double yM) noexcept {
    const double step = static_cast<double>(grid.stepM);
    // max(0, NaN) is 0 in this order: a place that is no number takes the south-west corner instead of a wild index.
    const double column = std::min(std::max(0.0, (xM - grid.westM) / step), static_cast<double>(grid.columns - 1));
    const double row = std::min(std::max(0.0, (yM - grid.southM) / step), static_cast<double>(grid.rows - 1));
    const auto c0 = static_cast<std::size_t>(std::min(std::floor(column), static_cast<double>(grid.columns) - 2));
    const auto r0 = static_cast<std::size_t>(std::min(std::floor(row), static_cast<double>(grid.rows) - 2));
    const double fc = column - static_cast<double>(c0);
    const double fr = row - static_cast<double>(r0);
    const auto at = [&](std::size_t c, std::size_t r) { return static_cast<double>(heightsCm[r * grid.columns + c]); };
    const double south = at(c0, r0) * (1 - fc) + at(c0 + 1, r0) * fc;
    const double north = at(c0, r0 + 1) * (1 - fc) + at(c0 + 1, r0 + 1) * fc;
    return static_cast<double>(grid.zeroM) + 0.01 * (south * (1 - fr) + north * fr);
}

}  // namespace twin::city
