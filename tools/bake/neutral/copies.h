// tools/bake/neutral/copies.h: the same town many times over, to see what size alone costs.
#pragma once

#include "tools/bake/pack/assembler.h"

namespace twin::bake {

/// Appends copies of the town until there are `count`, in rows of its own size to the south: a camera in the first that
/// looks north sees none of them. Copies share vertices and indices and have elements, draws, tiles and trees of their own.
/// @return the extent of all
[[nodiscard]] Extent repeatTown(Assembler::Tables& tables, const Extent& one, int count);

}  // namespace twin::bake
