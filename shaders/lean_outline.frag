#version 460
// The outline of what is marked, laid over a finished picture (post.frag does the same while it tones).
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/by_address.glsl"
#include "shaders/lib/outline.glsl"
layout(location = 0) out vec4 outColour;

void main() { outColour = outlineAt(ivec2(gl_FragCoord.xy)); }
