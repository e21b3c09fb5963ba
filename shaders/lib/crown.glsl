// How a crown takes weather and light, whether it is drawn as a mesh or as its picture.
#include "shaders/lib/snow.glsl"

vec3 barkOf(uint state) {
    return stageOf(state) == kStagePlanned ? vec3(0.55, 0.68, 0.80)
                                           : mix(vec3(0.135, 0.105, 0.08), vec3(0.42, 0.40, 0.37), frame.symbolic);
}

// up: the normal's z; leafy: how leafy, 0 to 1; wood: share that is trunk and boughs.
vec3 weatheredCrown(vec3 colour, float up, float open, float leafy, float wood) {
    float real = 1.0 - frame.symbolic;
    float lies = real * snowOn(up + 0.35 * (open - 0.5), mix(0.75, 0.5, wood));
    colour = mix(colour, kSnow, lies * mix(mix(0.55, 0.9, leafy), 0.8, wood));
    return colour * (1.0 - 0.22 * wetness() * real);
}

// Share of the sun's light that is thrown back: leaves let light through, so that the shaded side of a crown is green, not
// black. facing: cosine between normal and light; open: to the sky, 0 to 1.
float sunOnCrown(float facing, float open) {
    float wrapped = max((facing + 0.35) / 1.35, 0.0);
    return wrapped * (0.35 + 0.65 * wrapped) * (0.40 + 0.60 * open);
}

// lit: sunOnCrown() with shadow; towards: cosine between the look and the light; seen: share of the sky that others leave
// free; lamps: lampLight(). A crown round a lamp is dimmed by its own leaves.
vec3 litCrown(vec3 colour, float up, float open, float leafy, float lit, float towards, float seen, vec3 lamps) {
    float through = pow(max(towards, 0.0), 3.0) * 0.34 * open * leafy;
    vec3 ambient = mix(sky.ambientDown, sky.ambientUp, 0.5 + 0.5 * up) * (0.22 + 0.78 * open) * seen;
    ambient += min(lamps, vec3(0.04, 0.028, 0.016)) * (0.3 + 0.7 * open);
    return colour * (sky.light * (lit + through * vec3(0.9, 1.0, 0.3)) / 3.14159265 + ambient);
}

vec3 markedCrown(vec3 colour, uint state) {
    uint flags = flagsOf(state);
    if ((flags & 1u) != 0u) return mix(colour, vec3(1.0, 0.62, 0.08) / sky.exposure, 0.45);
    if ((flags & 6u) != 0u) return mix(colour, vec3(1.0, 0.75, 0.3) / sky.exposure, 0.25);
    return colour;
}
