// Patterns that stay calm: every edge is as wide as a pixel, and what is finer than a pixel becomes its mean.

// Share of a pixel of width w round x that lies in [lo, hi].
float span(float x, float lo, float hi, float w) {
    return clamp((x - lo) / w + 0.5, 0.0, 1.0) - clamp((x - hi) / w + 0.5, 0.0, 1.0);
}

// Lines of width `line` at every whole x; filtered, becoming their mean.
float lines(float x, float line, float w) {
    float d = abs(fract(x) - 0.5);  // 0.5 on the line
    float sharp = clamp((d - (0.5 - 0.5 * line)) / max(w, 1e-5) + 0.5, 0.0, 1.0);
    return mix(sharp, line, smoothstep(0.35, 0.9, w));
}

// 1 where a pattern of this period in pixels can be seen, 0 where it has become its mean.
float visible(float w) { return 1.0 - smoothstep(0.3, 0.8, w); }

// r: soft clouds, g: fine grain, b: other clouds, a: blotches. `metres` is the period of the tile.
vec4 noise(vec2 p, float metres) { return texture(noiseMap, p / metres); }

// The sky in a direction, from the table of renderer/world/sky_table.h (without the sun's disc).
vec3 skyColour(vec3 dir) {
    vec2 flatDir = normalize(dir.xy + vec2(1e-5, 0.0));
    vec2 flatSun = normalize(frame.toSun.xy + vec2(1e-5, 0.0));
    float azimuth = acos(clamp(dot(flatDir, flatSun), -1.0, 1.0)) / 3.14159265;
    float v = 0.5 + 0.5 * sign(dir.z) * sqrt(abs(asin(clamp(dir.z, -1.0, 1.0))) / 1.5707963);
    return texture(skyView, vec2(azimuth, v)).rgb;
}
