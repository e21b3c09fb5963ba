// How a thing's stage shows: a plan never looks finished, work looks like work, what goes is marked.

#include "shaders/lib/stage_colours.glsl"

// Diagonal lines over a surface, in metres; calm at a distance.
float hatch(vec3 local, vec3 normal, float period, float line) {
    float t = abs(normal.z) > 0.7 ? local.x + local.y : local.z + dot(local.xy, vec2(-normal.y, normal.x));
    return lines(t / period, line, fwidth(t / period));
}

// A thin bright rim where the surface turns away or ends in a crease.
float rim(vec3 normal, vec3 view) {
    float grazing = 1.0 - abs(dot(normal, view));
    return grazing * grazing;
}
