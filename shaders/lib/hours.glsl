// Which share of windows is lit at an hour, by what the building is for (styles of lib/facade.glsl).

float between(float hour, float from, float full, float least, float to) {
    return smoothstep(from, full, hour) * (1.0 - smoothstep(least, to, hour));
}

float litShare(uint style, bool ground) {
    float hour = frame.hour;
    float late = hour < 5.0 ? hour + 24.0 : hour;
    if (style == 5u && ground) return 0.30 + 0.65 * between(hour, 5.5, 6.5, 19.8, 21.0);  // shops; some windows stay lit
    if (style == 6u) return 0.07 + 0.60 * between(hour, 6.0, 7.5, 16.5, 20.0);            // schools and offices
    if (style == 4u) return 0.18 + 0.62 * between(hour, 6.0, 8.0, 18.5, 21.5);            // glass houses
    if (style == 3u) return 0.22;                                                         // halls: the night shift
    if (style == 7u) return 0.04 + 0.5 * between(hour, 16.5, 17.5, 18.8, 19.5);           // evening mass
    return 0.05 + 0.52 * between(late, 15.5, 18.5, 21.6, 25.0) + 0.34 * between(hour, 4.8, 6.2, 7.6, 8.8);  // homes
}
