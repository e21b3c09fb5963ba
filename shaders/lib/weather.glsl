// Cloud, in what the sky and the light on the ground agree on.

// How thick cloud could be over a place, 0 to 1; which of it shows is cloudCover's matter. Drifts with the wind.
// blur: noise levels to leave out where the picture is too coarse for them.
float brokenCloud(vec2 p, float blur) {
    p += vec2(0.86, 0.5) * frame.weather.w * frame.seconds;
    return textureLod(noiseMap, p / 14300.0, max(blur - 3.3, 0.0)).r * 0.56 +
           textureLod(noiseMap, p / 4700.0 + 0.37, max(blur - 1.7, 0.0)).b * 0.29 +
           textureLod(noiseMap, p / 1310.0 + 0.11, max(blur, 0.0)).r * 0.15;
}

// Above this thickness there is cloud, for the chosen share of the sky.
float leastCloud() { return mix(0.72, 0.26, frame.weather.x); }
