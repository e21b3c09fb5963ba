#version 460
// Writes the indices of the trees of each list, in order.
#extension GL_GOOGLE_include_directive : require
#define TREES_WRITE
#include "shaders/lib/scene.glsl"
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

shared uint groupBits[64];

void main() {
    TreeGroup group = treeGroups[gl_WorkGroupID.x];
    uint local = gl_LocalInvocationID.x;
    uint bits = local < group.count ? push.bits.words[group.first + local] : 0u;
    groupBits[local] = bits;
    barrier();
    if (bits == 0u) return;
    for (uint list = 0u; list < kTreeLists; ++list) {
        if ((bits >> list & 1u) == 0u) continue;
        uint offset = push.groupCounts.words[list * push.groups + gl_WorkGroupID.x];
        for (uint i = 0u; i < local; ++i) offset += groupBits[i] >> list & 1u;
        if (offset < (list + 1u) * push.items) treeList[offset] = group.first + local;
    }
}
