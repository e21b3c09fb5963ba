// What a clump of leaves lets through, and how its leaves turn and shine: noise in space, on two planes turned against each
// other, so that no side of a crown is smeared. A bare clump is a bundle of twigs.
#include "shaders/lib/pattern.glsl"

struct Foliage {
    float alpha;   // share of the place that is covered
    vec3 normal;
    float open;    // to the sky, added
    float light;   // brighter or darker leaves, added to 1
    float yellow;  // 0 to 1
};

// Strokes along the cuts of three sets of planes with the clump, 30 to 40 cm apart, bent and broken off by noise; from far
// away their mean. w: metres a pixel.
float twigsAt(vec3 p, vec4 sprays, float w) {
    vec3 x = vec3(dot(p, vec3(2.3, 1.1, 0.8)), dot(p, vec3(-1.5, 2.2, 0.9)), dot(p, vec3(0.6, -0.9, 3.1)));
    x += vec3(sprays.r, sprays.b, sprays.a) * vec3(2.6, 2.2, 1.8);
    float bare = 1.0;
    for (int i = 0; i < 3; ++i) bare *= 1.0 - lines(x[i], i == 2 ? 0.08 : 0.10, 2.7 * w);
    return 1.0 - bare;
}

// p: metres, however far from the origin; normal: unit; leaf: how leafy, a number of the clump; real: 0 a plan to 1.
Foliage foliageAt(vec3 p, vec3 normal, vec3 view, vec2 leaf, float real) {
    vec2 q = p.xy + vec2(0.62, -0.78) * p.z;
    vec2 r = vec2(p.x - 0.7 * p.y, p.z + 0.3 * p.x);
    vec4 sprays = noise(q, 8.3) + noise(r, 6.7) - 1.0;  // boughs and sprays, half a metre and more
    float leaves = 0.30 * (noise(q, 9.0).g + noise(r, 7.0).g) + 0.20 * (noise(q, 27.0).g + noise(r, 23.0).g);
    float w = max(fwidth(q.x) + fwidth(q.y), 1e-4);
    float near = visible(w / 0.80) * real;
    Foliage f;
    f.normal = normalize(normal + near * 1.1 * vec3(sprays.r, sprays.b, 0.7 * sprays.a));
    float turnedAway = abs(dot(normal, view));
    // The rim of a clump is ragged; far away the rim alone is left.
    float ragged = leaves + 0.55 * (sprays.r + sprays.b) * 0.5;
    float cover = smoothstep(0.05, 0.62, turnedAway) * 1.25 + (ragged - 0.5) * 2.2 * near - 0.12;
    f.alpha = clamp((cover - 0.30) / 0.22, 0.0, 1.0);
    if (leaf.x < 0.85) {
        float twigs = smoothstep(0.0, 0.45, turnedAway + 0.25 * sprays.b * near) * twigsAt(p, sprays, 0.5 * w);
        f.alpha = mix(twigs, f.alpha, smoothstep(0.05, 0.85, leaf.x));
    }
    f.alpha = mix(1.0, f.alpha, real);
    // Light gets a little way in: what lies deep is dark, single sprays are bright or yellowish.
    f.open = near * (1.6 * (leaves - 0.5) + 0.45 * sprays.r);
    f.light = real * (0.30 * leaf.y - 0.16) + near * 1.5 * (leaves - 0.5);
    f.yellow = real * clamp(0.5 * leaf.y + sprays.b, 0.0, 1.0);
    return f;
}
