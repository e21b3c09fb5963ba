#version 460
// The interface's colours are sRGB values and the picture holds sRGB values: blended as they are, as designers expect.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
layout(location = 0) in vec2 inUv;
layout(location = 1) in vec4 inColour;
layout(push_constant, scalar) uniform PushBlock { UiPush push; };
layout(set = 0, binding = kBindTextures) uniform sampler2D textures[kMaxTextures];
layout(location = 0) out vec4 outColour;
void main() {
    vec4 colour = inColour * texture(textures[push.texture_], inUv);
    outColour = vec4(colour.rgb * colour.a, colour.a);
}
