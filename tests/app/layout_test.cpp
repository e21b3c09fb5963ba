#include "app/ui/layout.h"

#include <gtest/gtest.h>

#include <array>

#include "app/ui/labels.h"

namespace twin::app {
namespace {

void expectWhole(const LayoutInput& in) {
    const Layout l = layoutOf(in);
    const std::array panels{std::pair{"top", l.top},   std::pair{"left", l.left},
                            std::pair{"card", l.card}, std::pair{"timeline", l.timeline},
                            std::pair{"pads", l.pads}, std::pair{"scale", l.scaleBar}};
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const auto& [name, rect] = panels[i];
        if (rect.empty()) continue;
        EXPECT_GE(rect.x, 0) << name << in.width << " " << in.scale;
        EXPECT_GE(rect.y, 0) << name << in.width << " " << in.scale;
        EXPECT_LE(rect.right(), in.width) << name << in.width << " " << in.scale;
        EXPECT_LE(rect.bottom(), in.height) << name << in.width << " " << in.scale;
        for (std::size_t k = i + 1; k < panels.size(); ++k) {
            EXPECT_FALSE(rect.overlaps(panels[k].second)) << name << " over " << panels[k].first << " at " << in.width
                                                          << "x" << in.height << " " << in.scale << in.cardOpen;
        }
    }
}

TEST(Layout, PanelsNeverOverlapNorLeaveTheWindow) {
    for (const auto& [w, h] :
         {std::pair{1280.0F, 720.0F}, {1920.0F, 1080.0F}, {1366.0F, 768.0F}, {2560.0F, 1440.0F}, {3840.0F, 2160.0F}}) {
        for (const float scale : {1.0F, 1.25F, 1.5F, 2.0F}) {
            for (const bool card : {false, true}) expectWhole({w, h, scale, card, false});
        }
    }
}

TEST(Layout, IsUsableAtTwiceTheTextSize) {
    const Layout l = layoutOf({1280, 720, 2, true, false});
    EXPECT_GE(l.left.height, 250);
    EXPECT_GE(l.card.height, 250);
    EXPECT_GE(l.pad, 32);
}

TEST(Layout, AKioskHasNoTree) { EXPECT_TRUE(layoutOf({1920, 1080, 1, false, true}).left.empty()); }

TEST(Labels, NeverTouchAndTheImportantComesFirst) {
    std::vector<LabelWish> wishes;
    for (std::uint32_t i = 0; i < 60; ++i)
        wishes.push_back({100.0F + static_cast<float>(i * 13), 200, 60, 16, static_cast<float>(i % 7), i});
    std::vector<Rect> taken;
    const std::size_t shown = placeLabels(wishes, taken, {0, 0, 1280, 720}, 40);
    EXPECT_GT(shown, 5U);
    EXPECT_EQ(wishes[0].priority, 6);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        for (std::size_t k = i + 1; k < taken.size(); ++k) EXPECT_FALSE(taken[i].overlaps(taken[k]));
    }
}

TEST(Labels, StayAwayFromPanelsAndEdges) {
    std::vector<LabelWish> wishes{{50, 100, 40, 10, 1, 0}, {5, 300, 40, 10, 1, 1}, {300, 300, 40, 10, 1, 2}};
    std::vector<Rect> taken{{0, 0, 200, 200}};
    ASSERT_EQ(placeLabels(wishes, taken, {0, 0, 1280, 720}, 40), 1U);
    EXPECT_EQ(wishes[0].index, 2U);
}

TEST(Labels, AreTheSameEveryTime) {
    const auto run = [] {
        std::vector<LabelWish> wishes;
        for (std::uint32_t i = 0; i < 30; ++i)
            wishes.push_back({400, 100 + static_cast<float>(i % 5) * 8, 90, 16, 2, 29 - i});
        std::vector<Rect> taken;
        const std::size_t shown = placeLabels(wishes, taken, {0, 0, 1280, 720}, 40);
        std::vector<std::uint32_t> order;
        for (std::size_t i = 0; i < shown; ++i) order.push_back(wishes[i].index);
        return order;
    };
    EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace twin::app
