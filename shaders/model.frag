#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in vec4 inColour;
layout(push_constant, scalar) uniform PushBlock { ModelPush push; };
layout(set = 0, binding = kBindTextures) uniform sampler2D textures[kMaxTextures];
layout(location = 0) out vec4 outColour;

void main() {
    vec4 colour = inColour;
    if (push.texture_ >= 0) {
        vec4 texel = texture(textures[push.texture_], inUv);
        texel.rgb = pow(texel.rgb, vec3(2.2));
        colour *= texel;
    }
    if (colour.a < 0.35) discard;
    float distance = length(inRel);
    vec3 face = cross(dFdx(inRel), dFdy(inRel));
    vec3 normal = dot(inNormal, inNormal) > 1e-6 ? normalize(inNormal) : normalize(face);
    if (dot(normal, inRel) > 0.0) normal = -normal;  // both sides of a wall are walls
    Surface s = Surface(mix(colour.rgb, vec3(0.62), 0.6 * frame.symbolic), normal, 0.8, 0.0, 0.0, 0.95, vec3(0.0));
    vec3 lit = lightSurface(s, inRel, distance);
    outColour = vec4(min(throughAir(lit, inRel, distance) * sky.exposure, vec3(60.0)), 1.0);
}
