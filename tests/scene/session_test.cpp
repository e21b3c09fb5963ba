#include "scene/session/session.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "scene/city/ground.h"
#include "scene/session/commands.h"
#include "tests/scene/allocations.h"
#include "tests/scene/tiny_city.h"

namespace twin::session {
namespace {

using city::Stage;
using test::errorOf;

bool says(const std::string& error, const std::string& part) { return error.find(part) != std::string::npos; }

class SessionTest : public testing::Test {
protected:
    void post(const std::string& line) {
        const Result<Ok> good = session_->post(line);
        ASSERT_TRUE(good) << errorOf(good);
    }
    Stage stage(std::uint32_t element) { return session_->timeline().states()[element].stage; }
    const State& state() { return session_->state(); }

    test::Town town_;
    std::unique_ptr<Session> session_ = town_.session();
};

TEST_F(SessionTest, StartsTodayAtTheTown) {
    EXPECT_EQ(formatDate(state().day), "2024-06-30");
    EXPECT_FALSE(state().plan);
    EXPECT_EQ(state().minutes, 720);
    EXPECT_EQ(state().language, "pl");
    EXPECT_EQ(state().camera, session_->views()[1].pose);  // "town", though it is not the first
    EXPECT_EQ(session_->revision(), 0U);
    EXPECT_FALSE(session_->canUndo());
    EXPECT_EQ(stage(test::kHouseOld), Stage::Existing);
    EXPECT_EQ(stage(test::kShed), Stage::Existing);
    EXPECT_EQ(stage(test::kPier), Stage::Hidden);
}

TEST_F(SessionTest, PlanGoesToTheEndAndTodayComesBack) {
    post(R"({"do":"plan.set","plan":true})");
    EXPECT_TRUE(state().plan);
    EXPECT_EQ(formatDate(state().day), "2030-12-31");
    EXPECT_EQ(stage(test::kPier), Stage::Built);
    EXPECT_EQ(stage(test::kShed), Stage::Hidden);
    post(R"({"do":"plan.set","plan":false})");
    EXPECT_FALSE(state().plan);
    EXPECT_EQ(formatDate(state().day), "2024-06-30");
    EXPECT_EQ(stage(test::kPier), Stage::Hidden);
}

TEST_F(SessionTest, PlanKeepsADayThatIsInThePlanAlready) {
    post(R"({"do":"date.set","date":"2027-05"})");
    post(R"({"do":"plan.set","plan":true})");
    EXPECT_EQ(formatDate(state().day), "2027-05-31");
}

TEST_F(SessionTest, ALaterDayIsAlwaysThePlan) {
    post(R"({"do":"date.set","date":"2024-07-01"})");
    EXPECT_TRUE(state().plan);
    EXPECT_EQ(stage(test::kPier), Stage::Planned);
    EXPECT_EQ(stage(test::kShed), Stage::ToGo);
}

TEST_F(SessionTest, ADayWithinTheFirstPhaseLeavesTheOverlay) {
    post(R"({"do":"date.set","date":"2024-06-15"})");
    EXPECT_FALSE(state().plan);
    post(R"({"do":"date.set","date":"2026-01"})");
    post(R"({"do":"date.set","date":"2024-06"})");
    EXPECT_TRUE(state().plan);  // the plan, seen from the first day
    EXPECT_EQ(formatDate(state().day), "2024-06-30");
    EXPECT_EQ(stage(test::kPier), Stage::Planned);
}

TEST_F(SessionTest, AMonthMeansItsLastDay) {
    post(R"({"do":"date.set","date":"2026-12"})");
    EXPECT_EQ(stage(test::kPier), Stage::Built);  // it stands on the 31st
}

TEST_F(SessionTest, TheRangeEndsAreInside) {
    EXPECT_EQ(formatDate(session_->dateRange().first), "2019-06-01");
    post(R"({"do":"date.set","date":")" + formatDate(session_->dateRange().first) + "\"}");
    post(R"({"do":"date.set","date":")" + formatDate(session_->dateRange().last) + "\"}");
    EXPECT_EQ(formatDate(session_->planStart()), "2024-07-01");
}

TEST_F(SessionTest, PhasesSwitchTheirTasksOnAndOff) {
    post(R"({"do":"plan.set","plan":true})");
    post(R"({"do":"phase.set_visible","phase":"stage-1","visible":false})");
    EXPECT_EQ(stage(test::kPier), Stage::Hidden);
    EXPECT_EQ(stage(test::kShed), Stage::Existing);  // its removal is part of the same task
    EXPECT_EQ(stage(test::kCentre), Stage::Built);
    post(R"({"do":"phase.set_visible","phase":"stage-1","visible":true})");
    EXPECT_EQ(stage(test::kPier), Stage::Built);
    EXPECT_EQ(state().phases, 0xFFFFFFFFU);
}

TEST_F(SessionTest, LayersAreBitsInTheirOrder) {
    post(R"({"do":"layer.set_visible","layer":"trees","visible":false})");
    EXPECT_EQ(state().layers, ~(1U << static_cast<unsigned>(city::Layer::Trees)));
    post(R"({"do":"layer.set_visible","layer":"trees","visible":true})");
    EXPECT_EQ(state().layers, 0xFFFFFFFFU);
    EXPECT_EQ(layerNames()[static_cast<std::size_t>(city::Layer::Furniture)], "furniture");
}

TEST_F(SessionTest, TheScreensOwnCommandsDoWhatTheySay) {
    post(R"({"do":"hour.set","minutes":1200})");
    post(R"({"do":"language.set","language":"uk"})");
    post(R"({"do":"theme.set","theme":"dark"})");
    post(R"({"do":"text_size.set","percent":250})");
    post(R"({"do":"panels.set_visible","visible":false})");
    post(R"({"do":"play.set","playing":true})");
    post(R"({"do":"quality.set","quality":"high"})");
    post(R"({"do":"symbolic.set","symbolic":true})");
    EXPECT_EQ(state().minutes, 1200);
    EXPECT_EQ(state().language, "uk");
    EXPECT_EQ(state().theme, "dark");
    EXPECT_EQ(state().textPercent, 250);
    EXPECT_FALSE(state().panels);
    EXPECT_TRUE(state().playing);
    EXPECT_EQ(state().quality, "high");
    EXPECT_TRUE(state().symbolic);
    EXPECT_EQ(session_->revision(), 8U);
}

TEST_F(SessionTest, TheCameraGoesWhereItIsTold) {
    post(R"({"do":"camera.set","eyeX":1,"eyeY":2,"eyeZ":300,"targetX":4,"targetY":5,"targetZ":6})");
    EXPECT_EQ(state().camera, (CameraPose{{1, 2, 300}, {4, 5, 6}, 45}));
    post(R"({"do":"camera.view","view":"rynek"})");
    EXPECT_EQ(state().camera, (CameraPose{{10, 20, 230}, {0, 0, 205}, 50}));
}

TEST_F(SessionTest, SelectingAnElementFlagsIt) {
    post(R"({"do":"select.element","id":"pier"})");
    EXPECT_EQ(state().element, test::kPier);
    EXPECT_EQ(session_->timeline().states()[test::kPier].flags, city::kSelected);
    post(R"({"do":"select.element","id":"house-old"})");
    EXPECT_EQ(session_->timeline().states()[test::kPier].flags, 0);
    EXPECT_EQ(session_->timeline().states()[test::kHouseOld].flags, city::kSelected);
    post(R"({"do":"select.clear"})");
    EXPECT_FALSE(state().element);
    EXPECT_EQ(session_->timeline().states()[test::kHouseOld].flags, 0);
}

TEST_F(SessionTest, SelectingATaskHighlightsItsElements) {
    post(R"({"do":"select.element","id":"house-old"})");
    post(R"({"do":"select.task","task":"iv-pier","fly":false})");
    EXPECT_EQ(state().task, test::kTaskPier);
    EXPECT_FALSE(state().element);
    EXPECT_EQ(session_->timeline().states()[test::kShed].flags, city::kTaskHighlighted);
    EXPECT_EQ(session_->timeline().states()[test::kPier].flags, city::kTaskHighlighted);
    EXPECT_EQ(session_->timeline().states()[test::kHouseOld].flags, 0);
    EXPECT_EQ(state().camera, session_->views()[1].pose);
    post(R"({"do":"select.task","task":"ii-centre","fly":false})");
    EXPECT_EQ(session_->timeline().states()[test::kPier].flags, 0);
    EXPECT_EQ(session_->timeline().states()[test::kCentre].flags, city::kTaskHighlighted);
}

TEST_F(SessionTest, ATaskIsFramedFromAboveGround) {
    post(R"({"do":"select.task","task":"iv-pier"})");
    const CameraPose& pose = state().camera;
    EXPECT_NEAR(pose.target[0], 260, 0.01);  // shed 200..220, pier 300..320
    EXPECT_NEAR(pose.target[1], 15, 0.01);
    EXPECT_LT(pose.eye[1], pose.target[1]);  // from the south
    const double ground =
        city::groundHeightM(town_.city().heightGrid(), town_.city().heightsCm(), pose.eye[0], pose.eye[1]);
    EXPECT_GT(pose.eye[2], ground + 5);
    // All eight corners of the box lie within the cone of view.
    const double distance =
        std::hypot(pose.eye[0] - pose.target[0], pose.eye[1] - pose.target[1], pose.eye[2] - pose.target[2]);
    for (const double x : {200.0, 320.0}) {
        for (const double y : {0.0, 30.0}) {
            for (const double z : {200.0, 210.0}) {
                const std::array<double, 3> to{x - pose.eye[0], y - pose.eye[1], z - pose.eye[2]};
                const double along = (to[0] * (pose.target[0] - pose.eye[0]) + to[1] * (pose.target[1] - pose.eye[1]) +
                                      to[2] * (pose.target[2] - pose.eye[2])) /
                                     distance;
                const double angle = std::acos(along / std::hypot(to[0], to[1], to[2])) * 180 / 3.14159265;
                EXPECT_LT(angle, pose.fovDeg / 2);
            }
        }
    }
}

TEST_F(SessionTest, AHillInTheWayLiftsTheEye) {
    test::TinyCity hilly;
    hilly.heights.assign(25, 0);
    for (std::size_t column = 0; column < 5; ++column)
        hilly.heights[5 + column] = 20000;  // a ridge of 200 m at y = -500
    for (city::Element& element : hilly.elements) element.boxMin[0] = 0, element.boxMax[0] = 600;
    const test::Town town{hilly};
    const std::unique_ptr<Session> session = town.session();
    const std::optional<CameraPose> pose = session->poseOfTask(test::kTaskPier);
    ASSERT_TRUE(pose);
    for (int i = 8; i <= 24; ++i) {
        const double s = i / 24.0;
        const double x = pose->target[0] + (pose->eye[0] - pose->target[0]) * s;
        const double y = pose->target[1] + (pose->eye[1] - pose->target[1]) * s;
        const double z = pose->target[2] + (pose->eye[2] - pose->target[2]) * s;
        EXPECT_GT(z, city::groundHeightM(town.city().heightGrid(), town.city().heightsCm(), x, y)) << s;
    }
}

TEST_F(SessionTest, ATaskWithoutElementsIsSelectedAndFliesNowhere) {
    const CameraPose before = state().camera;
    post(R"({"do":"select.task","task":"i-care"})");
    EXPECT_EQ(state().task, test::kTaskCare);
    EXPECT_EQ(state().camera, before);
    EXPECT_FALSE(session_->poseOfTask(test::kTaskCare));
}

TEST_F(SessionTest, TheLensAndTheEyeAreSetApart) {
    post(R"({"do":"camera.view","view":"rynek"})");
    const CameraPose before = session_->state().camera;
    post(R"({"do":"camera.lens","focalMm":12.0})");
    EXPECT_NEAR(session_->state().camera.fovDeg, 90, 1e-9);
    EXPECT_EQ(session_->state().camera.eye, before.eye);
    post(R"({"do":"camera.eye_height","metres":50.0})");
    const CameraPose high = session_->state().camera;
    EXPECT_NEAR(high.target[2] - high.eye[2], before.target[2] - before.eye[2], 1e-9) << "the gaze stays";
    post(R"({"do":"camera.eye_height","metres":1.7})");
    const CameraPose low = session_->state().camera;
    EXPECT_NEAR(high.eye[2] - low.eye[2], 48.3, 1e-9);
    EXPECT_EQ(low.target[2], low.eye[2]) << "a person looks ahead";
    EXPECT_FALSE(session_->state().twoPoint);
    post(R"({"do":"camera.two_point","on":true})");
    EXPECT_TRUE(session_->state().twoPoint);
    const std::string saved = session_->stateJson();
    post(R"({"do":"camera.two_point","on":false})");
    ASSERT_TRUE(session_->restore(saved));
    EXPECT_TRUE(session_->state().twoPoint) << "recovery forgets the lens";
    EXPECT_EQ(saved.find("settle"), std::string::npos) << "journals from before end with another hash";
    post(R"({"do":"settle.set","on":true})");
    const std::string settling = session_->stateJson();
    post(R"({"do":"settle.set","on":false})");
    ASSERT_TRUE(session_->restore(settling));
    EXPECT_TRUE(session_->state().settle);
    EXPECT_FALSE(session_->post(R"({"do":"camera.lens","focalMm":2.0})"));
    EXPECT_FALSE(session_->post(R"({"do":"camera.eye_height","metres":0.2})"));
}

TEST_F(SessionTest, ModelsAreAddedMovedAndRemoved) {
    post(R"({"do":"model.add","path":"a.glb","latDeg":50.9214,"lonDeg":22.2199,"headingDeg":-90})");
    post(R"({"do":"model.add","path":"b.glb","latDeg":50.9214,"lonDeg":22.2199})");
    ASSERT_EQ(state().models.size(), 2U);
    EXPECT_EQ(state().models[0], (PlacedModel{1, "a.glb", 50.9214, 22.2199, 270}));
    EXPECT_EQ(state().models[1].id, 2);
    post(R"({"do":"model.move","model":2,"latDeg":50.922,"lonDeg":22.221,"headingDeg":360})");
    EXPECT_EQ(state().models[1], (PlacedModel{2, "b.glb", 50.922, 22.221, 0}));
    post(R"({"do":"model.remove","model":1})");
    ASSERT_EQ(state().models.size(), 1U);
    post(R"({"do":"model.add","path":"c.glb","latDeg":50.9214,"lonDeg":22.2199})");
    EXPECT_EQ(state().models[1].id, 3);  // 1 is never used again
    EXPECT_TRUE(says(errorOf(session_->post(R"({"do":"model.remove","model":1})")), "placed are: 2, 3"));
}

TEST_F(SessionTest, ThereAreBoundsToModels) {
    ModelAdd model;
    model.path = "a.glb", model.latDeg = 50.9214, model.lonDeg = 22.2199;
    for (std::size_t i = 0; i < Session::kMostModels; ++i) ASSERT_TRUE(session_->post(model));
    EXPECT_TRUE(says(errorOf(session_->post(model)), "remove one first"));
}

TEST_F(SessionTest, TheListenerHearsEachLineAfterItWasApplied) {
    std::vector<std::string> lines;
    session_->setListener([&](std::string_view line) {
        lines.emplace_back(line);
        if (lines.size() == 1) {
            EXPECT_EQ(state().minutes, 60);
        }
    });
    post(R"({ "minutes" : 60, "do" : "hour.set" })");
    EXPECT_FALSE(session_->post(R"({"do":"hour.set","minutes":9999})"));
    session_->undo();
    session_->redo();
    session_->undo();
    session_->undo();  // nothing left: silent
    post(R"({"do":"redo"})");
    EXPECT_EQ(lines, (std::vector<std::string>{R"({"do":"hour.set","minutes":60})", R"({"do":"undo"})",
                                               R"({"do":"redo"})", R"({"do":"undo"})", R"({"do":"redo"})"}));
    session_->setListener({});
    post(R"({"do":"select.clear"})");
    EXPECT_EQ(lines.size(), 5U);
}

TEST_F(SessionTest, EveryChangeCountsUp) {
    const std::uint64_t first = session_->revision();
    post(R"({"do":"hour.set","minutes":60})");
    EXPECT_EQ(session_->revision(), first + 1);
    session_->undo();
    EXPECT_EQ(session_->revision(), first + 2);
    session_->undo();
    EXPECT_EQ(session_->revision(), first + 2);
    EXPECT_FALSE(session_->post("nonsense"));
    EXPECT_EQ(session_->revision(), first + 2);
}

TEST_F(SessionTest, TheHashFollowsStateAndTown) {
    const std::uint64_t start = session_->hash();
    EXPECT_EQ(town_.session()->hash(), start);
    post(R"({"do":"hour.set","minutes":60})");
    EXPECT_NE(session_->hash(), start);
    session_->undo();
    EXPECT_EQ(session_->hash(), start);
    test::TinyCity other;
    other.meta += " ";
    EXPECT_NE(test::Town{other}.session()->hash(), start);
}

TEST_F(SessionTest, AClearDayIsSavedAsBeforeThereWasWeather) {
    EXPECT_EQ(session_->stateJson().find("weather"), std::string::npos);
    post(R"({"do":"weather.set","cloudPercent":70,"rainPercent":5,"snowPercent":90})");
    EXPECT_EQ(state().weather, (Weather{70, 5, 90, 3}));
    EXPECT_NE(session_->stateJson().find("weather"), std::string::npos);
    std::string wrong = session_->stateJson();
    wrong.replace(wrong.find("\"snow\":90"), 9, "\"snow\":900");
    EXPECT_FALSE(town_.session()->restore(wrong));
    EXPECT_EQ(weatherNamed("clear"), Weather{});
    EXPECT_FALSE(weatherNamed("hail"));
}

TEST_F(SessionTest, ASavedStateComesBackWhole) {
    for (const char* line :
         {R"({"do":"date.set","date":"2027-03-04"})", R"({"do":"hour.set","minutes":1111})",
          R"({"do":"phase.set_visible","phase":"stage-3","visible":false})",
          R"({"do":"layer.set_visible","layer":"rail","visible":false})",
          R"({"do":"model.add","path":"dom \"A\" ł.glb","latDeg":50.9214,"lonDeg":22.2199,"headingDeg":12.5})",
          R"({"do":"select.task","task":"iv-pier"})", R"({"do":"language.set","language":"en"})",
          R"({"do":"symbolic.set","symbolic":true})", R"({"do":"season.set","day":20})",
          R"({"do":"weather.set","cloudPercent":70,"rainPercent":5,"snowPercent":90,"windMs":0})"}) {
        post(line);
    }
    const std::unique_ptr<Session> fresh = town_.session();
    const Result<Ok> restored = fresh->restore(session_->stateJson());
    ASSERT_TRUE(restored) << errorOf(restored);
    EXPECT_EQ(fresh->state(), session_->state());
    EXPECT_EQ(fresh->hash(), session_->hash());
    EXPECT_EQ(fresh->stateJson(), session_->stateJson());
    EXPECT_FALSE(fresh->canUndo());
    EXPECT_TRUE(std::equal(fresh->timeline().states().begin(), fresh->timeline().states().end(),
                           session_->timeline().states().begin()));
}

TEST_F(SessionTest, ACorruptStateIsRefusedAndChangesNothing) {
    using nlohmann::json;
    post(R"({"do":"model.add","path":"a.glb","latDeg":50.9214,"lonDeg":22.2199})");
    const std::string saved = session_->stateJson();
    const std::uint64_t revision = session_->revision();
    const auto refused = [&](const char* part, auto change) {
        json state = json::parse(saved);
        change(state);
        const std::string error = errorOf(session_->restore(state.dump()));
        EXPECT_TRUE(says(error, part)) << error;
    };
    refused("day", [](json& j) { j["day"] = "2099-01-01"; });
    refused("day must be a text", [](json& j) { j["day"] = 5; });
    refused("minutes", [](json& j) { j["minutes"] = 1440; });
    refused("plan must be true on a day of the plan", [](json& j) { j["day"] = "2028-01-01"; });
    refused("hiddenPhases[0]", [](json& j) { j["hiddenPhases"] = {"stage-9"}; });
    refused("hiddenLayers[0]", [](json& j) { j["hiddenLayers"] = {"sky"}; });
    refused("camera is refused", [](json& j) { j["camera"]["fov"] = 0; });
    refused("camera is refused", [](json& j) { j["camera"]["target"] = j["camera"]["eye"]; });
    refused("camera.eye must be [x, y, z]", [](json& j) { j["camera"]["eye"] = {1, 2}; });
    refused("element is refused", [](json& j) { j["element"] = "castle"; });
    refused("task is refused", [](json& j) { j["task"] = "x"; });
    refused("models[0] is refused", [](json& j) { j["models"][0]["lat"] = 10; });
    refused("models[0].id", [](json& j) { j["models"][0]["id"] = 2; });
    refused("models[1].id does not count up", [](json& j) { j["models"].push_back(j["models"][0]); });
    refused("nextModel", [](json& j) { j["nextModel"] = 0; });
    refused("language is refused", [](json& j) { j["language"] = "xx"; });
    refused("theme is refused", [](json& j) { j["theme"] = ""; });
    refused("textPercent", [](json& j) { j["textPercent"] = 1000; });
    refused("panels is missing", [](json& j) { j.erase("panels"); });
    refused("must be an object", [](json& j) { j = json::array(); });
    EXPECT_FALSE(session_->restore(saved.substr(0, saved.size() / 2)));
    EXPECT_FALSE(session_->restore(""));
    EXPECT_EQ(session_->stateJson(), saved);
    EXPECT_EQ(session_->revision(), revision);
}

TEST_F(SessionTest, LookingAtASteadySessionAllocatesNothing) {
    post(R"({"do":"plan.set","plan":true})");
    (void)session_->timeline().takeChanges();
    const std::size_t before = test::allocations();
    for (int frame = 0; frame < 100; ++frame) {
        EXPECT_EQ(session_->revision(), 1U);
        EXPECT_TRUE(session_->timeline().takeChanges().empty());
        (void)session_->state().camera;
        (void)session_->canUndo();
        (void)session_->undoName();
    }
    EXPECT_EQ(test::allocations(), before);
}

TEST(SessionCreate, RefusesATownWhoseTextsAreWrong) {
    const auto errorWith = [](auto change) {
        test::TinyCity source;
        change(source);
        const test::Town town{source};
        return errorOf(Session::create(town.city(), town.strategy(), town.city().viewsJson()));
    };
    EXPECT_TRUE(says(errorWith([](test::TinyCity& c) { c.meta = "{}"; }), "section META: origin is missing"));
    EXPECT_TRUE(says(errorWith([](test::TinyCity& c) { c.meta = "{"; }), "section META: is not valid JSON"));
    EXPECT_TRUE(
        says(errorWith([](test::TinyCity& c) { c.views = R"({"views":[]})"; }), "views must hold at least one view"));
    EXPECT_TRUE(says(errorWith([](test::TinyCity& c) {
                         c.views = R"({"views":[{"id":"a","name":"n","eye":[0,0],"look":[0,0,1],"fov":45}]})";
                     }),
                     "views[0].eye must be [x, y, z]"));
    EXPECT_TRUE(says(errorWith([](test::TinyCity& c) {
                         c.views = R"({"views":[{"id":"a","name":"n","eye":[0,0,1],"look":[0,0,1],"fov":45}]})";
                     }),
                     "views[0].look is where the eye is"));
    EXPECT_TRUE(says(errorWith([](test::TinyCity& c) { c.elements[3].task = 4; }), "element 3 belongs to task 4 of 4"));
}

TEST(SessionCreate, StartsAtTheFirstViewWhenThereIsNoTown) {
    test::TinyCity source;
    source.views = R"({"views":[{"id":"a","name":"n","eye":[1,2,3],"look":[0,0,1],"fov":60,"extra":true}]})";
    const test::Town town{source};
    EXPECT_EQ(town.session()->state().camera, (CameraPose{{1, 2, 3}, {0, 0, 1}, 60}));
}

}  // namespace
}  // namespace twin::session
