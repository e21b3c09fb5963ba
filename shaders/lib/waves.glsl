// Waves that wind raises on a lake: trains of sines, whose lengths share no multiple, fan out about the wind and run as deep
// water lets them (frequency = sqrt(g k)); ripples are noise. Slow noise bends both and makes them come in groups, so that no
// place looks like another: what is drawn in tiles over a whole lake shows its tiles. What is finer than a pixel turns from a
// slope into spread of slopes.

struct Waves {
    vec2 slope;    // of the surface, along the axes of the town
    vec2 calm;     // of the trains alone: what mirrors the shore without tearing it
    float spread;  // variance of the slopes that the pixel does not show
};

const int kTrainCount = 14;
// Along the wind and across it, turns a metre; turns a second; metres.
const vec4 kTrains[kTrainCount] = vec4[](
    vec4(0.1201, -0.0253, 0.4378, 8.147),
    vec4(0.1014, 0.1067, 0.4793, 6.796),
    vec4(0.1795, 0.0332, 0.5339, 5.478),
    vec4(0.1788, -0.0959, 0.5628, 4.928),
    vec4(0.1946, 0.1424, 0.6136, 4.147),
    vec4(0.2871, -0.0219, 0.6705, 3.472),
    vec4(0.2175, -0.2381, 0.7096, 3.101),
    vec4(0.3669, 0.1545, 0.7884, 2.512),
    vec4(0.4423, -0.1811, 0.8638, 2.092),
    vec4(0.3445, 0.4631, 0.9493, 1.733),
    vec4(0.6174, 0.0691, 0.9849, 1.610),
    vec4(0.5498, -0.5174, 1.0857, 1.325),
    vec4(0.6798, 0.5383, 1.1636, 1.153),
    vec4(1.0984, -0.2564, 1.3271, 0.887));

vec2 alongWind(vec2 v) { return vec2(kWindDir.x * v.x + kWindDir.y * v.y, kWindDir.x * v.y - kWindDir.y * v.x); }
vec2 fromWind(vec2 v) { return vec2(kWindDir.x * v.x - kWindDir.y * v.y, kWindDir.x * v.y + kWindDir.y * v.x); }

// Slope of ripples of about `size` metres, whose crests lie across the wind; rms 1 where they can be seen.
vec2 ripplesAt(vec2 q, float size, float shown) {
    q *= vec2(1.0, 0.6);
    const float kCells = 48.0, kRms = 0.17;  // of noise's grain: cells in a tile, and how much they differ
    return (vec2(noise(q, kCells * size).g, noise(q.yx + 0.37 * kCells * size, kCells * size).g) - 0.5) * (shown / kRms);
}

// p: local metres; rel: the same from the eye, whose differences are exact; wind: metres a second.
// Slopes after Cox and Munk (1954): their variance grows with the wind, by 0.005 for each metre a second on the open sea, here
// a little less, and each octave of wavelength has the same share up to the longest that a lake's width lets grow.
Waves wavesAt(vec2 p, vec2 rel, float wind, float t) {
    vec2 q = alongWind(p), across = alongWind(dFdx(rel)), down = alongWind(dFdy(rel));
    vec2 turned = vec2(0.60 * q.x + 0.80 * q.y, 0.60 * q.y - 0.80 * q.x) - vec2(0.3, 0.1) * t;
    vec3 slow = textureLod(noiseMap, turned / 283.0, 2.0).rba;
    turned = vec2(0.92 * q.x - 0.39 * q.y, 0.92 * q.y + 0.39 * q.x) + vec2(0.1, 0.2) * t;
    vec3 quick = textureLod(noiseMap, turned / 97.0, 2.0).bra;
    q += 7.0 * slow.xy + 2.0 * quick.xy;
    float longest = 0.9 * wind, height = 0.026 * sqrt(wind);
    float finest = min(dot(across, across), dot(down, down)), coarsest = max(dot(across, across), dot(down, down));
    Waves waves = Waves(vec2(0.0), vec2(0.0), 0.0014 + 0.0006 * wind);
    for (int i = 0; i < kTrainCount; ++i) {
        vec4 train = kTrains[i];
        float grown = train.w / longest;
        grown *= grown;
        float steep = height / (1.0 + grown * grown);
        if (finest > train.w * train.w) {  // this one and all that are shorter
            waves.spread += 0.5 * steep * steep * float(kTrainCount - i);
            break;
        }
        steep *= 0.4 + 1.2 * slow.x;
        slow = slow.yzx;
        float acrossTurns = dot(train.xy, across), downTurns = dot(train.xy, down);
        float shown = exp(-12.0 * (acrossTurns * acrossTurns + downTurns * downTurns));
        float turns = fract(dot(train.xy, q) - train.z * t + 0.37 * float(i));
        waves.calm += train.xy * (train.w * steep * shown * cos(6.2831853 * turns));
        waves.spread += 0.5 * steep * steep * (1.0 - shown * shown);
    }
    // Ripples; large2 and small2: variance of the slopes of the two kinds.
    float widthM = sqrt(coarsest);
    float large = visible(widthM / 1.1), small = visible(widthM / 0.4);
    float large2 = 0.0010 * wind, small2 = 0.0024 * wind;
    vec2 s = vec2(0.77 * q.x + 0.64 * q.y, 0.77 * q.y - 0.64 * q.x);
    vec2 ripples = ripplesAt(q - vec2(1.3, 0.0) * t, 1.25, large * sqrt(0.5 * large2)) +
                   ripplesAt(s - vec2(0.6, -0.4) * t, 0.5, small * sqrt(0.5 * small2));
    waves.spread += 0.5 * (large2 * (1.0 - large * large) + small2 * (1.0 - small * small));
    waves.slope = fromWind(waves.calm + ripples);
    waves.calm = fromWind(waves.calm);
    return waves;
}
