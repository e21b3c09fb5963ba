#include "tools/import/ifc_rewrite.h"

namespace twin::import {

std::vector<std::byte> rewriteIfc(const std::vector<std::byte>& file, Report&) { return file; }

}  // namespace twin::import
