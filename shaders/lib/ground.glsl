// The colour of the open ground from the Cover grid: classes blend over ragged edges, fields lie in strips.
// Classes in the order of city::CoverClass.
const uint kField = 0u, kMeadow = 1u, kForest = 2u, kAllotment = 3u, kPark = 4u, kLawn = 5u, kOrchard = 6u,
           kCemetery = 7u, kIndustrial = 8u, kPavedGround = 9u, kSandGround = 10u, kWetland = 11u, kUrban = 12u,
           kWaterBed = 13u;

// Summer growth: 0 in winter, 1 from May to September.
float growth() { return smoothstep(75.0, 130.0, frame.dayOfYear) * (1.0 - smoothstep(285.0, 335.0, frame.dayOfYear)); }

// Long narrow strips, as farms round here are: each with its crop.
vec3 fieldColour(vec2 p) {
    // Blocks of fields of some 380 m, each turned its own way; edges drawn by the nearest of four jittered centres.
    vec2 cell = floor(p / 380.0);
    vec2 best = vec2(0.0);
    float nearest = 1e9;
    for (int y = -1; y <= 1; ++y) {
        for (int x = -1; x <= 1; ++x) {
            vec2 c = cell + vec2(x, y);
            uint h = hash(uint(int(c.x) + 4096) * 8191u + uint(int(c.y) + 4096));
            vec2 centre = (c + 0.25 + 0.5 * vec2(float(h & 1023u), float(h >> 10 & 1023u)) / 1023.0) * 380.0;
            float d = dot(p - centre, p - centre);
            if (d < nearest) {
                nearest = d;
                best = c;
            }
        }
    }
    uint block = hash(uint(int(best.x) + 4096) * 7919u ^ uint(int(best.y) + 4096) * 104729u);
    float angle = float(block & 255u) / 255.0 * 3.14159265;
    vec2 dir = vec2(cos(angle), sin(angle));
    float across = dot(p, dir), along = dot(p, vec2(-dir.y, dir.x));
    float width = 16.0 + float(block >> 8 & 31u);
    float strip = across / width;
    float w = fwidth(strip);
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
    float rows = lines(across / 0.75, 0.4, fwidth(across / 0.75));
    colour *= 1.04 - 0.10 * rows;
    float balk = span(f, -0.5, 0.03, w) + span(f, 0.97, 1.5, w);
    vec3 mean = vec3(0.205, 0.205, 0.090);
    colour = mix(colour, vec3(0.17, 0.205, 0.075), clamp(balk, 0.0, 1.0) * 0.7);
    return mix(colour, mean, smoothstep(0.5, 1.3, w));
}

vec3 coverColour(uint kind, vec2 p, vec4 broad, vec4 fine) {
    float alive = growth();
    vec3 grass = mix(vec3(0.225, 0.195, 0.105), vec3(0.118, 0.168, 0.056), alive);
    switch (kind) {
        case kField: return fieldColour(p);
        case kMeadow: return mix(grass, grass * vec3(1.35, 1.12, 0.95), broad.b) * (0.72 + 0.50 * fine.r);
        case kForest: {
            // Near by the floor; from afar what one would see: crowns.
            vec3 floor_ = mix(vec3(0.070, 0.078, 0.030), vec3(0.105, 0.085, 0.048), fine.r) * (0.75 + 0.5 * fine.g);
            vec3 crowns = mix(vec3(0.030, 0.055, 0.020), vec3(0.060, 0.095, 0.030), fine.r) * (0.7 + 0.6 * broad.b);
            crowns = mix(mix(vec3(0.085, 0.075, 0.055), vec3(0.035, 0.058, 0.030), 0.5), crowns, alive);
            #ifdef GROUND_MAP
            return crowns;
#else
            return mix(floor_, crowns, smoothstep(250.0, 900.0, length(p - frame.eye.xy) + abs(frame.eye.z - 230.0)));
#endif
        }
        case kAllotment: {
            vec2 plot = floor(p / vec2(19.0, 13.0));
            float h = hash01(uint(int(plot.x) + 999) * 331u ^ uint(int(plot.y) + 999) * 7717u);
            vec3 bed = mix(vec3(0.19, 0.145, 0.095), vec3(0.10, 0.19, 0.045), h);
            float see = visible(max(fwidth(p.x), fwidth(p.y)) / 13.0);
            return mix(vec3(0.135, 0.175, 0.065), bed, see * 0.75) * (0.75 + 0.45 * fine.r);
        }
        case kPark: return grass * (0.66 + 0.45 * fine.r) * vec3(0.92, 0.98, 0.9);
        case kLawn: {
            return grass * vec3(0.98, 1.10, 0.92) * (0.80 + 0.28 * fine.r);
        }
        case kOrchard: return grass * (0.78 + 0.36 * fine.r) * vec3(1.05, 1.0, 0.9);
        case kCemetery: return mix(grass, vec3(0.30, 0.29, 0.27), 0.55 * smoothstep(0.45, 0.6, fine.g)) * (0.8 + 0.3 * broad.r);
        case kIndustrial: return mix(vec3(0.25, 0.235, 0.205), grass * 0.9, smoothstep(0.46, 0.66, broad.b)) * (0.8 + 0.3 * fine.r);
        case kPavedGround: return vec3(0.285, 0.28, 0.27) * (0.85 + 0.25 * fine.r);
        case kSandGround: return vec3(0.60, 0.50, 0.33) * (0.86 + 0.22 * fine.r);
        case kWetland: return mix(grass * vec3(1.1, 1.0, 0.8), vec3(0.16, 0.14, 0.075), broad.r) * (0.62 + 0.5 * fine.g);
        case kUrban: {
            // Yards and gardens: mostly grass, here and there trodden or gravelled.
            vec3 yard = mix(grass * 0.95, vec3(0.29, 0.26, 0.21), 0.50 * smoothstep(0.55, 0.72, broad.b));
            return yard * (0.72 + 0.42 * fine.r);
        }
        default: return vec3(0.20, 0.18, 0.13) * (0.7 + 0.5 * fine.r);
    }
}

uint coverAt(ivec2 at) { return texelFetch(coverMap, clamp(at, ivec2(0), ivec2(frame.coverSize) - 1), 0).r; }

vec3 groundColour(vec2 p, float slope) {
    vec4 broad = noise(p, 97.0);
    // Two scales, turned against each other, so that the tile of the noise does not show.
    vec4 fine = 0.5 * (noise(p, 9.7) + noise(mat2(0.80, 0.60, -0.60, 0.80) * p, 23.0));
    float grain = noise(p, 1.6).g;
    // Edges of classes wander by up to half a sample.
    vec2 wander = (vec2(broad.g, broad.a) + vec2(fine.r, fine.b) - 1.0) * 0.9;
    vec2 g = (p - frame.coverGrid.xy) * frame.coverGrid.z + wander;
    ivec2 base = ivec2(floor(g));
    vec2 f = g - vec2(base);
    vec2 soft = smoothstep(vec2(0.22), vec2(0.78), f);
    uint k00 = coverAt(base), k10 = coverAt(base + ivec2(1, 0)), k01 = coverAt(base + ivec2(0, 1)), k11 = coverAt(base + ivec2(1, 1));
    vec3 colour;
    if (k00 == k10 && k00 == k01 && k00 == k11) {
        colour = coverColour(k00, p, broad, fine);
    } else {
        vec3 low = mix(coverColour(k00, p, broad, fine), coverColour(k10, p, broad, fine), soft.x);
        vec3 high = mix(coverColour(k01, p, broad, fine), coverColour(k11, p, broad, fine), soft.x);
        colour = mix(low, high, soft.y);
    }
    colour *= (0.90 + 0.20 * broad.r) * (0.90 + 0.20 * grain);
    // Steep banks show earth.
    return mix(colour, vec3(0.27, 0.21, 0.14) * (0.8 + 0.4 * fine.r), smoothstep(0.30, 0.55, slope) * 0.55);
}
