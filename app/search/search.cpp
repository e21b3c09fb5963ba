#include "app/search/search.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <set>

#include "scene/city/city.h"

namespace twin::app {

namespace {

icu::Transliterator* folder() {
    static const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        icu::Transliterator* t =
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status);
        return std::unique_ptr<icu::Transliterator>{U_SUCCESS(status) ? t : nullptr};
    }();
    return made.get();
}

int rankOf(std::string_view folded, std::string_view query) {
    const std::size_t at = folded.find(query);
    if (at == std::string_view::npos) return -1;
    if (at == 0) return folded.size() == query.size() ? 0 : 1;
    for (std::size_t p = at; p != std::string_view::npos; p = folded.find(query, p + 1)) {
        if (folded[p - 1] == ' ' || folded[p - 1] == '.') return 2;
    }
    return 3;
}

}  // namespace

std::string foldForSearch(std::string_view text) {
    icu::UnicodeString wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int>(text.size())});
    if (icu::Transliterator* t = folder()) t->transliterate(wide);
    std::string ascii;
    wide.toUTF8String(ascii);
    std::string folded;
    for (const char letter : ascii) {
        const bool word = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (word)
            folded += letter;
        else if (letter == '\'' || letter == '`')
            continue;  // soft signs of Cyrillic
        else if (!folded.empty() && folded.back() != ' ')
            folded += ' ';
    }
    while (!folded.empty() && folded.back() == ' ') folded.pop_back();
    return folded;
}

void Search::add(HitKind kind, std::string name, std::uint32_t index, std::string_view more) {
    std::string folded = foldForSearch(name);
    if (folded.empty()) return;
    if (!more.empty()) folded += " " + foldForSearch(more);
    entries_.push_back({{kind, std::move(name), index, 0}, std::move(folded)});
}

void Search::build(const session::Session& session, const Texts& texts) {
    entries_.clear();
    std::set<std::pair<HitKind, std::string>> seen;  // a long street has several labels
    const city::City& city = session.city();
    for (std::size_t i = 0; i < city.labels().size(); ++i) {
        const city::Label& label = city.labels()[i];
        const HitKind kind = label.kind == city::LabelKind::Street     ? HitKind::Street
                             : label.kind == city::LabelKind::District ? HitKind::District
                                                                       : HitKind::Place;
        std::string name = texts.nameOf(city.text(label.name));
        if (!seen.insert({kind, name}).second) continue;
        add(kind, std::move(name), static_cast<std::uint32_t>(i));
    }
    for (std::size_t i = 0; i < session.strategy().tasks.size(); ++i) {
        const strategy::Task& task = session.strategy().tasks[i];
        add(HitKind::Task, texts.get(task.name), static_cast<std::uint32_t>(i), task.id);
    }
    for (std::size_t i = 0; i < session.views().size(); ++i) {
        add(HitKind::View, texts.nameOf(session.views()[i].name), static_cast<std::uint32_t>(i));
    }
}

std::vector<SearchHit> Search::find(std::string_view query) const {
    const std::string folded = foldForSearch(query);
    std::vector<SearchHit> hits;
    if (folded.empty()) return hits;
    for (const Entry& entry : entries_) {
        const int rank = rankOf(entry.folded, folded);
        if (rank < 0) continue;
        hits.push_back(entry.hit);
        hits.back().rank = rank;
    }
    std::sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        if (a.kind != b.kind) return a.kind < b.kind;
        return a.name < b.name;
    });
    if (hits.size() > kMostHits) hits.resize(kMostHits);
    return hits;
}

}  // namespace twin::app
