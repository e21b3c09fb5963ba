// app/bridge/proof.h: the line that every exported picture carries, so that it can be defended.
#pragma once

#include <string>

#include "app/bridge/places.h"
#include "app/camera/pose.h"
#include "app/text/texts.h"
#include "app/ui/panels.h"
#include "scene/session/session.h"

namespace twin::app {

struct ProofFacts {
    Day day = 0;
    std::string phase;  ///< its name in the language
    int minutes = 0;
    double sunAzimuthDeg = 0, sunElevationDeg = 0;
    double focalMm = 0;
    double eyeHeightM = 0;
    int dataYear = 0;
    std::string basis;  ///< names of what the picture rests on
    bool schematic = false, models = false;
};

[[nodiscard]] ProofFacts proofFacts(const session::Session& session, const Texts& texts, const Places& places,
                                    const Sun& sun, const Pose& pose, const Ground& ground);
[[nodiscard]] std::string proofLine(const Texts& texts, const ProofFacts& facts);

}  // namespace twin::app
