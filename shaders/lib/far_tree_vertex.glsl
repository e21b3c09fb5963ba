// A corner of a far tree: which tree and corner follow from the number of the vertex. TREE_SHADOW and TREE_PICK make the
// leaner variants.
#extension GL_EXT_buffer_reference : require
#include "shaders/lib/scene.glsl"
#define SHARED_ADDRESS(type) type
layout(buffer_reference, scalar) readonly buffer TreeRuns { TreeRun runs[]; };
#include "shaders/shared/far_tree.h"
layout(push_constant, scalar) uniform PushBlock { FarTreePush push; };

#ifdef TREE_PICK
layout(location = 0) flat out uvec2 outFacts;
#elif !defined(TREE_SHADOW)
#include "shaders/lib/lean.glsl"
layout(location = 0) out vec3 outColour;
#endif

// Height of the lower ring, its radius, height of the upper ring, its radius; in heights and crown radii, by form. Radii
// are such that the outline covers about as much as the fuller mesh's.
const vec4 kFarShape[6] = vec4[](vec4(0.26, 1.18, 0.92, 0.80), vec4(0.22, 1.14, 0.93, 0.72), vec4(0.05, 1.16, 1.00, 0.07),
                                 vec4(0.10, 1.15, 0.96, 0.62), vec4(0.20, 1.18, 0.90, 0.85), vec4(0.02, 1.14, 0.88, 0.80));

void main() {
    TreeRun run = push.runs.runs[push.run];
    uint number = uint(gl_InstanceIndex) * kFarTreesAtOnce + uint(gl_VertexIndex) / kFarTreeVertices;
    uint corner = uint(gl_VertexIndex) % kFarTreeVertices;
    if (number >= run.count) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // past the last tree: all corners in one place outside
        return;
    }
    TreeInstance tree = treeInstances[treeList[run.base + number]];
    bool top = corner >= 3u;
    vec4 shape = kFarShape[push.form];
    float angle = tree.yaw + float(corner % 3u) * 2.0943951 + (top ? 1.0471976 : 0.0);
    vec2 out_ = vec2(cos(angle), sin(angle));
    float radius = 0.5 * tree.crown * (top ? shape.w : shape.y);
    vec3 rel = tree.foot + vec3(out_ * radius, tree.height * (top ? shape.z : shape.x));
#ifdef TREE_SHADOW
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
#else
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#ifdef TREE_PICK
    outFacts = uvec2(tree.element, flagsOf(states[tree.element]));
#else
    vec3 normal = normalize(vec3(out_ * (top ? 0.55 : 1.0), top ? 0.75 : -0.10));
    outColour = leanLeaf(unpackUnorm4x8(tree.leaf).rgb, normal, top ? 0.78 : 0.52, rel, states[tree.element]);
#endif
#endif
}
