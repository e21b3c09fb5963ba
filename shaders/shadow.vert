#version 460
// Vertices of the town as a cascade sees them.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#define POSITION_ONLY
#include "shaders/lib/vertex.glsl"
layout(push_constant, scalar) uniform PushBlock { ScenePush push; };

void main() {
    DrawRow draw = draws[gl_InstanceIndex];
    vec3 rel = relativePosition(draw.tile);
    uint state = states[draw.element];
    uint stage = stageOf(state);
    if (stage == kStageConstruction || stage == kStageToGo) {
        // What is not there yet, or no more, throws no shadow.
        ElementInfo element = elements[draw.element];
        float share = stage == kStageConstruction ? progressOf(state) : 1.0 - progressOf(state);
        float top = mix(element.minZ, element.maxZ, share);
        rel.z = min(rel.z, (top - frame.eye.z) - frame.eyeLow.z);
    }
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
}
