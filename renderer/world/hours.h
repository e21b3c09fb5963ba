// renderer/world/hours.h: which share of windows is lit at an hour. Pure.
#pragma once

#include <array>

#include "renderer/world/shared.h"

namespace twin::render {

/// By the facade's style (shaders/lib/facade.glsl), were it dark; that of shops is for their ground floor.
[[nodiscard]] std::array<float, shared::kFacadeStyles> litWindows(float hour);

}  // namespace twin::render
