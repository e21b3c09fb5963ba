#version 460
// scene.vert for the software level: colour and light a triangle, so that a fragment has little left to do.
#extension GL_GOOGLE_include_directive : require
#include "shaders/lib/scene.glsl"
#include "shaders/lib/vertex.glsl"
#include "shaders/lib/material.glsl"
#include "shaders/lib/stage_colours.glsl"
#include "shaders/lib/lean.glsl"

layout(location = 0) out vec4 outPlace;         // camera-relative metres; baked ambient light
layout(location = 1) out vec2 outUv;
layout(location = 2) flat out vec3 outDirect;   // from the sun, seen through the air
layout(location = 3) flat out vec3 outAmbient;  // from sky and ground
layout(location = 4) flat out vec3 outAir;
layout(location = 5) flat out vec4 outPanes;    // half the size of a window in bays and storeys, bays a pixel, strength
layout(location = 6) flat out vec4 outGlow;     // of a pane: mirrored sky by day, lamp by night; share of panes lit
layout(location = 7) flat out vec4 outHatch;    // colour of a stage's stripes; strength
layout(location = 8) flat out vec4 outFacts;    // state's progress, foot and top of the element, seed

// A pane and a stage's stripes where this triangle has any.
void windows(MaterialRow material, vec3 rel, uint seed, float through) {
    float pixel = frame.pixelAngle * length(rel) / 3.0;  // a bay is some three metres
    vec2 size = material.params.xy;
    bool far = pixel > 0.45;  // finer than a pixel: only the mean is seen
    outPanes = far ? vec4(9.0, 9.0, 1.0, 0.85 * size.x * size.y) : vec4(0.5 * size, 1.0 / pixel, 0.85);
    vec3 mirrored = sky.ambientUp * (0.16 * through * sky.exposure);
    outGlow = vec4(mix(mirrored, vec3(1.0, 0.68, 0.34) * (0.10 * sky.exposure), sky.night), sky.night * 0.33);
}

void main() {
    DrawRow draw = draws[gl_InstanceIndex];
    ElementInfo element = elements[draw.element];
    vec3 rel = relativePosition(draw.tile);
    uint state = states[draw.element], stage = stageOf(state);
    uint seed = element.seed ^ inExtra.y * 2654435761u;
    MaterialRow material = materials[inPosition.w];
    vec3 normal = octNormal(inNormal);
    vec3 albedo = materialColour(material, seed);
    vec3 plan = symbolicColour(material.kind, albedo);
    if (stage == kStageBuilt) plan = mix(plan, kBuiltGreen, 0.8);
    albedo = mix(albedo, plan, frame.symbolic);
    albedo = mix(albedo, vec3(0.80, 0.83, 0.88), frame.weather.z * smoothstep(0.45, 0.80, normal.z));
    outHatch = stage == kStageToGo ? vec4(kGoRed, 0.75) : vec4(0.0);
    if ((flagsOf(state) & 1u) != 0u) outHatch = vec4(0.8, 0.45, 0.05, 0.25);

    vec4 haze = hazeAt(rel);
    outPlace = vec4(rel, 0.25 + 0.75 * float(inExtra.x) / 255.0);
    outUv = inUv;
    outDirect = albedo * directOn(normal) * haze.a;
    outAmbient = albedo * ambientOn(normal) * haze.a;
    outAir = haze.rgb;
    outPanes = vec4(0.0);
    outGlow = vec4(0.0);
    if (material.kind == kFacade) windows(material, rel, seed, haze.a);
    if (material.kind == kPlain) outAmbient += albedo * (material.params.x * sky.night * 1.1 * sky.exposure * haze.a);
    // Water asks for its material in the place of progress: a plan's water is drawn as a plan.
    outFacts = vec4((draw.flags & 4u) != 0u && stage != kStageConstruction && stage != kStageToGo ? float(inPosition.w) : progressOf(state), element.minZ, element.maxZ, hash01(seed));
    vec4 clip = frame.viewProj * vec4(rel, 1.0);
    // As in scene.vert: what lies on the ground wins over coarse levels of the terrain.
    if ((draw.flags & 2u) != 0u) clip.z *= 1.0 + min(0.0035, 0.00004 * length(rel) + 0.0002);
    gl_Position = clip;
}
