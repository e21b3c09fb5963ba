#version 460
// Turns each list's group counts into offsets, in order, so that the lists come out the same every time.
// One workgroup a list; each thread sums a run of groups.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

shared uint runs[64];

void main() {
    uint list = gl_WorkGroupID.x;
    uint run = (push.groups + 63u) / 64u;
    uint first = min(gl_LocalInvocationID.x * run, push.groups);
    uint last = min(first + run, push.groups);
    uint sum = 0u;
    for (uint i = first; i < last; ++i) sum += push.groupCounts.words[list * push.groups + i];
    runs[gl_LocalInvocationID.x] = sum;
    barrier();
    uint offset = 0u;
    for (uint i = 0u; i < gl_LocalInvocationID.x; ++i) offset += runs[i];
    for (uint i = first; i < last; ++i) {
        uint count = push.groupCounts.words[list * push.groups + i];
        push.groupCounts.words[list * push.groups + i] = offset;
        offset += count;
    }
    if (gl_LocalInvocationID.x == 63u) push.counts.counts.draws[list] = min(offset, push.items);
}
