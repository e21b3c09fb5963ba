// Houses that their tile shows in one from afar look the same, are picked one by one, and one of them can be marked.
#include "tests/renderer/picture.h"

namespace twin::test {
namespace {

constexpr float kFromNear = 10, kFromFar = 5000;  // the usual view is some 90 m away

class MembersTest : public PictureTest {
protected:
    void SetUp() override {}
    void startWith(float togetherFromM, Quality quality, std::uint64_t townBudgetBytes = 1U << 30U) {
        CreateInfo info = usual();
        info.quality = quality;
        info.townBudgetBytes = townBudgetBytes;
        start(info, tinyTown(1, togetherFromM));
    }
    std::uint32_t pickAt(glm::dvec3 point) {
        FrameInput input = usualView();
        const Area area = around(input, point, 1);
        input.pick = glm::uvec2(area.x + area.width / 2, area.y + area.height / 2);
        (void)draw(input);
        const auto picked = renderer().picked();
        return picked ? picked->element : 12345;
    }
};

TEST_F(MembersTest, TheTileLooksAsItsHousesDo) {
    for (const Quality quality : {Quality::Low, Quality::Medium}) {
        startWith(kFromFar, quality);
        const Image alone = draw(usualView());
        startWith(kFromNear, quality);
        const Image together = draw(usualView());
        EXPECT_EQ(shareDifferent(alone, together), 0);
        FrameInput all = usualView();
        all.culling = false;
        EXPECT_EQ(shareDifferent(together, draw(all)), 0) << "culling or not";
        all = usualView();
        all.layers &= ~(1U << static_cast<unsigned>(city::Layer::Buildings));
        EXPECT_GT(shareDifferent(together, draw(all)), 0.005) << "the layer hides them";
        startWith(kFromNear, quality, 1);
        EXPECT_EQ(shareDifferent(together, draw(usualView())), 0) << "with as little there as can be";
    }
}

TEST_F(MembersTest, EachIsPickedByItself) {
    startWith(kFromNear, Quality::Low);
    EXPECT_EQ(pickAt({128, 114, kGroundM + 4}), kHouse);
    EXPECT_EQ(pickAt({128, 120, kGroundM + 8}), kHouse) << "its roof";
    EXPECT_EQ(pickAt({100, 116, kGroundM + 2}), kShed);
    EXPECT_EQ(pickAt({110, 100, kGroundM}), kGround);
}

TEST_F(MembersTest, OneThatIsMarkedHasItsOutline) {
    for (const Quality quality : {Quality::Low, Quality::Medium}) {
        startWith(kFromFar, quality);
        const Image plain = draw(usualView());
        setStage(kHouse, Stage::Existing, 0, 0, city::kHovered);
        const Image alone = draw(usualView());
        EXPECT_GT(shareDifferent(plain, alone), 0.0005);
        startWith(kFromNear, quality);
        setStage(kHouse, Stage::Existing, 0, 0, city::kHovered);
        EXPECT_EQ(shareDifferent(alone, draw(usualView())), 0);
        setStage(kHouse, Stage::Existing);
        EXPECT_EQ(shareDifferent(plain, draw(usualView())), 0);
    }
}

}  // namespace
}  // namespace twin::test
