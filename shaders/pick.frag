#version 460
layout(location = 0) flat in uvec2 inFacts;
layout(location = 0) out uint outElement;
void main() { outElement = inFacts.x; }
