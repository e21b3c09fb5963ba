// What the surfaces of the town are made of. One branch a kind.
#include "shaders/lib/facade.glsl"
#include "shaders/lib/material.glsl"

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

Surface realSurface(uint index, vec3 local, vec3 normal, vec2 uv, float occlusion, uint seed, out float alpha) {
    MaterialRow material = materials[index];
    uint kind = material.kind;
    alpha = 1.0;
    vec3 colour = materialColour(material, seed);
    Surface s = Surface(colour, normal, material.roughness, 0.0, 0.0, occlusion, vec3(0.0));
    vec2 place = placeOn(local, normal);
    switch (kind) {
        case kPlain: {
            s.albedo *= 0.94 + 0.12 * noise(place, 7.3).r;
            s.emission = colour * material.params.x * sky.night * 1.1;
            break;
        }
        case kFacade: {
            Wall wall = facade(material, colour, uv, seed, place);
            s.albedo = wall.albedo;
            s.shine = wall.glass;
            s.roughness = mix(material.roughness, 0.12, wall.glass);
            s.emission = wall.emission;
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
            float moss = noise(place, 9.0).r;
            s.albedo = colour * (tile * 1.18) * (0.88 + 0.24 * each) * (0.82 + 0.36 * moss);
            s.roughness = 0.75;
            break;
        }
        case kRoofSheet: {
            float w = max(fwidth(uv.x), 1e-4);
            float seam = lines(uv.x / 0.55, 0.10, w / 0.55);
            s.albedo = colour * (0.90 + 0.18 * noise(place, 12.0).r) * (1.0 - 0.30 * seam);
            s.shine = 0.10;
            s.roughness = 0.55;
            break;
        }
        case kRoofFlat: {
            vec4 n = noise(place, 17.0);
            float strip = lines(place.x, 0.03, fwidth(place.x));
            s.albedo = colour * (0.78 + 0.30 * n.r + 0.14 * noise(place, 2.3).g) * (1.0 - 0.25 * strip);
            break;
        }
        case kAsphalt: {
            // u: metres from the left edge (or the middle, at negative values), v: metres along.
            vec4 broad = noise(place, 31.0);
            float grain = noise(place, 1.7).g;
            float patch_ = smoothstep(0.58, 0.62, noise(place, 83.0).a);
            s.albedo = colour * (0.80 + 0.28 * broad.r) * (0.92 + 0.16 * grain) * (1.0 - 0.13 * patch_);
            float wide = material.params.y;
            float across = uv.x;
            vec2 w = max(fwidth(uv), vec2(1e-4));
            float paint = 0.0;
            // Wheels polish two tracks in each lane.
            float lane = abs(fract(across / max(wide * 0.5, 1.0)) - 0.5);
            s.albedo *= 1.0 + 0.10 * smoothstep(0.30, 0.18, abs(lane - 0.25) * 2.0) * visible(w.x);
            if (material.params.x > 0.5) {
                float dash = material.params.x > 1.5 ? 1.0 : span(fract(uv.y / 12.0), 0.0, 0.34, w.y / 12.0);
                paint = span(across, 0.5 * wide - 0.07, 0.5 * wide + 0.07, w.x) * dash;
            }
            if (material.params.z > 0.5) {
                paint = max(paint, span(across, 0.20, 0.34, w.x) + span(across, wide - 0.34, wide - 0.20, w.x));
            }
            s.albedo = mix(s.albedo, material.accent * (0.75 + 0.25 * grain), clamp(paint, 0.0, 1.0) * 0.85);
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
            s.albedo = colour * (0.86 + 0.20 * ripple + 0.10 * noise(place, 0.9).g);
            break;
        }
        case kGrass: {
            vec4 n = noise(place, 7.0);
            float blade = noise(place, 1.1).g;
            float dry = noise(place, 61.0).b;
            float winter = 1.0 - smoothstep(70.0, 120.0, frame.dayOfYear) * (1.0 - smoothstep(280.0, 330.0, frame.dayOfYear));
            vec3 green = mix(colour, colour * vec3(1.25, 1.05, 0.75), 0.5 * dry + 0.35 * winter);
            s.albedo = green * (0.70 + 0.42 * n.r) * (0.80 + 0.40 * blade);
            if (material.params.x > 0.5) {
                float stripe = step(0.5, fract(place.x / 10.5));
                s.albedo *= mix(1.0, 0.88 + 0.24 * stripe, visible(fwidth(place.x) / 10.5));
            }
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
            vec4 n = noise(place + local.zz * 0.7, 2.4);
            s.albedo = colour * (0.45 + 0.60 * n.r + 0.45 * noise(place + local.zz, 0.7).g);
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
    return s;
}
