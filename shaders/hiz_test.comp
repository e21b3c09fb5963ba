#version 460
// Which opaque draws of this frame something hides, by the depth of what was seen in the frame before. Those that are not
// hidden become the list of what is seen, in the order of the draws. One thread a group, as in draw_write.comp.
#extension GL_GOOGLE_include_directive : require
#define CULL_PUSH HiddenPush
#include "shaders/lib/cull.glsl"
layout(local_size_x = 64) in;

const uint kMostTexels = 4u;  // a side: what a draw's rectangle covers of the level it is tested in

// From where to where a sphere reaches along one axis of the picture, -1 to 1 across it: the planes through the eye that
// touch it. Of the projection, `row` gives that axis and `w` the depth.
vec2 reach(vec3 row, vec3 w, vec3 centre, float radius) {
    float a = dot(row, centre), b = dot(w, centre), rr = radius * radius;
    float xx = dot(row, row), xw = dot(row, w), ww = dot(w, w);
    float under = rr * (xx * b * b - 2.0 * xw * a * b + ww * a * a - rr * (xx * ww - xw * xw));
    float root = sqrt(max(under, 0.0)), middle = a * b - rr * xw;
    return vec2(middle - root, middle + root) / (b * b - rr * ww);
}

bool hidden(DrawRow draw) {
    vec3 centre = (draw.centre - frame.eye) - frame.eyeLow;
    float radius = draw.radius * 1.001 + 0.02;  // corners are quantised to 8 mm
    vec3 w = vec3(frame.viewProj[0].w, frame.viewProj[1].w, frame.viewProj[2].w);
    float near = frame.viewProj[3].z;
    float nearest = dot(w, centre) - radius;
    if (nearest <= near) return false;
    vec2 across = reach(vec3(frame.viewProj[0].x, frame.viewProj[1].x, frame.viewProj[2].x), w, centre, radius);
    vec2 down = reach(vec3(frame.viewProj[0].y, frame.viewProj[1].y, frame.viewProj[2].y), w, centre, radius);
    vec2 moved = push.jitterPx - vec2(frame.corner);
    // A pixel to each side for what rounding does.
    vec2 low = floor((vec2(across.x, down.x) * 0.5 + 0.5) * vec2(frame.full) + moved) - 1.0;
    vec2 high = floor((vec2(across.y, down.y) * 0.5 + 0.5) * vec2(frame.full) + moved) + 1.0;
    if (any(lessThan(high, vec2(0.0))) || any(greaterThanEqual(low, vec2(frame.size)))) return false;
    uvec2 first = uvec2(max(low, vec2(0.0))), last = uvec2(min(high, vec2(frame.size) - 1.0));

    uvec2 size = (frame.size + 1u) / 2u;
    first /= 2u;
    last /= 2u;
    uint offset = 0u;
    while (any(greaterThanEqual(last - first, uvec2(kMostTexels)))) {
        offset += size.x * size.y;
        size = (size + 1u) / 2u;
        first /= 2u;
        last /= 2u;
    }
    // scene.vert pulls what lies on the ground towards the eye.
    float pulled = (draw.flags & 2u) != 0u ? 1.0 + min(0.0035, 0.00004 * (length(centre) + radius) + 0.0002) : 1.0;
    float depth = near / nearest * pulled * 1.00001;
    for (uint y = first.y; y <= last.y; ++y) {
        for (uint x = first.x; x <= last.x; ++x) {
            if (depth >= push.pyramid.depths[offset + y * size.x + x]) return false;
        }
    }
    return true;
}

void main() {
    uint group = gl_GlobalInvocationID.x;
    if (group == 0u) push.counts.counts.draws[kListSeen] = push.counts.counts.draws[kListOpaque];
    // What is out of view keeps what was seen of it last.
    if (group >= push.groups || push.groupCounts.words[(kDrawLists + kListOpaque / 4u) * push.groups + group] == 0u) return;
    uint offset = push.groupCounts.words[kListOpaque * push.groups + group];
    uint occluded = 0u, triangles = 0u;
    CullGroup members = push.table.groups[group];
    uint end = members.first + members.count;
    for (uint index = members.first; index < end; ++index) {
        if ((push.bits.words[index] >> kListOpaque & 1u) == 0u) continue;
        DrawRow draw = frame.town.draws.rows[index];
        bool gone = hidden(draw);
        push.seen.words[index] = gone ? 0u : 1u;
        if (gone) {
            ++occluded;
            triangles += draw.indexCount / 3u;
        }
        uint at = kListSeen * push.items + offset++;
        push.commands.commands[at] = gone ? DrawCommand(0u, 0u, 0u, 0, 0u)
                                          : DrawCommand(draw.indexCount, 1u, draw.firstIndex, draw.vertexOffset, index);
    }
    if (occluded == 0u) return;
    atomicAdd(push.counts.counts.occluded, occluded);
    atomicAdd(push.counts.counts.triangles, 0u - triangles);
}
