// Where people and vehicles stand, and what their meshes are like. No GPU.
#include <gtest/gtest.h>

#include <cmath>

#include "renderer/world/life.h"
#include "renderer/world/views.h"
#include "tests/renderer/tiny_town.h"

namespace twin::render {
namespace {

class LifePlaces : public ::testing::Test {
protected:
    void SetUp() override {
        bytes_ = test::tinyTown();
        Result<city::City> city = city::City::view(bytes_, "tiny town");
        ASSERT_TRUE(city) << city.error().what;
        city_ = std::make_unique<city::City>(std::move(*city));
    }
    std::vector<std::byte> bytes_;
    std::unique_ptr<city::City> city_;
};

std::size_t countOf(const LifeTable& table) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < kLifeKinds; ++i) sum += table.places(static_cast<LifeKind>(i)).size();
    return sum;
}

TEST_F(LifePlaces, CarsKeepToTheRightAndPeopleToTheSidewalk) {
    std::size_t cars = 0;
    std::size_t people = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        LifeTable table;
        table.place(*city_, 1, 1, seed);
        for (const LifePlace& car : table.places(LifeKind::Car)) {
            const bool east = std::sin(car.yawRad) > 0;
            EXPECT_NEAR(std::abs(std::sin(car.yawRad)), 1, 1e-4) << "along the road";
            EXPECT_NEAR(car.at.y, east ? 93.5F : 96.5F, 1e-3) << "right-hand traffic";
            ++cars;
        }
        for (const LifeKind kind : {LifeKind::Walker, LifeKind::Stander}) {
            for (const LifePlace& person : table.places(kind)) {
                EXPECT_GT(person.at.y, 98) << "on the carriageway, or where there is no sidewalk";
                EXPECT_LT(person.at.y, 100);
                ++people;
            }
        }
    }
    EXPECT_GT(cars, 20U);
    EXPECT_GT(people, 10U);
}

TEST_F(LifePlaces, FollowTheHourAndTheSeed) {
    std::size_t quiet = 0;
    std::size_t busy = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        LifeTable a;
        LifeTable b;
        a.place(*city_, 1, 1, seed);
        b.place(*city_, 1, 1, seed);
        ASSERT_EQ(countOf(a), countOf(b));
        for (std::size_t i = 0; i < a.places(LifeKind::Car).size(); ++i)
            EXPECT_EQ(a.places(LifeKind::Car)[i].at, b.places(LifeKind::Car)[i].at);
        busy += countOf(a);
        b.place(*city_, 0.2F, 0.2F, seed);
        quiet += countOf(b);
        b.place(*city_, 0, 0, seed);
        EXPECT_EQ(countOf(b), 0U);
    }
    EXPECT_GT(busy, 2 * quiet);
    EXPECT_GT(quiet, 0U);
}

TEST_F(LifePlaces, OnlyWhatIsNearAndSeenIsShown) {
    LifeTable table;
    table.place(*city_, 1, 1, 3);
    ASSERT_GT(countOf(table), 0U);
    std::array<shared::LifeInstance, 64> rows{};
    shared::FrameData frame{};
    setCamera(frame, {{128, 40, 225}, {128, 95, 220}, 0.8}, {320, 180});
    const LifeShown shown = table.select(frame, rows);
    EXPECT_TRUE(shown.any());
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < kLifeKinds; ++i) {
        EXPECT_EQ(shown.first[i], next);
        next += shown.count[i];
    }
    EXPECT_EQ(table.select(frame, std::span(rows).first(1)).count[0] <= 1, true) << "more than there is room for";
    setCamera(frame, {{128, 40, 225}, {128, -95, 220}, 0.8}, {320, 180});
    EXPECT_FALSE(table.select(frame, rows).any()) << "behind the camera";
    setCamera(frame, {{128, -3000, 225}, {128, 95, 220}, 0.8}, {320, 180});
    EXPECT_FALSE(table.select(frame, rows).any()) << "three kilometres away";
}

TEST(LifeMeshes, HaveTheirRealSizes) {
    const LifeMeshes meshes = makeLifeMeshes();
    struct Size {
        LifeKind kind;
        float lengthM, heightM;
    };
    for (const auto [kind, lengthM, heightM] :
         {Size{LifeKind::Car, 4.24F, 1.44F}, Size{LifeKind::Bus, 12, 3}, Size{LifeKind::Walker, 0.6F, 1.77F},
          Size{LifeKind::Stander, 0.3F, 1.77F}, Size{LifeKind::Bicycle, 1.72F, 1.87F}}) {
        const LifeMeshes::Range range = meshes.ranges[static_cast<std::size_t>(kind)];
        EXPECT_LT(range.indexCount / 3, 450U) << "low-poly";
        glm::vec3 low{1e9F};
        glm::vec3 high{-1e9F};
        for (std::uint32_t i = 0; i < range.indexCount; ++i) {
            const LifeVertex& v = meshes.vertices[meshes.indices[range.firstIndex + i]];
            low = glm::min(low, v.position);
            high = glm::max(high, v.position);
            EXPECT_NEAR(glm::length(v.normal), 1, 1e-4);
        }
        EXPECT_GT(low.z, -0.05F) << "sunk into the ground";
        EXPECT_LT(low.z, 0.1F) << "floats";
        EXPECT_NEAR(high.z, heightM, 0.06F);
        EXPECT_NEAR(high.y - low.y, lengthM, 0.25F);
    }
}

}  // namespace
}  // namespace twin::render
