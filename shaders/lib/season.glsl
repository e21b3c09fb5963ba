// What leaves look like on a day of the year at 51 degrees north: buds in late April, colours in October, bare in November.

const float kBare = 0.45;  // less leafy trees are drawn as bare ones where only the two are at hand

// 0 bare, 1 in full leaf.
float leafiness(float day) {
    return smoothstep(102.0, 132.0, day) * (1.0 - smoothstep(288.0, 318.0, day));
}

// The crown of a plan: light for what stands, the colour of its stage for the rest.
vec4 planLeaf(float luck, uint stage) {
    vec3 muted = vec3(0.40, 0.46, 0.38) * (0.92 + 0.16 * luck);
    if (stage == kStageBuilt) muted = vec3(0.03, 0.22, 0.13);
    if (stage == kStageConstruction) muted = vec3(0.65, 0.33, 0.08);
    if (stage == kStageToGo) muted = vec3(0.30, 0.03, 0.03);
    return vec4(muted, 1.0);
}

// rgb: linear colour of the crown; a: how leafy.
vec4 seasonLeaf(SpeciesRow kind, float luck, uint stage, uint state) {
    if (stage == kStagePlanned) return vec4(0.42, 0.62, 0.80, 1.0);
    float day = frame.dayOfYear + (luck - 0.5) * 10.0;
    float leafy = kind.evergreen != 0u ? 1.0 : leafiness(day);
    float turned = kind.evergreen != 0u ? 0.0 : smoothstep(258.0, 292.0, day + luck * 12.0);
    float fresh = kind.evergreen != 0u ? 0.0 : 1.0 - smoothstep(125.0, 165.0, day);
    vec3 colour = mix(kind.leaf, kind.autumn, turned);
    colour = mix(colour, colour * vec3(1.25, 1.3, 0.8), fresh * leafy * 0.6);
    // No two crowns are of one green: some lighter, some yellower; in autumn some are redder and some still green.
    colour *= 1.00 + 0.50 * luck;
    colour.r *= 0.90 + 0.34 * fract(luck * 7.13);
    colour.g *= 1.0 - 0.16 * turned * fract(luck * 3.71);
    colour = mix(colour, kind.leaf, turned * step(0.82, fract(luck * 5.3)) * 0.7);
    if (kind.blossoms != 0u) {
        // Fruit trees: white and rosy from the last days of April to the middle of May.
        float bloom = smoothstep(113.0, 120.0, day) * (1.0 - smoothstep(132.0, 141.0, day));
        colour = mix(colour, mix(vec3(0.74, 0.70, 0.68), vec3(0.72, 0.50, 0.54), fract(luck * 11.7)), 0.72 * bloom);
        leafy = max(leafy, 0.85 * bloom);
    }
    vec3 bare = vec3(0.115, 0.095, 0.075) * (0.85 + 0.3 * luck);
    colour = mix(bare, colour, leafy);
    if (stage == kStageToGo) colour = mix(colour, vec3(0.5, 0.08, 0.05), 0.65);
    return mix(vec4(colour, leafy), planLeaf(luck, stage), frame.symbolic);
}
