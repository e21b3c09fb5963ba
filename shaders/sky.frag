#version 460
// The sky behind everything: air from the table, the sun's disc, thin high clouds, moon and stars.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColour;

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
        vec3 ground = albedo * (sky.light * max(frame.toLight.z, 0.0) / 3.14159265 + sky.ambientUp);
        colour = throughAir(ground, dir * distance, distance);
    } else if (dir.z > 0.0) {
        float towards = dot(dir, frame.toSun);
        if (towards > 0.9994) {
            float disc = smoothstep(0.99990, 0.99996, towards);
            float glow = smoothstep(0.9994, 0.99995, towards);
            colour += sky.light * (1.0 - frame.lightIsMoon) * (60.0 * disc + 1.2 * glow * glow);
        }
        if (dir.z > 0.03) {
            // A flat layer of thin cloud at 7 km, drifting slowly.
            vec2 p = dir.xy / (dir.z + 0.06) * 7000.0 + vec2(11.0, 4.0) * frame.seconds;
            float fade = smoothstep(0.03, 0.25, dir.z);
            float big = noise(p, 61000.0).r;
            float fine = noise(p * vec2(1.0, 1.25) + big * 4000.0, 17000.0).b;
            float cover = smoothstep(0.50, 0.78, big * 0.66 + fine * 0.42) * fade;
            vec3 lit = sky.hazeAway * 0.75 + sky.ambientUp * 0.6 + sky.light * (0.045 + 0.12 * pow(max(towards, 0.0), 6.0));
            colour = mix(colour, lit, cover * 0.62);
        }
        float moon = dot(dir, frame.toMoon);
        if (moon > 0.9998 && frame.moonShare > 0.01) {
            vec3 bright = vec3(0.55, 0.53, 0.48) * mix(0.35, 1.0, sky.night);
            colour += bright * smoothstep(0.99986, 0.99989, moon) * (0.15 + 0.85 * frame.moonShare);
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
    }
    colour = mix(colour, plan, frame.symbolic);
    outColour = vec4(min(colour * sky.exposure, vec3(60.0)), 1.0);
}
