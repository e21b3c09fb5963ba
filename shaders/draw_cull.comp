#version 460
// Which lists each draw belongs to today, from this eye. One thread a group of draws; a word of list
// bits a draw, and counts a group. (Threads of a workgroup that wait for each other are what the software device is worst at.)
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

uint listsOf(uint index) {
    DrawRow draw = frame.town.draws.rows[index];
    ElementInfo element = frame.town.elements.rows[draw.element];
    uint state = frame.town.states.rows[draw.element];
    uint stage = stageOf(state);
    if (stage == kStageHidden || (frame.layers >> element.layer & 1u) == 0u) return 0u;
    vec3 centre = (draw.centre - frame.eye) - frame.eyeLow;
    float distance = length(centre);
    bool full = (frame.flags & kFrameFullDetail) != 0u;
    float levelDistance = distance;
    if ((draw.flags & 32u) != 0u) {
        TileRow tile = frame.town.tiles.rows[draw.tile];
        vec3 middle = vec3(tile.west + 128.0, tile.south + 128.0, 0.5 * (tile.minZ + tile.maxZ));
        levelDistance = length((middle - frame.eye) - frame.eyeLow);
    }
    if (full ? draw.lodNear > 0.0 : levelDistance < draw.lodNear || levelDistance >= draw.lodFar) return 0u;
    bool terrain = (draw.flags & 8u) != 0u;
    // A level of detail of its own: what would be far smaller than a pixel is not there, culling or not.
    if (!full && !terrain && draw.radius < 0.35 * frame.pixelAngle * max(distance - draw.radius, 0.0)) return 0u;

    uint bits = 0u;
    bool culling = (frame.flags & kFrameCulling) != 0u;
    if (!culling || inView(0u, centre, draw.radius)) {
        if (stage == kStagePlanned) {
            bits = 1u << kListPlanned;
        } else if (stage == kStageConstruction || (stage == kStageToGo && progressOf(state) > 0.0)) {
            bits = 1u << kListRising;
        } else if ((draw.flags & 4u) != 0u) {
            bits = 1u << kListWater;
        } else if ((draw.flags & 16u) != 0u) {
            bits = 1u << kListBlend;
        } else if (terrain) {
            bits = 1u << kListTerrain;
        } else {
            // A bay of some three metres is then two and a half pixels wide. Streets keep the shadows that fall on them.
            bool far = distance - draw.radius > 3.0 / (2.5 * frame.pixelAngle);
            bool plain = stage != kStageToGo && ((draw.flags & 2u) == 0u || frame.cascades == 0u);
            bits = 1u << ((frame.flags & kFrameLean) != 0u && far && plain && !full ? kListFar : kListOpaque);
            if ((frame.flags & kFrameOcclusion) != 0u && push.seen.words[index] != 0u) bits |= 1u << kListSeen;
        }
        if ((flagsOf(state) & 7u) != 0u && !terrain) bits |= 1u << kListMarked;
    }
    bool casts = (draw.flags & 1u) != 0u && stage != kStagePlanned;
    for (uint i = 0u; casts && i < shadowViews(); ++i) {
        // Below a texel and a half nothing is seen of a shadow.
        if (!full && draw.radius < 0.75 * frame.cascadeTexel[i]) continue;
        if (inView(1u + i, centre, draw.radius)) bits |= 1u << (kListShadow + i);
    }
    return bits;
}

void main() {
    uint group = gl_GlobalInvocationID.x;
    if (group == 0u) {
        push.counts.counts.triangles = 0u;
        push.counts.counts.trees = 0u;
        push.counts.counts.empty = 0u;
        push.counts.counts.occluded = 0u;
        push.counts.counts.tested = push.resident;
    }
    if (group >= push.groups) return;
    CullGroup members = push.table.groups[group];
    vec3 centre = (members.centre - frame.eye) - frame.eyeLow;
    bool any = (frame.flags & kFrameCulling) == 0u;
    for (uint view = 0u; view <= shadowViews(); ++view) any = any || inView(view, centre, members.radius);
    uint together = 0u;
    uint counts[kDrawLists];
    for (uint list = 0u; list < kDrawLists; ++list) counts[list] = 0u;
    uint end = members.first + members.count;
    for (uint index = members.first; any && index < end; ++index) {
        uint bits = listsOf(index);
        push.bits.words[index] = bits;
        if (bits == 0u) continue;
        together |= bits;
        for (uint list = 0u; list < kDrawLists; ++list) counts[list] += bits >> list & 1u;
    }
    for (uint list = 0u; list < kDrawLists; ++list) push.groupCounts.words[list * push.groups + group] = counts[list];
    push.groupCounts.words[kDrawLists * push.groups + group] = together;
}
