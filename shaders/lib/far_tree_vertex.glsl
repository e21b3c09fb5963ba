// A corner of a far tree of the software level, a quad that faces the eye (or the light): nothing of it is turned away, so nothing is worked
// out for nothing. TREE_SHADOW and TREE_PICK make the leaner variants.
#include "shaders/lib/lean_tree.glsl"

#ifdef TREE_PICK
layout(location = 0) flat out uvec2 outFacts;
#elif !defined(TREE_SHADOW)
layout(location = 0) out vec3 outColour;
#endif

// Foot and head of the crown in heights, half its width there in crown radii, by form. They cover as much as the nearer
// mesh (TreeMeshes, kLeanTreeMesh) in the mean of all sides, with light to match: tools/bench/peer-town measures how like
// the two pictures are.
const vec4 kFarShape[6] = vec4[](vec4(0.27, 0.91, 0.86, 0.78), vec4(0.23, 0.90, 0.83, 0.71), vec4(0.08, 0.96, 0.86, 0.02),
                                  vec4(0.16, 0.89, 0.88, 0.79), vec4(0.29, 0.91, 0.85, 0.79), vec4(0.10, 0.88, 0.86, 0.60));

void main() {
    TreeRun run = push.runs.runs[push.run];
    uint number = uint(gl_InstanceIndex) * kFarTreesAtOnce + uint(gl_VertexIndex) / kFarTreeVertices;
    uint corner = uint(gl_VertexIndex) % kFarTreeVertices;
    if (number >= run.count) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // past the last tree: all corners in one place outside
        return;
    }
    LeanTree tree = frame.town.leanTrees.rows[frame.town.treeList.rows[run.base + number]];
    vec4 shape = kFarShape[push.form];
    bool top = corner >= 2u;
    float way = corner == 0u || corner == 3u ? -1.0 : 1.0;
    vec3 middle = tree.foot + vec3(0.0, 0.0, 0.5 * (shape.x + shape.y) * tree.height);
#ifdef TREE_SHADOW
    vec3 ahead = -frame.toLight;
#else
    vec3 ahead = normalize(middle);
#endif
    vec2 flatAhead = ahead.xy * inversesqrt(max(dot(ahead.xy, ahead.xy), 1e-6));
    vec3 right = vec3(flatAhead.y, -flatAhead.x, 0.0);
    vec3 up = cross(right, ahead);
    float radius = length(unpackHalf2x16(tree.axis));
    // Seen from above the crown's depth adds to its height.
    float tall = 0.5 * (shape.y - shape.x) * tree.height * up.z + 0.36 * radius * max(shape.z, shape.w) * abs(ahead.z);
    vec3 rel = middle + right * (way * radius * (top ? shape.w : shape.z)) + up * (top ? tall : -tall);
#ifdef TREE_SHADOW
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
#else
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#ifdef TREE_PICK
    outFacts = uvec2(tree.element, flagsOf(frame.town.states.rows[tree.element]));
#else
    vec2 out_ = way * 0.7 * right.xy - 0.7 * flatAhead;
    outColour = leanShade(tree, normalize(vec3(out_ * (top ? 0.55 : 1.0), top ? 0.75 : -0.10)), top ? 0.93 : 0.51);
#endif
#endif
}
