// scene/strategy/json_node.h: strict reading of JSON that was written by others, with the path of the first fault.
//
// A reader walks the document as if it were right; the first fault is kept, everything after it reads as empty, and the
// loader looks at faults() once at the end. Fields that nobody asks for are ignored.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "scene/base/result.h"

namespace twin::strategy {

/// The first fault of one document.
class JsonFaults {
public:
    /// @param document named first in every error ("section STRA"); remedy ends it ("bake the town again with twin-bake").
    JsonFaults(std::string document, std::string remedy) : document_{std::move(document)}, remedy_{std::move(remedy)} {}

    /// Keeps the first one only.
    void add(const std::string& path, const std::string& problem);
    [[nodiscard]] bool any() const noexcept { return error_.has_value(); }
    /// Only after any().
    [[nodiscard]] const Error& error() const { return *error_; }
    [[nodiscard]] Error make(const std::string& path, const std::string& problem) const;

private:
    std::string document_, remedy_;
    std::optional<Error> error_;
};

/// Parses text; a syntax error is added to the faults with its byte, and the result is null.
[[nodiscard]] nlohmann::json parseJson(std::string_view text, JsonFaults& faults);

/// One value of the document and the way to it. Copies are cheap; the document and the faults must outlive it.
class JsonNode {
public:
    JsonNode(const nlohmann::json& root, JsonFaults& faults) : value_{&root}, faults_{&faults} {}

    /// A member that must be there.
    [[nodiscard]] JsonNode at(const char* key) const;
    /// A member that may be missing or null: then !present().
    [[nodiscard]] JsonNode maybe(const char* key) const;
    [[nodiscard]] bool present() const noexcept { return value_ != nullptr && !value_->is_null(); }

    [[nodiscard]] std::size_t size() const;  ///< of a list; a fault when it is none
    [[nodiscard]] JsonNode item(std::size_t index) const;

    [[nodiscard]] std::string text() const;  ///< may be empty
    [[nodiscard]] std::string name() const;  ///< may not be empty
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] double number() const;  ///< finite
    [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;

    void fault(const std::string& problem) const { faults_->add(path_, problem); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    JsonNode(const nlohmann::json* value, std::string path, JsonFaults* faults)
        : value_{value}, path_{std::move(path)}, faults_{faults} {}
    [[nodiscard]] JsonNode find(const char* key, bool required) const;

    const nlohmann::json* value_;
    std::string path_;
    JsonFaults* faults_;
};

}  // namespace twin::strategy
