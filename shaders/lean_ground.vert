#version 460
// The open ground on the software level.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#define POSITION_AND_NORMAL
#include "shaders/lib/vertex.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) out vec4 outPlace;  // camera-relative metres; how far it faces the light
layout(location = 1) out vec4 outHaze;
layout(location = 2) flat out vec2 outOrigin;  // of the ground map's coordinates, for the eye

void main() {
    DrawRow draw = draws[gl_InstanceIndex];
    vec3 rel = relativePosition(draw.tile);
    vec3 normal = octNormal(inNormal);
    outPlace = vec4(rel, max(dot(normal, frame.toLight), 0.0));
    outHaze = hazeAt(rel);
    outOrigin = frame.eye.xy - frame.coverGrid.xy;
    gl_Position = frame.viewProj * vec4(rel, 1.0);
}
