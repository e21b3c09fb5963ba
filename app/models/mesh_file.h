// app/models/mesh_file.h: the file twin-import leaves, as the renderer takes it.
#pragma once

#include <filesystem>

#include "app/models/importer.h"

namespace twin::app {

/// Trusts nothing in the file; the error carries only the reason.
[[nodiscard]] Result<ImportedModel> readMeshFile(const std::filesystem::path& path);

}  // namespace twin::app
