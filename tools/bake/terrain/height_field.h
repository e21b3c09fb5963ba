// tools/bake/terrain/height_field.h: heights on a square grid, read exactly as the triangles that are drawn.
#pragma once

#include <cstddef>
#include <functional>
#include <glm/glm.hpp>
#include <vector>

#include "tools/bake/source/places.h"

namespace twin::bake {

/// Sample (c, r) lies at (west + c step, south + r step). Each cell is cut from its south-west to its north-east corner.
class HeightField {
public:
    HeightField() = default;
    HeightField(Extent extent, double stepM);

    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] double stepM() const noexcept { return stepM_; }
    [[nodiscard]] const Extent& extent() const noexcept { return extent_; }
    [[nodiscard]] double& at(std::size_t column, std::size_t row) { return z_[row * columns_ + column]; }
    [[nodiscard]] double at(std::size_t column, std::size_t row) const { return z_[row * columns_ + column]; }
    [[nodiscard]] glm::dvec2 place(std::size_t column, std::size_t row) const {
        return {extent_.west + static_cast<double>(column) * stepM_, extent_.south + static_cast<double>(row) * stepM_};
    }
    /// On the triangle below p; places outside take the nearest edge.
    [[nodiscard]] double heightM(glm::dvec2 p) const;
    /// Upward unit normal from the neighbouring samples.
    [[nodiscard]] glm::vec3 normal(std::size_t column, std::size_t row) const;

    /// Calls change(place, height) for every sample in a box.
    void visit(const Box& box, const std::function<void(glm::dvec2, double&)>& change);

private:
    Extent extent_;
    double stepM_ = 1;
    std::size_t columns_ = 0, rows_ = 0;
    std::vector<double> z_;
};

/// 0 at or below a, 1 at or above b, smooth between.
[[nodiscard]] double smoothStep(double a, double b, double x);

}  // namespace twin::bake
