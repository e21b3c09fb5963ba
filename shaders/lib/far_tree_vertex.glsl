// A corner of a far tree: which tree and corner follow from the number of the vertex. TREE_SHADOW and TREE_PICK make the
// leaner variants.
#extension GL_EXT_buffer_reference : require
#include "shaders/lib/lean_tree.glsl"
#define SHARED_ADDRESS(type) type
layout(buffer_reference, scalar) readonly buffer TreeRuns { TreeRun runs[]; };
layout(buffer_reference, scalar) readonly buffer TreeCorners { uint words[]; };
#include "shaders/shared/far_tree.h"
layout(push_constant, scalar) uniform PushBlock { FarTreePush push; };

#ifdef TREE_PICK
layout(location = 0) flat out uvec2 outFacts;
#elif !defined(TREE_SHADOW)
layout(location = 0) out vec3 outColour;
#endif

// Height of the lower ring, its radius, height of the upper ring, its radius; in heights and crown radii, by form. Radii
// are such that the outline, seen from all sides, covers as much as the fuller mesh's (TreeMeshes, kLeanTreeMesh).
const vec4 kFarShape[6] = vec4[](vec4(0.27, 1.04, 0.94, 0.94), vec4(0.23, 1.00, 0.93, 0.86), vec4(0.07, 0.92, 1.00, 0.00),
                                 vec4(0.15, 1.07, 0.93, 0.96), vec4(0.29, 1.03, 0.94, 0.96), vec4(0.09, 1.04, 0.92, 0.73));

void main() {
    TreeRun run = push.runs.runs[push.run];
    uint number = uint(gl_InstanceIndex) * kFarTreesAtOnce + uint(gl_VertexIndex) / kFarTreeVertices;
    uint corner = uint(gl_VertexIndex) % kFarTreeVertices;
    if (number >= run.count) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // past the last tree: all corners in one place outside
        return;
    }
    LeanTree tree = leanTrees[treeList[run.base + number]];
    bool conifer = push.form == kTreeFormConifer;
    bool top = corner >= (conifer ? 5u : 3u);
    vec4 shape = kFarShape[push.form];
    // Corners a third of a turn apart; the upper ring is turned by half as much.
    uint third = corner % 3u;
    vec2 out_ = third == 0u ? vec2(1.0, 0.0) : vec2(-0.5, third == 1u ? 0.8660254 : -0.8660254);
    if (conifer) out_ = vec2(cos(float(corner) * 1.2566371), sin(float(corner) * 1.2566371));
    else if (top) out_ = vec2(0.5 * out_.x - 0.8660254 * out_.y, 0.8660254 * out_.x + 0.5 * out_.y);
    vec3 rel = leanCorner(tree, vec3(out_ * (top ? shape.w : shape.y), top ? shape.z : shape.x));
#ifdef TREE_SHADOW
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
#else
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#ifdef TREE_PICK
    outFacts = uvec2(tree.element, flagsOf(states[tree.element]));
#else
    outColour = conifer ? leanCrown(tree, top ? vec3(0.0, 0.0, 1.0) : vec3(out_, 0.45), top ? 0.95 : 0.46)
                        : leanCrown(tree, vec3(out_ * (top ? 0.55 : 1.0), top ? 0.75 : -0.10), top ? 0.90 : 0.48);
#endif
#endif
}
