// app/search/search.h: finds streets, landmarks, districts, tasks and views by what people type, with or without Polish letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/texts.h"
#include "scene/session/session.h"

namespace twin::app {

enum class HitKind : std::uint8_t { Street, Place, District, Task, View };

struct SearchHit {
    HitKind kind = HitKind::Place;
    std::string name;
    std::uint32_t index = 0;  ///< of the label, task or view
    int rank = 0;             ///< lower is better
};

/// Lower case, without marks, Polish ł and Cyrillic brought to plain Latin letters: "Żytnia" and "zytnia" are one.
[[nodiscard]] std::string foldForSearch(std::string_view text);

/// An index over one town in one language.
class Search {
public:
    static constexpr std::size_t kMostHits = 40;

    /// Reads names through the texts; again after a change of language.
    void build(const session::Session& session, const Texts& texts);
    /// Best first: names that begin with the words, then words inside that do, then anything inside.
    [[nodiscard]] std::vector<SearchHit> find(std::string_view query) const;
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
    struct Entry {
        SearchHit hit;
        std::string folded;
    };
    void add(HitKind kind, std::string name, std::uint32_t index, std::string_view more = {});
    std::vector<Entry> entries_;
};

}  // namespace twin::app
