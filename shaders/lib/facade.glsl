// Walls with windows and doors from uv alone: u counts bays along the wall, v storeys from the ground.
// Styles: 0 house, 1 panel block, 2 tenement, 3 hall, 4 curtain wall, 5 shop below, 6 public, 7 church.

struct Wall {
    vec3 albedo;
    float glass;     // share of the pixel that is pane
    vec3 emission;   // lit windows at night
    float recess;    // soft shade in the reveals
};

// Filtered rectangle.
float rect(vec2 p, vec2 lo, vec2 hi, vec2 w) { return span(p.x, lo.x, hi.x, w.x) * span(p.y, lo.y, hi.y, w.y); }

Wall facade(MaterialRow material, vec3 wallColour, vec2 uv, uint seed, vec2 place) {
    Wall wall;
    wall.emission = vec3(0.0);
    wall.glass = 0.0;
    wall.recess = 1.0;
    vec2 w = max(fwidth(uv), vec2(1e-4));
    vec2 cell = floor(uv);
    vec2 f = uv - cell;
    uint style = uint(material.params.z + 0.5);
    float ww = material.params.x, wh = material.params.y;
    bool ground = cell.y < 0.5;
    uint pane = hash(seed ^ (uint(int(cell.x)) * 7919u + uint(int(cell.y)) * 104729u));
    float chance = float(pane >> 8 & 1023u) / 1024.0;

    // Plaster: stains that run down, a plinth, a cornice line between storeys for the better houses.
    float stain = noise(place * vec2(1.0, 0.35), 23.0).r;
    vec3 base = wallColour * (0.93 + 0.14 * stain);
    float fine = noise(place, 3.1).g;
    base *= 0.97 + 0.06 * fine * visible(w.y * 20.0);
    vec3 trim = material.accent;

    float far = max(w.x * 1.4, w.y);
    float detail = 1.0 - smoothstep(0.45, 0.95, far);
    vec3 glassColour = vec3(0.030, 0.036, 0.042);
    if (style == 4u) {
        // Curtain wall: glass with a grid, a darker band at each floor.
        float grid = max(lines(uv.x * 2.0 + 0.5, 0.07, w.x * 2.0), lines(uv.y + 0.5, 0.05, w.y));
        float band = span(f.y, 0.0, 0.22, w.y);
        vec3 tinted = mix(material.colour * 0.16, material.colour * 0.30, band);
        wall.glass = (1.0 - grid) * (1.0 - 0.6 * band);
        wall.albedo = mix(tinted, material.accent, grid);
    } else if (detail <= 0.0) {
        float share = ww * wh * 0.92;
        wall.albedo = mix(base, glassColour, share);
        wall.glass = share;
    } else {
        vec2 lo = vec2(0.5 - 0.5 * ww, 0.56 - 0.5 * wh);
        vec2 hi = vec2(0.5 + 0.5 * ww, 0.56 + 0.5 * wh);
        bool shop = style == 5u && ground;
        bool balcony = style == 1u && hash01(seed ^ uint(int(cell.x))) < 0.38;
        bool door = ground && !shop && chance < material.params.w;
        if (shop) { lo = vec2(0.07, 0.10); hi = vec2(0.93, 0.74); }
        if (door) { lo = vec2(0.5 - 0.16, 0.0); hi = vec2(0.5 + 0.16, 0.70); }
        if (style == 3u) {
            // Halls: ribbed sheet, a ribbon of glass, gates.
            base *= 0.90 + 0.10 * mix(0.5, step(0.5, fract(uv.x * 9.0)), visible(w.x * 9.0));
            lo = vec2(0.5 - 0.5 * ww, 0.70 - 0.5 * wh);
            hi = vec2(0.5 + 0.5 * ww, 0.70 + 0.5 * wh);
            if (door) { lo = vec2(0.12, 0.0); hi = vec2(0.88, 0.78); }
        }
        if (balcony && !ground) { lo.y = 0.06; hi.y = max(hi.y, 0.80); }
        float opening = rect(f, lo, hi, w);
        if (style == 7u) {
            // A pointed arch: the rectangle's top is rounded off.
            vec2 top = vec2((f.x - 0.5) / max(ww, 0.01), (f.y - hi.y + ww * 0.5) / max(ww, 0.01));
            if (top.y > 0.0) opening *= 1.0 - smoothstep(0.20, 0.26 + 2.0 * w.x, dot(top, top));
        }
        float frameX = (shop ? 0.018 : 0.028), frameY = (shop ? 0.02 : 0.030);
        float inside = rect(f, lo + vec2(frameX, frameY), hi - vec2(frameX, frameY), w);
        float bars = 0.0;
        if (!door && ww > 0.28 && style != 7u) bars = lines((f.x - lo.x) / (hi.x - lo.x) * (shop || ww > 0.55 ? 3.0 : 2.0) + 0.5, 0.055, w.x * 3.0 / ww);
        if (style == 2u || style == 5u || style == 6u) bars = max(bars, span(f.y, hi.y - 0.19 * wh, hi.y - 0.14 * wh, w.y) * (shop ? 0.0 : 1.0));
        float glass = inside * (1.0 - bars * 0.9);
        // A reveal: the lintel and one jamb throw a thin shade on the pane.
        float shade = span(f.y, hi.y - 0.10, hi.y, w.y) * inside;
        vec3 frameColour = style == 3u ? trim * 0.8 : mix(trim, vec3(0.86), style == 1u ? 0.8 : 0.25);
        vec3 surround = base;
        if (style == 2u || style == 5u || style == 6u || style == 0u) {
            // Plastered surrounds and a sill below.
            float rim = rect(f, lo - vec2(0.035, 0.0), hi + vec2(0.035, 0.045), w) - opening;
            surround = mix(surround, trim, clamp(rim, 0.0, 1.0) * (door ? 0.4 : 0.85));
        }
        float sill = door || shop ? 0.0 : rect(f, vec2(lo.x - 0.03, lo.y - 0.04), vec2(hi.x + 0.03, lo.y), w);
        surround = mix(surround, trim * 0.9, sill * 0.8);
        float below = door || shop ? 0.0 : rect(f, vec2(lo.x, lo.y - 0.11), vec2(hi.x, lo.y - 0.04), w);
        surround *= 1.0 - 0.14 * below;
        if (ground) {
            vec3 plinth = style == 1u || style == 3u ? material.accent * 0.55 : mix(base, vec3(0.30, 0.29, 0.28), 0.55);
            surround = mix(surround, plinth, span(f.y, -1.0, 0.13, w.y) * (1.0 - opening));
        }
        if (style == 2u || style == 5u || style == 6u) {
            float cornice = span(f.y, 0.955, 1.0, w.y);
            surround = mix(surround, trim * 0.95, cornice * 0.8);
            surround *= 1.0 - 0.18 * span(f.y, 0.925, 0.955, w.y);
        }
        if (style == 1u) {
            // Joints of the panels.
            float joint = max(lines(uv.x + 0.5, 0.012, w.x), lines(uv.y + 0.5, 0.014, w.y));
            surround *= 1.0 - 0.22 * joint;
        }
        vec3 leaf = mix(vec3(0.16, 0.09, 0.05), material.accent * 0.35, chance < 0.08 ? 1.0 : 0.35);
        if (style == 3u) leaf = material.accent * 0.7 * (0.85 + 0.15 * lines(f.y * 10.0, 0.2, w.y * 10.0));
        vec3 pane_ = door ? leaf : glassColour;
        // Curtains: a lighter upper part behind some panes.
        if (!door && !shop) {
            float curtain = chance > 0.45 ? 0.55 : 0.12;
            pane_ = mix(pane_, vec3(0.34, 0.32, 0.28), curtain * (0.25 + 0.5 * span(f.x, lo.x, lo.x + 0.3 * ww, w.x) + 0.4 * span(f.x, hi.x - 0.3 * ww, hi.x, w.x)));
        }
        wall.albedo = mix(surround, frameColour, opening);
        wall.albedo = mix(wall.albedo, pane_, glass);
        wall.albedo *= 1.0 - 0.45 * shade;
        wall.glass = door ? (style == 3u ? 0.0 : 0.0) : glass;
        if (shop) {
            float sign_ = rect(f, vec2(-0.1, 0.79), vec2(1.1, 0.93), w);
            vec3 ink = mix(material.accent, vec3(hash01(pane), hash01(pane + 1u), hash01(pane + 2u)), 0.45);
            wall.albedo = mix(wall.albedo, hash01(seed ^ uint(int(cell.x * 0.5))) < 0.7 ? ink * 0.75 : surround, sign_);
        }
        if (balcony && !ground) {
            float rail = rect(f, vec2(0.08, 0.0), vec2(0.92, 0.34), w);
            vec3 panel = mix(material.accent, vec3(0.75), 0.15 + 0.3 * hash01(seed + 17u));
            panel *= 0.86 + 0.14 * lines(f.x * 14.0, 0.7, w.x * 14.0);
            wall.albedo = mix(wall.albedo, panel, rail);
            wall.glass *= 1.0 - rail;
            wall.albedo *= 1.0 - 0.30 * rect(f, vec2(0.08, 0.34), vec2(0.92, 0.44), w) - 0.35 * rect(f, vec2(0.08, 0.86), vec2(0.92, 1.0), w);
        }
        float share = ww * wh * 0.92;
        wall.albedo = mix(mix(base, glassColour, share), wall.albedo, detail);
        wall.glass = mix(share, wall.glass, detail);
    }
    // Evening: about a third of the homes are lit, shops longer, churches and halls rarely.
    float lamps = style == 7u ? 0.04 : style == 3u ? 0.10 : style == 5u && ground ? 0.75 : style == 4u ? 0.4 : 0.33;
    float on = mix(lamps * 0.8, hash01(pane ^ 0x9e37u) < lamps ? 1.0 : 0.0, detail);
    vec3 warm = mix(vec3(1.0, 0.62, 0.28), vec3(0.95, 0.85, 0.66), hash01(pane + 5u));
    wall.emission = warm * on * wall.glass * sky.night * 0.10;
    return wall;
}
