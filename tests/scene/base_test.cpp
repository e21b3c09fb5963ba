#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "scene/base/date.h"
#include "scene/base/files.h"
#include "scene/base/hash.h"
#include "scene/base/result.h"
#include "tests/scene/tiny_city.h"

namespace twin {
namespace {

using test::errorOf;
namespace fs = std::filesystem;

TEST(Result, HoldsAValueOrAnError) {
    Result<int> good = 7;
    ASSERT_TRUE(good);
    EXPECT_EQ(*good, 7);
    const Result<int> bad = Error{Errc::BadData, "broken"};
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().what, "broken");
}

TEST(Result, ThrowsWhenNobodyLookedFirst) {
    const Result<int> bad = Error{Errc::NotFound, "no"};
    EXPECT_THROW((void)*bad, std::bad_variant_access);
}

TEST(Result, MovesItsValueOut) {
    Result<std::unique_ptr<int>> made = std::make_unique<int>(3);
    const std::unique_ptr<int> taken = *std::move(made);
    EXPECT_EQ(*taken, 3);
}

TEST(Result, ExitCodesFollowTheKindOfFailure) {
    EXPECT_EQ(exitCodeOf(Errc::BadArgument), 2);
    EXPECT_EQ(exitCodeOf(Errc::BadData), 2);
    EXPECT_EQ(exitCodeOf(Errc::NotFound), 2);
    EXPECT_EQ(exitCodeOf(Errc::Unsupported), 2);
    EXPECT_EQ(exitCodeOf(Errc::NoDevice), 3);
    EXPECT_EQ(exitCodeOf(Errc::Internal), 1);
    EXPECT_EQ(exitCodeOf(Errc::OutOfMemory), 1);
}

TEST(Date, CountsDaysFrom1970) {
    EXPECT_EQ(dayOf({1970, 1, 1}), 0);
    EXPECT_EQ(dayOf({2000, 3, 1}) - dayOf({2000, 2, 28}), 2);  // 2000 was a leap year
    EXPECT_EQ(dayOf({1900, 3, 1}) - dayOf({1900, 2, 28}), 1);  // 1900 was none
    EXPECT_EQ(dayOf({2030, 12, 31}), 22279);                   // date -d 2030-12-31 +%s, divided by 86400
}

TEST(Date, ComesBackFromItsDay) {
    for (Day day = dayOf({2023, 12, 1}); day < dayOf({2029, 2, 1}); ++day) {
        const CalendarDate date = calendarOf(day);
        ASSERT_EQ(dayOf(date), day);
        ASSERT_EQ(*parseDate(formatDate(day), MonthEdge::First), day);
    }
}

TEST(Date, AMonthMeansItsFirstOrItsLastDay) {
    EXPECT_EQ(formatDate(*parseDate("2028-02", MonthEdge::First)), "2028-02-01");
    EXPECT_EQ(formatDate(*parseDate("2028-02", MonthEdge::Last)), "2028-02-29");
    EXPECT_EQ(formatDate(*parseDate("2027-02", MonthEdge::Last)), "2027-02-28");
    EXPECT_EQ(formatDate(*parseDate("2030-12", MonthEdge::Last)), "2030-12-31");
    EXPECT_EQ(formatDate(*parseDate("2030-12-05", MonthEdge::Last)), "2030-12-05");
}

TEST(Date, RefusesWhatIsNoDateAndShowsTheSpelling) {
    for (const char* text :
         {"",        "2028",      "2028-13",  "2028-00",          "2028-2",   "2027-02-29", "2028-04-31",
          "2028/06", "2028-06-1", "28-06-01", "0999-01",          "3000-01",  "2028-06-00", "2028-0x",
          "-028-06", "2028--6",   "+028-06",  "2028-06-01T00:00", " 2028-06", "2028-06 ",   "tomorrow"}) {
        const Result<Day> day = parseDate(text, MonthEdge::First);
        EXPECT_FALSE(day) << text;
        EXPECT_NE(errorOf(day).find("write it like 2028-06"), std::string::npos) << text;
    }
}

TEST(Date, CutsALongWrongTextInItsError) {
    EXPECT_LT(errorOf(parseDate(std::string(100000, 'x'), MonthEdge::First)).size(), 200U);
}

class Files : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path{TWIN_TEST_OUTPUT_DIR} / testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    fs::path folder_;
};

TEST_F(Files, ReadsBackWhatWasWritten) {
    const std::string text{"Kra\xC5\x9Bnik\0\n2030", 14};
    ASSERT_TRUE(writeFileAtomically(folder_ / "a", text));
    const Result<std::string> back = readTextFile(folder_ / "a");
    ASSERT_TRUE(back) << errorOf(back);
    EXPECT_EQ(*back, text);
}

TEST_F(Files, AMissingFileIsNamed) {
    const Result<std::string> text = readTextFile(folder_ / "nothing.json");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, Errc::NotFound);
    EXPECT_NE(text.error().what.find("nothing.json"), std::string::npos);
    EXPECT_EQ(MappedFile::open(folder_ / "nothing.json").error().code, Errc::NotFound);
}

TEST_F(Files, AFolderIsNoFile) {
    EXPECT_NE(errorOf(readTextFile(folder_)).find("is not a file"), std::string::npos);
    EXPECT_NE(errorOf(MappedFile::open(folder_)).find("is not a file"), std::string::npos);
}

TEST_F(Files, ReadingStopsAtTheLimit) {
    ASSERT_TRUE(writeFileAtomically(folder_ / "big", std::string(1001, 'x')));
    EXPECT_TRUE(readTextFile(folder_ / "big", 1001));
    EXPECT_NE(errorOf(readTextFile(folder_ / "big", 1000)).find("the limit is 1000"), std::string::npos);
}

TEST_F(Files, WritingReplacesWholeAndLeavesNothingBeside) {
    ASSERT_TRUE(writeFileAtomically(folder_ / "a", std::string_view{"old and long"}));
    ASSERT_TRUE(writeFileAtomically(folder_ / "a", std::string_view{"new"}));
    EXPECT_EQ(*readTextFile(folder_ / "a"), "new");
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}), 1);
}

TEST_F(Files, AFailedWriteKeepsTheOldAndCleansUp) {
    fs::create_directories(folder_ / "target" / "inside");  // a folder that is not empty cannot be renamed over
    EXPECT_FALSE(writeFileAtomically(folder_ / "target", std::string_view{"x"}));
    EXPECT_TRUE(fs::is_directory(folder_ / "target" / "inside"));
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}), 1);
    EXPECT_FALSE(writeFileAtomically(folder_ / "no" / "such" / "folder", std::string_view{"x"}));
}

TEST_F(Files, AMappingShowsTheBytesAndSurvivesAMove) {
    ASSERT_TRUE(writeFileAtomically(folder_ / "a", std::string_view{"abc"}));
    Result<MappedFile> opened = MappedFile::open(folder_ / "a");
    ASSERT_TRUE(opened);
    MappedFile moved = std::move(*opened);
    ASSERT_EQ(moved.bytes().size(), 3U);
    EXPECT_EQ(moved.bytes()[1], std::byte{'b'});
    ASSERT_TRUE(writeFileAtomically(folder_ / "empty", std::string_view{}));
    EXPECT_TRUE(MappedFile::open(folder_ / "empty")->bytes().empty());
}

TEST(Hash, IsStable) {
    // Published values of XXH3_64bits: of nothing, and with a seed it differs.
    EXPECT_EQ(hash64(std::string_view{}), 0x2D06800538D394C2ULL);
    EXPECT_NE(hash64("pier", 1), hash64("pier"));
    EXPECT_EQ(hash64("pier"), hash64(std::string{"pier"}));
    EXPECT_NE(hash64("pier"), hash64("pies"));
}

}  // namespace
}  // namespace twin
