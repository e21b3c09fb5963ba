// Every known point lies within 40 m of where the model has that place or street.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <string_view>

#include "tests/facts/town.h"

namespace twin::facts {
namespace {

using namespace bake;

constexpr double kMostM = 40;

/// Metres from a known point to what the model says it is; nothing when the model has no such thing.
std::optional<double> residual(const GazetteerPoint& point) {
    const std::size_t colon = point.model.find(':');
    if (colon == std::string::npos) return std::nullopt;
    const std::string kind = point.model.substr(0, colon), id = point.model.substr(colon + 1);
    if (kind == "street") {
        for (const Street& street : sources().streets) {
            if (street.id == id) return nearestOnLine(street.line, point.at).distanceM;
        }
        return std::nullopt;
    }
    for (const PlacedThing& thing : sources().things) {
        if (thing.id != id) continue;
        const KitPlacement& placement = thing.placement;
        switch (placement.shape) {
            case KitPlacement::Shape::Point: return glm::distance(placement.points[0], point.at);
            case KitPlacement::Shape::Line: return nearestOnLine(placement.points, point.at).distanceM;
            case KitPlacement::Shape::Polygon:
                return insideRing(placement.points, point.at) ? 0 : distanceToRing(placement.points, point.at);
        }
    }
    return std::nullopt;
}

TEST(Gazetteer, EveryKnownPointLiesWithinFortyMetresOfItsPlaceInTheModel) {
    std::vector<std::pair<double, std::string>> residuals;
    int outside = 0;
    for (const GazetteerPoint& point : sources().gazetteer) {
        if (point.outside) {
            ++outside;
            continue;
        }
        const auto metres = residual(point);
        ASSERT_TRUE(metres) << point.name << ": the model has no " << point.model;
        residuals.emplace_back(*metres, point.name);
        EXPECT_LE(*metres, kMostM) << point.name << " is to lie at " << point.model;
    }
    ASSERT_FALSE(residuals.empty());
    std::sort(residuals.begin(), residuals.end());
    const auto at = [&](double share) {
        return residuals[static_cast<std::size_t>(std::lround(share * static_cast<double>(residuals.size() - 1)))]
            .first;
    };
    std::printf(
        "gazetteer: %zu points, median %.1f m, 95th percentile %.1f m, worst %.1f m (%s); %d points lie outside the "
        "model\n",
        residuals.size(), at(0.5), at(0.95), residuals.back().first, residuals.back().second.c_str(), outside);
    EXPECT_GE(residuals.size(), 65U);
    EXPECT_LE(outside, 4);
}

// They would crowd out churches and schools, which are known from afar.
TEST(LabelsOfTheTown, OfShopsAndBusStopsAreForNearBy) {
    std::set<std::string_view> everyday, others;
    for (const PlacedThing& thing : sources().things) {
        const bool shop = thing.kit->name == "shop-box" || thing.kit->name == "bus-stop";
        if (!thing.name.empty() && thing.life.task < 0) (shop ? everyday : others).insert(thing.name);
    }
    ASSERT_GT(everyday.size(), 40U);
    ASSERT_GT(others.size(), 20U);
    std::size_t seen = 0;
    for (const city::Label& label : town().labels()) {
        const std::string_view name = town().text(label.name);
        seen += label.kind == city::LabelKind::Everyday ? 1U : 0U;
        EXPECT_TRUE(label.kind != city::LabelKind::Everyday || everyday.contains(name)) << name;
        EXPECT_TRUE(label.kind != city::LabelKind::Landmark || others.contains(name)) << name;
        EXPECT_EQ(name.find('('), std::string_view::npos) << name << ": a remark is no part of a name";
    }
    EXPECT_GE(seen, everyday.size());
}

}  // namespace
}  // namespace twin::facts
