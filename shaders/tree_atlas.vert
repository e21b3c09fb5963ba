#version 460
// A near tree as its picture in the atlas shows it: bare or in leaf, an average of the trees tree_vertex.glsl makes of it.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/impostor.glsl"
#include "shaders/lib/tree_part.glsl"
layout(location = 0) in vec4 inPosition;
layout(location = 1) in vec4 inNormal;
layout(push_constant, scalar) uniform PushBlock { TreeAtlasPush push; };
layout(location = 0) out vec3 outPlace;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out float outOpen;
layout(location = 3) flat out vec2 outLeaf;
layout(location = 4) flat out vec3 outView;
layout(location = 5) out vec2 outCorner;
layout(location = 6) flat out vec3 outCard;

void main() {
    TreePart part = partOf(inPosition.w);
    bool isLeaf = part.leaf, isCore = part.core;
    uint luck = hash(part.clump * 0x9e3779b9u);
    float grown = isCore ? push.leafy : 0.84 + 0.30 * float(luck & 255u) / 255.0;
    vec3 p = inPosition.xyz;
    p.xy *= kCrownRadius[push.form] * (isLeaf ? grown * mix(0.86, 1.0, push.leafy) : 1.0);
    if (isLeaf && !isCore) p.z *= 0.955 + 0.045 * float(luck >> 8 & 255u) / 255.0;
    if (bareOf(part, push.leafy)) p = vec3(0.0);
    vec3 dir = towardsEye(uvec2(push.view % kTreeViews, push.view / kTreeViews));
    Face face = faceOf(dir, push.form);
    vec3 q = p - vec3(0.0, 0.0, 0.5);
    gl_Position = vec4(dot(q, face.right) / face.extent.x, -dot(q, face.up) / face.extent.y, 0.5 + 0.4 * dot(q, dir), 1.0);
    outPlace = p * push.heightM;
    outNormal = inNormal.xyz;
    outOpen = 0.5 + 0.5 * inNormal.w;
    outLeaf = vec2(isLeaf ? push.leafy : -1.0, float(luck >> 16 & 255u) / 255.0);
    outView = -dir;
    outCorner = cornerOf(part);
    outCard = cardOf(part, kCrownRadius[push.form] * push.heightM, luck);
}
