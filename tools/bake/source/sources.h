// tools/bake/source/sources.h: the text sources of a town, read, checked and in local metres.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scene/base/date.h"
#include "scene/base/result.h"
#include "scene/city/format.h"
#include "tools/bake/geometry/plane.h"
#include "tools/bake/kit.h"
#include "tools/bake/source/fields.h"
#include "tools/bake/source/places.h"

namespace twin::bake {

struct Phase {
    std::string id, text;
    Day from = 0, to = 0;
};
struct TownHead {
    std::string id, name, heightSystem;
    geo::Pl2000 origin;
    Extent extent;
    std::uint64_t seed = 0;
    int dataYear = 0;
    std::vector<Phase> phases;
};

struct MaterialSource {
    std::string id;
    city::Material material;
};

enum class StreetClass { Expressway, Trunk, Primary, Secondary, Residential, Service, Pedestrian, Path };
enum class StreetSurface { Asphalt, Setts, Concrete, Gravel, Paving };
enum class Sidewalk { Both, Left, Right, None };
struct Street {
    std::string id, name;
    StreetClass kind = StreetClass::Residential;
    StreetSurface surface = StreetSurface::Asphalt;
    Sidewalk sidewalk = Sidewalk::None;
    double widthM = 6;
    std::string trees;    ///< species of the rows on both sides, or empty
    bool closed = false;  ///< drawn as a ring: a square's edge
    Course line;
    Provenance provenance;
    [[nodiscard]] double sidewalkM() const { return kind == StreetClass::Residential ? 1.6 : 2.2; }
    /// Farthest paved metre from the axis.
    [[nodiscard]] double reachM() const { return widthM / 2 + (sidewalk == Sidewalk::None ? 0 : sidewalkM()); }
};
struct Rail {
    std::string id;
    bool siding = false;
    Course line;
    Provenance provenance;
};
struct River {
    std::string id, name;
    double widthM = 5;
    Course line;
    Provenance provenance;
};
struct Lake {
    std::string id, name;
    double levelM = 0;
    Ring ring;
    Provenance provenance;
};
struct CoverArea {
    std::string id;
    city::CoverClass cover = city::CoverClass::Field;
    Ring ring;
    Provenance provenance;
};
struct District {
    std::string id, name;
    Ring ring;
};

struct BuildingRule {
    std::string id, kind;
    std::array<double, 2> storeys{}, widthM{}, depthM{}, setbackM{}, gapM{};
    double storeyM = 3, outbuilding = 0;
    RoofShape roof = RoofShape::Gable;
    std::vector<MaterialIndex> facades, roofs;
};
struct Quarter {
    std::string id, name;
    std::size_t rule = 0;
    Ring ring;
    Provenance provenance;
};

struct ReliefPoint {
    glm::dvec2 at{};
    double heightM = 0;
};
struct Valley {
    Course line;
    std::vector<double> floorM;
    double floorWidthM = 0, sideWidthM = 0;
};
enum class ShapeKind { Plateau, Moat, Ravine, Basin, Dam };
struct ReliefShape {
    std::string id;
    ShapeKind kind = ShapeKind::Plateau;
    std::vector<glm::dvec2> points;  ///< ring of a plateau or basin, line of the others
    double heightM = 0, shoulderM = 0, depthM = 0, widthM = 0, slope = 1;
};
struct Relief {
    double baseM = 0;
    std::vector<ReliefPoint> points;
    std::vector<Valley> valleys;
    std::vector<ReliefShape> shapes;
};

/// When a thing comes and goes, and by which task.
struct Life {
    Day workFrom = kAlways, standsFrom = kAlways, demolishFrom = kNever, goneFrom = kNever;
    int task = -1;
};
/// A kit placed by hand: a landmark, or a part of an investment.
struct PlacedThing {
    std::string file, id, name;
    const Kit* kit = nullptr;
    KitPlacement placement;
    std::map<std::string, KitParams::Value, std::less<>> params;
    Life life;
    bool ownDemolition = false;
    std::string replaces;
    city::Layer layer = city::Layer::Landmarks;
    Provenance provenance;
};

struct SpeciesSource {
    std::string id, polish, latin, english, ukrainian;
    city::TreeForm form = city::TreeForm::Broad;
    double plantedM = 0, matureM = 0, crownM = 0, yearsToMature = 1;
    std::array<double, 3> leaf{}, autumn{};
    bool evergreen = false, blossoms = false;
};
struct Stand {
    std::string id;
    std::vector<std::pair<std::size_t, double>> mix;  ///< species, share; the shares sum to 1
    double spacingM = 9, leastM = 10, mostM = 20;
    Ring ring;
    Provenance provenance;
};
struct Planting {
    std::string id, name;
    std::vector<std::size_t> species;  ///< taken in turn
    double spacingM = 8;
    std::optional<int> count;
    double heightM = 0;   ///< 0: planted height of the species
    bool felled = false;  ///< stands already and is removed
    std::vector<glm::dvec2> points;
    Life life;
    Provenance provenance;
};

struct Task {
    std::string id, undertaking, goal;
    Day start = 0, end = 0;
    nlohmann::json source;  ///< as written, for the pack
};
struct Figure {
    std::string id, name, unit, relation, measure;
    double value = 0;
    std::optional<double> most;
};
struct View {
    std::string id, name;
    glm::dvec2 eye{}, look{};
    double eyeM = 0, lookM = 0;  ///< above the ground
    double fovDeg = 50;
};
struct GazetteerPoint {
    std::string name, kind, model;
    glm::dvec2 at{};
    bool outside = false;
};

struct Sources {
    TownHead head;
    std::vector<MaterialSource> materials;
    std::vector<Street> streets;
    std::vector<Rail> rails;
    std::vector<River> rivers;
    std::vector<Lake> lakes;
    std::vector<CoverArea> cover;
    std::vector<Ring> boundary;
    std::vector<District> districts;
    std::vector<BuildingRule> rules;
    std::vector<Quarter> quarters;
    Relief relief;
    std::vector<PlacedThing> things;
    std::vector<SpeciesSource> species;
    std::vector<Stand> stands;
    std::vector<Planting> plantings;
    nlohmann::json goals, undertakings, figuresJson;
    std::vector<Task> tasks;
    std::vector<Figure> figures;
    std::vector<View> views;
    std::vector<GazetteerPoint> gazetteer;

    [[nodiscard]] std::optional<MaterialIndex> material(std::string_view id) const;
    [[nodiscard]] std::optional<std::size_t> speciesIndex(std::string_view id) const;
    [[nodiscard]] std::optional<int> taskIndex(std::string_view id) const;
};

/// Reads everything below `assets`. Every fault is collected into `faults`; the sources are whole only when there is none.
/// An Error is returned only where reading cannot go on (no folder, no frame).
[[nodiscard]] Result<Sources> readSources(const std::filesystem::path& assets, Faults& faults);

}  // namespace twin::bake
