#version 460
// Trees. kLeaves: samples a pixel, of which leaves cover as many as they should; 0: clumps are solid.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/foliage.glsl"
#include "shaders/lib/coverage.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/crown.glsl"
layout(constant_id = 0) const uint kLeaves = 0u;
layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec3 inColour;
layout(location = 3) in float inOpen;
layout(location = 4) flat in uint inState;
layout(location = 5) flat in vec2 inLeaf;
layout(location = 6) in vec2 inCorner;
layout(location = 7) flat in vec3 inCard;
layout(location = 0) out vec4 outColour;

void main() {
    float distance = length(inRel);
    vec3 view = inRel / max(distance, 1e-3);
    vec3 normal = normalize(inNormal);
    vec3 colour = inColour;
    float open = inOpen;
    int covered = -1;
    float isLeaf = step(0.0, inLeaf.x);
    float real = 1.0 - frame.symbolic;  // a plan has plain crowns
    bool planned = stageOf(inState) == kStagePlanned;
    if (kLeaves != 0u && inCard.x >= 0.0) {
        Foliage f = foliageAt(inRel, inCorner, inCard, normal, view, inLeaf, real);
        covered = coverage(f.alpha, kLeaves, inCard.z);
        if (covered == 0) discard;
        normal = f.normal;
        open = clamp(open + f.open, 0.0, 1.0);
        colour *= 1.0 + f.light;
        colour *= mix(vec3(1.0), vec3(1.14, 1.03, 0.82), f.yellow);
    } else if (kLeaves != 0u && isLeaf > 0.0 && real > 0.0) {
        // The heart, where one sees it between the leaves: more leaves, in the shade.
        float tone = heartTone(frame.eye + inRel) * real;
        open = clamp(open + 0.12 + 0.6 * tone, 0.0, 1.0);
        colour *= 1.0 + 0.8 * tone;
    }
    if (real > 0.0 && !planned) colour = weatheredCrown(colour, normal.z, open, inLeaf.x, 1.0 - isLeaf);
    float facing = dot(normal, frame.toLight);
    float lit = facing > -0.35 ? shadowAt(inRel, normal, distance) * sunOnCrown(facing, open) : 0.0;
    float seen = kRich != 0u ? mix(1.0, skySeen(), 0.6) : 1.0;  // the crown's own shade is in open
    vec3 lamps = kRich != 0u ? lampLight(inRel, normal, 0.5) : vec3(0.0);
    colour = litCrown(colour, normal.z, open, max(inLeaf.x, 0.0), lit, dot(view, frame.toLight), seen, lamps);
    colour = markedCrown(colour, inState);
    outColour = vec4(min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0)), 1.0);
    gl_SampleMask[0] = covered;
}
