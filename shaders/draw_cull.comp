#version 460
// Which lists each draw belongs to today, from this eye. One thread a group of draws; a word of list
// bits a draw, and counts a group, four to a word. (Threads of a workgroup that wait for each other are what the software device is worst at.)
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

// Whether a draw is its things' level of detail from an eye, and large enough to be there at all; `tile`: the middle of the
// draw's tile from that eye, for what changes by the tile.
bool isLevel(DrawRow draw, vec3 centre, vec3 tile) {
    float distance = length(centre), tileDistance = length(tile);
    float nearDistance = (draw.flags & 32u) != 0u ? tileDistance : distance;
    float farDistance = (draw.flags & 96u) != 0u ? tileDistance : distance;
    if ((frame.flags & kFrameFullDetail) != 0u) return draw.lodNear <= 0.0;
    // What would be far smaller than a pixel is not there, culling or not.
    bool large = (draw.flags & 8u) != 0u || draw.radius >= 0.35 * frame.pixelAngle * max(distance - draw.radius, 0.0);
    return large && nearDistance >= draw.lodNear && farDistance < draw.lodFar;
}

uint listsOf(uint index) {
    DrawRow draw = frame.town.draws.rows[index];
    uint layer = frame.town.elements.rows[draw.element].layer;
    uint state = frame.town.states.rows[draw.element];
    uint stage = stageOf(state);
    vec3 centre = (draw.centre - frame.eye) - frame.eyeLow;
    float distance = length(centre);
    TileRow tile = frame.town.tiles.rows[draw.tile];
    vec3 middle = vec3(tile.west + 128.0, tile.south + 128.0, 0.5 * (tile.minZ + tile.maxZ));
    bool full = (frame.flags & kFrameFullDetail) != 0u;
    bool terrain = (draw.flags & 8u) != 0u;
    // Views in which it is there: bit 0 the camera, then the cascades, of which the third and fourth are judged from elsewhere.
    uint there = isLevel(draw, centre, (middle - frame.eye) - frame.eyeLow) ? 7u : 0u;
    if (kLean == 0u && (draw.flags & 1u) != 0u) {
        [[dont_unroll]] for (uint i = 0u; i < 2u; ++i) {
            vec3 eye = frame.casterEye[i].xyz;
            if (isLevel(draw, draw.centre - eye, middle - eye)) there |= 8u << i;
        }
    }
    if (there == 0u || stage == kStageHidden || (frame.layers >> layer & 1u) == 0u) return 0u;

    // A bay of some three metres is then two and a half pixels wide. Streets keep the shadows that fall on them.
    bool far = kLean != 0u && !full && distance - draw.radius > 3.0 / (2.5 * frame.pixelAngle) &&
               stage != kStageToGo && ((draw.flags & 2u) == 0u || frame.cascades == 0u);
    // Hedges are cut out of their hulls where that is affordable; a plan shows the hulls.
    bool cutOut = kLean == 0u && (draw.flags & kDrawHedge) != 0u && frame.symbolic < 1.0;
    uint list = stage == kStagePlanned ? kListPlanned
              : isRising(state) || cutOut ? kListRising
              : (draw.flags & 4u) != 0u ? kListWater
              : (draw.flags & 16u) != 0u ? kListBlend
              : terrain ? kListTerrain
              : far ? kListFar
              : kLean != 0u && (draw.flags & kDrawClosed) != 0u ? kListClosed : kListOpaque;
    uint bits = 1u << list;
    if (kLean == 0u && list == kListOpaque && (frame.flags & kFrameOcclusion) != 0u && push.seen.words[index] != 0u)
        bits |= 1u << kListSeen;
    if ((flagsOf(state) & 7u) != 0u && !terrain) bits |= 1u << kListMarked;

    // Below a texel and a half nothing is seen of a shadow.
    uint views = viewsOf(centre, draw.radius, full ? kAnySize : draw.radius / 0.75) & there;
    bool casts = (draw.flags & 1u) != 0u && stage != kStagePlanned;
    return ((views & 1u) != 0u ? bits : 0u) | (casts ? views >> 1u << kListShadow : 0u);
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
    bool any = viewsOf(centre, members.radius, kAnySize) != 0u;
    uvec3 counts = uvec3(0u);
    uint end = members.first + members.count;
    for (uint index = members.first; any && index < end; ++index) {
        uint bits = listsOf(index);
        push.bits.words[index] = bits;
        counts += uvec3(inBytes(bits), inBytes(bits >> 4u), inBytes(bits >> 8u));
    }
    for (uint i = 0u; i < kDrawCountWords; ++i) push.groupCounts.words[(kDrawLists + i) * push.groups + group] = counts[i];
}
