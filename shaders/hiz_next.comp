#version 460
// A coarser level of the depth pyramid: the farthest depth of 2 x 2 texels, as far as there are so many.
#extension GL_GOOGLE_include_directive : require
#define CULL_PUSH PyramidPush
#include "shaders/lib/cull.glsl"
layout(local_size_x = 8, local_size_y = 8) in;

void main() {
    uvec2 at = gl_GlobalInvocationID.xy;
    if (any(greaterThanEqual(at, push.size))) return;
    uvec2 last = min(2u * at + 1u, push.fromSize - 1u);
    float farthest = 1.0;
    for (uint y = 2u * at.y; y <= last.y; ++y) {
        for (uint x = 2u * at.x; x <= last.x; ++x)
            farthest = min(farthest, push.pyramid.depths[push.fromOffset + y * push.fromSize.x + x]);
    }
    push.pyramid.depths[push.offset + at.y * push.size.x + at.x] = farthest;
}
