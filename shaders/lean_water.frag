#version 460
// Water on the software level: one set of ripples, the sky as two colours.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/by_address.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) in vec4 inPlace;
layout(location = 1) in vec4 inHaze;
layout(location = 2) flat in vec4 inSun;
layout(location = 3) flat in vec4 inAmbient;
layout(location = 0) out vec4 outColour;

void main() {
    vec3 view = normalize(-inPlace.xyz);
    vec2 p = frame.eye.xy + inPlace.xy;
    vec2 slope = (noise(p + vec2(1.1, 0.6) * frame.seconds, 13.0).rb - 0.5) * 0.16;
    vec3 normal = normalize(vec3(-slope, 1.0));
    float grazing = 1.0 - max(dot(normal, view), 0.0);
    float fresnel = 0.02 + 0.80 * grazing * grazing * grazing * grazing * grazing;
    vec3 mirror = reflect(-view, normal);
    vec3 seen = mix(sky.hazeAway, sky.ambientUp * 0.7, clamp(mirror.z * 2.5, 0.0, 1.0)) * sky.exposure;
    vec3 light = inSun.rgb * (inPlace.w * leanShadow(inPlace.xyz)) + inAmbient.rgb;
    vec3 under = mix(frame.town.materials.rows[uint(inSun.w)].colour * 0.8, vec3(0.42, 0.55, 0.66), frame.symbolic) * light;
    float glint = max(dot(mirror, frame.toLight), 0.0);
    glint *= glint; glint *= glint; glint *= glint; glint *= glint; glint *= glint; glint *= glint;
    vec3 colour = mix(under, seen, fresnel) + sky.light * (glint * fresnel * sky.exposure);
    outColour = vec4(shown(colour * inHaze.a + inHaze.rgb), 1.0);
}
