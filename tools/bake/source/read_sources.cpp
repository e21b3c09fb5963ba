#include <algorithm>

#include "scene/base/files.h"
#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

std::optional<MaterialIndex> Sources::material(std::string_view id) const {
    const auto found =
        std::find_if(materials.begin(), materials.end(), [id](const MaterialSource& m) { return m.id == id; });
    if (found == materials.end()) return std::nullopt;
    return static_cast<MaterialIndex>(found - materials.begin());
}
std::optional<std::size_t> Sources::speciesIndex(std::string_view id) const {
    const auto found =
        std::find_if(species.begin(), species.end(), [id](const SpeciesSource& s) { return s.id == id; });
    if (found == species.end()) return std::nullopt;
    return static_cast<std::size_t>(found - species.begin());
}
std::optional<int> Sources::taskIndex(std::string_view id) const {
    const auto found = std::find_if(tasks.begin(), tasks.end(), [id](const Task& t) { return t.id == id; });
    if (found == tasks.end()) return std::nullopt;
    return static_cast<int>(found - tasks.begin());
}

json ReadContext::json(const std::string& file, bool mayBeMissing) const {
    const std::filesystem::path path = assets / file;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        if (!mayBeMissing) reading.faults.add(file, "", "", "the file is missing");
        return {};
    }
    const Result<std::string> text = readTextFile(path);
    if (!text) {
        reading.faults.add(file, "", "", text.error().what);
        return {};
    }
    nlohmann::json document = parseFile(reading, file, *text);
    if (!document.is_null() && !document.is_object()) {
        reading.faults.add(file, "", "", "must hold one JSON object");
        return {};
    }
    return document;
}

void ReadContext::eachFeatureOf(const std::string& file, bool mayBeMissing,
                                const std::function<void(const Fields&, const nlohmann::json&)>& each) const {
    eachFeature(reading, file, json(file, mayBeMissing), each);
}

void ReadContext::eachItemOf(const std::string& file, const nlohmann::json& document, std::string_view list,
                             const std::function<void(const Fields&)>& each) const {
    if (document.is_null()) return;
    const nlohmann::json* items = Fields{reading, file, "", document}.list(list);
    if (items == nullptr) return;
    std::size_t index = 0;
    for (const nlohmann::json& item : *items) {
        const Fields fields{reading, file, nameOf(item, index), item};
        if (item.is_object()) {
            each(fields);
        } else {
            fields.fault(list, "must hold objects only");
        }
        ++index;
    }
}

Result<Sources> readSources(const std::filesystem::path& assets, Faults& faults) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(assets, ignored)) {
        return Error{Errc::NotFound, assets.string() + ": there is no such folder; name the town's data with --assets"};
    }
    Reading reading;
    Sources sources;
    ReadContext context{assets, reading, sources};
    readHead(context);
    if (reading.faults.any()) {  // without origin and extent no coordinate can be read
        faults = std::move(reading.faults);
        return sources;
    }
    const Result<geo::Frame> frame = geo::Frame::create(sources.head.origin);
    if (!frame) return frame.error();
    const Places places{*frame, sources.head.extent};
    context.places = &places;
    for (void (*read)(ReadContext&) :
         {readMaterials, readStreets, readRails, readWater, readCover, readBoundary, readDistricts, readRules,
          readQuarters, readRelief, readStrategy, readFigures, readSpecies, readThings, readStands, readPlantings,
          readViews, readGazetteer, readTexts}) {
        read(context);
    }
    faults = std::move(reading.faults);
    return sources;
}

}  // namespace twin::bake
