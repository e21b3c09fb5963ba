// The whole program without a GPU: clicks go through ImGui to commands, and what is drawn changes.
#include "app/program/program.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <array>
#include <filesystem>
#include <random>

#include "app/base/heap_count.h"
#include "scene/base/files.h"
#include "scene/session/commands.h"
#include "scene/session/settle.h"
#include "tests/scene/tiny_city.h"

namespace twin::app {
namespace {

namespace fs = std::filesystem;

class Running : public ::testing::Test {
protected:
    Running() {
        folder = fs::path{TWIN_TEST_OUTPUT_DIR} / ::testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::create_directories(folder);
        city = (folder / "tiny.city").string();
        EXPECT_TRUE(writeFileAtomically(city, std::span<const std::byte>{test::TinyCity{}.bytes()}));
        options.city = city;
        options.dumpUi = (folder / "ui.json").string();
    }
    void start() {
        Result<std::unique_ptr<Program>> opened = Program::open(options, {}, std::chrono::steady_clock::now());
        ASSERT_TRUE(opened) << opened.error().what;
        program = std::move(*opened);
        frame();
    }
    void frame() {
        program->settleUi(0.016);
        ASSERT_TRUE(program->draw());
    }
    [[nodiscard]] Rect spot(const std::string& name) const {
        for (const Probe::Spot& s : program->probe().spots()) {
            if (s.name == name) return s.rect;
        }
        ADD_FAILURE() << "no control " << name;
        return {};
    }
    void clickAt(float x, float y) {
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(x, y);
        frame();
        io.AddMouseButtonEvent(0, true);
        frame();
        io.AddMouseButtonEvent(0, false);
        frame();
        frame();
    }
    void click(const std::string& name) {
        const Rect r = spot(name);
        clickAt(r.x + r.width * 0.5F, r.y + r.height * 0.5F);
    }
    void key(ImGuiKey k, bool ctrl = false) {
        ImGuiIO& io = ImGui::GetIO();
        if (ctrl) io.AddKeyEvent(ImGuiMod_Ctrl, true);
        io.AddKeyEvent(k, true);
        frame();
        io.AddKeyEvent(k, false);
        if (ctrl) io.AddKeyEvent(ImGuiMod_Ctrl, false);
        frame();
    }
    [[nodiscard]] std::vector<std::uint8_t> picture() { return program->renderer().readback()->rgba; }
    [[nodiscard]] const session::State& state() { return program->session().state(); }

    fs::path folder;
    std::string city;
    Options options;
    std::unique_ptr<Program> program;
};

TEST_F(Running, StartsAtStan2024InPolish) {
    start();
    EXPECT_EQ(formatDate(state().day), "2024-06-30");
    EXPECT_EQ(state().language, "pl");
    EXPECT_FALSE(state().plan);
}

TEST_F(Running, PlanChangesThePictureAndTodayBringsItBack) {
    start();
    const auto before = picture();
    click("plan");
    EXPECT_TRUE(state().plan);
    EXPECT_EQ(formatDate(state().day), "2030-12-31");
    EXPECT_NE(picture(), before);
    click("today");
    EXPECT_FALSE(state().plan);
}

TEST_F(Running, APictureAtRestSettlesAndThenTheProgramIdles) {
    start();
    program->uiPass(0.016);
    ASSERT_TRUE(program->draw());
    EXPECT_FALSE(program->settling()) << "nobody asked for it";
    EXPECT_TRUE(program->session().post(session::SettleSet{}));
    frame();
    int pictures = 1;
    while (program->settling() && pictures < 1000) {
        program->uiPass(0.016);
        ASSERT_TRUE(program->draw());
        ++pictures;
    }
    EXPECT_EQ(pictures, 64);
    EXPECT_FALSE(program->stale() || program->moving()) << "and no more frame is drawn";
    session::HourSet later;
    later.minutes = 900;
    EXPECT_TRUE(program->session().post(later));
    EXPECT_TRUE(program->stale());
    EXPECT_FALSE(program->settling()) << "a change is drawn first";
    frame();
    EXPECT_TRUE(program->settling()) << "then it settles anew";
}

TEST_F(Running, APictureAtRestIsDoneWithFewerWhereTheyTakeLong) {
    constexpr std::uint32_t kLeast = session::kLeastSettlePictures, kMost = session::kMostSettlePictures;
    EXPECT_FALSE(session::settledEnough(kMost - 1, session::kSettleSeconds - 0.01)) << "there is time for more";
    EXPECT_TRUE(session::settledEnough(kLeast + 8, session::kSettleSeconds));
    EXPECT_FALSE(session::settledEnough(kLeast - 1, 60)) << "as many as it takes, however long that is";
    EXPECT_TRUE(session::settledEnough(kMost, 0));
    start();
    EXPECT_TRUE(program->session().post(session::SettleSet{}));
    program->uiPass(60);  // what passed before the first picture does not count
    frame();
    std::uint32_t pictures = 1;
    for (; program->settling() && pictures < 1000; ++pictures) {
        program->uiPass(pictures < 4 ? 0.01 : 0.08);
        EXPECT_TRUE(program->draw());
    }
    EXPECT_EQ(pictures, 39U) << "three quick ones and 35 of 0.08 s make 2.83 s, after the first";
}

TEST_F(Running, APhaseBoxHidesItsTasks) {
    options.date = "2030-12";
    start();
    EXPECT_EQ(program->session().timeline().states()[test::kCentre].stage, city::Stage::Built);
    click("phase-stage-2");
    EXPECT_EQ(program->session().timeline().states()[test::kCentre].stage, city::Stage::Hidden);
    click("phase-stage-2");
    EXPECT_EQ(program->session().timeline().states()[test::kCentre].stage, city::Stage::Built);
}

TEST_F(Running, ATaskInTheTreeFliesAndShowsItsCard) {
    start();
    click("goal-II");
    click("undertaking-II-A");
    const session::CameraPose before = state().camera;
    click("task-iv-pier");
    EXPECT_EQ(state().task, test::kTaskPier);
    EXPECT_FALSE(state().camera == before);
    EXPECT_TRUE(program->state().card.open);
}

TEST_F(Running, AClickPicksAThingAndShowsItsTask) {
    options.date = "2030-12";
    start();
    const city::Element& pier = program->session().city().elements()[test::kPier];
    const auto at = project(program->navigator().pose(), {1280, 720},
                            {(pier.boxMin[0] + pier.boxMax[0]) * 0.5, (pier.boxMin[1] + pier.boxMax[1]) * 0.5,
                             (pier.boxMin[2] + pier.boxMax[2]) * 0.5});
    ASSERT_TRUE(at);
    clickAt(static_cast<float>(at->x), static_cast<float>(at->y));
    EXPECT_EQ(state().element, test::kPier);
    EXPECT_EQ(program->state().card.task, test::kTaskPier);
    click("card-close");
    EXPECT_FALSE(state().element);
    EXPECT_FALSE(program->state().card.open);
}

TEST_F(Running, StopsOfTheTimelineGoToTheEndOfTheirPhase) {
    start();
    click("stop-stage-1");
    EXPECT_EQ(formatDate(state().day), "2026-12-31");
    click("stop-stage-3");
    EXPECT_EQ(formatDate(state().day), "2030-12-31");
    click("stop-state-2024");
    EXPECT_EQ(formatDate(state().day), "2024-06-30");
}

TEST_F(Running, OneDragOfTheHandleIsOneStepOfUndo) {
    start();
    const Rect track = spot("track");
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(track.x + track.width * 0.2F, track.y + 8);
    frame();
    io.AddMouseButtonEvent(0, true);
    frame();
    for (int i = 3; i < 9; ++i) {
        io.AddMousePosEvent(track.x + track.width * 0.1F * static_cast<float>(i), track.y + 8);
        frame();
    }
    io.AddMouseButtonEvent(0, false);
    frame();
    EXPECT_GT(state().day, dayOf({2028, 1, 1}));
    click("undo");
    EXPECT_EQ(formatDate(state().day), "2024-06-30");
    click("redo");
    EXPECT_GT(state().day, dayOf({2028, 1, 1}));
}

TEST_F(Running, LanguageChangesWhileItRuns) {
    start();
    const auto before = picture();
    click("lang-uk");
    EXPECT_EQ(state().language, "uk");
    frame();
    EXPECT_NE(picture(), before);
    EXPECT_EQ(program->texts().language(), "uk");
}

TEST_F(Running, KeysDoWhatTheHelpSays) {
    start();
    key(ImGuiKey_H);
    EXPECT_FALSE(state().panels);
    key(ImGuiKey_H);
    EXPECT_TRUE(state().panels);
    key(ImGuiKey_F1);
    EXPECT_TRUE(program->state().help);
    key(ImGuiKey_Escape);
    EXPECT_FALSE(program->state().help);
    key(ImGuiKey_T);
    EXPECT_TRUE(state().plan);
    key(ImGuiKey_Z, true);
    EXPECT_FALSE(state().plan);
    key(ImGuiKey_P);
    EXPECT_TRUE(state().symbolic);
    key(ImGuiKey_L);
    EXPECT_EQ(state().language, "en");
    key(ImGuiKey_RightBracket);
    EXPECT_EQ(formatDate(state().day), "2026-12-31");
    key(ImGuiKey_Comma);
    EXPECT_EQ(formatDate(state().day), "2026-11-30");
    key(ImGuiKey_Period);
    EXPECT_EQ(formatDate(state().day), "2026-12-31");
    key(ImGuiKey_F3);
    EXPECT_TRUE(program->state().stats);
    key(ImGuiKey_Equal, true);
    EXPECT_EQ(state().textPercent, 125);
}

TEST_F(Running, HiddenPanelsLeaveThePictureAlone) {
    options.noUi = true;
    start();
    const auto plain = picture();
    program.reset();
    options.noUi = false;
    start();
    EXPECT_NE(picture(), plain);
    key(ImGuiKey_H);
    program->state().toasts.clear();
    program->state().labels = false;
    frame();
    EXPECT_EQ(picture(), plain);
}

TEST_F(Running, ThemesAndTextSizesDiffer) {
    start();
    const auto light = picture();
    click("theme");
    EXPECT_EQ(state().theme, "dark");
    const auto dark = picture();
    EXPECT_NE(dark, light);
    click("theme");
    EXPECT_EQ(state().theme, "contrast");
    EXPECT_NE(picture(), dark);
    const auto small = picture();
    click("text-bigger");
    EXPECT_EQ(state().textPercent, 125);
    EXPECT_NE(picture(), small);
}

TEST_F(Running, EveryControlLiesInsideTheWindow) {
    for (const int percent : {100, 150, 200}) {
        for (const std::string language : {"pl", "uk"}) {
            options.textPercent = percent;
            options.language = language;
            options.languageGiven = true;
            start();
            for (const Probe::Spot& s : program->probe().spots()) {
                if (s.rect.empty() || s.name.starts_with("label-")) continue;
                EXPECT_GE(s.rect.x, -0.5F) << s.name << percent;
                EXPECT_GE(s.rect.y, -0.5F) << s.name << percent;
                EXPECT_LE(s.rect.right(), 1280.5F) << s.name << percent;
                EXPECT_LE(s.rect.bottom(), 720.5F) << s.name << percent;
            }
            program.reset();
        }
    }
}

TEST_F(Running, ASteadyFrameTakesNoMemory) {
    options.dumpUi.clear();
    start();
    for (int i = 0; i < 5; ++i) {
        program->uiPass(0.016);
        ASSERT_TRUE(program->draw());
    }
    const std::uint64_t before = heapAllocations();
    program->uiPass(0.016);
    ASSERT_TRUE(program->draw());
    EXPECT_EQ(heapAllocations() - before, 0U);
}

TEST_F(Running, ALostDeviceComesBack) {
    start();
    const auto before = picture();
    program->renderer().forceDeviceLoss();
    ASSERT_TRUE(program->draw());
    EXPECT_EQ(picture(), before);
}

TEST_F(Running, AScriptWithABadLineIsNamedAndItsBeginningKept) {
    options.script = (folder / "tour.jsonl").string();
    ASSERT_TRUE(writeFileAtomically(
        options.script, "{\"do\":\"date.set\",\"date\":\"2027-06\"}\n{\"do\":\"date.set\",\"date\":\"2099-01\"}\n"));
    const auto opened = Program::open(options, {}, std::chrono::steady_clock::now());
    ASSERT_FALSE(opened);
    EXPECT_EQ(exitCodeOf(opened.error().code), 2);
    EXPECT_NE(opened.error().what.find("tour.jsonl:2"), std::string::npos) << opened.error().what;
}

TEST_F(Running, AJournalReplaysToTheSameHash) {
    options.journal = (folder / "run.journal").string();
    start();
    click("plan");
    click("phase-stage-1");
    click("lang-en");
    click("pad-turn-left");
    const std::uint64_t hash = program->session().hash();
    program->finish();
    test::Town town;
    const auto session = town.session();
    const auto report = session::play(options.journal, *session);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->hasHash);
    EXPECT_TRUE(report->hashMatches);
    EXPECT_EQ(session->hash(), hash);
}

TEST_F(Running, PlayRunsToTheEndAndIsOneStepOfUndo) {
    options.date = "2030-06";
    start();
    key(ImGuiKey_Space);
    EXPECT_TRUE(state().playing);
    for (int i = 0; i < 40 && state().playing; ++i) program->uiPass(0.2);
    EXPECT_FALSE(state().playing);
    EXPECT_EQ(formatDate(state().day), "2030-12-31");
    frame();
    key(ImGuiKey_Z, true);
    EXPECT_EQ(formatDate(state().day), "2030-06-30");
}

TEST_F(Running, PicturesAndMeasurementsGoToDisk) {
    start();
    const fs::path shot = folder / "shot.png";
    ASSERT_TRUE(program->writeShot(shot));
    EXPECT_GT(fs::file_size(shot), 2000U);
    const fs::path stats = folder / "stats.json";
    ASSERT_TRUE(program->writeStats(stats));
    const std::string text = *readTextFile(stats);
    for (const char* field : {"first_frame_ms", "load_ms", "passes", "frame_ms", "heap_allocations_steady",
                              "vulkan_objects_steady", "device", "validation_messages"}) {
        EXPECT_NE(text.find(field), std::string::npos) << field;
    }
    const auto refused = program->writeShot("/nonexistent/folder/x.png");
    ASSERT_FALSE(refused);
    EXPECT_EQ(exitCodeOf(refused.error().code), 2);
}

/// Pictures go to the test's folder.
class Pictures : public Running {
protected:
    Pictures() {
        fs::remove_all(folder / "pictures");
        fs::create_directories(folder / "pictures");
        setenv("XDG_PICTURES_DIR", (folder / "pictures").c_str(), 1);
    }
    ~Pictures() override { unsetenv("XDG_PICTURES_DIR"); }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{folder / "pictures"}, fs::directory_iterator{}));
    }
    /// Chooses "save" in the dialog and lets it work.
    void saveLarge() {
        program->state().still.open = true;
        frame();
        click("still-start");
        for (int i = 0; i < 200 && program->moving(); ++i) frame();
        EXPECT_FALSE(program->moving()) << "it does not end";
    }
    [[nodiscard]] std::string said() const {
        std::string all;
        for (const Toast& toast : program->state().toasts) all += toast.text + '\n';
        return all;
    }
};

TEST_F(Pictures, ALargeOneIsSavedFromTheDialog) {
    start();
    saveLarge();
    EXPECT_EQ(count(), 1U) << said();
    click("plan");
    EXPECT_TRUE(state().plan) << "and the panels go on";
}

TEST_F(Pictures, ALargeOneTakesALowerQualityWhereMemoryIsShort) {
    options.memoryBudgetMb = 20;  // the soft renderer's lowest level needs 16
    start();
    saveLarge();
    EXPECT_EQ(count(), 1U) << said();
    EXPECT_NE(said().find(program->texts().get("ui.quality.low")), std::string::npos) << said();
}

/// Whatever a person does next, in whatever order; ImGui's own assertions are on.
TEST_F(Running, AHastyPersonBreaksNothing) {
    options.widthPx = 640;
    options.heightPx = 400;
    start();
    std::mt19937 dice{2030};
    const auto roll = [&](std::size_t sides) { return dice() % sides; };
    const auto pass = [&] { program->settleUi(0.016); };
    const auto press = [&](ImGuiKey k, bool ctrl) {
        ImGuiIO& io = ImGui::GetIO();
        io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
        io.AddKeyEvent(k, true);
        pass();
        io.AddKeyEvent(k, false);
        io.AddKeyEvent(ImGuiMod_Ctrl, false);
    };
    const auto drag = [&](int button, glm::vec2 from, glm::vec2 to) {
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(from.x, from.y);
        pass();
        io.AddMouseButtonEvent(button, true);
        pass();
        io.AddMousePosEvent(to.x, to.y);
        pass();
        io.AddMouseButtonEvent(button, false);
    };
    constexpr std::array kKeys{ImGuiKey_F1,    ImGuiKey_F3,    ImGuiKey_H,      ImGuiKey_Home,        ImGuiKey_N,
                               ImGuiKey_Space, ImGuiKey_T,     ImGuiKey_P,      ImGuiKey_L,           ImGuiKey_Comma,
                               ImGuiKey_Tab,   ImGuiKey_Enter, ImGuiKey_Escape, ImGuiKey_LeftBracket, ImGuiKey_1};
    constexpr std::array kControlKeys{ImGuiKey_Z, ImGuiKey_Y, ImGuiKey_F, ImGuiKey_Equal, ImGuiKey_Minus};
    const std::array<glm::uvec2, 4> kSizes{{{640, 400}, {480, 320}, {1, 1}, {500, 700}}};
    for (int step = 0; step < 600 && !HasFailure(); ++step) {
        ImGuiIO& io = ImGui::GetIO();
        const float x = static_cast<float>(roll(640)), y = static_cast<float>(roll(400));
        const auto& spots = program->probe().spots();
        switch (roll(10)) {
            case 0: press(kKeys[roll(kKeys.size())], false); break;
            case 1: press(kControlKeys[roll(kControlKeys.size())], true); break;
            case 2: drag(0, {x, y}, {x, y}); break;
            case 3: drag(step % 2, {x, y}, {static_cast<float>(roll(640)), static_cast<float>(roll(400))}); break;
            case 4: io.AddMouseWheelEvent(0, static_cast<float>(roll(9)) - 4); break;
            case 5: io.AddInputCharactersUTF8("żłe ©"); break;
            case 6:
                if (roll(4) == 0) {
                    const glm::uvec2 size = kSizes[roll(kSizes.size())];
                    program->resize(size.x, size.y);
                }
                break;
            case 7:
                if (roll(8) == 0) program->state().still.open = true;
                break;
            default:
                if (!spots.empty()) {
                    const Probe::Spot spot = spots[roll(spots.size())];
                    if (spot.name == "still-start") break;  // tried above; each takes a second
                    const glm::vec2 middle{spot.rect.x + spot.rect.width / 2, spot.rect.y + spot.rect.height / 2};
                    drag(0, middle, middle);
                }
        }
        pass();
        if (step % 5 == 0) {
            ASSERT_TRUE(program->draw());
        }
    }
}

TEST_F(Running, TooLittleMemoryIsSaidInThePersonsLanguage) {
    options.memoryBudgetMb = 8;
    Result<std::unique_ptr<Program>> opened = Program::open(options, {}, std::chrono::steady_clock::now());
    ASSERT_TRUE(opened) << opened.error().what;
    program = std::move(*opened);
    program->settleUi(0.016);
    const auto drawn = program->draw();
    ASSERT_FALSE(drawn);
    EXPECT_EQ(drawn.error().code, Errc::OutOfMemory);
    EXPECT_EQ(drawn.error().what, program->texts().get("error.memory.gpu"));
    const auto written = program->writeStill(folder / "large.png", {2100, 600, 1, 0});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().what, program->texts().get("error.memory.gpu"));
    EXPECT_FALSE(fs::exists(folder / "large.png"));
}

TEST_F(Running, SearchFliesToWhatIsClicked) {
    options.panel = "search";
    start();
    click("search-field");
    ImGui::GetIO().AddInputCharactersUTF8("rynek");
    frame();
    frame();
    const session::CameraPose before = state().camera;
    click("hit-0");
    EXPECT_FALSE(state().camera == before);
}

}  // namespace
}  // namespace twin::app
