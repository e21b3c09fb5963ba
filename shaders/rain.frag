#version 460
// A streak of rain: soft to both sides.
layout(location = 0) in vec4 inLight;
layout(location = 1) in float inAcross;
layout(location = 0) out vec4 outColour;

void main() {
    float strength = inLight.a * (1.0 - 0.7 * inAcross * inAcross);
    outColour = vec4(inLight.rgb * strength, strength);
}
