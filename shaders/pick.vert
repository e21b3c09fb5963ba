#version 460
// The town for picking and for the mask of what is marked: position and element only.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#define POSITION_ONLY
#include "shaders/lib/vertex.glsl"
layout(push_constant, scalar) uniform PushBlock { ScenePush push; };
layout(location = 0) flat out uvec2 outFacts;  // element, flags of its state

void main() {
    DrawRow draw = frame.town.draws.rows[gl_InstanceIndex];
    vec3 rel = relativePosition(draw.tile);
    outFacts = uvec2(draw.element, flagsOf(frame.town.states.rows[draw.element]) | push.marks);
    vec4 clip = frame.viewProj * vec4(rel, 1.0);
    if ((draw.flags & 2u) != 0u) clip.z *= 1.0 + min(0.0035, 0.00004 * length(rel) + 0.0002);
    gl_Position = clip;
}
