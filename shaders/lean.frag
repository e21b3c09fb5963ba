#version 460
// What stands, on the software level; what rises or goes has lean_rising.frag, plans and glass lean_clear.frag.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/lean_built.glsl"

void main() {
    vec3 light = lightHere();
    vec2 uv = vec2(inPlaceU.w, inSteadyV.w);
    vec2 cell = floor(uv);
    vec2 off = abs(uv - cell - vec2(0.5, 0.56));
    vec2 inside = clamp((inPanes.xy - off) * inPanes.z + 0.5, 0.0, 1.0);
    float pane = inside.x * inside.y * inPanes.w;
    // Which panes are lit by night, the element's number and the pane's own say.
    float lot = fract(dot(cell, vec2(0.37, 0.71)) + inDirect.w);
    vec3 glow = inGlow.rgb * max(step(inGlow.a, 0.0), step(lot, inGlow.a));
    vec3 colour = light * (1.0 - pane) + glow * pane;
    float going = step(kMarkGoing, inDirect.w), chosen = step(kMarkChosen, inDirect.w) - going;
    vec3 mark = mix(vec3(0.8, 0.45, 0.05), kGoRed, going) * (0.2 + dot(light, vec3(0.5)));
    outColour = vec4(shown(mix(colour, mark, (0.75 * going + 0.25 * chosen) * bands(3.6))), 1.0);
}
