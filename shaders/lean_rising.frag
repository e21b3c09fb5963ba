#version 460
// What is being built or taken down, on the software level: up to a line it stands, bare; above it a scaffold's bands.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_built.glsl"

void main() {
    vec3 light = lightHere();
    float going = step(kMarkGoing, inDirect.w);
    vec3 rise = inPanes.xyz;
    float share = mix(rise.x, 1.0 - rise.x, going);
    float line = mix(rise.y, rise.z, share);
    float height = inPlaceU.z + frame.eye.z;
    float above = step(line, height);
    if (above * step(0.35, fract(dot(inPlaceU.xyz + frame.eye, vec3(0.7, 0.7, 0.5)))) > 0.5) discard;
    vec3 mark = mix(kWorkOrange, kGoRed, going);
    float near = max(above, step(line - 1.0, height));
    outColour = vec4(shown(mix(light, mark * (0.3 + dot(light, vec3(0.33))), 0.25 + 0.6 * near)), 1.0);
}
