#version 460
// A far tree as its picture, turned to the eye: which tree and corner follow from the number of the vertex. What light and
// air do to it is worked out here, at its four corners.
#extension GL_GOOGLE_include_directive : require
#define LIGHT_IN_VERTEX
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/crown.glsl"
#include "shaders/lib/impostor.glsl"
#include "shaders/lib/season.glsl"
#include "shaders/lib/thinning.glsl"
layout(buffer_reference, scalar) readonly buffer TreeRuns { TreeRun runs[]; };
layout(buffer_reference, scalar) readonly buffer TreeCorners { uint words[]; };
#include "shaders/shared/far_tree.h"
layout(push_constant, scalar) uniform PushBlock { FarTreePush push; };

layout(location = 0) out vec2 outFirst;  // coordinates in each of the three pictures
layout(location = 1) out vec2 outSecond;
layout(location = 2) out vec2 outThird;
layout(location = 3) out float outShadow;
layout(location = 4) flat out vec3 outWeights;
layout(location = 5) flat out uvec4 outTree;     // the pictures' numbers; layer of the atlas; state
layout(location = 6) flat out vec4 outColour;    // w: how leafy
layout(location = 7) flat out vec4 outToLight;   // in the tree's own frame; w: a number of the tree
layout(location = 8) flat out vec4 outThrough;   // of its light, what air lets through; w: cosine between look and light
layout(location = 9) flat out vec3 outAir;       // light of the air before it
layout(location = 10) flat out vec3 outLamps;
layout(location = 11) out vec2 outOwn;           // on the crown's face to the eye, in its clumps; moves with no picture
layout(location = 12) flat out vec2 outSunwards;  // there, as far as the shade of a clump falls

vec2 inPicture(vec3 q, vec3 dir, uvec2 square) {
    // Along the line of sight onto the picture's plane.
    vec3 towards = towardsEye(square);
    Face face = faceOf(towards, push.form);
    vec3 p = q - dir * (dot(q, towards) / dot(dir, towards));
    return 0.5 + 0.5 * vec2(dot(p, face.right), -dot(p, face.up)) / face.extent;
}

void main() {
    TreeRun run = push.runs.runs[push.run];
    uint number = uint(gl_InstanceIndex) * kFarTreesAtOnce + uint(gl_VertexIndex) / kFarTreeVertices;
    if (number >= run.count) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // past the last tree: all corners in one place outside
        return;
    }
    TreeInstance tree = frame.town.treeInstances.rows[frame.town.treeList.rows[run.base + number]];
    tree.crown = crownIn(0u, tree);
    vec4 leaf = unpackUnorm4x8(tree.leaf);
    float c = cos(tree.yaw), s = sin(tree.yaw);
    vec3 size = vec3(vec2(0.5 * tree.crown / kCrownRadius[push.form]), tree.height);
    vec3 middle = tree.foot + vec3(0.0, 0.0, 0.5 * tree.height);
    vec3 dir = vec3(mat2(c, -s, s, c) * -middle.xy, max(-middle.z, 0.0)) / size;
    dir = normalize(dir + vec3(1e-5, 0.0, 0.0));
    Face face = faceOf(dir, push.form);
    uint vertex = uint(gl_VertexIndex) % kFarTreeVertices;
    vec2 corner = vec2(vertex == 0u || vertex == 3u ? -1.0 : 1.0, vertex >= 2u ? 1.0 : -1.0);
    vec3 q = face.right * face.extent.x * corner.x + face.up * face.extent.y * corner.y;
    // A crown's clumps: layers of boughs, hanging branches, or as wide as they are high.
    vec2 clumps = (push.form == kTreeFormConifer ? vec2(0.9, 2.8) : push.form == kTreeFormWeeping ? vec2(1.5, 0.55) : vec2(0.8));
    float luck = float(hash(floatBitsToUint(tree.yaw)) & 255u) / 255.0;
    outOwn = corner * face.extent / kCrownRadius[push.form] * clumps * 0.5 + vec2(luck * 7.3, luck * 3.9);
    vec3 p = q * size;
    p.xy = mat2(c, s, -s, c) * p.xy;
    vec3 rel = middle + p;
    gl_Position = frame.viewProj * vec4(rel, 1.0);

    vec2 at = onGrid(dir);
    vec2 base = min(floor(at), vec2(float(kTreeViews) - 2.0)), f = at - base;
    uvec2 first = uvec2(base), third = first + (f.x > f.y ? uvec2(1u, 0u) : uvec2(0u, 1u));
    outFirst = inPicture(q, dir, first);
    outSecond = inPicture(q, dir, first + 1u);
    outThird = inPicture(q, dir, third);
    outWeights = vec3(1.0 - max(f.x, f.y), min(f.x, f.y), abs(f.x - f.y));
    uint number0 = first.x | first.y << 8, number1 = (first.x + 1u) | (first.y + 1u) << 8, number2 = third.x | third.y << 8;
    bool bare = leaf.a < kBare;
    outTree = uvec4(number0 | number1 << 16, number2, push.form * 2u + (bare ? 1u : 0u), frame.town.states.rows[tree.element]);

    float distance = length(middle);
    vec3 view = middle / max(distance, 1e-3);
    outColour = leaf;
    vec3 light = frame.toLight;
    outToLight = vec4(mat2(c, -s, s, c) * light.xy, light.z, luck);
    outSunwards = 0.055 * clumps * vec2(dot(outToLight.xyz, face.right), dot(outToLight.xyz, face.up));
    // Shadow of others, asked for outside the tree's own crown: over its top, and below beside it on the light's side.
    vec3 open = vertex >= 2u ? tree.foot + vec3(0.0, 0.0, 1.03 * tree.height)
                             : middle + 0.6 * p + light * mix(0.65 * tree.crown, 0.60 * tree.height, light.z * light.z);
    outShadow = shadowOnce(open) * cloudShade(middle);
    vec3 black = throughAir(vec3(0.0), middle, distance);
    outThrough = vec4(throughAir(vec3(1.0), middle, distance) - black, dot(view, light));
    outAir = black;
    outLamps = lampLight(middle, vec3(0.0, 0.0, -1.0), 0.9);
}
