#version 460
// Each tree as it stands today, and which lists it is in. A thread looks at a group of trees of one form in one tile.
#extension GL_GOOGLE_include_directive : require
#define TREES_WRITE
#include "shaders/lib/cull.glsl"
#include "shaders/lib/season.glsl"
#include "shaders/lib/thinning.glsl"
#include "shaders/lib/lean.glsl"
layout(local_size_x = 64) in;

// Sets the instance of a tree, the `number`th of the town, and returns bits: 0 to 2 the camera's levels, 3 to 6 the cascades.
uint listsOf(uint index, uint number) {
    TreeRow tree = frame.town.trees.rows[index];
    uint state = frame.town.states.rows[tree.element];
    uint stage = stageOf(state);
    if (stage == kStageHidden || (frame.layers >> frame.town.elements.rows[tree.element].layer & 1u) == 0u) return 0u;
    SpeciesRow kind = frame.town.species.rows[tree.speciesYaw & 0xffffu];
    float years = float(state >> 16 & 255u) / 12.0;
    float height = tree.height;
    if (stage == kStageBuilt || stage == kStageExisting) {
        height = min(height + tree.growth * years, max(kind.matureHeight, tree.height));
    }
    if (stage == kStageConstruction) height *= 0.6 + 0.4 * progressOf(state);
    float crown = tree.crown * (0.35 + 0.65 * height / max(tree.height, 0.1));
    crown = min(crown, max(kind.matureCrown, tree.crown));

    vec3 foot = (tree.foot - frame.eye) - frame.eyeLow;
    vec3 centre = foot + vec3(0, 0, 0.55 * height);
    float radius = max(0.55 * height, 0.5 * crown);
    float distance = length(centre);
    uint seed = hash(number * 2654435761u + (tree.speciesYaw >> 16));
    float luck = float(seed >> 8) / 16777216.0;

    bool full = (frame.flags & kFrameFullDetail) != 0u;
    float kept = keptOf(crown, distance, kLean != 0u ? 0.8 : kThinBelowPx), wider = widerBy(kept);
    // Views in which it is there: bit 0 the camera, then the cascades, of which the third and fourth are judged from elsewhere.
    uint there = luck <= kept ? 7u : 0u;
    float size = radius * (kLean != 0u ? wider : 1.0);
    if (kLean == 0u) {
        [[dont_unroll]] for (uint i = 0u; i < 2u; ++i) {
            vec3 middle = tree.foot + vec3(0.0, 0.0, 0.55 * height);
            float share = keptOf(crown, length(middle - frame.casterEye[i].xyz), kThinBelowPx);
            if (luck <= share) there |= 8u << i;
            wider = max(wider, widerBy(share));
        }
    }
    if (there == 0u) return 0u;

    uint views = viewsOf(centre, radius * wider, full ? kAnySize : size / 1.5) & there;
    if (stage == kStagePlanned) views &= 1u;
    if (views == 0u) return 0u;
    vec4 leaf = seasonLeaf(kind, luck, stage, state);
    float reach = distance * (0.9 + 0.2 * luck);
    uint level = reach < frame.treeNearM ? 1u : reach < frame.treeFarM ? 2u : 4u;
    // A few clumps make no bare crown: twigs are drawn as the near mesh, and then as its picture.
    if (kLean == 0u && leaf.a < kBare) level = reach < 1.2 * frame.treeNearM ? 1u : 4u;
    if (full) level = 1u;
    float yaw = float(tree.speciesYaw >> 16) * (6.2831853 / 65536.0);
    if (kLean != 0u) {
        // A bare crown is narrower, and part of what is seen of it is the land behind.
        float bare = (1.0 - leaf.a) * (1.0 - frame.symbolic);
        vec2 axis = 0.5 * crown * wider * (1.0 - 0.14 * bare) * vec2(cos(yaw), sin(yaw));
        leaf.rgb = mix(leaf.rgb, vec3(0.20, 0.18, 0.15), 0.3 * bare);
        vec4 haze = hazeAt(centre);
        vec3 high = leanLeaf(leaf.rgb, normalize(frame.toLight + vec3(0.0, 0.0, 1.0)), 0.95, haze, state);
        vec3 low = leanLeaf(leaf.rgb, normalize(vec3(-frame.toLight.xy, -0.35)), 0.30, haze, state);
        frame.town.leanTrees.rows[index] = LeanTree(foot, height, packHalf2x16(axis), packUnorm4x8(vec4(low, 1.0)),
                                                    packUnorm4x8(vec4(high, 1.0)), tree.element);
    } else {
        frame.town.treeInstances.rows[index] = TreeInstance(foot, height, crown, packUnorm4x8(leaf), yaw, tree.element);
    }
    return ((views & 1u) != 0u ? level : 0u) | views >> 1u << 3u;
}

void main() {
    uint number = gl_GlobalInvocationID.x;
    if (number >= push.groups) return;
    CullGroup group = frame.town.treeGroups.rows[number];
    vec3 centre = (group.centre - frame.eye) - frame.eyeLow;
    bool any = viewsOf(centre, group.radius, kAnySize) != 0u;
    uvec2 counts = uvec2(0u);
    for (uint i = 0u; any && i < group.count; ++i) {
        uint bits = listsOf(group.first + i, group.seed + i);
        push.bits.words[group.first + i] = bits;
        counts += uvec2(inBytes(bits), inBytes(bits >> 4u));
    }
    for (uint i = 0u; i < kTreeCountWords; ++i) push.groupCounts.words[(kTreeLists + i) * push.groups + number] = counts[i];
}
