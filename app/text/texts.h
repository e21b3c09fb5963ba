// app/text/texts.h: every text a person sees, looked up by key in the language chosen.
//
// The three files of assets/krasnik/text are embedded in the program. A missing key shows the key itself, so that a
// forgotten text is seen and never crashes. Looking up allocates nothing. One thread at a time.
#pragma once

#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scene/base/result.h"

namespace twin::app {

/// CLDR plural category of a whole number.
enum class Plural { One, Few, Many, Other };

/// @param language "pl", "en", "uk"; others count as English.
[[nodiscard]] Plural pluralOf(std::string_view language, long long number) noexcept;

/// Puts values in place of {0}, {1}, ...; an unknown place stays as it is.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values);
/// The same into a buffer, cut at its end on a whole letter and ended with 0. Allocates nothing.
const char* fillInto(std::span<char> buffer, std::string_view pattern,
                     std::initializer_list<std::string_view> values) noexcept;

class Texts {
public:
    /// "pl", "en", "uk", in the order of the panel.
    [[nodiscard]] static std::span<const std::string_view> languages() noexcept;
    [[nodiscard]] static bool isLanguage(std::string_view language) noexcept;
    /// BadData when an embedded file is broken (a fault of the build).
    [[nodiscard]] static Result<Texts> load(std::string_view language);
    /// From the text of such a file; tests.
    [[nodiscard]] static Result<Texts> parse(std::string_view language, std::string_view json);

    [[nodiscard]] const std::string& language() const noexcept { return language_; }
    /// The text, or the key when there is none. Lives as long as this object; ends with 0.
    [[nodiscard]] const char* get(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const noexcept { return find(key) != nullptr; }
    /// Data carry a key or a proper name: the text of the key, or the name as it is.
    [[nodiscard]] const char* nameOf(std::string_view keyOrName) const { return get(keyOrName); }
    /// get() of prefix + suffix (+ tail), without building the key on the heap.
    [[nodiscard]] const char* get(std::string_view prefix, std::string_view suffix, std::string_view tail = {}) const;
    [[nodiscard]] bool has(std::string_view prefix, std::string_view suffix, std::string_view tail) const;

    [[nodiscard]] std::string say(std::string_view key, std::initializer_list<std::string_view> values) const {
        return fill(get(key), values);
    }
    /// "5 zadań": count.<noun>.<form> with the number put in.
    [[nodiscard]] std::string count(std::string_view noun, long long number) const;
    [[nodiscard]] std::vector<std::string_view> keys() const;

private:
    struct Entry {
        std::string key, text;
    };
    [[nodiscard]] const Entry* find(std::string_view key) const noexcept;

    std::string language_;
    std::vector<Entry> entries_;  ///< sorted by key
    mutable std::set<std::string, std::less<>> missing_;
};

}  // namespace twin::app
