#version 460
// What a crown's picture keeps: normal and coverage, how open to the sky and how much of it is wood.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/foliage.glsl"
#include "shaders/lib/coverage.glsl"
layout(constant_id = 0) const uint kSamples = 4u;
layout(location = 0) in vec3 inPlace;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in float inOpen;
layout(location = 3) flat in vec2 inLeaf;
layout(location = 4) flat in vec3 inView;
layout(location = 5) in vec2 inCorner;
layout(location = 6) flat in vec3 inCard;
layout(location = 0) out vec4 outShape;
layout(location = 1) out vec2 outLight;

void main() {
    vec3 normal = normalize(inNormal);
    float open = inOpen;
    int covered = -1;
    if (inCard.x >= 0.0) {
        Foliage f = foliageAt(inPlace, inCorner, inCard, normal, inView, inLeaf, 1.0);
        covered = coverage(f.alpha, kSamples, inCard.z);
        if (covered == 0) discard;
        normal = f.normal;
        open = clamp(open + f.open, 0.0, 1.0);
    }
    outShape = vec4(0.5 + 0.5 * normal, 1.0);
    outLight = vec2(open, inLeaf.x >= 0.0 ? 0.0 : 1.0);
    gl_SampleMask[0] = covered;
}
