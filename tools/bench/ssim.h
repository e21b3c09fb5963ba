// tools/bench/ssim.h: how alike two pictures look.
#pragma once

#include "renderer/renderer.h"
#include "scene/base/result.h"

namespace twin::bench {

/// Mean structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004) of the luma (Rec. 601): Gaussian windows of 11 x 11,
/// sigma 1.5, K1 0.01, K2 0.03, whole windows only. 1 for the same picture. BadArgument when the sizes differ or a side
/// is shorter than a window.
[[nodiscard]] Result<double> structuralSimilarity(const render::Image& a, const render::Image& b);

}  // namespace twin::bench
