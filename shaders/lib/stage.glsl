// How a thing's stage shows: a plan never looks finished, work looks like work, what goes is marked.
//
// Each stage has its colour, its lightness and its pattern, so that it survives a projector, a grey print and eyes that
// lack one kind of cone (tests/renderer/stage_vision_test.cpp measures it):
//   existing       plain, light
//   planned        pale blue, fine diagonal lines
//   construction   orange: upright grid of scaffold, hoarding of broad slanted boards at the foot, bare ground
//   built          green: a chequered band at its foot; a plan shows the whole of it dark and plain
//   to go          red: broad crossed lines with white edges
// Patterns keep their size on the screen: seen from afar they double, softly.

#include "shaders/lib/stage_colours.glsl"

// x: period in metres, doubled as often as it takes to stay 10 pixels wide; y: how far towards the next doubling.
vec2 periodAt(float distance, float leastM) {
    float octave = max(log2(frame.pixelAngle * distance * 10.0 / leastM), 0.0);
    return vec2(leastM * exp2(floor(octave)), smoothstep(0.5, 1.0, fract(octave)));
}

// Diagonal lines; `line` is their share of the period.
float hatch(vec3 local, vec3 normal, float distance, float leastM, float line) {
    vec2 p = placeOn(local, normal);
    float t = p.x + p.y, w = fwidth(t);
    vec2 period = periodAt(distance, leastM);
    return mix(lines(t / period.x, line, w / period.x), lines(0.5 * t / period.x, line, 0.5 * w / period.x), period.y);
}

float crossedAt(vec2 d, vec2 w, float line) { return max(lines(d.x, line, w.x), lines(d.y, line, w.y)); }

// Crossed diagonal lines.
float crossed(vec3 local, vec3 normal, float distance, float leastM, float line) {
    vec2 p = placeOn(local, normal);
    vec2 d = vec2(p.x + p.y, p.x - p.y), w = fwidth(d);
    vec2 period = periodAt(distance, leastM);
    return mix(crossedAt(d / period.x, w / period.x, line), crossedAt(0.5 * d / period.x, 0.5 * w / period.x, line), period.y);
}

// An upright grid, bays a little wider than high.
float grid(vec3 local, vec3 normal, float distance, float leastM, float line) {
    vec2 p = placeOn(local, normal) * vec2(0.8, 1.0), w = fwidth(p);
    vec2 period = periodAt(distance, leastM);
    return mix(crossedAt(p / period.x, w / period.x, line), crossedAt(0.5 * p / period.x, 0.5 * w / period.x, line), period.y);
}

// Marks what goes: dark red crossed lines between white ones, readable on any wall.
vec3 markGone(vec3 albedo, vec3 local, vec3 normal, float distance) {
    float halo = crossed(local, normal, distance, 2.4, 0.46);
    float line = crossed(local, normal, distance, 2.4, 0.26);
    vec3 real = mix(mix(mix(albedo * 0.45, kGoRed, 0.30), kMarkWhite, 0.70 * halo), kGoRed * 0.6, line);
    vec3 plan = mix(vec3(0.20, 0.012, 0.012), kMarkWhite, crossed(local, normal, distance, 2.4, 0.16));
    return mix(real, plan, frame.symbolic);
}

// Tells the new from the old: a chequered band at the foot, never thinner than 5 pixels nor higher than a fifth.
vec3 markBuilt(vec3 albedo, vec3 local, vec3 normal, vec2 rise, float distance) {
    float high = rise.y - rise.x;
    float band = min(max(0.5, 5.0 * frame.pixelAngle * distance), 0.2 * high);
    float up = local.z - rise.x;
    float foot = smoothstep(band + 0.05, band - 0.05, up) * step(0.8, high) * step(abs(normal.z), 0.5);
    vec2 p = placeOn(local, normal);
    float period = 2.0 * exp2(ceil(max(log2(band), -1.0)));
    float block = abs(fract(p.x / period) - 0.5) * 2.0, w = 2.0 * fwidth(p.x) / period;
    float white = mix(clamp((block - 0.5) / max(w, 1e-4) + 0.5, 0.0, 1.0), 0.5, smoothstep(0.5, 1.5, w));
    vec3 real = mix(albedo, mix(kBuiltGreen * 0.6, kMarkWhite, white), 0.85 * foot);
    vec3 plan = kBuiltGreen * (0.45 + 0.4 * dot(albedo, vec3(0.33)));
    return mix(real, plan, frame.symbolic);
}

// A thin bright rim where the surface turns away or ends in a crease.
float rim(vec3 normal, vec3 view) {
    float grazing = 1.0 - abs(dot(normal, view));
    return grazing * grazing;
}
