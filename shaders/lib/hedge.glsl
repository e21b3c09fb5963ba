// A hedge. Its triangles are a hull (tools/bake/town/gardens.cpp): from where the look meets it, it is followed on in steps
// to the leaves inside, so that a hedge has a round and ragged outline, gaps with shade in them, and no triangle of its own.
// Needs light.glsl, foliage.glsl, crown.glsl, season.glsl.

const float kHedgeFoot = 0.45, kHedgeTop = 0.38;  // half the hull's width, metres; as in gardens.cpp
const float kHedgeUnder = 0.1;                    // how far it reaches below the ground
const float kHedgeFootOcclusion = 140.0 / 255.0;  // there; 1 at its top
const float kHedgeRoom = 0.11;                    // between the hull and what is clipped straight

// Kinds, the upper two bits of a vertex's variant; the lower six are its height in steps of 2.5 cm.
const uint kPrivet = 0u, kHornbeam = 1u, kThuja = 2u, kGrown = 3u;

struct Hedge {
    float top;       // of the hull, metres above the ground
    uint kind;
    float room;      // left between it and the hull
    float rounding;  // radius of its edges
    float lumps;     // how far clumps stand out, metres
    float waves;     // how far its top goes up and down
    float leaves;    // and single leaves
    float leafLod, lumpLod;
    float leafy;
};

const float kLumpM = 2.3;  // a tile of the noise that makes clumps

// Metres along, across and up on its skin, unfolded: over an edge they go on.
vec2 onSkin(vec3 q) { return vec2(q.x + 0.6 * q.y, q.z - abs(q.y)); }

float leafLayer(Hedge h) { return float(h.kind == kThuja ? kLeafNarrow : kLeafBroad); }

vec4 leavesAt(Hedge h, vec2 p) { return textureLod(leafPictures, vec3(p / kLeafPictureM, leafLayer(h)), h.leafLod); }
float lumpAt(Hedge h, vec2 p) {
    vec2 at = h.kind == kThuja ? p * vec2(1.25, 0.35) : p;  // each plant is a column
    return textureLod(noiseMap, at / kLumpM, h.lumpLod).r - 0.5;
}

// How deep inside its edges a place is, along each axis: along (its end), across, up. Negative inside.
vec3 edgesOf(Hedge h, vec3 q) {
    float high = clamp(q.z / h.top, 0.0, 1.0), room = h.room * (0.3 + 0.7 * high);  // at the ground it is as wide as its shadow
    float sinks = h.room + h.waves * (1.0 + 0.6 * sin(1.3 * q.x + 2.0 * h.top) + 0.4 * sin(3.1 * q.x + 5.0 * h.top));
    return vec3(room - q.x, abs(q.y) - mix(kHedgeFoot, kHedgeTop, high) + room, q.z - h.top + sinks) + h.rounding;
}

float boxOf(Hedge h, vec3 e) { return length(max(e, vec3(0.0))) + min(max(e.x, max(e.y, e.z)), 0.0) - h.rounding; }

// Metres to its skin, positive outside.
float outsideOf(Hedge h, vec3 q) {
    vec2 p = onSkin(q);
    vec4 t = leavesAt(h, p);
    return boxOf(h, edgesOf(h, q)) - h.lumps * 2.2 * lumpAt(h, p) - h.leaves * (2.0 * t.b - 1.0 + 1.6 * (t.r - 0.8));
}

bool inHull(Hedge h, vec3 q) {
    const float kSlack = 0.01;
    return q.x > -kSlack && q.z > 0.0 && q.z < h.top + kSlack && abs(q.y) < mix(kHedgeFoot, kHedgeTop, q.z / h.top) + kSlack;
}

// A way through one hedge.
struct Met {
    vec3 at;
    float covered;  // share of the pixel
};

// w: what a pixel is wide there, metres.
Met followed(Hedge h, vec3 from, vec3 dir, float w) {
    const int kSteps = 16;
    float far = 0.0, nearest = 1e3;
    bool out_ = false;
    vec3 q = from;
    for (int i = 0; i < kSteps; ++i) {
        float gap = outsideOf(h, q);
        nearest = min(nearest, gap);
        if (gap < 0.25 * w + 0.003) break;
        far += max(0.8 * gap, 0.01);
        q = from + dir * far;
        out_ = !inHull(h, q);
        if (out_) break;
    }
    return Met(q, out_ ? clamp(1.0 - nearest / w, 0.0, 1.0) : 1.0);
}

// Share of the light that its own leaves let through to a place on it.
float unshaded(Hedge h, vec3 q, vec3 toLight) {
    float through = 1.0;
    for (int i = 1; i <= 4; ++i) {
        float far = 0.035 * float(i * i);
        through = min(through, 0.55 + outsideOf(h, q + toLight * far) / (0.7 * far));
    }
    return clamp(through, 0.0, 1.0);
}

// How far the light goes on inside the hull: other things' shadows are asked for outside, since hulls throw them.
float wayOut(Hedge h, vec3 q, vec3 toLight) {
    float across = (kHedgeFoot + 0.02 - sign(toLight.y) * q.y) / max(abs(toLight.y), 1e-3);
    float up = (h.top + 0.02 - q.z) / max(toLight.z, 1e-3);
    return clamp(min(across, up), 0.0, 1.5);
}

// Leaves of a kind on a day: rgb and how many there are.
vec4 hedgeLeaves(Hedge h, vec3 colour, float luck) {
    float day = frame.dayOfYear + 8.0 * (luck - 0.5);
    float leafy = leafiness(day);
    float turned = smoothstep(262.0, 296.0, day + 10.0 * luck);
    float fresh = smoothstep(105.0, 125.0, day) * (1.0 - smoothstep(135.0, 170.0, day));
    colour *= vec3(0.88 + 0.24 * luck, 0.94 + 0.14 * luck, 0.9);
    vec3 young = colour * vec3(1.45, 1.35, 0.8);
    if (h.kind == kThuja) return vec4(mix(colour * vec3(0.72, 0.80, 0.78), young * 0.8, 0.3 * fresh), 1.0);
    vec3 old = h.kind == kHornbeam ? vec3(0.235, 0.125, 0.050) : h.kind == kPrivet ? colour * vec3(1.25, 0.85, 0.8) : vec3(0.36, 0.21, 0.045);
    vec3 leaf = mix(mix(colour, young, fresh * 0.8), old, turned * (h.kind == kPrivet ? 0.7 : 0.85));
    if (h.kind == kHornbeam) return vec4(mix(old * 0.8, leaf, leafy), max(leafy, 0.8));  // it keeps its dead leaves
    float least = h.kind == kPrivet ? 0.35 : 0.0;                                         // some of privet's stay green
    return vec4(leaf, max(leafy, least));
}

Hedge hedgeOf(uint variant, float w) {
    Hedge h;
    h.top = 0.025 * float(variant & 63u);
    h.kind = variant >> 6;
    float real = 1.0 - frame.symbolic;
    bool grown = h.kind == kGrown;
    h.room = kHedgeRoom * real;
    h.rounding = (grown ? 0.26 : h.kind == kThuja ? 0.20 : 0.13) * real;
    h.leafLod = log2(max(w * kLeafTexels / kLeafPictureM, 1.0));
    h.lumpLod = log2(max(w * 256.0 / kLumpM, 1.0));
    h.lumps = (grown ? 0.16 : h.kind == kThuja ? 0.10 : 0.06) * real;
    h.waves = (grown ? 0.10 : h.kind == kThuja ? 0.03 : 0.01) * real;
    h.leaves = (grown ? 0.045 : 0.030) * real;
    h.leafy = 1.0;
    return h;
}

// rel: where the look meets the hull; normal: of the hull's vertices; uv: metres from the nearer end, and across; up: metres.
vec4 litHedge(vec3 colour, vec3 rel, vec3 normal, vec2 uv, float up, uint variant, float distance, uint state) {
    float w = distance * frame.pixelAngle;
    Hedge h = hedgeOf(variant, w);
    vec3 view = rel / distance;
    vec3 left = vec3(normalize(normal.xy) * (uv.y < 0.0 ? -1.0 : 1.0), 0.0);
    vec3 along = vec3(left.y, -left.x, 0.0);
    // Metres from the end grow towards its middle, from either end; and the ground under it slopes.
    vec2 du = vec2(dFdx(uv.x), dFdy(uv.x));
    vec2 moved = vec2(dot(dFdx(rel), along), dot(dFdy(rel), along)), ground = vec2(dFdx(rel.z - up), dFdy(rel.z - up));
    float length2 = max(dot(du, du), 1e-12);
    bool end = uv.x < 1.0e-3;  // one looks at its end, along which they stay 0
    along *= (end ? dot(view, along) : dot(moved, du)) < 0.0 ? -1.0 : 1.0;
    float slope = end ? 0.0 : clamp(dot(ground, du) / length2, -0.5, 0.5);
    float way = dot(view, along);
    vec3 dir = vec3(way, dot(view, left), view.z - slope * way);
    vec3 q = vec3(uv.x, uv.y, up);
    float luck = textureLod(noiseMap, (frame.eye.xy + rel.xy) / 37.0, 0.0).b;
    vec4 leaf = hedgeLeaves(h, colour, luck);
    h.leafy = leaf.a;
    h.leaves *= leaf.a;
    // Beyond some 200 m its clumps are finer than pixels, and so is what it lacks of the hull.
    Met met = Met(q, 1.0);
    if (w < 0.3) met = followed(h, q, dir, w);
    if (met.covered <= 0.0) return vec4(0.0);
    q = met.at;
    vec3 hit = rel + along * (q.x - uv.x) + left * (q.y - uv.y) + vec3(0.0, 0.0, q.z - up + slope * (q.x - uv.x));

    vec2 p = onSkin(q);
    vec4 t = leavesAt(h, p);
    float lump = lumpAt(h, p);
    const float kAside = 0.05;
    vec2 rises = (vec2(lumpAt(h, p + vec2(kAside, 0.0)), lumpAt(h, p + vec2(0.0, kAside))) - lump) * 2.2 * h.lumps / kAside;
    vec3 e = edgesOf(h, q);
    vec3 out_ = max(e, vec3(0.0)) + 1e-3;
    if (max(e.x, max(e.y, e.z)) <= 0.0) out_ = vec3(equal(e, vec3(max(e.x, max(e.y, e.z)))));
    vec3 n = normalize(vec3(-out_.x, out_.y * (q.y < 0.0 ? -1.0 : 1.0), out_.z));
    vec3 skinUp = normalize(vec3(0.0, -n.z * (q.y < 0.0 ? -1.0 : 1.0), abs(n.y)) + vec3(0.0, 0.0, 1e-3));
    float real = 1.0 - frame.symbolic;
    vec2 own = (t.ab * 2.0 - 1.0) * real * h.leafy;
    n -= vec3(1.0, 0.0, 0.0) * rises.x + skinUp * rises.y;
    n += vec3(1.0, 0.0, 0.0) * 0.8 * own.x + skinUp * 0.9 * own.y;
    n = normalize(n);
    vec3 shown = normalize(along * n.x + left * n.y + vec3(0.0, 0.0, n.z));

    // Deep between clumps and leaves, and down at the foot, less of the sky is seen.
    float depth = 2.0 * lump + 0.9 * own.y + 1.2 * real * (t.r - 0.8);
    float open = mix(0.45, 0.95, smoothstep(0.0, 0.9, q.z / h.top)) * clamp(0.85 + 0.55 * depth, 0.18, 1.0);
    vec3 seen = leaf.rgb * (1.25 + real * (0.55 * own.y + 0.5 * lump));
    seen *= mix(vec3(1.0), vec3(1.14, 1.03, 0.82), real * clamp(0.9 * (t.g - 0.5) + 0.2, 0.0, 1.0));
    seen = mix(seen, symbolicColour(kFoliage, colour), frame.symbolic);
    float covered = met.covered, isLeaf = 1.0;
    if (h.leafy < 0.95 && real > 0.0) {
        // Some leaves, twigs where they are gone, and the land behind between those.
        float soft = mix(0.12, 1.0, smoothstep(1.0, 3.0, h.leafLod));
        isLeaf = t.r * clamp((1.08 * smoothstep(0.02, 0.85, h.leafy) - t.g) / soft + 0.5, 0.0, 1.0);
        vec2 bunch = vec2(q.x + 0.4 * q.y, h.top - q.z) / 1.5;
        float free = 1.0;
        for (int i = 0; i < 4; ++i) {
            vec2 at = vec2(bunch.x * (i % 2 == 0 ? 1.0 : -1.0), bunch.y) * (1.0 + 0.17 * float(i)) + vec2(0.31, 0.05) * float(i);
            free *= 1.0 - textureLod(leafPictures, vec3(at, float(kLeafTwigs)), h.leafLod + 0.8).r;
        }
        covered *= mix(1.0, max(isLeaf, 1.0 - free), real);
        vec3 bark = vec3(0.150, 0.122, 0.092) * (0.85 + 0.3 * luck);
        seen = mix(mix(bark, seen, isLeaf), seen, frame.symbolic);
    }
    if (real > 0.0) seen = weatheredCrown(seen, shown.z, open, isLeaf, 1.0 - isLeaf);
    float facing = dot(shown, frame.toLight), lit = 0.0;
    if (facing > -0.35) {
        vec3 light = vec3(dot(frame.toLight, along), dot(frame.toLight, left), frame.toLight.z);
        vec3 free = hit + frame.toLight * wayOut(h, q, light);
        lit = shadowAt(free, frame.toLight, length(free)) * sunOnCrown(facing, open);
        if (w < 0.1) lit *= mix(unshaded(h, q, light), 1.0, smoothstep(0.05, 0.1, w));
    }
    float sky_ = kRich != 0u ? mix(1.0, skySeen(), 0.5) : 1.0;
    vec3 lamps = kRich != 0u ? lampLight(hit, shown, 0.5) : vec3(0.0);
    vec3 lit_ = litCrown(seen, shown.z, open, isLeaf, lit, dot(view, frame.toLight), sky_, lamps);
    return vec4(markedCrown(lit_, state), covered);
}
