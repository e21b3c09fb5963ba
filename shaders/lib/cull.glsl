// Shared by the culling passes.
layout(buffer_reference, scalar) buffer Words { uint words[]; };
layout(buffer_reference, scalar) buffer Commands { DrawCommand commands[]; };
layout(buffer_reference, scalar) buffer CountsRef { Counts counts; };
layout(buffer_reference, scalar) buffer Meshes { MeshRange ranges[]; };
layout(buffer_reference, scalar) buffer TreeRuns { TreeRun runs[]; };
layout(buffer_reference, scalar) buffer DrawnRows { DrawnRow rows[]; };
layout(buffer_reference, scalar) buffer Depths { float depths[]; };
layout(buffer_reference, scalar) readonly buffer Groups { CullGroup groups[]; };
#include "shaders/shared/cull.h"
#ifndef CULL_PUSH
#define CULL_PUSH CullPush
#endif
layout(push_constant, scalar) uniform PushBlock { CULL_PUSH push; };

// Views of the light whose casters are wanted: none while the maps stay as they are.
uint shadowViews() { return (frame.flags & kFrameShadowsStand) != 0u ? 0u : frame.cascades; }

// A sphere, camera-relative, against the planes of a view.
bool inView(uint view, vec3 centre, float radius) {
    for (uint i = 0u; i < 6u; ++i) {
        vec4 plane = frame.planes[view * 6u + i];
        if (dot(plane.xyz, centre) + plane.w < -radius) return false;
    }
    return true;
}
