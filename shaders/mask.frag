#version 460
// Selected 1, part of a highlighted task 2/3, hovered 1/3.
layout(location = 0) flat in uvec2 inFacts;
layout(location = 0) out vec4 outMask;
void main() { outMask = vec4((inFacts.y & 1u) != 0u ? 1.0 : (inFacts.y & 4u) != 0u ? 0.667 : 0.333); }
