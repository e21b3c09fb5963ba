#include "app/text/texts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "texts_data.h"

namespace twin::app {

namespace {

constexpr std::array<std::string_view, 3> kLanguages{"pl", "en", "uk"};
constexpr std::size_t kLongestKey = 160;

/// Walks a pattern: gives each run of plain text and each value to `put`.
template <class Put>
void walk(std::string_view pattern, std::initializer_list<std::string_view> values, Put put) {
    std::size_t from = 0;
    while (from < pattern.size()) {
        const std::size_t open = pattern.find('{', from);
        if (open == std::string_view::npos || open + 2 >= pattern.size()) break;
        const auto index = static_cast<std::size_t>(pattern[open + 1] - '0');
        if (pattern[open + 2] == '}' && index < values.size()) {
            put(pattern.substr(from, open - from));
            put(values.begin()[index]);
            from = open + 3;
        } else {
            put(pattern.substr(from, open + 1 - from));
            from = open + 1;
        }
    }
    put(pattern.substr(from));
}

}  // namespace

Plural pluralOf(std::string_view language, long long number) noexcept {
    const long long absolute = number < 0 ? -number : number;
    const long long ten = absolute % 10;
    const long long hundred = absolute % 100;
    const bool few = ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14);
    if (language == "pl") return absolute == 1 ? Plural::One : few ? Plural::Few : Plural::Many;
    if (language == "uk") return ten == 1 && hundred != 11 ? Plural::One : few ? Plural::Few : Plural::Many;
    return absolute == 1 ? Plural::One : Plural::Other;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values) {
    std::string text;
    walk(pattern, values, [&text](std::string_view part) { text.append(part); });
    return text;
}

const char* fillInto(std::span<char> buffer, std::string_view pattern,
                     std::initializer_list<std::string_view> values) noexcept {
    std::size_t used = 0;
    bool cut = false;
    walk(pattern, values, [&](std::string_view part) {
        if (cut) return;
        const std::size_t room = buffer.size() - 1 - used;
        std::size_t take = std::min(room, part.size());
        if (take < part.size()) {  // never half a letter
            while (take > 0 && (static_cast<unsigned char>(part[take]) & 0xC0U) == 0x80U) --take;
            cut = true;
        }
        if (take > 0) std::memcpy(buffer.data() + used, part.data(), take);
        used += take;
    });
    buffer[used] = 0;
    return buffer.data();
}

std::span<const std::string_view> Texts::languages() noexcept { return kLanguages; }

bool Texts::isLanguage(std::string_view language) noexcept {
    return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

Result<Texts> Texts::load(std::string_view language) {
    const std::optional<std::string_view> json = embedded::find_texts_data(std::string{language} + ".json");
    if (!json) return Error{Errc::NotFound, "there is no language \"" + std::string{language} + "\" in the program"};
    return parse(language, *json);
}

Result<Texts> Texts::parse(std::string_view language, std::string_view json) {
    const nlohmann::json object = nlohmann::json::parse(json, nullptr, false);
    if (!object.is_object()) {
        return Error{Errc::BadData, "text/" + std::string{language} + ".json is no JSON object; mend the file"};
    }
    Texts texts;
    texts.language_ = language;
    texts.entries_.reserve(object.size());
    for (const auto& item : object.items()) {
        if (!item.value().is_string()) {
            return Error{Errc::BadData, "text/" + std::string{language} + ".json: \"" + item.key() + "\" is no text"};
        }
        texts.entries_.push_back({item.key(), item.value().get<std::string>()});
    }
    std::sort(texts.entries_.begin(), texts.entries_.end(),
              [](const Entry& a, const Entry& b) { return a.key < b.key; });
    return texts;
}

const Texts::Entry* Texts::find(std::string_view key) const noexcept {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), key,
                                     [](const Entry& entry, std::string_view wanted) { return entry.key < wanted; });
    return at != entries_.end() && at->key == key ? &*at : nullptr;
}

const char* Texts::get(std::string_view key) const {
    if (const Entry* entry = find(key)) return entry->text.c_str();
    auto at = missing_.find(key);
    if (at == missing_.end()) at = missing_.emplace(key).first;
    return at->c_str();
}

const char* Texts::get(std::string_view prefix, std::string_view suffix, std::string_view tail) const {
    std::array<char, kLongestKey> key{};
    return get(fillInto(key, "{0}{1}{2}", {prefix, suffix, tail}));
}

bool Texts::has(std::string_view prefix, std::string_view suffix, std::string_view tail) const {
    std::array<char, kLongestKey> key{};
    return has(fillInto(key, "{0}{1}{2}", {prefix, suffix, tail}));
}

std::string Texts::count(std::string_view noun, long long number) const {
    constexpr std::array<std::string_view, 4> kForms{".one", ".few", ".many", ".other"};
    const std::string prefix = "count." + std::string{noun};
    return fill(get(prefix, kForms[static_cast<std::size_t>(pluralOf(language_, number))]), {std::to_string(number)});
}

std::vector<std::string_view> Texts::keys() const {
    std::vector<std::string_view> keys;
    keys.reserve(entries_.size());
    for (const Entry& entry : entries_) keys.push_back(entry.key);
    return keys;
}

}  // namespace twin::app
