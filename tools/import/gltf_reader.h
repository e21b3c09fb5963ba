// tools/import/gltf_reader.h: the still surfaces of a glTF 2.0 file.
#pragma once

#include <filesystem>

#include "tools/import/builder.h"
#include "tools/import/folder.h"
#include "tools/import/textures.h"

namespace twin::import {

/// Hands every triangle of the default scene to `builder`. Skins are shown as the file poses them, morphs by their
/// default weights, instances expanded, animations not at all. Throws Refusal.
void readGltf(const std::filesystem::path& file, const ModelFolder& folder, MeshBuilder& builder, Textures& textures,
              Report& report);

}  // namespace twin::import
