// tools/bake/source/readers.h: one function for each file of the sources; readSources calls them in this order.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tools/bake/source/sources.h"

namespace twin::bake {

/// What the readers hand each other.
struct ReadContext {
    std::filesystem::path assets;
    Reading& reading;
    Sources& sources;
    const Places* places = nullptr;  ///< set once city.json is read

    /// The file as JSON; null (and a fault, unless it may be missing) when it is not there or no JSON.
    [[nodiscard]] nlohmann::json json(const std::string& file, bool mayBeMissing = false) const;
    void eachFeatureOf(const std::string& file, bool mayBeMissing,
                       const std::function<void(const Fields&, const nlohmann::json&)>& each) const;
    void eachItemOf(const std::string& file, const nlohmann::json& document, std::string_view list,
                    const std::function<void(const Fields&)>& each) const;
};

void readHead(ReadContext& context);
void readMaterials(ReadContext& context);
void readStreets(ReadContext& context);
void readRails(ReadContext& context);
void readWater(ReadContext& context);
void readCover(ReadContext& context);
void readBoundary(ReadContext& context);
void readDistricts(ReadContext& context);
void readRules(ReadContext& context);
void readQuarters(ReadContext& context);
void readRelief(ReadContext& context);
void readStrategy(ReadContext& context);
void readFigures(ReadContext& context);
void readThings(ReadContext& context);
void readSpecies(ReadContext& context);
void readStands(ReadContext& context);
void readPlantings(ReadContext& context);
void readViews(ReadContext& context);
void readGazetteer(ReadContext& context);
void readTexts(ReadContext& context);

/// Own dates and task of a thing or planting; order of dates checked.
[[nodiscard]] Life readLife(const ReadContext& context, const Fields& fields, bool* ownDemolition = nullptr);

}  // namespace twin::bake
