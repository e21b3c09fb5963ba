#version 460
// What is being built or taken down as high as it stands, for what asks where things are and not how they look.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#define POSITION_ONLY
#include "shaders/lib/vertex.glsl"

void main() {
    DrawRow draw = frame.town.draws.rows[gl_InstanceIndex];
    vec3 rel = relativePosition(draw.tile);
    uint state = frame.town.states.rows[draw.element];
    ElementInfo element = frame.town.elements.rows[draw.element];
    float share = stageOf(state) == kStageConstruction ? progressOf(state) : 1.0 - progressOf(state);
    float top = mix(element.minZ, element.maxZ, share);
    // lib/built.glsl cuts only what has a height; roads and squares lie there from the start.
    if (element.maxZ - element.minZ >= 1.2) rel.z = min(rel.z, (top - frame.eye.z) - frame.eyeLow.z);
    vec4 clip = frame.viewProj * vec4(rel, 1.0);
    if ((draw.flags & 2u) != 0u) clip.z *= 1.0 + min(0.0035, 0.00004 * length(rel) + 0.0002);
    gl_Position = clip;
}
