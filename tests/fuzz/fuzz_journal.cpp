#include "tests/fuzz/fuzz_journal.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "scene/session/journal.h"
#include "tests/scene/tiny_city.h"

namespace twin::test {

namespace {

void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "fuzz_journal: %s\n", what);
    std::abort();
}

/// The text as a file in memory: play() reads files only.
struct MemoryFile {
    int descriptor = ::memfd_create("journal", MFD_CLOEXEC);
    explicit MemoryFile(std::string_view text) {
        must(descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
             "no file in memory");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor); }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor); }
};

}  // namespace

bool fuzzJournal(std::string_view text) {
    static const Town town;
    const std::unique_ptr<session::Session> session = town.session();
    const MemoryFile file{text};
    const Result<session::PlayReport> report = session::play(file.path(), *session, session::OtherTown::Warn);
    must(report || !report.error().what.empty(), "an error without a word");
    (void)session->post(text);
    (void)session->restore(text);

    // The session is whole: it saves, restores, and goes back to its start.
    const std::unique_ptr<session::Session> copy = town.session();
    const Result<Ok> restored = copy->restore(session->stateJson());
    must(static_cast<bool>(restored), "its own state is refused");
    must(copy->hash() == session->hash(), "a restored state differs");
    session->endGesture();
    while (session->canUndo()) session->undo();
    while (session->canRedo()) session->redo();
    (void)session->timeline().takeChanges();
    return static_cast<bool>(report);
}

}  // namespace twin::test

#ifdef TWIN_FUZZER
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)twin::test::fuzzJournal({reinterpret_cast<const char*>(data), size});
    return 0;
}
#endif
