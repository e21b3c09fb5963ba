#version 460
// Offsets of each form's lists over its groups, and the one draw command of each. One workgroup a form and list; on the
// software level one thread, as in draw_scan.comp.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

shared uint runs[64];

uint countOf(uint list, uint group) { return fromBytes(push.groupCounts.words[(kTreeLists + list / 4u) * push.groups + group], list); }

void main() {
    uint place = kLean != 0u ? gl_GlobalInvocationID.x : gl_WorkGroupID.x;
    if (kLean != 0u && place >= kTreeForms * kTreeLists) return;
    uint form = place / kTreeLists;
    uint list = place % kTreeLists;
    uint first = push.formRanges.words[form];
    uint last = push.formRanges.words[form + 1u];
    // A list of a form has room for all trees of that form: [list][tree], in the order of the forms.
    uint base = list * push.items + push.formRanges.words[kTreeForms + 1u + form];
    uint offset = base;
    if (kLean == 0u) {
        uint run = (last - first + 63u) / 64u;
        first = min(first + gl_LocalInvocationID.x * run, last);
        last = min(first + run, last);
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
        // The camera's levels as they are; cascades take the near mesh near by and the far one beyond. A plan's are solid.
        bool near = list < kTreeLods - 1u;
        bool solid = kLean == 0u && (near || list == kTreeLods) && frame.symbolic > 0.5;
        uint level = solid ? kSolidTreeMesh : list < kTreeLods ? list : list == kTreeLods ? 0u : 2u;
        bool lean = kLean != 0u;
        MeshRange mesh = push.meshes.ranges[form * kTreeMeshes + level];
        uint slot = list < kTreeLods ? list * kTreeForms + form : kTreeLods * kTreeForms + (list - kTreeLods) * kTreeForms + form;
        uint count = offset - base;
        // On the software level trees are drawn many at once; all casters are far trees.
        uint indices = !lean ? mesh.indexCount : 3u * (near ? kLeanTreeTriangles : kFarTreeTriangles);
        uint atOnce = near ? kLeanTreesAtOnce : kFarTreesAtOnce;
        push.runs.runs[slot] = TreeRun(base, count);
        DrawCommand asMeshes = DrawCommand(indices, count, mesh.firstIndex, mesh.vertexOffset, base);
        push.commands.commands[slot] =
            lean ? DrawCommand(indices * atOnce, (count + atOnce - 1u) / atOnce, 0u, 0, 0u) : asMeshes;
        if (!lean && near) {
            // What asks for their place alone draws them without cut-outs.
            MeshRange place = push.meshes.ranges[form * kTreeMeshes + kSolidTreeMesh];
            push.commands.commands[(kTreeLists + list) * kTreeForms + form] =
                DrawCommand(place.indexCount, count, place.firstIndex, place.vertexOffset, base);
        }
        if (!lean && !near && list < kTreeLods) {
            // Far trees are seen as pictures, and their place is that of meshes.
            push.commands.commands[(kTreeLists + list) * kTreeForms + form] = asMeshes;
            indices = 3u * kFarTreeTriangles;
            push.commands.commands[slot] = DrawCommand(indices * atOnce, (count + atOnce - 1u) / atOnce, 0u, 0, 0u);
        }
        if (list < kTreeLods) {
            atomicAdd(push.counts.counts.trees, count);
            atomicAdd(push.counts.counts.triangles, count * indices / 3u);
        }
    }
}
