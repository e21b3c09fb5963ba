// Shared by the culling passes, with the scene's tables. CULL_PUSH: what the pass is pushed.
#extension GL_EXT_control_flow_attributes : require
#include "shaders/lib/shared.glsl"
layout(buffer_reference) buffer Words;
layout(buffer_reference) buffer Commands;
layout(buffer_reference) buffer CountsRef;
layout(buffer_reference) buffer Meshes;
layout(buffer_reference) buffer TreeRuns;
layout(buffer_reference) buffer DrawnRows;
layout(buffer_reference) buffer Depths;
layout(buffer_reference) buffer Groups;
#include "shaders/shared/cull.h"
#ifdef CULL_PUSH
#define PUSH CULL_PUSH
#else
#define PUSH CullPush
// A pipeline each, so that neither compiles what the other needs.
layout(constant_id = 0) const uint kLean = 0u;  // 1 on the software level: trees are simpler throughout
#endif
#include "shaders/lib/pushed.glsl"
layout(buffer_reference, scalar) buffer Words { uint words[]; };
layout(buffer_reference, scalar) buffer Commands { DrawCommand commands[]; };
layout(buffer_reference, scalar) buffer CountsRef { Counts counts; };
layout(buffer_reference, scalar) buffer Meshes { MeshRange ranges[]; };
layout(buffer_reference, scalar) buffer TreeRuns { TreeRun runs[]; };
layout(buffer_reference, scalar) buffer DrawnRows { DrawnRow rows[]; };
layout(buffer_reference, scalar) buffer Depths { float depths[]; };
layout(buffer_reference, scalar) readonly buffer Groups { CullGroup groups[]; };

// Views of the light whose casters are wanted: none while the maps stay as they are.
uint shadowViews() { return (frame.flags & kFrameShadowsStand) != 0u ? 0u : frame.cascades; }

// In which views a sphere, camera-relative, may be seen: bit 0 the camera, 1 to 4 the cascades, in which nothing is seen of
// what has a `size` below their texel. One loop, for Mesa's software device compiles each copy of it for long.
uint viewsOf(vec3 centre, float radius, float size) {
    uint seen = 0u;
    [[dont_unroll]] for (uint view = 0u; view <= shadowViews(); ++view) {
        float inside = radius;
        [[dont_unroll]] for (uint i = 0u; i < 6u; ++i) {
            vec4 plane = frame.planes[view * 6u + i];
            inside = min(inside, dot(plane.xyz, centre) + plane.w + radius);
        }
        bool large = view == 0u || size >= frame.cascadeTexel[max(view, 1u) - 1u];
        if (inside >= 0.0 && large) seen |= 1u << view;
    }
    return (frame.flags & kFrameCulling) != 0u ? seen : seen | 1u;
}

const float kAnySize = 1e9;

// Four lists, one in each byte: counts of a group, which has no more than kGroupSize rows, are added up so.
uint inBytes(uint lists) { return (lists & 15u) * 0x00204081u & 0x01010101u; }
uint fromBytes(uint counts, uint list) { return counts >> 8u * (list & 3u) & 255u; }
