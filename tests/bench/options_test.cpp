// The command line of twin-bench.
#include "tools/bench/options.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace twin::bench {
namespace {

Result<Options> parsed(std::initializer_list<const char*> words) {
    std::vector<const char*> all{"twin-bench"};
    all.insert(all.end(), words.begin(), words.end());
    return parseOptions(static_cast<int>(all.size()), all.data());
}

TEST(BenchOptions, PeerStartsWithoutShadow) {
    const Result<Options> options = parsed({"--peer"});
    ASSERT_TRUE(options) << options.error().what;
    EXPECT_EQ(options->city, "build/peer.city");
    EXPECT_EQ(options->scene, "peer");
    EXPECT_EQ(options->shadow, "off");
    EXPECT_TRUE(options->lod);
    EXPECT_TRUE(options->trees);
    EXPECT_EQ(options->occlusion, render::OcclusionCulling::Auto);
    EXPECT_EQ(options->quality, render::Quality::Low);
    EXPECT_EQ(options->widthPx, 1280U);
}

TEST(BenchOptions, AllWordsAreUnderstood) {
    const Result<Options> options = parsed(
        {"x.city", "--peer",  "--shadow",  "kept",    "--lod",  "off",   "--trees", "0",    "--frames", "7",
         "--size", "640x360", "--quality", "desktop", "--shot", "a.png", "--at",    "0,15", "--arc",    "250:290"});
    ASSERT_TRUE(options) << options.error().what;
    EXPECT_EQ(options->city, "x.city");
    EXPECT_EQ(options->shadow, "kept");
    EXPECT_FALSE(options->lod);
    EXPECT_FALSE(options->trees);
    EXPECT_EQ(options->frames, 7);
    EXPECT_EQ(options->heightPx, 360U);
    EXPECT_EQ(options->quality, render::Quality::High);
    EXPECT_EQ(shotPath(*options, 15), "a-015.png");
    EXPECT_EQ(options->arcToDeg, 290);
}

TEST(BenchOptions, OcclusionCullingIsAskedFor) {
    EXPECT_EQ(parsed({"--occlusion", "on"})->occlusion, render::OcclusionCulling::On);
    EXPECT_EQ(parsed({"--occlusion", "off"})->occlusion, render::OcclusionCulling::Off);
}

TEST(BenchOptions, SettlingAndFilmAreAskedFor) {
    const Result<Options> options = parsed({"--settle", "64", "--quality", "film"});
    ASSERT_TRUE(options) << options.error().what;
    EXPECT_EQ(options->settle, 64);
    EXPECT_EQ(options->quality, render::Quality::Film);
}

TEST(BenchOptions, WrongWordsAreRefused) {
    EXPECT_FALSE(parsed({"--settle", "257"}));
    EXPECT_FALSE(parsed({"--occlusion", "perhaps"}));
    EXPECT_FALSE(parsed({"--shadow", "soft"}));
    EXPECT_FALSE(parsed({"--lod", "maybe"}));
    EXPECT_FALSE(parsed({"--trees", "2"}));
    EXPECT_FALSE(parsed({"--frames", "0"}));
    EXPECT_FALSE(parsed({"--size", "1280"}));
    EXPECT_FALSE(parsed({"--size", "1280x720x3"}));
    EXPECT_FALSE(parsed({"--size", "8x8"}));
    EXPECT_FALSE(parsed({"--arc", "nan:3"}));
    EXPECT_FALSE(parsed({"--quality", "ultra"}));
    EXPECT_FALSE(parsed({"--ssim", "a.png"}));
    EXPECT_FALSE(parsed({"--nonsense"}));
}

}  // namespace
}  // namespace twin::bench
