#version 460
// Everything built, on the software level. kMode as in scene.frag: 0 opaque, 1 planned, 2 rising or going, 3 glass, nets.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/stage_colours.glsl"
#include "shaders/lib/lean.glsl"
layout(constant_id = 0) const uint kMode = 0u;

layout(location = 0) in vec4 inPlace;
layout(location = 1) in vec2 inUv;
layout(location = 2) flat in vec3 inDirect;
layout(location = 3) flat in vec3 inAmbient;
layout(location = 4) flat in vec3 inAir;
layout(location = 5) flat in vec4 inPanes;
layout(location = 6) flat in vec4 inGlow;
layout(location = 7) flat in vec4 inHatch;
layout(location = 8) flat in vec4 inFacts;
layout(location = 0) out vec4 outColour;

// 0 and 1 in bands of half a period.
float bands(float metresApart) { return step(0.5, fract(dot(inPlace.xyz + frame.eye, vec3(1.0, 1.0, 1.3)) / metresApart)); }

void main() {
    vec3 light = inDirect * leanShadow(inPlace.xyz) + inAmbient * inPlace.w;
    if (kMode == 1u) {
        // A plan: pale blue paper with stripes, seen through.
        float grey = dot(light, vec3(0.3, 0.5, 0.2));
        vec3 paper = mix(vec3(0.62, 0.80, 0.98), vec3(0.20, 0.44, 0.86), bands(2.6)) * (0.35 + 0.9 * grey);
        float alpha = 0.86;
        outColour = vec4(shown(paper + inAir) * alpha, alpha);
        return;
    }
    if (kMode == 2u) {
        // Up to a line it stands, bare; above it only every other band of a scaffold.
        float going = step(0.5, inHatch.a);
        float share = mix(inFacts.x, 1.0 - inFacts.x, going);
        float line = mix(inFacts.y, inFacts.z, share);
        float height = inPlace.z + frame.eye.z;
        float above = step(line, height);
        if (above * step(0.35, fract(dot(inPlace.xyz + frame.eye, vec3(0.7, 0.7, 0.5)))) > 0.5) discard;
        vec3 mark = mix(kWorkOrange, kGoRed, going);
        float near = max(above, step(line - 1.0, height));
        light = mix(light, mark * (0.3 + dot(light, vec3(0.33))), 0.25 + 0.6 * near);
        outColour = vec4(shown(light + inAir), 1.0);
        return;
    }
    if (kMode == 3u) {
        outColour = vec4(shown(light + inAir) * 0.45, 0.45);
        return;
    }
    vec2 cell = floor(inUv);
    vec2 off = abs(inUv - cell - vec2(0.5, 0.56));
    vec2 inside = clamp((inPanes.xy - off) * inPanes.z + 0.5, 0.0, 1.0);
    float pane = inside.x * inside.y * inPanes.w;
    // By night about a third of the panes are lit; which ones, the seed and the pane's own number say.
    float lot = fract(dot(cell, vec2(0.37, 0.71)) + inFacts.w);
    vec3 glow = inGlow.rgb * max(step(inGlow.a, 0.0), step(lot, inGlow.a));
    vec3 colour = light * (1.0 - pane) + glow * pane;
    colour = mix(colour, inHatch.rgb * (0.2 + dot(light, vec3(0.5))), inHatch.a * bands(3.6));
    outColour = vec4(shown(colour + inAir), 1.0);
}
