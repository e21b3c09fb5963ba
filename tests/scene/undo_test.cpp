#include <gtest/gtest.h>

#include "scene/session/commands.h"
#include "scene/session/session.h"
#include "tests/scene/tiny_city.h"

namespace twin::session {
namespace {

using test::errorOf;

class UndoTest : public testing::Test {
protected:
    void post(const std::string& line) {
        const Result<Ok> good = session_->post(line);
        ASSERT_TRUE(good) << errorOf(good);
    }
    void hour(int minutes) { post(R"({"do":"hour.set","minutes":)" + std::to_string(minutes) + "}"); }

    test::Town town_;
    std::unique_ptr<Session> session_ = town_.session();
};

TEST_F(UndoTest, GoesBackAndForthStepByStep) {
    hour(60);
    post(R"({"do":"plan.set","plan":true})");
    EXPECT_EQ(session_->undoName(), "plan.set");
    session_->undo();
    EXPECT_FALSE(session_->state().plan);
    EXPECT_EQ(session_->state().minutes, 60);
    EXPECT_EQ(session_->timeline().states()[test::kPier].stage, city::Stage::Hidden);
    EXPECT_EQ(session_->undoName(), "hour.set");
    EXPECT_EQ(session_->redoName(), "plan.set");
    session_->undo();
    EXPECT_EQ(session_->state().minutes, 720);
    EXPECT_FALSE(session_->canUndo());
    EXPECT_EQ(session_->undoName(), "");
    session_->redo();
    session_->redo();
    EXPECT_TRUE(session_->state().plan);
    EXPECT_EQ(session_->timeline().states()[test::kPier].stage, city::Stage::Built);
    EXPECT_FALSE(session_->canRedo());
    EXPECT_EQ(session_->redoName(), "");
}

TEST_F(UndoTest, EveryUndoableCommandGoesBack) {
    post(R"({"do":"model.add","path":"a.glb","latDeg":50.9214,"lonDeg":22.2199})");
    for (const char* line :
         {R"({"do":"date.set","date":"2028-01"})", R"({"do":"plan.set","plan":true})",
          R"({"do":"hour.set","minutes":5})", R"({"do":"phase.set_visible","phase":"stage-1","visible":false})",
          R"({"do":"layer.set_visible","layer":"water","visible":false})", R"({"do":"symbolic.set","symbolic":true})",
          R"({"do":"weather.set","cloudPercent":90,"rainPercent":10,"snowPercent":0})",
          R"({"do":"season.set","day":7})", R"({"do":"model.add","path":"b.glb","latDeg":50.9214,"lonDeg":22.2199})",
          R"({"do":"model.move","model":1,"latDeg":50.922,"lonDeg":22.221,"headingDeg":7})",
          R"({"do":"model.remove","model":1})"}) {
        const State before = session_->state();
        post(line);
        State after = session_->state();
        EXPECT_NE(before, after) << line;
        session_->undo();
        State back = session_->state();
        back.nextModel = before.nextModel;  // ids are not given out twice
        EXPECT_EQ(back, before) << line;
        session_->redo();
        EXPECT_EQ(session_->state(), after) << line;
        session_->undo();
    }
}

TEST_F(UndoTest, LeavesCameraSelectionAndScreenAlone) {
    hour(60);
    post(R"({"do":"camera.view","view":"rynek"})");
    post(R"({"do":"select.element","id":"pier"})");
    post(R"({"do":"language.set","language":"en"})");
    EXPECT_EQ(session_->undoName(), "hour.set");
    session_->undo();
    EXPECT_EQ(session_->state().minutes, 720);
    EXPECT_EQ(session_->state().camera, session_->views()[0].pose);
    EXPECT_EQ(session_->state().element, test::kPier);
    EXPECT_EQ(session_->state().language, "en");
}

TEST_F(UndoTest, ANewStepEndsRedo) {
    hour(60);
    session_->undo();
    EXPECT_TRUE(session_->canRedo());
    hour(120);
    EXPECT_FALSE(session_->canRedo());
}

TEST_F(UndoTest, WhatChangesNothingMakesNoStep) {
    hour(720);
    post(R"({"do":"plan.set","plan":false})");
    EXPECT_FALSE(session_->canUndo());
    hour(60);
    session_->undo();
    hour(720);  // as it is: redo stays
    EXPECT_TRUE(session_->canRedo());
}

TEST_F(UndoTest, AGestureIsOneStep) {
    hour(60);
    session_->beginGesture();
    for (int minutes = 100; minutes < 200; ++minutes) hour(minutes);
    session_->endGesture();
    EXPECT_EQ(session_->undoName(), "hour.set");
    session_->undo();
    EXPECT_EQ(session_->state().minutes, 60);
    session_->redo();
    EXPECT_EQ(session_->state().minutes, 199);
}

TEST_F(UndoTest, AGestureMayMixCommandsAndNest) {
    session_->beginGesture();
    hour(60);
    session_->beginGesture();
    post(R"({"do":"symbolic.set","symbolic":true})");
    session_->endGesture();
    EXPECT_TRUE(session_->gestureOpen());
    post(R"({"do":"plan.set","plan":true})");
    session_->endGesture();
    EXPECT_FALSE(session_->gestureOpen());
    session_->undo();
    EXPECT_EQ(session_->state(), town_.session()->state());
    EXPECT_FALSE(session_->canUndo());
}

TEST_F(UndoTest, AGestureThatComesBackToItsStartIsNoStep) {
    session_->beginGesture();
    hour(60);
    EXPECT_TRUE(session_->canUndo());
    hour(720);
    EXPECT_FALSE(session_->canUndo());
    session_->endGesture();
    EXPECT_FALSE(session_->canUndo());
}

TEST_F(UndoTest, AnEmptyGestureAndALoneEndAreNothing) {
    std::size_t told = 0;
    session_->setListener([&](std::string_view) { ++told; });
    session_->beginGesture();
    session_->endGesture();
    session_->endGesture();
    EXPECT_FALSE(session_->canUndo());
    EXPECT_EQ(told, 0U);
}

TEST_F(UndoTest, UndoWithinAGestureEndsIt) {
    hour(30);
    session_->beginGesture();
    hour(60);
    session_->undo();
    EXPECT_EQ(session_->state().minutes, 30);
    EXPECT_FALSE(session_->gestureOpen());
    hour(90);  // the drag goes on, as steps of its own
    session_->endGesture();
    session_->undo();
    EXPECT_EQ(session_->state().minutes, 30);
}

TEST_F(UndoTest, TheListenerCanRepeatGestures) {
    std::vector<std::string> lines;
    session_->setListener([&](std::string_view line) { lines.emplace_back(line); });
    session_->beginGesture();
    hour(60);
    hour(61);
    session_->endGesture();
    session_->undo();
    EXPECT_EQ(lines.front(), R"({"do":"gesture.begin"})");
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[3], R"({"do":"gesture.end"})");

    const std::unique_ptr<Session> again = town_.session();
    std::vector<std::string> repeated;
    again->setListener([&](std::string_view line) { repeated.emplace_back(line); });
    for (const std::string& line : lines) ASSERT_TRUE(again->post(line));
    EXPECT_EQ(repeated, lines);
    EXPECT_EQ(again->state(), session_->state());
    EXPECT_TRUE(again->canRedo());
    EXPECT_FALSE(again->canUndo());
}

TEST_F(UndoTest, StepsAreBounded) {
    for (int i = 0; i < static_cast<int>(Session::kMostUndoSteps) + 100; ++i) hour(i);
    std::size_t steps = 0;
    for (; session_->canUndo(); ++steps) session_->undo();
    EXPECT_EQ(steps, Session::kMostUndoSteps);
    EXPECT_EQ(session_->state().minutes, 99);
}

TEST_F(UndoTest, RestoreEndsTheSteps) {
    hour(60);
    session_->beginGesture();
    hour(70);
    ASSERT_TRUE(session_->restore(town_.session()->stateJson()));
    EXPECT_FALSE(session_->canUndo());
    EXPECT_FALSE(session_->canRedo());
    EXPECT_FALSE(session_->gestureOpen());
    EXPECT_EQ(session_->state().minutes, 720);
}

}  // namespace
}  // namespace twin::session
