#include "tools/bake/town/trees.h"

#include <algorithm>
#include <cmath>

#include "tools/bake/geometry/random.h"

namespace twin::bake {

namespace {

using Mix = std::vector<std::pair<std::size_t, double>>;

constexpr double kFromRoadM = 1.5, kFromHouseM = 2.5;

/// How trees of a land cover stand where no stand says more.
struct CoverRule {
    city::CoverClass cover;
    double spacingM, leastM, mostM;
    double share;  ///< of grid places that hold a tree
    std::vector<std::pair<std::string_view, double>> mix;
    std::string_view kind;
};
const std::vector<CoverRule>& coverRules() {
    static const std::vector<CoverRule> rules{
        {city::CoverClass::Forest,
         10.5,
         12,
         24,
         0.95,
         {{"pine", 0.38}, {"oak", 0.2}, {"birch", 0.14}, {"hornbeam", 0.14}, {"spruce", 0.07}, {"lime", 0.07}},
         "forest"},
        {city::CoverClass::Park,
         15,
         8,
         20,
         0.7,
         {{"lime", 0.3}, {"maple", 0.3}, {"oak", 0.15}, {"ash", 0.15}, {"birch", 0.1}},
         "park"},
        {city::CoverClass::Orchard, 6, 2.5, 5, 0.92, {{"apple", 1}}, "garden"},
        {city::CoverClass::Allotment,
         13,
         2.5,
         6,
         0.6,
         {{"apple", 0.75}, {"hazel", 0.15}, {"spruce", 0.1}},
         "allotment"},
        {city::CoverClass::Cemetery,
         15,
         8,
         18,
         0.55,
         {{"lime", 0.4}, {"maple", 0.25}, {"birch", 0.2}, {"spruce", 0.15}},
         "cemetery"},
        {city::CoverClass::Wetland, 14, 5, 14, 0.5, {{"willow", 0.5}, {"alder", 0.5}}, "stand"},
        {city::CoverClass::Meadow,
         38,
         3,
         15,
         0.36,
         {{"willow", 0.32}, {"alder", 0.26}, {"poplar", 0.08}, {"hawthorn", 0.2}, {"birch", 0.14}},
         "meadow"},
        // What grows behind the houses, where no plot is drawn.
        {city::CoverClass::Urban,
         23,
         2.5,
         9,
         0.34,
         {{"apple", 0.46}, {"hazel", 0.16}, {"birch", 0.12}, {"spruce", 0.1}, {"maple", 0.08}, {"lime", 0.08}},
         "garden"},
    };
    return rules;
}

class TreeMaker {
public:
    explicit TreeMaker(const TreeContext& context) : context_{context} {}

    city::Tree make(glm::dvec2 at, std::size_t species, double heightM, std::uint32_t element, Random& random) const {
        const SpeciesSource& s = context_.sources.species[species];
        city::Tree tree;
        tree.foot = {static_cast<float>(at.x), static_cast<float>(at.y),
                     static_cast<float>(context_.terrain.heightM(at) - 0.05)};
        tree.heightM = static_cast<float>(heightM);
        tree.crownM = static_cast<float>(
            std::max(0.4, s.crownM * std::pow(heightM / s.matureM, 0.8) * random.between(0.85, 1.15)));
        tree.element = element;
        tree.species = static_cast<std::uint16_t>(species);
        tree.yaw = static_cast<std::uint16_t>(random.next() & 0xFFFFU);
        return tree;
    }

    [[nodiscard]] Mix mixOf(const std::vector<std::pair<std::string_view, double>>& named) const {
        Mix mix;
        double sum = 0;
        for (const auto& [id, share] : named) {
            if (const auto index = context_.sources.speciesIndex(id)) mix.emplace_back(*index, share), sum += share;
        }
        for (auto& entry : mix) entry.second /= sum;
        return mix;
    }

    static std::size_t pick(const Mix& mix, Random& random) {
        double at = random.unit();
        for (const auto& [species, share] : mix) {
            if ((at -= share) < 0) return species;
        }
        return mix.back().first;
    }

private:
    const TreeContext& context_;
};

struct Grove {
    const Ring& ring;
    double spacingM, leastM, mostM, share;
    const Mix& mix;
};

/// Trees on a jittered grid inside a ring, where `wanted` and the ground is free.
template <class Wanted>
void plantGrove(const TreeContext& context, const Grove& grove, std::uint32_t element, Random random,
                const Wanted& wanted) {
    const TreeMaker maker{context};
    const Box box = boxOf(grove.ring);
    for (double y = box.min.y; y < box.max.y; y += grove.spacingM) {
        for (double x = box.min.x; x < box.max.x; x += grove.spacingM) {
            const double jitter = grove.spacingM * 0.42;
            const glm::dvec2 at{x + random.between(-jitter, jitter), y + random.between(-jitter, jitter)};
            const double height = random.between(grove.leastM, grove.mostM);
            const std::size_t species = TreeMaker::pick(grove.mix, random);
            if (!random.chance(grove.share) || !insideRing(grove.ring, at) || !wanted(at) ||
                !context.taken.isFree(at, kFromHouseM))
                continue;
            const double most = context.sources.species[species].matureM;
            context.assembler.addTree(maker.make(at, species, std::min(height, most), element, random));
        }
    }
}

}  // namespace

void addForests(const TreeContext& context) {
    const std::uint64_t seed = context.sources.head.seed;
    const Extent& extent = context.sources.head.extent;
    const auto inExtent = [&](glm::dvec2 p) { return extent.contains(p); };
    std::vector<Box> standBoxes;
    for (const Stand& stand : context.sources.stands) {
        standBoxes.push_back(boxOf(stand.ring));
        const std::uint32_t element =
            context.assembler.addElement({stand.id, "", "stand", stand.provenance, {}, city::Layer::Trees});
        plantGrove(context, {stand.ring, stand.spacingM, stand.leastM, stand.mostM, 0.95, stand.mix}, element,
                   Random{stand.id, seed}, inExtent);
    }
    const auto inStand = [&](glm::dvec2 p) {
        for (std::size_t i = 0; i < standBoxes.size(); ++i) {
            if (standBoxes[i].contains(p) && insideRing(context.sources.stands[i].ring, p)) return true;
        }
        return false;
    };
    // Beyond the boundary woods are backdrop: two trees of five are enough.
    const auto& boundary = context.sources.boundary;
    const auto inTown = [&](glm::dvec2 p) { return boundary.empty() || insideRing(boundary.front(), p); };
    const TreeMaker maker{context};
    for (const CoverArea& area : context.sources.cover) {
        for (const CoverRule& rule : coverRules()) {
            if (rule.cover != area.cover) continue;
            const Mix mix = maker.mixOf(rule.mix);
            if (mix.empty()) continue;
            Provenance provenance = area.provenance;
            provenance.basis = city::Basis::Schematic;
            const std::uint32_t element = context.assembler.addElement(
                {"trees-" + area.id, "", std::string{rule.kind}, provenance, {}, city::Layer::Trees});
            // A later area may lie over this one, so the grid decides what the ground is.
            Random thin{area.id + "-thin", seed};
            plantGrove(context, {area.ring, rule.spacingM, rule.leastM, rule.mostM, rule.share, mix}, element,
                       Random{area.id, seed}, [&](glm::dvec2 p) {
                           const bool kept = thin.chance(0.4) || inTown(p);
                           return kept && inExtent(p) && context.cover.at(p) == area.cover && !inStand(p);
                       });
        }
    }
}

void addGardens(const TreeContext& context, std::span<const Building> buildings) {
    const TreeMaker maker{context};
    const Mix garden = maker.mixOf({{"apple", 0.45},
                                    {"spruce", 0.12},
                                    {"birch", 0.1},
                                    {"hazel", 0.12},
                                    {"juniper", 0.11},
                                    {"apple-ornamental", 0.1}});
    const Mix yard = maker.mixOf({{"lime", 0.3}, {"maple", 0.3}, {"birch", 0.2}, {"ash", 0.1}, {"poplar", 0.1}});
    if (garden.empty() || yard.empty()) return;
    Random random{"gardens", context.sources.head.seed};
    std::vector<std::uint32_t> elements(context.sources.quarters.size(), kNoElement);
    for (const Building& b : buildings) {
        const bool house = b.kind == "house" || b.kind == "villa", block = b.kind == "block";
        if (!house && !block) continue;
        const int wanted = house ? random.whole(1, 3) : random.whole(3, 7);
        for (int k = 0; k < wanted; ++k) {
            const double out = random.between(3.2, house ? 9 : 11);
            const double beside = random.between(-0.5, 0.5) * (b.plot.widthM + 6);
            const double side = random.chance(house ? 0.7 : 0.5) ? -1 : 1;
            const glm::dvec2 at =
                b.plot.centre + b.plot.forward() * (side * (b.plot.depthM / 2 + out)) + b.plot.right() * beside;
            const std::size_t species = TreeMaker::pick(house ? garden : yard, random);
            const double most = context.sources.species[species].matureM;
            const double height =
                house ? std::min(most, random.between(2.5, 7)) : std::min(most, random.between(7, 16));
            if (!context.sources.head.extent.contains(at) || !context.taken.isFree(at, kFromHouseM)) continue;
            std::uint32_t& element = elements[b.quarter];
            if (element == kNoElement) {
                Provenance provenance = context.sources.quarters[b.quarter].provenance;
                provenance.basis = city::Basis::Schematic;
                provenance.source = "Wygenerowano: drzewa w ogrodach i na podwórzach, ziarno losowe " +
                                    std::to_string(context.sources.head.seed);
                element = context.assembler.addElement({"gardens-" + context.sources.quarters[b.quarter].id,
                                                        "",
                                                        "garden",
                                                        provenance,
                                                        {},
                                                        city::Layer::Trees});
            }
            context.assembler.addTree(maker.make(at, species, height, element, random));
        }
    }
}

void addStreetRows(const TreeContext& context) {
    const TreeMaker maker{context};
    for (const Street& street : context.sources.streets) {
        if (street.trees.empty()) continue;
        const std::size_t species = *context.sources.speciesIndex(street.trees);
        Random random{street.id + "-trees", context.sources.head.seed};
        const std::uint32_t element = context.assembler.addElement(
            {"trees-" + street.id, street.name, "tree-row", street.provenance, {}, city::Layer::Trees});
        const double length = lengthOf(street.line);
        for (const double side : {-1.0, 1.0}) {
            for (double along = 6; along < length; along += 12) {
                const OnLine here = alongLine(street.line, along + random.between(-1, 1));
                const glm::dvec2 at = here.point + leftOf(here.direction) * (side * (street.reachM() + kFromRoadM));
                if (!context.sources.head.extent.contains(at) || !context.taken.isFree(at, 1.2)) continue;
                const double height = context.sources.species[species].matureM * random.between(0.5, 0.8);
                context.assembler.addTree(maker.make(at, species, height, element, random));
            }
        }
    }
}

std::size_t addPlantings(const TreeContext& context) {
    const TreeMaker maker{context};
    std::size_t planted = 0;
    for (const Planting& planting : context.sources.plantings) {
        Random random{planting.id, context.sources.head.seed};
        const std::string kind = planting.points.size() > 1 ? "tree-row" : "tree";
        const std::uint32_t element = context.assembler.addElement(
            {planting.id, planting.name, kind, planting.provenance, planting.life, city::Layer::Trees});
        std::vector<glm::dvec2> places;
        if (planting.points.size() == 1) {
            places = planting.points;
        } else {
            const double length = lengthOf(planting.points);
            const int count = planting.count.value_or(static_cast<int>(length / planting.spacingM + 0.05) +
                                                      1);  // a row drawn a little short keeps its last tree
            const double step =
                count > 1 ? std::min(length / (count - 1), planting.count ? length : planting.spacingM) : 0;
            for (int i = 0; i < count; ++i) places.push_back(alongLine(planting.points, step * i).point);
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            const std::size_t species = planting.species[i % planting.species.size()];
            const SpeciesSource& s = context.sources.species[species];
            const bool grown = planting.life.standsFrom == kAlways;
            const double height = planting.heightM > 0 ? planting.heightM : grown ? s.matureM * 0.7 : s.plantedM;
            city::Tree tree = maker.make(places[i], species, height * random.between(0.93, 1.07), element, random);
            if (!grown) tree.growthMPerYear = static_cast<float>((s.matureM - s.plantedM) / s.yearsToMature);
            context.assembler.addTree(tree);
            if (planting.life.task >= 0 && !planting.felled) ++planted;
        }
    }
    return planted;
}

namespace {

/// A kit knows its own plot, not the streets round it.
bool standsOnStreet(const Sources& sources, glm::dvec2 at) {
    constexpr double kFromKerbM = 0.5;
    return std::ranges::any_of(sources.streets, [at](const Street& street) {
        return nearestOnLine(street.line, at).distanceM < street.reachM() + kFromKerbM;
    });
}

}  // namespace

void addKitTrees(const TreeContext& context, std::span<const BuiltThing> things) {
    const TreeMaker maker{context};
    for (const BuiltThing& built : things) {
        Random random{built.thing->id + "-trees", context.sources.head.seed};
        for (const KitTree& wanted : built.result.trees) {
            const auto species = context.sources.speciesIndex(wanted.species);
            if (!species || !context.sources.head.extent.contains(wanted.at)) continue;
            if (standsOnStreet(context.sources, wanted.at)) continue;
            const SpeciesSource& s = context.sources.species[*species];
            const bool grown = built.thing->life.standsFrom == kAlways;
            city::Tree tree = maker.make(wanted.at, *species,
                                         wanted.heightM > 0 ? wanted.heightM
                                         : grown            ? s.matureM * 0.7
                                                            : s.plantedM,
                                         built.element, random);
            if (!grown) tree.growthMPerYear = static_cast<float>((s.matureM - s.plantedM) / s.yearsToMature);
            context.assembler.addTree(tree);
        }
    }
}

}  // namespace twin::bake
