// The program on the software device: FIRST, one line of JSON, pictures that compare.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "scene/base/files.h"
#include "tools/bake/neutral/neutral.h"
#include "tools/bench/picture.h"
#include "tools/bench/ssim.h"

namespace twin::bench {
namespace {

namespace fs = std::filesystem;

// A folder for each test: ctest runs two of them at once.
fs::path out() {
    fs::path folder = fs::path{TWIN_TEST_OUTPUT_DIR} / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::create_directories(folder);
    return folder;
}

struct Ended {
    int code = -1;
    std::vector<std::string> lines;
};

Ended run(const std::string& arguments, const std::string& environment = {}) {
    const fs::path log = out() / "log.txt";
    const int status =
        std::system((environment + " '" TWIN_BIN_DIR "/twin-bench' " + arguments + " >'" + log.string() + "'").c_str());
    Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : -1, {}};
    std::ifstream in{log};
    for (std::string line; std::getline(in, line);) ended.lines.push_back(line);
    return ended;
}

std::string town(int copies = 1) {
    const fs::path path = out() / ("neutral-" + std::to_string(copies) + ".city");
    bake::Faults faults;
    const bake::NeutralTown read = bake::readNeutral(fs::path{TWIN_SOURCE_DIR} / "tests/bake/neutral", faults);
    const Result<std::vector<std::byte>> baked = bake::bakeNeutral(
        read, [](std::string_view, double) {}, copies);
    EXPECT_TRUE(baked && writeFileAtomically(path, std::span<const std::byte>{*baked}));
    return "'" + path.string() + "'";
}

TEST(BenchProgram, SaysFirstAndALineAndDrawsPicturesThatCompare) {
    const std::string common =
        town() + " --peer --size 320x180 --frames 3 --warmup 2 --validate --cache '" + (out() / "cache").string() + "'";
    const Ended fast = run(common + " --settle 3 --shot '" + (out() / "fast.png").string() + "'");
    ASSERT_EQ(fast.code, 0);
    ASSERT_EQ(fast.lines.size(), 2U);
    EXPECT_EQ(fast.lines[0], "FIRST");
    const nlohmann::json line = nlohmann::json::parse(fast.lines[1]);
    for (const char* key :
         {"median", "p95", "p99", "loadedMs", "firstFrameMs", "triangles", "draws", "bytes", "peakRssMiB"})
        EXPECT_GT(line.at(key).get<double>(), 0) << key;
    EXPECT_LE(line["loadedMs"], line["firstFrameMs"]);
    EXPECT_EQ(line.at("settlePictures"), 3);
    EXPECT_GT(line.at("settleMs").get<double>(), 2 * line.at("min").get<double>());
    EXPECT_LE(line["median"], line["p99"]);
    EXPECT_EQ(line["validationMessages"], 0);
    EXPECT_EQ(line["objectsMade"], 0) << "a steady frame makes no Vulkan object";
    EXPECT_TRUE(line["gpuMs"].contains("scene.trees"));

    const Ended full = run(common + " --lod off --shot '" + (out() / "full.png").string() + "'");
    ASSERT_EQ(full.code, 0);
    const Result<render::Image> a = readPng(out() / "fast.png"), b = readPng(out() / "full.png");
    ASSERT_TRUE(a && b);
    const Result<double> alike = structuralSimilarity(*a, *b);
    ASSERT_TRUE(alike);
    EXPECT_GT(*alike, 0.9);
}

// tools/bench/growth tells what size costs in time; what is drawn must not depend on it at all.
TEST(BenchProgram, ATownNineTimesAsLargeDrawsNoMore) {
    std::array<nlohmann::json, 2> lines;
    for (const int copies : {1, 9}) {
        // The copies lie to the south; from the southern arc the camera looks north.
        const Ended ended = run(town(copies) + " --peer --arc 250:290 --size 320x180 --frames 2 --warmup 1 --cache '" +
                                (out() / "cache").string() + "'");
        ASSERT_EQ(ended.code, 0);
        lines.at(copies == 1 ? 0 : 1) = nlohmann::json::parse(ended.lines.back());
    }
    for (const char* key : {"draws", "triangles", "treesDrawn"}) EXPECT_EQ(lines[0][key], lines[1][key]) << key;
    // Nor is more of it there: the views look away from the copies.
    EXPECT_EQ(lines[0]["drawsTested"], lines[1]["drawsTested"]);
    EXPECT_EQ(lines[0]["townBytes"], lines[1]["townBytes"]);
    EXPECT_GT(lines[1]["packBytes"], lines[0]["packBytes"]) << "copies share their geometry alone";
}

// What the default town may take of a computer without a graphics card, pictures and Mesa's own included: 300 MiB, whether
// its shaders are compiled at that start or not, in the view with the most triangles and on the way round the town.
TEST(BenchProgram, TheDefaultTownFitsIntoThreeHundredMebibytes) {
    const std::string kept = "'" + (out() / "kept").string() + "'";
    fs::remove_all(out() / "kept");  // so that the first run compiles
    const auto line = [&](const std::string& scene) {
        const Ended ended = run("'" TWIN_TOWN "' --size 1280x720 --cache " + kept + " --scene " + scene,  //
                                "MESA_SHADER_CACHE_DIR=" + kept);
        EXPECT_EQ(ended.code, 0) << scene;
        return ended.lines.empty() ? nlohmann::json{} : nlohmann::json::parse(ended.lines.back());
    };
    const nlohmann::json first = line("start --warmup 3 --frames 1");
    if (first.value("device", "").find("llvmpipe") == std::string::npos) GTEST_SKIP() << "not the software device";
    EXPECT_LT(first.at("peakRssMiB").get<double>(), 300) << "nothing compiled yet";
    for (const char* scene : {"start --warmup 3 --frames 1", "view:rynek --warmup 3 --frames 1", "orbit --frames 60"})
        EXPECT_LT(line(scene).at("peakRssMiB").get<double>(), 300) << scene;
}

TEST(BenchProgram, WrongArgumentsAndTownsExitWithTwo) {
    EXPECT_EQ(run("--shadow soft 2>/dev/null").code, 2);
    EXPECT_EQ(run("/nowhere.city --peer 2>/dev/null").code, 2);
    EXPECT_EQ(run(town() + " --scene moon 2>/dev/null").code, 2);
    EXPECT_EQ(run("--ssim /nowhere.png /nowhere.png 2>/dev/null").code, 2);
    EXPECT_EQ(run("--list").code, 0);
    EXPECT_EQ(run("--help").code, 0);
}

}  // namespace
}  // namespace twin::bench
