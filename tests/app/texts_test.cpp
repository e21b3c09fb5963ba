#include "app/text/texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "app/text/format.h"
#include "scene/session/command.h"

namespace twin::app {
namespace {

Texts texts(std::string_view language) {
    Result<Texts> loaded = Texts::load(language);
    EXPECT_TRUE(loaded);
    return std::move(*loaded);
}

Day day(int year, unsigned month, unsigned d) { return dayOf({year, month, d}); }

TEST(Plurals, PolishFollowsCldr) {
    EXPECT_EQ(pluralOf("pl", 1), Plural::One);
    for (const int n : {2, 3, 4, 22, 34, 102, 1004}) EXPECT_EQ(pluralOf("pl", n), Plural::Few) << n;
    for (const int n : {0, 5, 11, 12, 13, 14, 21, 25, 100, 112, 1000}) EXPECT_EQ(pluralOf("pl", n), Plural::Many) << n;
}

TEST(Plurals, UkrainianTakesOneForEveryNumberThatEndsInOne) {
    for (const int n : {1, 21, 101, 1001}) EXPECT_EQ(pluralOf("uk", n), Plural::One) << n;
    for (const int n : {2, 3, 24, 103}) EXPECT_EQ(pluralOf("uk", n), Plural::Few) << n;
    for (const int n : {0, 5, 11, 12, 14, 111, 20}) EXPECT_EQ(pluralOf("uk", n), Plural::Many) << n;
}

TEST(Plurals, EnglishKnowsOneAndOther) {
    EXPECT_EQ(pluralOf("en", 1), Plural::One);
    for (const int n : {0, 2, 5, 11, 21}) EXPECT_EQ(pluralOf("en", n), Plural::Other) << n;
}

TEST(Fill, PutsValuesInTheirPlacesAndLeavesTheRest) {
    EXPECT_EQ(fill("{0} of {1}", {"2", "5"}), "2 of 5");
    EXPECT_EQ(fill("{1}{0}{1}", {"a", "b"}), "bab");
    EXPECT_EQ(fill("{2} {x} {", {"a"}), "{2} {x} {");
    EXPECT_EQ(fill("", {"a"}), "");
}

TEST(Fill, CutsABufferOnAWholeLetter) {
    std::array<char, 6> buffer{};
    EXPECT_STREQ(fillInto(buffer, "{0}", {"żółw"}), "żó");  // ż and ó take two bytes, ł would not fit
    EXPECT_STREQ(fillInto(buffer, "abcdefgh", {}), "abcde");
}

TEST(TextTable, AMissingKeyShowsItself) {
    const Texts pl = texts("pl");
    EXPECT_STREQ(pl.get("ui.no.such.key"), "ui.no.such.key");
    EXPECT_STREQ(pl.nameOf("ul. Urzędowska"), "ul. Urzędowska");
    EXPECT_EQ(pl.get("ui.no.such.key"), pl.get("ui.no.such.key"));  // one pointer, one allocation
}

TEST(TextTable, LooksUpJoinedKeys) {
    const Texts en = texts("en");
    EXPECT_STREQ(en.get("month.", "2", ".of"), "February");
    EXPECT_TRUE(en.has("stage.", "built", ".explain"));
    EXPECT_FALSE(en.has("stage.", "built", ".nothing"));
}

TEST(TextTable, RefusesWhatIsNoTable) {
    EXPECT_FALSE(Texts::parse("pl", "[1]"));
    EXPECT_FALSE(Texts::parse("pl", "{\"a\": 1}"));
    EXPECT_FALSE(Texts::parse("pl", "{"));
    EXPECT_FALSE(Texts::load("de"));
}

TEST(Dates, AreWrittenAsPeopleWriteThem) {
    EXPECT_EQ(monthYear(texts("pl"), day(2024, 6, 30)), "czerwiec 2024");
    EXPECT_EQ(monthYear(texts("en"), day(2024, 6, 30)), "June 2024");
    EXPECT_EQ(monthYear(texts("uk"), day(2024, 6, 30)), "червень 2024");
    EXPECT_EQ(fullDate(texts("pl"), day(2026, 2, 27)), "27 lutego 2026");
    EXPECT_EQ(hourText(7 * 60 + 5), "7:05");
}

TEST(Money, GroupsThousandsByLanguage) {
    EXPECT_EQ(money(texts("pl"), 7223067), "7\u00A0223\u00A0067 zł");
    EXPECT_EQ(money(texts("en"), 7223067), "PLN 7,223,067");
    EXPECT_EQ(money(texts("uk"), 1000.5), "1000,50 злотих");
}

TEST(Numbers, RoundAndKeepTheirSign) {
    EXPECT_EQ(number(texts("pl"), 42.66, 2), "42,66");
    EXPECT_EQ(number(texts("en"), -0.04, 1), "0.0");
    EXPECT_EQ(number(texts("en"), -12, 0), "−12");
    EXPECT_EQ(number(texts("en"), 12345.6, 1), "12,345.6");
    EXPECT_EQ(lengthText(texts("pl"), 1180), "1,18 km");
    EXPECT_EQ(lengthText(texts("pl"), 45), "45 m");
}

TEST(Names, BeginWithACapital) {
    EXPECT_EQ(capitalised("łąka"), "Łąka");
    EXPECT_EQ(capitalised("єдність"), "Єдність");
    EXPECT_EQ(capitalised("pier"), "Pier");
    EXPECT_EQ(capitalised(""), "");
}

TEST(Counting, TakesTheFormOfTheLanguage) {
    const Texts pl = texts("pl");
    EXPECT_NE(pl.count("tasks", 1), pl.count("tasks", 2));
    EXPECT_NE(pl.count("tasks", 2).substr(2), pl.count("tasks", 5).substr(2));
    EXPECT_EQ(texts("en").count("trees", 5), "5 trees");
}

TEST(TextFiles, HoldTheSameKeysInAllLanguages) {
    const std::vector<std::string_view> none;
    const Texts pl = texts("pl");
    const Texts en = texts("en");
    const Texts uk = texts("uk");
    EXPECT_EQ(pl.keys(), en.keys());
    EXPECT_EQ(pl.keys(), uk.keys());
}

/// Every key that stands in the program's source; those that end in a point are the beginning of built ones.
std::set<std::string> keysInSource() {
    const std::regex pattern{
        R"rx("((?:ui|error|proof|cli|format|month|unit|count|kind|layer|stage|basis|status|phase|command|language|date_basis|programme|money)\.[A-Za-z0-9._%-]*)")rx"};
    std::set<std::string> keys;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{std::string{TWIN_SOURCE_DIR} + "/app"}) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        std::ifstream file{entry.path()};
        std::stringstream text;
        text << file.rdbuf();
        const std::string source = text.str();
        for (std::sregex_iterator it{source.begin(), source.end(), pattern}, end; it != end; ++it)
            keys.insert((*it)[1]);
    }
    return keys;
}

TEST(TextFiles, HoldEveryKeyTheProgramAsksFor) {
    const Texts pl = texts("pl");
    const std::set<std::string> used = keysInSource();
    EXPECT_GT(used.size(), 150U);
    std::set<std::string> commands;  // "layer.set_visible" is no key but a command
    for (const session::CommandHelp& help : session::listCommands()) commands.insert(help.name);
    for (const std::string& key : used) {
        if (commands.contains(key)) continue;
        if (key.back() != '.') {
            EXPECT_TRUE(pl.has(key)) << key;
            continue;
        }
        const auto keys = pl.keys();
        EXPECT_TRUE(std::any_of(keys.begin(), keys.end(), [&](std::string_view known) {
            return known.starts_with(key);
        })) << key;
    }
}

TEST(TextFiles, KeepTheirPlacesForValuesInEveryLanguage) {
    const Texts pl = texts("pl");
    for (const std::string_view language : {"en", "uk"}) {
        const Texts other = texts(language);
        for (const std::string_view key : pl.keys()) {
            for (const char* place : {"{0}", "{1}", "{2}"}) {
                const bool here = std::string_view{pl.get(key)}.find(place) != std::string_view::npos;
                const bool there = std::string_view{other.get(key)}.find(place) != std::string_view::npos;
                EXPECT_EQ(here, there) << key << " " << language << " " << place;
            }
        }
    }
}

}  // namespace
}  // namespace twin::app
