// scene/session/journal.h: an append-only record of a session that survives a crash, and its reading back.
//
// A journal is JSON lines: a header {"journal":1,"city":"<hash>","program":"..."}, then one command a line, at the end
// {"hash":"<session hash>"} when the program closed in order. Every line is written whole and flushed; after a kill -9 at
// most the last, unfinished line is lost. A last line that is cut off is dropped with a warning, not an error.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scene/base/result.h"
#include "scene/session/session.h"

namespace twin::session {

class Journal {
public:
    /// Creates the file (refuses to overwrite anything that is not a journal) and writes the header.
    [[nodiscard]] static Result<Journal> create(const std::filesystem::path& path, const Session& session);
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();  ///< closes without the end line: that is what a crash looks like
    [[nodiscard]] Result<Ok> append(std::string_view jsonLine);
    /// Writes the end line with the session's hash and closes.
    [[nodiscard]] Result<Ok> finish(const Session& session);

private:
    explicit Journal(int descriptor, std::filesystem::path path);
    int descriptor_ = -1;
    std::filesystem::path path_;
};

/// Plays a script (lines of commands; empty lines and lines starting with # are skipped) or a journal into a session.
/// A bad line stops it: the error names file and line number; what came before stays applied.
struct PlayReport {
    std::size_t linesApplied = 0;
    std::string warning;           ///< e.g. the last line was cut off
    bool hasHash = false;          ///< the journal ended in order
    bool hashMatches = false;
};
[[nodiscard]] Result<PlayReport> play(const std::filesystem::path& path, Session& session);

/// Recovery: while a window session runs, its journal stands in the state folder with its process id; a clean end removes it.
/// find() gives the newest one whose process is gone.
struct Recovery {
    std::filesystem::path journal;
    std::size_t lines = 0;
};
[[nodiscard]] std::filesystem::path recoveryFolder();  ///< $XDG_STATE_HOME/krasnik-twin, else ~/.local/state/krasnik-twin
[[nodiscard]] std::vector<Recovery> findRecoveries(const std::filesystem::path& folder);

}  // namespace twin::session
