#ifndef SNOW
#define SNOW
// Where snow lies, and how wet things are. frame.weather: cloud, rain, snow, wind.

const vec3 kSnow = vec3(0.80, 0.82, 0.86);

float wetness() { return smoothstep(0.0, 0.35, frame.weather.y); }

// Share that is white: `up` is the normal's z, `hold` how well snow stays there, 0 to 1. Walls stay clear.
float snowOn(float up, float hold) {
    float snow = frame.weather.z;
    if (snow <= 0.0) return 0.0;
    float steep = mix(0.80, 0.28, hold * snow);
    return smoothstep(steep - 0.12, steep + 0.22, up) * smoothstep(0.0, 0.55, snow);
}
#endif
