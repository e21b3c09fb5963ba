// The window as a person meets it: real clicks and keys, and what they change on the screen.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "tests/window/screen.h"

namespace twin::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class InAWindow : public testing::Test {
protected:
    void start(const Arguments& more = {}) {
        ASSERT_TRUE(screen.up());
        window = std::make_unique<TwinWindow>(screen, more);
        ASSERT_TRUE(window->open()) << window->child().err();
    }
    [[nodiscard]] Picture look() const {
        std::optional<Picture> picture = window->look();
        EXPECT_TRUE(picture);
        return picture ? *picture : Picture{};
    }
    /// The journals that are left for recovery.
    [[nodiscard]] static std::size_t journalsLeft() {
        std::error_code none;
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{recoveryFolderOfTest(), none}, fs::directory_iterator{}));
    }
    /// Clicks a row of the tree; the wheel brings it when it lies below the edge of the panel.
    [[nodiscard]] bool clickRow(const std::string& name) const {
        for (int turn = 0; turn < 12; ++turn) {
            (void)window->settle();
            const std::optional<Area> row = window->spot(name);
            if (row && row->height > 12) return window->click(name);
            window->clickAt(190, 400, 5);
        }
        return false;
    }
    void quit() {
        window->press("ctrl+q");
        const Outcome end = window->child().wait(kPatience);
        EXPECT_EQ(end.code, 0) << "signal " << end.signal << " " << end.err;
        EXPECT_FALSE(end.timedOut) << "Ctrl+Q does not close it";
    }
    /// The program said in one sentence that its screen is gone, and left its journal for the next start.
    void expectGone() {
        const Outcome end = window->child().wait(kPatience);
        EXPECT_FALSE(end.timedOut) << "it runs on without a screen";
        EXPECT_EQ(end.code, 2) << "signal " << end.signal << " " << end.err;
        const std::vector<std::string> lines = linesOf(end.err);
        ASSERT_FALSE(lines.empty());
        EXPECT_NE(lines.back().find("screen is gone"), std::string::npos) << end.err;
        EXPECT_EQ(lines.size(), 1U) << end.err;
        EXPECT_EQ(journalsLeft(), 1U);
    }
    void kill() {
        window->child().sendSignal(SIGKILL);
        EXPECT_EQ(window->child().wait(kPatience).signal, SIGKILL);
    }

    Screen screen;
    std::unique_ptr<TwinWindow> window;
};

TEST_F(InAWindow, TheTownIsThereAtOnce) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Picture picture = look();
    EXPECT_EQ(picture.width, 1280);
    EXPECT_EQ(picture.height, 720);
    const Brightness town = brightnessOf(picture.cut(kTownArea));
    EXPECT_GT(town.mean, 40);
    EXPECT_GT(town.spread, 8);
    EXPECT_GT(town.colours, 24);
    for (const char* name : {"today", "plan", "phase-stage-1", "stop-stage-3", "play", "lang-en", "undo", "help",
                             "pad-home", "tab-layers", "compass"}) {
        EXPECT_TRUE(window->spot(name)) << name << " is not on the screen";
    }
    quit();
}

TEST_F(InAWindow, PlanAndTodayAreClicked) {
    ASSERT_NO_FATAL_FAILURE(start({"--view", "marina"}));
    const Picture before = look();
    ASSERT_TRUE(window->click("plan"));
    EXPECT_TRUE(window->awaitValue("plan", true));
    window->rest();
    EXPECT_TRUE(window->awaitChange(before, 0.03, kTownArea)) << "the plan looks like today";
    EXPECT_TRUE(window->awaitJournal("plan.set"));
    ASSERT_TRUE(window->click("today"));
    EXPECT_TRUE(window->awaitValue("plan", false));
    window->rest();
    EXPECT_TRUE(window->awaitSame(before, 0.03, kTownArea)) << "today does not look as it did";
}

TEST_F(InAWindow, APhaseBoxHidesItsTasks) {
    // No water in this view: waves would keep the picture from coming back the same.
    ASSERT_NO_FATAL_FAILURE(start({"--view", "science-centre", "--date", "2030-12"}));
    const Picture before = look();
    std::vector<std::string> boxes = window->spots("phase-");
    ASSERT_EQ(boxes.size(), 3U) << "one box a stage";
    for (const std::string& box : boxes) {
        ASSERT_TRUE(window->click(box));
        EXPECT_TRUE(window->awaitJournal("\"" + box.substr(6) + "\",\"visible\":false")) << box;
    }
    window->rest();
    EXPECT_TRUE(window->awaitChange(before, 0.03, kTownArea)) << "everything planned is still there";
    for (const std::string& box : boxes) ASSERT_TRUE(window->click(box));
    window->rest();
    EXPECT_TRUE(window->awaitSame(before, 0.03, kTownArea)) << "it did not come back";
}

TEST_F(InAWindow, ATaskOfTheTreeFliesThereAndOpensItsCard) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Picture before = look();
    ASSERT_TRUE(clickRow("goal-IV"));
    ASSERT_TRUE(clickRow("undertaking-IV-B")) << "the goal has not opened: " << json(window->spots("")).dump();
    ASSERT_TRUE(clickRow("task-iv-b-marina")) << "the undertaking has not opened: " << json(window->spots("")).dump();
    EXPECT_TRUE(window->awaitValue("task", "iv-b-marina"));
    EXPECT_TRUE(window->await([](const json& now) { return !now.value("card", "").empty(); })) << "no card";
    EXPECT_TRUE(window->settle());
    EXPECT_TRUE(window->awaitChange(before, 0.2, kTownArea)) << "the camera did not fly";
    EXPECT_TRUE(window->awaitJournal("select.task"));
}

TEST_F(InAWindow, TheMarinaInThePictureOpensItsCard) {
    ASSERT_NO_FATAL_FAILURE(start({"--view", "marina", "--date", "2030-12"}));
    const json now = window->dump();
    ASSERT_TRUE(now.contains("elements")) << "no planned thing is in the picture";
    // All things of the marina whose middle lies in the free part of the picture; nearest to its centre first.
    std::vector<std::pair<double, json>> candidates;
    for (const auto& [id, at] : now["elements"].items()) {
        const double x = at[0].get<double>(), y = at[1].get<double>();
        if (id.find("marina") == std::string::npos || x < kTownArea.x || y < kTownArea.y ||
            x > kTownArea.x + kTownArea.width || y > kTownArea.y + kTownArea.height)
            continue;
        candidates.emplace_back(std::hypot(x - 640, y - 360), at);
    }
    ASSERT_FALSE(candidates.empty()) << "the marina is not in the view of its name: " << now["elements"].dump();
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const Picture before = look();
    bool opened = false;
    for (std::size_t i = 0; i < std::min<std::size_t>(candidates.size(), 3) && !opened; ++i) {
        // The middle of a box of piers is water: look around it.
        for (const auto& [dx, dy] :
             {std::pair{0, 0}, {0, -6}, {0, 6}, {8, 0}, {-8, 0}, {16, 4}, {-16, 4}, {24, 10}, {-24, 10}}) {
            const int frame = window->dump().value("frame", 0);
            window->clickAt(candidates[i].second[0].get<int>() + dx, candidates[i].second[1].get<int>() + dy);
            (void)window->await([&](const json& later) { return later.value("frame", 0) > frame; }, Seconds{10});
            (void)window->settle();
            opened = window->dump().value("element", "").find("marina") != std::string::npos;
            if (opened) break;
        }
    }
    ASSERT_TRUE(opened) << "clicks on the marina pick something else: " << window->dump().value("element", "");
    EXPECT_TRUE(window->await(
        [](const json& later) { return !later.value("card", "").empty() && later["spots"].contains("card-panel"); }));
    EXPECT_TRUE(window->awaitChange(before, 0.05, Area{900, 70, 370, 400})) << "the card is not on the screen";
    EXPECT_TRUE(window->awaitJournal("select.element"));
    window->press("Escape");
    EXPECT_TRUE(window->awaitValue("card", "")) << "Escape does not close the card";
}

TEST_F(InAWindow, HHidesThePanelsAndBringsThemBack) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Picture before = look();
    window->press("h");
    EXPECT_TRUE(window->awaitSpot("plan", false));
    EXPECT_TRUE(window->awaitChange(before, 0.9, Area{30, 40, 300, 300}));
    window->press("h");
    EXPECT_TRUE(window->awaitSpot("plan"));
    EXPECT_TRUE(window->awaitSame(before, 0.02, Area{30, 40, 300, 300}));
}

TEST_F(InAWindow, F1OpensAndClosesHelp) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Picture before = look();
    window->press("F1");
    EXPECT_TRUE(window->awaitSpot("help-close"));
    EXPECT_TRUE(window->awaitChange(before, 0.3, kTownArea));
    window->press("F1");
    EXPECT_TRUE(window->awaitSpot("help-close", false));
    window->press("F1");
    ASSERT_TRUE(window->click("help-close"));
    EXPECT_TRUE(window->awaitSpot("help-close", false));
}

TEST_F(InAWindow, F11FillsTheScreenAndGoesBack) {
    ASSERT_NO_FATAL_FAILURE(start());
    window->press("F11");
    EXPECT_TRUE(window->await([](const json& now) {
        return now.value("fullscreen", false) && now["size"] == json{kScreenWidth, kScreenHeight};
    })) << window->dump()["size"].dump();
    const std::optional<Picture> full = screen.look();
    ASSERT_TRUE(full);
    EXPECT_GT(brightnessOf(full->cut(kTownArea)).colours, 20);
    window->press("F11");
    EXPECT_TRUE(window->await([](const json& now) {
        return !now.value("fullscreen", true) && now["size"] == json{1280, 720};
    })) << window->dump()["size"].dump();
}

TEST_F(InAWindow, F12WritesAPictureWithoutPanels) {
    ASSERT_NO_FATAL_FAILURE(start());
    const fs::path folder = testFolder() / "home/Pictures";
    const auto written = [&] {
        for (const auto& entry : fs::directory_iterator{folder}) {
            if (entry.path().extension() == ".png" && readPng(entry.path())) return entry.path();
        }
        return fs::path{};
    };
    ASSERT_TRUE(written().empty());
    const Picture before = look();
    window->press("F12");
    ASSERT_TRUE(waitUntil([&] { return !written().empty(); }, kPatience));
    const std::optional<Picture> picture = readPng(written());
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->width, 1280);
    EXPECT_EQ(picture->height, 720);
    EXPECT_LT(shareDiffering(picture->cut({560, 200, 240, 200}), before.cut({560, 200, 240, 200}), 40), 0.3)
        << "not the picture of the window";
    EXPECT_GT(shareDiffering(picture->cut({20, 40, 300, 300}), before.cut({20, 40, 300, 300})), 0.5)
        << "the panels are in it";
    EXPECT_NE(readFile(written()).find("iTXt"), std::string::npos) << "no proof in the file";
    EXPECT_TRUE(window->await([](const json& now) {
        return now.contains("toasts") && now["toasts"].dump().find(".png") != std::string::npos;
    })) << "it is not said where the picture went";
    EXPECT_TRUE(window->awaitSame(before, 0.1, Area{30, 40, 300, 300})) << "the panels did not come back";
}

TEST_F(InAWindow, HomeGoesBackToTheFirstView) {
    ASSERT_NO_FATAL_FAILURE(start({"--view", "rynek"}));
    const Picture rynek = look();
    window->press("Home");
    EXPECT_TRUE(window->awaitJournal("camera.view"));
    EXPECT_TRUE(window->awaitChange(rynek, 0.3, kTownArea));
}

TEST_F(InAWindow, TheLanguageIsSwitched) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Area panel{20, 20, 340, 500};
    const Picture pl = look();
    ASSERT_TRUE(window->click("lang-en"));
    EXPECT_TRUE(window->awaitValue("language", "en"));
    window->rest();
    EXPECT_TRUE(window->awaitChange(pl, 0.02, panel));
    (void)window->settle();
    const Picture en = look();
    ASSERT_TRUE(window->click("lang-uk"));
    EXPECT_TRUE(window->awaitValue("language", "uk"));
    window->rest();
    EXPECT_TRUE(window->awaitChange(en, 0.02, panel));
    ASSERT_TRUE(window->click("lang-pl"));
    EXPECT_TRUE(window->awaitValue("language", "pl"));
    window->rest();
    EXPECT_TRUE(window->awaitSame(pl, 0.01, panel));
}

TEST_F(InAWindow, ItTakesAnotherSize) {
    ASSERT_NO_FATAL_FAILURE(start());
    for (const auto& size : {std::pair{900, 600}, {1333, 640}, {640, 480}, {1280, 720}}) {
        const int width = size.first, height = size.second;  // named apart: clang 14 captures no structured binding
        screen.xdotool({"windowsize", window->id(), std::to_string(width), std::to_string(height)});
        EXPECT_TRUE(window->await([&](const json& now) {
            return now["size"] == json{width, height};
        })) << window->dump()["size"].dump();
        EXPECT_TRUE(waitUntil(
            [&] {
                const std::optional<Picture> now = window->look();
                return now && now->width == width &&
                       brightnessOf(now->cut({width / 2, height / 4, width / 3, height / 3})).spread > 4;
            },
            kPatience))
            << width;
    }
    quit();
}

TEST_F(InAWindow, ItComesBackAfterItWasMinimised) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Picture before = look();
    screen.xdotool({"windowminimize", "--sync", window->id()});
    EXPECT_TRUE(waitUntil(
        [&] {
            return screen.tool("xprop", {"-id", window->id(), "WM_STATE"}).out.find("Iconic") != std::string::npos;
        },
        kPatience));
    screen.xdotool({"windowactivate", "--sync", window->id()});
    EXPECT_TRUE(window->awaitSame(before, 0.02));
    ASSERT_TRUE(window->click("plan"));
    EXPECT_TRUE(window->awaitValue("plan", true)) << "no life after it was minimised";
    quit();
}

TEST_F(InAWindow, DragAndWheelMoveTheCamera) {
    ASSERT_NO_FATAL_FAILURE(start());
    Picture before = look();
    window->moveTo(600, 350);
    screen.xdotool({"mousedown", "1"});
    for (int step = 1; step <= 8; ++step) window->moveTo(600 + step * 20, 350 + step * 8);
    screen.xdotool({"mouseup", "1"});
    EXPECT_TRUE(window->awaitChange(before, 0.2, kTownArea)) << "left drag";
    EXPECT_TRUE(window->awaitJournal("camera.set"));
    EXPECT_EQ(window->dump().value("element", ""), "") << "a drag is no click";
    (void)window->settle();
    before = look();
    window->moveTo(600, 350);
    screen.xdotool({"mousedown", "3"});
    for (int step = 1; step <= 8; ++step) window->moveTo(600 + step * 20, 350);
    screen.xdotool({"mouseup", "3"});
    EXPECT_TRUE(window->awaitChange(before, 0.2, kTownArea)) << "right drag";
    (void)window->settle();
    before = look();
    window->clickAt(640, 360, 4);
    window->clickAt(640, 360, 4);
    EXPECT_TRUE(window->awaitChange(before, 0.2, kTownArea)) << "wheel";
    (void)window->settle();
    before = look();
    ASSERT_TRUE(window->click("pad-turn-left"));
    EXPECT_TRUE(window->awaitChange(before, 0.2, kTownArea)) << "pad";
}

TEST_F(InAWindow, KeysMoveTheCameraUnlessSomeoneTypes) {
    ASSERT_NO_FATAL_FAILURE(start());
    Picture before = look();
    screen.xdotool({"keydown", "Up"});
    EXPECT_TRUE(window->awaitChange(before, 0.2, kTownArea)) << "arrow";
    screen.xdotool({"keyup", "Up"});
    (void)window->settle();
    ASSERT_TRUE(window->click("tab-search"));
    ASSERT_TRUE(window->awaitSpot("search-field"));
    ASSERT_TRUE(window->click("search-field"));
    (void)window->settle();
    before = look();
    window->type("has");  // H would hide the panels, A and S would move the camera
    EXPECT_TRUE(window->awaitChange(before, 0.001, Area{20, 20, 360, 560}));
    (void)window->settle();
    EXPECT_TRUE(window->spot("plan")) << "typing H hid the panels";
    EXPECT_LT(shareDiffering(before.cut(kTownArea), look().cut(kTownArea), 12), 0.02) << "typing moved the camera";
}

TEST_F(InAWindow, SearchFindsWithoutPolishLetters) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("tab-search"));
    ASSERT_TRUE(window->click("search-field"));
    const std::size_t before = window->spots("").size();
    window->type("niepodleglosci");
    ASSERT_TRUE(window->await(
        [&](const json& now) {
            for (const auto& [name, place] : now["spots"].items()) {
                if (name.starts_with("hit-")) return true;
            }
            return false;
        },
        Seconds{20}))
        << "nothing was found; " << before << " spots before, now " << json(window->spots("")).dump();
}

TEST_F(InAWindow, CtrlZTakesBackAndCtrlYDoesItAgain) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitValue("plan", true));
    window->press("ctrl+z");
    EXPECT_TRUE(window->awaitValue("plan", false));
    window->press("ctrl+y");
    EXPECT_TRUE(window->awaitValue("plan", true));
    ASSERT_TRUE(window->click("undo"));
    EXPECT_TRUE(window->awaitValue("plan", false)) << "the button";
    EXPECT_TRUE(window->awaitJournal("\"undo\""));
}

TEST_F(InAWindow, TheTimelineStopsAndPlays) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("stop-stage-2"));
    EXPECT_TRUE(window->await([](const json& now) { return now.value("date", "").starts_with("2028-12"); }))
        << window->dump().value("date", "");
    ASSERT_TRUE(window->click("stop-state-2024"));
    EXPECT_TRUE(window->await([](const json& now) { return now.value("date", "").starts_with("2024-06"); }));
    ASSERT_TRUE(window->click("play"));
    EXPECT_TRUE(window->await([](const json& now) { return now.value("date", "") > "2024-09"; }))
        << "time stands still";
    window->press("space");
    (void)window->settle();
    const std::string stopped = window->dump().value("date", "");
    EXPECT_TRUE(window->settle()) << "it plays on";
    EXPECT_EQ(window->dump().value("date", ""), stopped);
}

TEST_F(InAWindow, EveryTabOpens) {
    ASSERT_NO_FATAL_FAILURE(start());
    const Area panel{20, 100, 340, 400};
    for (const char* tab : {"tab-layers", "tab-legend", "tab-views", "tab-search", "tab-strategy"}) {
        const Picture before = look();
        ASSERT_TRUE(window->click(tab)) << tab;
        EXPECT_TRUE(window->awaitChange(before, 0.02, panel)) << tab;
        (void)window->settle();
    }
    ASSERT_TRUE(window->click("tab-layers"));
    const Picture before = look();
    ASSERT_TRUE(window->click("layer-buildings"));
    EXPECT_TRUE(window->awaitJournal("layer.set_visible"));
    EXPECT_TRUE(window->awaitChange(before, 0.005, kTownArea)) << "the buildings are still there";
}

TEST_F(InAWindow, LargerTextAndOtherThemes) {
    ASSERT_NO_FATAL_FAILURE(start());
    const std::optional<Area> small = window->spot("tab-strategy");
    ASSERT_TRUE(small);
    const Picture light = look();
    for (int i = 0; i < 4; ++i) window->press("ctrl+equal");
    EXPECT_TRUE(window->await([&](const json& now) {
        return now["spots"].contains("tab-strategy") &&
               now["spots"]["tab-strategy"][3].get<double>() > small->height * 1.3;
    }));
    for (int i = 0; i < 4; ++i) window->press("ctrl+minus");
    EXPECT_TRUE(window->await([&](const json& now) {
        return now["spots"].contains("tab-strategy") &&
               now["spots"]["tab-strategy"][3].get<double>() < small->height * 1.1;
    }));
    ASSERT_TRUE(window->click("theme"));
    EXPECT_TRUE(window->awaitChange(light, 0.4, Area{20, 40, 340, 400}));
}

TEST_F(InAWindow, AfterAKillTheNextStartOffersTheLastState) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitJournal("plan.set"));
    kill();
    EXPECT_EQ(journalsLeft(), 1U);

    ASSERT_NO_FATAL_FAILURE(start());
    EXPECT_TRUE(window->awaitValue("plan", false)) << "taken without asking";
    ASSERT_TRUE(window->click("recovery-restore")) << "nothing is offered";
    EXPECT_TRUE(window->awaitValue("plan", true));
    EXPECT_TRUE(window->awaitSpot("recovery-restore", false));
    kill();

    // Again, and this time without being asked.
    ASSERT_NO_FATAL_FAILURE(start({"--recover"}));
    EXPECT_TRUE(window->awaitValue("plan", true));
    EXPECT_FALSE(window->spot("recovery-restore"));
    quit();
    EXPECT_EQ(journalsLeft(), 0U) << "a clean end leaves nothing";
}

TEST_F(InAWindow, ASecondCrashBeforeTheAnswerKeepsTheOffer) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitJournal("plan.set"));
    kill();
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->awaitSpot("recovery-restore"));
    kill();
    ASSERT_NO_FATAL_FAILURE(start({"--recover"}));
    EXPECT_TRUE(window->awaitValue("plan", true)) << "the state before the first crash is lost";
    quit();
    EXPECT_EQ(journalsLeft(), 0U);
}

TEST_F(InAWindow, TheOfferCanBeDeclined) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitJournal("plan.set"));
    kill();
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("recovery-fresh"));
    EXPECT_TRUE(window->awaitSpot("recovery-fresh", false));
    EXPECT_FALSE(window->dump().value("plan", true));
    quit();
    EXPECT_EQ(journalsLeft(), 0U);
}

TEST_F(InAWindow, ClosedByItsButtonItLeavesNothing) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitJournal("plan.set"));
    screen.xdotool({"key", "alt+F4"});  // openbox asks the window to close
    const Outcome end = window->child().wait(kPatience);
    EXPECT_EQ(end.code, 0) << end.err;
    EXPECT_FALSE(end.timedOut);
    EXPECT_EQ(journalsLeft(), 0U);
}

TEST_F(InAWindow, TwoSessionsDoNotTakeEachOthersState) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitJournal("plan.set"));
    TwinWindow second{screen};
    ASSERT_TRUE(second.open());
    EXPECT_FALSE(second.spot("recovery-restore")) << "the first one still runs";
}

TEST_F(InAWindow, AScreenThatIsUnpluggedLosesNothing) {
    ASSERT_NO_FATAL_FAILURE(start({"--lang", "en"}));
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitJournal("plan.set"));
    screen.unplug();
    ASSERT_NO_FATAL_FAILURE(expectGone());
    const Screen another;
    TwinWindow again{another, {"--recover"}};
    ASSERT_TRUE(again.open());
    EXPECT_TRUE(again.awaitValue("plan", true)) << "the state is lost";
}

TEST_F(InAWindow, AWindowThatAnotherProgramDestroysLosesNothing) {
    for (const char* way : {"windowclose", "windowkill"}) {
        SCOPED_TRACE(way);
        fs::remove_all(recoveryFolderOfTest());
        ASSERT_NO_FATAL_FAILURE(start({"--lang", "en"}));
        ASSERT_TRUE(window->click("plan"));
        ASSERT_TRUE(window->awaitJournal("plan.set"));
        screen.xdotool({way, window->id()});
        ASSERT_NO_FATAL_FAILURE(expectGone());
    }
}

TEST_F(InAWindow, NothingIsDrawnWhileNothingMoves) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitValue("plan", true));
    window->rest();
    ASSERT_TRUE(window->settle());
    // The messages of the start go by themselves.
    ASSERT_TRUE(window->await([](const json& now) { return !now.contains("toasts"); }));
    ASSERT_TRUE(window->settle());
    // A pointer that has come to rest asks once what lies under it, a moment later: one more picture.
    (void)waitUntil([] { return false; }, Seconds{1}, Seconds{1});
    ASSERT_TRUE(window->settle());
    const auto ticks = [this] {
        // Fields 14 and 15 after the name in brackets: time of all threads in the program and in the kernel for it.
        const std::string stat = readFile("/proc/" + std::to_string(window->child().pid()) + "/stat");
        std::istringstream rest{stat.substr(stat.rfind(')') + 1)};
        std::string word;
        long sum = 0;
        for (int field = 3; rest >> word; ++field) sum += field == 14 || field == 15 ? std::stol(word) : 0;
        return sum;
    };
    const int frame = window->dump().value("frame", 0);
    const long before = ticks();
    ASSERT_GT(before, 0);
    constexpr Seconds kLooked{5};
    (void)waitUntil([] { return false; }, kLooked, Seconds{1});
    const double used = static_cast<double>(ticks() - before) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    EXPECT_EQ(window->dump().value("frame", 0), frame) << "a picture nobody asked for";
    EXPECT_LE(used / kLooked.count(), 0.01) << "more than one percent of one core";
    quit();
}

TEST_F(InAWindow, ALostDeviceComesBack) {
    ASSERT_NO_FATAL_FAILURE(start({"--force-device-loss", "3"}));
    const Picture before = look();
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(window->click(i % 2 == 0 ? "plan" : "today"));
        ASSERT_TRUE(window->awaitValue("plan", i % 2 == 0));
    }
    window->rest();
    EXPECT_TRUE(window->awaitSame(before, 0.03, kTownArea));
    quit();
}

TEST_F(InAWindow, ValidationHasNothingToSay) {
    const fs::path stats = testFolder() / "stats.json";
    ASSERT_NO_FATAL_FAILURE(start({"--validate", "--force-device-loss", "4", "--stats", stats}));
    screen.xdotool({"windowsize", window->id(), "900", "600"});
    EXPECT_TRUE(window->await([](const json& now) { return now["size"] == json{900, 600}; }));
    screen.xdotool({"windowminimize", "--sync", window->id()});
    screen.xdotool({"windowactivate", "--sync", window->id()});
    (void)window->settle();
    window->press("F11");
    EXPECT_TRUE(window->awaitValue("size", json{kScreenWidth, kScreenHeight}));
    window->press("F11");
    EXPECT_TRUE(
        window->awaitValue("size", json{900, 600}));  // before that, controls stand where they stood on the full screen
    window->press("F12");
    (void)window->settle();
    ASSERT_TRUE(window->click("plan"));
    ASSERT_TRUE(window->awaitValue("plan", true));
    quit();
    EXPECT_EQ(readJson(stats).value("validation_messages", -1), 0);
    EXPECT_GE(readJson(stats).value("device_recoveries", 0), 1);
}

}  // namespace
}  // namespace twin::test
