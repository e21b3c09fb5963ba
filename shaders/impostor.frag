#version 460
// A far tree, put together from the three pictures of the atlas nearest to this view, and lit like the mesh they show.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/coverage.glsl"
#include "shaders/lib/crown.glsl"
#include "shaders/lib/season.glsl"
layout(constant_id = 0) const uint kSamples = 1u;
layout(set = 0, binding = kBindTreeShapes) uniform sampler2DArray treeShapes;
layout(set = 0, binding = kBindTreeLights) uniform sampler2DArray treeLights;
layout(set = 0, binding = kBindLeaves) uniform sampler2DArray leafPictures;
layout(location = 0) in vec2 inFirst;
layout(location = 1) in vec2 inSecond;
layout(location = 2) in vec2 inThird;
layout(location = 3) in float inShadow;
layout(location = 4) flat in vec3 inWeights;
layout(location = 5) flat in uvec4 inTree;
layout(location = 6) flat in vec4 inColour;
layout(location = 7) flat in vec4 inToLight;
layout(location = 8) flat in vec4 inThrough;
layout(location = 9) flat in vec3 inAir;
layout(location = 10) flat in vec3 inLamps;
layout(location = 11) in vec2 inOwn;
layout(location = 12) flat in vec2 inSunwards;
layout(location = 0) out vec4 outColour;

const float kRagged = 2.4, kDeep = 1.1, kRelief = 2.2;  // how much its clumps show: in the outline, in depth, in the light

vec3 inAtlas(vec2 at, uint square) {
    vec2 corner = vec2(square & 255u, square >> 8 & 255u);
    return vec3((corner + clamp(at, vec2(0.01), vec2(0.99))) / float(kTreeViews), float(inTree.z));
}

void main() {
    vec3 first = inAtlas(inFirst, inTree.x), second = inAtlas(inSecond, inTree.x >> 16), third = inAtlas(inThird, inTree.y);
    vec4 shape = inWeights.x * texture(treeShapes, first) + inWeights.y * texture(treeShapes, second) +
                 inWeights.z * texture(treeShapes, third);
    // Blending has smoothed its sprays, and a picture is coarse: others, twice a crown, take their place.
    vec2 spray = texture(leafPictures, vec3(inFirst * vec2(1.0, 2.0) + inToLight.w * vec2(3.0, 7.0), 0.0)).gb - 0.5;
    // So have its clumps: what stands out is lit, and there are gaps with shade between.
    float real = 1.0 - frame.symbolic, leafy = step(kBare, inColour.a) * real;
    float clump = (texture(noiseMap, inOwn).r - 0.5) * leafy;
    float sunny = clump - (texture(noiseMap, inOwn + inSunwards).r - 0.5) * leafy;
    spray *= inColour.a * real;
    // Blending rounds the crown's rim off; plans have solid crowns. Factors from tests/renderer/tree_levels_test.cpp.
    float cover = shape.a * mix(mix(1.33, 1.2, step(kBare, inColour.a)), 1.2, frame.symbolic);
    cover += (1.2 * spray.x + kRagged * clump) * (1.0 - shape.a) * step(0.04, shape.a);
    int covered = coverage(cover, kSamples, inToLight.w);
    // Where pictures hold next to nothing, what they hold cannot be told; a tree's luck must not make it a spark.
    if (covered == 0 || shape.a < 0.04) discard;
    vec2 light = inWeights.x * texture(treeLights, first).rg + inWeights.y * texture(treeLights, second).rg +
                 inWeights.z * texture(treeLights, third).rg;
    float share = 1.0 / max(shape.a, 1e-3);
    vec3 normal = normalize(shape.rgb * share * 2.0 - 1.0);
    float open = clamp(light.r * share + 0.9 * spray.y + kDeep * clump, 0.0, 1.0), wood = clamp(light.g * share, 0.0, 1.0);
    // The mean of what foliage.glsl does to the colour of leaves.
    vec3 colour = mix(inColour.rgb * vec3(1.0, 0.98, 0.93), barkOf(inTree.w), wood);
    colour *= 1.0 + 0.7 * spray.y + 0.6 * clump;
    if (stageOf(inTree.w) != kStagePlanned) colour = weatheredCrown(colour, normal.z, open, inColour.a, wood);
    float facing = clamp(dot(normal, inToLight.xyz) + kRelief * sunny, -1.0, 1.0);
    // Its own crown keeps the sun from the far side.
    float lit = inShadow * smoothstep(-0.3, 0.2, facing) * sunOnCrown(facing, open);
    colour = litCrown(colour, normal.z, open, inColour.a * (1.0 - wood), lit, inThrough.w, 0.9, inLamps);
    colour = markedCrown(colour, inTree.w) * inThrough.rgb + inAir;
    outColour = vec4(min(colour * sky.exposure, vec3(60.0)), 1.0);
    gl_SampleMask[0] = kSamples > 1u ? covered : -1;
}
