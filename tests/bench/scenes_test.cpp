// The peers' orbit as the pack says it, and what the options change.
#include "tools/bench/scenes.h"

#include <gtest/gtest.h>

#include "tools/bake/neutral/neutral.h"

namespace twin::bench {
namespace {

class PeerScene : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        bake::Faults faults;
        const bake::NeutralTown town =
            bake::readNeutral(std::filesystem::path{TWIN_SOURCE_DIR} / "tests/bake/neutral", faults);
        ASSERT_FALSE(faults.any());
        Result<std::vector<std::byte>> baked = bake::bakeNeutral(town, [](std::string_view, double) {});
        ASSERT_TRUE(baked);
        bytes() = std::move(*baked);
    }
    static std::vector<std::byte>& bytes() {
        static std::vector<std::byte> bytes;
        return bytes;
    }
    void SetUp() override {
        Result<city::City> city = city::City::view(bytes(), "neutral");
        ASSERT_TRUE(city);
        city_ = std::make_unique<city::City>(std::move(*city));
        options_.peer = true;
        options_.shadow = "off";
    }
    Scene scene() {
        const Result<Scene> made = makeScene(*city_, "peer", options_);
        if (made) return *made;
        ADD_FAILURE() << made.error().what;
        return {};
    }
    std::unique_ptr<city::City> city_;
    Options options_;
};

TEST_F(PeerScene, CirclesAboutTheCentreAndLooksAtIt) {
    const Scene made = scene();
    ASSERT_EQ(made.cameras.size(), 12U);
    for (const render::Camera& camera : made.cameras) {
        const glm::dvec3 from = camera.eye - camera.target;
        EXPECT_NEAR(std::hypot(from.x, from.y), 150, 1e-6);
        EXPECT_NEAR(from.z, 60, 1e-6);
        EXPECT_EQ(camera.target, made.cameras[0].target);
        EXPECT_NEAR(static_cast<double>(camera.fovYRad), 1.0471975, 1e-5);
    }
    EXPECT_NEAR(made.cameras[3].eye.y - made.cameras[3].target.y, 150, 1e-6) << "a quarter turn on";
    // The sun of city.json has y up and z south.
    EXPECT_GT(made.input.light.toSun.x, 0.4F);
    EXPECT_LT(made.input.light.toSun.y, -0.4F);
    EXPECT_GT(made.input.light.toSun.z, 0.7F);
    EXPECT_EQ(made.states.size(), city_->elements().size());
    EXPECT_EQ(made.states[0].stage, city::Stage::Existing);
}

TEST_F(PeerScene, OptionsReachTheRenderer) {
    options_.shadow = "kept";
    options_.lod = false;
    options_.trees = false;
    const Scene made = scene();
    EXPECT_EQ(made.input.shadows, render::ShadowUse::Kept);
    ASSERT_TRUE(made.input.shadowBox);
    EXPECT_EQ(made.input.shadowBox->extentM, 600);
    options_.peer = true;
    const Result<ShadowMaps> maps = shadowMaps(*city_, options_);
    ASSERT_TRUE(maps);
    EXPECT_EQ(maps->count, 1U);
    EXPECT_EQ(maps->sizePx, 256U);
    EXPECT_FALSE(made.input.lod);
    EXPECT_EQ(made.input.layers >> static_cast<unsigned>(city::Layer::Trees) & 1U, 0U);
    options_.shadow = "each";
    EXPECT_EQ(scene().input.shadows, render::ShadowUse::Each);
}

TEST_F(PeerScene, AnArcStaysInside) {
    options_.arcFromDeg = 250;
    options_.arcToDeg = 290;
    options_.frames = 5;
    const Scene made = scene();
    ASSERT_EQ(made.cameras.size(), 5U);
    for (const render::Camera& camera : made.cameras) EXPECT_LT(camera.eye.y - camera.target.y, -140);
}

TEST_F(PeerScene, ATownOfAnotherKindIsRefused) {
    const Result<Scene> made = makeScene(*city_, "street", options_);
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().what.find("urzedowska"), std::string::npos) << made.error().what;
}

TEST_F(PeerScene, EachNamedViewIsASceneAtRest) {
    options_.frames = 3;
    const Result<std::vector<std::string>> names = viewScenes(*city_);
    ASSERT_TRUE(names) << names.error().what;
    ASSERT_FALSE(names->empty());
    for (const std::string& name : *names) {
        const Result<Scene> made = makeScene(*city_, name, options_);
        ASSERT_TRUE(made) << made.error().what;
        EXPECT_EQ(made->name, name);
        ASSERT_EQ(made->cameras.size(), 3U);
        EXPECT_EQ(made->cameras[2].eye, made->cameras[0].eye);
    }
    const Result<Scene> unknown = makeScene(*city_, "view:nowhere", options_);
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().what.find("\"nowhere\""), std::string::npos) << unknown.error().what;
}

}  // namespace
}  // namespace twin::bench
