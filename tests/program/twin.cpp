#include "tests/program/twin.h"

#include <cstdlib>

namespace twin::test {
namespace fs = std::filesystem;

namespace {

std::string softwareDriver() {
    if (const char* given = std::getenv("VK_DRIVER_FILES"); given != nullptr && *given != 0) return given;
    for (const char* file : {"/usr/share/vulkan/icd.d/lvp_icd.json", "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json",
                             "/usr/share/vulkan/icd.d/lvp_icd.aarch64.json"}) {
        if (fs::exists(file)) return file;
    }
    return {};
}

Arguments joined(Arguments first, const Arguments& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace

std::string twinProgram() { return TWIN_BIN_DIR "/twin"; }
std::string townFile() { return TWIN_TOWN; }

Environment ownHome() {
    const fs::path home = testFolder() / "home";
    fs::create_directories(home / "Pictures");
    const fs::path cache = fs::path{TWIN_TEST_OUTPUT_DIR} / "cache";
    fs::create_directories(cache);
    Environment all{{"HOME", home},
                    {"XDG_STATE_HOME", home / "state"},
                    {"XDG_CONFIG_HOME", home / "config"},
                    {"XDG_CACHE_HOME", cache},
                    {"XDG_PICTURES_DIR", home / "Pictures"},
                    {"XDG_RUNTIME_DIR", home},
                    {"DISPLAY", ""},
                    {"WAYLAND_DISPLAY", ""}};
    if (const std::string driver = softwareDriver(); !driver.empty()) all.emplace_back("VK_DRIVER_FILES", driver);
    return all;
}

fs::path recoveryFolderOfTest() { return testFolder() / "home/state/krasnik-twin"; }

Outcome twinWith(const Arguments& arguments, const Environment& more) {
    Environment environment = ownHome();
    for (const auto& change : more) {
        std::erase_if(environment, [&](const auto& known) { return known.first == change.first; });
        environment.push_back(change);
    }
    Outcome outcome = runProgram(twinProgram(), arguments, environment, Seconds{100});
    EXPECT_FALSE(outcome.timedOut) << "no end after 100 s: " << testing::PrintToString(arguments);
    EXPECT_EQ(outcome.signal, 0) << "crashed: " << testing::PrintToString(arguments) << "\n" << outcome.err;
    return outcome;
}

Outcome twinInTown(Arguments arguments, const Environment& more) {
    return twinWith(joined({townFile()}, arguments), more);
}

Arguments lookAt(const std::string& view) {
    return {townFile(), "--quality", "low", "--size", "320x180", "--hour", "12:00", "--view", view};
}

Picture shoot(const std::string& name, Arguments arguments, const Environment& more) {
    const fs::path file = testFolder() / (name + ".png");
    arguments = joined(std::move(arguments), {"--shot", file});
    const Outcome outcome = twinWith(arguments, more);
    EXPECT_EQ(outcome.code, 0) << testing::PrintToString(arguments) << "\n" << outcome.err;
    std::optional<Picture> picture = readPng(file);
    EXPECT_TRUE(picture) << "no picture at " << file;
    return picture ? *picture : Picture{};
}

nlohmann::json readJson(const fs::path& path) {
    nlohmann::json json = nlohmann::json::parse(readFile(path), nullptr, false);
    return json.is_object() ? json : nlohmann::json::object();
}

std::string notRefused(const Outcome& outcome, int code) {
    if (outcome.code != code)
        return "exit code " + std::to_string(outcome.code) + " instead of " + std::to_string(code) + ": " + outcome.err;
    if (!outcome.out.empty()) return "refused, yet on the standard output: " + outcome.out;
    const std::vector<std::string> lines = linesOf(outcome.err);
    if (lines.size() != 1) return std::to_string(lines.size()) + " lines instead of one: " + outcome.err;
    if (!outcome.err.ends_with('\n')) return "the line has no end: " + outcome.err;
    const std::string& line = lines.front();
    if (line.size() < 15 || line.size() > 1500) return "no sentence: " + line;
    if (!line.ends_with('.') && !line.ends_with(')')) return "the sentence has no end: " + line;
    for (const char* never : {"terminate", "std::", "nlohmann", "exception", "assert", "(nil)", "{0}", "{1}"}) {
        if (line.find(never) != std::string::npos) return "not for people (\"" + std::string{never} + "\"): " + line;
    }
    return {};
}

std::string script(const std::string& name, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    const fs::path file = testFolder() / name;
    writeFile(file, text);
    return file;
}

std::string blockModel(double sideM, double heightM) {
    const std::string s = std::to_string(sideM / 2), h = std::to_string(heightM);
    const fs::path folder = testFolder();
    writeFile(folder / "block.mtl", "newmtl red\nKd 0.9 0.05 0.05\n");
    // Y is up, as in most OBJ files.
    writeFile(folder / "block.obj",
              "mtllib block.mtl\nusemtl red\n"
              "v -" +
                  s + " 0 -" + s + "\nv " + s + " 0 -" + s + "\nv " + s + " 0 " + s + "\nv -" + s + " 0 " + s +
                  "\n"
                  "v -" +
                  s + " " + h + " -" + s + "\nv " + s + " " + h + " -" + s + "\nv " + s + " " + h + " " + s + "\nv -" +
                  s + " " + h + " " + s +
                  "\n"
                  "f 1 2 3 4\nf 8 7 6 5\nf 5 6 2 1\nf 6 7 3 2\nf 7 8 4 3\nf 8 5 1 4\n");
    return folder / "block.obj";
}

}  // namespace twin::test
