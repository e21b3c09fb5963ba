// The symbolic look: shapes without stuff, and the blend between it and the real one.

Surface planSurface(uint index, vec3 normal, vec2 uv, float occlusion, uint seed) {
    MaterialRow material = frame.town.materials.rows[index];
    uint kind = material.kind;
    vec3 colour = symbolicColour(kind, materialColour(material, seed));
    Surface s = Surface(colour, normal, material.roughness, 0.0, 0.0, occlusion, vec3(0.0));
    // Windows stay as a hint so that houses are still houses.
    if (kind == kFacade) {
        vec2 w = max(fwidth(uv), vec2(1e-4));
        vec2 f = fract(uv);
        vec2 half_ = material.params.xy * 0.5;
        float opening = rect(f, vec2(0.5, 0.56) - half_, vec2(0.5, 0.56) + half_, w);
        s.albedo *= 1.0 - 0.28 * mix(material.params.x * material.params.y, opening, visible(max(w.x, w.y)));
    }
    return s;
}

Surface surfaceOf(uint index, vec3 local, vec3 normal, vec2 uv, float occlusion, uint seed, out float alpha) {
    alpha = 1.0;
    if (frame.symbolic >= 1.0) return planSurface(index, normal, uv, occlusion, seed);
    Surface s = realSurface(index, local, normal, uv, occlusion, seed, alpha);
    if (frame.symbolic <= 0.0) return s;
    Surface p = planSurface(index, normal, uv, occlusion, seed);
    float share = frame.symbolic;
    s.albedo = mix(s.albedo, p.albedo, share);
    s.normal = normalize(mix(s.normal, p.normal, share));
    s.roughness = mix(s.roughness, p.roughness, share);
    s.metal *= 1.0 - share;
    s.shine *= 1.0 - share;
    s.occlusion = mix(s.occlusion, p.occlusion, share);
    s.emission *= 1.0 - share;
    alpha = mix(alpha, 1.0, share);
    return s;
}
