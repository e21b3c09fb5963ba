// The colour of the open ground from the Cover grid: classes blend over ragged edges, fields lie in strips.
// Classes in the order of city::CoverClass.
#extension GL_EXT_control_flow_attributes : require
const uint kField = 0u, kMeadow = 1u, kForest = 2u, kAllotment = 3u, kPark = 4u, kLawn = 5u, kOrchard = 6u,
           kCemetery = 7u, kIndustrial = 8u, kPavedGround = 9u, kSandGround = 10u, kWetland = 11u, kUrban = 12u,
           kWaterBed = 13u;

// Metres a pixel, across and down. Taken before classes part ways: in a branch that a neighbour does not take, derivatives are
// anything, and GPUs then show single bright dots.
vec2 acrossPixel, downPixel;
// By how much a place along a direction changes from pixel to pixel: fwidth() of dot(p, dir).
float widthAlong(vec2 dir) { return abs(dot(acrossPixel, dir)) + abs(dot(downPixel, dir)); }
vec2 widthsOfPixel() { return vec2(widthAlong(vec2(1.0, 0.0)), widthAlong(vec2(0.0, 1.0))); }

// Summer growth: 0 in winter, 1 from May to September.
float growth() { return smoothstep(75.0, 130.0, frame.dayOfYear) * (1.0 - smoothstep(285.0, 335.0, frame.dayOfYear)); }

// Long narrow strips, as farms round here are: each with its crop.
vec3 fieldColour(vec2 p) {
    // Blocks of fields of some 380 m, each turned its own way; edges drawn by the nearest of four jittered centres.
    vec2 cell = floor(p / 380.0);
    vec2 best = vec2(0.0);
    float nearest = 1e9;
    [[dont_unroll]] for (int i = 0; i < 9; ++i) {
        vec2 c = cell + vec2(i % 3 - 1, i / 3 - 1);
        uint h = hash(uint(int(c.x) + 4096) * 8191u + uint(int(c.y) + 4096));
        vec2 centre = (c + 0.25 + 0.5 * vec2(float(h & 1023u), float(h >> 10 & 1023u)) / 1023.0) * 380.0;
        float d = dot(p - centre, p - centre);
        if (d < nearest) {
            nearest = d;
            best = c;
        }
    }
    uint block = hash(uint(int(best.x) + 4096) * 7919u ^ uint(int(best.y) + 4096) * 104729u);
    float angle = float(block & 255u) / 255.0 * 3.14159265;
    vec2 dir = vec2(cos(angle), sin(angle));
    float across = dot(p, dir), along = dot(p, vec2(-dir.y, dir.x));
    float width = 16.0 + float(block >> 8 & 31u);
    float strip = across / width;
    float w = widthAlong(dir) / width;
    // The mean of a strip with its neighbour, as wide as a pixel.
    float f = fract(strip);
    uint row = uint(int(floor(strip)) + 65536);
    uint plot = hash(block ^ row * 31u ^ uint(int(floor(along / 260.0 + hash01(block ^ row) )) + 512) * 977u);
    float kind = float(plot & 255u) / 255.0;
    float day = frame.dayOfYear;
    float ripe = smoothstep(165.0, 195.0, day), cut = smoothstep(200.0, 225.0, day), sown = smoothstep(265.0, 300.0, day);
    vec3 soil = vec3(0.215, 0.155, 0.100), stubble = vec3(0.46, 0.37, 0.20);
    vec3 colour;
    if (kind < 0.42) {  // wheat, barley
        colour = mix(vec3(0.165, 0.215, 0.075), vec3(0.42, 0.34, 0.15), ripe);
        colour = mix(mix(colour, stubble, cut), vec3(0.14, 0.22, 0.06), sown);
    } else if (kind < 0.56) {  // rape: yellow in May
        float bloom = smoothstep(118.0, 128.0, day) * (1.0 - smoothstep(142.0, 156.0, day));
        colour = mix(vec3(0.14, 0.19, 0.07), vec3(0.62, 0.52, 0.03), bloom);
        colour = mix(colour, stubble * 0.9, cut);
    } else if (kind < 0.74) {  // beet, potatoes, maize
        colour = mix(soil, vec3(0.085, 0.140, 0.045), smoothstep(130.0, 170.0, day));
        colour = mix(colour, soil, sown);
    } else if (kind < 0.88) {  // fallow, hay
        colour = mix(vec3(0.26, 0.24, 0.12), vec3(0.20, 0.225, 0.095), growth());
    } else {  // berries and bare soil
        colour = mix(soil, vec3(0.13, 0.17, 0.06), 0.55 * growth());
    }
    colour = mix(mix(soil, vec3(0.14, 0.21, 0.07), 0.55), colour, growth() * 0.85 + 0.15);
    // Rows in a strip, and the balk between two strips.
    float rows = lines(across / 0.75, 0.4, widthAlong(dir) / 0.75);
    colour *= 1.04 - 0.10 * rows;
    float balk = span(f, -0.5, 0.03, w) + span(f, 0.97, 1.5, w);
    vec3 mean = vec3(0.205, 0.205, 0.090);
    colour = mix(colour, vec3(0.17, 0.205, 0.075), clamp(balk, 0.0, 1.0) * 0.7);
    return mix(colour, mean, smoothstep(0.5, 1.3, w));
}

// Dots of a share of the ground, one in a cell of `size` metres: flowers, leaves, molehills. Becomes its mean far away.
float dots(vec2 p, float size, float share, float radius) {
    vec2 q = p / size;
    vec2 cell = floor(q);
    uint h = hash(uint(int(cell.x) + 65536) * 73856093u ^ uint(int(cell.y) + 65536) * 19349663u);
    vec2 middle = vec2(0.3) + 0.4 * vec2(float(h & 255u), float(h >> 8 & 255u)) / 255.0;
    vec2 pixel = widthsOfPixel() / size;
    float w = max(pixel.x, pixel.y);
    float in_ = 1.0 - smoothstep(radius - 0.5 * w, radius + 0.5 * w, length(q - cell - middle));
    float there = float(h >> 16 & 1023u) / 1023.0 < share ? in_ : 0.0;
    return mix(3.14 * radius * radius * share, there, visible(w));
}

float dayBump(float from, float to) { return smoothstep(from, from + 9.0, frame.dayOfYear) * (1.0 - smoothstep(to - 9.0, to, frame.dayOfYear)); }

// Grass of the day: straw in winter, bright in spring, deep in June, tired in August. `lush` 0 poor and dry, 1 tended.
vec3 grassColour(float lush, vec4 broad, vec4 fine) {
    float day = frame.dayOfYear;
    float alive = growth();
    float fresh = dayBump(95.0, 165.0);
    float parched = dayBump(190.0, 262.0) * (1.0 - 0.75 * lush);
    vec3 green = mix(vec3(0.130, 0.168, 0.056), vec3(0.098, 0.148, 0.047), lush);
    green = mix(green, vec3(0.128, 0.222, 0.048), 0.65 * fresh);
    green = mix(green, vec3(0.265, 0.235, 0.110), parched * (0.30 + 0.45 * broad.b));
    vec3 straw = mix(vec3(0.235, 0.200, 0.110), vec3(0.150, 0.160, 0.065), lush * 0.7);
    vec3 grass = mix(straw, green, alive);
    // Patches of other plants: clover darker, moss yellower.
    grass *= mix(vec3(0.86, 0.92, 0.86), vec3(1.16, 1.08, 1.02), smoothstep(0.30, 0.72, fine.b));
    return grass;
}

// How lush the grass of each class is.
float lushness(uint kind, float tended) {
    switch (kind) {
        case kMeadow: return 0.25;
        case kAllotment: return 0.7;
        case kPark: return 0.75;
        case kLawn: return 1.0;
        case kOrchard: case kCemetery: return 0.6;
        case kIndustrial: return 0.15;
        case kWetland: return 0.1;
        default: return 0.30 + 0.60 * tended;  // kUrban
    }
}

vec3 coverColour(uint kind, vec2 p, vec4 broad, vec4 fine) {
    float alive = growth();
    float leafFall = dayBump(272.0, 345.0);
    float tended = smoothstep(0.40, 0.58, broad.b * 0.6 + fine.b * 0.4);
    vec3 grass = grassColour(lushness(kind, tended), broad, fine);
    switch (kind) {
        case kField: return fieldColour(p);
        case kMeadow: {
            grass *= 0.78 + 0.40 * fine.r;
            grass = mix(grass, grass * vec3(1.30, 1.12, 0.95), broad.b);
            // Dandelions in May, daisies and cornflowers to the end of summer.
            float lot = smoothstep(0.35, 0.70, broad.r);
            grass = mix(grass, vec3(0.62, 0.46, 0.02), dots(p, 0.42, 0.55 * lot * dayBump(112.0, 150.0), 0.26));
            grass = mix(grass, vec3(0.60, 0.60, 0.55), dots(p + 3.7, 0.55, 0.38 * lot * dayBump(140.0, 232.0), 0.22));
            return mix(grass, vec3(0.22, 0.17, 0.44), dots(p + 9.1, 0.8, 0.22 * broad.b * dayBump(160.0, 225.0), 0.20));
        }
        case kForest: {
            // Near by the floor; from afar what one would see: crowns.
            vec3 floor_ = mix(vec3(0.070, 0.078, 0.030), vec3(0.105, 0.085, 0.048), fine.r) * (0.75 + 0.5 * fine.g);
            floor_ = mix(floor_, vec3(0.230, 0.130, 0.050) * (0.7 + 0.6 * fine.g), 0.65 * leafFall);
            vec3 crowns = mix(vec3(0.036, 0.062, 0.022), vec3(0.066, 0.102, 0.030), fine.r) * (0.7 + 0.6 * broad.b);
            crowns = mix(crowns, vec3(0.200, 0.125, 0.035), 0.55 * leafFall * smoothstep(0.35, 0.65, fine.b));
            crowns = mix(mix(vec3(0.085, 0.075, 0.055), vec3(0.035, 0.058, 0.030), 0.5), crowns, alive);
            return mix(floor_, crowns, smoothstep(250.0, 900.0, length(p - frame.eye.xy) + abs(frame.eye.z - 230.0)));
        }
        case kAllotment: {
            // Plots of some 19 x 13 m: beds in rows, a lawn, a path between.
            vec2 q = p / vec2(19.0, 13.0);
            vec2 plot = floor(q);
            float h = hash01(uint(int(plot.x) + 999) * 331u ^ uint(int(plot.y) + 999) * 7717u);
            vec2 pixel = widthsOfPixel(), w = pixel / vec2(19.0, 13.0);
            float path = max(lines(q.x + 0.5, 0.07, w.x), lines(q.y + 0.5, 0.10, w.y));
            float rows = lines(p.x / 0.9, 0.45, pixel.x / 0.9);
            vec3 bed = mix(vec3(0.185, 0.140, 0.095), vec3(0.085, 0.165, 0.040), alive * (0.25 + 0.75 * rows) * (0.4 + 0.6 * h));
            grass *= 0.80 + 0.36 * fine.r;
            vec3 mean = mix(grass, bed, 0.35);
            float bedHere = step(0.35, h) * span(fract(q.y), 0.12, 0.66, w.y);
            vec3 near = mix(mix(grass, bed, bedHere), vec3(0.30, 0.27, 0.21), path * 0.8);
            return mix(mean, near, visible(max(w.x, w.y) * 2.0));
        }
        case kPark: return mix(grass * (0.76 + 0.40 * fine.r), vec3(0.33, 0.17, 0.05), 0.8 * dots(p, 0.30, 0.55 * leafFall * fine.r, 0.30));
        case kLawn: {
            grass *= 0.84 + 0.26 * fine.r;
            return mix(grass, vec3(0.60, 0.60, 0.54), dots(p, 0.45, 0.10 * broad.b * dayBump(110.0, 250.0), 0.16));
        }
        case kOrchard: return grass * (0.80 + 0.36 * fine.r);
        case kCemetery: return mix(grass, vec3(0.30, 0.29, 0.27), 0.55 * smoothstep(0.45, 0.6, fine.g)) * (0.8 + 0.3 * broad.r);
        case kIndustrial: return mix(vec3(0.25, 0.235, 0.205), grass * 0.95, smoothstep(0.46, 0.66, broad.b)) * (0.8 + 0.3 * fine.r);
        case kPavedGround: return vec3(0.285, 0.28, 0.27) * (0.85 + 0.25 * fine.r);
        case kSandGround: return vec3(0.58, 0.485, 0.325) * (0.88 + 0.16 * fine.r + 0.08 * fine.g);
        case kWetland: {
            vec3 sedge = mix(grass * vec3(1.1, 1.02, 0.8), vec3(0.175, 0.150, 0.070), broad.r);
            return sedge * (0.62 + 0.5 * fine.g + 0.2 * fine.r);
        }
        case kUrban: {
            // Yards and gardens: tended and untended grass side by side, a bed dug here, a trodden place there.
            vec3 yard = grass * (0.78 + 0.38 * fine.r);
            float dug = smoothstep(0.66, 0.72, fine.b) * smoothstep(0.45, 0.6, broad.a);
            yard = mix(yard, mix(vec3(0.165, 0.125, 0.085), vec3(0.080, 0.150, 0.038), alive * 0.6), 0.75 * dug);
            float trodden = smoothstep(0.70, 0.80, fine.a) * smoothstep(0.5, 0.7, broad.r);
            yard = mix(yard, vec3(0.255, 0.225, 0.165), 0.45 * trodden);
            yard = mix(yard, vec3(0.62, 0.46, 0.02), dots(p, 0.5, 0.35 * (1.0 - tended) * dayBump(112.0, 150.0), 0.22));
            return mix(yard, vec3(0.33, 0.17, 0.05), 0.7 * dots(p, 0.33, 0.30 * leafFall * broad.r, 0.30));
        }
        default: return vec3(0.235, 0.195, 0.135) * (0.75 + 0.35 * fine.r);  // wet sand and mud at the water's edge
    }
}

uint coverAt(ivec2 at) {
    uvec2 place = uvec2(clamp(at, ivec2(0), ivec2(frame.coverSize) - 1));
    uint i = place.y * frame.coverSize.x + place.x;
    return frame.town.cover.fours[i >> 2] >> 8u * (i & 3u) & 255u;
}

vec3 groundColour(vec2 p, float slope) {
    acrossPixel = dFdx(p);
    downPixel = dFdy(p);
    vec4 broad = noise(p, 97.0);
    // Two scales, turned against each other, so that the tile of the noise does not show.
    vec4 fine = 0.5 * (noise(p, 9.7) + noise(mat2(0.80, 0.60, -0.60, 0.80) * p, 23.0));
    float grain = noise(p, 1.6).g;
    // Edges of classes wander a little. The four samples weigh as in linear filtering, and the heavier class wins over a
    // metre or so: edges run smoothly through the samples instead of along their squares.
    vec2 wander = (vec2(fine.r, fine.b) - 0.5) * 0.55;
    vec2 g = (p - frame.coverGrid.xy) * frame.coverGrid.z + wander;
    ivec2 base = ivec2(floor(g));
    vec2 f = g - vec2(base);
    uvec4 kinds = uvec4(coverAt(base), coverAt(base + ivec2(1, 0)), coverAt(base + ivec2(0, 1)), coverAt(base + ivec2(1, 1)));
    vec4 share = vec4((1.0 - f.x) * (1.0 - f.y), f.x * (1.0 - f.y), (1.0 - f.x) * f.y, f.x * f.y);
    vec3 colour = vec3(0.0);
    float sum = 0.0;
    // Each class once; a loop, so that there is one copy of them all to compile.
    [[dont_unroll]] for (int i = 0; i < 4; ++i) {
        uint kind = i == 0 ? kinds.x : i == 1 ? kinds.y : i == 2 ? kinds.z : kinds.w;
        bvec4 same = equal(kinds, uvec4(kind));
        if ((i > 0 && same.x) || (i > 1 && same.y) || (i > 2 && same.z)) continue;
        float weight = dot(share, vec4(same));
        weight *= weight;
        weight *= weight * weight;
        colour += weight * coverColour(kind, p, broad, fine);
        sum += weight;
    }
    colour /= max(sum, 1e-4);
    colour *= (0.90 + 0.20 * broad.r) * (0.90 + 0.20 * grain);
    // Steep banks show earth.
    return mix(colour, vec3(0.27, 0.21, 0.14) * (0.8 + 0.4 * fine.r), smoothstep(0.30, 0.55, slope) * 0.55);
}
