// Everything built. kMode: 0 opaque, 1 planned (blended), 2 what is cut out: rising or coming down (at a height), and
// hedges; 3 glass and nets, 4 as 2 with the poles of a scaffold and the leaves of hedges as a share of the samples.
// CUT_OUT makes 2 and 4.
#include "shaders/lib/scene.glsl"
#include "shaders/lib/pattern.glsl"
#include "shaders/lib/light.glsl"
#include "shaders/lib/surface.glsl"
#include "shaders/lib/plan.glsl"
#include "shaders/lib/stage.glsl"
#ifdef CUT_OUT
#include "shaders/lib/foliage.glsl"
#include "shaders/lib/coverage.glsl"
#include "shaders/lib/crown.glsl"
#include "shaders/lib/season.glsl"
#include "shaders/lib/hedge.glsl"
layout(constant_id = 0) const uint kSamples = 1u;  // a pixel
const uint kMode = kSamples > 1u ? 4u : 2u;
#else
layout(constant_id = 0) const uint kMode = 0u;
#endif

layout(location = 0) in vec3 inRel;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in float inOcclusion;
layout(location = 4) flat in uvec4 inFacts;
layout(location = 5) flat in vec2 inRise;
layout(location = 0) out vec4 outColour;

void show(vec3 colour, float alpha, float distance) {
    vec3 seen = min(throughAir(colour, inRel, distance) * sky.exposure, vec3(60.0));
    outColour = kMode == 1u || kMode == 3u ? vec4(seen * alpha, alpha) : vec4(seen, kMode == 4u ? alpha : 1.0);
}

void planned(vec3 normal, vec3 local, float distance) {
    // A clean model in pale blue: lit simply, hatched, brighter at its rims; you see through it.
    vec3 view = -inRel / max(distance, 1e-3);
    bool ground = inRise.y - inRise.x < 1.0 && normal.z > 0.7;
    float facing = 0.30 + 0.70 * max(dot(normal, frame.toLight), 0.0);
    vec3 grey = (sky.light / 3.14159265 * max(frame.toLight.z, 0.35) * facing + sky.ambientUp * (0.55 + 0.45 * normal.z)) * inOcclusion;
    float pulse = 0.95 + 0.05 * sin(frame.seconds * 2.2);
    float line = hatch(local, normal, distance, ground ? 3.2 : 1.2, ground ? 0.14 : 0.18);
    float edge = rim(normal, view);
    // A hint of the stuff it will be made of, so that a boat is told from its mooring.
    float lum = clamp(dot(frame.town.materials.rows[inFacts.x].colour, vec3(0.3, 0.6, 0.1)), 0.04, 0.8);
    vec3 paper = mix(vec3(0.30, 0.52, 0.78), vec3(0.70, 0.86, 0.98), sqrt(lum));
    paper = mix(paper, vec3(0.012, 0.07, 0.30), 0.92 * line);
    paper = mix(paper, vec3(0.08, 0.36, 0.86), edge * 0.5);
    float alpha = ground ? 0.46 + 0.40 * line : (0.76 + 0.20 * line + 0.12 * edge);
    alpha *= pulse;
    paper = mix(paper, mix(vec3(0.40, 0.64, 0.96), vec3(0.03, 0.16, 0.60), line), frame.symbolic);
    alpha = mix(alpha, 0.92, frame.symbolic);
    show(paper * grey, min(alpha, 0.97), distance);
}

void main() {
    float distance = length(inRel);
    vec3 normal = normalize(inNormal);
    vec3 local = frame.eye + inRel;
#ifdef CUT_OUT
    gl_SampleMask[0] = -1;
#endif
    if (dot(normal, inRel) > 0.0 && kMode != 0u) normal = -normal;
    if (kMode == 0u) {
        // Fences and reeds are one sheet: seen from behind they are lit from there.
        vec3 face = cross(dFdx(inRel), dFdy(inRel));
        if (dot(face, normal) * dot(face, inRel) > 0.0) normal.xy = -normal.xy;
    }
    if (kMode == 1u) {
        planned(normal, local, distance);
        return;
    }
    uint stage = stageOf(inFacts.y);
    float alpha;
#ifdef CUT_OUT
    if ((inFacts.w & kDrawHedge) != 0u && stage != kStageConstruction && stage != kStageToGo) {
        // Occlusion, which grows from foot to top, says how high a place is.
        uint variant = inFacts.w >> 8;
        float top = 0.025 * float(variant & 63u);
        float up = mix(-kHedgeUnder, top, (inOcclusion - kHedgeFootOcclusion) / (1.0 - kHedgeFootOcclusion));
        MaterialRow material = frame.town.materials.rows[inFacts.x];
        vec4 hedge = litHedge(materialColour(material, inFacts.z), inRel, inNormal, inUv, up, variant, distance, inFacts.y);
        int covered = kMode == 4u ? coverage(hedge.a, kSamples, 0.07 + 0.5 * fract(inUv.y + 0.5)) : hedge.a < 0.5 ? 0 : -1;
        if (!gl_FrontFacing || covered == 0) discard;
        show(hedge.rgb, 1.0, distance);
        gl_SampleMask[0] = covered;
        return;
    }
#endif
    if (kMode == 2u || kMode == 4u) {
        float progress = progressOf(inFacts.y);
        float share = stage == kStageConstruction ? progress : 1.0 - progress;
        float line = mix(inRise.x - 0.05, inRise.y + 0.05, share);
        bool flat_ = inRise.y - inRise.x < 1.2 || (normal.z > 0.7 && local.z < mix(inRise.x, inRise.y, 0.2) + 0.7);
        if (flat_) {
            // Ground works: bare soil with an orange fence pattern, less of it the further the work is.
            float bars = hatch(local, normal, distance, 2.4, 0.30);
            Surface raw = surfaceOf(inFacts.x, local, normal, inUv, inOcclusion, inFacts.z, alpha);
            vec3 soil = vec3(0.21, 0.155, 0.10) * (0.7 + 0.6 * noise(local.xy, 4.0).r);
            raw.albedo = mix(soil, raw.albedo, 0.75 * share);
            raw.albedo = mix(raw.albedo, stage == kStageConstruction ? kWorkOrange : kGoRed, bars * (0.62 - 0.30 * share));
            raw.albedo = mix(raw.albedo, mix(kWorkOrange, kWorkOrange * 0.22, bars), 0.8 * frame.symbolic);
            raw.shine = 0.0;
            show(lightSurface(raw, inRel, distance), 1.0, distance);
            return;
        }
        if (local.z > line) {
            // Above what stands: scaffold poles and boards only.
            vec2 p = placeOn(local, normal);
            vec2 w = max(fwidth(p), vec2(1e-4));
            float poles = max(lines(p.x / 2.0, 0.055, w.x / 2.0), lines(p.y / 2.0, 0.09, w.y / 2.0));
            float brace = lines((p.x + p.y) / 4.0, 0.022, (w.x + w.y) / 4.0);
            float there = max(poles, brace);
            // Far away the poles are thinner than a pixel: their share of samples, or an ordered screen, keeps them.
            float screen = (float((int(gl_FragCoord.x) * 2 + int(gl_FragCoord.y) * 3) & 7) + 0.5) / 8.0;
            float least = kMode == 4u ? 0.06 : max(screen * 0.95, 0.06);
            if (abs(normal.z) > 0.7 || there < least) discard;
            Surface pole = Surface(stage == kStageConstruction ? vec3(0.62, 0.27, 0.05) : kGoRed, normal, 0.7, 0.0, 0.0, 1.0, vec3(0.0));
            show(lightSurface(pole, inRel, distance), there, distance);
            return;
        }
        Surface raw = surfaceOf(inFacts.x, local, normal, inUv, inOcclusion, inFacts.z, alpha);
        vec3 bare = vec3(0.46, 0.45, 0.43) * (0.85 + 0.3 * noise(local.xy + local.zz, 5.0).r);
        raw.albedo = mix(bare, raw.albedo, 0.30 + 0.55 * smoothstep(0.6, 1.0, share));
        raw.shine *= smoothstep(0.5, 0.9, share);
        vec3 tone = stage == kStageConstruction ? kWorkOrange : kGoRed;
        float near = smoothstep(1.6, 0.0, line - local.z) * step(share, 0.995);
        raw.albedo = mix(raw.albedo, tone, near * 0.75);
        // Hoarding: broad slanted boards about the foot, as high as a person with a raised arm.
        float tall = inRise.y - inRise.x;
        float fence = min(max(2.2, 5.0 * frame.pixelAngle * distance), 0.3 * tall);
        float up = local.z - inRise.x;
        float boards = hatch(local, normal, distance, 1.6, 0.5);
        vec3 hoarding = mix(kMarkWhite, tone * 0.75, boards);
        raw.albedo = mix(raw.albedo, hoarding, smoothstep(fence + 0.05, fence - 0.05, up) * step(abs(normal.z), 0.5));
        vec3 plan = mix(tone, tone * 0.22, grid(local, normal, distance, 2.5, 0.24));
        raw.albedo = mix(raw.albedo, plan, frame.symbolic);
        show(lightSurface(raw, inRel, distance), 1.0, distance);
        return;
    }

    Surface s = surfaceOf(inFacts.x, local, normal, inUv, inOcclusion, inFacts.z, alpha);
    if (stage == kStageBuilt) {
        s.albedo = markBuilt(s.albedo, local, normal, inRise, distance);
    } else if (stage == kStageToGo) {
        s.albedo = markGone(s.albedo, local, normal, distance);
        s.shine *= 0.5;
    }
    uint flags = flagsOf(inFacts.y);
    if ((flags & 1u) != 0u) s.emission += vec3(0.10, 0.055, 0.0) / sky.exposure;
    if (kMode == 3u && alpha < 0.02) discard;
    show(lightSurface(s, inRel, distance), alpha, distance);
}
