#version 460
// The sky on the software level: a lattice of cells, each corner with the colour of its direction.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/pushed.glsl"
#include "shaders/lib/lean.glsl"
layout(location = 0) out vec3 outColour;

const uvec2 kCells = uvec2(kLeanSkyColumns, kLeanSkyRows);

void main() {
    uint cell = uint(gl_VertexIndex) / 6u, corner = uint(gl_VertexIndex) % 6u;
    uvec2 at = uvec2(cell % kCells.x, cell / kCells.x);
    at += uvec2(corner == 1u || corner == 2u || corner == 4u ? 1u : 0u, corner == 2u || corner == 4u || corner == 5u ? 1u : 0u);
    vec2 ndc = vec2(at) / vec2(kCells) * 2.0 - 1.0;
    vec3 dir = normalize(frame.forward + frame.right * ndc.x - frame.up * ndc.y);
    SkyCorner here = frame.town.skyCorners.rows[at.y * (kCells.x + 1u) + at.x];
    vec3 colour = here.colour;
    colour = mix(colour, vec3(dot(colour, vec3(0.3, 0.6, 0.1))), 0.6 * frame.symbolic);
    if (dir.z < 0.0) {
        // Past the edge of the model: the mean colour of the country in its haze.
        vec3 rel = dir * (max(frame.eye.z - 232.0, 2.0) / max(-dir.z, 0.0005));
        vec4 haze = hazeAt(rel);
        vec3 albedo = mix(vec3(0.19, 0.20, 0.085), kLeanSnow, leanSnow());
        albedo = mix(albedo, vec3(0.47, 0.48, 0.44), frame.symbolic);
        vec3 ground = albedo * (sky.light * max(frame.toLight.z, 0.0) / 3.14159265 + sky.ambientUp);
        colour = ground * haze.a + haze.rgb / sky.exposure;
    } else if (dir.z > 0.03) {
        float cover = smoothstep(0.50, 0.78, here.cloud * 0.66 + 0.19) * smoothstep(0.03, 0.25, dir.z);
        colour = mix(colour, sky.hazeAway * 0.75 + sky.ambientUp * 0.6 + sky.light * 0.05, cover * 0.62 * (1.0 - frame.symbolic));
    }
    float towards = max(dot(dir, frame.toSun), 0.0);
    colour += sky.light * ((1.0 - frame.lightIsMoon) * 0.12 * pow(towards, 220.0));
    outColour = shown(colour * sky.exposure);
    gl_Position = vec4(ndc, 0.0, 1.0);
}
