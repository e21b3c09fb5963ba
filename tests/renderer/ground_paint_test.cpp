// The map of the ground: its levels, its crops, and which of its blocks a view may show.
#include "renderer/world/ground_paint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "renderer/world/noise.h"
#include "renderer/world/views.h"
#include "tests/renderer/tiny_town.h"

namespace twin::render {
namespace {

constexpr float kSummer = 170;

class GroundPaintTest : public ::testing::Test {
protected:
    static constexpr std::uint32_t kSide = 12;
    using Block = std::vector<GroundTexel>;

    [[nodiscard]] GroundPaint painter(float day = kSummer) const {
        GroundPaint made(*city_, coarseNoise(makeNoise()));
        made.setDay(day);
        return made;
    }
    [[nodiscard]] static Block paint(const GroundPaint& with, glm::uvec2 block) {
        Block texels(GroundPaint::kBlockTexels);
        with.paint(block, texels);
        return texels;
    }

    std::vector<std::byte> bytes_ = test::tinyTown(kSide);
    Result<city::City> city_ = city::City::view(bytes_, "tiny");
};

TEST_F(GroundPaintTest, ATexelIsSomeEightMetres) {
    ASSERT_TRUE(city_);
    // 193 samples of 16 m: 3088 m, 386 texels of 8 m.
    EXPECT_EQ(painter().size(), glm::uvec2(384));
    EXPECT_EQ(painter().blocks(), glm::uvec2(6));
}

TEST_F(GroundPaintTest, EachLevelIsTheMeanOfTheOneBefore) {
    ASSERT_TRUE(city_);
    const Block texels = paint(painter(), {2, 3});
    std::size_t from = 0;
    for (std::size_t side = GroundPaint::kBlock; side > 1; side /= 2) {
        const std::size_t next = from + side * side;
        for (std::size_t y = 0; y < side / 2; ++y) {
            for (std::size_t x = 0; x < side / 2; ++x) {
                const std::size_t at = from + 2 * y * side + 2 * x;
                for (std::size_t c = 0; c < 4; ++c) {
                    const double mean =
                        (texels[at][c] + texels[at + 1][c] + texels[at + side][c] + texels[at + side + 1][c]) / 4.0;
                    ASSERT_NEAR(texels[next + y * side / 2 + x][c], mean, 0.51);
                }
            }
        }
        from = next;
    }
    EXPECT_EQ(from + 1, texels.size());
}

TEST_F(GroundPaintTest, ABlockDoesNotDependOnWhatWasPaintedBefore) {
    ASSERT_TRUE(city_);
    const Block alone = paint(painter(), {4, 1});
    GroundPaint other = painter(30);
    (void)paint(other, {3, 1});
    (void)paint(other, {4, 1});
    EXPECT_NE(paint(other, {4, 1}), alone) << "the season is seen";
    other.setDay(kSummer);
    (void)paint(other, {5, 5});
    EXPECT_EQ(paint(other, {4, 1}), alone);
}

TEST_F(GroundPaintTest, BlocksBesideEachOtherMakeOnePicture) {
    ASSERT_TRUE(city_);
    const GroundPaint with = painter();
    constexpr std::uint32_t kBeside = 3;
    Block together(kBeside * GroundPaint::kBlockTexels);
    for (std::uint32_t i = 0; i < kBeside; ++i) with.paint({i + 1, 2}, together, kBeside, i);
    for (std::uint32_t i = 0; i < kBeside; ++i) {
        const Block alone = paint(with, {i + 1, 2});
        for (std::uint32_t level = 0; level < GroundPaint::kLevels; ++level) {
            const std::size_t side = GroundPaint::kBlock >> level;
            for (std::size_t texel = 0; texel < side * side; ++texel) {
                const std::size_t at = (texel / side * kBeside + i) * side + texel % side;
                ASSERT_EQ(together[GroundPaint::firstOf(level, kBeside) + at],
                          alone[GroundPaint::firstOf(level, 1) + texel]);
            }
        }
    }
}

TEST_F(GroundPaintTest, FieldsLieInStripsAndLawnsDoNot) {
    ASSERT_TRUE(city_);
    const auto colours = [&](city::CoverClass kind) {
        std::vector<GroundTexel> seen;
        const GroundPaint with = painter();
        const float texelM = 3088.0F / 384;
        for (std::uint32_t tile = 0; tile < kSide * kSide; ++tile) {
            if (test::coverOfTile(tile % kSide, tile / kSide) != kind) continue;
            const glm::vec2 middle = (glm::vec2(tile % kSide, tile / kSide) + 0.5F) * city::kTileM / texelM;
            const Block block = paint(with, glm::uvec2(middle) / GroundPaint::kBlock);
            const glm::uvec2 at = glm::uvec2(middle) % GroundPaint::kBlock;
            seen.push_back(block[std::size_t{at.y} * GroundPaint::kBlock + at.x]);
        }
        const auto [least, most] = std::minmax_element(seen.begin(), seen.end());
        return (*most)[0] - (*least)[0];
    };
    EXPECT_GT(colours(city::CoverClass::Field), 30) << "from beet to ripe grain";
    EXPECT_LT(colours(city::CoverClass::Lawn), 15);
    EXPECT_GT(colours(city::CoverClass::Lawn), 0) << "patches of other plants";
}

TEST_F(GroundPaintTest, MeadowsAreMownStripByStripInSummer) {
    ASSERT_TRUE(city_);
    // The mean step from texel to texel within meadows; winter has none but that of the plants.
    const auto steps = [&](float day) {
        const GroundPaint with = painter(day);
        constexpr float kTexelM = 3088.0F / 384;
        double sum = 0;
        int count = 0;
        for (std::uint32_t tile = 0; tile < kSide * kSide; ++tile) {
            if (test::coverOfTile(tile % kSide, tile / kSide) != city::CoverClass::Meadow) continue;
            const glm::uvec2 middle((glm::vec2(tile % kSide, tile / kSide) + 0.5F) * city::kTileM / kTexelM);
            const Block block = paint(with, middle / GroundPaint::kBlock);
            const glm::uvec2 at = middle % GroundPaint::kBlock;
            if (at.x < 8 || at.x + 8 >= GroundPaint::kBlock) continue;
            for (std::uint32_t x = at.x - 8; x < at.x + 8; ++x, ++count) {
                const std::size_t texel = std::size_t{at.y} * GroundPaint::kBlock + x;
                sum += std::abs(block[texel + 1][1] - block[texel][1]);
            }
        }
        EXPECT_GT(count, 60);
        return sum / std::max(count, 1);
    };
    EXPECT_GT(steps(220), 1.3 * steps(30));
    EXPECT_TRUE(groundColours(coarseNoise(makeNoise()), 220, 8).mown);
    EXPECT_FALSE(groundColours(coarseNoise(makeNoise()), 30, 8).mown);
}

TEST_F(GroundPaintTest, SoilIsDamperHereThanThere) {
    const std::vector<glm::vec3> tile = wateredTile(coarseNoise(makeNoise()));
    ASSERT_EQ(tile.size(), std::size_t{kDampTile} * kDampTile);
    const auto [least, most] = std::ranges::minmax_element(tile, {}, [](const glm::vec3& factor) { return factor.r; });
    EXPECT_LT(least->r, 0.87F);
    EXPECT_GT(most->r, 1.09F);
    // Smoothly, over the seam as well: no square is seen in the map.
    for (std::size_t i = 0; i < tile.size(); ++i) {
        const std::size_t row = i / kDampTile * kDampTile, next = row + (i + 1) % kDampTile;
        EXPECT_LT(std::abs(tile[i].r - tile[next].r), 0.08F) << i;
        EXPECT_LT(std::abs(tile[i].r - tile[(i + kDampTile) % tile.size()].r), 0.08F) << i;
    }
    EXPECT_TRUE(grows(city::CoverClass::Wetland));
    EXPECT_FALSE(grows(city::CoverClass::Sand));
}

TEST_F(GroundPaintTest, WhatAPixelMayShowIsInReach) {
    ASSERT_TRUE(city_);
    const GroundPaint with = painter();
    const glm::vec2 texelM = 3088.0F / glm::vec2(with.size());
    std::size_t tried = 0, hidden = 0;
    for (int i = 0; i < 40; ++i) {
        const double turn = i * 0.7, eyeX = 100 + 71.0 * i, eyeY = 2900 - 67.0 * i,
                     eyeZ = static_cast<double>(test::kGroundM) + 2 + 9 * i;
        shared::FrameData frame{};
        const CameraPose pose{{eyeX, eyeY, eyeZ}, {eyeX + 300 * std::cos(turn), eyeY + 300 * std::sin(turn), 200}, 0.7};
        constexpr glm::uvec2 kSize{64, 36};
        setCamera(frame, pose, kSize);
        const auto inReach = [&](glm::uvec2 block) {
            const GroundPaint::Box box = with.reach(block);
            const glm::vec3 eye = frame.eye + frame.eyeLow;
            return boxInView(frame, 0, box.low - eye, box.high - eye, 0);
        };
        for (std::uint32_t block = 0; block < 36; ++block) hidden += inReach({block % 6, block / 6}) ? 0 : 1;
        // Where the ground lies that each pixel shows, within the town and beyond it; at each level linear filtering takes
        // the four texels round it.
        for (std::uint32_t pixel = 0; pixel < kSize.x * kSize.y; ++pixel) {
            const glm::uvec2 at{pixel % kSize.x, pixel / kSize.x};
            const glm::dvec3 way = unproject(pose, kSize, at, 1e-3F) - pose.eye;
            if (way.z > -1e-3) continue;
            const glm::vec2 ground(pose.eye + way * ((test::kGroundM - pose.eye.z) / way.z));
            for (std::uint32_t level = 0; level < GroundPaint::kLevels; ++level) {
                const glm::vec2 place = ground / (texelM * static_cast<float>(1U << level));
                for (const glm::vec2 corner : {glm::vec2(-0.5F), glm::vec2(0.5F), glm::vec2(-0.5F, 0.5F)}) {
                    const glm::vec2 texel =
                        glm::clamp(glm::floor(place + corner), glm::vec2(0), glm::vec2(with.size() >> level) - 1.0F);
                    ASSERT_TRUE(inReach(glm::uvec2(texel) / (GroundPaint::kBlock >> level)))
                        << i << ": " << at.x << ", " << at.y << ", level " << level;
                    ++tried;
                }
            }
        }
    }
    EXPECT_GT(tried, 100000U);
    EXPECT_GT(hidden, 200U) << "or nothing was left out";
}

}  // namespace
}  // namespace twin::render
