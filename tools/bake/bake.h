// tools/bake/bake.h: from checked sources to the bytes of a `.city` file.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/bake/source/sources.h"

namespace twin::bake {

/// Told before each step: "streets", and how far the bake is (0 to 1).
using Progress = std::function<void(std::string_view step, double share)>;

/// Sources must be free of faults. Deterministic: same sources, same bytes. Fails only where a kit or the ground breaks a rule.
[[nodiscard]] Result<std::vector<std::byte>> bake(const Sources& sources, const Progress& progress);

}  // namespace twin::bake
