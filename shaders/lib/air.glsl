// Scattering in clear air. Lengths in km.
const float kGround = 6360.0;
const float kTop = 6460.0;
const vec3 kRayleigh = vec3(5.802, 13.558, 33.1) * 1e-3;
const float kMie = 3.6e-3;       // a summer's day with some dust
const float kMieAbsorb = 0.5e-3;
const vec3 kOzone = vec3(0.650, 1.881, 0.085) * 1e-3;
const float kSunPower = 20.0;    // irradiance of the sun outside the air, in the picture's unit

float toTop(float radius, float cosine) {
    float root = radius * radius * (cosine * cosine - 1.0) + kTop * kTop;
    return -radius * cosine + sqrt(max(root, 0.0));
}

vec3 densities(float height) {
    return vec3(exp(-height / 8.0), exp(-height / 1.2), max(0.0, 1.0 - abs(height - 25.0) / 15.0));
}

vec3 extinction(vec3 density) {
    return kRayleigh * density.x + vec3((kMie + kMieAbsorb) * density.y) + kOzone * density.z;
}

// Share of light that comes through from outside along a direction.
vec3 transmittance(float radius, float cosine) {
    // Softly to nothing where the ground is in the way.
    float horizon = -sqrt(max(1.0 - kGround * kGround / (radius * radius), 0.0));
    float open = smoothstep(horizon - 0.012, horizon + 0.008, cosine);
    if (open <= 0.0) return vec3(0.0);
    float path = toTop(radius, max(cosine, horizon + 0.001));
    vec3 depth = vec3(0.0);
    const int kSteps = 8;
    float before = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        float share = float(i + 1) / float(kSteps);
        float t = path * share * share;
        float middle = 0.5 * (before + t);
        float r = sqrt(radius * radius + middle * middle + 2.0 * radius * cosine * middle);
        depth += extinction(densities(max(r - kGround, 0.0))) * (t - before);
        before = t;
    }
    return exp(-depth) * open;
}

// Radiance towards an eye on the ground for a sun of irradiance 1.
vec3 skyRadiance(vec3 dir, vec3 sun) {
    float radius = kGround + 0.25;
    float path = toTop(radius, dir.z);
    float cosine = dot(dir, sun);
    float rayleighPhase = 0.0596831 * (1.0 + cosine * cosine);
    const float g = 0.76;
    float miePhase = 0.1193662 * (1.0 - g * g) * (1.0 + cosine * cosine) /
                     ((2.0 + g * g) * pow(1.0 + g * g - 2.0 * g * cosine, 1.5));
    vec3 through = vec3(1.0);
    vec3 colour = vec3(0.0);
    float before = 0.0;
    const int kSteps = 14;
    for (int i = 0; i < kSteps; ++i) {
        float share = float(i + 1) / float(kSteps);
        float t = path * share * share;
        float middle = 0.5 * (before + t);
        float length_ = t - before;
        before = t;
        float r = sqrt(radius * radius + middle * middle + 2.0 * radius * dir.z * middle);
        vec3 up = vec3(dir.xy * middle, radius + dir.z * middle) / r;
        float sunCosine = dot(up, sun);
        vec3 density = densities(max(r - kGround, 0.0));
        vec3 out_ = extinction(density);
        vec3 lit = transmittance(r, sunCosine);
        vec3 scatter = lit * (kRayleigh * density.x * rayleighPhase + vec3(kMie * density.y * miePhase));
        // Light scattered more than once comes from everywhere and lasts longer into dusk.
        float again = smoothstep(-0.28, 0.25, sunCosine);
        scatter += (kRayleigh * density.x + vec3(kMie * density.y)) * 0.0120 * again * again * vec3(1.0, 1.05, 1.15);
        vec3 step = exp(-out_ * length_);
        colour += through * scatter * (1.0 - step) / max(out_, vec3(1e-6));
        through *= step;
    }
    return colour;
}
