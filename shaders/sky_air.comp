#version 460
// The two tables of clear air that do not depend on where the sun stands; made once. Part 0: what comes through from
// outside; part 1: light scattered more than once, as if it came evenly from all around.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
layout(local_size_x = 8, local_size_y = 8) in;
layout(push_constant, scalar) uniform PushBlock { ScenePush push; };  // view: the part
#define AIR_WRITES
#include "shaders/lib/air.glsl"

vec3 throughAir(vec2 place) {
    float radius, cosine;
    throughAt(place, radius, cosine);
    float path = toTop(radius, cosine);
    vec3 depth = vec3(0.0);
    const int kSteps = 32;
    for (int i = 0; i < kSteps; ++i) {
        float t = path * (float(i) + 0.5) / float(kSteps);
        float r = sqrt(radius * radius + t * t + 2.0 * radius * cosine * t);
        depth += airAt(r - kGround).out_ * (path / float(kSteps));
    }
    return exp(-depth);
}

vec3 again(vec2 place) {
    float sunCosine = againCosine(place.x);
    vec3 sun = vec3(sqrt(max(1.0 - sunCosine * sunCosine, 0.0)), 0.0, sunCosine);
    float radius = kGround + max(place.y * place.y * (kTop - kGround), 0.01);
    vec3 second = vec3(0.0), share = vec3(0.0);
    const int kRings = 8, kAround = 4, kSteps = 12;
    for (int i = 0; i < kRings * kAround; ++i) {
        float z = 1.0 - 2.0 * (float(i / kAround) + 0.5) / float(kRings);
        float angle = (float(i % kAround) + 0.5) / float(kAround) * kPi;  // the other half is its mirror
        vec3 dir = vec3(sqrt(1.0 - z * z) * vec2(cos(angle), sin(angle)), z);
        float ground = toGround(radius, dir.z);
        float path = ground >= 0.0 ? ground : toTop(radius, dir.z);
        vec3 through = vec3(1.0), seen = vec3(0.0), back = vec3(0.0);
        for (int k = 0; k < kSteps; ++k) {
            float length_ = path / float(kSteps), t = (float(k) + 0.5) * length_;
            float r = sqrt(radius * radius + t * t + 2.0 * radius * dir.z * t);
            float sunHere = dot(vec3(dir.xy * t, radius + dir.z * t) / r, sun);
            Air air = airAt(r - kGround);
            vec3 scatter = air.rayleigh + vec3(air.mie);
            vec3 step = exp(-air.out_ * length_);
            vec3 over = through * (1.0 - step) / max(air.out_, vec3(1e-7));
            seen += over * scatter * sunThrough(r, sunHere) / (4.0 * kPi);
            back += over * scatter;
            through *= step;
        }
        if (ground >= 0.0) {
            float sunHere = dot(vec3(dir.xy * ground, radius + dir.z * ground) / kGround, sun);
            seen += through * sunThrough(kGround + 0.001, sunHere) * max(sunHere, 0.0) * kGroundAlbedo / kPi;
        }
        second += seen;
        share += back;
    }
    float count = float(kRings * kAround);
    return second / count / (1.0 - share / count);  // all orders: a geometric series
}

void main() {
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    ivec2 size = push.view == 0u ? kThroughSize : kAgainSize;
    if (any(greaterThanEqual(at, size))) return;
    vec2 place = vec2(at) / vec2(size - 1);
    if (push.view == 0u) imageStore(airTarget, at, vec4(throughAir(place), 1.0));
    else imageStore(airTarget, at + ivec2(0, kThroughSize.y), vec4(again(place), 1.0));
}
