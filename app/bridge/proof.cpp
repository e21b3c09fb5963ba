#include "app/bridge/proof.h"

#include <array>

#include "app/text/format.h"
#include "app/ui/theme.h"

namespace twin::app {

ProofFacts proofFacts(const session::Session& session, const Texts& texts, const Places& places, const Sun& sun,
                      const Pose& pose, const Ground& ground) {
    ProofFacts facts;
    const session::State& state = session.state();
    facts.day = state.day;
    facts.phase = texts.get(session.strategy().phases[session.strategy().phaseAt(state.day)].text);
    facts.minutes = state.minutes;
    facts.sunAzimuthDeg = sun.sky.sun.azimuthDeg;
    facts.sunElevationDeg = sun.sky.sun.elevationDeg;
    facts.focalMm = focalLengthMm(pose.fovYRad);
    facts.eyeHeightM = pose.eye.z - ground.at(pose.eye.x, pose.eye.y);
    facts.dataYear = places.dataYear();
    facts.models = !state.models.empty();
    std::array<bool, 5> present{};
    for (const city::Element& element : session.city().elements())
        present[static_cast<std::size_t>(element.basis)] = true;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (!present[i]) continue;
        if (!facts.basis.empty()) facts.basis += ", ";
        facts.basis += texts.get("basis.", basisKey(static_cast<city::Basis>(i)));
    }
    facts.schematic = present[static_cast<std::size_t>(city::Basis::Schematic)];
    return facts;
}

std::string proofLine(const Texts& texts, const ProofFacts& facts) {
    std::string line = texts.get("proof.town");
    const auto add = [&line](const std::string& part) { line.append(" · ").append(part); };
    add(texts.say("proof.date", {monthYear(texts, facts.day)}));
    add(texts.say("proof.phase", {facts.phase}));
    add(texts.say("proof.hour", {hourText(facts.minutes)}));
    add(texts.say("proof.sun", {number(texts, facts.sunAzimuthDeg), number(texts, facts.sunElevationDeg)}));
    add(texts.say("proof.focal", {number(texts, facts.focalMm)}));
    add(texts.say("proof.eye", {number(texts, facts.eyeHeightM, facts.eyeHeightM < 100 ? 1 : 0)}));
    add(texts.say("proof.data", {std::to_string(facts.dataYear)}));
    add(texts.say("proof.basis", {facts.basis}));
    if (facts.schematic) add(texts.get("proof.schematic"));
    if (facts.models) add(texts.get("proof.models"));
    return line;
}

}  // namespace twin::app
