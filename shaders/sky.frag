#version 460
// The sky behind everything: air from the table, the sun's disc, moon and stars, clouds before them.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColour;

// Ice clouds 8 km up: streaks, thin enough for the blue to show through. Premultiplied.
vec4 iceClouds(vec3 dir, float towards) {
    float far = 8000.0 / (dir.z + 0.05);
    vec2 p = frame.eye.xy + dir.xy * far + kWindDir * (3.0 * frame.weather.w * frame.seconds);
    vec2 q = vec2(0.94 * p.x + 0.34 * p.y, 0.94 * p.y - 0.34 * p.x);
    float blur = max(log2(far * frame.pixelAngle / (60.0 * sqrt(dir.z + 0.05))), 0.0);
    vec2 bend = textureLod(noiseMap, q / 71000.0, 2.0).ra;
    float veil = smoothstep(0.50, 0.85, bend.x) * smoothstep(0.0, 0.1, frame.weather.x);
    if (veil <= 0.0 || sky.overcast >= 1.0) return vec4(0.0);
    float streaks = textureLod(noiseMap, vec2(q.x / 52000.0, q.y / 13000.0) + 0.5 * bend.yx, blur + 1.0).r;
    float share = veil * smoothstep(0.30, 0.85, streaks) * 0.40 * smoothstep(0.03, 0.22, dir.z) * (1.0 - sky.overcast);
    vec3 lit = sky.sunAbove * (0.10 + 0.25 * pow(max(towards, 0.0), 8.0)) + mix(sky.hazeAway, sky.ambientUp, 0.5) * 0.7;
    return vec4(lit * share, share);
}

// How far a place lies inside a heap, below 0 outside: a dome over each peak of the field. s: height as a share of the tallest.
float heapDepth(vec2 p, float s, float least) { return (cloudField(p, 1.0) - least) * 3.0 - s * s; }

// Humps between creases, coarse and fine, of noise on the two upright planes, of which the one that faces the eye counts more.
// Both lean, so that bases have humps as well.
vec2 humpsAt(vec2 p, float up, float facesX, float lod) {
    vec2 onX = textureLod(noiseMap, vec2(p.y, 1.1 * up + 0.7 * p.x) / 1730.0, lod).bg;
    vec2 onY = textureLod(noiseMap, vec2(p.x, 1.1 * up + 0.7 * p.y) / 1730.0 + 0.5, lod).bg;
    return abs(2.0 * mix(onY, onX, facesX) - 1.0);
}

// Heaps of cloud: a short walk up through the layer finds the first flank or base that is met, finer noise frays it.
// Premultiplied.
vec4 heapClouds(vec3 dir, float towards, vec3 behind) {
    const int kSteps = 24;
    const float kSkin = -0.20;     // where the thinnest shreds end
    const float kSlope = 0.0019;   // how much deeper a metre may lead: the farther from a heap, the longer a step
    const float kThicknessM = 130.0;  // of cloud that lets a third of the light through
    float slant = 1.0 / (dir.z + 0.03);
    vec2 along = dir.xy * slant;  // metres a metre of height
    vec2 foot = frame.eye.xy + along * kCloudBaseM;
    along *= kCloudTallM;
    float least = cloudLeast(foot + 0.15 * along);
    float perMetre = 1.0 / length(vec3(along, kCloudTallM));
    float shortest = max(45.0, 15.0 * slant);
    float left = 1.0, most = -1.0, at = -1.0, s = 0.0, last = kSkin, lastM = 0.0, lastRho = 0.0;
    for (int i = 0; i < kSteps && s < 0.85 && left > 0.04; ++i) {
        float d = heapDepth(foot + along * s, s, least);
        float rho = smoothstep(kSkin, 0.10, d);
        if (d > kSkin) {
            if (at < 0.0 && lastM > 1.5 * shortest) {
                // A long step went through the skin: back to shortly before it.
                s -= perMetre * (lastM * (d - kSkin) / (d - last) + shortest);
                lastM = 1.5 * shortest;
                continue;
            }
            if (at < 0.0) {
                lastM *= (d - kSkin) / max(d - last, 1e-4);
                at = s - lastM * perMetre;
            }
            left *= exp(-0.5 * (rho + lastRho) * lastM / kThicknessM);
            most = max(most, d);
        }
        last = d;
        lastRho = rho;
        lastM = clamp((kSkin - d) / kSlope, shortest, 1500.0);
        s += lastM * perMetre;
    }
    if (at < 0.0) return vec4(0.0);
    float cover = 1.0 - left;
    // The place that is seen, and its humps.
    float up = at * kCloudTallM, far = (kCloudBaseM + up) * slant;
    vec2 here = foot + along * at;
    float flank = smoothstep(0.0, 0.10, at);
    float pixelM = far * frame.pixelAngle * mix(sqrt(slant), 1.0, flank);
    float finest = max(log2(pixelM / 6.7), 0.0);
    vec2 toSun = frame.toLight.xy / max(frame.toLight.z, 0.25);
    float facesX = dir.x * dir.x / max(dot(dir.xy, dir.xy), 1e-4);
    vec2 humps = humpsAt(adrift(here), up, facesX, finest);
    float sunward = humpsAt(adrift(here) + 45.0 * toSun, up + 45.0, facesX, finest).x;
    float bumps = 0.7 * humps.x + 0.3 * humps.y;
    float turned = clamp(0.5 + 1.3 * (humps.x - sunward), 0.0, 1.0);
    float edge = 0.34 + 0.55 * (0.70 - bumps) * mix(0.6, 1.0, flank);
    float alpha = smoothstep(edge, edge + 0.26, cover * 1.15);
    // Light: what of the heap lies between here and the sun.
    float rise = at + 0.16;
    float ahead = heapDepth(here + toSun * 0.16 * kCloudTallM, rise, least);
    float shaded = smoothstep(-0.25, 0.35, ahead);
    float thin = 1.0 - smoothstep(0.2, 0.95, cover - 0.4 * bumps);
    float top = smoothstep(0.0, 0.40, at);
    float thick = smoothstep(-0.1, 0.45, most) * (1.0 - top);
    float forward = pow(max(towards, 0.0), 8.0);
    float lit = mix(0.33, 0.12, shaded) * mix(0.60, 1.0, top) * (1.0 - 0.6 * thick) * (0.70 + 0.50 * turned);
    lit += forward * thin * 0.6;  // thin edges before the sun shine
    vec3 shade = mix(sky.hazeAway, sky.ambientUp, 0.6);
    vec3 colour = sky.sunAbove * lit + shade * mix(mix(0.75, 0.45, thick), 0.85, top);
    // A closed cover keeps the brightness of the table and only shows its folds.
    vec3 folded = behind * (0.90 + 0.22 * (bumps - 0.4) - 0.9 * (cloudField(here * 0.6, 1.0) - 0.5));
    colour = mix(colour, folded, smoothstep(0.0, 0.8, sky.overcast));
    alpha *= smoothstep(0.02, 0.07, dir.z);
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
    vec3 clear = skyColour(dir), colour = clear;
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
        if (dir.z > 0.02 && frame.weather.x > 0.005) {
            vec4 ice = iceClouds(dir, towards);
            colour = colour * (1.0 - ice.a) + ice.rgb;
            vec4 heaps = heapClouds(dir, towards, clear);
            colour = colour * (1.0 - heaps.a) + heaps.rgb;
        }
    }
    colour = mix(colour, plan, frame.symbolic);
    outColour = vec4(min(colour * sky.exposure, vec3(60.0)), 1.0);
}
