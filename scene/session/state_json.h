// scene/session/state_json.h: a State as text and back. Spelled with ids, so that it outlives a new bake of the town.
#pragma once

#include <string>
#include <string_view>

#include "scene/session/session.h"

namespace twin::session {

/// One line; the same state gives the same bytes.
[[nodiscard]] std::string stateToJson(const State& state, const city::City& city, const strategy::Strategy& strategy);

/// Checked against the session's city with the same checks as the commands that would lead there. Changes nothing.
[[nodiscard]] Result<State> stateFromJson(std::string_view json, const Session& session);

}  // namespace twin::session
