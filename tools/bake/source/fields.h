// tools/bake/source/fields.h: strict reading of one JSON object; every fault is named and reading goes on.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scene/base/date.h"
#include "scene/city/format.h"
#include "tools/bake/source/faults.h"

namespace twin::bake {

struct Provenance {
    std::string source;
    std::uint16_t year = 0;
    city::Basis basis = city::Basis::Schematic;
};

/// What reading shares between files: faults, ids in use, text keys that something refers to.
struct Reading {
    Faults faults;
    std::set<std::string, std::less<>> ids;
    /// key, and where it was first asked for
    std::vector<std::pair<std::string, Fault>> textKeys;
};

/// One object of one file. Members that are missing or wrong give a fault and a harmless value.
class Fields {
public:
    Fields(Reading& reading, std::string file, std::string feature, const nlohmann::json& object,
           std::string prefix = {})
        : reading_{&reading},
          file_{std::move(file)},
          feature_{std::move(feature)},
          prefix_{std::move(prefix)},
          object_{&object} {}

    [[nodiscard]] bool has(std::string_view key) const;  ///< there and not null
    [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
    [[nodiscard]] const nlohmann::json* list(std::string_view key) const;  ///< an array, or a fault and null

    [[nodiscard]] std::string text(std::string_view key) const;   ///< not empty
    [[nodiscard]] std::string label(std::string_view key) const;  ///< may be empty
    [[nodiscard]] std::string textOr(std::string_view key, std::string_view fallback) const;
    [[nodiscard]] double number(std::string_view key, double least, double most) const;
    [[nodiscard]] double numberOr(std::string_view key, double fallback, double least, double most) const;
    [[nodiscard]] bool flagOr(std::string_view key, bool fallback) const;
    [[nodiscard]] std::array<double, 2> range(std::string_view key, double least, double most) const;
    [[nodiscard]] std::vector<double> numbers(std::string_view key, std::size_t count, double least, double most) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    /// A text key; it must exist in every language (checked when all texts are read).
    [[nodiscard]] std::string textKey(std::string_view key) const;
    [[nodiscard]] std::string textKeyOr(std::string_view key) const;
    [[nodiscard]] std::optional<Day> day(std::string_view key, MonthEdge edge) const;
    [[nodiscard]] Provenance provenance() const;
    /// An id of the data's form; a second use anywhere in the town is a fault.
    [[nodiscard]] std::string newId() const;

    template <class T, std::size_t N>
    [[nodiscard]] T oneOf(std::string_view key, const std::array<std::pair<std::string_view, T>, N>& words) const {
        const std::string word = text(key);
        if (word.empty()) return words[0].second;
        std::string known;
        for (const auto& [name, value] : words) {
            if (name == word) return value;
            known += (known.empty() ? "" : ", ") + std::string{name};
        }
        fault(key, "\"" + word + "\" is none of " + known);
        return words[0].second;
    }

    void fault(std::string_view key, std::string problem) const;
    [[nodiscard]] Reading& reading() const { return *reading_; }
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::string& feature() const { return feature_; }
    [[nodiscard]] const nlohmann::json& object() const { return *object_; }
    /// The same object's member as fields of their own, named "key.member" in faults.
    [[nodiscard]] Fields inner(std::string_view key) const;

private:
    Reading* reading_;
    std::string file_, feature_, prefix_;
    const nlohmann::json* object_;
};

/// An object without fields: what stands in for one that is missing.
[[nodiscard]] const nlohmann::json& noFields();
/// "ul-x", or "feature 3" when there is no id to name.
[[nodiscard]] std::string nameOf(const nlohmann::json& properties, std::size_t index);
/// Parses; a syntax error becomes a fault with line and column. The result is null then.
[[nodiscard]] nlohmann::json parseFile(Reading& reading, const std::string& file, std::string_view text);

}  // namespace twin::bake
