#include "tools/bake/source/fields.h"

#include <algorithm>
#include <cmath>

namespace twin::bake {

using nlohmann::json;

namespace {

std::string shortNumber(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace

const json* Fields::find(std::string_view key) const {
    if (!object_->is_object()) return nullptr;
    const auto found = object_->find(key);
    return found == object_->end() || found->is_null() ? nullptr : &*found;
}

bool Fields::has(std::string_view key) const { return find(key) != nullptr; }

void Fields::fault(std::string_view key, std::string problem) const {
    reading_->faults.add(file_, feature_, prefix_ + std::string{key}, std::move(problem));
}

const json* Fields::list(std::string_view key) const {
    const json* found = find(key);
    if (found == nullptr) {
        fault(key, "is missing");
        return nullptr;
    }
    if (!found->is_array()) {
        fault(key, "must be a list");
        return nullptr;
    }
    return found;
}

std::string Fields::label(std::string_view key) const {
    const json* found = find(key);
    if (found == nullptr) {
        fault(key, "is missing");
        return {};
    }
    if (!found->is_string()) {
        fault(key, "must be a text");
        return {};
    }
    return found->get<std::string>();
}

std::string Fields::text(std::string_view key) const {
    const json* found = find(key);
    std::string result = label(key);
    if (result.empty() && found != nullptr && found->is_string()) fault(key, "must not be empty");
    return result;
}

std::string Fields::textOr(std::string_view key, std::string_view fallback) const {
    return has(key) ? label(key) : std::string{fallback};
}

double Fields::number(std::string_view key, double least, double most) const {
    const json* found = find(key);
    if (found == nullptr) {
        fault(key, "is missing");
        return least;
    }
    if (!found->is_number()) {
        fault(key, "must be a number");
        return least;
    }
    const double value = found->get<double>();
    if (!std::isfinite(value) || value < least || value > most) {
        fault(key, shortNumber(value) + " lies outside " + shortNumber(least) + " to " + shortNumber(most));
        return least;
    }
    return value;
}

double Fields::numberOr(std::string_view key, double fallback, double least, double most) const {
    return has(key) ? number(key, least, most) : fallback;
}

bool Fields::flagOr(std::string_view key, bool fallback) const {
    const json* found = find(key);
    if (found == nullptr) return fallback;
    if (!found->is_boolean()) {
        fault(key, "must be true or false");
        return fallback;
    }
    return found->get<bool>();
}

std::vector<double> Fields::numbers(std::string_view key, std::size_t count, double least, double most) const {
    std::vector<double> result(count, least);
    const json* found = list(key);
    if (found == nullptr) return result;
    if (found->size() != count) {
        fault(key, "must hold " + std::to_string(count) + " numbers");
        return result;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const json& item = (*found)[i];
        if (!item.is_number() || !std::isfinite(item.get<double>()) || item.get<double>() < least ||
            item.get<double>() > most) {
            fault(key, "number " + std::to_string(i + 1) + " must lie in " + shortNumber(least) + " to " +
                           shortNumber(most));
        } else {
            result[i] = item.get<double>();
        }
    }
    return result;
}

std::array<double, 2> Fields::range(std::string_view key, double least, double most) const {
    const std::vector<double> both = numbers(key, 2, least, most);
    if (both[0] > both[1]) fault(key, "the least is above the most");
    return {both[0], std::max(both[0], both[1])};
}

std::vector<std::string> Fields::texts(std::string_view key) const {
    std::vector<std::string> result;
    const json* found = list(key);
    if (found == nullptr) return result;
    for (const json& item : *found) {
        if (item.is_string()) {
            result.push_back(item.get<std::string>());
        } else {
            fault(key, "must hold texts only");
        }
    }
    return result;
}

std::string Fields::textKey(std::string_view key) const {
    std::string result = text(key);
    if (!result.empty()) reading_->textKeys.push_back({result, {file_, feature_, prefix_ + std::string{key}, {}}});
    return result;
}

std::string Fields::textKeyOr(std::string_view key) const {
    const json* found = find(key);
    if (found == nullptr || (found->is_string() && found->get_ref<const std::string&>().empty())) return {};
    return textKey(key);
}

std::optional<Day> Fields::day(std::string_view key, MonthEdge edge) const {
    if (!has(key)) return std::nullopt;
    const std::string written = text(key);
    if (written.empty()) return std::nullopt;
    const Result<Day> parsed = parseDate(written, edge);
    if (parsed) return *parsed;
    fault(key, parsed.error().what);
    return std::nullopt;
}

Provenance Fields::provenance() const {
    constexpr std::array<std::pair<std::string_view, city::Basis>, 5> kBases{{{"schematic", city::Basis::Schematic},
                                                                              {"surveyed", city::Basis::Surveyed},
                                                                              {"documented", city::Basis::Documented},
                                                                              {"derived", city::Basis::Derived},
                                                                              {"assumed", city::Basis::Assumed}}};
    Provenance result;
    result.source = text("source");
    result.year = static_cast<std::uint16_t>(number("year", 1000, 2999));
    result.basis = oneOf("basis", kBases);
    return result;
}

std::string Fields::newId() const {
    std::string id = text("id");
    if (id.empty()) return id;
    const bool good = std::all_of(id.begin(), id.end(),
                                  [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!good) fault("id", "\"" + id + "\" must be of lower-case ASCII letters, digits and hyphens");
    if (!reading_->ids.insert(id).second) fault("id", "\"" + id + "\" stands twice in the town; ids are unique");
    return id;
}

Fields Fields::inner(std::string_view key) const {
    const json* found = find(key);
    const bool object = found != nullptr && found->is_object();
    if (found != nullptr && !object) fault(key, "must be an object");
    return {*reading_, file_, feature_, object ? *found : noFields(), prefix_ + std::string{key} + "."};
}

const json& noFields() {
    static const json nothing = json::object();
    return nothing;
}

std::string nameOf(const json& properties, std::size_t index) {
    if (properties.is_object()) {
        const auto id = properties.find("id");
        if (id != properties.end() && id->is_string() && !id->get_ref<const std::string&>().empty())
            return id->get<std::string>();
    }
    return "feature " + std::to_string(index);
}

json parseFile(Reading& reading, const std::string& file, std::string_view text) {
    try {
        return json::parse(text);
    } catch (const json::parse_error& error) {
        // "[json.exception.parse_error.101] parse error at line 3, column 7: syntax error ...": keep what a person needs.
        std::string what = error.what();
        if (const std::size_t at = what.find("at line"); at != std::string::npos) what = what.substr(at);
        reading.faults.add(file, "", "", "is not JSON " + what);
    } catch (const json::exception& error) {
        reading.faults.add(file, "", "", std::string{"is not JSON: "} + error.what());
    }
    return {};
}

}  // namespace twin::bake
