// What changes a picture, and what must not.
#include "tests/program/twin.h"

namespace twin::test {
namespace {

Arguments with(Arguments arguments, const Arguments& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

TEST(Picture, IsTheSameTwiceToTheByte) {
    const Arguments arguments = with(lookAt("marina"), {"--date", "2027-06"});
    (void)shoot("first", arguments);
    (void)shoot("second", arguments);
    EXPECT_TRUE(readFile(testFolder() / "first.png") == readFile(testFolder() / "second.png"));
}

TEST(Picture, HasTheAskedSize) {
    for (const char* size : {"64x64", "641x357", "200x900"}) {
        const auto file = testFolder() / "picture.png";
        const Outcome outcome = twinInTown({"--quality", "low", "--size", size, "--shot", file});
        EXPECT_EQ(outcome.code, 0) << size << ": " << outcome.err;
        const auto got = pngSize(file);
        ASSERT_TRUE(got) << size;
        EXPECT_EQ(std::to_string((*got)[0]) + "x" + std::to_string((*got)[1]), size);
    }
}

TEST(Picture, HasPanelsUnlessTheyAreSwitchedOff) {
    Arguments arguments = lookAt("town");
    arguments[4] = "1280x720";
    const Picture panels = shoot("panels", arguments);
    const Picture plain = shoot("plain", with(arguments, {"--no-ui"}));
    EXPECT_GT(shareDiffering(panels, plain), 0.15);
    // The middle is nobody's panel.
    EXPECT_LT(shareDiffering(panels.cut({560, 200, 300, 150}), plain.cut({560, 200, 300, 150}), 30), 0.35);
}

TEST(Picture, CarriesItsProof) {
    (void)shoot("proof", with(lookAt("town"), {"--date", "2027-06"}));
    const std::string bytes = readFile(testFolder() / "proof.png");
    EXPECT_NE(bytes.find("iTXt"), std::string::npos);
    EXPECT_NE(bytes.find("2027"), std::string::npos) << "the date is not in the picture's text";
}

TEST(Picture, IsDarkAtNight) {
    const Arguments base = {townFile(), "--quality", "low",     "--size", "320x180",
                            "--view",   "town",      "--no-ui", "--date", "2026-06"};
    const Brightness noon = brightnessOf(shoot("noon", with(base, {"--hour", "12:00"})));
    const Brightness night = brightnessOf(shoot("night", with(base, {"--hour", "00:30"})));
    EXPECT_LT(night.mean, noon.mean * 0.6);
    EXPECT_GT(night.mean, 2) << "the night is black";
    EXPECT_GT(night.spread, 1) << "nothing can be seen at night";
}

TEST(Picture, HasLongShadowsInTheEvening) {
    const Arguments base = {townFile(), "--quality", "low",     "--size", "320x180",
                            "--view",   "rynek",     "--no-ui", "--date", "2026-06"};
    const Picture noon = shoot("noon", with(base, {"--hour", "12:00"}));
    const Picture evening = shoot("evening", with(base, {"--hour", "19:30"}));
    EXPECT_GT(shareDiffering(noon, evening, 10), 0.2);
}

TEST(Picture, ShowsTheSeason) {
    const Arguments base = with(lookAt("castle-hill"), {"--no-ui"});
    const Picture summer = shoot("summer", with(base, {"--date", "2026-06"}));
    const Picture autumn = shoot("autumn", with(base, {"--date", "2026-10"}));
    EXPECT_GT(shareDiffering(summer, autumn, 10), 0.05);
}

TEST(Picture, SpeaksThreeLanguages) {
    Arguments base = lookAt("town");
    base[4] = "1280x720";
    const Picture pl = shoot("pl", with(base, {"--lang", "pl"}));
    const Picture en = shoot("en", with(base, {"--lang", "en"}));
    const Picture uk = shoot("uk", with(base, {"--lang", "uk"}));
    EXPECT_GT(shareDiffering(pl, en), 0.005);
    EXPECT_GT(shareDiffering(pl, uk), 0.005);
    EXPECT_GT(shareDiffering(en, uk), 0.005);
}

TEST(Picture, HasThreeThemesAndLargerText) {
    Arguments base = lookAt("town");
    base[4] = "960x540";
    const Picture light = shoot("light", with(base, {"--theme", "light"}));
    const Picture dark = shoot("dark", with(base, {"--theme", "dark"}));
    const Picture contrast = shoot("contrast", with(base, {"--theme", "contrast"}));
    const Picture large = shoot("large", with(base, {"--theme", "light", "--text-size", "200"}));
    EXPECT_GT(shareDiffering(light, dark), 0.1);
    EXPECT_GT(shareDiffering(dark, contrast), 0.01);
    EXPECT_GT(shareDiffering(light, large), 0.05);
}

TEST(Picture, ShowsEveryTabAndHelp) {
    Arguments base = lookAt("town");
    base[4] = "960x540";
    const Picture strategy = shoot("strategy", base);
    for (const char* panel : {"layers", "legend", "views", "search", "help", "stats"}) {
        EXPECT_GT(shareDiffering(strategy, shoot(panel, with(base, {"--panel", panel}))), 0.01) << panel;
    }
}

TEST(Picture, ChangesWithQualityButShowsTheSame) {
    const Arguments base = {townFile(), "--size", "320x180", "--view", "rynek", "--hour", "12:00", "--no-ui"};
    const Picture low = shoot("low", with(base, {"--quality", "low"}));
    const Picture medium = shoot("medium", with(base, {"--quality", "medium"}));
    const Picture high = shoot("high", with(base, {"--quality", "high"}));
    EXPECT_GT(shareDiffering(low, medium), 0.001) << "four samples smooth the edges";
    EXPECT_LT(shareDiffering(low, medium, 60), 0.25);
    EXPECT_LT(shareDiffering(medium, high, 60), 0.25);
}

TEST(Picture, ShowsAPlanWhenAskedForOne) {
    const Arguments base = with(lookAt("marina"), {"--no-ui"});
    const std::string plan = script("plan.jsonl", {R"({"do":"plan.set","plan":true})"});
    const std::string symbolic =
        script("symbolic.jsonl", {R"({"do":"plan.set","plan":true})", R"({"do":"symbolic.set","symbolic":true})"});
    const Picture today = shoot("today", base);
    const Picture planned = shoot("planned", with(base, {"--script", plan}));
    const Picture muted = shoot("muted", with(base, {"--script", symbolic}));
    EXPECT_GT(shareDiffering(today, planned, 12), 0.01);
    EXPECT_GT(shareDiffering(planned, muted, 12), 0.1);
}

TEST(Picture, LosesWhatALayerOrAPhaseHides) {
    const Arguments base = with(lookAt("rynek"), {"--no-ui"});
    const Picture all = shoot("all", base);
    for (const char* layer : {"buildings", "streets"}) {
        const std::string hide = script(
            "hide.jsonl", {std::string{R"({"do":"layer.set_visible","layer":")"} + layer + R"(","visible":false})"});
        EXPECT_GT(shareDiffering(all, shoot(layer, with(base, {"--script", hide})), 12), 0.01) << layer;
    }
}

TEST(Picture, LosesAPhaseThatIsSwitchedOff) {
    const Arguments base = with(lookAt("marina"), {"--no-ui", "--date", "2030-12"});
    std::vector<std::string> lines;
    for (const char* phase : {"stage-1", "stage-2", "stage-3"}) {
        lines.push_back(std::string{R"({"do":"phase.set_visible","phase":")"} + phase + R"(","visible":false})");
    }
    const Picture all = shoot("all", base);
    const Picture none = shoot("none", with(base, {"--script", script("none.jsonl", lines)}));
    EXPECT_GT(shareDiffering(all, none, 12), 0.01);
}

TEST(Picture, ShowsAModelOfOthers) {
    const Arguments base = with(lookAt("reservoir"), {"--no-ui"});
    const std::string block = blockModel(300, 120);
    const Picture without = shoot("without", base);
    const Picture there = shoot("there", with(base, {"--model", block, "--at", "50.9410,22.1830"}));
    const Picture turned = shoot("turned", with(base, {"--model", block, "--at", "50.9410,22.1830,45"}));
    EXPECT_GT(shareDiffering(without, there, 12), 0.002);
    EXPECT_GT(shareDiffering(there, turned, 12), 0.0005) << "the heading changes nothing";
}

TEST(Picture, TakesEveryKindOfModel) {
    std::vector<std::string> files;
    for (const char* name :
         {"house.obj", "textured.glb", "metres_y_up.fbx", "millimetres.ifc", "centimetres_z_up.dae"}) {
        files.push_back(std::string{TWIN_SOURCE_DIR "/tests/import/files/good/"} + name);
    }
    for (const char* name : {"ifc/AC20-FZK-Haus.ifc", "gltf/ShapeCollection.glb"}) {
        const std::string file = std::string{TWIN_SOURCE_DIR "/../shared/data/"} + name;
        if (std::filesystem::exists(file)) files.push_back(file);
    }
    for (const std::string& file : files) {
        SCOPED_TRACE(file);
        Arguments arguments = lookAt("town");
        arguments[4] = "160x90";
        (void)shoot(std::filesystem::path{file}.stem(),
                    with(arguments, {"--no-ui", "--model", file, "--at", "50.9214,22.2199"}));
    }
}

TEST(Picture, IsTheSameAfterALostDevice) {
    const Arguments base =
        with(lookAt("marina"), {"--date", "2030-12", "--model", blockModel(200, 60), "--at", "50.9410,22.1830"});
    const Picture usual = shoot("usual", base);
    const Picture after =
        shoot("after", with(base, {"--force-device-loss", "0", "--stats", testFolder() / "stats.json"}));
    EXPECT_EQ(shareDiffering(usual, after, 0), 0);
    const nlohmann::json stats = readJson(testFolder() / "stats.json");
    EXPECT_GE(stats.value("device_recoveries", 0), 1) << "the device was never lost";
}

TEST(Picture, IsTheSameAfterADeviceLostLater) {
    const Arguments base = with(lookAt("rynek"), {"--frames", "3", "--no-ui"});
    const Picture usual = shoot("usual", base);
    const Picture after = shoot("after", with(base, {"--force-device-loss", "2"}));
    EXPECT_EQ(shareDiffering(usual, after, 0), 0);
}

TEST(Picture, NeedsNoDisplayAndLeavesNoRecovery) {
    (void)shoot("picture",
                with(lookAt("town"), {"--script", script("one.jsonl", {R"({"do":"date.set","date":"2028-05"})"})}));
    if (!std::filesystem::exists(recoveryFolderOfTest())) return;
    for (const auto& entry : std::filesystem::directory_iterator{recoveryFolderOfTest()})
        ADD_FAILURE() << entry.path() << " was left";
}

}  // namespace
}  // namespace twin::test
