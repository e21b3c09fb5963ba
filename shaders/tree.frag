#version 460
// Trees. kLeaves 1: leaves are cut out of the clumps (needs samples for coverage); 0: clumps are solid.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/wet_snow.glsl"
layout(constant_id = 0) const uint kLeaves = 0u;
layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec3 inColour;
layout(location = 3) in float inOpen;
layout(location = 4) flat in uint inState;
layout(location = 5) flat in vec2 inLeaf;
layout(location = 0) out vec4 outColour;

void main() {
    float distance = length(inRel);
    vec3 view = inRel / max(distance, 1e-3);
    vec3 normal = normalize(inNormal);
    vec3 colour = inColour;
    float open = inOpen;
    float alpha = 1.0;
    bool isLeaf = inLeaf.x >= 0.0;
    float real = 1.0 - frame.symbolic;  // a plan has plain crowns
    if (kLeaves != 0u && isLeaf && stageOf(inState) != kStagePlanned && real > 0.0) {
        // Leaves as noise in space: two planes turned against each other, so that no side of a crown is smeared.
        vec3 p = frame.eye + inRel;
        vec2 q = p.xy + vec2(0.62, -0.78) * p.z;
        vec2 r = vec2(p.x - 0.7 * p.y, p.z + 0.3 * p.x);
        vec4 sprays = noise(q, 8.3) + noise(r, 6.7) - 1.0;  // boughs and sprays, half a metre and more
        float leaves = 0.30 * (noise(q, 9.0).g + noise(r, 7.0).g) + 0.20 * (noise(q, 27.0).g + noise(r, 23.0).g);
        float w = max(fwidth(q.x) + fwidth(q.y), 1e-4);
        float near = visible(w / 0.80) * real;
        normal = normalize(normal + near * 1.1 * vec3(sprays.r, sprays.b, 0.7 * sprays.a));
        float turnedAway = abs(dot(normalize(inNormal), view));
        // The rim of a clump is ragged; far away the rim alone is left.
        float ragged = leaves + 0.55 * (sprays.r + sprays.b) * 0.5;
        float cover = smoothstep(0.05, 0.62, turnedAway) * 1.25 + (ragged - 0.5) * 2.2 * near - 0.12;
        float twigs = mix(0.30, 0.30 + 2.4 * (abs(ragged - 0.5) < 0.05 ? 1.0 : -0.1), near);
        alpha = clamp((cover - 0.30) / 0.22, 0.0, 1.0);
        alpha *= mix(clamp(twigs, 0.0, 1.0), 1.0, smoothstep(0.05, 0.85, inLeaf.x));
        alpha = mix(1.0, alpha, real);
        if (alpha < 0.02) discard;
        // Light gets a little way in: what lies deep is dark, single sprays are bright or yellowish.
        open = clamp(open + near * (1.6 * (leaves - 0.5) + 0.45 * sprays.r), 0.0, 1.0);
        colour *= 1.0 + real * (0.30 * inLeaf.y - 0.16) + near * 1.5 * (leaves - 0.5);
        colour *= mix(vec3(1.0), vec3(1.14, 1.03, 0.82), real * clamp(0.5 * inLeaf.y + sprays.b, 0.0, 1.0));
    }
    if (real > 0.0 && stageOf(inState) != kStagePlanned) {
        float lies = real * snowOn(normal.z + 0.35 * (open - 0.5), isLeaf ? 0.75 : 0.5);
        colour = mix(colour, kSnow, lies * (isLeaf ? mix(0.55, 0.9, inLeaf.x) : 0.8));
        colour *= 1.0 - 0.22 * wetness() * real;
    }
    // Leaves let light through: the shaded side of a crown is green, not black.
    float facing = dot(normal, frame.toLight);
    float wrapped = max((facing + 0.35) / 1.35, 0.0);
    float lit = facing > -0.35 ? shadowAt(inRel, normal, distance) * wrapped * (0.35 + 0.65 * wrapped) : 0.0;
    float through = pow(max(dot(view, frame.toLight), 0.0), 3.0) * 0.24 * open * max(inLeaf.x, 0.0);
    vec3 ambient = mix(sky.ambientDown, sky.ambientUp, 0.5 + 0.5 * normal.z) * (0.22 + 0.78 * open);
    if (kRich != 0u) {
        ambient *= mix(1.0, skySeen(), 0.6);  // the crown's own shade is in open
        // A crown round a lamp is dimmed by its own leaves.
        ambient += min(lampLight(inRel, normal, 0.5), vec3(0.04, 0.028, 0.016)) * (0.3 + 0.7 * open);
    }
    colour *= sky.light * (lit * (0.40 + 0.60 * open) + through * vec3(0.9, 1.0, 0.3)) / 3.14159265 + ambient;
    uint flags = flagsOf(inState);
    if ((flags & 1u) != 0u) colour = mix(colour, vec3(1.0, 0.62, 0.08) / sky.exposure, 0.45);
    else if ((flags & 6u) != 0u) colour = mix(colour, vec3(1.0, 0.75, 0.3) / sky.exposure, 0.25);
    outColour = vec4(min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0)), alpha);
}
