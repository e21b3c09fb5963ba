#version 460
// The finest level of the depth pyramid: the farthest depth of 2 x 2 pixels, all samples of them (z is reversed: the least).
#extension GL_GOOGLE_include_directive : require
#define CULL_PUSH PyramidPush
#include "shaders/lib/cull.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(constant_id = 0) const uint kSamples = 4u;
layout(set = 0, binding = kBindSceneDepth) uniform sampler2DMS depthImage;

void main() {
    uvec2 at = gl_GlobalInvocationID.xy;
    if (any(greaterThanEqual(at, push.size))) return;
    uvec2 last = min(2u * at + 1u, push.fromSize - 1u);
    float farthest = 1.0;
    for (uint y = 2u * at.y; y <= last.y; ++y) {
        for (uint x = 2u * at.x; x <= last.x; ++x) {
            for (uint i = 0u; i < kSamples; ++i)
                farthest = min(farthest, texelFetch(depthImage, ivec2(x, y), int(i)).r);
        }
    }
    push.pyramid.depths[push.offset + at.y * push.size.x + at.x] = farthest;
}
