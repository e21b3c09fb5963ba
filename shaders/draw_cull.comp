#version 460
// Which lists each draw belongs to today, from this eye. One thread a draw; a word of list bits and counts a group.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

shared uint groupBits[64];

uint listsOf(uint index) {
    DrawRow draw = draws[index];
    ElementInfo element = elements[draw.element];
    uint state = states[draw.element];
    uint stage = stageOf(state);
    if (stage == kStageHidden || (frame.layers >> element.layer & 1u) == 0u) return 0u;
    vec3 centre = (draw.centre - frame.eye) - frame.eyeLow;
    float distance = length(centre);
    bool full = (frame.flags & kFrameFullDetail) != 0u;
    float levelDistance = distance;
    if ((draw.flags & 32u) != 0u) {
        TileRow tile = tiles[draw.tile];
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
    uint index = gl_GlobalInvocationID.x;
    if (index == 0u) {
        push.counts.counts.triangles = 0u;
        push.counts.counts.trees = 0u;
        push.counts.counts.empty = 0u;
        push.counts.counts.tested = push.items;
    }
    uint bits = index < push.items ? listsOf(index) : 0u;
    if (index < push.items) push.bits.words[index] = bits;
    groupBits[gl_LocalInvocationID.x] = bits;
    barrier();
    if (gl_LocalInvocationID.x < kDrawLists) {
        uint count = 0u;
        for (uint i = 0u; i < 64u; ++i) count += groupBits[i] >> gl_LocalInvocationID.x & 1u;
        push.groupCounts.words[gl_LocalInvocationID.x * push.groups + gl_WorkGroupID.x] = count;
    }
}
