#version 460
// Fills the table of the sky's colours from the tables of clear air, and spreads cloud over it.
// x: azimuth from the sun, 0 to pi; y: elevation, denser near the horizon.
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_control_flow_attributes : require
#include "shaders/lib/scene.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = kBindSkyTarget, rgba16f) uniform writeonly image2D target;
#include "shaders/lib/air.glsl"
#include "shaders/lib/weather.glsl"

void main() {
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    ivec2 size = imageSize(target);
    if (any(greaterThanEqual(at, size))) return;
    vec2 uv = vec2(at) / vec2(size - 1);
    float azimuth = uv.x * kPi;
    float v = uv.y * 2.0 - 1.0;
    float elevation = sign(v) * v * v * 1.5707963;
    // Below the horizon the table holds the horizon, a little darker: far ground in haze.
    float shown = max(elevation, 0.004);
    vec3 dir = vec3(cos(azimuth) * cos(shown), sin(azimuth) * cos(shown), sin(shown));
    vec3 sun = vec3(sqrt(max(1.0 - frame.sunHeight * frame.sunHeight, 0.0)), 0.0, frame.sunHeight);
    float grey = overcast();
    // One copy of skyRadiance(), for the place and, under cloud, the zenith: Mesa's software device compiles each for long.
    vec3 zenith = vec3(0.0), colour = vec3(0.0);
    [[dont_unroll]] for (int round = grey > 0.0 ? 0 : 1; round < 2; ++round) {
        zenith = colour;
        colour = skyRadiance(round == 0 ? vec3(0.0, 0.0, 1.0) : dir, sun);
    }
    colour *= kSunPower;
    if (grey > 0.0) {
        // What cloud lets through of sun and sky comes from all of it, three times as much from above as from the
        // horizon (the standard overcast sky of the CIE).
        vec3 outside = sunThrough(kGround + kEyeAlt, frame.sunHeight) * max(frame.sunHeight, 0.0) +
                       zenith * (kPi * 1.4);
        vec3 flux = outside * kSunPower * mix(0.34, 0.20, frame.weather.y);
        flux = mix(vec3(dot(flux, vec3(0.2126, 0.7152, 0.0722))), flux, 0.35);
        colour = mix(colour, flux * (3.0 / (7.0 * kPi)) * (1.0 + 2.0 * dir.z), grey);
    }
    // The moon lights the same air, four hundred thousand times less; the eye at night is kind, so we say forty thousand.
    float moonUp = smoothstep(-0.05, 0.2, frame.toMoon.z) * frame.moonShare * (1.0 - 0.8 * grey);
    vec3 nightSky = vec3(0.0020, 0.0031, 0.0058) * (0.45 + 1.4 * moonUp);
    nightSky += vec3(0.0021, 0.0016, 0.0011) * mix(exp(-6.0 * shown), 1.2, grey);  // towns below the horizon, or on cloud
    colour += nightSky * (1.0 - smoothstep(-0.15, 0.05, frame.sunHeight) * 0.9);
    if (elevation < 0.0) colour *= mix(1.0, 0.55, smoothstep(0.0, 0.5, -elevation));
    imageStore(target, at, vec4(colour, 1.0));
}
