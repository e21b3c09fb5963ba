#include <gtest/gtest.h>

#include "app/cli/options.h"

namespace twin::app {
namespace {

class CommandLine : public ::testing::Test {
protected:
    [[nodiscard]] Result<Options> parse(std::vector<std::string> words) const {
        return parseOptions(words, *Texts::load("en"));
    }
    [[nodiscard]] std::string error(std::vector<std::string> words) const {
        const Result<Options> options = parse(std::move(words));
        if (options) return {};
        EXPECT_EQ(exitCodeOf(options.error().code), 2);
        return options.error().what;
    }
};

TEST_F(CommandLine, HasDefaults) {
    const Result<Options> options = parse({});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->language, "pl");
    EXPECT_EQ(options->mode, Mode::Meeting);
    EXPECT_EQ(options->widthPx, 1280U);
    EXPECT_FALSE(options->frames);
}

TEST_F(CommandLine, ReadsEveryOptionOfTheIssue) {
    const Result<Options> o = parse({"a.city",
                                     "--mode",
                                     "kiosk",
                                     "--lang",
                                     "uk",
                                     "--size",
                                     "640x360",
                                     "--date",
                                     "2030-12",
                                     "--hour",
                                     "14:30",
                                     "--view",
                                     "marina",
                                     "--quality",
                                     "low",
                                     "--model",
                                     "x.glb",
                                     "--at",
                                     "50.9444,22.1859,90",
                                     "--script",
                                     "s",
                                     "--replay",
                                     "r",
                                     "--journal",
                                     "j",
                                     "--shot",
                                     "p.png",
                                     "--no-ui",
                                     "--frames",
                                     "3",
                                     "--stats",
                                     "t.json",
                                     "--validate",
                                     "--recover"});
    ASSERT_TRUE(o);
    EXPECT_EQ(o->city, "a.city");
    EXPECT_EQ(o->mode, Mode::Kiosk);
    EXPECT_EQ(o->language, "uk");
    EXPECT_EQ(o->widthPx, 640U);
    EXPECT_EQ(o->heightPx, 360U);
    EXPECT_EQ(o->minutes, 870);
    EXPECT_DOUBLE_EQ(o->at->latDeg, 50.9444);
    EXPECT_DOUBLE_EQ(o->at->headingDeg, 90);
    EXPECT_EQ(o->frames, 3);
    EXPECT_TRUE(o->noUi && o->validate && o->recover);
}

TEST_F(CommandLine, TakesTheCamera) {
    const Result<Options> options = parse({"--focal", "24", "--eye-height", "1.7", "--two-point"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->focalMm, 24);
    EXPECT_EQ(options->eyeHeightM, 1.7);
    EXPECT_TRUE(options->twoPoint);
    EXPECT_NE(error({"--focal", "3"}).find("--focal"), std::string::npos);
    EXPECT_NE(error({"--eye-height", "low"}).find("--eye-height"), std::string::npos);
}

TEST_F(CommandLine, TakesALargePicture) {
    const Result<Options> options =
        parse({"--shot", "x.png", "--shot-size", "16384x9216", "--samples", "16", "--f-number", "2.8"});
    ASSERT_TRUE(options);
    ASSERT_TRUE(options->still);
    EXPECT_EQ(options->still->widthPx, 16384U);
    EXPECT_EQ(options->still->heightPx, 9216U);
    EXPECT_EQ(options->still->samples, 16U);
    EXPECT_DOUBLE_EQ(options->still->fNumber, 2.8);
    EXPECT_FALSE(parse({"--shot", "x.png"})->still);
    EXPECT_NE(error({"--shot-size", "20000x20000"}).find("20000x20000"), std::string::npos);
    EXPECT_NE(error({"--samples", "0"}).find("--samples"), std::string::npos);
}

TEST_F(CommandLine, TakesValuesAfterAnEqualsSign) {
    const Result<Options> options = parse({"--view=rynek", "--shot=x.png"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->view, "rynek");
    EXPECT_EQ(options->shot, "x.png");
}

TEST_F(CommandLine, TheLastOfTwoCounts) {
    const Result<Options> options = parse({"--view", "a", "--view", "b"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->view, "b");
}

TEST_F(CommandLine, NamesAnUnknownOption) { EXPECT_NE(error({"--speed", "9"}).find("--speed"), std::string::npos); }
TEST_F(CommandLine, NamesAnOptionWithoutItsValue) { EXPECT_NE(error({"--view"}).find("--view"), std::string::npos); }
TEST_F(CommandLine, ListsTheModes) {
    EXPECT_NE(error({"--mode", "tv"}).find("meeting, design, kiosk"), std::string::npos);
}
TEST_F(CommandLine, ListsTheLanguages) { EXPECT_NE(error({"--lang", "de"}).find("pl, en, uk"), std::string::npos); }
TEST_F(CommandLine, ListsTheQualities) {
    EXPECT_EQ(parse({"--quality", "film"})->quality, "film");
    for (const auto& [alias, name] : {std::pair{"software", "low"}, {"integrated", "medium"}, {"desktop", "high"}})
        EXPECT_EQ(parse({"--quality", alias})->quality, name);
    EXPECT_NE(error({"--quality", "best"}).find("low, medium, high, film, auto"), std::string::npos);
}
TEST_F(CommandLine, ListsWhatItCanList) {
    EXPECT_NE(error({"--list", "streets"}).find("views, phases, tasks, commands, devices"), std::string::npos);
}
TEST_F(CommandLine, RefusesBadDates) {
    for (const char* date : {"2030", "2030-13", "yesterday", "2030-02-30"}) {
        EXPECT_NE(error({"--date", date}).find(date), std::string::npos) << date;
    }
}
TEST_F(CommandLine, RefusesBadHours) {
    for (const char* hour : {"24:00", "7", "7:5", "7:60", "x:00", "-1:00"})
        EXPECT_FALSE(error({"--hour=" + std::string{hour}}).empty()) << hour;
}
TEST_F(CommandLine, RefusesBadSizes) {
    for (const char* size : {"1280", "0x0", "1280x", "axb", "100000x5", "-5x5"})
        EXPECT_FALSE(error({"--size=" + std::string{size}}).empty()) << size;
}
TEST_F(CommandLine, RefusesBadPlaces) {
    for (const char* at : {"50.9", "50.9,", "91,22", "50.9,22.1,400", "50.9,22.1,3,4", "nan,22"})
        EXPECT_FALSE(error({"--model", "m", "--at=" + std::string{at}}).empty()) << at;
}
TEST_F(CommandLine, AModelNeedsAPlace) { EXPECT_NE(error({"--model", "m.glb"}).find("m.glb"), std::string::npos); }
TEST_F(CommandLine, RefusesBadFrames) {
    for (const char* frames : {"0", "-1", "many", "1.5"})
        EXPECT_FALSE(error({"--frames=" + std::string{frames}}).empty()) << frames;
}

TEST_F(CommandLine, ErrorsComeInTheLanguageAskedFor) {
    EXPECT_EQ(languageOf({"--lang", "uk", "--mode", "x"}), "uk");
    EXPECT_EQ(languageOf({"--lang=en"}), "en");
    EXPECT_EQ(languageOf({"--lang", "xx"}), "pl");
    EXPECT_EQ(languageOf({}), "pl");
    const Result<Options> polish = parseOptions({"--mode", "x"}, *Texts::load("pl"));
    ASSERT_FALSE(polish);
    EXPECT_NE(polish.error().what.find("Nie ma trybu"), std::string::npos);
}

TEST_F(CommandLine, HelpNamesEveryOption) {
    for (const std::string_view language : Texts::languages()) {
        const std::string help = helpText(*Texts::load(language));
        for (const char* option :
             {"--mode",      "--lang",      "--size",     "--date",    "--hour",    "--view",  "--quality",
              "--model",     "--at",        "--script",   "--replay",  "--journal", "--shot",  "--no-ui",
              "--frames",    "--stats",     "--validate", "--list",    "--recover", "--focal", "--eye-height",
              "--two-point", "--shot-size", "--samples",  "--f-number"}) {
            EXPECT_NE(help.find(option), std::string::npos) << option;
        }
    }
}

}  // namespace
}  // namespace twin::app
