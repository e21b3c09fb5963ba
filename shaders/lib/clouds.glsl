// Fair-weather clouds: heaps on a flat base 1200 m above the eye. What the sky draws and what shades the ground, and what
// water mirrors, ask the same field.

const float kCloudBaseM = 1200.0;
const float kCloudTallM = 900.0;  // what the tallest heap rises above its base

// Clouds drift with the wind.
vec2 adrift(vec2 p) { return p + kWindDir * frame.weather.w * frame.seconds; }

// What the field must exceed for cloud to be over a place: less where clouds gather, and for more cover.
float cloudLeast(vec2 p) {
    float gathered = textureLod(noiseMap, adrift(p) / 47000.0, 2.0).r - 0.5;
    float cover = frame.weather.x;
    return mix(0.645, 0.26, cover * (0.4 + 0.6 * cover)) - 0.26 * gathered + 0.35 * (1.0 - smoothstep(0.0, 0.1, cover));
}

// How thick cloud could be over a place. One look-up: three channels of noise that have different periods.
// lod: noise levels to leave out; 0 has a texel of 35 m.
float cloudField(vec2 p, float lod) {
    p = adrift(p);
    p = vec2(0.81 * p.x + 0.59 * p.y, 0.81 * p.y - 0.59 * p.x) / 9100.0;
    return dot(textureLod(noiseMap, p, lod).rba, vec3(0.40, 0.38, 0.22));
}

// The sky with its heaps of cloud as water mirrors it, whose slopes a pixel shows only the mean of: without their shape.
// spread: of the slopes, as a standard deviation.
vec3 skyWithClouds(vec3 dir, float spread) {
    vec3 clear = skyColour(dir);
    float steep = 1.0 / (dir.z + 0.03);
    vec2 p = frame.eye.xy + dir.xy * (kCloudBaseM * steep);
    float lod = clamp(log2(kCloudBaseM * steep * steep * 3.0 * spread / 35.0), 2.0, 7.0);
    float cover = smoothstep(-0.03 * lod, 0.03 * lod, cloudField(p, lod) - cloudLeast(p));
    cover *= (1.0 - sky.overcast) * (1.0 - frame.symbolic);  // a plan has no weather
    vec3 white = sky.sunAbove * 0.15 + mix(sky.hazeAway, sky.ambientUp, 0.6) * 0.8;
    return mix(clear, white, cover * 0.9 * smoothstep(0.02, 0.30, dir.z));
}
