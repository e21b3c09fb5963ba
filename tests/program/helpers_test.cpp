// The helpers themselves: a test that cannot fail proves nothing.
#include <gtest/gtest.h>
#include <signal.h>

#include "tests/program/picture.h"
#include "tests/program/run.h"

namespace twin::test {
namespace {

TEST(ProgramHelpers, KeepOutputAndExitCode) {
    const Outcome outcome = runProgram("/bin/sh", {"-c", "echo out; echo err >&2; exit 3"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_EQ(outcome.out, "out\n");
    EXPECT_EQ(outcome.err, "err\n");
    EXPECT_FALSE(outcome.timedOut);
}

TEST(ProgramHelpers, SetAndTakeAwayVariables) {
    const Outcome outcome =
        runProgram("sh", {"-c", "echo \"$TWIN_A-${PWD_NOT_SET-none}-${HOME-none}\""}, {{"TWIN_A", "1"}, {"HOME", ""}});
    EXPECT_EQ(outcome.out, "1-none-none\n");
}

TEST(ProgramHelpers, KillWhatIsTooSlow) {
    const Outcome outcome = runProgram("sleep", {"60"}, {}, Seconds{0.2});
    EXPECT_TRUE(outcome.timedOut);
    EXPECT_EQ(outcome.signal, SIGKILL);
    EXPECT_LT(outcome.seconds, 30);
}

TEST(ProgramHelpers, NameASignal) {
    const Outcome outcome = runProgram("sh", {"-c", "kill -SEGV $$"});
    EXPECT_EQ(outcome.signal, SIGSEGV);
    EXPECT_EQ(outcome.code, -1);
}

TEST(ProgramHelpers, SayWhenAProgramIsMissing) { EXPECT_EQ(runProgram("/nonexistent/program", {}).code, 127); }

TEST(ProgramHelpers, CutTextIntoLines) {
    EXPECT_EQ(linesOf("a\n\nb"), (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(linesOf("").empty());
}

TEST(ProgramHelpers, CountDifferingPixels) {
    Picture a{10, 10, std::vector<std::uint8_t>(300, 100)};
    Picture b = a;
    EXPECT_EQ(shareDiffering(a, b), 0);
    b.rgb[30] = 105;  // within 5/255
    EXPECT_EQ(shareDiffering(a, b), 0);
    b.rgb[31] = 106;
    EXPECT_DOUBLE_EQ(shareDiffering(a, b), 0.01);
    EXPECT_EQ(shareDiffering(a, a.cut({0, 0, 9, 10})), 1);
}

TEST(ProgramHelpers, WriteAndReadAPictureBack) {
    Picture picture{4, 3, {}};
    for (int i = 0; i < 36; ++i) picture.rgb.push_back(static_cast<std::uint8_t>(i * 7));
    const auto file = testFolder() / "picture.png";
    ASSERT_TRUE(writePng(file, picture));
    const auto size = pngSize(file);
    ASSERT_TRUE(size);
    EXPECT_EQ(*size, (std::array<int, 2>{4, 3}));
    const auto read = readPng(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->rgb, picture.rgb);
    writeFile(file, readFile(file).substr(0, 60));
    EXPECT_FALSE(readPng(file));
}

TEST(ProgramHelpers, CutAPieceOutOfAPicture) {
    Picture picture{3, 2, {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5}};
    const Picture piece = picture.cut({1, 1, 10, 10});
    EXPECT_EQ(piece.width, 2);
    EXPECT_EQ(piece.height, 1);
    EXPECT_EQ(piece.rgb, (std::vector<std::uint8_t>{4, 4, 4, 5, 5, 5}));
}

TEST(ProgramHelpers, TellAnEmptyPictureFromAFullOne) {
    const Picture empty{8, 8, std::vector<std::uint8_t>(192, 40)};
    EXPECT_NEAR(brightnessOf(empty).mean, 40, 1e-9);
    EXPECT_NEAR(brightnessOf(empty).spread, 0, 1e-6);
    EXPECT_EQ(brightnessOf(empty).colours, 1);
    Picture half = empty;
    std::fill(half.rgb.begin() + 96, half.rgb.end(), std::uint8_t{240});
    EXPECT_NEAR(brightnessOf(half).spread, 100, 1e-9);
    EXPECT_EQ(brightnessOf(half).colours, 2);
}

}  // namespace
}  // namespace twin::test
