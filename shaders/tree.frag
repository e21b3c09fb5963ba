#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec3 inColour;
layout(location = 3) in float inOpen;
layout(location = 4) flat in uint inState;
layout(location = 0) out vec4 outColour;

void main() {
    float distance = length(inRel);
    vec3 normal = normalize(inNormal);
    // Leaves let light through: the shaded side of a crown is green, not black.
    float facing = dot(normal, frame.toLight);
    float wrapped = max((facing + 0.35) / 1.35, 0.0);
    float lit = facing > -0.35 ? shadowAt(inRel, normal, distance) * wrapped * wrapped : 0.0;
    vec3 view = inRel / max(distance, 1e-3);
    float through = pow(max(dot(view, frame.toLight), 0.0), 3.0) * 0.20 * inOpen;
    vec3 ambient = mix(sky.ambientDown, sky.ambientUp, 0.5 + 0.5 * normal.z) * (0.30 + 0.70 * inOpen);
    vec3 colour = inColour * (sky.light * (lit * (0.55 + 0.45 * inOpen) + through * vec3(0.9, 1.0, 0.3)) / 3.14159265 + ambient);
    uint flags = flagsOf(inState);
    if ((flags & 1u) != 0u) colour = mix(colour, vec3(1.0, 0.62, 0.08) / sky.exposure, 0.45);
    else if ((flags & 6u) != 0u) colour = mix(colour, vec3(1.0, 0.75, 0.3) / sky.exposure, 0.25);
    outColour = vec4(min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0)), 1.0);
}
