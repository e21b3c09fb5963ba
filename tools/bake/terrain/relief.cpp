#include "tools/bake/terrain/relief.h"

#include <algorithm>
#include <cmath>

#include "tools/bake/geometry/random.h"

namespace twin::bake {

namespace {

constexpr double kStepM = 8;         // grid of the pack
constexpr double kCoarseM = 64;      // the spline is smooth: evaluated here, bicubic between
constexpr double kSmoothing = 0.02;  // keeps near control points that contradict each other from making spikes

double kernel(double r2) { return r2 > 0 ? 0.5 * r2 * std::log(r2) : 0; }

/// Solves a dense system in place with partial pivoting; a singular one gives zeros.
std::vector<double> solve(std::vector<std::vector<double>> a, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t best = k;
        for (std::size_t i = k + 1; i < n; ++i) {
            if (std::abs(a[i][k]) > std::abs(a[best][k])) best = i;
        }
        if (std::abs(a[best][k]) < 1e-12) return std::vector<double>(n, 0.0);
        std::swap(a[k], a[best]);
        std::swap(b[k], b[best]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = a[i][k] / a[k][k];
            if (factor == 0) continue;
            for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
        b[k] /= a[k][k];
    }
    return b;
}

/// Works in kilometres, so that the system is well conditioned.
class ThinPlate {
public:
    ThinPlate(std::span<const ReliefPoint> points, double base) : points_{points.begin(), points.end()}, base_{base} {
        const std::size_t n = points_.size();
        if (n < 3) return;
        std::vector<std::vector<double>> a(n + 3, std::vector<double>(n + 3, 0.0));
        std::vector<double> b(n + 3, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            const glm::dvec2 p = points_[i].at / 1000.0;
            for (std::size_t k = 0; k < n; ++k) {
                const glm::dvec2 d = p - points_[k].at / 1000.0;
                a[i][k] = kernel(glm::dot(d, d)) + (i == k ? kSmoothing : 0);
            }
            a[i][n] = a[n][i] = 1;
            a[i][n + 1] = a[n + 1][i] = p.x;
            a[i][n + 2] = a[n + 2][i] = p.y;
            b[i] = points_[i].heightM - base_;
        }
        weights_ = solve(std::move(a), std::move(b));
    }
    [[nodiscard]] double heightM(glm::dvec2 at) const {
        if (weights_.empty()) return points_.empty() ? base_ : points_.front().heightM;
        const glm::dvec2 p = at / 1000.0;
        const std::size_t n = points_.size();
        double z = base_ + weights_[n] + weights_[n + 1] * p.x + weights_[n + 2] * p.y;
        for (std::size_t k = 0; k < n; ++k) {
            const glm::dvec2 d = p - points_[k].at / 1000.0;
            z += weights_[k] * kernel(glm::dot(d, d));
        }
        return z;
    }

private:
    std::vector<ReliefPoint> points_;
    double base_;
    std::vector<double> weights_;
};

double cubic(double a, double b, double c, double d, double t) {  // Catmull-Rom
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

double bicubic(const HeightField& coarse, glm::dvec2 p) {
    const double x = (p.x - coarse.extent().west) / coarse.stepM(), y = (p.y - coarse.extent().south) / coarse.stepM();
    const auto lastC = static_cast<std::int64_t>(coarse.columns()) - 1,
               lastR = static_cast<std::int64_t>(coarse.rows()) - 1;
    const std::int64_t c = std::min(static_cast<std::int64_t>(x), lastC - 1),
                       r = std::min(static_cast<std::int64_t>(y), lastR - 1);
    const double fx = x - static_cast<double>(c), fy = y - static_cast<double>(r);
    const auto sample = [&](std::int64_t i, std::int64_t k) {
        return coarse.at(static_cast<std::size_t>(std::clamp<std::int64_t>(i, 0, lastC)),
                         static_cast<std::size_t>(std::clamp<std::int64_t>(k, 0, lastR)));
    };
    std::array<double, 4> column{};
    for (std::int64_t k = -1; k <= 2; ++k) {
        column[static_cast<std::size_t>(k + 1)] =
            cubic(sample(c - 1, r + k), sample(c, r + k), sample(c + 1, r + k), sample(c + 2, r + k), fx);
    }
    return cubic(column[0], column[1], column[2], column[3], fy);
}

/// Value noise of one octave, -1 to 1: fields are not billiard tables.
double noise(glm::dvec2 p, double waveM, std::uint64_t seed) {
    const glm::dvec2 q = p / waveM, cell = glm::floor(q), f = q - cell;
    const auto corner = [&](double dx, double dy) {
        const std::array<std::int64_t, 2> key{static_cast<std::int64_t>(cell.x + dx),
                                              static_cast<std::int64_t>(cell.y + dy)};
        return static_cast<double>(hash64(std::as_bytes(std::span{key}), seed) >> 11U) * 0x1.0p-52 - 1.0;
    };
    const double u = f.x * f.x * (3 - 2 * f.x), v = f.y * f.y * (3 - 2 * f.y);
    return glm::mix(glm::mix(corner(0, 0), corner(1, 0), u), glm::mix(corner(0, 1), corner(1, 1), u), v);
}

double floorAt(const Valley& valley, double alongM) {
    double before = 0;
    for (std::size_t i = 1; i < valley.line.size(); ++i) {
        const double length = glm::distance(valley.line[i - 1], valley.line[i]);
        if (alongM <= before + length || i + 1 == valley.line.size()) {
            const double t = length > 0 ? std::clamp((alongM - before) / length, 0.0, 1.0) : 0.0;
            return glm::mix(valley.floorM[i - 1], valley.floorM[i], t);
        }
        before += length;
    }
    return valley.floorM.back();
}

/// Where valleys meet, each counts by how deep in it a place lies.
void carveValleys(HeightField& field, std::span<const Valley> valleys) {
    struct Sum {
        double weight = 0, floor = 0, most = 0;
    };
    std::vector<Sum> sums(field.columns() * field.rows());
    for (const Valley& valley : valleys) {
        Box box = boxOf(valley.line);
        const double half = valley.floorWidthM / 2;
        box.grow(half + valley.sideWidthM);
        field.visit(box, [&](glm::dvec2 p, double&) {
            const OnLine near = nearestOnLine(valley.line, p);
            const double inside = 1 - smoothStep(half, half + valley.sideWidthM, near.distanceM);
            if (inside <= 0) return;
            const auto c = static_cast<std::size_t>((p.x - field.extent().west) / kStepM + 0.5);
            const auto r = static_cast<std::size_t>((p.y - field.extent().south) / kStepM + 0.5);
            Sum& sum = sums[r * field.columns() + c];
            const double weight = inside * inside;
            sum.weight += weight;
            sum.floor += weight * floorAt(valley, near.alongM);
            sum.most = std::max(sum.most, inside);
        });
    }
    for (std::size_t r = 0; r < field.rows(); ++r) {
        for (std::size_t c = 0; c < field.columns(); ++c) {
            const Sum& sum = sums[r * field.columns() + c];
            if (sum.most > 0) field.at(c, r) = glm::mix(field.at(c, r), sum.floor / sum.weight, sum.most);
        }
    }
}

void layShape(HeightField& field, const ReliefShape& shape) {
    Box box = boxOf(shape.points);
    switch (shape.kind) {
        case ShapeKind::Plateau:
            box.grow(shape.shoulderM);
            field.visit(box, [&](glm::dvec2 p, double& z) {
                const double outside = insideRing(shape.points, p) ? 0 : distanceToRing(shape.points, p);
                z = glm::mix(shape.heightM, z, smoothStep(0, shape.shoulderM, outside));
            });
            break;
        case ShapeKind::Basin:
            field.visit(box, [&](glm::dvec2 p, double& z) {
                if (!insideRing(shape.points, p)) return;
                z = glm::mix(z, std::min(z, shape.heightM),
                             smoothStep(0, shape.shoulderM, distanceToRing(shape.points, p)));
            });
            break;
        case ShapeKind::Moat:
        case ShapeKind::Ravine:
            box.grow(shape.widthM);
            field.visit(box, [&](glm::dvec2 p, double& z) {
                const double across = nearestOnLine(shape.points, p).distanceM / (shape.widthM / 2);
                // A moat has a flat floor over half its width; a ravine is a V with a rounded bottom.
                const double deep =
                    shape.kind == ShapeKind::Moat ? 1 - smoothStep(0.4, 1.0, across) : 1 - smoothStep(0.0, 1.0, across);
                z -= shape.depthM * deep;
            });
            break;
        case ShapeKind::Dam:
            box.grow(shape.widthM / 2 + 60);
            field.visit(box, [&](glm::dvec2 p, double& z) {
                const double beside =
                    std::max(0.0, nearestOnLine(shape.points, p).distanceM - shape.widthM / 2 - kStepM / 4);
                z = std::max(z, shape.heightM - beside / shape.slope);
            });
            break;
    }
}

}  // namespace

HeightField buildRelief(const Relief& relief, Extent extent, std::uint64_t seed) {
    const ThinPlate plate{relief.points, relief.baseM};
    HeightField coarse{extent, kCoarseM};
    for (std::size_t r = 0; r < coarse.rows(); ++r) {
        for (std::size_t c = 0; c < coarse.columns(); ++c) coarse.at(c, r) = plate.heightM(coarse.place(c, r));
    }
    HeightField field{extent, kStepM};
    for (std::size_t r = 0; r < field.rows(); ++r) {
        for (std::size_t c = 0; c < field.columns(); ++c) {
            const glm::dvec2 p = field.place(c, r);
            field.at(c, r) = bicubic(coarse, p) + 0.5 * noise(p, 170, seed) + 0.2 * noise(p, 61, seed + 1);
        }
    }
    carveValleys(field, relief.valleys);
    for (const ReliefShape& shape : relief.shapes) layShape(field, shape);
    return field;
}

}  // namespace twin::bake
