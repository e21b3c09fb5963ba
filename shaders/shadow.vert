#version 460
// Vertices of the town as a cascade sees them.
#extension GL_GOOGLE_include_directive : require
#define PUSH ScenePush
#include "shaders/lib/pushed.glsl"
#define POSITION_ONLY
#define DRAWN_ROWS
#include "shaders/lib/vertex.glsl"

void main() {
    vec3 rel = relativePosition();
    uint state = rowState();
    uint stage = stageOf(state);
    if (stage == kStageConstruction || stage == kStageToGo) {
        // What is not there yet, or no more, throws no shadow.
        float share = stage == kStageConstruction ? progressOf(state) : 1.0 - progressOf(state);
        float top = mix(rowHeights().x, rowHeights().y, share);
        rel.z = min(rel.z, (top - frame.eye.z) - frame.eyeLow.z);
    }
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
}
