// renderer/world/samplers.h: the few ways textures are read.
#pragma once

#include "renderer/gpu/device.h"

namespace twin::render {

struct Samplers {
    explicit Samplers(gpu::Device& device);
    gpu::Sampler repeat;     ///< smooth, mipmapped, tiling
    gpu::Sampler mipmapped;  ///< smooth, the nearest level, edges held
    gpu::Sampler clamp;      ///< smooth, one level, edges held
    gpu::Sampler nearest;    ///< texel by texel
    gpu::Sampler shadow;     ///< compares; outside of the map is lit
};

}  // namespace twin::render
