// tools/bake/report.h: what `twin-bake info` and `twin-bake audit` print.
#pragma once

#include <iosfwd>

#include "scene/city/city.h"

namespace twin::bake {

/// @return exit code, 0
int printInfo(const city::City& city, std::ostream& out);
/// @return exit code: 0 all within 1 %, 1 some figure is missed or was not measured
int printAudit(const city::City& city, bool asJson, std::ostream& out);

}  // namespace twin::bake
