// --list, --help, --version, --stats and --validate.
#include <algorithm>

#include "tests/program/twin.h"

namespace twin::test {
namespace {

/// One of every command, and how the test writes it; {model} stands for a file.
std::vector<std::string> everyCommand(const std::string& model, const std::string& element, const std::string& task) {
    const std::string path = nlohmann::json(model).dump();
    return {R"({"do":"camera.view","view":"marina"})",
            R"({"do":"camera.lens","focalMm":35})",
            R"({"do":"camera.eye_height","metres":1.7})",
            R"({"do":"camera.two_point","on":true})",
            R"({"do":"camera.set","eyeX":0,"eyeY":-600,"eyeZ":500,"targetX":0,"targetY":0,"targetZ":200,"fovDeg":50})",
            R"({"do":"date.set","date":"2027-03-14"})",
            R"({"do":"plan.set","plan":true})",
            R"({"do":"hour.set","minutes":1260})",
            R"({"do":"gesture.begin"})",
            R"({"do":"phase.set_visible","phase":"stage-2","visible":false})",
            R"({"do":"phase.set_visible","phase":"stage-2","visible":true})",
            R"({"do":"gesture.end"})",
            R"({"do":"layer.set_visible","layer":"trees","visible":false})",
            R"({"do":"undo"})",
            R"({"do":"redo"})",
            R"({"do":"undo"})",
            R"({"do":"model.add","path":)" + path + R"(,"latDeg":50.9410,"lonDeg":22.1830})",
            R"({"do":"model.move","model":1,"latDeg":50.9412,"lonDeg":22.1833,"headingDeg":30})",
            R"({"do":"model.add","path":)" + path + R"(,"latDeg":50.9214,"lonDeg":22.2199,"headingDeg":10})",
            R"({"do":"model.remove","model":2})",
            R"({"do":"select.element","id":")" + element + R"("})",
            R"({"do":"select.clear"})",
            R"({"do":"select.task","task":")" + task + R"(","fly":true})",
            R"({"do":"settle.set","on":true})",
            R"({"do":"symbolic.set","symbolic":true})",
            R"({"do":"symbolic.set","symbolic":false})",
            R"({"do":"weather.set","cloudPercent":80,"rainPercent":40,"snowPercent":0,"windMs":6})",
            R"({"do":"season.set","day":284})",
            R"({"do":"theme.set","theme":"contrast"})",
            R"({"do":"text_size.set","percent":150})",
            R"({"do":"language.set","language":"uk"})",
            R"({"do":"quality.set","quality":"low"})",
            R"({"do":"panels.set_visible","visible":false})",
            R"({"do":"panels.set_visible","visible":true})",
            R"({"do":"play.set","playing":true})",
            R"({"do":"play.set","playing":false})"};
}

/// The first words of the lines of a list.
std::vector<std::string> firstWords(const std::string& text) {
    std::vector<std::string> words;
    for (const std::string& line : linesOf(text)) {
        const std::size_t begin = line.find_first_not_of(" \t*");
        if (begin != std::string::npos) words.push_back(line.substr(begin, line.find_first_of(" \t:", begin) - begin));
    }
    return words;
}

std::string firstTask() {
    const std::vector<std::string> words = firstWords(twinInTown({"--list", "tasks"}).out);
    for (const std::string& word : words) {
        if (word.find("marina") != std::string::npos) return word;
    }
    return words.empty() ? "none" : words.front();
}

TEST(Lists, PhasesHaveTheirDates) {
    const Outcome outcome = twinInTown({"--list", "phases"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    for (const char* word : {"state-2024", "stage-1", "stage-2", "stage-3", "2024", "2030"}) {
        EXPECT_NE(outcome.out.find(word), std::string::npos) << word;
    }
}

TEST(Lists, TasksAreManyAndNamed) {
    const Outcome outcome = twinInTown({"--list", "tasks", "--lang", "en"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_GE(linesOf(outcome.out).size(), 20U);
}

TEST(Lists, SpeakTheAskedLanguage) {
    const std::string pl = twinInTown({"--list", "tasks", "--lang", "pl"}).out;
    const std::string en = twinInTown({"--list", "tasks", "--lang", "en"}).out;
    const std::string uk = twinInTown({"--list", "tasks", "--lang", "uk"}).out;
    EXPECT_NE(pl, en);
    EXPECT_NE(en, uk);
    EXPECT_NE(pl, uk);
}

TEST(Lists, CommandsAreAllOfThem) {
    const Outcome outcome = twinInTown({"--list", "commands"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    for (const char* command : {"date.set", "plan.set", "camera.view", "model.add", "undo", "session.restore"}) {
        EXPECT_NE(outcome.out.find(command), std::string::npos) << command;
    }
}

TEST(Lists, DevicesSayWhatWasChosenAndWhy) {
    const Outcome outcome = twinWith({"--list", "devices", "--lang", "en"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_FALSE(linesOf(outcome.out).empty());
    EXPECT_NE(outcome.out.find("llvmpipe"), std::string::npos) << outcome.out;
}

TEST(Lists, DevicesWithoutADriver) {
    const Outcome outcome =
        twinWith({"--list", "devices"}, {{"VK_DRIVER_FILES", "/nonexistent"}, {"VK_ICD_FILENAMES", "/nonexistent"}});
    EXPECT_EQ(notRefused(outcome, 3), "");
}

TEST(Lists, NeedNoVulkanForTheTown) {
    const Environment none{{"VK_DRIVER_FILES", "/nonexistent"}, {"VK_ICD_FILENAMES", "/nonexistent"}};
    for (const char* list : {"views", "phases", "tasks", "commands"})
        EXPECT_EQ(twinInTown({"--list", list}, none).code, 0) << list;
}

TEST(Lists, HelpNamesEveryOptionInEveryLanguage) {
    for (const char* language : {"pl", "en", "uk"}) {
        const Outcome outcome = twinWith({"--help", "--lang", language});
        EXPECT_EQ(outcome.code, 0);
        EXPECT_TRUE(outcome.err.empty()) << outcome.err;
        for (const char* option : {"--mode", "--lang", "--size", "--date", "--hour", "--view", "--quality", "--model",
                                   "--at", "--script", "--replay", "--journal", "--shot", "--no-ui", "--frames",
                                   "--stats", "--validate", "--list", "--recover"}) {
            EXPECT_NE(outcome.out.find(option), std::string::npos) << option;
        }
    }
    const Outcome version = twinWith({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_EQ(version.out.rfind("twin ", 0), 0U) << version.out;
}

class Stats : public testing::Test {
protected:
    static nlohmann::json measured(Arguments arguments) {
        const auto file = testFolder() / "stats.json";
        arguments.insert(arguments.end(), {"--stats", file});
        (void)shoot("picture", arguments);
        return readJson(file);
    }
};

TEST_F(Stats, HoldWhatIsPromised) {
    Arguments arguments = lookAt("marina");
    arguments.insert(arguments.end(), {"--frames", "12"});
    const nlohmann::json stats = measured(arguments);
    ASSERT_TRUE(stats.is_object());
    EXPECT_GT(stats.value("first_frame_ms", 0.0), 0);
    EXPECT_EQ(stats.value("frames", 0), 12);
    ASSERT_TRUE(stats["passes"].is_array());
    EXPECT_GE(stats["passes"].size(), 4U);
    for (const nlohmann::json& pass : stats["passes"]) {
        EXPECT_FALSE(pass.value("name", "").empty());
        EXPECT_GE(pass.value("gpu_ms", -1.0), 0);
    }
    EXPECT_EQ(stats.value("heap_allocations_steady", -1), 0) << "a steady frame takes memory";
    EXPECT_EQ(stats.value("vulkan_objects_steady", -1), 0) << "a steady frame makes Vulkan objects";
    EXPECT_GT(stats.value("draws_drawn", 0), 0);
    EXPECT_GT(stats.value("triangles_drawn", 0), 1000);
    EXPECT_LT(stats.value("draws_drawn", 0), stats.value("draws_tested", 0)) << "nothing was culled";
}

TEST_F(Stats, ASteadyFrameWithoutPanelsTakesNothingEither) {
    Arguments arguments = lookAt("town");
    arguments.insert(arguments.end(), {"--frames", "8", "--no-ui"});
    const nlohmann::json stats = measured(arguments);
    EXPECT_EQ(stats.value("heap_allocations_steady", -1), 0);
    EXPECT_EQ(stats.value("vulkan_objects_steady", -1), 0);
}

TEST_F(Stats, AChangeOfDateUploadsAtMostFourBytesAnElement) {
    Arguments arguments = lookAt("town");
    arguments.insert(arguments.end(), {"--no-ui", "--frames", "2", "--script",
                                       script("date.jsonl", {R"({"do":"date.set","date":"2030-12"})"})});
    const nlohmann::json stats = measured(arguments);
    const auto elements = stats["city"].value("elements", 0);
    ASSERT_GT(elements, 1000);
    EXPECT_LE(stats.value("state_bytes_uploaded", 1 << 30), 4 * elements);
}

TEST(Validation, HasNothingToSayAboutAnyCommand) {
    const std::string listed = twinInTown({"--list", "commands"}).out;
    const std::vector<std::string> lines = everyCommand(blockModel(50, 30), "marina-mooring", firstTask());
    for (const std::string& command : firstWords(listed)) {
        if (command.find('.') == std::string::npos || command == "session.restore") continue;
        const bool there = std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
            return line.find("\"" + command + "\"") != std::string::npos;
        });
        EXPECT_TRUE(there) << command << " is not in the script of this test";
    }
    Arguments arguments = lookAt("town");
    const auto file = testFolder() / "stats.json";
    arguments.insert(arguments.end(), {"--validate", "--frames", "4", "--force-device-loss", "2", "--stats", file,
                                       "--script", script("all.jsonl", lines)});
    (void)shoot("picture", arguments);
    EXPECT_EQ(readJson(file).value("validation_messages", -1), 0);
}

TEST(Validation, HasNothingToSayAboutMediumQuality) {
    const auto file = testFolder() / "stats.json";
    (void)shoot("picture", {townFile(), "--quality", "medium", "--size", "160x90", "--view", "marina", "--validate",
                            "--frames", "3", "--stats", file});
    EXPECT_EQ(readJson(file).value("validation_messages", -1), 0);
}

TEST(Validation, HasNothingToSayAboutTheNight) {
    const auto file = testFolder() / "stats.json";
    (void)shoot("picture", {townFile(), "--quality", "low", "--size", "160x90", "--view", "rynek", "--hour", "23:00",
                            "--validate", "--stats", file});
    EXPECT_EQ(readJson(file).value("validation_messages", -1), 0);
}

}  // namespace
}  // namespace twin::test
