#version 460
// Lakes, rivers, pools: waves move, the sky is mirrored, shallow water shows its bed.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"

layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in float inOcclusion;
layout(location = 4) flat in uvec4 inFacts;
layout(location = 5) flat in vec2 inRise;
layout(location = 0) out vec4 outColour;

float bedHeight(vec2 p) {
    vec2 g = clamp((p - frame.heightGrid.xy) * frame.heightGrid.z, vec2(0.0), vec2(frame.heightSize) - 1.001);
    ivec2 base = ivec2(g);
    vec2 f = g - vec2(base);
    float h00 = float(texelFetch(heightMap, base, 0).r), h10 = float(texelFetch(heightMap, base + ivec2(1, 0), 0).r);
    float h01 = float(texelFetch(heightMap, base + ivec2(0, 1), 0).r), h11 = float(texelFetch(heightMap, base + ivec2(1, 1), 0).r);
    return frame.heightGrid.w + 0.01 * mix(mix(h00, h10, f.x), mix(h01, h11, f.x), f.y);
}

void main() {
    float distance = length(inRel);
    vec3 local = frame.eye + inRel;
    vec3 view = -inRel / max(distance, 1e-3);
    MaterialRow material = materials[inFacts.x];
    float t = frame.seconds;
    // Two sets of ripples and a slow swell; from afar only their slope's spread is left.
    vec2 p = local.xy;
    vec2 a = noise(p + vec2(1.1, 0.6) * t, 19.0).rb - 0.5;
    vec2 b = noise(p.yx * vec2(1.0, -1.0) + vec2(-0.7, 0.5) * t, 5.3).br - 0.5;
    vec2 c = noise(p + vec2(0.35, -0.5) * t, 1.7).rb - 0.5;
    float calm = material.roughness < 0.06 ? 1.0 : 0.75;
    float gust = 0.55 + 0.9 * noise(p + vec2(2.0, 1.0) * t, 410.0).r;
    vec2 slope = (a * 0.09 + b * 0.13 + c * 0.13) * calm * gust;
    slope *= mix(1.0, 0.35, smoothstep(80.0, 900.0, distance));
    vec3 normal = normalize(vec3(-slope, 1.0));

    float depth = max(inRise.y - bedHeight(p), 0.0);
    depth = max(local.z - bedHeight(p), 0.0);
    float clear = exp(-depth * 1.7);
    vec3 deep = material.colour * 0.60, shallow = mix(material.colour, vec3(0.20, 0.20, 0.13), 0.60);
    vec3 body = mix(deep, shallow, clear);
    body = mix(body, mix(vec3(0.42, 0.55, 0.66), body, 0.15), frame.symbolic);

    float facing = max(frame.toLight.z, 0.0);
    float lit = shadowAt(inRel, vec3(0, 0, 1), distance);
    vec3 under = body * (sky.light * lit * facing / 3.14159265 + sky.ambientUp);

    vec3 mirror = reflect(-view, normal);
    mirror.z = max(mirror.z, 0.015);
    float cosine = max(dot(normal, view), 0.0);
    float grazing = 1.0 - cosine;
    float fresnel = 0.02 + 0.98 * grazing * grazing * grazing * grazing * grazing;
    // Waves hide behind each other at grazing angles, so a real surface never mirrors all.
    fresnel *= 0.82;
    vec3 seen = skyColour(normalize(mirror));
    float sharp = mix(420.0, 90.0, smoothstep(60.0, 900.0, distance));
    float glint = pow(max(dot(normalize(mirror), frame.toLight), 0.0), sharp) * (sharp + 2.0) / 40.0;
    vec3 colour = mix(under, seen, fresnel) + sky.light * lit * min(glint, 40.0) * fresnel * 0.5;
    // A thin line of foam where the bed comes up.
    float edge = smoothstep(0.28, 0.02, depth + 0.10 * (noise(p + vec2(0.2, 0.1) * t, 2.9).g - 0.5));
    colour = mix(colour, (sky.light * lit * facing / 3.14159265 + sky.ambientUp) * 0.55, edge * 0.22 * visible(fwidth(p.x)));
    uint flags = flagsOf(inFacts.y);
    if ((flags & 1u) != 0u) colour += vec3(0.06, 0.035, 0.0) / sky.exposure;
    outColour = vec4(min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0)), 1.0);
}
