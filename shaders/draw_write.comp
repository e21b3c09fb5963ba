#version 460
// Writes the draw commands of each list, in the order of the draws.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

shared uint groupBits[64];

void main() {
    uint index = gl_GlobalInvocationID.x;
    uint bits = index < push.items ? push.bits.words[index] : 0u;
    groupBits[gl_LocalInvocationID.x] = bits;
    barrier();
    if (bits == 0u) return;
    DrawRow draw = draws[index];
    for (uint list = 0u; list < kDrawLists; ++list) {
        if ((bits >> list & 1u) == 0u) continue;
        uint offset = push.groupCounts.words[list * push.groups + gl_WorkGroupID.x];
        for (uint i = 0u; i < gl_LocalInvocationID.x; ++i) offset += groupBits[i] >> list & 1u;
        if (offset >= push.items) continue;  // cannot be: a list has room for every draw
        push.commands.commands[list * push.items + offset] =
            DrawCommand(draw.indexCount, 1u, draw.firstIndex, draw.vertexOffset, index);
    }
    if ((bits & ((1u << kListMarked) - 1u)) != 0u) atomicAdd(push.counts.counts.triangles, draw.indexCount / 3u);
}
