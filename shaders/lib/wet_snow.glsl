// What weather leaves on things: snow on what faces the sky, water on what lies flat.
#include "shaders/lib/snow.glsl"

// How a stuff takes weather.
struct Weathered {
    float soaks;    // how much darker it gets when wet
    float puddles;  // how readily water stands on it
    float holds;    // how well snow stays on it
};

// Rain darkens and lets flat places mirror the sky; snow lies on what faces up, thinly first where the ground is low.
void weatherOn(inout Surface s, vec2 place, Weathered how) {
    float up = s.normal.z;
    float rain = wetness();
    if (rain > 0.0) {
        float reached = rain * smoothstep(-0.2, 0.4, up + 0.25);
        s.albedo *= 1.0 - 0.46 * how.soaks * reached;
        float low = noise(place, 27.0).r * 0.7 + noise(place, 6.1).b * 0.3;
        float stands = smoothstep(0.60 - 0.20 * frame.weather.y, 0.68, low) * smoothstep(0.93, 0.985, up) * how.puddles * rain;
        s.albedo *= 1.0 - 0.45 * stands;
        s.shine = max(s.shine, reached * smoothstep(0.4, 0.9, up) * (0.30 * how.puddles + 0.06) + 0.85 * stands);
        s.roughness = mix(s.roughness, mix(0.35, 0.06, stands), reached * step(0.001, s.shine));
    }
    // Where wheels run it does not stay even on the flat.
    float lies = snowOn(up, how.holds) * smoothstep(0.0, 0.45, how.holds);
    if (lies > 0.0) {
        float patchy = noise(place, 19.0).r * 0.6 + noise(place, 4.3).b * 0.4;
        float covered = smoothstep(0.75 - 1.15 * lies, 1.05 - 1.0 * lies, patchy);
        s.albedo = mix(s.albedo, kSnow * (0.90 + 0.14 * patchy), covered * min(1.2 * lies, 0.97));
        s.shine *= 1.0 - 0.9 * covered;
    }
}
