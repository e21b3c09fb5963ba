// tools/import/gltf_accessors.h: arrays of numbers of a glTF file, checked and unpacked to floats or indices.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/import/gltf_container.h"

namespace twin::import {

/// `components` floats an element. Normalised integers become -1..1 or 0..1, others their plain value; sparse ones are
/// filled in. Throws Refusal when the accessor is not of `components` components or leaves its buffer.
[[nodiscard]] std::vector<float> readFloats(GltfContainer& file, std::uint64_t accessor, std::size_t components);

/// Of one component each.
[[nodiscard]] std::vector<std::uint32_t> readIndices(GltfContainer& file, std::uint64_t accessor);

[[nodiscard]] std::size_t countOfAccessor(const GltfContainer& file, std::uint64_t accessor);
[[nodiscard]] std::size_t componentsOfAccessor(const GltfContainer& file, std::uint64_t accessor);

}  // namespace twin::import
