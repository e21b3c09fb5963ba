#include "app/search/search.h"

#include <gtest/gtest.h>

#include "tests/scene/tiny_city.h"

namespace twin::app {
namespace {

TEST(Folding, DropsPolishMarksAndCase) {
    EXPECT_EQ(foldForSearch("Żytnia"), "zytnia");
    EXPECT_EQ(foldForSearch("ul. Urzędowska"), "ul urzedowska");
    EXPECT_EQ(foldForSearch("ŁÓDŹ śćńąęó"), "lodz scnaeo");
    EXPECT_EQ(foldForSearch("  Plac   Wolności  "), "plac wolnosci");
}

TEST(Folding, BringsUkrainianToLatin) { EXPECT_EQ(foldForSearch("Марина"), "marina"); }

class SearchIn : public ::testing::Test {
protected:
    SearchIn() {
        test::TinyCity source;
        const auto add = [&](const char* name, city::LabelKind kind) {
            source.labels.push_back({{10, 20, 205}, kind, source.text(name), 0xFFFFFFFFU, 0});
        };
        add("ul. Żytnia", city::LabelKind::Street);
        add("ul. Żytnia", city::LabelKind::Street);
        add("ul. Nadstawna", city::LabelKind::Street);
        add("Stawy", city::LabelKind::Water);
        town = std::make_unique<test::Town>(source);
        session = town->session();
        search.build(*session, *Texts::load("pl"));
    }
    std::unique_ptr<test::Town> town;
    std::unique_ptr<session::Session> session;
    Search search;
};

TEST_F(SearchIn, FindsWithoutPolishLetters) {
    const auto hits = search.find("zyt");
    ASSERT_EQ(hits.size(), 1U);  // the second label of the same street is the same hit
    EXPECT_EQ(hits[0].name, "ul. Żytnia");
    EXPECT_EQ(hits[0].kind, HitKind::Street);
}

TEST_F(SearchIn, PutsBeginningsOfWordsFirst) {
    const auto hits = search.find("staw");
    ASSERT_GE(hits.size(), 2U);
    EXPECT_EQ(hits[0].name, "Stawy");
}

TEST_F(SearchIn, FindsTasksByTheirId) {
    const auto hits = search.find("iv-pier");
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].kind, HitKind::Task);
}

TEST_F(SearchIn, FindsNothingForNothing) {
    EXPECT_TRUE(search.find("").empty());
    EXPECT_TRUE(search.find("  .,").empty());
    EXPECT_TRUE(search.find("qqqqq").empty());
}

}  // namespace
}  // namespace twin::app
