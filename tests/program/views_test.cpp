// Each view of the town, today and in 2030: a picture that shows something, and what is planned makes a difference.
#include <algorithm>

#include "tests/program/twin.h"

namespace twin::test {
namespace {

std::string nameOf(std::string view) {
    std::replace(view.begin(), view.end(), '-', '_');
    return view;
}

class View : public testing::TestWithParam<std::string> {};

TEST_P(View, ShowsTodayAnd2030) {
    for (const char* date : {"2024-06", "2030-12"}) {
        Arguments arguments = lookAt(GetParam());
        arguments.insert(arguments.end(), {"--date", date, "--no-ui"});
        const Picture picture = shoot(date, arguments);
        ASSERT_EQ(picture.width, 320);
        ASSERT_EQ(picture.height, 180);
        const Brightness whole = brightnessOf(picture);
        EXPECT_GT(whole.mean, 45) << "too dark for noon";
        EXPECT_LT(whole.mean, 225) << "burnt out";
        EXPECT_GT(whole.spread, 12) << "one grey";
        EXPECT_GT(whole.colours, 24) << "hardly a colour";
        const Brightness foot = brightnessOf(picture.cut({0, 90, 320, 90}));
        EXPECT_GT(foot.spread, 5) << "nothing on the ground";
        EXPECT_GT(foot.colours, 12) << "nothing on the ground";
    }
}

INSTANTIATE_TEST_SUITE_P(Town, View,
                         testing::Values<std::string>("town", "rynek", "castle-hill", "reservoir", "marina", "piers",
                                                      "graduation-tower", "science-centre", "factory-district",
                                                      "urzedowska", "station", "mosir"),
                         [](const auto& given) { return nameOf(given.param); });

class PlannedPlace : public testing::TestWithParam<std::string> {};

// The months are neighbours, so that leaves and snow do not make the difference: 2024-06 and 2030-06 stand alike in the year.
TEST_P(PlannedPlace, LooksDifferentOnceItIsBuilt) {
    Arguments today = lookAt(GetParam()), later = today;
    today.insert(today.end(), {"--date", "2024-06", "--no-ui"});
    later.insert(later.end(), {"--date", "2030-06", "--no-ui"});
    const Picture before = shoot("before", today), after = shoot("after", later);
    EXPECT_GT(shareDiffering(before, after, 12), 0.02);
}

INSTANTIATE_TEST_SUITE_P(Town, PlannedPlace,
                         testing::Values<std::string>("marina", "graduation-tower", "science-centre", "piers"),
                         [](const auto& given) { return nameOf(given.param); });

TEST(Views, DifferFromEachOther) {
    Arguments town = lookAt("town"), rynek = lookAt("rynek");
    for (Arguments* arguments : {&town, &rynek}) arguments->emplace_back("--no-ui");
    EXPECT_GT(shareDiffering(shoot("town", town), shoot("rynek", rynek)), 0.3);
}

TEST(Views, NumberAndNamesAreListed) {
    const Outcome outcome = twinInTown({"--list", "views"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    for (const char* view : {"town", "rynek", "castle-hill", "reservoir", "marina", "piers", "graduation-tower",
                             "science-centre", "factory-district", "urzedowska", "station", "mosir"}) {
        EXPECT_NE(outcome.out.find(view), std::string::npos) << view;
    }
    EXPECT_GE(linesOf(outcome.out).size(), 12U);
}

}  // namespace
}  // namespace twin::test
