// An instance of a tree mesh. TREE_SHADOW and TREE_PICK make the leaner variants, TREE_LEAF_SHADOW one that is cut out.
#include "shaders/lib/scene.glsl"
#include "shaders/lib/thinning.glsl"
#include "shaders/lib/tree_part.glsl"
layout(location = 0) in vec4 inPosition;  // xy in crown radii, z in heights; w: renderer/world/tree_meshes.h
#if !defined(TREE_SHADOW) && !defined(TREE_PICK)
layout(location = 1) in vec4 inNormal;    // w: how open to the sky, -1 to 1
#endif
layout(push_constant, scalar) uniform PushBlock { ScenePush push; };

#ifdef TREE_PICK
layout(location = 0) flat out uvec2 outFacts;
#elif defined(TREE_LEAF_SHADOW)
layout(location = 0) out vec3 outRel;
layout(location = 1) out vec2 outCorner;
layout(location = 2) flat out vec3 outCard;
layout(location = 3) flat out vec2 outLeaf;
#elif !defined(TREE_SHADOW)
layout(location = 0) out vec3 outRel;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec3 outColour;
layout(location = 3) out float outOpen;
layout(location = 4) flat out uint outState;
layout(location = 5) flat out vec2 outLeaf;  // of leaves: how leafy, a number of the clump; of wood: -1
layout(location = 6) out vec2 outCorner;      // on the card, -1 to 1
layout(location = 7) flat out vec3 outCard;   // foliage.glsl
#endif

void main() {
    TreeInstance tree = frame.town.treeInstances.rows[frame.town.treeList.rows[gl_InstanceIndex]];
#ifdef TREE_SHADOW
    float crown = crownIn(push.view, tree);
#else
    float crown = crownIn(0u, tree);
#endif
    vec4 leaf = unpackUnorm4x8(tree.leaf);
    float c = cos(tree.yaw), s = sin(tree.yaw);
    TreePart part = partOf(inPosition.w);
    float isLeaf = part.leaf ? 1.0 : 0.0;
    // Each tree is a little lopsided in its own way, so that one mesh does not look like one tree.
    float lean = 1.0 + 0.16 * sin(tree.yaw * 5.0 + inPosition.z * 3.0);
#if defined(TREE_SHADOW) && !defined(TREE_LEAF_SHADOW)
    float bare = mix(0.6, 1.0, leaf.a);  // what twigs let through, as a narrower shadow
#else
    float bare = mix(0.86, 1.0, leaf.a);
#endif
    // Its clumps of leaves reach out further or less; the heart of the crown is gone with the leaves.
    uint luck = hash(part.clump * 0x9e3779b9u ^ floatBitsToUint(tree.yaw));
    bool isCore = part.core;
    float grown = isCore ? leaf.a : 0.84 + 0.30 * float(luck & 255u) / 255.0;
    vec3 p = vec3(inPosition.xy * 0.5 * crown * mix(1.0, lean * bare * grown, isLeaf), inPosition.z * tree.height);
    if (isLeaf > 0.5 && !isCore) p.z *= 0.955 + 0.045 * float(luck >> 8 & 255u) / 255.0;
    p.xy = mat2(c, s, -s, c) * p.xy;
    vec3 rel = tree.foot + p;
    if (bareOf(part, leaf.a)) rel = tree.foot;  // all corners in one place
#ifdef TREE_SHADOW
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
#ifdef TREE_LEAF_SHADOW
    outRel = rel;
    outCorner = cornerOf(part);
    outCard = cardOf(part, 0.5 * crown, luck);
    outLeaf = vec2(leaf.a, 0.5);
#endif
#else
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#ifdef TREE_PICK
    outFacts = uvec2(tree.element, flagsOf(frame.town.states.rows[tree.element]));
#else
    vec3 n = inNormal.xyz;
    n.xy = mat2(c, s, -s, c) * n.xy;
    uint state = frame.town.states.rows[tree.element];
    vec3 bark = stageOf(state) == kStagePlanned ? vec3(0.55, 0.68, 0.80) : mix(vec3(0.135, 0.105, 0.08), vec3(0.42, 0.40, 0.37), frame.symbolic);
    vec3 colour = mix(bark, leaf.rgb, isLeaf);
    float open = 0.5 + 0.5 * inNormal.w;
    outRel = rel;
    outNormal = n;
    outColour = colour;
    outOpen = open;
    outState = state;
    outLeaf = vec2(isLeaf > 0.5 ? leaf.a : -1.0, float(luck >> 16 & 255u) / 255.0);
    outCorner = cornerOf(part);
    outCard = cardOf(part, 0.5 * crown, luck);
#endif
#endif
}
