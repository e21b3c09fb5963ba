// tools/bake/source/read_texts.cpp: viewpoints, the gazetteer, and the texts that everything else refers to.
#include <array>
#include <charconv>
#include <set>

#include "scene/base/files.h"
#include "tools/bake/source/readers.h"

namespace twin::bake {

using nlohmann::json;

namespace {

/// [lon, lat, height above the ground]
std::optional<glm::dvec2> eyePoint(const ReadContext& context, const Fields& fields, std::string_view key,
                                   double& heightM) {
    const json* value = fields.list(key);
    if (value == nullptr) return std::nullopt;
    if (value->size() != 3 || !(*value)[2].is_number()) {
        fields.fault(key, "must be [longitude, latitude, height above the ground]");
        return std::nullopt;
    }
    heightM = (*value)[2].get<double>();
    return context.places->point(fields, key, *value);
}

/// Cells of one CSV line; quotes may enclose commas and are doubled inside.
std::vector<std::string> cells(std::string_view line) {
    std::vector<std::string> result(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            result.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            result.emplace_back();
        } else if (c != '\r') {
            result.back() += c;
        }
    }
    return result;
}

std::optional<double> numberOf(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

using Texts = std::set<std::string, std::less<>>;

Texts readLanguage(ReadContext& context, const std::string& file) {
    Texts keys;
    const json document = context.json(file);
    if (document.is_null()) return keys;
    for (const auto& [key, value] : document.items()) {
        if (key == "about") continue;
        if (!value.is_string()) {
            context.reading.faults.add(file, key, "", "must be a text");
        } else if (value.get_ref<const std::string&>().empty()) {
            context.reading.faults.add(file, key, "", "must not be empty");
        } else {
            keys.insert(key);
        }
    }
    return keys;
}

}  // namespace

void readViews(ReadContext& context) {
    const std::string file = "views/views.json";
    std::set<std::string> seen;
    context.eachItemOf(file, context.json(file, true), "views", [&](const Fields& fields) {
        View view;
        view.id = fields.text("id");
        if (!view.id.empty() && !seen.insert(view.id).second) fields.fault("id", "\"" + view.id + "\" stands twice");
        view.name = fields.textKey("name");
        view.fovDeg = fields.number("fov", 1, 150);
        const auto eye = eyePoint(context, fields, "eye", view.eyeM),
                   look = eyePoint(context, fields, "look", view.lookM);
        if (!eye || !look) return;
        view.eye = *eye;
        view.look = *look;
        context.sources.views.push_back(std::move(view));
    });
}

void readGazetteer(ReadContext& context) {
    const std::string file = "town/gazetteer.csv";
    std::error_code ignored;
    if (!std::filesystem::exists(context.assets / file, ignored)) return;
    const Result<std::string> text = readTextFile(context.assets / file);
    if (!text) {
        context.reading.faults.add(file, "", "", text.error().what);
        return;
    }
    std::size_t number = 0;
    for (std::size_t start = 0; start < text->size();) {
        const std::size_t end = std::min(text->find('\n', start), text->size());
        const std::vector<std::string> row = cells(std::string_view{*text}.substr(start, end - start));
        start = end + 1;
        ++number;
        if (number == 1 || (row.size() == 1 && row[0].empty())) continue;
        const json nothing = json::object();
        const Fields fields{context.reading, file, "line " + std::to_string(number), nothing};
        if (row.size() != 7) {
            fields.fault("", "must have 7 cells: name,kind,lat,lon,address,source,model");
            continue;
        }
        GazetteerPoint point{row[0], row[1], row[6], {}, row[6] == "outside"};
        const auto lat = numberOf(row[2]), lon = numberOf(row[3]);
        if (!lat || !lon) {
            fields.fault("lat", "latitude and longitude must be numbers");
            continue;
        }
        if (!point.outside) {
            const auto at = context.places->point(fields, "lon", json::array({*lon, *lat}));
            if (!at) continue;
            point.at = *at;
        }
        context.sources.gazetteer.push_back(std::move(point));
    }
}

void readTexts(ReadContext& context) {
    const std::array<std::string, 3> files{"text/pl.json", "text/en.json", "text/uk.json"};
    const std::array<Texts, 3> languages{readLanguage(context, files[0]), readLanguage(context, files[1]),
                                         readLanguage(context, files[2])};
    // Plural forms differ from language to language, so a form may be missing where its language has none.
    const auto plural = [](const std::string& key) { return key.starts_with("count."); };
    for (std::size_t i = 0; i < files.size(); ++i) {
        for (std::size_t k = 0; k < files.size(); ++k) {
            if (i == k) continue;
            for (const std::string& key : languages[k]) {
                if (languages[i].find(key) != languages[i].end() || plural(key)) continue;
                if (k == (i == 0 ? 1U : 0U)) {
                    context.reading.faults.add(files[i], key, "", "is missing; " + files[k] + " has it");
                } else if (languages[i == 0 ? 1U : 0U].find(key) == languages[i == 0 ? 1U : 0U].end()) {
                    context.reading.faults.add(files[i], key, "", "is missing; " + files[k] + " has it");
                }
            }
        }
    }
    Texts told;
    for (const auto& [key, user] : context.reading.textKeys) {
        if (languages[0].find(key) != languages[0].end() || languages[1].find(key) != languages[1].end() ||
            languages[2].find(key) != languages[2].end()) {
            continue;  // there; a language that lacks it is named above
        }
        if (told.insert(key).second) {
            context.reading.faults.add(
                user.file, user.feature, user.field,
                "no language has the text \"" + key + "\"; add it to text/pl.json, en.json and uk.json");
        }
    }
}

}  // namespace twin::bake
