#include "tools/bench/scenes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scene/city/ground.h"
#include "scene/light/sun.h"
#include "scene/session/commands.h"
#include "scene/session/session.h"

namespace twin::bench {

using nlohmann::json;

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180;

constexpr std::string_view kView = "view:";

constexpr std::array<SceneName, 4> kScenes{{{"start", "the view the program starts with, at rest"},
                                            {"orbit", "once round the town, 900 m from its centre and 350 m up"},
                                            {"street", "a walk of 90 m along a street at eye height"},
                                            {"reservoir", "along the reservoir with the pier and the marina"}}};

/// One turn (or an arc of it) about `centre`, which is looked at.
std::vector<render::Camera> circle(glm::dvec3 centre, double radiusM, double heightM, double fovYDeg, int frames,
                                   double fromDeg, double toDeg) {
    std::vector<render::Camera> cameras;
    for (int i = 0; i < frames; ++i) {
        const double angle = (fromDeg + (toDeg - fromDeg) * i / frames) * kDegree;
        const glm::dvec3 eye = centre + glm::dvec3{radiusM * std::cos(angle), radiusM * std::sin(angle), heightM};
        cameras.push_back({eye, centre, static_cast<float>(fovYDeg * kDegree)});
    }
    return cameras;
}

Error badMeta(const std::string& what) {
    return {Errc::BadData, "the town's META section has no good \"bench\": " + what +
                               "; bake it with twin-bake --neutral, or name a scene of --list"};
}

Result<Scene> peerScene(const city::City& city, const Options& options) try {
    const json bench = json::parse(city.metaJson()).at("bench");
    const json& orbit = bench.at("orbit");
    const auto vec = [](const json& v) {
        return glm::dvec3{v.at(0).get<double>(), v.at(1).get<double>(), v.at(2).get<double>()};
    };
    Scene scene;
    scene.name = "peer";
    const glm::dvec3 centre = vec(orbit.at("centre"));
    const int frames = options.frames > 0 ? options.frames : orbit.at("frames").get<int>();
    const int turn = orbit.at("frames").get<int>();
    if (frames < 1 || turn < 1) return badMeta("it has no frames");
    const bool arc = options.arcToDeg - options.arcFromDeg != 360;
    scene.cameras =
        circle(centre, orbit.at("radiusM").get<double>(), orbit.at("heightM").get<double>(),
               orbit.at("fovYDeg").get<double>(), arc ? frames : turn, options.arcFromDeg, options.arcToDeg);
    scene.input.light.toSun = glm::normalize(glm::vec3(vec(bench.at("toSun"))));
    scene.input.shadowBox = render::ShadowBox{centre, bench.at("shadowExtentM").get<double>()};
    scene.states.assign(city.elements().size(), {city::Stage::Existing, 0, 0, 0});
    return scene;
} catch (const json::exception& fault) {
    return badMeta(fault.what());
}

/// Day, hour and place of the light; the state of every element.
Result<Ok> setDay(Scene& scene, const city::City& city, session::Session& session, std::string_view date, int minutes) {
    session::DateSet command;
    command.date = date;
    if (const Result<Ok> done = session.post(command); !done) return done.error();
    session::PlanSet plan;
    if (const Result<Ok> done = session.post(plan); !done) return done.error();
    const std::span<const city::ElementState> states = session.timeline().states();
    scene.states.assign(states.begin(), states.end());
    const json meta = json::parse(city.metaJson(), nullptr, false);
    geo::Pl2000 origin;
    if (meta.is_object() && meta.contains("origin")) {
        origin.northingM = meta["origin"].value("northing", 0.0);
        origin.eastingM = meta["origin"].value("easting", 0.0);
    }
    const Result<geo::Frame> frame = geo::Frame::create(origin);
    if (!frame) return frame.error();
    const Result<geo::LatLon> here = frame->toLatLon({0, 0});
    if (!here) return here.error();
    const Day day = session.state().day;
    const light::SkyState sky = light::skyAt(*here, day, minutes);
    const double convergence = frame->convergenceDeg({0, 0});
    const auto vec = [](const std::array<double, 3>& v) { return glm::vec3(v[0], v[1], v[2]); };
    scene.input.light = {vec(light::towards(sky.sun, convergence)), vec(light::towards(sky.moon, convergence)),
                         static_cast<float>(sky.moonShare)};
    scene.input.dayOfYear = static_cast<float>(day - dayOf({calendarOf(day).year, 1, 1}));
    return Ok{};
}

std::vector<render::Camera> walk(const city::City& city, const session::CameraPose& pose, double lengthM,
                                 double eyeAboveM, int frames) {
    const glm::dvec3 eye{pose.eye[0], pose.eye[1], pose.eye[2]};
    const glm::dvec3 target{pose.target[0], pose.target[1], pose.target[2]};
    glm::dvec3 ahead = target - eye;
    ahead.z = 0;
    ahead = glm::normalize(ahead);
    std::vector<render::Camera> cameras;
    for (int i = 0; i < frames; ++i) {
        glm::dvec3 at = eye + ahead * (lengthM * i / frames);
        if (eyeAboveM > 0) at.z = city::groundHeightM(city.heightGrid(), city.heightsCm(), at.x, at.y) + eyeAboveM;
        const glm::dvec3 look = eyeAboveM > 0 ? at + ahead * 50.0 : target + (at - eye);
        cameras.push_back({at, look, static_cast<float>(pose.fovDeg * kDegree)});
    }
    return cameras;
}

Result<session::CameraPose> viewOf(const session::Session& session, std::string_view id) {
    const auto views = session.views();
    const auto found = std::find_if(views.begin(), views.end(), [&](const auto& view) { return view.id == id; });
    if (found != views.end()) return found->pose;
    return Error{Errc::BadData, "the town has no view \"" + std::string{id} + "\", which the scene starts from"};
}

Result<std::unique_ptr<session::Session>> sessionOf(const city::City& city) {
    Result<strategy::Strategy> strategy = strategy::Strategy::parse(city.strategyJson(), city.elements().size());
    if (!strategy) return strategy.error();
    return session::Session::create(city, std::move(*strategy), city.viewsJson());
}

Result<Scene> townScene(const city::City& city, std::string_view name, const Options& options) {
    const Result<std::unique_ptr<session::Session>> session = sessionOf(city);
    if (!session) return session.error();
    Scene scene;
    scene.name = name;
    if (const Result<Ok> done = setDay(scene, city, **session, "2030-08", 16 * 60); !done) return done.error();
    const int frames = options.frames > 0 ? options.frames : 60;
    if (name == "start") {
        scene.cameras = walk(city, (*session)->state().camera, 0, 0, frames);
    } else if (name == "orbit") {
        const double ground = city::groundHeightM(city.heightGrid(), city.heightsCm(), 0, 0);
        scene.cameras = circle({0, 0, ground}, 900, 350, 60, frames, 0, 360);
    } else if (name.starts_with(kView)) {
        scene.input.life = {1, 1};  // the busiest hour
        const Result<session::CameraPose> pose = viewOf(**session, name.substr(kView.size()));
        if (!pose) return pose.error();
        scene.cameras = walk(city, *pose, 0, 0, frames);
    } else {
        const bool street = name == "street";
        const Result<session::CameraPose> pose = viewOf(**session, street ? "urzedowska" : "reservoir");
        if (!pose) return pose.error();
        scene.cameras = walk(city, *pose, street ? 90 : 300, street ? 1.7 : 0, frames);
    }
    return scene;
}

}  // namespace

std::span<const SceneName> sceneNames() noexcept { return kScenes; }

Result<std::vector<std::string>> viewScenes(const city::City& city) {
    const Result<std::unique_ptr<session::Session>> session = sessionOf(city);
    if (!session) return session.error();
    std::vector<std::string> names;
    for (const auto& view : (*session)->views()) names.push_back(std::string{kView} + view.id);
    return names;
}

Result<ShadowMaps> shadowMaps(const city::City& city, const Options& options) try {
    if (!options.peer) return ShadowMaps{};
    if (options.shadow == "off") return ShadowMaps{1, 16};
    return ShadowMaps{1, json::parse(city.metaJson()).at("bench").at("shadowMapPx").get<std::uint32_t>()};
} catch (const json::exception& fault) {
    return badMeta(fault.what());
}

Result<Scene> makeScene(const city::City& city, std::string_view name, const Options& options) {
    Result<Scene> scene = name == "peer" ? peerScene(city, options) : townScene(city, name, options);
    if (!scene) return scene;
    scene->input.lod = options.lod;
    if (!options.trees) scene->input.layers &= ~(1U << static_cast<unsigned>(city::Layer::Trees));
    if (options.shadow == "off") scene->input.shadows = render::ShadowUse::Off;
    if (options.shadow == "kept") scene->input.shadows = render::ShadowUse::Kept;
    if (options.shadow == "each") scene->input.shadows = render::ShadowUse::Each;
    return scene;
}

}  // namespace twin::bench
