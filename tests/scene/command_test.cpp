#include "scene/session/command.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "scene/session/commands.h"
#include "tests/scene/tiny_city.h"

namespace twin::session {
namespace {

using test::errorOf;

bool says(const std::string& error, const std::string& part) { return error.find(part) != std::string::npos; }

/// A line for every command there is; the test below holds that none is forgotten.
const char* const kLines[] = {
    R"({"do":"camera.eye_height","metres":1.7})",
    R"({"do":"camera.lens","focalMm":35.0})",
    R"({"do":"camera.set","eyeX":1.5,"eyeY":-2.0,"eyeZ":300.25,"targetX":0.0,"targetY":1.0,"targetZ":200.0,"fovDeg":35.0})",
    R"({"do":"camera.two_point","on":true})",
    R"({"do":"camera.view","view":"rynek"})",
    R"({"do":"date.set","date":"2030-12"})",
    R"({"do":"gesture.begin"})",
    R"({"do":"gesture.end"})",
    R"({"do":"hour.set","minutes":615})",
    R"({"do":"language.set","language":"uk"})",
    R"({"do":"layer.set_visible","layer":"trees","visible":false})",
    R"({"do":"model.add","path":"models/dom jednorodzinny.glb","latDeg":50.9214,"lonDeg":22.2199,"headingDeg":41.0})",
    R"({"do":"model.move","model":1,"latDeg":50.92,"lonDeg":22.22,"headingDeg":-30.5})",
    R"({"do":"model.remove","model":3})",
    R"({"do":"panels.set_visible","visible":false})",
    R"({"do":"phase.set_visible","phase":"stage-2","visible":false})",
    R"({"do":"plan.set","plan":true})",
    R"({"do":"play.set","playing":true})",
    R"({"do":"quality.set","quality":"low"})",
    R"({"do":"redo"})",
    R"({"do":"season.set","day":284})",
    R"({"do":"select.clear"})",
    R"({"do":"select.element","id":"pier"})",
    R"({"do":"select.task","task":"iv-pier","fly":false})",
    R"({"do":"session.restore","state":"{\"day\":\"2024-06-30\"}"})",
    R"({"do":"settle.set","on":true})",
    R"({"do":"symbolic.set","symbolic":true})",
    R"({"do":"text_size.set","percent":150})",
    R"({"do":"theme.set","theme":"contrast"})",
    R"({"do":"undo"})",
    R"({"do":"weather.set","cloudPercent":70,"rainPercent":0,"snowPercent":90,"windMs":2})",
};

TEST(Command, EveryOneGoesToJsonAndBack) {
    for (const char* line : kLines) {
        const Result<std::unique_ptr<Command>> command = commandFromJson(line);
        ASSERT_TRUE(command) << errorOf(command);
        EXPECT_EQ(commandToJson(**command), line);
    }
}

TEST(Command, TheListHelpsWithEveryOne) {
    const std::vector<CommandHelp> list = listCommands();
    ASSERT_EQ(list.size(), std::size(kLines));
    for (std::size_t i = 0; i < list.size(); ++i) {
        EXPECT_EQ((*commandFromJson(kLines[i]))->name(), list[i].name);  // both sorted
    }
    EXPECT_EQ(list[5].fields, std::vector<std::string>{"date: text"});
    EXPECT_EQ(list[23].fields, (std::vector<std::string>{"task: text", "fly: true or false (may be left out)"}));
    EXPECT_TRUE(list[29].fields.empty());
}

TEST(Command, EveryFieldOfEveryCommandIsCheckedForItsType) {
    for (const char* line : kLines) {
        const nlohmann::ordered_json good = nlohmann::ordered_json::parse(line);
        for (const auto& [key, value] : good.items()) {
            if (key == "do") continue;
            nlohmann::ordered_json wrong = good;
            wrong[key] = nlohmann::json::array();
            EXPECT_TRUE(says(errorOf(commandFromJson(wrong.dump())), "the field \"" + key + "\" must be")) << wrong;
            wrong[key] = nullptr;
            EXPECT_TRUE(says(errorOf(commandFromJson(wrong.dump())), "the field \"" + key + "\" must be")) << wrong;
        }
    }
}

TEST(Command, EveryFieldMustBeThereBarringTheNamedFew) {
    for (const char* line : kLines) {
        const nlohmann::ordered_json good = nlohmann::ordered_json::parse(line);
        for (const auto& [key, value] : good.items()) {
            if (key == "do") continue;
            nlohmann::ordered_json without = good;
            without.erase(key);
            const std::string error = errorOf(commandFromJson(without.dump()));
            if (key == "fly" || key == "headingDeg" || key == "fovDeg" || key == "windMs") {
                EXPECT_EQ(error, "");
            } else {
                EXPECT_TRUE(says(error, "the field \"" + key + "\" is missing")) << without;
            }
        }
    }
}

TEST(Command, AnUnknownFieldIsRefusedWithTheKnownOnes) {
    const std::string error = errorOf(commandFromJson(R"({"do":"plan.set","plan":true,"colour":"red"})"));
    EXPECT_TRUE(says(error, "\"colour\" is unknown"));
    EXPECT_TRUE(says(error, "its fields are: plan"));
    EXPECT_TRUE(says(errorOf(commandFromJson(R"({"do":"undo","x":1})")), "its fields are: none"));
}

TEST(Command, AnUnknownNameListsTheKnownOnes) {
    const Result<std::unique_ptr<Command>> command = commandFromJson(R"({"do":"town.burn"})");
    ASSERT_FALSE(command);
    EXPECT_EQ(command.error().code, Errc::NotFound);
    EXPECT_TRUE(says(command.error().what, "there is no command \"town.burn\""));
    for (const CommandHelp& help : listCommands()) EXPECT_TRUE(says(command.error().what, help.name)) << help.name;
}

TEST(Command, NumbersKeepTheirKind) {
    EXPECT_FALSE(commandFromJson(R"({"do":"hour.set","minutes":1.5})"));
    EXPECT_FALSE(commandFromJson(R"({"do":"hour.set","minutes":"600"})"));
    EXPECT_FALSE(commandFromJson(R"({"do":"hour.set","minutes":2147483648})"));
    EXPECT_FALSE(commandFromJson(R"({"do":"hour.set","minutes":-2147483649})"));
    EXPECT_FALSE(commandFromJson(R"({"do":"hour.set","minutes":18446744073709551615})"));
    EXPECT_TRUE(commandFromJson(R"({"do":"hour.set","minutes":2147483647})"));  // a number; check() refuses it
    EXPECT_FALSE(commandFromJson(R"({"do":"plan.set","plan":1})"));
    EXPECT_TRUE(
        commandFromJson(R"({"do":"model.add","path":"a","latDeg":50,"lonDeg":22})"));  // whole degrees are degrees
    EXPECT_FALSE(commandFromJson(R"({"do":"model.add","path":"a","latDeg":1e999,"lonDeg":22})"));
}

TEST(Command, WhatIsNoLineIsRefusedWithAnExample) {
    for (const char* line : {"", "{", "date.set 2030-12", "[1]", "7", "null", "\"undo\"", R"({"do":7})",
                             R"({"date":"2030"})", "{\"do\":\"undo\"", "\xFF\xFE", R"({"do":"undo"} {"do":"undo"})"}) {
        EXPECT_FALSE(commandFromJson(line)) << line;
    }
    EXPECT_TRUE(says(errorOf(commandFromJson("{")), "write it like"));
    EXPECT_TRUE(says(errorOf(commandFromJson("{}")), "\"do\" is missing"));
}

TEST(Command, DeepNestingAndLongWordsAreHarmless) {
    EXPECT_FALSE(commandFromJson(std::string(200000, '[')));
    EXPECT_LT(errorOf(commandFromJson(R"({"do":")" + std::string(100000, 'x') + R"("})")).size(), 1000U);
    EXPECT_LT(errorOf(commandFromJson(R"({"do":"undo",")" + std::string(100000, 'x') + R"(":1})")).size(), 1000U);
}

TEST(Command, DoublesSurviveToTheLastBit) {
    CameraSet camera;
    camera.eyeX = 0.1 + 0.2;
    camera.eyeY = -1.0 / 3;
    camera.targetZ = 1e-300;
    const Result<std::unique_ptr<Command>> back = commandFromJson(commandToJson(camera));
    ASSERT_TRUE(back);
    const auto& again = dynamic_cast<const CameraSet&>(**back);
    EXPECT_EQ(again.eyeX, camera.eyeX);
    EXPECT_EQ(again.eyeY, camera.eyeY);
    EXPECT_EQ(again.targetZ, camera.targetZ);
}

/// check() and its words, for every command that can be wrong.
struct Refused {
    const char* line;
    const char* says;
};
const Refused kRefused[] = {
    {R"({"do":"date.set","date":"soon"})", "write it like 2028-06"},
    {R"({"do":"date.set","date":"2019-05"})", "lies outside the timeline: 2019-06-01 to 2060-12-28"},
    {R"({"do":"date.set","date":"2061-01"})", "lies outside the timeline"},
    {R"({"do":"hour.set","minutes":1440})", "between 0 and 1439"},
    {R"({"do":"hour.set","minutes":-1})", "between 0 and 1439"},
    {R"({"do":"phase.set_visible","phase":"stage-9","visible":true})",
     "the phases are: state-2024, stage-1, stage-2, stage-3"},
    {R"({"do":"layer.set_visible","layer":"roofs","visible":true})",
     "terrain, water, streets, rail, buildings, landmarks, trees, investments, furniture, models"},
    {R"({"do":"camera.view","view":"moon"})", "the views are: rynek, town"},
    {R"({"do":"camera.set","eyeX":0,"eyeY":0,"eyeZ":0,"targetX":0,"targetY":0,"targetZ":0})", "the same place"},
    {R"({"do":"camera.set","eyeX":1e6,"eyeY":0,"eyeZ":0,"targetX":0,"targetY":0,"targetZ":0})", "within 100 km"},
    {R"({"do":"camera.set","eyeX":1,"eyeY":0,"eyeZ":0,"targetX":0,"targetY":0,"targetZ":0,"fovDeg":180})",
     "between 1 and 150"},
    {R"({"do":"select.element","id":"castle"})", "there is no element \"castle\""},
    {R"({"do":"select.element","id":""})", "there is no element"},
    {R"({"do":"select.task","task":"x"})", "twin --list tasks prints all 4"},
    {R"({"do":"model.add","path":"","latDeg":50.92,"lonDeg":22.22})", "has no path"},
    {R"({"do":"model.add","path":"a\u0000b","latDeg":50.92,"lonDeg":22.22})", "not UTF-8"},
    {R"({"do":"model.add","path":"a","latDeg":52.23,"lonDeg":21.01})",
     "lies outside the model of the town; it reaches from 50.9"},
    {R"({"do":"model.add","path":"a","latDeg":95,"lonDeg":22.22})", "not a place in PL-2000"},
    {R"({"do":"model.add","path":"a","latDeg":50.92,"lonDeg":22.22,"headingDeg":400})", "-360 to 360"},
    {R"({"do":"model.move","model":1,"latDeg":50.92,"lonDeg":22.22})", "placed are: none"},
    {R"({"do":"model.remove","model":1})", "there is no model \"1\""},
    {R"({"do":"language.set","language":"de"})", "choose from: pl, en, uk"},
    {R"({"do":"theme.set","theme":"pink"})", "choose from: light, dark, contrast"},
    {R"({"do":"quality.set","quality":"best"})", "choose from: low, medium, high, film, auto"},
    {R"({"do":"text_size.set","percent":99})", "between 100 and 250"},
    {R"({"do":"text_size.set","percent":251})", "between 100 and 250"},
    {R"({"do":"weather.set","cloudPercent":101,"rainPercent":0,"snowPercent":0})", "cloud in percent 101"},
    {R"({"do":"weather.set","cloudPercent":0,"rainPercent":-1,"snowPercent":0})", "rain in percent -1"},
    {R"({"do":"weather.set","cloudPercent":0,"rainPercent":0,"snowPercent":200})", "snow in percent 200"},
    {R"({"do":"weather.set","cloudPercent":0,"rainPercent":0,"snowPercent":0,"windMs":31})", "between 0 and 30"},
    {R"({"do":"season.set","day":366})", "between -1 and 365"},
    {R"({"do":"undo"})", "nothing to undo"},
    {R"({"do":"redo"})", "nothing to redo"},
    {R"({"do":"gesture.end"})", "without a gesture.begin"},
    {R"({"do":"session.restore","state":"{}"})", "saved state: day is missing"},
};

TEST(Command, ChecksExplainAndChangeNothing) {
    const test::Town town;
    const std::unique_ptr<Session> session = town.session();
    const std::string before = session->stateJson();
    std::size_t told = 0;
    session->setListener([&](std::string_view) { ++told; });
    for (const Refused& refused : kRefused) {
        const std::string error = errorOf(session->post(refused.line));
        EXPECT_TRUE(says(error, refused.says)) << refused.line << "\n  " << error;
    }
    EXPECT_EQ(session->stateJson(), before);
    EXPECT_EQ(session->revision(), 0U);
    EXPECT_EQ(told, 0U);
}

TEST(Command, NumbersThatAreNoneAreRefused) {
    const test::Town town;
    const std::unique_ptr<Session> session = town.session();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CameraSet camera;
    camera.eyeZ = nan;
    EXPECT_FALSE(session->post(camera));
    camera.eyeZ = 100;
    camera.fovDeg = nan;
    EXPECT_FALSE(session->post(camera));
    ModelAdd model;
    model.path = "a.glb";
    model.latDeg = 50.9214, model.lonDeg = 22.2199, model.headingDeg = nan;
    EXPECT_FALSE(session->post(model));
    model.headingDeg = 0, model.lonDeg = nan;
    EXPECT_FALSE(session->post(model));
    model.lonDeg = 22.2199;
    model.path = "a\xFF.glb";
    EXPECT_TRUE(says(errorOf(session->post(model)), "not UTF-8"));
    model.path = std::string(5000, 'a');
    EXPECT_FALSE(session->post(model));
    model.path = "a.glb";
    EXPECT_TRUE(session->post(model));
}

}  // namespace
}  // namespace twin::session
