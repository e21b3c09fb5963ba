#version 460
// Trees, and the cells of the sky: small, or facing the eye, so that nothing is seen of what perspective would change.
layout(location = 0) noperspective in vec3 inColour;
layout(location = 0) out vec4 outColour;
void main() { outColour = vec4(inColour, 1.0); }
