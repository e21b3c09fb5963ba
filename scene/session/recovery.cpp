#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "scene/base/files.h"
#include "scene/session/journal.h"
#include "scene/session/journal_lines.h"

namespace twin::session {

namespace {

constexpr std::string_view kPrefix = "session-", kSuffix = ".jsonl";

/// The process id in "session-123.jsonl" or "session-123-2.jsonl", or -1.
int processOf(const std::string& name) {
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return -1;
    int process = -1;
    const char* const end = name.data() + name.size() - kSuffix.size();
    const auto [stop, problem] = std::from_chars(name.data() + kPrefix.size(), end, process);
    return problem == std::errc{} && (stop == end || *stop == '-') && process > 0 ? process : -1;
}

/// The lock decides, because a process id is given out again after a restart; the id is for file systems without locks.
bool inUse(const std::filesystem::path& path, int process) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return true;  // not ours to take
    const bool locked = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    const int reason = errno;
    ::close(descriptor);
    if (locked) return false;
    if (reason == EWOULDBLOCK) return true;
    return ::kill(process, 0) == 0 || errno == EPERM;
}

/// Commands in a journal that ended without its end line; 0 for everything else.
std::size_t commandsLeft(const std::filesystem::path& path) {
    const Result<std::string> text = readTextFile(path, kMostJournalBytes);
    if (!text) return 0;
    std::string_view rest = *text;
    const std::size_t headerEnd = rest.find('\n');
    if (headerEnd == std::string_view::npos || !looksLikeJournal(rest.substr(0, headerEnd))) return 0;
    rest.remove_prefix(headerEnd + 1);
    std::size_t commands = 0;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (rest.starts_with(R"({"hash":)")) return 0;
        rest.remove_prefix(end + 1);
        ++commands;
    }
    return commands;
}

}  // namespace

std::filesystem::path recoveryFolder() {
    // The XDG rules: a relative path in the variable is to be ignored.
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && state[0] == '/') {
        return std::filesystem::path{state} / "krasnik-twin";
    }
    const char* home = std::getenv("HOME");
    return std::filesystem::path{home != nullptr ? home : "/tmp"} / ".local/state/krasnik-twin";
}

Result<std::filesystem::path> recoveryJournal(const std::filesystem::path& folder) {
    std::error_code problem;
    if (std::filesystem::create_directories(folder, problem)) {
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, problem);
    }
    if (!std::filesystem::is_directory(folder, problem)) {
        return Error{Errc::BadData, folder.string() + ": the folder for recovery cannot be made (" + problem.message() +
                                        "); set XDG_STATE_HOME to one that can be written"};
    }
    // A crashed program may have had the same process id: its journal is not written over.
    const std::string stem = std::string{kPrefix} + std::to_string(::getpid());
    std::filesystem::path path = folder / (stem + std::string{kSuffix});
    for (int i = 2; std::filesystem::exists(path, problem); ++i) {
        path = folder / (stem + "-" + std::to_string(i) + std::string{kSuffix});
    }
    return path;
}

std::vector<Recovery> findRecoveries(const std::filesystem::path& folder) {
    struct Found {
        Recovery recovery;
        std::filesystem::file_time_type time;
    };
    std::vector<Found> found;
    std::error_code problem;
    for (std::filesystem::directory_iterator entry{folder, problem}, end; !problem && entry != end;
         entry.increment(problem)) {
        const int process = processOf(entry->path().filename().string());
        std::error_code ignored;
        if (process < 0 || !entry->is_regular_file(ignored) || inUse(entry->path(), process)) continue;
        const std::size_t commands = commandsLeft(entry->path());
        if (commands > 0) found.push_back({{entry->path(), commands}, entry->last_write_time(ignored)});
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return a.time != b.time ? a.time > b.time : a.recovery.journal > b.recovery.journal;
    });
    std::vector<Recovery> recoveries;
    recoveries.reserve(found.size());
    for (Found& one : found) recoveries.push_back(std::move(one.recovery));
    return recoveries;
}

}  // namespace twin::session
