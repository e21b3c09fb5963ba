#version 460
// The bytes of the element's number, and those of its depth.
layout(location = 0) flat in uvec2 inFacts;
layout(location = 0) out vec4 outElement;
layout(location = 1) out vec4 outDepth;
void main() {
    outElement = unpackUnorm4x8(inFacts.x);
    outDepth = unpackUnorm4x8(floatBitsToUint(gl_FragCoord.z));
}
