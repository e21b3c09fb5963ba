#include "scene/session/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "scene/base/files.h"
#include "scene/session/commands.h"
#include "scene/session/journal_lines.h"

namespace twin::session {

namespace {

constexpr std::int64_t kSyncEveryMs = 1000;

std::int64_t nowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Error writeError(const std::filesystem::path& path, int reason) {
    return {reason == ENOENT ? Errc::NotFound : Errc::BadData,
            path.string() + ": the journal cannot be written (" + std::strerror(reason) +
                "); check the folder, its permissions and the room on the disk"};
}

std::string hexOf(std::uint64_t value) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}

/// Whether what stands there may be written over: nothing yet, or a journal.
bool isJournalOrEmpty(int descriptor) {
    char start[256];
    const ssize_t got = ::pread(descriptor, start, sizeof start, 0);
    if (got == 0) return true;
    if (got < 0) return false;
    const std::string_view text{start, static_cast<std::size_t>(got)};
    return looksLikeJournal(text.substr(0, text.find('\n')));
}

/// One line of a file: its text without the end, and whether the end is there.
struct Line {
    std::string_view text;
    std::size_t number = 0;
    bool whole = false;
};

/// Takes the next line off the rest of a file; number counts from 1.
Line nextLine(std::string_view& rest, std::size_t number) {
    const std::size_t end = rest.find('\n');
    Line line{rest.substr(0, end), number, end != std::string_view::npos};
    rest.remove_prefix(line.whole ? end + 1 : rest.size());
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    return line;
}

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

class Player {
public:
    Player(const std::filesystem::path& path, Session& session, OtherTown otherTown)
        : path_{path}, session_{session}, otherTown_{otherTown} {}

    Result<PlayReport> run(std::string_view rest) {
        journal_ = looksLikeJournal(rest.substr(0, rest.find('\n')));
        for (std::size_t number = 1; !rest.empty(); ++number) {
            const Line line = nextLine(rest, number);
            if (isBlank(line.text) || line.text.starts_with('#')) continue;
            const bool last = rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
            const Result<Ok> good = journal_ && number == 1 ? header(line) : body(line, last);
            if (!good) return located(line, good.error());
        }
        // A crash in the middle of a drag: what was dragged is one step.
        while (journal_ && session_.gestureOpen()) session_.endGesture();
        return report_;
    }

private:
    Result<Ok> header(const Line& line) {
        const nlohmann::json object = nlohmann::json::parse(line.text, nullptr, false);
        const auto version = object.find("journal");
        if (!version->is_number_integer() || *version != kJournalVersion) {
            return Error{Errc::Unsupported, "the journal has format " + version->dump().substr(0, 20) +
                                                ", this program reads " + std::to_string(kJournalVersion) +
                                                "; update the program"};
        }
        const auto city = object.find("city");
        const std::string ours = hexOf(session_.city().contentHash());
        if (city != object.end() && city->is_string() && *city == ours) return Ok{};
        const std::string theirs =
            city != object.end() && city->is_string() ? city->get<std::string>().substr(0, 32) : "none";
        const std::string problem =
            "the journal was made for another city file (" + theirs + ", this one is " + ours + ")";
        if (otherTown_ == OtherTown::Refuse) return Error{Errc::BadData, problem + "; open it with that file"};
        warn(problem);
        return Ok{};
    }

    Result<Ok> body(const Line& line, bool last) {
        if (ended_) return Error{Errc::BadData, "stands after the end line; the file was appended to"};
        if (journal_) {
            const nlohmann::json object = nlohmann::json::parse(line.text, nullptr, false);
            if (object.is_discarded() && last) {
                warn("the last line (" + std::to_string(line.number) + ") was cut off and is left out");
                return Ok{};
            }
            if (object.is_object() && object.contains("hash") && !object.contains("do")) return end(object["hash"]);
        }
        if (Result<Ok> posted = session_.post(line.text); !posted) return posted;
        ++report_.linesApplied;
        return Ok{};
    }

    Result<Ok> end(const nlohmann::json& hash) {
        if (!hash.is_string()) return Error{Errc::BadData, "the field \"hash\" must be a text"};
        ended_ = true;
        report_.hasHash = true;
        const std::string ours = hexOf(session_.hash());
        report_.hashMatches = hash == ours;
        if (!report_.hashMatches) {
            warn("the replay ended in another state than the one recorded: " + ours + " instead of " +
                 hash.get_ref<const std::string&>().substr(0, 32));
        }
        return Ok{};
    }

    void warn(const std::string& text) { report_.warning.append(report_.warning.empty() ? "" : "; ").append(text); }

    Error located(const Line& line, const Error& problem) const {
        const std::size_t kept = report_.linesApplied;
        return {problem.code, path_.string() + ", line " + std::to_string(line.number) + ": " + problem.what +
                                  (kept == 0 ? " (nothing was carried out)"
                                             : " (" + std::to_string(kept) + " earlier command" +
                                                   (kept == 1 ? " was" : "s were") + " carried out and kept)")};
    }

    const std::filesystem::path& path_;
    Session& session_;
    OtherTown otherTown_;
    bool journal_ = false;
    bool ended_ = false;
    PlayReport report_;
};

}  // namespace

bool looksLikeJournal(std::string_view firstLine) {
    const nlohmann::json object = nlohmann::json::parse(firstLine, nullptr, false);
    return object.is_object() && object.contains("journal");
}

Journal::Journal(int descriptor, std::filesystem::path path)
    : descriptor_{descriptor}, path_{std::move(path)}, syncedMs_{nowMs()} {}

Journal::Journal(Journal&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)},
      path_{std::move(other.path_)},
      length_{other.length_},
      syncedMs_{other.syncedMs_} {}

Journal& Journal::operator=(Journal&& other) noexcept {
    if (this == &other) return *this;
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
    path_ = std::move(other.path_);
    length_ = other.length_;
    syncedMs_ = other.syncedMs_;
    return *this;
}

Journal::~Journal() { close(); }

void Journal::close() noexcept {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

Result<Journal> Journal::create(const std::filesystem::path& path, const Session& session) {
    // Non-blocking, so that a named pipe cannot hold the program up; O_TRUNC comes only after the look inside.
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0600);
    if (descriptor < 0) return writeError(path, errno);
    Journal journal{descriptor, path};
    struct stat info {};
    if (::fstat(descriptor, &info) != 0) return writeError(path, errno);
    if (!S_ISREG(info.st_mode) || !isJournalOrEmpty(descriptor)) {
        return Error{
            Errc::BadArgument,
            path.string() + ": there is something else than a journal; it is left as it is, choose another name"};
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return Error{Errc::BadArgument,
                     path.string() + ": this journal is being written by a running program; choose another name"};
    }
    if (::ftruncate(descriptor, 0) != 0) return writeError(path, errno);
    nlohmann::ordered_json header;
    header["journal"] = kJournalVersion;
    header["city"] = hexOf(session.city().contentHash());
    header["program"] = "krasnik-twin";
    if (const Result<Ok> written = journal.writeLine(header.dump()); !written) return written.error();
    if (session.revision() != 0) {
        SessionRestore start;
        start.state = session.stateJson();
        if (const Result<Ok> written = journal.writeLine(commandToJson(start)); !written) return written.error();
    }
    return journal;
}

Result<Ok> Journal::writeLine(std::string_view line) {
    if (descriptor_ < 0) return Error{Errc::Internal, path_.string() + ": the journal is closed already"};
    std::string text{line};
    text += '\n';
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t put =
            ::pwrite(descriptor_, text.data() + done, text.size() - done, length_ + static_cast<std::int64_t>(done));
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) {
            const int reason = put == 0 ? ENOSPC : errno;
            (void)!::ftruncate(descriptor_, length_);  // no half line stays before the next one
            return writeError(path_, reason);
        }
        done += static_cast<std::size_t>(put);
    }
    length_ += static_cast<std::int64_t>(text.size());
    return Ok{};
}

Result<Ok> Journal::append(std::string_view jsonLine) {
    if (jsonLine.empty() || jsonLine.find('\n') != std::string_view::npos) {
        return Error{Errc::Internal, path_.string() + ": a journal line must be one line of text"};
    }
    if (Result<Ok> written = writeLine(jsonLine); !written) return written;
    if (const std::int64_t now = nowMs(); now - syncedMs_ >= kSyncEveryMs) {
        syncedMs_ = now;
        if (::fdatasync(descriptor_) != 0) return writeError(path_, errno);
    }
    return Ok{};
}

Result<Ok> Journal::finish(const Session& session) {
    Result<Ok> written = writeLine(nlohmann::json{{"hash", hexOf(session.hash())}}.dump());
    if (!written) return written;
    const bool synced = ::fdatasync(descriptor_) == 0;
    const int reason = errno;
    close();
    if (!synced) return writeError(path_, reason);
    return Ok{};
}

Result<PlayReport> play(const std::filesystem::path& path, Session& session, OtherTown otherTown) {
    const Result<std::string> text = readTextFile(path, kMostJournalBytes);
    if (!text) return text.error();
    return Player{path, session, otherTown}.run(*text);
}

}  // namespace twin::session
