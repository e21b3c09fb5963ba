#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/by_address.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) in vec4 inPlace;
layout(location = 1) in vec4 inHaze;
layout(location = 2) flat in vec4 inSun;
layout(location = 3) flat in vec4 inAmbient;
layout(location = 0) out vec4 outColour;

void main() {
    vec2 p = frame.eye.xy - frame.coverGrid.xy + inPlace.xy;
    vec3 root = texture(groundMap, p * frame.groundScale).rgb;  // holds square roots
    vec3 light = inSun.rgb * (inPlace.w * leanShadow(inPlace.xyz)) + inAmbient.rgb;
    vec3 albedo = mix(root * root, kLeanSnow, inAmbient.w);
    albedo = mix(albedo, mix(vec3(0.47, 0.48, 0.44), albedo * 1.7, 0.22), frame.symbolic);  // as terrain.frag
    outColour = vec4(shown(albedo * light * inHaze.a + inHaze.rgb), 1.0);
}
