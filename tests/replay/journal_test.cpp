#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "scene/session/commands.h"
#include "tests/replay/files.h"

namespace twin::session {
namespace {

using test::errorOf;

class JournalTest : public FolderTest {
protected:
    /// A session with a journal, as a program has them.
    struct Recorded {
        std::unique_ptr<Session> session;
        Journal journal;
    };
    std::unique_ptr<Recorded> record(const std::filesystem::path& path) {
        std::unique_ptr<Session> session = town_.session();
        Result<Journal> journal = Journal::create(path, *session);
        if (!journal) {
            ADD_FAILURE() << errorOf(journal);
            return nullptr;
        }
        auto both = std::make_unique<Recorded>(Recorded{std::move(session), std::move(*journal)});
        both->session->setListener(
            [raw = both.get()](std::string_view line) { EXPECT_TRUE(raw->journal.append(line)); });
        return both;
    }
    static void hour(Session& session, int minutes) {
        HourSet command;
        command.minutes = minutes;
        EXPECT_TRUE(session.post(command));
    }
};

TEST_F(JournalTest, HoldsHeaderLinesAndEnd) {
    const auto path = folder_ / "a.jsonl";
    const auto recorded = record(path);
    hour(*recorded->session, 60);
    recorded->session->undo();
    ASSERT_TRUE(recorded->journal.finish(*recorded->session));
    const std::string text = read(path);
    EXPECT_TRUE(text.starts_with(R"({"journal":1,"city":")"));
    EXPECT_TRUE(says(text, "\n{\"do\":\"hour.set\",\"minutes\":60}\n{\"do\":\"undo\"}\n{\"hash\":\""));
    EXPECT_TRUE(text.ends_with("\"}\n"));
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);  // what a person does is their own
}

TEST_F(JournalTest, EveryLineIsThereAtOnce) {
    const auto path = folder_ / "a.jsonl";
    const auto recorded = record(path);
    for (int i = 0; i < 20; ++i) {
        hour(*recorded->session, i);
        EXPECT_TRUE(read(path).ends_with("\"minutes\":" + std::to_string(i) + "}\n"));
    }
}

TEST_F(JournalTest, KilledProgramLosesNothing) {
    const auto path = folder_ / "a.jsonl";
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto recorded = record(path);
        for (int i = 0; i < 200; ++i) hour(*recorded->session, i);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    const std::unique_ptr<Session> session = town_.session();
    const Result<PlayReport> report = play(path, *session);
    ASSERT_TRUE(report) << errorOf(report);
    EXPECT_EQ(report->linesApplied, 200U);
    EXPECT_FALSE(report->hasHash);
    EXPECT_EQ(report->warning, "");
    EXPECT_EQ(session->state().minutes, 199);
}

TEST_F(JournalTest, ACutLastLineIsDroppedWithAWarning) {
    const auto path = folder_ / "a.jsonl";
    {
        const auto recorded = record(path);
        hour(*recorded->session, 60);
        hour(*recorded->session, 61);
    }
    const std::string whole = read(path);
    const std::size_t lastLine = whole.rfind("{\"do\"");
    for (std::size_t length = lastLine + 1; length < whole.size() - 1; ++length) {
        const auto cut = write("cut.jsonl", whole.substr(0, length));
        const std::unique_ptr<Session> session = town_.session();
        const Result<PlayReport> report = play(cut, *session);
        ASSERT_TRUE(report) << errorOf(report);
        if (length == whole.size() - 2) continue;
        EXPECT_EQ(report->linesApplied, 1U);
        EXPECT_EQ(session->state().minutes, 60);
        EXPECT_TRUE(says(report->warning, "the last line (3) was cut off")) << length;
    }
    // Only the line's end is missing: the line is whole.
    const std::unique_ptr<Session> session = town_.session();
    const Result<PlayReport> report = play(write("end.jsonl", whole.substr(0, whole.size() - 1)), *session);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->linesApplied, 2U);
    EXPECT_EQ(report->warning, "");
}

TEST_F(JournalTest, ATailOfZerosAfterAPowerCutIsDropped) {
    const auto path = folder_ / "a.jsonl";
    {
        const auto recorded = record(path);
        hour(*recorded->session, 60);
    }
    const std::unique_ptr<Session> session = town_.session();
    const Result<PlayReport> report = play(write("zeros.jsonl", read(path) + std::string(500, '\0')), *session);
    ASSERT_TRUE(report) << errorOf(report);
    EXPECT_EQ(report->linesApplied, 1U);
    EXPECT_FALSE(report->warning.empty());
}

TEST_F(JournalTest, DamageInTheMiddleNamesItsLine) {
    const auto path = folder_ / "a.jsonl";
    {
        const auto recorded = record(path);
        for (int i = 1; i <= 5; ++i) hour(*recorded->session, i);
    }
    std::string text = read(path);
    text[text.find("\"minutes\":4")] = '#';
    const std::unique_ptr<Session> session = town_.session();
    const Result<PlayReport> report = play(write("bad.jsonl", text), *session);
    EXPECT_TRUE(says(errorOf(report), "bad.jsonl, line 5: ")) << errorOf(report);
    EXPECT_TRUE(says(errorOf(report), "3 earlier commands were carried out and kept"));
    EXPECT_EQ(session->state().minutes, 3);
}

TEST_F(JournalTest, RefusesToWriteOverOtherFiles) {
    const std::unique_ptr<Session> session = town_.session();
    for (const char* text : {"my thesis\n", "{\"views\":[]}\n", "{", "{\"do\":\"undo\"}\n"}) {
        const auto path = write("thesis.txt", text);
        EXPECT_TRUE(says(errorOf(Journal::create(path, *session)), "something else than a journal")) << text;
        EXPECT_EQ(read(path), text);
    }
    EXPECT_FALSE(Journal::create(folder_, *session));
    EXPECT_FALSE(Journal::create("/dev/null", *session));
    EXPECT_FALSE(Journal::create(folder_ / "no" / "folder" / "a.jsonl", *session));
    ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_FALSE(Journal::create(folder_ / "pipe", *session));
}

TEST_F(JournalTest, WritesOverAnOldJournalAndAnEmptyFile) {
    const auto path = folder_ / "a.jsonl";
    {
        const auto recorded = record(path);
        hour(*recorded->session, 60);
    }
    const std::unique_ptr<Session> session = town_.session();
    EXPECT_TRUE(Journal::create(path, *session));
    EXPECT_FALSE(says(read(path), "hour.set"));
    EXPECT_TRUE(Journal::create(write("empty", ""), *session));
}

TEST_F(JournalTest, AJournalInUseIsLeftAlone) {
    const auto path = folder_ / "a.jsonl";
    const auto recorded = record(path);
    hour(*recorded->session, 60);
    const std::unique_ptr<Session> other = town_.session();
    EXPECT_TRUE(says(errorOf(Journal::create(path, *other)), "running program"));
    EXPECT_TRUE(says(read(path), "hour.set"));
}

TEST_F(JournalTest, ASessionInUseIsWrittenDownFirst) {
    const std::unique_ptr<Session> session = town_.session();
    hour(*session, 77);
    ASSERT_TRUE(session->post(R"({"do":"select.element","id":"pier"})"));
    Result<Journal> journal = Journal::create(folder_ / "a.jsonl", *session);
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->finish(*session));
    const std::unique_ptr<Session> again = town_.session();
    const Result<PlayReport> report = play(folder_ / "a.jsonl", *again);
    ASSERT_TRUE(report) << errorOf(report);
    EXPECT_TRUE(report->hashMatches);
    EXPECT_EQ(again->state(), session->state());
}

TEST_F(JournalTest, RefusesHalfLinesAndLinesAfterTheEnd) {
    const std::unique_ptr<Session> session = town_.session();
    Result<Journal> journal = Journal::create(folder_ / "a.jsonl", *session);
    ASSERT_TRUE(journal);
    EXPECT_FALSE(journal->append(""));
    EXPECT_FALSE(journal->append("{}\n{}"));
    ASSERT_TRUE(journal->finish(*session));
    EXPECT_TRUE(says(errorOf(journal->append(R"({"do":"undo"})")), "closed already"));
    EXPECT_FALSE(journal->finish(*session));
}

TEST_F(JournalTest, AFullDiskLeavesNoHalfLine) {
    // A limit on the size of files stands in for the disk; in a child, so that it ends with it.
    const auto path = folder_ / "a.jsonl";
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        (void)std::signal(SIGXFSZ, SIG_IGN);
        const std::unique_ptr<Session> session = town_.session();
        Result<Journal> journal = Journal::create(path, *session);
        const auto size = static_cast<rlim_t>(std::filesystem::file_size(path));
        const rlimit limit{size + 10, size + 10};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const Result<Ok> refused = journal->append(R"({"do":"hour.set","minutes":60})");
        const bool good = !refused && refused.error().what.find("cannot be written") != std::string::npos &&
                          std::filesystem::file_size(path) == size;
        ::_exit(good ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(JournalTest, MovesWithoutLosingItsFile) {
    const std::unique_ptr<Session> session = town_.session();
    Result<Journal> made = Journal::create(folder_ / "a.jsonl", *session);
    ASSERT_TRUE(made);
    Journal moved = std::move(*made);
    ASSERT_TRUE(moved.append(R"({"do":"select.clear"})"));
    Result<Journal> other = Journal::create(folder_ / "b.jsonl", *session);
    ASSERT_TRUE(other);
    moved = std::move(*other);  // closes a
    ASSERT_TRUE(moved.append(R"({"do":"play.set","playing":true})"));
    EXPECT_TRUE(says(read(folder_ / "a.jsonl"), "select.clear"));
    EXPECT_TRUE(says(read(folder_ / "b.jsonl"), "play.set"));
    EXPECT_TRUE(Journal::create(folder_ / "a.jsonl", *session));  // its lock is free again
}

}  // namespace
}  // namespace twin::session
