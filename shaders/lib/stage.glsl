// How a thing's stage shows: a plan never looks finished, work looks like work, what goes is marked.

const vec3 kPlanBlue = vec3(0.10, 0.36, 0.72);
const vec3 kWorkOrange = vec3(0.90, 0.34, 0.03);
const vec3 kBuiltGreen = vec3(0.05, 0.42, 0.30);
const vec3 kGoRed = vec3(0.62, 0.05, 0.04);

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
