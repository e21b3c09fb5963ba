#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/replay/files.h"

namespace twin::session {
namespace {

using test::errorOf;

class RecoveryTest : public FolderTest {
protected:
    static constexpr const char* kHeader = R"({"journal":1,"city":"0","program":"krasnik-twin"})"
                                           "\n";
    static constexpr const char* kLine = "{\"do\":\"hour.set\",\"minutes\":60}\n";
    /// The id of a process that has ended.
    static pid_t gone() {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(0);
        int status = 0;
        ::waitpid(child, &status, 0);
        return child;
    }
    std::string nameOf(pid_t process) { return "session-" + std::to_string(process) + ".jsonl"; }
};

TEST_F(RecoveryTest, AFolderThatIsNotThereHasNone) {
    EXPECT_TRUE(findRecoveries(folder_ / "nothing").empty());
    EXPECT_TRUE(findRecoveries(folder_).empty());
}

TEST_F(RecoveryTest, FindsTheJournalOfAProgramThatIsGone) {
    write(nameOf(gone()), std::string{kHeader} + kLine + kLine + "{\"do\":\"ho");
    const std::vector<Recovery> found = findRecoveries(folder_);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].lines, 2U);
}

TEST_F(RecoveryTest, ARunningProgramsJournalIsItsOwn) {
    const Result<std::filesystem::path> path = recoveryJournal(folder_);
    ASSERT_TRUE(path);
    const std::unique_ptr<Session> session = town_.session();
    {
        Result<Journal> journal = Journal::create(*path, *session);
        ASSERT_TRUE(journal) << errorOf(journal);
        ASSERT_TRUE(journal->append(R"({"do":"select.clear"})"));
        EXPECT_TRUE(findRecoveries(folder_).empty());
    }
    // The lock is gone with the program, though a process of this id still lives: as after a restart of the machine.
    EXPECT_EQ(findRecoveries(folder_).size(), 1U);
}

TEST_F(RecoveryTest, TheNewestComesFirst) {
    const auto older = write(nameOf(gone()), std::string{kHeader} + kLine);
    const auto newer = write(nameOf(gone()), std::string{kHeader} + kLine);
    std::filesystem::last_write_time(older, std::filesystem::last_write_time(newer) - std::chrono::hours{1});
    const std::vector<Recovery> found = findRecoveries(folder_);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].journal, newer);
    EXPECT_EQ(found[1].journal, older);
}

TEST_F(RecoveryTest, WhatEndedInOrderOrHoldsNothingIsNotOffered) {
    write(nameOf(gone()), std::string{kHeader} + kLine + "{\"hash\":\"00\"}\n");
    write(nameOf(gone()), kHeader);
    write(nameOf(gone()), "");
    write(nameOf(gone()), "not a journal\nat all\n");
    write("notes.jsonl", std::string{kHeader} + kLine);
    write("session-abc.jsonl", std::string{kHeader} + kLine);
    write("session-.jsonl", std::string{kHeader} + kLine);
    write("session--5.jsonl", std::string{kHeader} + kLine);
    std::filesystem::create_directories(folder_ / nameOf(gone()));
    EXPECT_TRUE(findRecoveries(folder_).empty());
}

TEST_F(RecoveryTest, ANewJournalNeverTakesTheNameOfALostOne) {
    const Result<std::filesystem::path> first = recoveryJournal(folder_);
    ASSERT_TRUE(first);
    write(first->filename().string(), std::string{kHeader} + kLine);
    const Result<std::filesystem::path> second = recoveryJournal(folder_);
    ASSERT_TRUE(second);
    EXPECT_NE(*first, *second);
    write(second->filename().string(), std::string{kHeader} + kLine);
    EXPECT_EQ(findRecoveries(folder_).size(), 2U);
}

TEST_F(RecoveryTest, MakesItsFolderForThisPersonOnly) {
    const auto folder = folder_ / "state" / "krasnik-twin";
    ASSERT_TRUE(recoveryJournal(folder));
    EXPECT_EQ(std::filesystem::status(folder).permissions(), std::filesystem::perms::owner_all);
    write("file", "x");
    EXPECT_FALSE(recoveryJournal(folder_ / "file"));
    EXPECT_FALSE(recoveryJournal(folder_ / "file" / "below"));
}

TEST_F(RecoveryTest, FollowsTheXdgFolder) {
    ASSERT_EQ(::setenv("XDG_STATE_HOME", "/tmp/state", 1), 0);
    EXPECT_EQ(recoveryFolder(), "/tmp/state/krasnik-twin");
    ASSERT_EQ(::setenv("XDG_STATE_HOME", "relative", 1), 0);
    ASSERT_EQ(::setenv("HOME", "/home/anna", 1), 0);
    EXPECT_EQ(recoveryFolder(), "/home/anna/.local/state/krasnik-twin");
    ASSERT_EQ(::unsetenv("XDG_STATE_HOME"), 0);
    EXPECT_EQ(recoveryFolder(), "/home/anna/.local/state/krasnik-twin");
}

TEST_F(RecoveryTest, BringsTheLastStateBackAfterAKill) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const std::unique_ptr<Session> session = town_.session();
        Result<Journal> journal = Journal::create(*recoveryJournal(folder_), *session);
        session->setListener([&](std::string_view line) { (void)journal->append(line); });
        (void)session->post(R"({"do":"plan.set","plan":true})");
        session->beginGesture();
        (void)session->post(R"({"do":"date.set","date":"2028-03"})");
        (void)session->post(R"({"do":"date.set","date":"2028-04"})");
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    const std::vector<Recovery> found = findRecoveries(folder_);
    ASSERT_EQ(found.size(), 1U);
    const std::unique_ptr<Session> session = town_.session();
    const Result<PlayReport> report = play(found[0].journal, *session);
    ASSERT_TRUE(report) << errorOf(report);
    EXPECT_EQ(formatDate(session->state().day), "2028-04-30");
    EXPECT_FALSE(session->gestureOpen());
    session->undo();  // the drag that was cut off is one step
    EXPECT_EQ(formatDate(session->state().day), "2030-12-31");
}

}  // namespace
}  // namespace twin::session
