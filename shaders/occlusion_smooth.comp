#version 460
// Mean over the 4 x 4 pixels of the search's pattern, of those that lie on the same surface.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/occlusion_texel.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = kBindOcclusionRough) uniform sampler2D rough;
layout(set = 0, binding = kBindOcclusionTarget, rg16f) uniform writeonly image2D target;

void main() {
    ivec2 at;
    if (!occlusionTexel(1, at)) return;
    vec2 here = texelFetch(rough, at, 0).rg;
    // Depth may change as fast as it does beside this pixel: a floor seen at a low angle is one surface.
    float slopeX = min(abs(texelFetch(rough, at + ivec2(1, 0), 0).g - here.g),
                       abs(texelFetch(rough, at - ivec2(1, 0), 0).g - here.g));
    float slopeY = min(abs(texelFetch(rough, at + ivec2(0, 1), 0).g - here.g),
                       abs(texelFetch(rough, at - ivec2(0, 1), 0).g - here.g));
    float sum = 0.0, weights = 0.0;
    for (int y = -2; y <= 2; ++y) {
        for (int x = -2; x <= 2; ++x) {
            // The outermost rows count half, so that the even pattern is covered evenly about the middle.
            float even = (abs(x) == 2 ? 0.5 : 1.0) * (abs(y) == 2 ? 0.5 : 1.0);
            vec2 other = texelFetch(rough, at + ivec2(x, y), 0).rg;
            float allowed = 0.012 * here.g + 1.5 * (slopeX * float(abs(x)) + slopeY * float(abs(y)));
            float weight = even * clamp(1.5 - abs(other.g - here.g) / allowed, 0.0, 1.0);
            sum += weight * other.r;
            weights += weight;
        }
    }
    imageStore(target, at, vec4(sum / max(weights, 1e-4), here.g, 0.0, 0.0));
}
