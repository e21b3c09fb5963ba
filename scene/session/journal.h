// scene/session/journal.h: an append-only record of a session that survives a crash, and its reading back.
//
// A journal is JSON lines: a header {"journal":1,"city":"<hash>","program":"..."}, then one command a line, at the end
// {"hash":"<session hash>"} when the program closed in order. Every line is written whole and flushed; after a kill -9 at
// most the last, unfinished line is lost. A last line that is cut off is dropped with a warning, not an error.
//
// "Flushed" means handed to the kernel with one write(2): a kill -9 loses nothing that was appended. The disk itself is
// told (fdatasync) at most once a second and at the end: a power cut can lose what came after the last time.
//
// An open journal holds a lock on its file (flock); that is how others see that its program still runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scene/base/result.h"
#include "scene/session/session.h"

namespace twin::session {

class Journal {
public:
    /// Creates the file (refuses to overwrite anything that is not a journal, and a journal in use) and writes the header.
    /// A session that has been changed already is written down first, as session.restore; undo steps from before do not
    /// count in a replay. Best made before the first command.
    [[nodiscard]] static Result<Journal> create(const std::filesystem::path& path, const Session& session);
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();  ///< closes without the end line: that is what a crash looks like
    /// One line without its end. When it cannot be written whole (full disk), none of it stays in the file.
    [[nodiscard]] Result<Ok> append(std::string_view jsonLine);
    /// Writes the end line with the session's hash and closes.
    [[nodiscard]] Result<Ok> finish(const Session& session);

private:
    explicit Journal(int descriptor, std::filesystem::path path);
    [[nodiscard]] Result<Ok> writeLine(std::string_view line);
    void close() noexcept;
    int descriptor_ = -1;
    std::filesystem::path path_;
    std::int64_t length_ = 0;    ///< bytes of whole lines in the file
    std::int64_t syncedMs_ = 0;  ///< steady clock, when the disk was last told
};

/// Plays a script (lines of commands; empty lines and lines starting with # are skipped) or a journal into a session.
/// A bad line stops it: the error names file and line number; what came before stays applied.
struct PlayReport {
    std::size_t linesApplied = 0;
    std::string warning;   ///< e.g. the last line was cut off
    bool hasHash = false;  ///< the journal ended in order
    bool hashMatches = false;
};
/// A journal made for another town is refused before its first line, or played with a warning: its lines go by ids.
enum class OtherTown { Refuse, Warn };
[[nodiscard]] Result<PlayReport> play(const std::filesystem::path& path, Session& session,
                                      OtherTown otherTown = OtherTown::Refuse);

/// Recovery: while a window session runs, its journal stands in the state folder with its process id; a clean end removes it.
/// find() gives the newest one whose process is gone.
struct Recovery {
    std::filesystem::path journal;
    std::size_t lines = 0;  ///< commands in it
};
/// $XDG_STATE_HOME/krasnik-twin, else ~/.local/state/krasnik-twin
[[nodiscard]] std::filesystem::path recoveryFolder();
/// Where this process keeps its own: folder/session-<pid>.jsonl (or -2, -3: a name nobody uses yet). Makes the folder (0700) when it is missing.
[[nodiscard]] Result<std::filesystem::path> recoveryJournal(const std::filesystem::path& folder);
/// Newest first: journals of the folder with at least one command, without an end line, whose program is gone.
[[nodiscard]] std::vector<Recovery> findRecoveries(const std::filesystem::path& folder);

}  // namespace twin::session
