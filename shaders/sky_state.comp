#version 460
// From the table of the sky: what light the ground gets, the colour of far air, and how long to expose.
#extension GL_GOOGLE_include_directive : require
#define SKY_WRITES
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/air.glsl"
#include "shaders/lib/weather.glsl"
#include "shaders/lib/hours.glsl"
layout(local_size_x = 64) in;

shared vec3 sums[64];

void main() {
    // 64 directions of equal solid angle weigh alike under a cosine: elevation from the square root of the rank.
    uint i = gl_LocalInvocationID.x;
    float sine = sqrt((float(i / 8u) + 0.5) / 8.0);
    float azimuth = (float(i % 8u) + 0.5) / 8.0 * kPi;
    vec2 flatSun = normalize(frame.toSun.xy + vec2(1e-5, 0.0));
    float cosine = sqrt(1.0 - sine * sine);
    vec2 side = vec2(-flatSun.y, flatSun.x);
    vec3 dir = vec3((flatSun * cos(azimuth) + side * sin(azimuth)) * cosine, sine);
    sums[i] = skyColour(dir);
    barrier();
    if (i != 0u) return;
    vec3 mean = vec3(0.0);
    for (uint k = 0u; k < 64u; ++k) mean += sums[k];
    mean /= 64.0;

    float grey = overcast(), cloud = frame.weather.x;
    sky.sunAbove = kSunPower * sunThrough(kGround + kEyeAlt, frame.sunHeight);
    float moonUp = smoothstep(-0.02, 0.15, frame.toMoon.z) * frame.moonShare;
    if (frame.lightIsMoon > 0.5) sky.sunAbove = vec3(0.017, 0.022, 0.032) * moonUp;
    sky.overcast = grey;
    sky.light = sky.sunAbove * (1.0 - 0.985 * grey);
    // Sunlit clouds between the gaps throw some white light down.
    float broken = cloud * (1.0 - grey);
    mean += sky.sunAbove * max(frame.toLight.z, 0.0) * 0.035 * broken;
    // What stands round about hides a part of the sky.
    sky.ambientUp = mean * 0.92;
    float shine = max(frame.toLight.z, 0.05);
    vec3 onGround = sky.ambientUp + sky.light * shine / kPi;
    sky.ambientDown = onGround * vec3(0.17, 0.165, 0.13) + mean * 0.10;
    sky.night = 1.0 - smoothstep(-0.10, 0.06, frame.sunHeight + 0.03 * (1.0 - grey));
    sky.starlight = (1.0 - smoothstep(-0.22, -0.08, frame.sunHeight)) * (1.0 - grey);

    vec3 away = skyColour(normalize(vec3(-flatSun, 0.035)));
    vec3 towards = skyColour(normalize(vec3(flatSun, 0.035)));
    vec3 across = skyColour(normalize(vec3(side, 0.035)));
    sky.hazeAway = mix(away, across, 0.5);
    sky.hazeSun = mix(towards, across, 0.45);
    // A clear day shows 60 km, an overcast one 30, heavy rain 8; a low sun stands over damp valleys.
    float low = smoothstep(0.35, 0.02, abs(frame.sunHeight));
    sky.hazeDensity = 4.5e-5 + 3.0e-5 * low + 2.5e-5 * grey + 3.0e-4 * frame.weather.y;

    // Grey cardboard in the open should come out mid-grey by day; by night it may stay dark.
    float bright = dot(onGround, vec3(0.2126, 0.7152, 0.0722));
    sky.exposure = 1.30 * (1.0 - 0.22 * grey * (1.0 - sky.night)) / (pow(bright, 0.74) + 0.013);
    sky.litHomes = litShare(0u, false);
    // What a town's lamps throw up comes back from the air and the walls: no place in it is quite dark.
    vec3 glow = vec3(0.0024, 0.0021, 0.0020) * smoothstep(0.35, 0.75, sky.night);
    sky.ambientUp += glow;
    sky.ambientDown += 0.6 * glow;
}
