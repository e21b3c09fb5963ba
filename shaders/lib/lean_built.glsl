// What fragments of built things have in common on the software level; lean_vertex.glsl says what comes in.
#include "shaders/lib/by_address.glsl"
#include "shaders/lib/stage_colours.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) in vec4 inPlaceU;
layout(location = 1) in vec4 inSteadyV;
layout(location = 2) flat in vec4 inDirect;
layout(location = 3) flat in vec4 inPanes;
layout(location = 4) flat in vec4 inGlow;
layout(location = 0) out vec4 outColour;

// 0 and 1 in bands of half a period.
float bands(float metresApart) { return step(0.5, fract(dot(inPlaceU.xyz + frame.eye, vec3(1.0, 1.0, 1.3)) / metresApart)); }

vec3 lightHere() { return inDirect.rgb * leanShadow(inPlaceU.xyz) + inSteadyV.rgb; }
