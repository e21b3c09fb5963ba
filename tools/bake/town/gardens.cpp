#include "tools/bake/town/gardens.h"

#include <algorithm>
#include <cmath>

#include "tools/bake/geometry/random.h"

namespace twin::bake {

namespace {

constexpr float kPlotFarM = 420;  // a fence is a pixel high at half a kilometre
constexpr float kPathFarM = 700;
constexpr float kReedFarM = 900;
constexpr double kStepM = 7;  // pieces follow the ground
constexpr double kFrontMostM = 14, kBackMostM = 20, kSideMostM = 9;

enum class Border { Hedge, Boards, Wall, None };

/// Hull of a hedge, which shaders/lib/hedge.glsl cuts leaves out of: half its width at the foot and at the top, and how far
/// it reaches below the ground, where the grass keeps the light off.
constexpr double kHedgeFootM = 0.45, kHedgeTopM = 0.38, kHedgeUnderM = 0.1;
constexpr float kHedgeFootOcclusion = 140.0F / 255;
constexpr double kHedgeHeightStepM = 0.025;
constexpr double kHedgeBeyondM = 0.2;  ///< its rounded ends stand so far beyond the line
/// Privet, hornbeam, thuja, and what grows as it likes.
constexpr std::array<double, 4> kHedgeShares{0.30, 0.20, 0.30, 0.20};

struct PlotMeshes {
    Mesh upright, flat, hedges;
};

/// The plot round one house in its own directions: how far it reaches from the house's middle.
struct Plot {
    glm::dvec2 centre, right, forward;
    double left, wide, front, back;  ///< metres from the centre

    [[nodiscard]] glm::dvec2 at(double x, double y) const { return centre + right * x + forward * y; }
};

class PlotMaker {
public:
    PlotMaker(const TreeContext& context, PlotMeshes& out, Random& random, Random& growth)
        : context_{context},
          out_{out},
          random_{random},
          growth_{growth},
          hedge_{*context.sources.material("hedge")},
          boards_{*context.sources.material("wood_dark"), *context.sources.material("wood_larch")},
          wall_{*context.sources.material("stone_light")},
          paving_{*context.sources.material("paving_grey")},
          red_{*context.sources.material("paving_red")},
          gravel_{*context.sources.material("gravel")} {}

    void make(const Building& b) {
        const Plot plot = plotOf(b);
        const double hx = b.plot.widthM / 2, hy = b.plot.depthM / 2;
        const double gateX = random_.between(-0.3, 0.3) * b.plot.widthM;
        const bool drive = random_.chance(0.6) && plot.wide > hx + 2.6;
        const double driveX = std::min(hx + 1.8, plot.wide - 1.2);
        const MaterialIndex stuff = random_.chance(0.5) ? paving_ : random_.chance(0.5) ? red_ : gravel_;
        if (plot.front > hy + 1.2) {
            path(plot.at(gateX, plot.front + 0.5), plot.at(gateX, hy - 0.2), 1.3, stuff);
            if (drive) path(plot.at(driveX, plot.front + 0.5), plot.at(driveX, -hy * 0.2), 2.8, stuff);
        }
        const Border front = pick(0.35, 0.30, 0.25), side = pick(0.55, 0.35, 0.0), back = pick(0.5, 0.3, 0.0);
        if (plot.front > hy + 2.0) {
            // The street side, with gaps for the gate and the drive.
            std::vector<std::array<double, 2>> gaps{{gateX - 0.7, gateX + 0.7}};
            if (drive) gaps.push_back({driveX - 1.5, driveX + 1.5});
            std::sort(gaps.begin(), gaps.end());
            double from = -plot.left;
            for (const auto& gap : gaps) {
                if (gap[0] > from) border(plot.at(from, plot.front), plot.at(gap[0], plot.front), front, 1.0);
                from = std::max(from, gap[1]);
            }
            if (plot.wide > from) border(plot.at(from, plot.front), plot.at(plot.wide, plot.front), front, 1.0);
        }
        // One long side is the neighbour's.
        border(plot.at(plot.wide, plot.front), plot.at(plot.wide, -plot.back), side, 1.25);
        border(plot.at(plot.wide, -plot.back), plot.at(-plot.left, -plot.back), back, 1.35);
    }

private:
    /// How far a line from the house's wall is free: half of it when it ends at a neighbour's.
    double reach(glm::dvec2 from, glm::dvec2 along, double most) const {
        double free = 0.6;
        while (free < most && context_.taken.isFree(from + along * free, 0.05)) free += 0.4;
        return free;
    }

    Plot plotOf(const Building& b) const {
        Plot plot{b.plot.centre, b.plot.right(), b.plot.forward(), 0, 0, 0, 0};
        const double hx = b.plot.widthM / 2, hy = b.plot.depthM / 2;
        const double front = reach(plot.at(0, hy + 0.1), plot.forward, kFrontMostM);
        plot.front = hy + std::max(0.3, front - 0.9);
        const double back = reach(plot.at(0, -hy - 0.1), -plot.forward, kBackMostM * 2);
        plot.back = hy + std::min(back / 2 + (back > kBackMostM * 1.9 ? 3.0 : 0.0), kBackMostM);
        const double wide = reach(plot.at(hx + 0.1, 0), plot.right, kSideMostM * 2);
        plot.wide = hx + std::min(wide / 2, kSideMostM);
        const double left = reach(plot.at(-hx - 0.1, 0), -plot.right, kSideMostM * 2);
        plot.left = hx + std::min(left / 2, kSideMostM);
        return plot;
    }

    Border pick(double hedge, double boards, double wall) {
        const double at = random_.unit();
        if (at < hedge) return Border::Hedge;
        if (at < hedge + boards) return Border::Boards;
        return at < hedge + boards + wall ? Border::Wall : Border::None;
    }

    [[nodiscard]] glm::dvec3 ground(glm::dvec2 p, double up) const { return {p, context_.terrain.heightM(p) + up}; }
    [[nodiscard]] bool free(glm::dvec2 p) const {
        return context_.sources.head.extent.contains(p) && context_.taken.isFree(p, 0.25);
    }

    /// A point of a cross-section: metres across and up, its normal's share across (the rest is up), and its light.
    struct Rib {
        double across, up;
        float side, occlusion;
    };

    /// A strip with this cross-section from a to b. Stations share their vertices, pieces on taken ground are left out.
    void strip(Mesh& mesh, glm::dvec2 a, glm::dvec2 b, std::span<const Rib> ribs, MaterialIndex stuff, bool onlyFree) {
        const double length = glm::distance(a, b);
        const glm::dvec2 left = leftOf((b - a) / length);
        const auto pieces = static_cast<int>(std::ceil(length / kStepM));
        const auto count = static_cast<std::uint32_t>(ribs.size());
        bool joined = false;
        for (int i = 0; i <= pieces; ++i) {
            const glm::dvec2 p = glm::mix(a, b, static_cast<double>(i) / pieces);
            const glm::dvec2 before = glm::mix(a, b, (i - 0.5) / pieces);
            if (onlyFree && (!free(p) || (joined && !free(before)))) {
                joined = false;
                if (!free(p)) continue;
            }
            const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
            for (const Rib& rib : ribs) {
                MeshVertex v;
                v.position = ground(p + left * rib.across, rib.up);
                v.normal =
                    glm::normalize(glm::vec3{glm::vec2(left) * rib.side, std::max(0.0F, 1.0F - std::abs(rib.side))});
                v.uv = {static_cast<float>(length * i / pieces), static_cast<float>(rib.up)};
                v.material = stuff;
                v.occlusion = rib.occlusion;
                mesh.vertices.push_back(v);
            }
            for (std::uint32_t k = 0; joined && k + 1 < count; ++k) {
                const std::uint32_t low = first - count + k;
                mesh.indices.insert(mesh.indices.end(),
                                    {low, low + 1, low + 1 + count, low, low + 1 + count, low + count});
            }
            joined = true;
        }
    }

    void border(glm::dvec2 a, glm::dvec2 b, Border kind, double heightM) {
        if (kind == Border::None || glm::distance(a, b) < 0.8) return;
        if (kind == Border::Boards) {
            const std::array ribs{Rib{0, 0.08, 1, 0.7F}, Rib{0, heightM + 0.15, 1, 1}};
            strip(out_.upright, a, b, ribs, boards_[random_.index(2)], true);
        } else if (kind == Border::Hedge) {
            hedge(a, b, heightM * 1.15);
        } else {
            const double top = heightM * 0.75;
            const std::array ribs{Rib{0.14, -0.1, 1, 0.7F}, Rib{0.14, top, 0.6F, 1}, Rib{-0.14, top, -0.6F, 1},
                                  Rib{-0.14, -0.1, -1, 0.7F}};
            strip(out_.upright, a, b, ribs, wall_, true);
        }
    }

    /// What of the line from a to b is free, in stations: metres from a.
    std::vector<std::vector<double>> freeRuns(glm::dvec2 a, glm::dvec2 b) const {
        const double length = glm::distance(a, b);
        const auto pieces = static_cast<int>(std::ceil(length / kStepM));
        std::vector<std::vector<double>> runs;
        bool joined = false;
        for (int i = 0; i <= pieces; ++i) {
            const auto at = [&](double station) { return glm::mix(a, b, station / pieces); };
            if (!free(at(i))) {
                joined = false;
                continue;
            }
            if (!joined || !free(at(i - 0.5))) runs.emplace_back();
            runs.back().push_back(length * i / pieces);
            joined = true;
        }
        std::erase_if(runs, [](const auto& run) { return run.size() < 2; });
        return runs;
    }

    /// Hulls of hedges along a line. uv: metres from the nearer end, so that leaves know where it ends, and across; the
    /// occlusion grows from foot to top, and the variant holds height and kind.
    void hedge(glm::dvec2 a, glm::dvec2 b, double heightM) {
        const auto steps = static_cast<unsigned>(
            std::clamp(std::lround(heightM * growth_.between(0.9, 1.12) / kHedgeHeightStepM), 20L, 63L));
        const double top = steps * kHedgeHeightStepM;
        unsigned kind = 0;
        for (double at = growth_.unit() - kHedgeShares[0]; at >= 0 && kind < 3; at -= kHedgeShares[kind]) ++kind;
        const glm::dvec2 along = (b - a) / glm::distance(a, b), left = leftOf(along);
        const std::array ribs{Rib{kHedgeFootM, -kHedgeUnderM, 1, kHedgeFootOcclusion}, Rib{kHedgeTopM, top, 0.5F, 1},
                              Rib{-kHedgeTopM, top, -0.5F, 1},
                              Rib{-kHedgeFootM, -kHedgeUnderM, -1, kHedgeFootOcclusion}};
        Mesh& mesh = out_.hedges;
        for (std::vector<double>& run : freeRuns(a, b)) {
            run.front() -= kHedgeBeyondM;
            run.back() += kHedgeBeyondM;
            const double from = run.front(), to = run.back(), middle = (from + to) / 2;
            run.insert(std::upper_bound(run.begin(), run.end(), middle), middle);
            const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
            for (const double station : run) {
                const glm::dvec2 p = a + along * station;
                const glm::dvec3 foot = ground(p, 0);
                for (const Rib& rib : ribs) {
                    MeshVertex v;
                    v.position = foot + glm::dvec3(left * rib.across, rib.up);
                    v.normal = glm::normalize(
                        glm::vec3{glm::vec2(left) * rib.side, std::max(0.0F, 1.0F - std::abs(rib.side))});
                    v.uv = {static_cast<float>(std::min(station - from, to - station)), static_cast<float>(rib.across)};
                    v.material = hedge_;
                    v.occlusion = rib.occlusion;
                    v.variant = static_cast<std::uint8_t>(kind << 6U | steps);
                    mesh.vertices.push_back(v);
                }
            }
            const auto last = static_cast<std::uint32_t>(mesh.vertices.size() - 4);
            const auto quad = [&](std::uint32_t i, std::uint32_t j, std::uint32_t k, std::uint32_t l) {
                mesh.indices.insert(mesh.indices.end(), {i, j, k, i, k, l});
            };
            for (std::uint32_t i = first; i < last; i += 4) {
                for (std::uint32_t k = i; k < i + 3; ++k) quad(k, k + 1, k + 5, k + 4);
            }
            quad(first, first + 3, first + 2, first + 1);
            quad(last, last + 1, last + 2, last + 3);
        }
    }

    /// A strip over the ground from a to b, in pieces that follow it.
    void path(glm::dvec2 a, glm::dvec2 b, double widthM, MaterialIndex stuff) {
        if (glm::distance(a, b) < 1) return;
        const std::array ribs{Rib{widthM / 2, 0.05, 0, 1}, Rib{-widthM / 2, 0.05, 0, 1}};
        strip(out_.flat, a, b, ribs, stuff, false);
    }

    const TreeContext& context_;
    PlotMeshes& out_;
    Random& random_;
    Random& growth_;
    MaterialIndex hedge_;
    std::array<MaterialIndex, 2> boards_;
    MaterialIndex wall_, paving_, red_, gravel_;
};

}  // namespace

void addPlots(const TreeContext& context, std::span<const Building> buildings) {
    for (const char* id : {"hedge", "wood_dark", "wood_larch", "stone_light", "paving_grey", "paving_red", "gravel"}) {
        if (!context.sources.material(id)) return;  // a town whose sources know no gardens
    }
    Random random{"plots", context.sources.head.seed}, growth{"hedges", context.sources.head.seed};
    // One mesh for each quarter and tile, so that a quarter costs a handful of draws.
    std::map<std::pair<std::size_t, std::size_t>, PlotMeshes> meshes;
    for (const Building& b : buildings) {
        if ((b.kind != "house" && b.kind != "villa") || b.shed) continue;
        PlotMaker{context, meshes[{b.quarter, context.assembler.tileAt(b.plot.centre)}], random, growth}.make(b);
    }
    std::vector<std::uint32_t> elements(context.sources.quarters.size(), kNoElement);
    for (const auto& [where, plot] : meshes) {
        std::uint32_t& element = elements[where.first];
        if (element == kNoElement) {
            const Quarter& quarter = context.sources.quarters[where.first];
            Provenance provenance = quarter.provenance;
            provenance.basis = city::Basis::Schematic;
            provenance.source = "Wygenerowano: płoty, żywopłoty i ścieżki na działkach, ziarno losowe " +
                                std::to_string(context.sources.head.seed);
            element = context.assembler.addElement(
                {"plots-" + quarter.id, "", "garden", provenance, {}, city::Layer::Furniture});
        }
        context.assembler.addTileMesh(element, where.second, plot.upright, {city::kDrawCastsShadow, 0, kPlotFarM});
        context.assembler.addTileMesh(element, where.second, plot.hedges,
                                      {city::kDrawCastsShadow | city::kDrawHedge, 0, kPlotFarM});
        context.assembler.addTileMesh(element, where.second, plot.flat, {city::kDrawOnGround, 0, kPathFarM});
    }
}

void addShoreTrees(const TreeContext& context, const GroundIndex& works) {
    constexpr double kEveryM = 11, kClearM = 10;
    const auto willow = context.sources.speciesIndex("willow"), alder = context.sources.speciesIndex("alder"),
               shrub = context.sources.speciesIndex("hawthorn");
    if (!willow || !alder || !shrub) return;
    for (const Lake& lake : context.sources.lakes) {
        Random random{lake.id + "-shore-trees", context.sources.head.seed};
        Course shore = lake.ring;
        shore.push_back(lake.ring.front());
        const double length = lengthOf(shore);
        if (length < 400) continue;  // ponds have what their kits plant
        Provenance provenance = lake.provenance;
        provenance.basis = city::Basis::Schematic;
        provenance.source =
            "Wygenerowano: drzewa wzdłuż wolnych brzegów, ziarno losowe " + std::to_string(context.sources.head.seed);
        const std::uint32_t element =
            context.assembler.addElement({"shore-trees-" + lake.id, "", "stand", provenance, {}, city::Layer::Trees});
        for (double along = 0; along < length; along += kEveryM) {
            const OnLine here = alongLine(shore, along);
            // In groups of some sixty metres with open shore between.
            const bool group = std::sin(along / 31.0) + 0.7 * std::sin(along / 13.0 + 1.0) > 0.15;
            const double off = random.between(5, 19) * (random.chance(0.5) ? 1 : -1);
            const glm::dvec2 at = here.point + leftOf(here.direction) * off;
            const std::size_t species = random.chance(0.4) ? *shrub : random.chance(0.5) ? *willow : *alder;
            const double height = species == *shrub ? random.between(2, 4) : random.between(5, 13);
            const auto yaw = static_cast<std::uint16_t>(random.next() & 0xFFFFU);
            const city::CoverClass cover = context.cover.at(at);
            const double ground = context.terrain.heightM(at);
            if (!group || !context.sources.head.extent.contains(at) || !works.isFree(at, kClearM) ||
                ground < lake.levelM + 0.25 || cover == city::CoverClass::Sand || cover == city::CoverClass::Paved ||
                !context.taken.isFree(at, 2))
                continue;
            const SpeciesSource& s = context.sources.species[species];
            city::Tree tree;
            tree.foot = {static_cast<float>(at.x), static_cast<float>(at.y), static_cast<float>(ground - 0.05)};
            tree.heightM = static_cast<float>(std::min(height, s.matureM));
            tree.crownM = static_cast<float>(s.crownM * std::pow(height / s.matureM, 0.8));
            tree.element = element;
            tree.species = static_cast<std::uint16_t>(species);
            tree.yaw = yaw;
            context.assembler.addTree(tree);
        }
    }
}

void addReeds(const TreeContext& context, const GroundIndex& works) {
    const auto known = context.sources.material("reed");
    if (!known) return;
    const MaterialIndex reed = *known;
    constexpr double kClearM = 7, kSpacingM = 1.7;
    for (const Lake& lake : context.sources.lakes) {
        Random random{lake.id + "-reeds", context.sources.head.seed};
        std::map<std::size_t, Mesh> meshes;
        Course shore = lake.ring;
        shore.push_back(lake.ring.front());
        const double length = lengthOf(shore);
        for (double along = 0; along < length; along += kSpacingM * random.between(0.5, 1.5)) {
            const OnLine here = alongLine(shore, along);
            // Stands of reed some thirty metres long, with open water between.
            const bool stand = std::sin(along / 23.0) + 0.8 * std::sin(along / 9.1 + 2.0) > -0.1;
            const glm::dvec2 at = here.point + leftOf(here.direction) * random.between(-2.2, 2.2);
            const double size = random.between(0.7, 1.35);
            const double turn = random.between(0, 3.14159);
            if (!stand || !context.sources.head.extent.contains(at) || !works.isFree(at, kClearM)) continue;
            bool used = false;
            for (const glm::dvec2 off : {glm::dvec2{9, 0}, glm::dvec2{-9, 0}, glm::dvec2{0, 9}, glm::dvec2{0, -9}}) {
                const city::CoverClass cover = context.cover.at(at + off);
                used = used || cover == city::CoverClass::Sand || cover == city::CoverClass::Paved;
            }
            const double bed = context.terrain.heightM(at);
            if (used || bed < lake.levelM - 0.7 || bed > lake.levelM + 0.35) continue;
            MeshBuilder builder{meshes[context.assembler.tileAt(at)]};
            const double top = lake.levelM + 1.25 * size + 0.4, foot = std::min(bed, lake.levelM) - 0.1;
            // Blades fan out from the foot, each to a point of its own height.
            for (int k = 0; k < 5; ++k) {
                const double angle = turn + 1.257 * k;
                const glm::dvec2 out = glm::dvec2{std::cos(angle), std::sin(angle)};
                const glm::dvec2 side = glm::dvec2{-out.y, out.x} * (0.20 * size), base = at + out * (0.22 * size);
                builder.triangle({base - side, foot}, {base + side, foot},
                                 {base + out * (0.32 * size), top - 0.16 * ((k * 3) % 5) * size}, reed);
            }
        }
        if (meshes.empty()) continue;
        Provenance provenance = lake.provenance;
        provenance.basis = city::Basis::Schematic;
        provenance.source =
            "Wygenerowano: trzciny wzdłuż wolnych brzegów, ziarno losowe " + std::to_string(context.sources.head.seed);
        const std::uint32_t element =
            context.assembler.addElement({"reeds-" + lake.id, "", "stand", provenance, {}, city::Layer::Trees});
        for (auto& [tile, mesh] : meshes) {
            for (MeshVertex& v : mesh.vertices) v.normal = glm::normalize(v.normal + glm::vec3{0, 0, 1.4F});
            context.assembler.addTileMesh(element, tile, mesh, {city::kDrawCastsShadow, 0, kReedFarM});
        }
    }
}

}  // namespace twin::bake
