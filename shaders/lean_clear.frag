#version 460
// What is seen through on the software level: plans, as pale blue paper with stripes, and glass and nets of what stands. One
// shader for both, since Mesa's software device compiles each.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_built.glsl"

void main() {
    vec3 light = lightHere();
    float grey = dot(light, vec3(0.3, 0.5, 0.2));
    vec3 paper = mix(vec3(0.62, 0.80, 0.98), vec3(0.20, 0.44, 0.86), bands(2.6)) * (0.35 + 0.9 * grey);
    float planned = step(kMarkPlanned, inDirect.w);
    float cover = mix(0.45, 0.86, planned);
    outColour = vec4(shown(mix(light, paper, planned)) * cover, cover);
}
