// tools/import/assimp_reader.h: every format but glTF, by way of Assimp.
#pragma once

#include <filesystem>
#include <string_view>

#include "tools/import/builder.h"
#include "tools/import/folder.h"
#include "tools/import/textures.h"

namespace twin::import {

/// Whether files with this ending (small letters, no dot) are read at all.
[[nodiscard]] bool assimpReads(std::string_view ending);

/// Hands every triangle to `builder`, in metres with z up as the file's own units and axes say. Throws Refusal.
void readWithAssimp(const std::filesystem::path& file, const ModelFolder& folder, MeshBuilder& builder,
                    Textures& textures, Report& report);

}  // namespace twin::import
