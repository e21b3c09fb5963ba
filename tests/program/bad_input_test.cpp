// Bad input of every kind: one clear sentence on the standard error, the right exit code, no crash, no picture.
#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "scene/city/format.h"
#include "tests/program/picture.h"
#include "tests/program/twin.h"

namespace twin::test {
namespace {

namespace fs = std::filesystem;

Arguments withShot(Arguments arguments) {
    // Before the others: of an option given twice the last one counts.
    arguments.insert(arguments.begin(), {"--quality", "low", "--size", "160x90", "--shot", testFolder() / "never.png"});
    return arguments;
}

void expectRefused(const Arguments& arguments, const std::vector<std::string>& words, int code = 2,
                   const Environment& more = {}) {
    SCOPED_TRACE(testing::PrintToString(arguments));
    const Outcome outcome = twinWith(withShot(arguments), more);
    EXPECT_EQ(notRefused(outcome, code), "");
    for (const std::string& word : words)
        EXPECT_NE(outcome.err.find(word), std::string::npos) << '"' << word << "\" is not said: " << outcome.err;
    EXPECT_FALSE(fs::exists(testFolder() / "never.png")) << "a picture, although it was refused";
}

// --- the town ---------------------------------------------------------------------------------------------------------

TEST(BadTown, Missing) {
    expectRefused({"/nonexistent/town.city"}, {"/nonexistent/town.city"});
    expectRefused({"/nonexistent/town.city", "--lang", "en"}, {"/nonexistent/town.city", "twin-bake"});
}

TEST(BadTown, Folder) { expectRefused({testFolder()}, {testFolder()}); }

TEST(BadTown, Empty) {
    writeFile(testFolder() / "empty.city", "");
    expectRefused({testFolder() / "empty.city"}, {"empty.city"});
}

TEST(BadTown, SomethingElse) {
    writeFile(testFolder() / "note.city", std::string(5000, 'x'));
    expectRefused({testFolder() / "note.city", "--lang", "en"}, {"note.city"});
    expectRefused({TWIN_SOURCE_DIR "/README.md"}, {"README.md"});
    expectRefused({twinProgram()}, {"twin"});
}

TEST(BadTown, CutOff) {
    const fs::path file = testFolder() / "cut.city";
    const auto whole = fs::file_size(townFile());
    fs::copy_file(townFile(), file, fs::copy_options::overwrite_existing);
    // From long to short, so that one copy does.
    for (const std::uintmax_t length :
         {whole - 1, whole - 4096, whole / 2, std::uintmax_t{200}, std::uintmax_t{33}, std::uintmax_t{32},
          std::uintmax_t{31}, std::uintmax_t{9}, std::uintmax_t{8}, std::uintmax_t{3}}) {
        SCOPED_TRACE("cut to " + std::to_string(length) + " bytes");
        fs::resize_file(file, length);
        expectRefused({file, "--lang", "en"}, {"cut.city"});
    }
}

TEST(BadTown, LongerThanItSays) {
    const fs::path file = testFolder() / "long.city";
    fs::copy_file(townFile(), file, fs::copy_options::overwrite_existing);
    std::ofstream{file, std::ios::binary | std::ios::app} << "more";
    expectRefused({file}, {"long.city"});
}

/// A copy of the town whose bytes can be changed and changed back.
class Patched {
public:
    explicit Patched(const fs::path& file) {
        fs::copy_file(townFile(), file, fs::copy_options::overwrite_existing);
        descriptor_ = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    }
    Patched(const Patched&) = delete;
    Patched& operator=(const Patched&) = delete;
    ~Patched() { ::close(descriptor_); }
    void read(std::uint64_t at, void* to, std::size_t bytes) const {
        EXPECT_EQ(::pread(descriptor_, to, bytes, static_cast<off_t>(at)), static_cast<ssize_t>(bytes));
    }
    void write(std::uint64_t at, const void* from, std::size_t bytes) const {
        EXPECT_EQ(::pwrite(descriptor_, from, bytes, static_cast<off_t>(at)), static_cast<ssize_t>(bytes));
    }
    void flip(std::uint64_t at, unsigned bit) const {
        unsigned char byte = 0;
        read(at, &byte, 1);
        byte = static_cast<unsigned char>(byte ^ (1U << bit));
        write(at, &byte, 1);
    }

private:
    int descriptor_ = -1;
};

/// Of the sections that are read as they are seen; "" for the others.
std::string blockSection(city::SectionId id) {
    switch (id) {
        case city::SectionId::Draws: return "DRAW";
        case city::SectionId::Vertices: return "VERT";
        case city::SectionId::Indices: return "INDX";
        case city::SectionId::Trees: return "TREE";
        default: return {};
    }
}

TEST(BadTown, OneBitWrongAnywhereElse) {
    const fs::path file = testFolder() / "flipped.city";
    const Patched patched{file};
    city::PackHeader header;
    patched.read(0, &header, sizeof header);
    ASSERT_EQ(header.version, city::kVersion);
    std::vector<std::uint64_t> places{0, 7, 12, 16, 24, 33, 40, 48, 56};
    for (std::uint32_t i = 0; i < header.sectionCount; ++i) {
        city::PackSection section;
        patched.read(sizeof header + i * sizeof section, &section, sizeof section);
        if (!blockSection(section.id).empty()) continue;
        if (section.bytes > 0) places.push_back(section.offset + section.bytes / 2);
        if (i % 4 == 0 && section.bytes > 0) places.push_back(section.offset + section.bytes - 1);
    }
    for (const std::uint64_t place : places) {
        SCOPED_TRACE("bit at byte " + std::to_string(place));
        patched.flip(place, static_cast<unsigned>(place % 8));
        expectRefused({file, "--lang", "en"}, {"flipped.city"});
        patched.flip(place, static_cast<unsigned>(place % 8));
    }
    EXPECT_EQ(twinWith(withShot({file})).code, 0) << "put right again, it is a town";
}

// What no view needs is not read: a bit every so often, so that some of them are in view.
TEST(BadTown, BitsWrongInWhatIsReadAsItIsSeen) {
    const fs::path file = testFolder() / "flipped-blocks.city";
    const Patched patched{file};
    city::PackHeader header;
    patched.read(0, &header, sizeof header);
    int tried = 0;
    for (std::uint32_t i = 0; i < header.sectionCount; ++i) {
        city::PackSection section;
        patched.read(sizeof header + i * sizeof section, &section, sizeof section);
        const std::string name = blockSection(section.id);
        if (name.empty()) continue;
        SCOPED_TRACE(name);
        const auto flipSome = [&] {
            for (std::uint64_t at = 0; at < section.bytes; at += section.bytes / 2048 + 1)
                patched.flip(section.offset + at, 3);
        };
        flipSome();
        expectRefused({file, "--lang", "en"}, {"flipped-blocks.city", name});
        flipSome();
        ++tried;
    }
    EXPECT_EQ(tried, 4);
}

TEST(BadTown, OfANewerAndAnOlderProgram) {
    const fs::path file = testFolder() / "other.city";
    const Patched patched{file};
    for (const std::uint32_t version : {city::kVersion + 1, 4000000000U, 0U}) {
        patched.write(offsetof(city::PackHeader, version), &version, sizeof version);
        expectRefused({file, "--lang", "en"}, {"other.city", std::to_string(version), std::to_string(city::kVersion)});
    }
}

TEST(BadTown, IsRefusedByEveryOtherUseToo) {
    writeFile(testFolder() / "bad.city", "KRASNIK\n and nothing else");
    const std::string bad = testFolder() / "bad.city";
    for (const Arguments& arguments :
         {Arguments{bad, "--list", "views"}, Arguments{bad, "--list", "tasks"},
          Arguments{bad, "--replay", script("empty.journal", {R"({"journal":1,"city":"0"})"})}}) {
        EXPECT_EQ(notRefused(twinWith(arguments), 2), "") << testing::PrintToString(arguments);
    }
}

// --- words ------------------------------------------------------------------------------------------------------------

struct Words {
    const char* name;
    Arguments arguments;
    std::vector<std::string> said;
};

void PrintTo(const Words& words, std::ostream* out) { *out << words.name; }

class BadWords : public testing::TestWithParam<Words> {};

TEST_P(BadWords, AreRefusedInOneSentence) {
    Arguments arguments{townFile()};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    expectRefused(arguments, GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Options, BadWords,
    testing::Values(
        Words{"View", {"--view", "atlantis"}, {"atlantis", "rynek", "mosir"}},
        Words{"ViewInEnglish", {"--lang", "en", "--view", "atlantis"}, {"atlantis", "no view", "science-centre"}},
        Words{"Date", {"--date", "soon"}, {"soon"}}, Words{"DateMonth13", {"--date", "2027-13"}, {"2027-13"}},
        Words{"DateDay30February", {"--date", "2027-02-30"}, {"2027-02-30"}},
        Words{"DateTooEarly", {"--date", "1950-01"}, {"1950-01"}},
        Words{"DateTooLate", {"--date", "2400-01"}, {"2400-01"}}, Words{"Hour", {"--hour", "25:00"}, {"25:00"}},
        Words{"HourMinute", {"--hour", "12:60"}, {"12:60"}}, Words{"HourWord", {"--hour", "noon"}, {"noon"}},
        Words{"Language", {"--lang", "de"}, {"de", "pl", "en", "uk"}},
        Words{"Mode", {"--mode", "party"}, {"party", "meeting", "design", "kiosk"}},
        Words{"Quality", {"--quality", "best"}, {"best", "low", "medium", "high"}},
        Words{"Theme", {"--theme", "pink"}, {"pink", "light", "dark"}}, Words{"Size", {"--size", "big"}, {"big"}},
        Words{"SizeNothing", {"--size", "0x0"}, {"0x0"}}, Words{"SizeNegative", {"--size", "-100x100"}, {"-100x100"}},
        Words{"SizeHuge", {"--size", "99999x99999"}, {"99999x99999"}}, Words{"SizeHalf", {"--size", "100x"}, {"100x"}},
        Words{"List", {"--list", "cats"}, {"cats", "views", "devices"}},
        Words{"Frames", {"--frames", "0"}, {"--frames"}}, Words{"FramesWord", {"--frames", "many"}, {"many"}},
        Words{"Unknown", {"--shoot", "x.png"}, {"--shoot"}}, Words{"UnknownLetter", {"-q"}, {"-q"}},
        Words{"SecondTown", {"another.city"}, {"another.city"}},
        Words{"ModelWithoutPlace",
              {"--model", TWIN_SOURCE_DIR "/tests/import/files/good/house.obj"},
              {"house.obj", "--at"}},
        Words{"At", {"--model", TWIN_SOURCE_DIR "/tests/import/files/good/house.obj", "--at", "here"}, {"here"}},
        Words{"AtOneNumber",
              {"--model", TWIN_SOURCE_DIR "/tests/import/files/good/house.obj", "--at", "50.92"},
              {"50.92"}},
        Words{"AtNoNumber",
              {"--model", TWIN_SOURCE_DIR "/tests/import/files/good/house.obj", "--at", "nan,nan"},
              {"nan"}},
        Words{"AtElsewhere",
              {"--model", TWIN_SOURCE_DIR "/tests/import/files/good/house.obj", "--at", "52.23,21.01"},
              {"52.23"}},
        Words{"TextSize", {"--text-size", "900"}, {"900"}}),
    [](const auto& given) { return std::string{given.param.name}; });

TEST(BadWordsAlone, AValueIsMissing) {
    for (const char* option :
         {"--view", "--date", "--size", "--lang", "--script", "--replay", "--shot", "--at", "--frames"}) {
        const Outcome outcome = twinInTown({option});
        EXPECT_EQ(notRefused(outcome, 2), "") << option;
        EXPECT_NE(outcome.err.find(option), std::string::npos) << outcome.err;
    }
}

TEST(BadWordsAlone, AreSaidInThePersonsLanguage) {
    const std::string pl = twinInTown({"--view", "atlantis", "--lang", "pl", "--list", "views", "--size", "x"}).err;
    const std::string en = twinInTown({"--view", "atlantis", "--lang", "en", "--list", "views", "--size", "x"}).err;
    const std::string uk = twinInTown({"--view", "atlantis", "--lang", "uk", "--list", "views", "--size", "x"}).err;
    EXPECT_NE(pl, en);
    EXPECT_NE(en, uk);
    EXPECT_NE(pl, uk);
}

TEST(BadWordsAlone, AWindowWithoutADisplay) {
    const Outcome outcome = twinInTown({});
    EXPECT_EQ(notRefused(outcome, 2), "");
    EXPECT_NE(outcome.err.find("--shot"), std::string::npos) << outcome.err;
}

TEST(BadWordsAlone, ADisplayThatIsNotThere) { EXPECT_EQ(notRefused(twinInTown({}, {{"DISPLAY", ":63999"}}), 2), ""); }

TEST(BadWordsAlone, APictureThatCannotBeWritten) {
    const Outcome outcome = twinInTown({"--quality", "low", "--size", "160x90", "--shot", "/nonexistent/folder/a.png"});
    EXPECT_EQ(notRefused(outcome, 2), "");
    EXPECT_NE(outcome.err.find("/nonexistent/folder/a.png"), std::string::npos) << outcome.err;
}

TEST(BadWordsAlone, MeasurementsThatCannotBeWritten) {
    const Outcome outcome =
        twinInTown({"--quality", "low", "--size", "160x90", "--frames", "1", "--stats", "/nonexistent/folder/a.json"});
    EXPECT_EQ(notRefused(outcome, 2), "");
    EXPECT_NE(outcome.err.find("/nonexistent/folder/a.json"), std::string::npos) << outcome.err;
}

// --- models -----------------------------------------------------------------------------------------------------------

TEST(BadModel, MissingOrAFolder) {
    expectRefused({townFile(), "--model", "/nonexistent/house.glb", "--at", "50.92,22.22"}, {"/nonexistent/house.glb"});
    expectRefused({townFile(), "--model", testFolder(), "--at", "50.92,22.22"}, {testFolder()});
}

TEST(BadModel, Broken) {
    const fs::path folder = TWIN_SOURCE_DIR "/tests/import/files/broken";
    for (const char* name : {"cut_off.glb", "empty.obj", "not_step.ifc", "plan.dwg", "cut_off.fbx"}) {
        expectRefused({townFile(), "--model", folder / name, "--at", "50.92,22.22"}, {name});
    }
}

TEST(BadModel, OfAnUnknownKindIsSaidInThePersonsLanguage) {
    const fs::path plan = TWIN_SOURCE_DIR "/tests/import/files/broken/plan.dwg";
    for (const auto& [language, words] :
         {std::pair{"pl", "nie jest modelem"}, {"en", "not a model"}, {"uk", "не є моделлю"}})
        expectRefused({townFile(), "--lang", language, "--model", plan, "--at", "50.92,22.22"}, {"plan.dwg", words});
}

// --- too little memory ------------------------------------------------------------------------------------------------

TEST(TooLittleMemory, LowersTheQualityAndSaysSo) {
    for (const auto& [language, word] : {std::pair{"pl", "pamięci"}, {"en", "memory"}, {"uk", "пам’яті"}}) {
        SCOPED_TRACE(language);
        const fs::path file = testFolder() / "picture.png";
        const fs::path stats = testFolder() / "stats.json";
        const Outcome outcome = twinInTown({"--quality", "film", "--size", "1280x720", "--memory-budget", "200",
                                            "--lang", language, "--view", "rynek", "--shot", file, "--stats", stats});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        EXPECT_NE(outcome.err.find(word), std::string::npos) << outcome.err;
        EXPECT_TRUE(readPng(file));
        const nlohmann::json measured = readJson(stats);
        EXPECT_NE(measured.value("quality", "film"), "film");
        EXPECT_LE(measured.value("device_bytes", 1e12), 240.0 * 1024 * 1024);
        EXPECT_GT(measured.value("peak_rss_bytes", 0.0), measured.value("town_bytes", 1e12));
        fs::remove(file);
    }
}

TEST(TooLittleMemory, EvenForTheLowestQualityIsOneSentence) {
    for (const char* megabytes : {"1", "8", "24"}) {  // too little for the device, for the town, for the picture
        const Outcome outcome = twinInTown(
            {"--quality", "low", "--size", "1280x720", "--memory-budget", megabytes, "--shot", testFolder() / "a.png"});
        EXPECT_EQ(notRefused(outcome, 1), "") << megabytes;
        EXPECT_NE(outcome.err.find("pamięci"), std::string::npos) << outcome.err;
        EXPECT_EQ(outcome.err.find("VK_"), std::string::npos) << outcome.err;
        EXPECT_FALSE(fs::exists(testFolder() / "a.png"));
    }
}

// --- scripts ----------------------------------------------------------------------------------------------------------

TEST(BadScript, Missing) { expectRefused({townFile(), "--script", "/nonexistent/a.jsonl"}, {"/nonexistent/a.jsonl"}); }

TEST(BadScript, NamesTheLineAndKeepsTheEarlierOnes) {
    const std::vector<std::string> bad{R"({"do":"town.burn"})",
                                       "not json",
                                       R"({"do":"date.set"})",
                                       R"({"do":"date.set","date":"soon"})",
                                       R"({"do":"date.set","date":"1800-01"})",
                                       R"({"do":"camera.view","view":"atlantis"})",
                                       R"({"do":"select.task","task":"nothing"})",
                                       R"({"do":"hour.set","minutes":5000})",
                                       R"({"do":"language.set","language":"xx"})",
                                       R"({"do":"undo","x":1})",
                                       "\x01\xFF\xFE",
                                       R"({"do":"phase.set_visible","phase":"stage-9","visible":true})"};
    for (const std::string& line : bad) {
        SCOPED_TRACE(line);
        const std::string file =
            script("bad.jsonl", {"# a remark", R"({"do":"date.set","date":"2028-05"})",
                                 R"({"do":"hour.set","minutes":600})", line, R"({"do":"hour.set","minutes":700})"});
        const fs::path journal = testFolder() / "kept.journal";
        fs::remove(journal);
        expectRefused({townFile(), "--script", file, "--journal", journal}, {"bad.jsonl", "4"});
        const std::string kept = readFile(journal);
        EXPECT_NE(kept.find("2028-05"), std::string::npos) << "the lines before are lost";
        EXPECT_NE(kept.find("600"), std::string::npos) << "the lines before are lost";
        EXPECT_EQ(kept.find("700"), std::string::npos) << "a line after the bad one was carried out";
    }
}

TEST(BadScript, KeepsItsLanguage) {
    const std::string file = script("bad.jsonl", {"", R"({"do":"town.burn"})"});
    expectRefused({townFile(), "--lang", "en", "--script", file}, {"town.burn", "2", "date.set"});
}

// --- journals ---------------------------------------------------------------------------------------------------------

TEST(BadJournal, Missing) { EXPECT_EQ(notRefused(twinInTown({"--replay", "/nonexistent/a.journal"}), 2), ""); }

TEST(BadJournal, OfAnotherTownOrVersionOrNoneAtAll) {
    for (const char* line :
         {R"({"journal":1,"city":"0123456789abcdef","program":"x"})", R"({"journal":99,"city":"0"})"}) {
        EXPECT_EQ(notRefused(twinInTown({"--replay", script("other.journal", {line, R"({"do":"undo"})"})}), 2), "")
            << line;
    }
    EXPECT_EQ(notRefused(twinInTown({"--replay", script("none.journal", {"a letter to a friend"})}), 2), "");
}

TEST(BadJournal, CannotBeWritten) {
    expectRefused({townFile(), "--journal", "/nonexistent/folder/a.journal"}, {"/nonexistent/folder/a.journal"});
}

TEST(BadJournal, IsNeverWrittenOverSomethingElse) {
    const fs::path letter = testFolder() / "letter.txt";
    writeFile(letter, "Dear friend,\n");
    expectRefused({townFile(), "--journal", letter}, {"letter.txt"});
    EXPECT_EQ(readFile(letter), "Dear friend,\n");
}

// --- devices ----------------------------------------------------------------------------------------------------------

TEST(BadDevice, NoDriver) {
    const Environment none{
        {"VK_DRIVER_FILES", "/nonexistent"}, {"VK_ICD_FILENAMES", "/nonexistent"}, {"VK_ADD_DRIVER_FILES", ""}};
    expectRefused({townFile()}, {"Vulkan"}, 3, none);
    expectRefused({townFile(), "--lang", "en"}, {"Vulkan"}, 3, none);
}

TEST(BadDevice, LacksAFeature) {
    for (const char* feature : {"descriptorIndexing", "dynamicRendering", "synchronization2"}) {
        expectRefused({townFile(), "--lang", "en", "--refuse-feature", feature}, {feature}, 3);
    }
}

TEST(BadDevice, LosesNothingThatWasDoneBefore) {
    const fs::path journal = testFolder() / "before.journal";
    const std::string file = script("one.jsonl", {R"({"do":"date.set","date":"2028-05"})"});
    expectRefused({townFile(), "--script", file, "--journal", journal}, {"Vulkan"}, 3,
                  {{"VK_DRIVER_FILES", "/nonexistent"}, {"VK_ICD_FILENAMES", "/nonexistent"}});
    EXPECT_NE(readFile(journal).find("2028-05"), std::string::npos);
}

}  // namespace
}  // namespace twin::test
