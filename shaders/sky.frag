#version 460
// The sky behind everything: air from the table, the sun's disc, moon and stars, clouds before them.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColour;

// A flat layer of thin cloud at 7 km, drifting slowly. Premultiplied.
vec4 thinClouds(vec3 dir, float towards) {
    vec2 p = dir.xy / (dir.z + 0.06) * 7000.0 + vec2(11.0, 4.0) * frame.seconds;
    float fade = smoothstep(0.03, 0.25, dir.z);
    float big = noise(p, 61000.0).r;
    float fine = noise(p * vec2(1.0, 1.25) + big * 4000.0, 17000.0).b;
    float least = mix(0.55, 0.30, frame.weather.x);
    float cover = smoothstep(least, least + 0.28, big * 0.66 + fine * 0.42) * fade;
    vec3 lit = sky.hazeAway * 0.75 + sky.ambientUp * 0.6 + sky.light * (0.045 + 0.12 * pow(max(towards, 0.0), 6.0));
    float share = cover * 0.62;
    return vec4(lit * share, share);
}

// Heaps of cloud 1200 m up, seen from below: bright where thin and towards the sun, grey where thick. Premultiplied.
// One layer, not a walk through slices: slices show as steps near the horizon.
vec4 heapClouds(vec3 dir, float towards) {
    float grey = sky.overcast;
    float far = 1200.0 / (dir.z + 0.03);
    vec2 p = frame.eye.xy + dir.xy * far;
    // A pixel covers far * pixelAngle across, and more along the view at a low angle; 5 m is the finest level's texel.
    float blur = clamp(log2(far * frame.pixelAngle / (5.0 * sqrt(dir.z + 0.03))), 0.0, 6.0);
    float least = leastCloud();
    float thickness = brokenCloud(p, blur) - least;
    float frayed = thickness + 0.05 * (textureLod(noiseMap, p / 377.0, max(blur + 1.8, 0.0)).b - 0.5);
    float alpha = (1.0 - exp(-max(frayed, 0.0) * 13.0)) * smoothstep(0.02, 0.13, dir.z);
    vec2 toSun = frame.toLight.xy / max(frame.toLight.z, 0.3);
    float ahead = brokenCloud(p + toSun * 210.0, blur + 0.5) - least;
    float turned = clamp(0.5 + 5.0 * (thickness - ahead), 0.0, 1.0);  // this side looks at the sun
    float deep = smoothstep(0.02, 0.30, thickness);
    float lit = mix(0.30, 0.17, deep) * (0.55 + 0.75 * turned) + 0.30 * pow(max(towards, 0.0), 6.0) * (1.0 - deep);
    vec3 shade = mix(sky.hazeAway, sky.ambientUp, 0.6);
    vec3 colour = sky.sunAbove * lit + shade * mix(0.85, 0.60, deep);
    vec3 behind = skyColour(dir);
    // A closed cover keeps the brightness of the table and only shows its folds.
    vec3 folded = behind * (0.80 + 0.22 * turned + 0.30 * (brokenCloud(p * 0.7, blur + 1.0) - 0.5));
    colour = mix(colour, folded, smoothstep(0.0, 0.8, grey));
    // Far clouds sink into the haze.
    return vec4(mix(behind, colour, exp(-far * 4.0e-5)), 1.0) * alpha;
}

// The moon, half a degree wide, lit from where the sun is; its seas are soft spots.
vec3 moonDisc(vec3 dir) {
    const float kRadius = 0.0052;  // a little more than the true 0.0045
    float towards = dot(dir, frame.toMoon);
    if (towards < 0.9999 || frame.toMoon.z < -0.01) return vec3(0.0);
    vec3 right = normalize(cross(frame.toMoon, vec3(0.0, 0.0, 1.0)) + vec3(1e-6, 0.0, 0.0));
    vec3 up = cross(right, frame.toMoon);
    vec2 at = vec2(dot(dir, right), dot(dir, up)) / kRadius;
    float r2 = dot(at, at);
    float edge = frame.pixelAngle / kRadius;
    float disc = 1.0 - smoothstep(1.0 - edge, 1.0 + edge, sqrt(r2));
    vec3 normal = right * at.x + up * at.y - frame.toMoon * sqrt(max(1.0 - r2, 0.0));
    float lit = smoothstep(-0.02, 0.12 + edge, dot(normal, frame.toSun));
    float seas = 0.72 + 0.28 * smoothstep(0.35, 0.65, noise(at * 100.0 + 30.0, 420.0).r);
    return vec3(0.62, 0.59, 0.53) * (mix(0.35, 1.0, sky.night) * disc * seas * (0.02 + 0.98 * lit) * (1.0 - sky.overcast));
}

void main() {
    vec3 dir = normalize(frame.forward + frame.right * inNdc.x - frame.up * inNdc.y);
    vec3 colour = skyColour(dir);
    float lum = dot(colour, vec3(0.3, 0.6, 0.1));
    vec3 plan = mix(colour, vec3(lum) * vec3(0.97, 1.0, 1.04), 0.6);
    if (frame.symbolic >= 1.0) {
        outColour = vec4(plan * sky.exposure, 1.0);
        return;
    }
    if (dir.z < -0.0005) {
        // Past the edge of the model the country goes on: a plain at the valley's height in the colours of its fields.
        float distance = max(frame.eye.z - 232.0, 2.0) / -dir.z;
        vec2 p = frame.eye.xy + dir.xy * distance;
        float patches = noise(p, 5200.0).b, woods = smoothstep(0.56, 0.64, noise(p, 9100.0).r);
        vec3 albedo = mix(mix(vec3(0.17, 0.21, 0.075), vec3(0.26, 0.25, 0.11), patches), vec3(0.045, 0.068, 0.028), woods);
        albedo *= 1.0 - 0.40 * smoothstep(0.0, 0.35, frame.weather.y);  // wet, as weatherOn() makes the fields
        float snow = smoothstep(0.0, 0.55, frame.weather.z);
        albedo = mix(albedo, vec3(0.80, 0.82, 0.86) * mix(1.0, 0.45, woods), 0.94 * snow);  // kSnow of lib/wet_snow.glsl
        vec3 ground = albedo * (sky.light * max(frame.toLight.z, 0.0) / 3.14159265 + sky.ambientUp);
        colour = throughAir(ground, dir * distance, distance);
    } else if (dir.z > 0.0) {
        float towards = dot(dir, frame.toSun);
        if (towards > 0.9994) {
            float disc = smoothstep(0.99990, 0.99996, towards);
            float glow = smoothstep(0.9994, 0.99995, towards);
            colour += sky.light * (1.0 - frame.lightIsMoon) * (60.0 * disc + 0.8 * glow * glow);
        }
        if (sky.starlight > 0.0) {
            vec3 cell = floor(dir * 160.0);
            uint seed = hash(uint(int(cell.x) + 512) + 1031u * uint(int(cell.y) + 512) + 1048583u * uint(int(cell.z) + 512));
            if ((seed & 63u) == 0u) {
                vec3 place = (cell + 0.5 + 0.3 * (vec3(seed >> 8 & 255u, seed >> 16 & 255u, seed >> 24) / 255.0 - 0.5)) / 160.0;
                float off = length(normalize(place) - dir);
                float size = max(0.0011, 0.8 * frame.pixelAngle);
                float star = smoothstep(size, size * 0.3, off) * (0.25 + float(seed >> 20 & 255u) / 255.0);
                colour += vec3(0.030, 0.032, 0.036) * star * sky.starlight * smoothstep(0.02, 0.2, dir.z);
            }
        }
        colour += moonDisc(dir);
        vec4 cloud = vec4(0.0);
        if (dir.z > 0.02) cloud = kRich != 0u ? heapClouds(dir, towards) : thinClouds(dir, towards);
        colour = colour * (1.0 - cloud.a) + cloud.rgb;
    }
    colour = mix(colour, plan, frame.symbolic);
    outColour = vec4(min(colour * sky.exposure, vec3(60.0)), 1.0);
}
