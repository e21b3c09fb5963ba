#version 460
// The colour of the open ground, worked out once a season for the software level. Holds square roots, so that eight bits
// are enough for dark soil.
#extension GL_GOOGLE_include_directive : require
#define GROUND_MAP  // a texel is 8 m or more: what is finer is its mean
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/ground.glsl"
layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColour;

void main() {
    vec2 p = frame.coverGrid.xy + (inNdc * 0.5 + 0.5) / frame.groundScale;
    outColour = vec4(sqrt(clamp(groundColour(p, 0.0), 0.0, 1.0)), 1.0);
}
