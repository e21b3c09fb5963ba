#include "tools/bake/terrain/terrain.h"

#include <algorithm>
#include <cmath>

namespace twin::bake {

namespace {

/// Mean over a window of `windowM` along a line sampled every `stepM`; the ends keep what they can.
std::vector<double> smoothed(const std::vector<double>& values, double windowM, double stepM) {
    const auto half = static_cast<std::int64_t>(windowM / stepM / 2);
    const auto count = static_cast<std::int64_t>(values.size());
    std::vector<double> result(values.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t reach = std::min({half, i, count - 1 - i});
        double sum = 0;
        for (std::int64_t k = i - reach; k <= i + reach; ++k) sum += values[static_cast<std::size_t>(k)];
        result[static_cast<std::size_t>(i)] = sum / static_cast<double>(2 * reach + 1);
    }
    return result;
}

/// Heights along a resampled line.
struct Profile {
    Course line;
    std::vector<double> alongM, z;
    [[nodiscard]] double at(double along) const {
        const auto upper = std::upper_bound(alongM.begin(), alongM.end(), along);
        if (upper == alongM.begin()) return z.front();
        if (upper == alongM.end()) return z.back();
        const auto i = static_cast<std::size_t>(upper - alongM.begin());
        const double span = alongM[i] - alongM[i - 1];
        return glm::mix(z[i - 1], z[i], span > 0 ? (along - alongM[i - 1]) / span : 0.0);
    }
};

Profile profileOf(const HeightField& field, const Course& line, double stepM) {
    Profile profile;
    profile.line = resampled(line, stepM);
    double along = 0;
    for (std::size_t i = 0; i < profile.line.size(); ++i) {
        if (i > 0) along += glm::distance(profile.line[i - 1], profile.line[i]);
        profile.alongM.push_back(along);
        profile.z.push_back(field.heightM(profile.line[i]));
    }
    return profile;
}

/// Calls visit for samples near each piece of a long line, so that a road across the town does not visit all of it.
template <class Visit>
void visitAlong(HeightField& field, const Course& line, double reachM, const Visit& visit) {
    double before = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Course piece{line[i - 1], line[i]};
        Box box = boxOf(piece);
        box.grow(reachM);
        field.visit(box, [&](glm::dvec2 p, double& z) {
            OnLine near = nearestOnLine(piece, p);
            near.alongM += before;
            if (near.distanceM <= reachM) visit(p, z, near);
        });
        before += glm::distance(line[i - 1], line[i]);
    }
}

struct Wish {
    double weight = 0, sum = 0, most = 0;
};

/// What the lines of the town ask of one sample of the ground; nearest piece of each line only.
class Wishes {
public:
    explicit Wishes(const HeightField& field)
        : columns_{field.columns()},
          wishes_(field.columns() * field.rows()),
          nearest_(wishes_.size(), {-1, 1e300, 0}) {}

    void line(HeightField& field, const HeightField& before, const Course& line, double coreM, double shoulderM,
              double windowM) {
        ++line_;
        Profile profile = profileOf(before, line, 4);
        profile.z = smoothed(smoothed(profile.z, windowM, 4), windowM, 4);
        touched_.clear();
        visitAlong(field, profile.line, coreM + shoulderM, [&](glm::dvec2 p, double&, const OnLine& near) {
            const std::size_t i = indexOf(field, p);
            Nearest& best = nearest_[i];
            if (best.line != line_) {
                best = {line_, 1e300, 0};
                touched_.push_back(i);
            }
            if (near.distanceM < best.distanceM) best = {line_, near.distanceM, profile.at(near.alongM)};
        });
        for (const std::size_t i : touched_) {
            const Nearest& best = nearest_[i];
            const double strength = 1 - smoothStep(coreM, coreM + shoulderM, best.distanceM);
            const double weight = strength * strength / (1 + best.distanceM);
            if (strength <= 0) continue;
            wishes_[i].weight += weight;
            wishes_[i].sum += weight * best.z;
            wishes_[i].most = std::max(wishes_[i].most, strength);
        }
    }
    void apply(HeightField& field) const {
        for (std::size_t r = 0; r < field.rows(); ++r) {
            for (std::size_t c = 0; c < field.columns(); ++c) {
                const Wish& wish = wishes_[r * columns_ + c];
                if (wish.weight > 0) field.at(c, r) = glm::mix(field.at(c, r), wish.sum / wish.weight, wish.most);
            }
        }
    }

private:
    struct Nearest {
        int line;
        double distanceM, z;
    };
    [[nodiscard]] std::size_t indexOf(const HeightField& field, glm::dvec2 p) const {
        const auto c = static_cast<std::size_t>((p.x - field.extent().west) / field.stepM() + 0.5);
        const auto r = static_cast<std::size_t>((p.y - field.extent().south) / field.stepM() + 0.5);
        return r * columns_ + c;
    }
    std::size_t columns_;
    std::vector<Wish> wishes_;
    std::vector<Nearest> nearest_;
    std::vector<std::size_t> touched_;
    int line_ = 0;
};

constexpr double kShoreBandM = 12;  // within it the ground follows the distance to the shore
constexpr double kShoreSlope = 0.12;

}  // namespace

void shapeLakes(HeightField& field, std::span<const Lake> lakes) {
    for (const Lake& lake : lakes) {
        Box box = boxOf(lake.ring);
        box.grow(60);
        field.visit(box, [&](glm::dvec2 p, double& z) {
            const double edge = distanceToRing(lake.ring, p);
            const double beside = insideRing(lake.ring, p) ? -edge : edge;
            const double shore = lake.levelM + kShoreSlope * std::clamp(beside, -kShoreBandM, kShoreBandM);
            if (beside <= -kShoreBandM) {
                z = std::min(z, shore);
            } else if (beside < kShoreBandM) {
                // A steep bank stays a bank outside; inside the bed may already be deeper.
                const double t = smoothStep(0, kShoreBandM, std::abs(beside));
                z = beside < 0 ? glm::mix(shore, std::min(z, shore), t) : glm::mix(shore, std::max(z, shore), t);
            } else {
                z = glm::mix(std::max(z, shore), z, smoothStep(kShoreBandM, 60, beside));
            }
        });
    }
}

void carveRivers(HeightField& field, std::span<const River> rivers, std::span<const Lake> lakes) {
    for (const River& river : rivers) {
        Profile profile = profileOf(field, river.line, 8);
        profile.z = smoothed(profile.z, 80, 8);
        for (std::size_t i = 1; i < profile.z.size(); ++i) profile.z[i] = std::min(profile.z[i], profile.z[i - 1]);
        const double core = river.widthM / 2 + field.stepM() * 0.8, reach = core + 14;
        visitAlong(field, profile.line, reach, [&](glm::dvec2 p, double& z, const OnLine& near) {
            for (const Lake& lake : lakes) {
                if (z < lake.levelM && insideRing(lake.ring, p)) return;
            }
            const double bed = profile.at(near.alongM) - 1.0;
            z = std::min(z, glm::mix(bed, z, smoothStep(core, reach, near.distanceM)));
        });
    }
}

void gradeStreets(HeightField& field, const HeightField& before, std::span<const Street> streets,
                  std::span<const Rail> rails) {
    Wishes wishes{field};
    for (const Street& street : streets) {
        if (street.kind == StreetClass::Path) continue;
        const bool main = street.kind <= StreetClass::Secondary;
        wishes.line(field, before, street.line, street.reachM() + field.stepM() * 0.75, main ? 16 : 10, main ? 70 : 36);
    }
    for (const Rail& rail : rails)
        wishes.line(field, before, rail.line, 3 + field.stepM() * 0.75, 18, rail.siding ? 100 : 240);
    wishes.apply(field);
}

void levelPlots(HeightField& field, std::span<const Rect> plots) {
    std::vector<double> heights;
    for (const Rect& plot : plots) heights.push_back(field.heightM(plot.centre));
    for (std::size_t i = 0; i < plots.size(); ++i) {
        const Rect plot = plots[i].grown(field.stepM() * 0.75);
        const auto corners = plot.corners();
        Box box = boxOf(corners);
        box.grow(12);
        field.visit(box, [&](glm::dvec2 p, double& z) {
            const double outside = insideRing(corners, p) ? 0 : distanceToRing(corners, p);
            z = glm::mix(heights[i], z, smoothStep(0, 12, outside));
        });
    }
}

void finishLevels(Terrain& terrain, std::span<const Lake> lakes) {
    const HeightField& fine = terrain.levels[0];
    for (std::size_t level = 1; level < terrain.levels.size(); ++level) {
        HeightField& coarse = terrain.levels[level];
        coarse = HeightField{fine.extent(), terrain.stepM[level]};
        const auto ratio = static_cast<std::size_t>(terrain.stepM[level] / terrain.stepM[0]);
        for (std::size_t r = 0; r < coarse.rows(); ++r) {
            for (std::size_t c = 0; c < coarse.columns(); ++c) coarse.at(c, r) = fine.at(c * ratio, r * ratio);
        }
        for (const Lake& lake : lakes) {
            Box box = boxOf(lake.ring);
            box.grow(terrain.stepM[level]);
            coarse.visit(box, [&](glm::dvec2 p, double& z) {
                if (insideRing(lake.ring, p)) {
                    z = std::min(z, lake.levelM - 0.5);
                } else if (distanceToRing(lake.ring, p) < terrain.stepM[level] * 0.75) {
                    z = std::min(z, lake.levelM - 0.2);
                }
            });
        }
    }
}

}  // namespace twin::bake
