#version 460
// Writes the indices of the trees of each list, in order.
#extension GL_GOOGLE_include_directive : require
#define TREES_WRITE
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

void main() {
    uint number = gl_GlobalInvocationID.x;
    if (number >= push.groups) return;
    uint any = 0u;
    for (uint i = 0u; i < kTreeCountWords; ++i) any |= push.groupCounts.words[(kTreeLists + i) * push.groups + number];
    if (any == 0u) return;
    CullGroup group = frame.town.treeGroups.rows[number];
    uint offsets[kTreeLists];
    for (uint list = 0u; list < kTreeLists; ++list) offsets[list] = push.groupCounts.words[list * push.groups + number];
    for (uint i = 0u; i < group.count; ++i) {
        uint bits = push.bits.words[group.first + i];
        for (uint list = 0u; list < kTreeLists; ++list) {
            if ((bits >> list & 1u) == 0u) continue;
            uint offset = offsets[list]++;
            if (offset < (list + 1u) * push.items) frame.town.treeList.rows[offset] = group.first + i;
        }
    }
}
