#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) in vec4 inPlace;
layout(location = 1) in vec4 inHaze;
layout(location = 2) flat in vec2 inOrigin;
layout(location = 0) out vec4 outColour;

void main() {
    vec2 p = inOrigin + inPlace.xy;
    vec3 root = texture(groundMap, p * frame.groundScale).rgb;  // holds square roots
    vec3 albedo = root * root;
    vec3 sun = sky.light * (sky.exposure / 3.14159265);
    vec3 light = sun * (inPlace.w * leanShadow(inPlace.xyz)) + sky.ambientUp * sky.exposure;
    outColour = vec4(shown(albedo * light * inHaze.a + inHaze.rgb), 1.0);
}
