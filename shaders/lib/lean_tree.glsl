// Trees of the software level. A tree has two colours, worked out once (tree_cull.comp); a corner lies between the two.
#include "shaders/lib/shared.glsl"
layout(buffer_reference) buffer TreeRuns;
layout(buffer_reference) buffer TreeCorners;
#include "shaders/shared/far_tree.h"
#define PUSH FarTreePush
#include "shaders/lib/pushed.glsl"
layout(buffer_reference, scalar) readonly buffer TreeRuns { TreeRun runs[]; };
layout(buffer_reference, scalar) readonly buffer TreeCorners { uint words[]; };  // TreeVertex of tree_meshes.h, 3 each

// A corner of a crown, camera-relative. xy in crown radii, z in heights.
vec3 leanCorner(LeanTree tree, vec3 p) {
    vec2 axis = unpackHalf2x16(tree.axis);
    return tree.foot + vec3(p.x * axis.x - p.y * axis.y, p.x * axis.y + p.y * axis.x, p.z * tree.height);
}

// normal: in the world, of length 1; open: to the sky, 0 to 1.
vec3 leanShade(LeanTree tree, vec3 normal, float open) {
    return mix(unpackUnorm4x8(tree.low).rgb, unpackUnorm4x8(tree.high).rgb,
               clamp(0.5 * open + 0.25 + 0.25 * dot(normal, frame.toLight), 0.0, 1.0));
}

// normal: in the tree's own frame, any length; open: to the sky, 0 to 1.
vec3 leanCrown(LeanTree tree, vec3 normal, float open) {
    vec2 axis = unpackHalf2x16(tree.axis);
    axis *= inversesqrt(max(dot(axis, axis), 1e-6));
    vec3 light = vec3(frame.toLight.x * axis.x + frame.toLight.y * axis.y, frame.toLight.y * axis.x - frame.toLight.x * axis.y,
                      frame.toLight.z);
    float facing = dot(normal, light) * inversesqrt(dot(normal, normal));
    return mix(unpackUnorm4x8(tree.low).rgb, unpackUnorm4x8(tree.high).rgb,
               clamp(0.5 * open + 0.25 + 0.25 * facing, 0.0, 1.0));
}
