// A vertex of what is built, on the software level.
#include "shaders/lib/pushed.glsl"
#define DRAWN_ROWS
#include "shaders/lib/vertex.glsl"
#include "shaders/lib/material.glsl"
#include "shaders/lib/stage_colours.glsl"
#include "shaders/lib/lean.glsl"

#ifdef LEAN_FAR
layout(location = 0) flat out vec3 outColour;
#else
layout(location = 0) out vec4 outPlaceU;        // camera-relative metres; u
layout(location = 1) out vec4 outSteadyV;       // light that no shadow takes, the air's with it; v
layout(location = 2) flat out vec4 outDirect;   // from the sun; a code: kMark... plus a number of the element in [0, 1)
layout(location = 3) flat out vec4 outPanes;    // half the size of a window in bays and storeys, bays a pixel, strength;
                                                // of what rises: progress, foot and top of the element
layout(location = 4) flat out vec4 outGlow;     // of a pane: mirrored sky by day, lamp by night; share of panes lit
#endif

void main() {
    vec3 rel = relativePosition();
    uint state = rowState(), stage = stageOf(state);
    uint seed = rowSeed() ^ vertexVariant() * 2654435761u;
    MaterialRow material = frame.town.materials.rows[vertexMaterial()];
    vec3 normal = octNormal(vertexNormal());
    vec3 albedo = materialColour(material, seed);
    vec3 plan = symbolicColour(material.kind, albedo);
    if (stage == kStageBuilt) plan = mix(plan, kBuiltGreen, 0.8);
    albedo = mix(albedo, plan, frame.symbolic);
    albedo = mix(albedo, vec3(0.80, 0.83, 0.88), frame.weather.z * smoothstep(0.45, 0.80, normal.z));

    vec4 haze = hazeAt(rel);
    vec3 direct = albedo * directOn(normal) * haze.a;
    float open = float(vertexOcclusion()) / 255.0;
#ifdef LEAN_FAR
    // One colour for a wall: its triangles take their first corner's, more often than not one at the foot.
    if (material.kind == kFacade) open = 0.25 + 0.75 * open;
#endif
    vec3 steady = albedo * ambientOn(normal) * (haze.a * (0.25 + 0.75 * open));
    if (material.kind == kPlain) steady += albedo * (material.params.x * sky.night * 0.16 * sky.exposure * haze.a);
    bool facade = material.kind == kFacade;
    float share = 0.85 * material.params.x * material.params.y;  // of a wall that is pane
    vec3 mirrored = sky.ambientUp * (0.16 * haze.a * sky.exposure);
    vec3 lamp = vec3(1.0, 0.68, 0.34) * (0.014 * sky.exposure);
    float lit = sky.night * sky.litWindows[0];
#ifdef LEAN_FAR
    vec3 colour = direct + steady;
    if (facade) colour = mix(colour, mix(mirrored, lamp * sky.litWindows[0], sky.night), share);
    if ((flagsOf(state) & 1u) != 0u) colour += vec3(0.10, 0.055, 0.0);
    outColour = shown(colour + haze.rgb);
#else
    outPlaceU = vec4(rel, vertexUv().x);
    outSteadyV = vec4(steady + haze.rgb, vertexUv().y);
    float mark = (flagsOf(state) & 1u) != 0u ? kMarkChosen : 0.0;
    if (stage == kStageToGo) mark = kMarkGoing;
    if (stage == kStagePlanned) mark = kMarkPlanned;
    outDirect = vec4(direct, mark + hash01(seed));
    outPanes = outGlow = vec4(0.0);
    if (facade) {
        float pixel = frame.pixelAngle * length(rel) / 3.0;  // a bay is some three metres
        // Finer than a pixel: only the mean is seen.
        outPanes = pixel > 0.45 ? vec4(9.0, 9.0, 1.0, share) : vec4(0.5 * material.params.xy, 1.0 / pixel, 0.85);
        outGlow = vec4(mix(mirrored, lamp, sky.night), lit);
    }
    if (material.kind == kAsphalt && material.params.x > 0.5) {
        // The centre line is a pane that brightens what lies under it, in cells as long as a dash and its gap. As wide as a
        // pixel at its longest at least, and the weaker then: it must not flicker.
        const float kCellM = 12.0, kLineM = 0.14, kDash = 0.34;
        float away = max(length(rel), 1.0), pixelM = frame.pixelAngle * away * away / max(-rel.z, 0.05 * away);
        float paint = material.accent.g / max(albedo.g, 0.01) * 0.75 - 1.0;
        paint *= min(kLineM / pixelM, 1.0) * (1.0 - frame.symbolic) * (1.0 - frame.weather.z);
        outPlaceU.w = (max(outPlaceU.w, -1.0) - 0.5 * material.params.y) / kCellM + 0.5;
        outSteadyV.w = outSteadyV.w / kCellM + 0.56 - 0.5 * kDash;
        float half_ = material.params.x > 1.5 ? 9.0 : 0.5 * kDash;
        if (pixelM < 1.0) outPanes = vec4(0.5 * kLineM / kCellM, half_, kCellM / pixelM, -max(paint, 0.0));
    }
    if (isRising(state)) outPanes = vec4(progressOf(state), rowHeights(), 0.0);
#endif
    vec4 clip = frame.viewProj * vec4(rel, 1.0);
    // As in scene.vert: what lies on the ground wins over coarse levels of the terrain.
    if ((rowFlags() & 2u) != 0u) clip.z *= 1.0 + min(0.0035, 0.00004 * length(rel) + 0.0002);
    gl_Position = clip;
}
