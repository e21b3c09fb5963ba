// A material's own colour, varied from element to element. The order of kinds is that of city::MaterialKind.
const uint kPlain = 0u, kFacade = 1u, kRoofTile = 2u, kRoofSheet = 3u, kRoofFlat = 4u, kAsphalt = 5u, kSetts = 6u,
           kPaving = 7u, kConcrete = 8u, kGravel = 9u, kSand = 10u, kGrass = 11u, kSoil = 12u, kWood = 13u,
           kBrick = 14u, kGlass = 15u, kMetal = 16u, kWater = 17u, kFoliage = 18u, kNet = 19u, kMarking = 20u,
           kRail = 21u, kSolar = 22u;

vec3 materialColour(MaterialRow material, uint seed) {
    float shift = hash01(seed) * 2.0 - 1.0;
    // Variation is given for display values; as shares of linear light it is about twice that.
    vec3 spread = material.variation * 2.2;
    return material.colour * (1.0 + spread * (2.0 * shift + vec3(hash01(seed + 1u), hash01(seed + 2u), hash01(seed + 3u)) - 0.5));
}

// A plan: shapes without stuff.
vec3 symbolicColour(uint kind, vec3 colour) {
    if (kind == kAsphalt || kind == kSetts || kind == kPaving) return vec3(0.52, 0.53, 0.55) + 0.10 * colour;
    if (kind == kGrass || kind == kFoliage) return vec3(0.46, 0.53, 0.43);
    return mix(vec3(0.70), vec3(dot(colour, vec3(0.3, 0.5, 0.2))), 0.18) * vec3(1.0, 0.995, 0.98);
}
