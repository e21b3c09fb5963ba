// A model of others: floats, its own matrix. MODEL_SHADOW and MODEL_PICK make the leaner variants.
#include "shaders/lib/scene.glsl"
layout(location = 0) in vec3 inPosition;
#if !defined(MODEL_SHADOW) && !defined(MODEL_PICK)
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in vec4 inColour;
#endif
layout(push_constant, scalar) uniform PushBlock { ModelPush push; };
#ifdef MODEL_PICK
layout(location = 0) flat out uvec2 outFacts;
#elif !defined(MODEL_SHADOW)
layout(location = 0) out vec3 outRel;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec2 outUv;
layout(location = 3) out vec4 outColour;
#endif

void main() {
    vec3 rel = (push.place * vec4(inPosition, 1.0)).xyz;
#ifdef MODEL_SHADOW
    gl_Position = frame.shadow[push.view - 1u] * vec4(rel, 1.0);
#else
    gl_Position = frame.viewProj * vec4(rel, 1.0);
#ifdef MODEL_PICK
    outFacts = uvec2(push.id, push.flags);
#else
    outRel = rel;
    outNormal = mat3(push.place) * inNormal;
    outUv = inUv;
    outColour = inColour * push.colour;
#endif
#endif
}
