#version 460
// Streaks of falling rain round the eye, in three boxes each larger than the last: a box goes on beyond its sides, so that
// the eye moves through rain that stands in the world. Where a streak is follows from its number and the clock alone.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/lamps.glsl"
layout(location = 0) out vec4 outLight;  // colour as it is shown, strength
layout(location = 1) out float outAcross;

const float kNearestBoxM = 9.0;  // half of it is how far the nearest streaks lie
const float kGrowth = 2.4;
const float kFallMs = 7.5;       // of drops of 2 mm
const float kExposureS = 0.03;   // how long an eye or a film sees a drop: its streak
const float kWidthM = 0.0022;    // of a streak in the nearest box; a farther one stands for many

void main() {
    uint streak = uint(gl_VertexIndex) / 6u, corner = uint(gl_VertexIndex) % 6u;
    uint sixth = streak % 6u;  // one in the nearest box, two in the next, three in the last
    float growth = pow(kGrowth, sixth == 0u ? 0.0 : sixth < 3u ? 1.0 : 2.0);
    float box = kNearestBoxM * growth;
    uint seed = streak * 3u + 1u;
    vec3 start = vec3(hash01(seed), hash01(seed + 1u), hash01(seed + 2u)) * box;
    float quick = 0.85 + 0.3 * hash01(seed ^ 0x51ed27u);
    vec3 fall = vec3(kWindDir * frame.weather.w * 0.35, -kFallMs * quick);
    vec3 at = start + fall * frame.seconds - frame.eye - frame.eyeLow;
    vec3 rel = at - box * floor(at / box + 0.5);
    float distance = length(rel);

    // No thinner than a pixel, but then weaker: thin streaks do not sparkle.
    float width = kWidthM * growth, pixel = frame.pixelAngle * distance;
    float wide = max(width, pixel);
    vec3 along = normalize(fall) * (0.5 * length(fall) * kExposureS * mix(1.0, growth, 0.35));
    vec3 side = normalize(cross(along, rel)) * (0.5 * wide);
    float end = corner == 0u || corner == 1u || corner == 3u ? -1.0 : 1.0;
    outAcross = corner == 0u || corner == 2u || corner == 5u ? -1.0 : 1.0;
    rel += along * end + side * outAcross;

    vec3 edge = abs(rel) / (0.5 * box);
    float there = smoothstep(1.0, 0.75, max(edge.x, max(edge.y, edge.z))) * smoothstep(0.5, 1.6, distance);
    float strength = 0.42 * there * (width / wide) * (0.5 + 0.5 * frame.weather.y);
    // A drop shows the sky round about, upside down, and gathers the light of lamps.
    vec3 light = 0.85 * sky.ambientUp + 0.5 * lampLight(rel, vec3(0, 0, 1), 1.0);
    outLight = vec4(light * sky.exposure, strength);
    gl_Position = frame.viewProj * vec4(rel, 1.0);
}
