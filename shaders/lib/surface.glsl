// What the surfaces of the town are made of. One branch a kind.
#include "shaders/lib/facade.glsl"
#include "shaders/lib/material.glsl"
#include "shaders/lib/wet_snow.glsl"

// Bricks or slabs: rows of `size`, every second shifted; x: joint share, y: a number of the brick.
vec2 bond(vec2 p, vec2 size, float joint, float shift) {
    vec2 q = p / size;
    float row = floor(q.y);
    q.x += shift * mod(row, 2.0);
    vec2 w = fwidth(p) / size;
    float lines_ = max(lines(q.x + 0.5, joint / size.x, w.x), lines(q.y + 0.5, joint / size.y, w.y));
    uint number = uint(int(floor(q.x))) * 73856093u ^ uint(int(row)) * 19349663u;
    return vec2(lines_, mix(0.5, hash01(number), visible(max(w.x, w.y))));
}

// Side of a surface that looks like a wall or like a floor: metres on it.
vec2 placeOn(vec3 local, vec3 normal) {
    if (abs(normal.z) > 0.7) return local.xy;
    vec2 along = normalize(vec2(-normal.y, normal.x) + vec2(1e-5, 0.0));
    return vec2(dot(local.xy, along), local.z);
}

// Roofs age: each house's is of another year; lichen, streaks below the ridge, a mended strip.
vec3 oldRoof(vec3 colour, vec2 place, vec2 uv, uint seed) {
    float age = hash01(seed ^ 0x0dd5u);
    float lum = dot(colour, vec3(0.3, 0.55, 0.15));
    colour = mix(colour, vec3(lum) * vec3(1.10, 0.98, 0.88), 0.16 + 0.40 * age);
    colour *= 0.82 + 0.30 * hash01(seed ^ 0x77u);
    float streak = noise(vec2(uv.x * 1.9, uv.y * 0.25), 11.0).r;
    float lichen = smoothstep(0.52, 0.80, noise(place, 9.0).r);
    colour *= 1.0 - (0.10 + 0.22 * age) * smoothstep(0.42, 0.75, streak);
    return mix(colour, vec3(0.155, 0.150, 0.115), lichen * 0.45 * age * age);
}

// Blackthorn in bundles laid across, as a graduation tower is stuffed: layers of twigs with shade between them, crusted
// white with salt where the brine runs.
Surface brushwood(Surface s, vec3 colour, vec3 local, vec3 normal, float occlusion) {
    vec2 along = normalize(vec2(-normal.y, normal.x) + vec2(1e-5, 0.0));
    vec2 p = abs(normal.z) > 0.85 ? local.xy : vec2(dot(local.xy, along), local.z);
    vec2 w = max(fwidth(p), vec2(1e-4));
    float see = visible(max(w.x, w.y) / 0.10), seeLayer = visible(w.y / 0.30);
    // Bundles sag and are of uneven thickness.
    float wave = 0.06 * (noise(p, 5.0).r - 0.5) + 0.10 * (noise(p, 17.0).b - 0.5);
    float layer = (p.y + wave) / 0.30;
    float in_ = fract(layer);
    uint bundle = hash(uint(int(floor(layer)) + 512) * 31u ^ uint(int(floor(p.x / 0.9 + hash01(uint(int(floor(layer)) + 77)))) + 4096) * 7919u);
    float round_ = sqrt(max(1.0 - (2.0 * in_ - 1.0) * (2.0 * in_ - 1.0), 0.0));
    // Twigs run along the bundle, crossing a little.
    float twig = noise(vec2(p.x * 0.5 + 0.35 * p.y, p.y * 5.5), 4.2).g * 0.55 + noise(vec2(p.x * 0.7 - 0.5 * p.y, p.y * 7.0), 5.9).g * 0.45;
    float ends = dot(vec2(1.0), noise(p * 1.0, 2.6).gr) - 1.0;
    float depth = mix(0.80, 0.42 + 0.58 * round_, seeLayer);
    float light_ = mix(1.0, 0.42 + 1.15 * smoothstep(0.30, 0.72, twig) + 0.35 * ends, see);
    float each = mix(1.0, 0.80 + 0.40 * float(bundle & 255u) / 255.0, seeLayer);
    vec3 wood = mix(colour * vec3(1.05, 0.98, 0.88), colour * vec3(1.95, 1.75, 1.45), see > 0.0 ? twig : 0.5);
    // Salt: white runs from above, thicker on what stands out.
    float run = noise(vec2(p.x * 1.3, p.y * 0.16), 6.0).r;
    float salt = smoothstep(0.46, 0.74, run * 0.75 + 0.25 * noise(p, 1.9).b) * (0.35 + 0.65 * round_);
    s.albedo = mix(wood * each * light_, vec3(0.70, 0.68, 0.63), 0.72 * salt * mix(1.0, smoothstep(0.35, 0.65, twig), see));
    s.albedo *= depth;
    s.occlusion = occlusion * (0.4 + 0.6 * depth);
    s.normal = normalize(normal + vec3(0, 0, 0.55 * seeLayer * (in_ - 0.5)) + 0.5 * see * vec3(along * (ends), 0.6 * (twig - 0.5)));
    return s;
}

Surface realSurface(uint index, vec3 local, vec3 normal, vec2 uv, float occlusion, uint seed, out float alpha) {
    MaterialRow material = frame.town.materials.rows[index];
    uint kind = material.kind;
    alpha = 1.0;
    vec3 colour = materialColour(material, seed);
    Surface s = Surface(colour, normal, material.roughness, 0.0, 0.0, occlusion, vec3(0.0));
    vec2 place = placeOn(local, normal);
    Weathered take = Weathered(0.8, 0.25, 0.8);
    switch (kind) {
        case kPlain: {
            s.albedo *= 0.94 + 0.12 * noise(place, 7.3).r;
            s.emission = colour * material.params.x * sky.night * 0.16;
            break;
        }
        case kFacade: {
            Wall wall = facade(material, colour, uv, seed, place);
            s.albedo = wall.albedo;
            s.shine = wall.glass;
            s.roughness = mix(material.roughness, 0.12, wall.glass);
            s.emission = wall.emission;
            take = Weathered(0.25, 0.0, 0.3);
            break;
        }
        case kRoofTile: {
            float w = max(fwidth(uv.x), fwidth(uv.y));
            float row = fract(uv.y / 0.34);
            float see = visible(w / 0.34);
            float wave = 0.5 + 0.5 * sin(uv.x / 0.30 * 6.2831853);
            float tile = mix(0.80, (0.62 + 0.38 * smoothstep(0.0, 0.35, row)) * (0.82 + 0.18 * wave), see);
            uint number = uint(int(floor(uv.x / 0.30))) * 7919u ^ uint(int(floor(uv.y / 0.34))) * 104729u;
            float each = mix(0.5, hash01(number ^ seed), see);
            colour = oldRoof(colour, place, uv, seed);
            s.albedo = colour * (tile * 1.18) * (0.84 + 0.32 * each);
            s.roughness = 0.75;
            break;
        }
        case kRoofSheet: {
            float w = max(fwidth(uv.x), 1e-4);
            float seam = lines(uv.x / 0.55, 0.10, w / 0.55);
            float joint = lines(uv.y / 3.2 + 0.37 * floor(uv.x / 0.55), 0.012, fwidth(uv.y) / 3.2);
            colour = oldRoof(colour, place, uv, seed);
            s.albedo = colour * (0.90 + 0.18 * noise(place, 12.0).r) * (1.0 - 0.30 * seam - 0.18 * joint);
            s.shine = 0.14;
            s.roughness = 0.55;
            break;
        }
        case kRoofFlat: {
            // Felt in strips of a metre, patched where it leaked; dark where water stands, pale with dust elsewhere.
            vec4 n = noise(place, 17.0);
            float strip = lines(place.x, 0.03, fwidth(place.x));
            float sheet = mix(0.5, hash01(uint(int(floor(place.x)) + 65536) ^ seed), visible(fwidth(place.x)));
            float stood = smoothstep(0.56, 0.66, noise(place, 29.0).b);
            s.albedo = colour * (0.74 + 0.28 * n.r + 0.14 * noise(place, 2.3).g + 0.16 * (sheet - 0.5)) * (1.0 - 0.25 * strip);
            s.albedo *= 1.0 - 0.26 * stood;
            break;
        }
        case kAsphalt: {
            // u: metres from the left edge (or the middle, at negative values), v: metres along.
            vec4 broad = noise(place, 31.0);
            float grain = noise(place, 1.7).g;
            float patch_ = smoothstep(0.58, 0.62, noise(place, 83.0).a);
            // Old carriageways are greyer and cracked; patches are black and straight.
            float crack = smoothstep(0.020, 0.0, abs(noise(place, 13.0).b - 0.5)) * visible(fwidth(place.x) / 0.25);
            float mended = smoothstep(0.60, 0.61, noise(floor(place / vec2(3.0, 1.8)) * 7.3, 91.0).r) * visible(fwidth(place.x) / 0.8);
            s.albedo = colour * (0.82 + 0.30 * broad.r) * (0.92 + 0.16 * grain) * (1.0 - 0.13 * patch_);
            s.albedo *= (1.0 - 0.30 * crack * smoothstep(0.45, 0.6, broad.b)) * (1.0 - 0.22 * mended);
            float wide = material.params.y;
            float across = uv.x;
            vec2 w = max(fwidth(uv), vec2(1e-4));
            float paint = 0.0;
            // Wheels polish two tracks in each lane.
            float lane = abs(fract(across / max(wide * 0.5, 1.0)) - 0.5);
            float track = smoothstep(0.30, 0.18, abs(lane - 0.25) * 2.0) * visible(w.x);
            s.albedo *= 1.0 + 0.10 * track;
            // Dust and sand gather at the kerb.
            float side = min(across, wide - across);
            s.albedo = mix(s.albedo, vec3(0.235, 0.220, 0.190), 0.45 * smoothstep(0.65, 0.0, side) * (0.5 + broad.r) * visible(w.x));
            if (material.params.x > 0.5) {
                float dash = material.params.x > 1.5 ? 1.0 : span(fract(uv.y / 12.0), 0.0, 0.34, w.y / 12.0);
                paint = span(across, 0.5 * wide - 0.07, 0.5 * wide + 0.07, w.x) * dash;
            }
            if (material.params.z > 0.5) {
                paint = max(paint, span(across, 0.20, 0.34, w.x) + span(across, wide - 0.34, wide - 0.20, w.x));
            }
            float worn = 0.90 - 0.45 * smoothstep(0.50, 0.75, noise(place, 3.3).r);
            s.albedo = mix(s.albedo, material.accent * (0.75 + 0.25 * grain), clamp(paint, 0.0, 1.0) * worn);
            take = Weathered(0.75, 1.0, 0.42 - 0.38 * max(track, smoothstep(0.3, 0.9, w.x) * 0.5));
            break;
        }
        case kSetts: {
            vec2 b = bond(place, vec2(0.16, 0.12), 0.016, 0.5);
            vec4 n = noise(place, 11.0);
            s.albedo = mix(colour * (0.78 + 0.40 * b.y) * (0.88 + 0.24 * n.r), material.accent * 0.7, b.x);
            break;
        }
        case kPaving: {
            vec2 b = bond(place, vec2(0.40, 0.40), 0.012, 0.0);
            vec4 n = noise(place, 13.0);
            s.albedo = mix(colour * (0.90 + 0.18 * b.y) * (0.88 + 0.22 * n.r), material.accent, b.x * 0.8);
            break;
        }
        case kConcrete: {
            vec4 n = noise(place, 6.1);
            s.albedo = colour * (0.84 + 0.24 * n.r) * (0.95 + 0.10 * noise(place, 1.1).g);
            break;
        }
        case kGravel: {
            vec4 n = noise(place, 1.3);
            s.albedo = colour * (0.72 + 0.50 * n.g) * (0.88 + 0.24 * noise(place, 14.0).r);
            break;
        }
        case kSand: {
            float ripple = noise(place * vec2(1.0, 0.4), 3.7).r;
            // Footprints and rake marks; here and there a darker, damp place.
            float trod = noise(place, 2.2).b;
            s.albedo = colour * (0.80 + 0.16 * ripple + 0.10 * noise(place, 0.9).g + 0.14 * trod);
            s.albedo = mix(s.albedo, s.albedo * vec3(0.86, 0.84, 0.80), smoothstep(0.5, 0.8, noise(place, 33.0).r));
            take = Weathered(1.0, 0.1, 0.8);
            break;
        }
        case kGrass: {
            vec4 n = noise(place, 7.0);
            float blade = noise(place, 1.1).g;
            vec4 wide = noise(place, 61.0);
            float day = frame.dayOfYear;
            float alive = smoothstep(75.0, 130.0, day) * (1.0 - smoothstep(285.0, 335.0, day));
            float fresh = smoothstep(95.0, 110.0, day) * (1.0 - smoothstep(145.0, 170.0, day));
            vec3 green = colour;
            green = mix(green, green * vec3(1.05, 1.24, 0.90), 0.6 * fresh);
            green = mix(green, green * vec3(1.45, 1.10, 0.85), 0.40 * wide.b);
            green = mix(vec3(0.165, 0.155, 0.075), green, 0.25 + 0.75 * alive);
            green *= mix(vec3(0.86, 0.92, 0.86), vec3(1.14, 1.07, 1.02), smoothstep(0.30, 0.72, n.b));
            s.albedo = green * (0.72 + 0.42 * n.r) * (0.80 + 0.40 * blade);
            if (material.params.x > 0.5) {
                float stripe = step(0.5, fract(place.x / 10.5));
                s.albedo *= mix(1.0, 0.88 + 0.24 * stripe, visible(fwidth(place.x) / 10.5));
            }
            take = Weathered(0.6, 0.1, 0.95);
            break;
        }
        case kSoil: {
            vec4 n = noise(place, 5.0);
            s.albedo = colour * (0.65 + 0.45 * n.r + 0.25 * noise(place, 0.8).g);
            break;
        }
        case kWood: {
            float board = max(material.params.x, 0.06);
            float w = fwidth(uv.x) / board;
            float gap = lines(uv.x / board, 0.07, w);
            float each = mix(0.5, hash01(uint(int(floor(uv.x / board))) ^ seed), visible(w));
            float vein = noise(vec2(uv.x * 6.0, uv.y), 2.1).r;
            s.albedo = colour * (0.74 + 0.34 * each) * (0.82 + 0.30 * vein) * (1.0 - 0.62 * gap);
            break;
        }
        case kBrick: {
            vec2 b = bond(place, vec2(0.26, 0.077), 0.012, 0.5);
            float old = noise(place, 5.0).r;
            s.albedo = mix(colour * (0.70 + 0.55 * b.y) * (0.80 + 0.35 * old), material.accent * 0.85, b.x * 0.75);
            break;
        }
        case kGlass: {
            s.shine = 1.0;
            s.roughness = 0.12;
            s.albedo = colour * 0.4;
            float grid = max(lines(uv.x, 0.05, fwidth(uv.x)), lines(uv.y, 0.05, fwidth(uv.y)));
            alpha = mix(0.42, 0.95, grid);
            s.albedo = mix(s.albedo, vec3(0.35), grid);
            break;
        }
        case kMetal: {
            s.shine = 0.35;
            s.metal = 0.35;
            s.albedo = colour * (0.94 + 0.10 * noise(place, 3.0).r);
            break;
        }
        case kWater: {
            s.shine = 1.0;
            break;
        }
        case kFoliage: {
            if (material.params.x > 0.5) {
                s = brushwood(s, colour, local, normal, occlusion);
                take = Weathered(0.5, 0.0, 0.4);
                break;
            }
            // Hedges, beds, reeds: leaves in clumps, lit as if each stood out a little.
            vec2 q = place + local.zz * vec2(0.7, -0.45);
            vec4 n = noise(q, 2.4);
            float leaf = noise(q * mat2(0.8, 0.6, -0.6, 0.8), 3.1).g;
            float see = visible(max(fwidth(q.x), fwidth(q.y)) / 0.45);
            colour *= 0.74 + 0.52 * noise(q, 8.3).r;
            s.normal = normalize(normal + see * 0.9 * vec3(n.r - 0.5, n.b - 0.5, 0.4 * (n.a - 0.5)));
            s.albedo = colour * mix(0.86, 0.40 + 0.62 * n.r + 0.42 * leaf, see);
            if (material.params.y > 0.5) {
                // Flowers: dots of the material's colour among green.
                float day = frame.dayOfYear;
                float bloom = smoothstep(105.0, 128.0, day) * (1.0 - smoothstep(270.0, 300.0, day));
                vec3 green = vec3(0.065, 0.115, 0.030) * (0.6 + 0.8 * leaf);
                s.albedo = mix(green, s.albedo * 1.15, bloom * mix(0.55, smoothstep(0.44, 0.54, leaf), see));
            } else {
                float bare = 1.0 - smoothstep(95.0, 130.0, frame.dayOfYear) * (1.0 - smoothstep(292.0, 322.0, frame.dayOfYear));
                s.albedo = mix(s.albedo, vec3(0.145, 0.115, 0.080) * (0.6 + 0.8 * leaf), bare * 0.75);
            }
            take = Weathered(0.4, 0.0, 0.85);
            break;
        }
        case kNet: {
            float cell = 0.12;
            vec2 w = fwidth(uv) / cell;
            float mesh = max(lines(uv.x / cell, 0.14, w.x), lines(uv.y / cell, 0.14, w.y));
            alpha = clamp(mesh, 0.0, 1.0);
            break;
        }
        case kMarking: {
            s.albedo = colour * (0.80 + 0.25 * noise(place, 2.0).g);
            break;
        }
        case kRail: {
            s.shine = 0.3;
            s.metal = 0.5;
            break;
        }
        case kSolar: {
            vec2 panel = max(material.params.xy, vec2(0.3));
            vec2 q = uv / panel;
            vec2 w = fwidth(q);
            float frame_ = max(lines(q.x + 0.5, 0.05, w.x), lines(q.y + 0.5, 0.035, w.y));
            float cells = max(lines(q.x * 6.0 + 0.5, 0.06, w.x * 6.0), lines(q.y * 10.0 + 0.5, 0.06, w.y * 10.0));
            s.albedo = mix(colour * 0.7, material.accent * 0.5, max(frame_, cells * 0.35));
            s.shine = 0.85 * (1.0 - frame_);
            s.roughness = 0.15;
            break;
        }
    }
    weatherOn(s, place, take);
    return s;
}
