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
    float age = hash01(seed ^ 0x51edu);
    vec3 base = wallColour * (0.95 + 0.10 * stain);
    // Old plaster: rain runs down from eaves and sills, damp climbs from the ground.
    float runs = noise(vec2(place.x * 2.6, place.y * 0.22), 9.0).b;
    base *= 1.0 - age * 0.20 * smoothstep(0.45, 0.85, runs);
    base = mix(base, base * vec3(0.62, 0.62, 0.58), 0.55 * age * smoothstep(0.55, 0.0, uv.y + 0.30 * stain));
    float fine = noise(place, 3.1).g;
    base *= 0.97 + 0.06 * fine * visible(w.y * 20.0);
    vec3 trim = material.accent;
    if (style == 0u) {
        // Houses: some have a storey of another colour, some are clad in brick below, some have a band between storeys.
        float looks = hash01(seed ^ 0xa11u);
        if (looks < 0.16 && uv.y < 1.0) base = base * vec3(0.78, 0.74, 0.70);
        else if (looks < 0.30 && uv.y >= 1.0) base = mix(base, vec3(0.30, 0.20, 0.13), 0.75) * (0.86 + 0.14 * lines(uv.x * 18.0, 0.9, w.x * 18.0));
        else if (looks > 0.86) base = mix(base, trim, 0.8 * lines(uv.y + 0.5, 0.07, w.y));
        trim = mix(trim, base * 1.12, smoothstep(0.25, 0.75, hash01(seed ^ 0xb0bu)));
        ww *= 0.92 + 0.34 * hash01(seed ^ 0xc4u);
    }
    if (style == 1u) {
        // Blocks as they were insulated and painted: fields of a second colour by bay or by storey.
        float looks = hash01(seed ^ 0xd15u);
        vec3 second = mix(base, material.accent, 0.55);
        float bayField = step(0.62, hash01(seed ^ uint(int(floor(uv.x * 0.5))) * 2654435761u));
        float field = looks < 0.45 ? bayField : looks < 0.70 ? step(fract(uv.y * 0.5), 0.16) : step(uv.y, 1.0);
        base = mix(base, second, field * 0.85);
    }

    float far = max(w.x * 1.4, w.y);
    float detail = 1.0 - smoothstep(0.45, 0.95, far);
    // Panes show the room's dark below and the sky's light above; each leans a little in its own way.
    vec3 glassColour = mix(vec3(0.022, 0.027, 0.032), vec3(0.095, 0.118, 0.140), (0.25 + 0.75 * chance) * smoothstep(0.1, 1.0, f.y));
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
        // Staircases of blocks: every fifth bay, narrow windows half a storey off, the entrance below.
        bool stairs = style == 1u && mod(cell.x + float(seed & 3u), 5.0) < 0.5;
        if (style == 1u) door = ground && stairs;
        balcony = balcony && !stairs;
        bool garage = style == 0u && ground && door && hash01(seed ^ 0x9a7u) < 0.45 && cell.x > 1.5;
        if (shop) { lo = vec2(0.07, 0.10); hi = vec2(0.93, 0.74); }
        if (door) { lo = vec2(0.5 - 0.16, 0.0); hi = vec2(0.5 + 0.16, 0.70); }
        if (garage) { lo = vec2(0.08, 0.0); hi = vec2(0.92, 0.74); }
        if (stairs && !ground) { lo = vec2(0.32, 0.02); hi = vec2(0.68, 0.42); }
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
        if (garage) bars = lines(f.y * 5.0, 0.10, w.y * 5.0);
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
            surround = mix(surround, trim, clamp(rim, 0.0, 1.0) * (door ? 0.4 : style == 0u ? 0.55 : 0.80));
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
        if (style == 0u || style == 2u || style == 5u) {
            // A downpipe where the wall begins, with its shade.
            float pipe = span(uv.x, 0.030, 0.062, w.x);
            surround *= 1.0 - 0.35 * span(uv.x, 0.062, 0.085, w.x);
            surround = mix(surround, mix(vec3(0.30, 0.30, 0.31), vec3(0.26, 0.15, 0.10), step(0.6, age)), pipe);
        }
        if (style == 1u) {
            // Joints of the panels.
            float joint = max(lines(uv.x + 0.5, 0.012, w.x), lines(uv.y + 0.5, 0.014, w.y));
            surround *= 1.0 - 0.22 * joint;
        }
        vec3 leaf = mix(vec3(0.16, 0.09, 0.05), material.accent * 0.35, chance < 0.08 ? 1.0 : 0.35);
        if (style == 3u) leaf = material.accent * 0.7 * (0.85 + 0.15 * lines(f.y * 10.0, 0.2, w.y * 10.0));
        if (garage) leaf = mix(vec3(0.62, 0.60, 0.56), vec3(0.20, 0.12, 0.07), step(0.5, hash01(seed ^ 0x6au)));
        vec3 pane_ = door ? leaf : glassColour;
        // Curtains: a lighter upper part behind some panes.
        if (!door && !shop) {
            float curtain = chance > 0.60 ? 0.60 : 0.14;
            pane_ = mix(pane_, vec3(0.36, 0.345, 0.31), curtain * (0.20 + 0.5 * span(f.x, lo.x, lo.x + 0.3 * ww, w.x) + 0.4 * span(f.x, hi.x - 0.3 * ww, hi.x, w.x)));
        }
        wall.albedo = mix(surround, frameColour, opening);
        wall.albedo = mix(wall.albedo, pane_, glass);
        // The reveal: a deep shade under the lintel and down the jamb that is turned from the light.
        float jamb = span(f.x, lo.x, lo.x + 0.045, w.x) * inside;
        wall.albedo *= 1.0 - (0.55 * shade + 0.35 * jamb) * (1.0 - 0.6 * float(shop));
        wall.glass = door ? (style == 3u ? 0.0 : 0.0) : glass;
        if (shop) {
            float sign_ = rect(f, vec2(-0.1, 0.79), vec2(1.1, 0.93), w);
            vec3 ink = mix(material.accent, vec3(hash01(pane), hash01(pane + 1u), hash01(pane + 2u)), 0.45);
            wall.albedo = mix(wall.albedo, hash01(seed ^ uint(int(cell.x * 0.5))) < 0.7 ? ink * 0.75 : surround, sign_);
        }
        if (balcony && !ground) {
            // A slab, a parapet or bars above it, and the dark of the balcony above.
            float slab = rect(f, vec2(0.05, 0.0), vec2(0.95, 0.055), w);
            float rail = rect(f, vec2(0.06, 0.055), vec2(0.94, 0.36), w);
            bool barred = hash01(seed + 29u) < 0.35;
            vec3 panel = mix(material.accent, vec3(0.75), 0.15 + 0.3 * hash01(seed + 17u)) * (0.85 + 0.25 * chance);
            panel *= 0.90 + 0.10 * lines(f.x * 14.0, 0.7, w.x * 14.0);
            float solid = barred ? max(lines(f.x * 22.0, 0.22, w.x * 22.0), span(f.y, 0.33, 0.36, w.y)) : 1.0;
            float deep = rect(f, vec2(0.06, 0.36), vec2(0.94, 1.0), w);
            wall.albedo *= 1.0 - deep * (0.22 + 0.30 * smoothstep(0.62, 1.0, f.y));
            wall.albedo = mix(wall.albedo, panel, rail * solid);
            wall.albedo = mix(wall.albedo, vec3(0.46, 0.45, 0.43), slab);
            wall.glass *= (1.0 - rail * solid) * (1.0 - slab);
        }
        float share = ww * wh * 0.92;
        wall.albedo = mix(mix(base, glassColour, share), wall.albedo, detail);
        wall.glass = mix(share, wall.glass, detail);
    }
    // Above a shop people live.
    float lit = sky.litWindows[style == kShopStyle && !ground ? 0u : min(style, kFacadeStyles - 1u)];
    float on = mix(lit * 0.8, hash01(pane ^ 0x9e37u) < lit ? 1.0 : 0.0, detail);
    vec3 warm = mix(vec3(1.0, 0.55, 0.22), vec3(0.97, 0.80, 0.55), hash01(pane + 5u));
    wall.emission = warm * on * wall.glass * sky.night * 0.011 * (0.5 + 0.9 * hash01(pane + 9u));
    return wall;
}
