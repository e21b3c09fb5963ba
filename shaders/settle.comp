#version 460
// The picture becomes the mean of those drawn since the view came to rest.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = kBindSettleSums, rgba16ui) uniform uimage2D sums;  // of 256 bytes at most: whole and exact
layout(set = 0, binding = kBindSettlePicture, rgba8) uniform image2D picture;
layout(push_constant, scalar) uniform PushBlock { SettlePush push; };

void main() {
    if (any(greaterThanEqual(gl_GlobalInvocationID.xy, push.size))) return;
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    // At the picture's rim a view moved by part of a pixel covers a pixel in part only: there the first picture stays.
    if (push.before > 0u && (any(equal(at, ivec2(0))) || any(equal(at, ivec2(push.size) - 1)))) {
        imageStore(picture, at, vec4(vec3(imageLoad(sums, at).rgb) / 255.0, 1.0));
        return;
    }
    uvec3 sum = uvec3(imageLoad(picture, at).rgb * 255.0 + 0.5);
    if (push.before > 0u) sum += imageLoad(sums, at).rgb;
    imageStore(sums, at, uvec4(sum, 0u));
    uint count = push.before + 1u;
    if (count > 1u) imageStore(picture, at, vec4(vec3((sum + count / 2u) / count) / 255.0, 1.0));
}
