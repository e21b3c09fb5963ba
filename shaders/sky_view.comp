#version 460
// Fills the table of the sky's colours: single scattering through 100 km of air, with a share for light scattered again.
// x: azimuth from the sun, 0 to pi; y: elevation, denser near the horizon. Air after Bruneton and Neyret 2008, in km.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = kBindSkyTarget, rgba16f) uniform writeonly image2D target;
#include "shaders/lib/air.glsl"

void main() {
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    ivec2 size = imageSize(target);
    if (any(greaterThanEqual(at, size))) return;
    vec2 uv = vec2(at) / vec2(size - 1);
    float azimuth = uv.x * 3.14159265;
    float v = uv.y * 2.0 - 1.0;
    float elevation = sign(v) * v * v * 1.5707963;
    // Below the horizon the table holds the horizon, a little darker: far ground in haze.
    float shown = max(elevation, 0.004);
    vec3 dir = vec3(cos(azimuth) * cos(shown), sin(azimuth) * cos(shown), sin(shown));
    vec3 sun = vec3(sqrt(max(1.0 - frame.sunHeight * frame.sunHeight, 0.0)), 0.0, frame.sunHeight);
    vec3 colour = skyRadiance(dir, sun) * kSunPower * 1.75;
    // Dust near the ground reddens a low sun more than this clear air does.
    float low = smoothstep(0.30, 0.02, frame.sunHeight) * (0.5 + 0.5 * cos(azimuth)) * exp(-3.0 * shown);
    colour *= mix(vec3(1.0), vec3(1.10, 0.90, 0.74), low);
    // The moon lights the same air, four hundred thousand times less; the eye at night is kind, so we say forty thousand.
    float moonUp = smoothstep(-0.05, 0.2, frame.toMoon.z) * frame.moonShare;
    vec3 nightSky = vec3(0.0011, 0.0017, 0.0032) * (0.45 + 1.4 * moonUp);
    nightSky += vec3(0.0016, 0.0012, 0.0008) * exp(-6.0 * shown);  // towns below the horizon
    colour += nightSky * (1.0 - smoothstep(-0.15, 0.05, frame.sunHeight) * 0.9);
    if (elevation < 0.0) colour *= mix(1.0, 0.55, smoothstep(0.0, 0.5, -elevation));
    imageStore(target, at, vec4(colour, 1.0));
}
