#version 460
// Models of others on the software level.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/by_address.glsl"
#include "shaders/lib/lean.glsl"
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
        colour *= vec4(texel.rgb * texel.rgb, texel.a);
    }
    if (colour.a < 0.35) discard;
    vec3 normal = dot(inNormal, inNormal) > 1e-6 ? normalize(inNormal) : normalize(cross(dFdx(inRel), dFdy(inRel)));
    if (dot(normal, inRel) > 0.0) normal = -normal;  // both sides of a wall are walls
    vec3 albedo = mix(colour.rgb, vec3(0.62), 0.6 * frame.symbolic);
    vec4 haze = hazeAt(inRel);
    vec3 light = directOn(normal) * leanShadow(inRel) + ambientOn(normal) * 0.95;
    outColour = vec4(shown(albedo * light * haze.a + haze.rgb), 1.0);
}
