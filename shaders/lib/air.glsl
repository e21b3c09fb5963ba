// Scattering in clear air after Hillaire, "A Scalable and Production Ready Sky and Atmosphere Rendering Technique" (2020).
// Lengths in km, coefficients a km at sea level; a sun of irradiance 1 unless said otherwise.
const float kGround = 6360.0;
const float kTop = 6460.0;
const float kEyeAlt = 0.25;      // the town lies at about 230 m
const vec3 kRayleigh = vec3(5.802, 13.558, 33.1) * 1e-3;
const float kMie = 3.996e-3;
const float kMieOut = 4.44e-3;   // scattered or absorbed
const vec3 kOzone = vec3(0.650, 1.881, 0.085) * 1e-3;
const float kMieForward = 0.8;   // g of the phase function
const float kGroundAlbedo = 0.3;
const float kSunPower = 20.0;    // irradiance of the sun outside the air, in the picture's unit
const float kPi = 3.14159265;

// One image holds both tables: light that comes through from outside (rows 0 to 63), and below it light scattered more
// than once (32 x 16).
const ivec2 kThroughSize = ivec2(256, 64);
const ivec2 kAgainSize = ivec2(32, 16);
const ivec2 kAirSize = ivec2(256, 80);

float toTop(float radius, float cosine) {
    float root = radius * radius * (cosine * cosine - 1.0) + kTop * kTop;
    return -radius * cosine + sqrt(max(root, 0.0));
}

// Distance to the ground, or -1 where the ray misses it.
float toGround(float radius, float cosine) {
    float root = radius * radius * (cosine * cosine - 1.0) + kGround * kGround;
    return cosine < 0.0 && root >= 0.0 ? -radius * cosine - sqrt(root) : -1.0;
}

struct Air {
    vec3 rayleigh;  // scattered a km
    float mie;
    vec3 out_;      // lost a km
};

Air airAt(float height) {
    float h = max(height, 0.0);
    float molecules = exp(-h / 8.0), dust = exp(-h / 1.2), ozone = max(0.0, 1.0 - abs(h - 25.0) / 15.0);
    return Air(kRayleigh * molecules, kMie * dust, kRayleigh * molecules + vec3(kMieOut * dust) + kOzone * ozone);
}

float rayleighPhase(float cosine) { return 0.0596831 * (1.0 + cosine * cosine); }
float miePhase(float cosine) {  // Cornette and Shanks
    const float g = kMieForward;
    return 0.1193662 * (1.0 - g * g) * (1.0 + cosine * cosine) /
           ((2.0 + g * g) * pow(1.0 + g * g - 2.0 * g * cosine, 1.5));
}

// Table of what comes through: x by the length of the path to the top, y by height, both after Bruneton 2017.
const float kHorizonLength = 1132.2544;  // sqrt(kTop^2 - kGround^2)
vec2 throughPlace(float radius, float cosine) {
    float rho = sqrt(max(radius * radius - kGround * kGround, 0.0));
    float least = kTop - radius, most = rho + kHorizonLength;
    return vec2((toTop(radius, cosine) - least) / (most - least), rho / kHorizonLength);
}
void throughAt(vec2 place, out float radius, out float cosine) {
    float rho = place.y * kHorizonLength;
    radius = sqrt(rho * rho + kGround * kGround);
    float least = kTop - radius, most = rho + kHorizonLength;
    float d = mix(least, most, place.x);
    cosine = d < 1e-3 ? 1.0 : clamp((kHorizonLength * kHorizonLength - rho * rho - d * d) / (2.0 * radius * d), -1.0, 1.0);
}

#ifndef AIR_WRITES
layout(set = 0, binding = kBindAir) uniform sampler2D airTables;
vec3 airTexel(vec2 place, ivec2 first, ivec2 size) {
    vec2 at = vec2(first) + 0.5 + clamp(place, 0.0, 1.0) * (vec2(size) - 1.0);
    return textureLod(airTables, at / vec2(kAirSize), 0.0).rgb;
}
#else
layout(set = 0, binding = kBindAirTarget, rgba16f) uniform image2D airTarget;
// The table is being written: read it by hand.
vec3 airTexel(vec2 place, ivec2 first, ivec2 size) {
    vec2 at = clamp(place, 0.0, 1.0) * (vec2(size) - 1.0);
    ivec2 lo = min(ivec2(at), size - 2);
    vec2 f = at - vec2(lo);
    vec3 a = imageLoad(airTarget, first + lo).rgb, b = imageLoad(airTarget, first + lo + ivec2(1, 0)).rgb;
    vec3 c = imageLoad(airTarget, first + lo + ivec2(0, 1)).rgb, d = imageLoad(airTarget, first + lo + ivec2(1, 1)).rgb;
    return mix(mix(a, b, f.x), mix(c, d, f.x), f.y);
}
#endif

// Share of the sun's light that reaches a height; softly to nothing where the ground comes between.
vec3 sunThrough(float radius, float cosine) {
    float horizon = -sqrt(max(1.0 - kGround * kGround / (radius * radius), 0.0));
    float open = smoothstep(-0.008, 0.008, cosine - horizon);
    return open <= 0.0 ? vec3(0.0) : open * airTexel(throughPlace(radius, max(cosine, horizon)), ivec2(0), kThroughSize);
}

// Denser near the horizon, where dusk happens.
float againX(float sunCosine) { return 0.5 + 0.5 * sign(sunCosine) * sqrt(abs(sunCosine)); }
float againCosine(float x) { float s = 2.0 * x - 1.0; return sign(s) * s * s; }
vec3 scatteredAgain(float radius, float sunCosine) {
    vec2 place = vec2(againX(sunCosine), sqrt(clamp((radius - kGround) / (kTop - kGround), 0.0, 1.0)));
    return airTexel(place, ivec2(0, kThroughSize.y), kAgainSize);
}

#ifndef AIR_WRITES
// Radiance towards an eye in the town.
vec3 skyRadiance(vec3 dir, vec3 sun) {
    float radius = kGround + kEyeAlt;
    float path = toTop(radius, dir.z);
    float cosine = dot(dir, sun);
    float rayleigh = rayleighPhase(cosine), mie = miePhase(cosine);
    vec3 through = vec3(1.0), colour = vec3(0.0);
    float before = 0.0;
    const int kSteps = 20;
    for (int i = 0; i < kSteps; ++i) {
        float share = float(i + 1) / float(kSteps);
        float t = path * share * share;
        float middle = 0.5 * (before + t), length_ = t - before;
        before = t;
        float r = sqrt(radius * radius + middle * middle + 2.0 * radius * dir.z * middle);
        float sunCosine = dot(vec3(dir.xy * middle, radius + dir.z * middle) / r, sun);
        Air air = airAt(r - kGround);
        vec3 scatter = sunThrough(r, sunCosine) * (air.rayleigh * rayleigh + vec3(air.mie * mie)) +
                       scatteredAgain(r, sunCosine) * (air.rayleigh + vec3(air.mie));
        vec3 step = exp(-air.out_ * length_);
        colour += through * scatter * (1.0 - step) / max(air.out_, vec3(1e-7));
        through *= step;
    }
    return colour;
}
#endif
