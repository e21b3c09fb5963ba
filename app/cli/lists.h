// app/cli/lists.h: what `twin --list` prints.
#pragma once

#include <string>

#include "app/cli/options.h"
#include "scene/base/result.h"

namespace twin::app {

/// views and tasks need the town; phases too. The text ends with a line break.
[[nodiscard]] Result<std::string> listText(const Options& options, const Texts& texts);

}  // namespace twin::app
