// A vertex of the pack: scene/city/format.h, Vertex. It comes as words and is taken apart here: for each attribute Mesa's software
// device compiles a hundred instructions of its own, and fetches it on its own.
#ifdef POSITION_ONLY
layout(location = 0) in uvec2 inWords;
#else
layout(location = 0) in uvec4 inWords;
vec2 vertexNormal() { return unpackSnorm4x8(inWords.z).xy; }  // octahedral
uint vertexOcclusion() { return inWords.z >> 16u & 255u; }
uint vertexVariant() { return inWords.z >> 24u; }
vec2 vertexUv() { return unpackHalf2x16(inWords.w); }
#endif
vec3 vertexPlace() { return vec3(uvec3(inWords.x & 0xffffu, inWords.x >> 16u, inWords.y & 0xffffu)) / 128.0; }
uint vertexMaterial() { return inWords.y >> 16u; }

#ifdef DRAWN_ROWS
// DrawnRow, one an instance, as words too: cheaper than looking each field up in its table, above all on the software device.
layout(location = 1) in uvec4 inRow;
layout(location = 2) in uvec4 inRowEnd;
uint rowState() { return inRow.w; }
uint rowSeed() { return inRowEnd.x; }
uint rowFlags() { return inRowEnd.y; }
vec2 rowHeights() { return uintBitsToFloat(inRowEnd.zw); }  // foot and top of the element

vec3 relativePosition() { return uintBitsToFloat(inRow.xyz) + vertexPlace(); }
#else
vec3 relativePosition(uint tile) {  // the same sum as draw_write.comp's and the one above
    vec3 corner = vec3(frame.town.tiles.rows[tile].west - 128.0, frame.town.tiles.rows[tile].south - 128.0, 100.0);
    return ((corner - frame.eye) - frame.eyeLow) + vertexPlace();
}
#endif

vec3 octNormal(vec2 e) {
    vec3 n = vec3(e, 1.0 - abs(e.x) - abs(e.y));
    if (n.z < 0.0) n.xy = (1.0 - abs(n.yx)) * vec2(n.x >= 0.0 ? 1.0 : -1.0, n.y >= 0.0 ? 1.0 : -1.0);
    return normalize(n);
}
