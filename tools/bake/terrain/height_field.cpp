#include "tools/bake/terrain/height_field.h"

#include <algorithm>
#include <cmath>

namespace twin::bake {

HeightField::HeightField(Extent extent, double stepM)
    : extent_{extent},
      stepM_{stepM},
      columns_{static_cast<std::size_t>(std::lround((extent.east - extent.west) / stepM)) + 1},
      rows_{static_cast<std::size_t>(std::lround((extent.north - extent.south) / stepM)) + 1},
      z_(columns_ * rows_, 0.0) {}

double HeightField::heightM(glm::dvec2 p) const {
    const double x = std::clamp((p.x - extent_.west) / stepM_, 0.0, static_cast<double>(columns_ - 1));
    const double y = std::clamp((p.y - extent_.south) / stepM_, 0.0, static_cast<double>(rows_ - 1));
    const std::size_t c = std::min(static_cast<std::size_t>(x), columns_ - 2),
                      r = std::min(static_cast<std::size_t>(y), rows_ - 2);
    const double fx = x - static_cast<double>(c), fy = y - static_cast<double>(r);
    const double z00 = at(c, r), z10 = at(c + 1, r), z01 = at(c, r + 1), z11 = at(c + 1, r + 1);
    if (fx >= fy) return z00 + fx * (z10 - z00) + fy * (z11 - z10);
    return z00 + fy * (z01 - z00) + fx * (z11 - z01);
}

glm::vec3 HeightField::normal(std::size_t column, std::size_t row) const {
    const std::size_t c0 = column > 0 ? column - 1 : 0, c1 = std::min(column + 1, columns_ - 1);
    const std::size_t r0 = row > 0 ? row - 1 : 0, r1 = std::min(row + 1, rows_ - 1);
    const double dx = (at(c1, row) - at(c0, row)) / (static_cast<double>(c1 - c0) * stepM_);
    const double dy = (at(column, r1) - at(column, r0)) / (static_cast<double>(r1 - r0) * stepM_);
    return glm::vec3{glm::normalize(glm::dvec3{-dx, -dy, 1})};
}

void HeightField::visit(const Box& box, const std::function<void(glm::dvec2, double&)>& change) {
    const auto first = [](double low) { return static_cast<std::size_t>(std::max(0.0, std::ceil(low))); };
    const double c1 = std::floor((box.max.x - extent_.west) / stepM_),
                 r1 = std::floor((box.max.y - extent_.south) / stepM_);
    if (c1 < 0 || r1 < 0) return;
    const std::size_t lastColumn = std::min(static_cast<std::size_t>(c1), columns_ - 1),
                      lastRow = std::min(static_cast<std::size_t>(r1), rows_ - 1);
    for (std::size_t r = first((box.min.y - extent_.south) / stepM_); r <= lastRow; ++r) {
        for (std::size_t c = first((box.min.x - extent_.west) / stepM_); c <= lastColumn; ++c)
            change(place(c, r), at(c, r));
    }
}

double smoothStep(double a, double b, double x) {
    const double t = std::clamp((x - a) / (b - a), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

}  // namespace twin::bake
