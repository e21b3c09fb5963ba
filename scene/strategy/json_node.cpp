#include "scene/strategy/json_node.h"

#include <cmath>

namespace twin::strategy {

void JsonFaults::add(const std::string& path, const std::string& problem) {
    if (!error_) error_ = make(path, problem);
}

Error JsonFaults::make(const std::string& path, const std::string& problem) const {
    return {Errc::BadData, document_ + ": " + (path.empty() ? "" : path + " ") + problem + "; " + remedy_};
}

nlohmann::json parseJson(std::string_view text, JsonFaults& faults) {
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& problem) {
        faults.add("", "is not valid JSON (near byte " + std::to_string(problem.byte) + ")");
    } catch (const nlohmann::json::exception&) {
        faults.add("", "holds a number that is too large");  // out_of_range, for 1e999
    }
    return nullptr;
}

JsonNode JsonNode::find(const char* key, bool required) const {
    std::string path = path_.empty() ? key : path_ + "." + key;
    if (value_ == nullptr) return {nullptr, std::move(path), faults_};
    if (!value_->is_object()) {
        fault("must be an object");
        return {nullptr, std::move(path), faults_};
    }
    const auto found = value_->find(key);
    if (found != value_->end()) return {&*found, std::move(path), faults_};
    if (required) faults_->add(path, "is missing");
    return {nullptr, std::move(path), faults_};
}

JsonNode JsonNode::at(const char* key) const { return find(key, true); }

JsonNode JsonNode::maybe(const char* key) const { return find(key, false); }

std::size_t JsonNode::size() const {
    if (value_ == nullptr) return 0;
    if (value_->is_array()) return value_->size();
    fault("must be a list");
    return 0;
}

JsonNode JsonNode::item(std::size_t index) const {
    std::string path = path_ + "[" + std::to_string(index) + "]";
    const bool there = value_ != nullptr && value_->is_array() && index < value_->size();
    return {there ? &(*value_)[index] : nullptr, std::move(path), faults_};
}

std::string JsonNode::text() const {
    if (value_ == nullptr) return {};
    if (value_->is_string()) return value_->get<std::string>();
    fault("must be a text");
    return {};
}

std::string JsonNode::name() const {
    std::string found = text();
    if (found.empty() && value_ != nullptr) fault("may not be empty");
    return found;
}

bool JsonNode::boolean() const {
    if (value_ == nullptr) return false;
    if (value_->is_boolean()) return value_->get<bool>();
    fault("must be true or false");
    return false;
}

double JsonNode::number() const {
    if (value_ == nullptr) return 0;
    if (value_->is_number()) {
        const double found = value_->get<double>();
        if (std::isfinite(found)) return found;
    }
    fault("must be a number");
    return 0;
}

std::int64_t JsonNode::integer(std::int64_t least, std::int64_t most) const {
    if (value_ == nullptr) return least;
    if (value_->is_number_integer()) {
        // A value above the signed range reads as negative here, so look at it unsigned first.
        const bool tooBig = value_->is_number_unsigned() && value_->get<std::uint64_t>() > INT64_MAX;
        const std::int64_t found = value_->get<std::int64_t>();
        if (!tooBig && found >= least && found <= most) return found;
    }
    fault("must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
}

}  // namespace twin::strategy
