// A corner of a person or a vehicle (renderer/world/life.h). LIFE_SHADOW and LIFE_DEPTH make the lean variants.
#include "shaders/lib/scene.glsl"
layout(location = 0) in vec3 inPosition;
#if !defined(LIFE_SHADOW) && !defined(LIFE_DEPTH)
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in vec4 inColour;
layout(location = 0) out vec3 outRel;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec2 outUv;
layout(location = 3) out vec4 outColour;
#endif
layout(push_constant, scalar) uniform PushBlock { ModelPush push; };

void main() {
    LifeInstance thing = frame.town.life.rows[gl_InstanceIndex];
    float c = cos(thing.yaw), s = sin(thing.yaw);
    mat2 turn = mat2(c, -s, s, c);  // clockwise from north
    vec3 rel = thing.at + vec3(turn * inPosition.xy, inPosition.z);
#ifdef LIFE_SHADOW
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
#elif defined(LIFE_DEPTH)
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#else
    outRel = rel;
    outNormal = vec3(turn * inNormal.xy, inNormal.z);
    outUv = inUv;
    vec3 paint = pow(unpackUnorm4x8(thing.rgba).rgb, vec3(2.2));
    outColour = vec4(inUv.x > 0.5 ? paint : pow(inColour.rgb, vec3(2.2)), 1.0);
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#endif
}
