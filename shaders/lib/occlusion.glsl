// The sky a place sees, as occlusion_*.comp found it at half the picture's size.
layout(set = 0, binding = kBindOcclusion) uniform sampler2D occlusionImage;

// Of the four texels round this pixel, those as far ahead as it is; 1 where none is (what the search did not see).
float skySeen() {
    vec2 at = gl_FragCoord.xy * 0.5 - 0.5 + float(kOcclusionMargin);
    ivec2 base = ivec2(floor(at));
    vec2 f = at - vec2(base);
    float ahead = 1.0 / gl_FragCoord.w;
    float allowed = 0.02 * ahead + 1.5 * fwidth(ahead);
    float sum = 0.02, weights = 0.02;
    for (int i = 0; i < 4; ++i) {
        ivec2 corner = ivec2(i & 1, i >> 1);
        vec2 found = texelFetch(occlusionImage, base + corner, 0).rg;
        float weight = (corner.x == 1 ? f.x : 1.0 - f.x) * (corner.y == 1 ? f.y : 1.0 - f.y);
        weight *= clamp(2.0 - abs(found.g - ahead) / allowed, 0.0, 1.0);
        sum += weight * found.r;
        weights += weight;
    }
    return sum / weights;
}

// Light that bounces between the walls of a corner brightens it in their colour (the paper's fit).
vec3 withBounces(float seen, vec3 albedo) {
    vec3 a = 2.0404 * albedo - 0.3324, b = -4.7951 * albedo + 0.6417, c = 2.7552 * albedo + 0.6903;
    return max(vec3(seen), ((seen * a + b) * seen + c) * seen);
}
