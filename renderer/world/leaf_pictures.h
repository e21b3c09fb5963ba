// renderer/world/leaf_pictures.h: pictures of leaves, needles and twigs that crowns are cut out with, painted in code. Pure
// and the same on every machine.
#pragma once

#include <cstdint>
#include <vector>

namespace twin::render {

inline constexpr std::uint32_t kLeafPicturePx = 256, kLeafPictureMips = 9;

/// RGBA8, shared::kLeafPictures layers of kLeafPicturePx squared. r: share that is covered; g: rank of the leaf, 0 to 255:
/// which go first where a crown thins out; b: its tone about 128, what lies under others dark; a: its tilt about 128.
/// Broad and narrow leaves tile; a bough of needles and a bunch of twigs fill their picture once, from its upper edge down
/// (v = 0, where they grow from the stem) to their tips.
[[nodiscard]] std::vector<std::uint8_t> makeLeafPictures();

}  // namespace twin::render
