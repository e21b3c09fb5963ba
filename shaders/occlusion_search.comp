#version 460
// Searches the horizons round each place in a few slices and adds up the sky between them (Jimenez et al. 2016).
// In view space: x right, y up, z ahead, metres.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/occlusion_texel.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = kBindOcclusionDepth) uniform sampler2D depthImage;
layout(set = 0, binding = kBindOcclusionRoughTarget, rg16f) uniform writeonly image2D target;

const float kNear = 0.25;      // renderer/world/views.h, kNearM
const float kRadiusM = 4.0;    // what is farther off does not darken a place
const float kLeastPx = 9.0;    // from afar the radius grows, so that courtyards still sink,
const float kMostM = 14.0;     // but not past this
const float kMostPx = 40.0;    // and 3 for the blur and the scene's mean stay inside kOcclusionMargin
const int kSlices = 2, kSteps = 6;

// From half the picture at distance 1, and what a shift lens moves it up, to a place in view space.
struct Lens {
    vec2 tangent;
    float shift;
};

vec3 placeAt(ivec2 at, Lens lens) {
    vec2 pixel = (vec2(at - int(kOcclusionMargin)) + 0.5) * 2.0 + vec2(frame.corner);
    vec2 ndc = pixel / vec2(frame.full) * 2.0 - 1.0;
    float depth = texelFetch(depthImage, at, 0).r;
    float z = depth > 0.0 ? kNear / depth : 1e6;
    return vec3(ndc.x * lens.tangent.x, lens.shift - ndc.y * lens.tangent.y, 1.0) * z;
}

// The smaller of the steps to both sides stays on the same surface.
vec3 lesser(vec3 a, vec3 b) { return abs(a.z) < abs(b.z) ? a : b; }

// Sky between the view and a horizon at angle h, weighed by the cosine to a normal at angle n.
float arc(float h, float n, float cosine) { return 0.25 * (cosine + 2.0 * h * sin(n) - cos(2.0 * h - n)); }

void main() {
    ivec2 at;
    if (!occlusionTexel(3, at)) return;  // what the blur reads round what the scene reads
    Lens lens = Lens(vec2(length(frame.right), length(frame.up)), dot(frame.forward, normalize(frame.up)));
    vec3 here = placeAt(at, lens);
    if (here.z > 9e5) {
        imageStore(target, at, vec4(1.0, 65000.0, 0.0, 0.0));
        return;
    }
    vec3 dx = lesser(placeAt(at + ivec2(1, 0), lens) - here, here - placeAt(at - ivec2(1, 0), lens));
    vec3 dy = lesser(placeAt(at + ivec2(0, 1), lens) - here, here - placeAt(at - ivec2(0, 1), lens));
    vec3 normal = normalize(cross(dx, dy));
    vec3 view = -normalize(here);
    if (dot(normal, view) < 0.0) normal = -normal;
    here += view * here.z * 1e-3;  // off the surface, by less than its depth's error

    float pixelM = here.z * 2.0 * frame.pixelAngle;
    float radiusM = clamp(kLeastPx * pixelM, kRadiusM, kMostM);
    float radiusPx = min(radiusM / pixelM, kMostPx);
    float seen = 1.0;
    if (radiusPx > 1.0) {
        float turn = float((at.x & 3) + 4 * (at.y & 3)) / 16.0;
        float shift = float((at.x + 2 * at.y) & 3) / 4.0;
        float sum = 0.0;
        for (int slice = 0; slice < kSlices; ++slice) {
            float phi = (float(slice) + turn) / float(kSlices) * 3.14159265;
            vec2 way = vec2(cos(phi), sin(phi));
            vec3 along = vec3(way, 0.0);
            vec3 across = normalize(cross(along, view));
            vec3 inSlice = normal - across * dot(normal, across);
            float share = max(length(inSlice), 1e-4);
            vec3 upright = along - dot(along, view) * view;
            float cosine = clamp(dot(inSlice, view) / share, 0.0, 1.0);
            float n = sign(dot(upright, inSlice)) * acos(cosine);
            for (int side = -1; side <= 1; side += 2) {
                float low = cos(n + float(side) * 1.5707963);
                float highest = low;
                for (int i = 0; i < kSteps; ++i) {
                    float s = (float(i) + shift + 0.2) / float(kSteps);
                    vec2 off = way * float(side) * (s * s * radiusPx + 1.0);
                    vec3 delta = placeAt(at + ivec2(round(vec2(off.x, -off.y))), lens) - here;
                    float distance = length(delta);
                    float weight = clamp(1.3 - 1.3 * distance / radiusM, 0.0, 1.0);
                    highest = max(highest, mix(low, dot(delta, view) / max(distance, 1e-4), weight));
                }
                float h = float(side) * acos(clamp(highest, -1.0, 1.0));
                h = n + clamp(h - n, -1.5707963, 1.5707963);
                sum += share * arc(h, n, cosine);
            }
        }
        seen = clamp(sum / float(kSlices), 0.0, 1.0);
        seen = mix(1.0, seen, smoothstep(1.0, 3.0, radiusPx));
    }
    imageStore(target, at, vec4(seen, min(here.z, 65000.0), 0.0, 0.0));
}
