// tools/bake/source/read_vegetation.cpp: species, stands, plantings and fellings.
#include <cmath>

#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

namespace {

constexpr std::array<std::pair<std::string_view, city::TreeForm>, 6> kForms{{{"broad", city::TreeForm::Broad},
                                                                             {"oval", city::TreeForm::Oval},
                                                                             {"conifer", city::TreeForm::Conifer},
                                                                             {"column", city::TreeForm::Column},
                                                                             {"weeping", city::TreeForm::Weeping},
                                                                             {"shrub", city::TreeForm::Shrub}}};

std::array<double, 3> colour(const Fields& fields, std::string_view key) {
    const auto values = fields.numbers(key, 3, 0, 1);
    return {values[0], values[1], values[2]};
}

std::optional<std::size_t> speciesOf(const ReadContext& context, const Fields& fields, std::string_view key,
                                     const std::string& id) {
    const auto index = context.sources.speciesIndex(id);
    if (!index) fields.fault(key, "unknown species \"" + id + "\"; species stand in vegetation/species.json");
    return index;
}

void readMix(const ReadContext& context, const Fields& fields, Stand& stand) {
    const Fields mix = fields.inner("mix");
    if (!fields.has("mix")) fields.fault("mix", "is missing");
    double sum = 0;
    if (mix.object().is_object()) {
        for (const auto& [id, share] : mix.object().items()) {
            const auto index = speciesOf(context, mix, id, id);
            const double part = mix.number(id, 0, 1000);
            if (index && part > 0) stand.mix.emplace_back(*index, part);
            sum += part;
        }
    }
    if (stand.mix.empty()) return;
    for (auto& entry : stand.mix) entry.second /= sum;
}

}  // namespace

void readSpecies(ReadContext& context) {
    const std::string file = "vegetation/species.json";
    context.eachItemOf(file, context.json(file), "species", [&](const Fields& fields) {
        SpeciesSource s;
        s.id = fields.text("id");
        if (context.sources.speciesIndex(s.id)) fields.fault("id", "\"" + s.id + "\" stands twice");
        s.polish = fields.text("pl");
        s.latin = fields.text("la");
        s.english = fields.text("en");
        s.ukrainian = fields.text("uk");
        s.form = fields.oneOf("form", kForms);
        s.plantedM = fields.number("planted_height", 0.2, 20);
        s.matureM = fields.number("mature_height", 0.3, 80);
        s.crownM = fields.number("mature_crown", 0.3, 40);
        s.yearsToMature = fields.number("years_to_mature", 1, 300);
        s.leaf = colour(fields, "leaf");
        s.autumn = colour(fields, "autumn");
        s.evergreen = fields.flagOr("evergreen", false);
        s.blossoms = fields.flagOr("blossoms", false);
        (void)fields.provenance();
        context.sources.species.push_back(std::move(s));
    });
    for (const Street& street : context.sources.streets) {
        if (!street.trees.empty() && !context.sources.speciesIndex(street.trees)) {
            context.reading.faults.add("town/streets.geojson", street.id, "trees",
                                       "unknown species \"" + street.trees + "\"");
        }
    }
}

void readStands(ReadContext& context) {
    context.eachFeatureOf("vegetation/stands.geojson", true, [&](const Fields& fields, const json& feature) {
        Stand stand;
        stand.id = fields.newId();
        readMix(context, fields, stand);
        stand.spacingM = fields.number("spacing", 1, 100);
        stand.leastM = fields.number("height_min", 0.3, 60);
        stand.mostM = fields.number("height_max", 0.3, 60);
        if (stand.mostM < stand.leastM) fields.fault("height_max", "lies below height_min");
        stand.provenance = fields.provenance();
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!geometry.good) return;
        if (geometry.kind != GeometryKind::Polygon) {
            fields.fault("geometry", "must be a Polygon");
            return;
        }
        stand.ring = geometry.points;
        if (!stand.mix.empty()) context.sources.stands.push_back(std::move(stand));
    });
}

void readPlantings(ReadContext& context) {
    context.eachFeatureOf("vegetation/plantings.geojson", true, [&](const Fields& fields, const json& feature) {
        Planting planting;
        planting.id = fields.newId();
        planting.name = fields.textOr("name", "");
        if (planting.name.find('.') != std::string::npos && planting.name.find(' ') == std::string::npos)
            (void)fields.textKeyOr("name");
        if (const json* species = fields.find("species"); species != nullptr && species->is_array()) {
            for (const std::string& id : fields.texts("species")) {
                if (const auto index = speciesOf(context, fields, "species", id)) planting.species.push_back(*index);
            }
        } else {
            const std::string id = fields.text("species");
            if (!id.empty()) {
                if (const auto index = speciesOf(context, fields, "species", id)) planting.species.push_back(*index);
            }
        }
        planting.life = readLife(context, fields);
        planting.provenance = fields.provenance();
        planting.felled = planting.life.demolishFrom != kNever;
        planting.heightM = fields.numberOr("height", 0, 0, 60);
        const Geometry geometry = readGeometry(fields, *context.places, feature);
        if (!geometry.good) return;
        if (geometry.kind == GeometryKind::Polygon) {
            fields.fault("geometry", "must be a LineString (row) or a Point (one tree)");
            return;
        }
        if (geometry.kind == GeometryKind::Line) planting.spacingM = fields.number("spacing", 0.5, 200);
        if (fields.has("count")) planting.count = static_cast<int>(fields.number("count", 1, 100'000));
        planting.points = geometry.points;
        if (!planting.species.empty()) context.sources.plantings.push_back(std::move(planting));
    });
}

}  // namespace twin::bake
