// Scripts, journals, replays, and what a killed program leaves behind.
#include <signal.h>

#include "tests/program/twin.h"

namespace twin::test {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kSession{
    R"({"do":"date.set","date":"2028-05"})",
    R"({"do":"camera.view","view":"rynek"})",
    R"({"do":"plan.set","plan":true})",
    R"({"do":"phase.set_visible","phase":"stage-3","visible":false})",
    R"({"do":"layer.set_visible","layer":"trees","visible":false})",
    R"({"do":"undo"})",
    R"({"do":"hour.set","minutes":1080})",
    R"({"do":"gesture.begin"})",
    R"({"do":"date.set","date":"2029-01"})",
    R"({"do":"date.set","date":"2029-02"})",
    R"({"do":"gesture.end"})",
    R"({"do":"language.set","language":"en"})",
    R"({"do":"theme.set","theme":"dark"})",
};

class Journal : public testing::Test {
protected:
    fs::path journal = testFolder() / "session.journal";
    std::string commands = script("session.jsonl", kSession);

    void record(const Arguments& more = {}) {
        Arguments arguments{townFile(), "--quality", "low",       "--size", "160x90",
                            "--script", commands,    "--journal", journal};
        arguments.insert(arguments.end(), more.begin(), more.end());
        recorded = shoot("recorded", arguments);
    }
    Picture recorded;
};

TEST_F(Journal, ReplaysToTheSameHash) {
    record();
    const std::string text = readFile(journal);
    EXPECT_NE(text.find("\"hash\":"), std::string::npos)
        << "the program closed in order, so there is an end line: " << text;
    const Outcome replay = twinInTown({"--replay", journal});
    EXPECT_EQ(replay.code, 0) << replay.err;
    EXPECT_TRUE(replay.err.empty()) << replay.err;
    const std::size_t at = text.rfind("\"hash\":\"");
    ASSERT_NE(at, std::string::npos);
    EXPECT_NE(replay.out.find(text.substr(at + 8, 16)), std::string::npos) << replay.out;
}

TEST_F(Journal, HoldsEveryCommandOnce) {
    record();
    const std::vector<std::string> lines = linesOf(readFile(journal));
    ASSERT_GT(lines.size(), kSession.size());
    EXPECT_NE(lines.front().find("\"journal\":1"), std::string::npos);
    for (const std::string& line : lines)
        EXPECT_FALSE(nlohmann::json::parse(line, nullptr, false).is_discarded()) << line;
}

TEST_F(Journal, IsTheSameTwice) {
    record();
    const std::string first = readFile(journal);
    fs::remove(journal);
    record();
    EXPECT_EQ(readFile(journal), first);
}

TEST_F(Journal, GivesTheSamePictureWhenItIsReplayed) {
    record();
    const Picture again = shoot("again", {townFile(), "--quality", "low", "--size", "160x90", "--replay", journal});
    EXPECT_EQ(shareDiffering(recorded, again, 0), 0);
}

TEST_F(Journal, ThatWasEditedIsFoundOut) {
    record();
    std::string text = readFile(journal);
    const std::size_t at = text.find("2029-02");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 7, "2029-03");
    writeFile(journal, text);
    const Outcome replay = twinInTown({"--replay", journal});
    EXPECT_EQ(replay.code, 1) << replay.err;
    EXPECT_EQ(linesOf(replay.err).size(), 1U) << replay.err;
}

TEST_F(Journal, ThatLostALineIsFoundOut) {
    record();
    std::string text;
    for (const std::string& line : linesOf(readFile(journal))) {
        if (line.find("theme.set") == std::string::npos) text += line + "\n";
    }
    writeFile(journal, text);
    EXPECT_EQ(twinInTown({"--replay", journal}).code, 1);
}

TEST_F(Journal, ThatWasCutOffStillPlays) {
    record();
    const std::string text = readFile(journal);
    writeFile(journal, text.substr(0, text.size() - 10));
    const Outcome replay = twinInTown({"--replay", journal});
    EXPECT_EQ(replay.code, 0) << replay.err;
    EXPECT_EQ(linesOf(replay.err).size(), 1U) << "the loss of the last line is not said: " << replay.err;
}

TEST_F(Journal, HoldsWhatTheCommandLineDid) {
    Arguments arguments{townFile(), "--quality", "low",    "--size", "160x90",    "--date", "2027-09",
                        "--hour",   "17:30",     "--view", "rynek",  "--journal", journal};
    const Picture direct = shoot("direct", arguments);
    EXPECT_EQ(twinInTown({"--replay", journal}).code, 0);
    EXPECT_NE(readFile(journal).find("2027-09"), std::string::npos);
}

TEST_F(Journal, SurvivesAKillAndIsTakenUpAgain) {
    // Played to its end without a crash: what the state must look like.
    Arguments direct{townFile(), "--quality", "low", "--size", "160x90", "--no-ui", "--script", commands};
    const Picture expected = shoot("expected", direct);

    const fs::path folder = recoveryFolderOfTest();
    fs::create_directories(folder);
    const fs::path left = folder / "session-999999.jsonl";
    Environment environment = ownHome();
    Child child{twinProgram(),
                {townFile(), "--quality", "low", "--size", "160x90", "--script", commands, "--journal", left,
                 "--frames", "1000000"},
                environment};
    ASSERT_TRUE(waitUntil([&] { return !child.running() || readFile(left).find("theme.set") != std::string::npos; },
                          Seconds{60}));
    ASSERT_TRUE(child.running()) << child.err();
    child.sendSignal(SIGKILL);
    EXPECT_EQ(child.wait(Seconds{20}).signal, SIGKILL);
    EXPECT_EQ(readFile(left).find("\"hash\""), std::string::npos);

    const Picture recovered =
        shoot("recovered", {townFile(), "--quality", "low", "--size", "160x90", "--no-ui", "--recover"});
    EXPECT_EQ(shareDiffering(expected, recovered, 0), 0);
}

TEST_F(Journal, SurvivesAKillInTheMiddleOfALine) {
    Arguments direct{townFile(), "--quality", "low", "--size", "160x90", "--no-ui", "--script", commands};
    const Picture expected = shoot("expected", direct);
    record();
    std::string text = readFile(journal);
    text = text.substr(0, text.rfind("{\"hash\"")) + R"({"do":"hour.set","minu)";
    fs::create_directories(recoveryFolderOfTest());
    writeFile(recoveryFolderOfTest() / "session-999999.jsonl", text);
    const Picture recovered =
        shoot("recovered", {townFile(), "--quality", "low", "--size", "160x90", "--no-ui", "--recover"});
    EXPECT_EQ(shareDiffering(expected, recovered, 0), 0);
}

TEST_F(Journal, WithNothingToRecoverIsNoFault) {
    (void)shoot("fresh", {townFile(), "--quality", "low", "--size", "160x90", "--no-ui", "--recover"});
}

TEST_F(Journal, RefusesTheOneAnotherProgramWrites) {
    Environment environment = ownHome();
    Child child{twinProgram(),
                {townFile(), "--quality", "low", "--size", "160x90", "--script", commands, "--journal", journal,
                 "--frames", "1000000"},
                environment};
    ASSERT_TRUE(waitUntil([&] { return !child.running() || readFile(journal).find("theme.set") != std::string::npos; },
                          Seconds{60}));
    ASSERT_TRUE(child.running()) << child.err();
    const std::string before = readFile(journal);
    EXPECT_EQ(notRefused(twinInTown({"--quality", "low", "--size", "160x90", "--shot", testFolder() / "a.png",
                                     "--journal", journal}),
                         2),
              "");
    EXPECT_EQ(readFile(journal).substr(0, before.size()), before);
}

}  // namespace
}  // namespace twin::test
