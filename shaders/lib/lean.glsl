// The software level: light is worked out a vertex, fragment shaders have no branches (Mesa's software device runs both
// sides of each) and write the picture's own values, so that there is no tone pass.

// 0: no shadows at all, 1: one tap. A pipeline each, so that neither pays for the other.
layout(constant_id = 1) const uint kShadows = 1u;

// Snow on open ground, and how much of it snow covers.
const vec3 kLeanSnow = vec3(0.72, 0.74, 0.78);
float leanSnow() { return 0.94 * smoothstep(0.0, 0.55, frame.weather.z); }

// What a fragment of a built thing is told beside its element's number.
const float kMarkChosen = 1.0, kMarkGoing = 2.0, kMarkPlanned = 3.0;

// Light of the air in front of a thing (exposed), and what is left of the thing's own: throughAir with one channel.
vec4 hazeAt(vec3 rel) {
    float distance = length(rel);
    float height = max(frame.eye.z + 0.5 * rel.z - 180.0, 0.0);
    float through = exp(-distance * (1.4e-5 + sky.hazeDensity * exp(-height / 900.0)));
    float towards = max(dot(rel, frame.toSun) / max(distance, 1e-3), 0.0);
    vec3 air = mix(sky.hazeAway, sky.hazeSun, towards * towards * towards);
    return vec4(air * ((1.0 - through) * sky.exposure), through);
}

// What a surface gets from sky and ground, and from the sun if nothing is in the way; both exposed.
vec3 ambientOn(vec3 normal) {
    vec3 light = mix(sky.ambientDown, sky.ambientUp, 0.5 + 0.5 * normal.z);
    return light * ((0.88 + 0.24 * max(dot(normal, vec3(frame.toLight.xy, 0.25)), 0.0)) * sky.exposure);
}
vec3 directOn(vec3 normal) { return sky.light * (max(dot(normal, frame.toLight), 0.0) / 3.14159265 * sky.exposure); }

// The tone curve of post.frag and the curve of sRGB in one; fitted over 0 to 8, nowhere off by more than 0.006.
vec3 shown(vec3 x) {
    return clamp((x * (4.6918 + 41.2955 * x) - 0.0038) / (1.0 + x * (20.2501 + 37.148 * x)), 0.0, 1.0);
}

// 1 lit, 0 in shadow. Two cascades at most, of which the second is the first made larger; one tap.
float leanShadow(vec3 rel) {
    if (kShadows == 0u) return 1.0;
    vec2 ends = frame.cascadeFar.xy, texels = frame.cascadeTexel.xy;
    float away = dot(rel, rel);
    float layer = step(ends.x * ends.x, away);
    // Towards the light by a texel and a half instead of along the normal, which flat triangles do not carry.
    vec3 lifted = rel + frame.toLight * (1.6 * mix(texels.x, texels.y, layer) + 0.02);
    vec3 at = mat4x3(frame.shadow[0]) * vec4(lifted, 1.0);
    at = mix(at, at * frame.secondScale + frame.secondShift, layer);
    float end = max(ends.x, ends.y);
    float lit = texture(shadowMaps, vec4(at.xy * 0.5 + 0.5, min(layer, float(frame.cascades) - 1.0), at.z));
    return max(lit, step(end * end, away));
}

// A corner of a tree as it is shown: tree.frag's light, without the shadows of others. `open`: to the sky, 0 to 1;
// `haze`: hazeAt() the tree.
vec3 leanLeaf(vec3 colour, vec3 normal, float open, vec4 haze, uint state) {
    float wrapped = max((dot(normal, frame.toLight) + 0.35) / 1.35, 0.0);
    vec3 light = sky.light * (wrapped * wrapped * (0.55 + 0.45 * open) / 3.14159265);
    light += mix(sky.ambientDown, sky.ambientUp, 0.5 + 0.5 * normal.z) * (0.30 + 0.70 * open);
    if ((flagsOf(state) & 7u) != 0u) colour = mix(colour, vec3(1.0, 0.65, 0.15), 0.4);
    return shown(colour * light * (haze.a * sky.exposure) + haze.rgb);
}
