#version 460
// What of a card of leaves keeps the light off, in the cascade that is nearest: where about half a texel is covered, a little
// less so that few specks of light are left.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/foliage.glsl"
layout(location = 0) in vec3 inRel;
layout(location = 1) in vec2 inCorner;
layout(location = 2) flat in vec3 inCard;
layout(location = 3) flat in vec2 inLeaf;

void main() {
    if (inCard.x < 0.0) return;
    Foliage f = foliageAt(inRel, inCorner, inCard, vec3(0.0, 0.0, 1.0), frame.toLight, inLeaf, 1.0);
    if (f.alpha < 0.42) discard;
}
