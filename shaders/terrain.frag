#version 460
// The open ground.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/ground.glsl"
#include "shaders/lib/wet_snow.glsl"
#include "shaders/lib/foliage.glsl"

layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in float inOcclusion;
layout(location = 4) flat in uvec4 inFacts;
layout(location = 5) flat in vec2 inRise;
layout(location = 0) out vec4 outColour;

void main() {
    float distance = length(inRel);
    vec3 normal = normalize(inNormal);
    vec2 p = frame.eye.xy + inRel.xy;
    vec2 blades = bladesOn(p);
    vec3 albedo = groundColour(p, 1.0 - normal.z);
    // What is green is grass or a crop.
    float green = smoothstep(0.9, 1.25, albedo.g / max(albedo.r, 1e-3)) * (1.0 - frame.symbolic);
    albedo *= 1.0 + green * blades.x;
    normal = normalize(normal + green * blades.y * vec3(0.6, -0.8, 0.0));
    Surface s = Surface(albedo, normal, 0.95, 0.0, 0.0, inOcclusion, vec3(0.0));
    weatherOn(s, p, Weathered(1.0, 0.35, 0.9));
    s.albedo = mix(s.albedo, mix(vec3(0.47, 0.48, 0.44), albedo * 1.7, 0.22), frame.symbolic);
    s.shine *= 1.0 - frame.symbolic;
    vec3 colour = lightSurface(s, inRel, distance);
    outColour = vec4(min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0)), 1.0);
}
