// What a vertex of a tree belongs to, out of its position's w: renderer/world/tree_meshes.h.

struct TreePart {
    bool leaf, core;
    uint clump;
    int kind;  // of the card's leaves: kLeafBroad to kLeafNeedles; -1: no card
    uint card, corner, size;
};

TreePart partOf(float w) {
    const int kFirstLeaf = 18022, kKinds = 3, kOfKind = 32 * 4 * 4 * 8;
    int part = int(w * 32767.0 + 0.5) - kFirstLeaf;
    bool core = w > 0.995;
    uint n = uint(clamp(part, 0, (kKinds + 1) * kOfKind));
    bool lump = n >= uint(kKinds * kOfKind);
    return TreePart(part >= 0, core, lump ? n & 31u : n >> 7 & 31u, part < 0 || core || lump ? -1 : int(n >> 12), n >> 5 & 3u,
                    n >> 3 & 3u, n & 7u);
}

vec2 cornerOf(TreePart part) {
    return vec2(part.corner == 1u || part.corner == 2u ? 1.0 : -1.0, part.corner >= 2u ? 1.0 : -1.0);
}

// Two cards of a clump are enough for its twigs. leafy: 0 bare to 1.
bool bareOf(TreePart part, float leafy) { return part.kind >= 0 && part.card != 0u && leafy < 0.05; }

// radiusM: of the crown.
vec3 cardOf(TreePart part, float radiusM, uint luck) {
    float own = float(hash(luck ^ part.card * 0x68bc21ebu) & 255u) / 255.0;
    return vec3(float(part.kind), (0.12 + 0.08 * float(part.size)) * radiusM, own);
}
