// A vertex of the pack: scene/city/format.h, Vertex.
layout(location = 0) in uvec4 inPosition;  // quantised x, y, z and the material
#ifndef POSITION_ONLY
layout(location = 1) in vec2 inNormal;     // octahedral
#endif
#if !defined(POSITION_ONLY) && !defined(POSITION_AND_NORMAL)
layout(location = 2) in uvec2 inExtra;     // occlusion, variant
#ifndef NO_UV
layout(location = 3) in vec2 inUv;
#endif
#endif

#ifdef DRAWN_ROWS
// DrawnRow, one an instance: cheaper than looking each field up in its table, above all on the software device. At the
// locations after the vertex's: Mesa fetches for what is left out between what the pipeline before had there.
#if defined(POSITION_ONLY)
#define ROW_AT 1
#elif defined(POSITION_AND_NORMAL)
#define ROW_AT 2
#elif defined(NO_UV)
#define ROW_AT 3
#else
#define ROW_AT 4
#endif
layout(location = ROW_AT) in vec3 inCorner;
layout(location = ROW_AT + 1) in uvec3 inDraw;    // state, seed, flags
layout(location = ROW_AT + 2) in vec2 inHeights;  // foot and top of the element

vec3 relativePosition() { return inCorner + vec3(inPosition.xyz) / 128.0; }
#else
vec3 relativePosition(uint tile) {  // the same sum as draw_write.comp's and the one above
    vec3 corner = vec3(frame.town.tiles.rows[tile].west - 128.0, frame.town.tiles.rows[tile].south - 128.0, 100.0);
    return ((corner - frame.eye) - frame.eyeLow) + vec3(inPosition.xyz) / 128.0;
}
#endif

vec3 octNormal(vec2 e) {
    vec3 n = vec3(e, 1.0 - abs(e.x) - abs(e.y));
    if (n.z < 0.0) n.xy = (1.0 - abs(n.yx)) * vec2(n.x >= 0.0 ? 1.0 : -1.0, n.y >= 0.0 ? 1.0 : -1.0);
    return normalize(n);
}
