#version 460
// Lakes, rivers, pools: waves run with the wind, sky and shore are mirrored, shallow water shows its bed, frost makes ice.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/wet_snow.glsl"
#include "shaders/lib/waves.glsl"
layout(set = 0, binding = kBindBehind) uniform sampler2D behindColour;     // what is opaque, exposed, through air
layout(set = 0, binding = kBindBehindDepth) uniform sampler2D behindDepth;  // and how far it is
const float kNear = 0.25;  // renderer/world/views.h

layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in float inOcclusion;
layout(location = 4) flat in uvec4 inFacts;
layout(location = 5) flat in vec2 inRise;
layout(location = 0) out vec4 outColour;

float heightAt(uint i) { return float(frame.town.heights.pairs[i >> 1] >> 16u * (i & 1u) & 0xffffu); }

float bedHeight(vec2 p) {
    vec2 g = clamp((p - frame.heightGrid.xy) * frame.heightGrid.z, vec2(0.0), vec2(frame.heightSize) - 1.001);
    uvec2 base = uvec2(g);
    vec2 f = g - vec2(base);
    uint i = base.y * frame.heightSize.x + base.x, above = i + frame.heightSize.x;
    float h00 = heightAt(i), h10 = heightAt(i + 1u), h01 = heightAt(above), h11 = heightAt(above + 1u);
    return frame.heightGrid.w + 0.01 * mix(mix(h00, h10, f.x), mix(h01, h11, f.x), f.y);
}

// Where a place shows in what is drawn, 0 to 1: the whole picture as a rule, else the part of it that this frame draws.
vec2 inPicture(vec4 clip) {
    return ((clip.xy / clip.w * 0.5 + 0.5) * vec2(frame.full) - vec2(frame.corner)) / vec2(frame.size);
}

// The same place in the images, of which a smaller scene fills a corner only.
vec2 inImage(vec2 at) { return at * (vec2(frame.size) / vec2(textureSize(behindDepth, 0))); }

// Distance in depth of what the opaque pass left at a pixel; far away where there is nothing.
float seenDepth(vec2 at) { return kNear / max(texture(behindDepth, inImage(at)).r, 1e-7); }

// What stands on the shore, mirrored: a march along the mirrored ray through the picture of what is opaque.
// spread: of the slopes, which draw what is mirrored out upwards. rgb: exposed colour; a: how far it can be trusted.
vec4 mirrored(vec3 from, vec3 dir, float distance, float spread) {
    float travelled = 0.6 + 0.004 * distance, before = 0.0;
    for (int i = 0; i < 28; ++i) {
        vec3 p = from + dir * travelled;
        vec4 clip = frame.viewProj * vec4(p, 1.0);
        vec2 at = inPicture(clip);
        if (clip.w <= kNear || any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) return vec4(0.0);
        float scene = seenDepth(at);
        if (clip.w > scene) {
            // Halve the last step until the surface is met.
            float low = before, high = travelled;
            for (int k = 0; k < 5; ++k) {
                float middle = 0.5 * (low + high);
                clip = frame.viewProj * vec4(from + dir * middle, 1.0);
                at = inPicture(clip);
                scene = seenDepth(at);
                if (clip.w > scene) high = middle;
                else low = middle;
            }
            // Behind a thin thing, not at its surface: the ray goes on.
            if (clip.w - scene < 1.2 + 0.06 * clip.w) {
                vec2 edge = smoothstep(vec2(0.0), vec2(0.06), at) * smoothstep(vec2(0.0), vec2(0.06), 1.0 - at);
                float drawn = 2.0 * spread * high / ((high + distance) * frame.pixelAngle * float(frame.full.y));
                vec4 sum = vec4(0.0);
                for (int k = 0; k < 4; ++k) {
                    vec2 beside = vec2(at.x, clamp(at.y + (float(k) - 1.5) * 0.6 * drawn, 0.0, 1.0));
                    if (seenDepth(beside) > 0.8 * scene) sum += vec4(texture(behindColour, inImage(beside)).rgb, 1.0);
                }
                return vec4(sum.rgb / max(sum.a, 1.0), edge.x * edge.y * min(sum.a, 1.0));
            }
        }
        before = travelled;
        travelled = travelled * 1.26 + 0.35;
    }
    return vec4(0.0);
}

void main() {
    float distance = length(inRel);
    vec3 local = frame.eye + inRel;
    vec3 view = -inRel / max(distance, 1e-3);
    MaterialRow material = frame.town.materials.rows[inFacts.x];
    float t = frame.seconds;
    float real = 1.0 - frame.symbolic;
    float ice = real * smoothstep(0.45, 0.75, frame.weather.z);
    vec2 p = local.xy;
    bool pool = material.colour.b > 0.35;
    float wind = pool ? 0.5 : clamp(frame.weather.w, 0.4, 9.0);
    // Calm lanes and gusts: two patterns that meet again nowhere on a lake.
    vec2 q = alongWind(p);
    float gust = 0.6 * noise(q * vec2(0.6, 1.0) - vec2(2.0, 0.0) * t, 1130.0).r +
                 0.4 * noise(vec2(0.8 * q.x + 0.6 * q.y, 0.8 * q.y - 0.6 * q.x) - vec2(1.2, -0.9) * t, 307.0).b;
    gust = pool ? 1.0 : smoothstep(0.22, 0.72, gust);
    Waves waves = wavesAt(p, inRel.xy, wind * mix(0.35, 1.45, gust), t);
    vec2 smoothSlope = waves.slope * (1.0 - ice);
    // Drops beat the surface rough.
    float beaten = smoothstep(0.05, 0.6, frame.weather.y);
    waves.slope += (noise(p + vec2(17.0, 3.0) * floor(t * 8.0), 0.9).gr - 0.5) * 0.12 * beaten;
    waves.spread += 0.004 * beaten;
    float open = 1.0 - ice;
    waves.slope *= open;
    waves.calm *= open;
    vec3 normal = normalize(vec3(-waves.slope, 1.0));
    float spread = sqrt(waves.spread);
    // Of slopes that a pixel does not show, those that face the eye are seen most.
    float level = length(view.xy);
    float leaning = open * min(waves.spread * level / max(view.z, 0.01), 1.2 * spread);
    vec3 facing = normalize(vec3(-waves.slope + view.xy / max(level, 1e-3) * leaning, 1.0));

    // How deep it is: along the view by what lies behind, further out by the basin.
    float bed = max(local.z - bedHeight(p), 0.0);
    vec4 clip = frame.viewProj * vec4(inRel, 1.0);
    vec2 here = inPicture(clip);
    vec2 bent = here - smoothSlope * clamp(bed, 0.0, 1.0) * 0.35 / max(1.0, 0.05 * distance);
    float beyond = seenDepth(bent);
    vec2 ndc = (bent * vec2(frame.size) + vec2(frame.corner)) / vec2(frame.full) * 2.0 - 1.0;
    float beyondZ = dot(vec3(frame.forward.z, frame.right.z, -frame.up.z), vec3(1.0, ndc)) * beyond;
    if (beyond < clip.w || beyondZ > inRel.z) {  // it stands before the water, or above
        bent = here;
        beyond = max(seenDepth(here), clip.w);
    }
    float through = min((beyond - clip.w) * distance / clip.w, 60.0);
    float deep = min(bed + 0.02, through * max(view.z, 0.05)) * 0.5 + 0.5 * bed;
    float thick = min(through, deep / max(view.z, 0.18));
    vec3 absorb = pool ? vec3(0.42, 0.10, 0.06) : vec3(1.05, 0.62, 0.72);
    vec3 clear = exp(-thick * absorb);

    float sunUp = max(frame.toLight.z, 0.0);
    float lit = shadowAt(inRel, vec3(0, 0, 1), distance);
    vec3 white = sky.light * lit * sunUp / 3.14159265 + sky.ambientUp;
    vec3 body = material.colour * (pool ? 0.75 : 0.52);
    vec3 bottom = texture(behindColour, inImage(bent)).rgb / sky.exposure * vec3(0.80, 0.82, 0.80);
    vec3 under = mix(mix(vec3(0.42, 0.55, 0.66), body, 0.15) * white, mix(body * white, bottom, clear), real);

    vec3 mirror = reflect(-view, facing);
    mirror = normalize(vec3(mirror.xy, max(mirror.z, 0.015)));
    // The mean over rough water after Bruneton et al. (2010), "Real-time Realistic Ocean Lighting".
    float grazing = 1.0 - max(dot(normal, view), 0.0);
    float rough = open * spread;
    float fresnel = 0.02 + 0.98 * pow(grazing, 5.0 * exp(-2.69 * rough)) / (1.0 + 22.7 * rough * sqrt(rough));
    vec3 seen = skyWithClouds(mirror, spread);
    if (real > 0.0 && ice < 0.9) {
        // Calmer than the waves are, and the more so the higher they go: one ray a pixel would tear what it meets to pieces.
        vec3 ray = reflect(-view, normalize(vec3(-0.55 * inversesqrt(1.0 + 0.5 * wind) * waves.calm, 1.0)));
        ray.z = max(ray.z, 0.01);
        vec4 shore = mirrored(inRel, normalize(ray), distance, spread);
        seen = mix(seen, shore.rgb / sky.exposure, shore.a * 0.95 * real);
    }
    // Glitter: the share of slopes that throw the sun into the eye, as in the same paper.
    vec3 halfway = normalize(view + frame.toLight);
    vec2 off = halfway.xy / max(halfway.z, 0.05) + waves.slope;
    float variance = waves.spread + 0.0004;
    float share = exp(-0.5 * dot(off, off) / variance) / (6.2831853 * variance);
    float edgeOn = 1.0 - max(dot(halfway, view), 0.0);
    float mirrors = 0.02 + 0.98 * edgeOn * edgeOn * edgeOn * edgeOn * edgeOn;
    float high = halfway.z * halfway.z;
    float glint = mirrors * share / (4.0 * max(high * high, 0.01) * (view.z + 0.8 * spread));
    glint *= sunUp / (sunUp + 0.8 * spread);  // crests hide each other from a low eye and a low sun
    vec3 colour = mix(under, seen, fresnel) + sky.light * (lit * min(glint, 12.0) * open);
    // The edge: foam where little waves run out, moving to and fro, and no hard line where water meets sand.
    float run = 0.07 * sin(t * 0.9 + 6.0 * noise(p, 23.0).r) + 0.16 * (noise(p + vec2(0.2, 0.1) * t, 2.9).g - 0.5);
    float foam = smoothstep(0.16, 0.05, abs(bed - 0.10 + run));
    foam *= smoothstep(0.40, 0.60, noise(p - vec2(0.3, 0.2) * t, 1.3).g + 0.03 * wind);
    foam *= pool ? 0.0 : (0.36 + 0.06 * wind) * visible(fwidth(p.x)) * (1.0 - ice);
    colour = mix(colour, white * 0.72, min(foam, 0.85));
    if (ice > 0.0) {
        // Three clouds of periods that do not meet again on a lake, turned against each other.
        vec2 turned = mat2(0.83, 0.56, -0.56, 0.83) * p;
        float blown = 0.45 * noise(turned, 389.0).r + 0.33 * noise(p.yx * vec2(1.0, -0.6), 97.0).b + 0.22 * noise(turned.yx, 21.0).r;
        float drift = smoothstep(0.44, 0.56, blown);
        float crack = smoothstep(0.018, 0.004, abs(noise(p, 61.0).b - 0.5)) * visible(fwidth(p.x) / 0.5);
        vec3 grey = mix(vec3(0.36, 0.41, 0.45), kSnow, 0.75 * drift) * (1.0 - 0.25 * crack);
        vec3 frozen = mix(grey * white, seen, 0.45 * fresnel * (1.0 - drift));
        colour = mix(colour, frozen, ice);
    }
    uint flags = flagsOf(inFacts.y);
    if ((flags & 1u) != 0u) colour += vec3(0.06, 0.035, 0.0) / sky.exposure;
    vec3 shown = min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0));
    shown = mix(texture(behindColour, inImage(bent)).rgb, shown, max(smoothstep(0.0, 0.10, through * max(view.z, 0.1)), 1.0 - real));
    outColour = vec4(shown, 1.0);
}
