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

float dayBump(float from, float to) { return smoothstep(from, from + 9.0, frame.dayOfYear) * (1.0 - smoothstep(to - 9.0, to, frame.dayOfYear)); }

// Where a place lies among the long narrow strips that farms have round here: in blocks of some 380 m, each turned its own
// way, edges drawn by the nearest of nine jittered centres.
struct Plot {
    vec2 dir;             // across the strips
    float across, along;  // metres
    float strip, w;       // across, in strips; a pixel's width in it
    uint block, number;   // random: of the block; of the plot, which is a piece of a strip
};

Plot plotAt(vec2 p) {
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
    Plot plot;
    plot.block = hash(uint(int(best.x) + 4096) * 7919u ^ uint(int(best.y) + 4096) * 104729u);
    float angle = float(plot.block & 255u) / 255.0 * 3.14159265;
    plot.dir = vec2(cos(angle), sin(angle));
    plot.across = dot(p, plot.dir);
    plot.along = dot(p, vec2(-plot.dir.y, plot.dir.x));
    float width = 14.0 + 0.75 * float(plot.block >> 8 & 31u);
    plot.strip = plot.across / width;
    plot.w = widthAlong(plot.dir) / width;
    uint row = uint(int(floor(plot.strip)) + 65536);
    plot.number = hash(plot.block ^ row * 31u ^ uint(int(floor(plot.along / 260.0 + hash01(plot.block ^ row))) + 512) * 977u);
    return plot;
}

// Share of a strip's edges in a pixel.
float balkOf(Plot plot) {
    float f = fract(plot.strip);
    return clamp(span(f, -0.5, 0.03, plot.w) + span(f, 0.97, 1.5, plot.w), 0.0, 1.0);
}

// Albedos of what grows and lies bare are those of the visible range: green leaves 0.05 to 0.12, straw and stubble 0.25 to
// 0.3, loess 0.1 moist to 0.2 dry (the ASTER and USGS spectral libraries); of all sunlight, which infrared is half of,
// leaves throw back twice as much. luck: 0 to 1, when it was sown, ripens and is cut.
vec3 cropColour(uint kind, float luck) {
    float day = frame.dayOfYear + 26.0 * (luck - 0.5);
    float ripe = smoothstep(165.0, 195.0, day), cut = smoothstep(200.0, 225.0, day), sown = smoothstep(265.0, 300.0, day);
    float ploughed = smoothstep(236.0, 242.0, day);
    vec3 soil = vec3(0.185, 0.135, 0.090), stubble = vec3(0.350, 0.285, 0.160);
    vec3 colour;
    if (kind == 0u) {  // wheat, barley
        colour = mix(vec3(0.105, 0.150, 0.048), vec3(0.350, 0.275, 0.115), ripe);
        colour = mix(mix(mix(colour, stubble, cut), soil, 0.8 * ploughed), vec3(0.100, 0.160, 0.045), sown);
    } else if (kind == 1u) {  // rape: yellow in May
        float bloom = smoothstep(118.0, 128.0, day) * (1.0 - smoothstep(142.0, 156.0, day));
        colour = mix(vec3(0.100, 0.145, 0.052), vec3(0.55, 0.46, 0.03), bloom);
        colour = mix(colour, stubble * 0.85, cut);
    } else if (kind == 2u) {  // beet, potatoes, maize
        colour = mix(soil, vec3(0.058, 0.105, 0.030), smoothstep(130.0, 170.0, day));
        colour = mix(colour, soil, sown);
    } else if (kind == 3u) {  // fallow, hay
        colour = mix(vec3(0.22, 0.20, 0.105), vec3(0.140, 0.165, 0.062), growth());
    } else {  // berries and bare soil
        colour = mix(soil, vec3(0.085, 0.120, 0.040), 0.60 * growth());
    }
    colour = mix(mix(soil, vec3(0.10, 0.155, 0.050), 0.55), colour, growth() * 0.85 + 0.15);
    return colour * (0.90 + 0.20 * luck);
}

vec3 fieldColour(vec2 p) {
    Plot plot = plotAt(p);
    uint lot = plot.number & 255u;
    uint kind = lot < 108u ? 0u : lot < 143u ? 1u : lot < 189u ? 2u : lot < 225u ? 3u : 4u;
    vec3 colour = cropColour(kind, float(plot.number >> 8 & 3u) / 3.0);
    // Rows in a strip, the tracks of tractors in what is sown broad, soil that is not everywhere alike, and the balk between
    // two strips.
    float pixel = widthAlong(plot.dir);
    colour *= 1.04 - 0.10 * lines(plot.across / 0.75, 0.4, pixel / 0.75);
    if (kind < 2u) colour *= 1.0 + 0.30 * (0.07 - lines((plot.across + 0.9 * sign(fract(plot.across / 15.0) - 0.5)) / 15.0 + 0.5, 0.07, pixel / 15.0));
    vec2 lie = vec2(-plot.dir.y, plot.dir.x) * 0.13;
    mat2 drawn = mat2(plot.dir.x, lie.x, plot.dir.y, lie.y) / 17.0;  // with gradients given: see acrossPixel
    colour *= 0.86 + 0.28 * textureGrad(noiseMap, drawn * p, drawn * acrossPixel, drawn * downPixel).r;
    colour = mix(colour, vec3(0.115, 0.145, 0.048), balkOf(plot) * 0.7);
    float far = smoothstep(0.5, 1.3, plot.w);
    if (far > 0.0) {
        const float kShares[5] = {0.422, 0.137, 0.180, 0.140, 0.121};
        vec3 mean = vec3(0.0);
        [[dont_unroll]] for (uint i = 0u; i < 5u; ++i) mean += kShares[i] * cropColour(i, 0.5);
        colour = mix(colour, mean, far);
    }
    return colour;
}

// Meadows lie in strips as well, where they are mown: each at another time. A factor of the grass.
vec3 mowingOf(Plot plot) {
    uint lot = plot.number >> 8 & 3u;
    vec3 state = lot == 0u   ? vec3(0.90, 0.90, 0.86)   // tall and in seed
                 : lot == 1u ? vec3(1.30, 1.14, 0.98)   // just cut
                 : lot == 2u ? vec3(0.78, 1.00, 0.72)   // growing again
                             : vec3(1.12, 1.06, 0.94);  // hay lies in swaths
    if (lot == 3u) state *= 1.0 + 0.24 * (lines(plot.across / 4.5, 0.3, widthAlong(plot.dir) / 4.5) - 0.3);
    float f = fract(plot.strip);
    float inside = clamp(min(f, 1.0 - f) / max(plot.w, 0.06), 0.0, 1.0) * (1.0 - smoothstep(0.5, 1.3, plot.w));
    return mix(vec3(1.0), state, inside * float(plot.block >> 13 & 1u) * dayBump(150.0, 300.0));
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

// Grass of the day: straw in winter, bright in spring, deep in June, tired in August. `lush` 0 poor and dry, 1 tended.
vec3 grassColour(float lush, vec4 broad, vec4 fine) {
    float day = frame.dayOfYear;
    float alive = growth();
    float fresh = dayBump(95.0, 165.0);
    float parched = dayBump(190.0, 262.0) * (1.0 - 0.75 * lush);
    vec3 green = mix(vec3(0.094, 0.122, 0.040), vec3(0.066, 0.108, 0.032), lush);
    green = mix(green, vec3(0.086, 0.158, 0.034), 0.65 * fresh);
    green = mix(green, vec3(0.200, 0.175, 0.0820), parched * (0.15 + 0.45 * broad.b));
    vec3 straw = mix(vec3(0.205, 0.175, 0.0960), vec3(0.125, 0.130, 0.055), lush * 0.7);
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
    float tended = smoothstep(0.44, 0.56, broad.b * 0.8 + fine.b * 0.2);
    vec3 grass = grassColour(lushness(kind, tended), broad, fine);
    switch (kind) {
        case kField: return fieldColour(p);
        case kMeadow: {
            grass *= (0.78 + 0.40 * fine.r) * mowingOf(plotAt(p));
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
        case kSandGround: return vec3(0.500, 0.415, 0.275) * (0.88 + 0.16 * fine.r + 0.08 * fine.g);
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
    // Where the soil holds water what grows is greener and darker, for some hundred metres.
    vec3 watered = mix(vec3(1.12, 1.03, 0.94), vec3(0.84, 0.96, 0.88), smoothstep(0.30, 0.70, noise(p, 811.0).b));
    // Edges of classes wander, as what grows does. The samples weigh as in a cubic spline, and the heavier class wins over a
    // metre or so: edges run smoothly through the samples instead of along their squares.
    vec2 wander = (vec2(fine.r, fine.b) - 0.5) * 0.55 + (vec2(broad.b, broad.r) - 0.5) * 0.6;
    vec2 g = (p - frame.coverGrid.xy) * frame.coverGrid.z + wander;
    ivec2 base = ivec2(floor(g));
    vec2 f = g - vec2(base), r = 1.0 - f;
    mat4x2 share = mat4x2(r * r * r, (3.0 * f - 6.0) * f * f + 4.0, (3.0 * r - 6.0) * r * r + 4.0, f * f * f) / 6.0;
    uint kinds[16], found = 0u;
    for (int i = 0; i < 16; ++i) {
        kinds[i] = min(coverAt(base + ivec2(i % 4 - 1, i / 4 - 1)), kWaterBed);
        found |= 1u << kinds[i];
    }
    // Grass peters out in sand, and the ground is wet for some metres from where water stands.
    float sharp = (found & (1u << kWaterBed | 1u << kSandGround)) != 0u ? 3.0 : 8.0;
    vec3 colour = vec3(0.0);
    float sum = 0.0;
    // Each class once; a loop, so that there is one copy of them all to compile.
    [[dont_unroll]] while (found != 0u) {
        uint kind = uint(findLSB(found));
        found &= found - 1u;
        float weight = 0.0;
        for (int i = 0; i < 16; ++i) weight += kinds[i] == kind ? share[i % 4].x * share[i / 4].y : 0.0;
        weight = pow(weight, sharp);
        bool grows = kind != kIndustrial && kind != kPavedGround && kind != kSandGround && kind < kWaterBed;
        colour += weight * coverColour(kind, p, broad, fine) * (grows ? watered : vec3(1.0));
        sum += weight;
    }
    colour /= max(sum, 1e-4);
    colour *= (0.90 + 0.20 * broad.r) * (0.90 + 0.20 * grain);
    // Steep banks show earth.
    return mix(colour, vec3(0.27, 0.21, 0.14) * (0.8 + 0.4 * fine.r), smoothstep(0.30, 0.55, slope) * 0.55);
}
