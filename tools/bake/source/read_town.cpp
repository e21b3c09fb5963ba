// tools/bake/source/read_town.cpp: frame, materials, streets, rail, water, cover, boundary, districts, quarters.
#include <algorithm>
#include <cmath>

#include "tools/bake/geometry/colour.h"
#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

namespace {

template <class T>
using Words = std::pair<std::string_view, T>;

constexpr std::array<Words<city::MaterialKind>, 23> kMaterialKinds{
    {{"plain", city::MaterialKind::Plain},        {"facade", city::MaterialKind::Facade},
     {"roof_tile", city::MaterialKind::RoofTile}, {"roof_sheet", city::MaterialKind::RoofSheet},
     {"roof_flat", city::MaterialKind::RoofFlat}, {"asphalt", city::MaterialKind::Asphalt},
     {"setts", city::MaterialKind::Setts},        {"paving", city::MaterialKind::Paving},
     {"concrete", city::MaterialKind::Concrete},  {"gravel", city::MaterialKind::Gravel},
     {"sand", city::MaterialKind::Sand},          {"grass", city::MaterialKind::Grass},
     {"soil", city::MaterialKind::Soil},          {"wood", city::MaterialKind::Wood},
     {"brick", city::MaterialKind::Brick},        {"glass", city::MaterialKind::Glass},
     {"metal", city::MaterialKind::Metal},        {"water", city::MaterialKind::Water},
     {"foliage", city::MaterialKind::Foliage},    {"net", city::MaterialKind::Net},
     {"marking", city::MaterialKind::Marking},    {"rail", city::MaterialKind::Rail},
     {"solar", city::MaterialKind::Solar}}};

constexpr std::array<Words<StreetClass>, 8> kStreetClasses{{{"expressway", StreetClass::Expressway},
                                                            {"trunk", StreetClass::Trunk},
                                                            {"primary", StreetClass::Primary},
                                                            {"secondary", StreetClass::Secondary},
                                                            {"residential", StreetClass::Residential},
                                                            {"service", StreetClass::Service},
                                                            {"pedestrian", StreetClass::Pedestrian},
                                                            {"path", StreetClass::Path}}};
constexpr std::array<Words<StreetSurface>, 5> kSurfaces{{{"asphalt", StreetSurface::Asphalt},
                                                         {"setts", StreetSurface::Setts},
                                                         {"concrete", StreetSurface::Concrete},
                                                         {"gravel", StreetSurface::Gravel},
                                                         {"paving", StreetSurface::Paving}}};
constexpr std::array<Words<Sidewalk>, 4> kSidewalks{
    {{"both", Sidewalk::Both}, {"left", Sidewalk::Left}, {"right", Sidewalk::Right}, {"none", Sidewalk::None}}};
constexpr std::array<Words<city::CoverClass>, 13> kCovers{{{"forest", city::CoverClass::Forest},
                                                           {"field", city::CoverClass::Field},
                                                           {"meadow", city::CoverClass::Meadow},
                                                           {"allotment", city::CoverClass::Allotment},
                                                           {"park", city::CoverClass::Park},
                                                           {"lawn", city::CoverClass::Lawn},
                                                           {"orchard", city::CoverClass::Orchard},
                                                           {"cemetery", city::CoverClass::Cemetery},
                                                           {"industrial", city::CoverClass::Industrial},
                                                           {"paved", city::CoverClass::Paved},
                                                           {"sand", city::CoverClass::Sand},
                                                           {"wetland", city::CoverClass::Wetland},
                                                           {"urban", city::CoverClass::Urban}}};
constexpr std::array<Words<RoofShape>, 5> kRoofs{{{"flat", RoofShape::Flat},
                                                  {"gable", RoofShape::Gable},
                                                  {"hip", RoofShape::Hip},
                                                  {"mansard", RoofShape::Mansard},
                                                  {"shed", RoofShape::Shed}}};

std::vector<MaterialIndex> materialList(const Fields& fields, std::string_view key, const Sources& sources) {
    std::vector<MaterialIndex> result;
    for (const std::string& id : fields.texts(key)) {
        if (const auto index = sources.material(id)) {
            result.push_back(*index);
        } else {
            fields.fault(key, "unknown material \"" + id + "\"; materials stand in town/materials.json");
        }
    }
    if (result.empty()) fields.fault(key, "must name one material or more");
    return result;
}

bool isLine(const Fields& fields, const Geometry& geometry) {
    if (geometry.good && geometry.kind != GeometryKind::Line) fields.fault("geometry", "must be a LineString");
    return geometry.good && geometry.kind == GeometryKind::Line;
}
bool isPolygon(const Fields& fields, const Geometry& geometry) {
    if (geometry.good && geometry.kind != GeometryKind::Polygon) fields.fault("geometry", "must be a Polygon");
    return geometry.good && geometry.kind == GeometryKind::Polygon;
}

}  // namespace

void readHead(ReadContext& context) {
    const std::string file = "town/city.json";
    const json document = context.json(file);
    if (document.is_null()) return;
    const Fields fields{context.reading, file, "", document};
    TownHead& head = context.sources.head;
    head.id = fields.text("id");
    head.name = fields.text("name");
    head.heightSystem = fields.text("height_system");
    const Fields origin = fields.inner("origin");
    head.origin = {origin.number("northing", 5'400'000, 6'200'000), origin.number("easting", 5'300'000, 8'700'000)};
    if (origin.number("epsg", 1, 99'999) != 2178) origin.fault("epsg", "must be 2178 (PL-2000 zone 7)");
    const Fields extent = fields.inner("extent");
    head.extent = {extent.number("west", -50'000, 50'000), extent.number("east", -50'000, 50'000),
                   extent.number("south", -50'000, 50'000), extent.number("north", -50'000, 50'000)};
    const double width = head.extent.east - head.extent.west, height = head.extent.north - head.extent.south;
    if (width < 256 || height < 256 || std::fmod(width, 256) != 0 || std::fmod(height, 256) != 0) {
        fields.fault("extent", "must span whole tiles of 256 m, one or more each way");
    }
    head.seed = static_cast<std::uint64_t>(fields.number("seed", 0, 1e15));
    head.dataYear = static_cast<int>(fields.number("data_year", 1900, 2200));
    context.eachItemOf(file, document, "phases", [&](const Fields& item) {
        Phase phase{item.text("id"), item.textKey("text"), 0, 0};
        const auto from = item.day("from", MonthEdge::First), to = item.day("to", MonthEdge::Last);
        if (!from) item.fault("from", "is missing");
        if (!to) item.fault("to", "is missing");
        if (!from || !to) return;
        phase.from = *from;
        phase.to = *to;
        if (phase.to < phase.from) item.fault("to", "ends before it starts (" + formatDate(phase.from) + ")");
        if (!head.phases.empty() && phase.from <= head.phases.back().to)
            item.fault("from", "overlaps the phase before");
        head.phases.push_back(std::move(phase));
    });
    if (head.phases.empty()) fields.fault("phases", "must hold one phase or more");
}

void readMaterials(ReadContext& context) {
    const std::string file = "town/materials.json";
    context.eachItemOf(file, context.json(file), "materials", [&](const Fields& fields) {
        MaterialSource source;
        source.id = fields.text("id");
        if (context.sources.material(source.id)) fields.fault("id", "\"" + source.id + "\" stands twice");
        city::Material& m = source.material;
        m.kind = fields.oneOf("kind", kMaterialKinds);
        const auto colour = fields.numbers("colour", 3, 0, 1), accent = fields.numbers("accent", 3, 0, 1);
        const auto variation = fields.numbers("variation", 3, 0, 1);
        const auto params = fields.numbers("params", 4, -1000, 1000);
        for (std::size_t i = 0; i < 3; ++i) {
            m.colour[i] = linearOf(colour[i]);
            m.accent[i] = linearOf(accent[i]);
            m.variation[i] = static_cast<float>(variation[i]);
        }
        for (std::size_t i = 0; i < 4; ++i) m.params[i] = static_cast<float>(params[i]);
        m.roughness = static_cast<float>(fields.number("roughness", 0, 1));
        context.sources.materials.push_back(std::move(source));
    });
    for (const std::string_view needed :
         {"asphalt_main", "asphalt_street", "asphalt_plain", "asphalt_expressway", "setts", "concrete", "gravel",
          "paving_grey", "kerb", "water", "water_river", "terrain", "ballast", "rail_steel", "concrete_dark", "chimney",
          "path_gravel"}) {
        if (!context.sources.material(needed))
            context.reading.faults.add(file, "", "materials",
                                       "\"" + std::string{needed} + "\" is missing; the bake needs it");
    }
}

void readStreets(ReadContext& context) {
    context.eachFeatureOf("town/streets.geojson", false, [&](const Fields& fields, const json& feature) {
        Street street;
        street.id = fields.newId();
        street.name = fields.label("name");
        street.kind = fields.oneOf("class", kStreetClasses);
        street.surface = fields.oneOf("surface", kSurfaces);
        street.sidewalk = fields.oneOf("sidewalk", kSidewalks);
        street.widthM = fields.number("width", 0.5, 60);
        street.trees = fields.textOr("trees", "");
        (void)fields.number("polling", 0, 99);
        street.provenance = fields.provenance();
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!isLine(fields, geometry)) return;
        street.line = geometry.points;
        context.sources.streets.push_back(std::move(street));
    });
}

void readRails(ReadContext& context) {
    constexpr std::array<Words<bool>, 2> kClasses{{{"rail", false}, {"siding", true}}};
    context.eachFeatureOf("town/rail.geojson", true, [&](const Fields& fields, const json& feature) {
        Rail rail{fields.newId(), fields.oneOf("class", kClasses), {}, fields.provenance()};
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!isLine(fields, geometry)) return;
        rail.line = geometry.points;
        context.sources.rails.push_back(std::move(rail));
    });
}

void readWater(ReadContext& context) {
    constexpr std::array<Words<int>, 3> kClasses{{{"river", 0}, {"ditch", 1}, {"lake", 2}}};
    context.eachFeatureOf("town/water.geojson", true, [&](const Fields& fields, const json& feature) {
        const std::string id = fields.newId();
        const std::string name = fields.label("name");
        const int kind = fields.oneOf("class", kClasses);
        const Provenance provenance = fields.provenance();
        const double measure = kind == 2 ? fields.number("level", 100, 600) : fields.number("width", 0.5, 100);
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (kind == 2) {
            if (isPolygon(fields, geometry))
                context.sources.lakes.push_back({id, name, measure, geometry.points, provenance});
        } else {
            if (isLine(fields, geometry))
                context.sources.rivers.push_back({id, name, measure, geometry.points, provenance});
        }
    });
}

void readCover(ReadContext& context) {
    context.eachFeatureOf("town/landcover.geojson", true, [&](const Fields& fields, const json& feature) {
        CoverArea area{fields.newId(), fields.oneOf("class", kCovers), {}, fields.provenance()};
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!isPolygon(fields, geometry)) return;
        area.ring = geometry.points;
        context.sources.cover.push_back(std::move(area));
    });
}

void readBoundary(ReadContext& context) {
    context.eachFeatureOf("town/boundary.geojson", true, [&](const Fields& fields, const json& feature) {
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (isPolygon(fields, geometry)) context.sources.boundary.push_back(geometry.points);
    });
}

void readDistricts(ReadContext& context) {
    context.eachFeatureOf("town/districts.geojson", true, [&](const Fields& fields, const json& feature) {
        District district{fields.newId(), fields.text("name"), {}};
        (void)fields.provenance();
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!isPolygon(fields, geometry)) return;
        district.ring = geometry.points;
        context.sources.districts.push_back(std::move(district));
    });
}

void readRules(ReadContext& context) {
    const std::string file = "town/building_rules.json";
    const json document = context.json(file, true);
    if (document.is_null()) return;
    const Fields root{context.reading, file, "", document};
    const json* rules = root.find("rules");
    if (rules == nullptr || !rules->is_object()) {
        root.fault("rules", "is missing");
        return;
    }
    for (const auto& [id, object] : rules->items()) {
        const Fields fields{context.reading, file, id, object};
        BuildingRule rule;
        rule.id = id;
        rule.kind = fields.text("kind");
        if (!rule.kind.empty()) context.reading.textKeys.push_back({"kind." + rule.kind, {file, id, "kind", {}}});
        rule.storeys = fields.range("storeys", 1, 30);
        rule.storeyM = fields.number("storey_height", 2, 12);
        rule.roof = fields.oneOf("roof", kRoofs);
        rule.widthM = fields.range("width", 2, 300);
        rule.depthM = fields.range("depth", 2, 300);
        rule.setbackM = fields.range("setback", 0, 200);
        rule.gapM = fields.range("gap", 0, 300);
        rule.outbuilding = fields.number("outbuilding", 0, 1);
        rule.facades = materialList(fields, "facade", context.sources);
        rule.roofs = materialList(fields, "roofs", context.sources);
        (void)fields.provenance();
        context.sources.rules.push_back(std::move(rule));
    }
}

void readQuarters(ReadContext& context) {
    context.eachFeatureOf("town/quarters.geojson", true, [&](const Fields& fields, const json& feature) {
        Quarter quarter;
        quarter.id = fields.newId();
        quarter.name = fields.label("name");
        const std::string rule = fields.text("rule");
        const auto& rules = context.sources.rules;
        const auto found =
            std::find_if(rules.begin(), rules.end(), [&](const BuildingRule& r) { return r.id == rule; });
        if (found == rules.end()) {
            fields.fault("rule", "\"" + rule + "\" is not a key of town/building_rules.json");
        } else {
            quarter.rule = static_cast<std::size_t>(found - rules.begin());
        }
        quarter.provenance = fields.provenance();
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!isPolygon(fields, geometry) || found == rules.end()) return;
        quarter.ring = geometry.points;
        context.sources.quarters.push_back(std::move(quarter));
    });
}

}  // namespace twin::bake
