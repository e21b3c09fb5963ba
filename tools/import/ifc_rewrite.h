// tools/import/ifc_rewrite.h: says in IFC2x3 what a file says in IFC4, so that Assimp 5.2, which knows only IFC2x3, reads it.
#pragma once

#include <cstddef>
#include <vector>

#include "tools/import/report.h"

namespace twin::import {

/// The file with its records one a line and those rewritten that Assimp would break on. Throws Refusal when it is no
/// STEP file.
[[nodiscard]] std::vector<std::byte> rewriteIfc(const std::vector<std::byte>& file, Report& report);

}  // namespace twin::import
