#version 460
// Writes the draw commands of each list, in the order of the draws, and what vertices ask of a draw.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

void main() {
    uint group = gl_GlobalInvocationID.x;
    if (group >= push.groups) return;
    uint any = 0u;
    for (uint i = 0u; i < kDrawCountWords; ++i) any |= push.groupCounts.words[(kDrawLists + i) * push.groups + group];
    if (any == 0u) return;
    uint offsets[kDrawLists];
    for (uint list = 0u; list < kDrawLists; ++list) offsets[list] = push.groupCounts.words[list * push.groups + group];
    uint triangles = 0u, seen = (1u << kListMarked) - 1u | (kLean != 0u ? 1u << kListClosed : 0u);
    CullGroup members = push.table.groups[group];
    uint end = members.first + members.count;
    for (uint index = members.first; index < end; ++index) {
        uint bits = push.bits.words[index];
        if (bits == 0u) continue;
        DrawRow draw = frame.town.draws.rows[index];
        for (uint list = 0u; list < kDrawLists; ++list) {
            if ((bits >> list & 1u) == 0u) continue;
            uint offset = offsets[list]++;
            if (offset >= push.items) continue;  // cannot be: a list has room for every draw
            push.commands.commands[list * push.items + offset] =
                DrawCommand(draw.indexCount, 1u, draw.firstIndex, draw.vertexOffset, index);
        }
        if ((bits & seen) != 0u) triangles += draw.indexCount / 3u;
        vec3 corner = vec3(frame.town.tiles.rows[draw.tile].west - 128.0, frame.town.tiles.rows[draw.tile].south - 128.0, 100.0);
        ElementInfo element = frame.town.elements.rows[draw.element];
        push.rows.rows[index] = DrawnRow((corner - frame.eye) - frame.eyeLow, frame.town.states.rows[draw.element], element.seed,
                                         draw.flags, element.minZ, element.maxZ);
    }
    if (triangles > 0u) atomicAdd(push.counts.counts.triangles, triangles);
}
