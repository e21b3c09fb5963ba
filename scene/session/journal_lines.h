// scene/session/journal_lines.h: what journal.cpp and recovery.cpp both know of a journal's lines.
#pragma once

#include <string_view>

namespace twin::session {

inline constexpr int kJournalVersion = 1;  ///< raise on every change of meaning

/// Whether this is the first line of a journal, of any version.
[[nodiscard]] bool looksLikeJournal(std::string_view firstLine);

}  // namespace twin::session
