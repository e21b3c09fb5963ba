#version 460
// Tone curve, outline of what is marked, and a breath of dither against bands in the sky.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/outline.glsl"
layout(location = 0) in vec2 inNdc;
layout(set = 0, binding = kBindHdr) uniform sampler2D hdrImage;
layout(location = 0) out vec4 outColour;
layout(constant_id = 0) const uint kEnlarge = 0u;  // 1: the scene was drawn smaller than the picture

// Where a pixel of the picture lies in the scene as it was drawn.
vec2 placeOf(vec2 at) {
    if (kEnlarge == 0u) return at;
    vec2 drawn = vec2(frame.size);
    return min(at * drawn / vec2(frame.pictureSize), drawn - 0.5);
}

vec3 sceneAt(vec2 place) {
    if (kEnlarge == 0u) return texelFetch(hdrImage, ivec2(place), 0).rgb;
    return textureLod(hdrImage, place / vec2(textureSize(hdrImage, 0)), 0.0).rgb;
}

// A film-like curve: mid-grey 0.27 comes out as 0.18, white paint in full sun (1.8) as 0.80, and bright colours go a little
// towards white. Its exponent is what it adds to contrast and, since channels are curved one by one, to saturation: with the
// 1.5 of cinema film shade of a fifth came out as a tenth on dark ground, and a tiled roof as red paint.
vec3 toneCurve(vec3 x) {
    float bright = dot(x, vec3(0.2126, 0.7152, 0.0722));
    x = mix(vec3(bright), x, 1.0 - 0.34 * smoothstep(1.2, 6.0, bright));
    vec3 p = pow(max(x, vec3(0.0)), vec3(1.32));
    return clamp(1.1537 * p / (p + 0.9607), 0.0, 1.0);
}

vec3 toSrgb(vec3 c) {
    return mix(12.92 * c, 1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    // A lens gives its corners a little less light.
    float vignette = 1.0 - 0.07 * dot(inNdc, inNdc);
    vec3 colour = toSrgb(toneCurve(sceneAt(placeOf(gl_FragCoord.xy)) * vignette));
    if ((frame.flags & kFrameMarked) != 0u) {
        vec4 rim = outlineAt(ivec2(placeOf(gl_FragCoord.xy)));
        colour = colour * (1.0 - rim.a) + rim.rgb;
    }
    uint noise = hash(uint(at.x + frame.corner.x) * 1973u + uint(at.y + frame.corner.y) * 9277u);
    colour += (float(noise & 255u) / 255.0 - 0.5) / 255.0;
    outColour = vec4(colour, 1.0);
}
