#version 460
// Turns each list's group counts into offsets, in order, so that the lists come out the same every time.
// One workgroup a list, each thread sums a run of groups; on the software level, where threads that wait for each other take
// longest, to run and to compile, one thread a list.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

shared uint runs[64];

uint countOf(uint list, uint group) { return fromBytes(push.groupCounts.words[(kDrawLists + list / 4u) * push.groups + group], list); }

void main() {
    uint list = gl_WorkGroupID.x, first = 0u, last = push.groups, offset = 0u;
    if (kLean != 0u) {
        list = gl_GlobalInvocationID.x;
        if (list >= kDrawLists) return;
    } else {
        uint run = (push.groups + 63u) / 64u;
        first = min(gl_LocalInvocationID.x * run, push.groups);
        last = min(first + run, push.groups);
        uint sum = 0u;
        for (uint i = first; i < last; ++i) sum += countOf(list, i);
        runs[gl_LocalInvocationID.x] = sum;
        barrier();
        for (uint i = 0u; i < gl_LocalInvocationID.x; ++i) offset += runs[i];
    }
    for (uint i = first; i < last; ++i) {
        uint count = countOf(list, i);
        push.groupCounts.words[list * push.groups + i] = offset;
        offset += count;
    }
    if (kLean != 0u || gl_LocalInvocationID.x == 63u) {
        push.counts.counts.draws[list] = max(min(offset, push.items), 1u);
        // Mesa 25.0's llvmpipe loses the next pipeline's draws after an indirect call whose count is zero (seen here, with
        // trees after an empty list); a command that draws nothing keeps every count above zero.
        if (offset == 0u) atomicOr(push.counts.counts.empty, 1u << list);
        if (offset == 0u) push.commands.commands[list * push.items] = DrawCommand(0u, 0u, 0u, 0, 0u);
    }
}
