// A corner of a near tree on the software level: which tree and corner follow from the number of the vertex. TREE_PICK makes
// the leaner variant.
#include "shaders/lib/lean_tree.glsl"

#ifdef TREE_PICK
layout(location = 0) flat out uvec2 outFacts;
#else
layout(location = 0) out vec3 outColour;
#endif

void main() {
    TreeRun run = push.runs.runs[push.run];
    uint number = uint(gl_InstanceIndex) * kLeanTreesAtOnce + uint(gl_VertexIndex) / kLeanTreeVertices;
    uint corner = uint(gl_VertexIndex) % kLeanTreeVertices * 3u;
    if (number >= run.count) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // past the last tree: all corners in one place outside
        return;
    }
    LeanTree tree = frame.town.leanTrees.rows[frame.town.treeList.rows[run.base + number]];
    vec2 xy = unpackSnorm2x16(push.corners.words[corner]), zPart = unpackSnorm2x16(push.corners.words[corner + 1u]);
    gl_Position = frame.viewProj * vec4(leanCorner(tree, vec3(xy, zPart.x)), 1.0);
#ifdef TREE_PICK
    outFacts = uvec2(tree.element, flagsOf(frame.town.states.rows[tree.element]));
#else
    vec4 normal = unpackSnorm4x8(push.corners.words[corner + 2u]);  // w: how open to the sky, -1 to 1
    vec3 leaves = leanCrown(tree, normal.xyz, 0.5 + 0.5 * normal.w);
    outColour = zPart.y > 0.5 ? leaves : vec3(0.42, 0.37, 0.31) * (0.35 + leaves.g);
#endif
}
