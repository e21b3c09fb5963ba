// scene/session/journal_lines.h: what journal.cpp and recovery.cpp both know of a journal's lines.
#pragma once

#include <cstdint>
#include <string_view>

namespace twin::session {

inline constexpr std::uintmax_t kMostJournalBytes = 256U << 20U;  ///< months of a kiosk; no more is read
inline constexpr int kJournalVersion = 1;                         ///< raise on every change of meaning

/// Whether this is the first line of a journal, of any version.
[[nodiscard]] bool looksLikeJournal(std::string_view firstLine);

}  // namespace twin::session
