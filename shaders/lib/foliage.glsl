// How a card of leaves is cut out and how its leaves turn and shine, from pictures of leaves (renderer/world/leaf_pictures.h):
// their smaller copies hold means, so that what is finer than a pixel is neither seen nor shimmers. A bare card is a bunch of
// twigs.
layout(set = 0, binding = kBindLeaves) uniform sampler2DArray leafPictures;

const float kLeafPictureM = 1.6;    // what a picture of leaves is wide
const float kLeafTexels = 256.0;

struct Foliage {
    float alpha;   // share of the place that is covered
    vec3 normal;
    float open;    // to the sky, added
    float light;   // brighter or darker leaves, added to 1
    float yellow;  // 0 to 1
};

// at: metres, from anywhere; corner: on the card, -1 to 1; card: kind, metres that half a side measures, a number of its own;
// normal: unit; leaf: how leafy, a number of the clump; real: 0 a plan to 1.
Foliage foliageAt(vec3 at, vec2 corner, vec3 card, vec3 normal, vec3 view, vec2 leaf, float real) {
    vec3 face = normalize(cross(dFdx(at), dFdy(at)));
    bool bough = card.x > float(kLeafNarrow) + 0.5;
    vec2 once = vec2(0.5 + 0.5 * corner.x, 0.5 + 0.5 * corner.y);
    vec2 uv = bough ? vec2(card.z > 0.5 ? once.x : 1.0 - once.x, once.y)
                    : corner * card.y / kLeafPictureM + vec2(card.z * 7.0, card.z * 3.0);
    float w = kLeafTexels * max(length(dFdx(uv)), length(dFdy(uv)));  // texels a pixel
    vec4 t = texture(leafPictures, vec3(uv, card.x));
    float far = smoothstep(1.5, 9.0, w);
    float crisp = clamp((t.r - 0.5) * max(1.0 / w, 1.0) + 0.5, 0.0, 1.0);
    // Whole leaves are missing, more of them towards the rim; from far away a share of all.
    float filled = bough ? 1.1 : 1.08 - 1.15 * smoothstep(0.40, 1.0, length(corner));
    float soft = mix(0.12, 1.0, far);
    float kept = clamp((filled * smoothstep(0.02, 0.85, leaf.x) - t.g) / soft + 0.5, 0.0, 1.0);
    // Cards that are seen from their edge would be lines.
    float turned = abs(dot(face, view));
    float seen = smoothstep(0.06, 0.34, turned);
    Foliage f;
    f.alpha = crisp * kept * seen;
    if (leaf.x < 0.85) {
        vec4 twigs = texture(leafPictures, vec3(once, float(kLeafTwigs)));
        float bare = 1.0 - smoothstep(0.4, 0.85, leaf.x);
        float drawn = clamp((twigs.r - 0.5) * max(1.0 / w, 1.0) + 0.5, 0.0, 1.0) * seen;
        f.alpha = max(f.alpha, bough ? 0.0 : drawn * bare);
        t = mix(t, twigs, bough ? 0.0 : bare);
    }
    // Each leaf has a turn and a tone; the card's own directions do for the turn.
    vec2 own = t.ab * 2.0 - 1.0;
    vec3 aside = normalize(cross(face, vec3(0.31, 0.22, 0.92)));
    f.normal = normalize(normal + real * (0.75 * own.x * aside + 0.9 * own.y * cross(aside, face)));
    f.open = real * (0.75 * own.y + 0.10);
    f.light = real * (0.26 * leaf.y - 0.06 + 0.55 * own.y);
    f.yellow = real * clamp(0.45 * leaf.y + 0.9 * (t.g - 0.5), 0.0, 1.0);
    return f;
}

// Leaves on what is solid, lighter or darker about 0. p: metres.
float heartTone(vec3 p) {
    vec4 t = texture(leafPictures, vec3((p.xy + vec2(0.62, -0.78) * p.z) / kLeafPictureM, float(kLeafBroad)));
    return (t.b * 2.0 - 1.0) * t.r - 0.7 * (0.8 - t.r);
}

// Blades of grass, and tufts of them, on the ground. x: lighter or darker, y: how they lean, both about 0; further off both
// become 0 by themselves. Blades lie along two directions, parted by tufts, so that no lawn looks combed.
vec2 bladesOn(vec2 p) {
    const vec3 kBlades = vec3(0.0, 0.0, float(kLeafNarrow));
    vec4 one = texture(leafPictures, vec3(p / 0.83, 0.0) + kBlades);
    vec4 other = texture(leafPictures, vec3(vec2(0.8 * p.x + 0.6 * p.y, 0.8 * p.y - 0.6 * p.x) / 0.97, 0.0) + kBlades);
    vec4 tuft = texture(leafPictures, vec3(vec2(0.6 * p.x - 0.8 * p.y, 0.8 * p.x + 0.6 * p.y) / 5.3, float(kLeafBroad)));
    vec4 blade = mix(one, other, smoothstep(0.35, 0.65, tuft.g));
    vec2 own = blade.ba * 2.0 - 1.0 + vec2(0.06, 0.0) - vec2(0.35 * (0.75 - blade.r), 0.0);
    return own * vec2(1.1, 0.5) + vec2(0.45, 0.3) * (tuft.ba * 2.0 - 1.0 + vec2(0.04, 0.0));
}
