// A rim round what is selected, hovered or part of a highlighted task, and a breath of its colour inside.
layout(set = 0, binding = kBindMask) uniform sampler2D maskImage;

float maskAt(ivec2 at) { return texelFetch(maskImage, clamp(at, ivec2(0), ivec2(frame.size) - 1), 0).r; }

// Premultiplied.
vec4 outlineAt(ivec2 at) {
    float here = maskAt(at);
    float reach = max(1.0, float(frame.full.y) / 480.0);
    float most = 0.0;
    for (int i = 0; i < 8; ++i) {
        float angle = float(i) * 0.785398;
        most = max(most, maskAt(at + ivec2(round(vec2(cos(angle), sin(angle)) * reach * 1.5))));
        most = max(most, maskAt(at + ivec2(round(vec2(cos(angle + 0.39), sin(angle + 0.39)) * reach * 0.7))));
    }
    vec3 tint = most > 0.8 ? vec3(1.0, 0.60, 0.05) : most > 0.5 ? vec3(0.98, 0.80, 0.25) : vec3(1.0, 1.0, 1.0);
    float alpha = here > 0.8 ? 0.22 : here > 0.5 ? 0.14 : here > 0.0 ? 0.10 : most > 0.0 ? 0.95 : 0.0;
    return vec4(tint * alpha, alpha);
}
