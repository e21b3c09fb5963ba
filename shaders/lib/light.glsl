// Sun or moon with shadows, light of the sky, and the air between.
#include "shaders/lib/clouds.glsl"
#ifndef LIGHT_IN_VERTEX  // it asks which pixel it is for
#include "shaders/lib/occlusion.glsl"
#endif
#include "shaders/lib/lamps.glsl"

// 0 at the software level, which stays lean; 1 where the picture may cost more (Medium, High).
layout(constant_id = 1) const uint kRich = 0u;

// Shade of the clouds on the ground.
float cloudShade(vec3 rel) {
    if (frame.weather.x < 0.02 || sky.overcast > 0.98) return 1.0;
    vec2 p = frame.eye.xy + rel.xy + frame.toLight.xy / max(frame.toLight.z, 0.12) * (kCloudBaseM - rel.z);
    float cover = smoothstep(-0.03, 0.09, cloudField(p, 2.0) - cloudLeast(p));
    return 1.0 - 0.72 * cover * (1.0 - sky.overcast);
}

layout(set = 0, binding = kBindShadowDepth) uniform sampler2DArray shadowDepths;

// Points spread evenly over a disc of radius 1 (a sunflower's seeds); the same for every pixel, so nothing crawls.
vec2 onDisc(int i, int count) {
    float angle = float(i) * 2.3999632;
    return sqrt((float(i) + 0.5) / float(count)) * vec2(cos(angle), sin(angle));
}

vec3 placeInShadow(uint cascade, vec3 rel) {
    vec4 clip = frame.shadow[cascade] * vec4(rel, 1.0);
    return vec3(clip.xy * 0.5 + 0.5, clip.z);
}

// Share of light in one cascade. The sun is half a degree wide: an edge is the softer the farther what throws it.
float shadowIn(uint cascade, vec3 rel, vec3 normal) {
    const float kWidestPx = 5.0;
    const float kHalfAngle = 0.0075;  // of the sun (0.0047) with the bright haze round it
    float layer = float(cascade), texel = frame.cascadeTexel[cascade];
    vec2 step = 1.0 / vec2(textureSize(shadowMaps, 0).xy);
    vec3 at = placeInShadow(cascade, rel + normal * (texel * 1.6 + 0.02));
    int seeks = frame.shadowTaps > 4u ? 12 : 8;
    int taps = frame.shadowTaps > 9u ? 32 : frame.shadowTaps > 4u ? 16 : 9;
    float sum = 0.0, found = 0.0;
    for (int i = 0; i < seeks; ++i) {
        float depth = textureLod(shadowDepths, vec3(at.xy + step * kWidestPx * onDisc(i, seeks), layer), 0.0).r;
        if (depth < at.z - 3.0e-5) {
            sum += depth;
            found += 1.0;
        }
    }
    if (found == 0.0) return 1.0;
    if (found == float(seeks)) return 0.0;  // deep in the shade: the filter is no wider than the search
    vec3 perMetre = vec3(frame.shadow[cascade][0].z, frame.shadow[cascade][1].z, frame.shadow[cascade][2].z);
    float gapM = (at.z - sum / found) / length(perMetre);
    float radius = clamp(gapM * kHalfAngle / texel, 0.9, kWidestPx);
    // A wider disc reaches farther down a slope.
    float facing = clamp(dot(normal, frame.toLight), 0.0, 1.0);
    at = placeInShadow(cascade, rel + normal * (texel * (1.3 + 0.8 * radius * sqrt(1.0 - facing * facing)) + 0.02));
    float lit = 0.0;
    for (int i = 0; i < taps; ++i) {
        lit += texture(shadowMaps, vec4(at.xy + step * radius * onDisc(i, taps), layer, at.z));
    }
    return lit / float(taps);
}

// 1 lit, 0 in shadow. `rel` camera-relative, `normal` unit.
float shadowAt(vec3 rel, vec3 normal, float distance) {
    uint cascade = 0u;
    while (cascade < frame.cascades && distance > frame.cascadeFar[cascade]) ++cascade;
    if (cascade >= frame.cascades) return 1.0;
    float lit = shadowIn(cascade, rel, normal);
    // The next cascade fades in, so that no line shows where the texels grow; the last one ends softly.
    float blend = smoothstep(0.88, 1.0, distance / frame.cascadeFar[cascade]);
    if (blend > 0.0) {
        float next = cascade + 1u < frame.cascades ? shadowIn(cascade + 1u, rel, normal) : 1.0;
        lit = mix(lit, next, blend);
    }
    return kRich != 0u ? lit * cloudShade(rel) : lit;
}

// One tap, for the corners of what is small.
float shadowOnce(vec3 rel) {
    float distance = length(rel);
    uint cascade = 0u;
    while (cascade < frame.cascades && distance > frame.cascadeFar[cascade]) ++cascade;
    if (cascade >= frame.cascades) return 1.0;
    vec3 at = placeInShadow(cascade, rel);
    return mix(texture(shadowMaps, vec4(at.xy, float(cascade), at.z)), 1.0,
               cascade + 1u == frame.cascades ? smoothstep(0.88, 1.0, distance / frame.cascadeFar[cascade]) : 0.0);
}

#ifndef LIGHT_IN_VERTEX
struct Surface {
    vec3 albedo;
    vec3 normal;
    float roughness;
    float metal;
    float shine;       // strength of the mirror of the sky (glass, wet, polished), 0 to 1
    float occlusion;
    vec3 emission;
};

// Where a place sees nothing of the sky, the sun's edge and the bright sky round it are hidden as well: a wall's foot in
// sunshine is a little darker than the open wall.
const float kLeastInCorner = 0.7;

vec3 lightSurface(Surface s, vec3 rel, float distance) {
    vec3 view = -rel / max(distance, 1e-3);
    float facing = dot(s.normal, frame.toLight);
    float lit = 0.0;
    if (facing > 0.0) lit = shadowAt(rel, s.normal, distance) * facing;
    vec3 ambient = mix(sky.ambientDown, sky.ambientUp, 0.5 + 0.5 * s.normal.z);
    vec3 direct = sky.light * lit;
    if (kRich != 0u) {
        // The search looks a few metres far; squared it stands for what it does not see. And what hides the sky has light of
        // its own: it is as often in the sun as not.
        float seen = skySeen(), open = min(s.occlusion, seen * seen);
        ambient = ambient * withBounces(open, s.albedo) + (0.5 - 0.5 * open) * sky.ambientDown;
        direct *= mix(kLeastInCorner, 1.0, seen);
    } else {
        ambient *= s.occlusion;
    }
    // The sky is brighter on the sun's side; a plain hemisphere makes walls in shade look like paper.
    ambient *= 0.88 + 0.24 * max(dot(s.normal, vec3(frame.toLight.xy, 0.25)), 0.0);
    if (kRich != 0u) ambient += lampLight(rel, s.normal, 0.0);
    vec3 colour = s.albedo * (1.0 - s.metal) * (direct / 3.14159265 + ambient);
    if (s.shine > 0.0) {
        vec3 mirror = reflect(-view, s.normal);
        float grazing = 1.0 - max(dot(s.normal, view), 0.0);
        float fresnel = mix(0.05, 1.0, grazing * grazing * grazing * grazing * grazing);
        vec3 tint = mix(vec3(fresnel), s.albedo, s.metal);
        vec3 seen = mirror.z > -0.1 ? skyColour(normalize(vec3(mirror.xy, max(mirror.z, 0.02)))) : sky.ambientDown;
        // What a mirror near the horizon sees of a town is roofs and trees as often as sky.
        seen = mix(sky.ambientDown * 0.8, seen, smoothstep(-0.05, 0.35, mirror.z + 0.15 * s.shine));
        float power = exp2(10.0 * (1.0 - s.roughness) + 1.0);
        float spark = pow(max(dot(mirror, frame.toLight), 0.0), power) * (power + 2.0) / 25.0;
        colour = mix(colour, colour * (1.0 - fresnel), s.shine);
        colour += s.shine * tint * (seen + sky.light * lit * min(spark, 30.0) / 3.14159265);
    }
    return colour + s.emission;
}

#endif

// The air between the eye and what it sees: molecules (which scatter blue most) to 8 km up, dust and damp to 900 m.
vec3 throughAir(vec3 colour, vec3 rel, float distance) {
    vec3 dir = rel / max(distance, 1e-3);
    float foot = max(frame.eye.z - 190.0, 0.0);
    float rise = rel.z / 900.0;
    // Mean density of the dust along a straight way through air that thins out exponentially.
    float mean = abs(rise) > 1e-3 ? (1.0 - exp(-rise)) / rise : 1.0;
    float dust = sky.hazeDensity * exp(-foot / 900.0) * mean;
    vec3 through = exp(-distance * (vec3(5.8e-6, 13.6e-6, 33.1e-6) + dust));
    vec3 air;
    if (kRich != 0u) {
        // What a long level way through this air shows is the sky at the horizon.
        air = skyColour(normalize(vec3(dir.xy, 0.03)));
    } else {
        float towards = max(dot(dir, frame.toSun), 0.0);
        air = mix(sky.hazeAway, sky.hazeSun, towards * towards * towards);
    }
    return colour * through + air * (1.0 - through);
}
