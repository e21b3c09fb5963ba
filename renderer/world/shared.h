// renderer/world/shared.h: gives the words of shaders/shared their meaning in C++ and holds both sides to one layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/glm.hpp>

#include "scene/city/format.h"

#define SHARED_ASSERT_SIZE(type, bytes) \
    static_assert(sizeof(type) == (bytes), #type " differs from the shaders' layout");
#define SHARED_ADDRESS(type) std::uint64_t

namespace twin::render::shared {

using uint = std::uint32_t;
using glm::ivec2;
using glm::mat4;
using glm::uvec2;
using glm::vec2;
using glm::vec3;
using glm::vec4;

#include "shaders/shared/frame.h"

#include "shaders/shared/cull.h"
#include "shaders/shared/far_tree.h"

static_assert(offsetof(FrameData, town) == 0 && offsetof(TownTables, self) == 0);  // shaders/lib/scene.glsl
static_assert(kTreeFormConifer == static_cast<uint>(city::TreeForm::Conifer));
static_assert(kTreeFormWeeping == static_cast<uint>(city::TreeForm::Weeping) && kDrawHedge == city::kDrawHedge &&
              kDrawClosed == city::kDrawClosed);
static_assert(sizeof(DrawRow) == sizeof(city::Draw) && sizeof(TileRow) == sizeof(city::Tile) &&
              sizeof(MaterialRow) == sizeof(city::Material) && sizeof(TreeRow) == sizeof(city::Tree) &&
              sizeof(SpeciesRow) == sizeof(city::Species));

}  // namespace twin::render::shared
