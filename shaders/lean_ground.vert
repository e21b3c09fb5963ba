#version 460
// The open ground on the software level, and water, which needs no more.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/pushed.glsl"
#define DRAWN_ROWS
#include "shaders/lib/vertex.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) out vec4 outPlace;  // camera-relative metres; how far it faces the light
layout(location = 1) out vec4 outHaze;
layout(location = 2) flat out vec4 outSun;      // exposed; and the material
layout(location = 3) flat out vec4 outAmbient;  // exposed; and how much of the ground snow covers

void main() {
    vec3 rel = relativePosition();
    vec3 normal = octNormal(vertexNormal());
    outPlace = vec4(rel, max(dot(normal, frame.toLight), 0.0));
    outHaze = hazeAt(rel);
    outSun = vec4(sky.light * (sky.exposure / 3.14159265), float(vertexMaterial()));
    outAmbient = vec4(sky.ambientUp * sky.exposure, leanSnow());
    gl_Position = frame.viewProj * vec4(rel, 1.0);
}
