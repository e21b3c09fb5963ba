#version 460
// Lakes, rivers, pools: waves run with the wind, sky and shore are mirrored, shallow water shows its bed, frost makes ice.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/wet_snow.glsl"
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
// rgb: exposed colour; a: how far it can be trusted.
vec4 mirrored(vec3 from, vec3 dir, float distance) {
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
                return vec4(texture(behindColour, inImage(at)).rgb, edge.x * edge.y);
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
    // Ripples, waves and a slow swell that run with the wind; from afar only their slope's spread is left.
    vec2 p = local.xy;
    vec2 q = vec2(0.866 * p.x + 0.5 * p.y, 0.866 * p.y - 0.5 * p.x);  // the wind blows along q.x, from west-south-west
    vec2 a = noise(q * vec2(1.0, 0.55) - vec2(1.5, 0.1) * t, 19.0).rb - 0.5;
    vec2 b = noise(q.yx * vec2(0.7, -1.0) + vec2(0.2, 0.9) * t, 5.3).br - 0.5;
    vec2 c = noise(q * vec2(1.0, 0.7) - vec2(0.7, -0.2) * t, 1.7).rb - 0.5;
    bool pool = material.colour.b > 0.35;
    float wind = pool ? 0.25 : clamp(frame.weather.w / 4.0, 0.12, 2.2);
    // Calm lanes and gusts.
    float gust = mix(1.0, 0.35 + 1.3 * noise(q * vec2(0.6, 1.0) - vec2(2.0, 0.0) * t, 410.0).r, 0.85);
    // A second swell, turned and of another length: two that repeat together only after hundreds of metres.
    vec2 r = vec2(0.42 * q.x + 0.91 * q.y, 0.42 * q.y - 0.91 * q.x);
    vec2 d = noise(r * vec2(0.8, 1.0) - vec2(0.5, 1.1) * t, 31.7).br - 0.5;
    // Short waves are finer than a pixel far off: they fade before their tiles show.
    float fine = visible(max(fwidth(q.x), fwidth(q.y)) / 1.2);
    vec2 slope = ((0.6 * a + 0.6 * d) * 0.075 * wind + (b * 0.11 + c * 0.11) * sqrt(wind) * fine) * gust;
    // Drops beat the surface rough.
    slope += (noise(p + vec2(17.0, 3.0) * floor(t * 8.0), 0.9).gr - 0.5) * 0.12 * smoothstep(0.05, 0.6, frame.weather.y);
    slope *= mix(1.0, 0.35, smoothstep(80.0, 900.0, distance)) * (1.0 - ice);
    vec3 normal = normalize(vec3(-slope, 1.0));
    normal.xy = vec2(0.866 * normal.x - 0.5 * normal.y, 0.866 * normal.y + 0.5 * normal.x);

    // How deep it is: along the view by what lies behind, further out by the basin.
    float bed = max(local.z - bedHeight(p), 0.0);
    vec4 clip = frame.viewProj * vec4(inRel, 1.0);
    vec2 here = inPicture(clip);
    vec2 bent = here + normal.xy * clamp(bed, 0.0, 1.0) * 0.35 / max(1.0, 0.05 * distance);
    float beyond = seenDepth(bent);
    if (beyond < clip.w) {
        bent = here;
        beyond = max(seenDepth(here), clip.w);
    }
    float through = min((beyond - clip.w) * distance / clip.w, 60.0);
    float deep = min(bed + 0.02, through * max(view.z, 0.05)) * 0.5 + 0.5 * bed;
    float thick = min(through, deep / max(view.z, 0.18));
    vec3 absorb = pool ? vec3(0.42, 0.10, 0.06) : vec3(1.05, 0.62, 0.72);
    vec3 clear = exp(-thick * absorb);

    float facing = max(frame.toLight.z, 0.0);
    float lit = shadowAt(inRel, vec3(0, 0, 1), distance);
    vec3 white = sky.light * lit * facing / 3.14159265 + sky.ambientUp;
    vec3 body = material.colour * (pool ? 0.75 : 0.52);
    vec3 bottom = texture(behindColour, inImage(bent)).rgb / sky.exposure * vec3(0.80, 0.82, 0.80);
    vec3 under = mix(mix(vec3(0.42, 0.55, 0.66), body, 0.15) * white, mix(body * white, bottom, clear), real);

    vec3 flatNormal = normalize(mix(vec3(0, 0, 1), normal, 0.45));
    vec3 mirror = reflect(-view, normal);
    mirror.z = max(mirror.z, 0.015);
    float cosine = max(dot(normal, view), 0.0);
    float grazing = 1.0 - cosine;
    float fresnel = 0.02 + 0.98 * grazing * grazing * grazing * grazing * grazing;
    // Waves hide behind each other at grazing angles, so a real surface never mirrors all.
    fresnel *= mix(0.92, 0.74, clamp(wind * 0.5, 0.0, 1.0));
    vec3 seen = skyColour(normalize(mirror));
    if (real > 0.0 && ice < 0.9) {
        vec3 ray = reflect(-view, flatNormal);
        ray.z = max(ray.z, 0.01);
        vec4 shore = mirrored(inRel, normalize(ray), distance);
        seen = mix(seen, shore.rgb / sky.exposure, shore.a * 0.95 * real);
    }
    float sharp = mix(420.0, 90.0, smoothstep(60.0, 900.0, distance));
    float glint = pow(max(dot(normalize(mirror), frame.toLight), 0.0), sharp) * (sharp + 2.0) / 40.0;
    vec3 colour = mix(under, seen, fresnel) + sky.light * lit * min(glint, 40.0) * fresnel * 0.5;
    // The edge: foam where little waves run out, moving to and fro, and no hard line where water meets sand.
    float run = 0.07 * sin(t * 0.9 + 6.0 * noise(p, 23.0).r) + 0.16 * (noise(p + vec2(0.2, 0.1) * t, 2.9).g - 0.5);
    float foam = smoothstep(0.16, 0.05, abs(bed - 0.10 + run)) * smoothstep(0.40, 0.60, noise(p - vec2(0.3, 0.2) * t, 1.3).g + 0.12 * wind);
    foam *= pool ? 0.0 : (0.30 + 0.25 * wind) * visible(fwidth(p.x)) * (1.0 - ice);
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
